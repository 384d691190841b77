/// The sentence that opens a brief: the first of a report, that tells what happened and most of what the reports share.
#pragma once

#include <string_view>
#include <vector>

#include "edition/detail/candidates.h"
#include "edition/detail/quoting_budget.h"

namespace newsloom::edition::detail {

/// Whether the rules for the first sentence may be relaxed when none keeps them.
enum class Lead { by_the_rules, any };

/// Whose title goes with the lead: the lead's own article's when the story's headline tells of something else.
[[nodiscard]] bool needs_its_own_title(const Candidate& lead);

/// A title that tells news: no question, no list of things.
[[nodiscard]] bool tells(std::string_view title);

/// The sentence to open with: none when no sentence may lead, and the rules may not be relaxed or none of the first
/// sentences stands alone.
[[nodiscard]] const Candidate* choose_lead(const std::vector<Candidate>& candidates, const QuotingBudget& budget,
                                           const WordSet& told, Lead wanted = Lead::any);
/// It tells what has happened, as a report does: no scene set, nothing still to come that another report may tell as
/// done.
[[nodiscard]] bool tells_the_event(const Candidate& lead, const std::vector<Candidate>& candidates);
/// That one first, then others by the rules that are nearly as good, of different reports.
[[nodiscard]] std::vector<const Candidate*> leads(const std::vector<Candidate>& candidates, const QuotingBudget& budget,
                                                  const WordSet& told);

}  // namespace newsloom::edition::detail
