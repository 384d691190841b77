/// Lines of plain text in the shape of a page, so that the same features and roles apply.
#pragma once

#include <span>
#include <string_view>

#include "extract/detail/facts.h"

namespace newsloom::extract {

/// One block per line, all in one container. Elements, classes and links are unknown: what is left is wording, shape
/// and the neighbours.
[[nodiscard]] PageView view_of_lines(std::span<const std::string_view> lines);

/// Ends with a stop, an exclamation mark, an ellipsis or a colon, within closing marks or not; any script's.
[[nodiscard]] bool ends_a_sentence(std::string_view text);

/// The most likely headline among the first lines (short, no stop at its end, followed by longer ones); ~0u when none.
[[nodiscard]] std::uint32_t headline_of_lines(const PageView& view);

/// Headline, authors and time from the lines around the headline.
void read_line_metadata(Facts& facts, Article& article);

}  // namespace newsloom::extract
