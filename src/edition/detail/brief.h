/// The brief: 90-160 words made of the sources' own sentences, in the order event, numbers, voice, denial, not known,
/// what is next.
///
/// The lead comes first and sets the scene; then one sentence for each part, each adding something new; then the
/// sentences that most reports share, until there is enough. A story that does not yield 90 words within the quoting
/// caps has a shorter brief.
#pragma once

#include <optional>
#include <vector>

#include "edition/detail/candidates.h"
#include "edition/detail/quoting_budget.h"

namespace newsloom::edition::detail {

inline constexpr std::size_t kBriefWordsLeast = 90, kBriefWordsMost = 160;
inline constexpr double kRepeatedMost = 0.6;  ///< share of a line's content words that may have been told already

struct BriefOptions {
    std::size_t least = kBriefWordsLeast, most = kBriefWordsMost;
    WordSet headline;           ///< what is printed above
    WordSet told;               ///< by earlier editions: not told again
    std::optional<Date> since;  ///< an update: the lead says since when
};

/// `lead`, of the candidates, opens it (see lead.h); no lead, no brief. Takes what it prints from the budget.
[[nodiscard]] std::vector<Line> compose_brief(const Desk& desk, const Story& story,
                                              const std::vector<Candidate>& candidates, const Candidate* lead,
                                              QuotingBudget& budget, const BriefOptions& options = {});

}  // namespace newsloom::edition::detail
