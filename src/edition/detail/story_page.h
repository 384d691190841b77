/// Everything below the brief: facts, voices, differences, what is not known, perspectives, opinions, sources.
///
/// Each part prints what the quoting budget still allows; what the brief has printed already is free.
#pragma once

#include "edition/detail/desk.h"
#include "edition/detail/quoting_budget.h"
#include "model/printed_speaker.h"
#include "model/printed_story.h"

namespace newsloom::edition::detail {

/// What must be true before it is printed. Figures of the story stage's confidence; see docs/stages/edition.md.
inline constexpr float kFactConfidence = kPrintedFact, kDifferenceConfidence = kPrintedDifference,
                       kDenialConfidence = kPrintedDenial, kVoiceConfidence = kPrintedSpeaker;

/// Values of numbers that differ are short; they are taken from the budget before the brief so that they are always
/// there.
void print_differences(const Desk& desk, const Story& story, QuotingBudget& budget, PrintedStory& printed);
/// The rest; `brief` lines are there already.
void print_page(const Desk& desk, const Story& story, QuotingBudget& budget, PrintedStory& printed);

/// "From 14 articles by 9 outlets in 5 countries. Three copies of one text counted once."
[[nodiscard]] Line foot_line(const Desk& desk, const Story& story);

}  // namespace newsloom::edition::detail
