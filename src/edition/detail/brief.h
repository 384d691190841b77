/// The brief: 90-160 words made of the sources' own sentences, in the order event, numbers, voices, denial, how other
/// outlets open, not known, what is next.
///
/// The lead comes first and sets the scene; then a sentence or two for each part, each adding something new; then the
/// sentences that most reports share, until there is enough. A story that does not yield 90 words within the quoting
/// caps has a shorter brief.
#pragma once

#include <optional>
#include <vector>

#include "edition/detail/lead.h"
#include "edition/detail/quoting_budget.h"

namespace newsloom::edition::detail {

inline constexpr std::size_t kBriefWordsLeast = 90, kBriefWordsMost = 160;

struct BriefOptions {
    std::size_t least = kBriefWordsLeast, most = kBriefWordsMost;
    WordSet headline;           ///< what is printed above
    WordSet told;               ///< by earlier editions: not told again
    std::optional<Date> since;  ///< an update: the lead says since when
};

struct Brief {
    std::vector<Line> lines;
    double chance = 0;   ///< that an editor lets a line of it stand, mean of the lines
    double promise = 0;  ///< share of the headline's words beside names that it tells
};

/// `lead`, of the candidates, opens it (see choose_lead); no lead, no brief. Takes what it prints from the budget.
[[nodiscard]] Brief compose_brief(const Desk& desk, const Story& story, const std::vector<Candidate>& candidates,
                                  const Candidate* lead, QuotingBudget& budget, const BriefOptions& options = {});

}  // namespace newsloom::edition::detail
