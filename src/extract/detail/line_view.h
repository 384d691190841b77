/// Lines of plain text in the shape of a page, so that the same features and roles apply.
#pragma once

#include <span>
#include <string_view>

#include "extract/detail/facts.h"
#include "extract/detail/features.h"

namespace newsloom::extract {

/// Lines in scripts without stops have as many sentences as their length lets expect.
void count_clauses(const PageView& view, std::span<BlockRow> rows);

/// One block per line, all in one container. Elements, classes and links are unknown: what is left is wording, shape
/// and the neighbours.
[[nodiscard]] PageView view_of_lines(std::span<const std::string_view> lines);

/// Ends with a stop, an exclamation mark, an ellipsis or a colon, within closing marks or not; any script's.
[[nodiscard]] bool ends_a_sentence(std::string_view text);

/// A line of Thai or Lao that is longer than headlines are: these scripts write no stops, such a line is running text.
[[nodiscard]] bool is_without_stops(std::string_view text);

/// The most likely headline among the first lines (short, no stop at its end, followed by longer ones); ~0u when none.
[[nodiscard]] std::uint32_t headline_of_lines(const PageView& view);

/// Headline, authors and time from the lines around the headline.
void read_line_metadata(Facts& facts, Article& article);

}  // namespace newsloom::extract
