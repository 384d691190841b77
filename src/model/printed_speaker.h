/// How sure a speaker must be to be printed with a quote.
#pragma once

namespace newsloom {

/// Attribution::confidence from which a speaker is printed; below it, the source's whole sentence is what may be
/// printed. Chosen on articles left out of training and read by a fresh reader: docs/stages/attribution.md.
inline constexpr float kPrintedSpeaker = 0.77F;

}  // namespace newsloom
