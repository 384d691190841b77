/// What earlier editions told: so that it is not told again as new, and corrected when its source has changed.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "edition/detail/desk.h"
#include "edition/detail/words.h"

namespace newsloom::edition::detail {

struct ToldBefore {
    Date day{};                      ///< of the newest edition that told the story
    WordSet words;                   ///< content words that it printed, over all earlier editions given
    std::set<DocumentId> documents;  ///< that it listed as sources
};

[[nodiscard]] std::optional<ToldBefore> told_before(const Desk& desk, StoryId story);
/// Documents that earlier editions named in the section.
[[nodiscard]] std::set<DocumentId> documents_told(const Desk& desk, std::string_view section);

/// For each sentence that an earlier edition printed and whose article, in its newest version, no longer holds it: the
/// old words, and the sentence that now stands nearest to them. The day's computed value carries "line:<id>" of the
/// corrected line. Each is told once: lines that an earlier edition has corrected already are left alone.
[[nodiscard]] std::vector<Line> corrections(const Desk& desk);

}  // namespace newsloom::edition::detail
