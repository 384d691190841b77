/// The sentence that a brief opens with, and whose title stands above it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "edition/detail/candidates.h"
#include "edition/detail/quoting_budget.h"

namespace newsloom::edition::detail {

inline constexpr double kRepeatedMost = 0.6;  ///< share of a line's content words that may have been told already

/// Whether the rules for the first sentence may be relaxed when none keeps them.
enum class Lead { by_the_rules, any };

/// The sentences to open with, the best first, `most` at most: none when no sentence may lead, and the rules may not be
/// relaxed or none of the first sentences stands alone. `told`: by earlier editions.
[[nodiscard]] std::vector<const Candidate*> leads(const std::vector<Candidate>& candidates, const QuotingBudget& budget,
                                                  const WordSet& told, Lead wanted, std::size_t most);
/// The best of them.
[[nodiscard]] const Candidate* choose_lead(const std::vector<Candidate>& candidates, const QuotingBudget& budget,
                                           const WordSet& told, Lead wanted = Lead::any);

/// Whose title goes with the lead: the lead's own article's when the story's headline tells of something else.
[[nodiscard]] bool needs_its_own_title(const Candidate& lead);

/// A title that tells news: no question, no list of things.
[[nodiscard]] bool tells(std::string_view title);

}  // namespace newsloom::edition::detail
