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

/// Whether the rules for the first sentence may be relaxed when none keeps them.
enum class Lead { by_the_rules, any };

struct BriefOptions {
    std::size_t least = kBriefWordsLeast, most = kBriefWordsMost;
    WordSet headline;           ///< what is printed above
    WordSet told;               ///< by earlier editions: not told again
    std::optional<Date> since;  ///< an update: the lead says since when
};

/// `lead`, of the candidates, opens it (see choose_lead); no lead, no brief. Takes what it prints from the budget.
[[nodiscard]] std::vector<Line> compose_brief(const Desk& desk, const Story& story,
                                              const std::vector<Candidate>& candidates, const Candidate* lead,
                                              QuotingBudget& budget, const BriefOptions& options = {});

/// Whose title goes with the lead: the lead's own article's when the story's headline tells of something else.
[[nodiscard]] bool needs_its_own_title(const Candidate& lead);

/// A title that tells news: no question, no list of things.
[[nodiscard]] bool tells(std::string_view title);

/// The sentence to open with: none when no sentence may lead, and the rules may not be relaxed or none of the first
/// sentences stands alone.
[[nodiscard]] const Candidate* choose_lead(const std::vector<Candidate>& candidates, const QuotingBudget& budget,
                                           const WordSet& told, Lead wanted = Lead::any);

}  // namespace newsloom::edition::detail
