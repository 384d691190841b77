/// How sure what a story tells must be to be printed.
#pragma once

namespace newsloom {

/// Fact::confidence from which a fact is printed. Chosen with each story told by models that have not seen it, on the
/// gold, on real events read by four readers and on judged pairs of real news: docs/stages/facts.md.
inline constexpr float kPrintedFact = 0.91F;
/// Difference::confidence from which numbers are set against each other in print; chosen on pairs of real stories that
/// readers judged blind, by models that have not seen the story.
inline constexpr float kPrintedDifference = 0.75F;
/// Difference::confidence from which a claim is printed beside its denial; chosen in the same way.
inline constexpr float kPrintedDenial = 0.7F;

}  // namespace newsloom
