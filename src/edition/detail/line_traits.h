/// What speaks for and against a line of a brief at its place: for a model of which lines an editor lets stand.
#pragma once

#include <array>
#include <vector>

#include "edition/detail/candidates.h"
#include "edition/detail/topic.h"

namespace newsloom::edition::detail {

enum LineTrait : std::size_t {
    kIsLead,
    kIsBehind,   ///< the next sentence of the same report as the line above
    kIsAccount,  ///< another report's first or second sentence
    kWords,      ///< of 40
    kPlace,      ///< position in its report, of 20
    kSupport,    ///< sources of its best fact: log2(1 + n) of 3
    kWithoutFact,
    kRepeats,          ///< share of its content words told above, or in the headline
    kPlainOfLead,      ///< words beside names that the lead has, of 5
    kPlainOfTitles,    ///< that the titles have, of 5
    kOfHeadline,       ///< share of the headline that it tells
    kOfOwnTitle,       ///< share of its own report's title
    kPointers,         ///< nouns that point back, of 3
    kPointersByTitle,  ///< of these, such as only the headline explains, of 2
    kPointersByGroup,  ///< such as another word stands for, of 2
    kSurnames,         ///< that need a full name above, of 2
    kNewNames,         ///< full names that no line has, of 3
    kComesLater,
    kTellsOfOld,
    kQuotes,
    kOpensWithQuote,
    kAhead,
    kLoaded,
    kCounts,           ///< a number that counts
    kOtherReport,      ///< than the lead's
    kSameReportAbove,  ///< as the line above, but not the next sentence
    kHoursApart,       ///< from the lead's report: of 48
    kWeightOfLead,     ///< its weight beside the lead's
    kCommas,           ///< of 5
    kState,            ///< its first verb is "is" or "has": nothing happens
    kReports,          ///< of the story: log2 of 4
    kLinesAbove,       ///< of 5
    kShareOfReports,   ///< mean share of the reports that have its content words
    kLineTraits
};
using LineTraits = std::array<float, kLineTraits>;
inline constexpr std::array<const char*, kLineTraits> kLineTraitNames{"is_lead",
                                                                      "is_behind",
                                                                      "is_account",
                                                                      "words",
                                                                      "place",
                                                                      "support",
                                                                      "without_fact",
                                                                      "repeats",
                                                                      "of_lead",
                                                                      "of_titles",
                                                                      "of_headline",
                                                                      "of_own_title",
                                                                      "pointers",
                                                                      "pointers_by_title",
                                                                      "pointers_by_group",
                                                                      "surnames",
                                                                      "new_names",
                                                                      "comes_later",
                                                                      "tells_of_old",
                                                                      "quotes",
                                                                      "opens_with_quote",
                                                                      "ahead",
                                                                      "loaded",
                                                                      "counts",
                                                                      "other_report",
                                                                      "same_report",
                                                                      "hours_apart",
                                                                      "weight_of_lead",
                                                                      "commas",
                                                                      "state",
                                                                      "reports",
                                                                      "lines_above",
                                                                      "share_of_reports"};

/// Of `one`, which takes `taken` from the text before it, printed below `above` (the lead first; empty when it is the
/// lead).
[[nodiscard]] LineTraits line_traits(const Story& story, const Topic& topic, const std::vector<const Candidate*>& above,
                                     const Candidate& one, const References& taken);

/// How likely an editor lets the line stand, 0..1 (data/edition/line.json).
[[nodiscard]] double chance(const LineTraits& traits);

}  // namespace newsloom::edition::detail
