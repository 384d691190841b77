/// One sentence in two versions that do not say the same: another number, another "not", another speaker.
#pragma once

#include "story/detail/reading.h"

namespace newsloom::story::detail {

/// Dice of two sentences from which they are taken to be one in two versions.
inline constexpr float kNearlySame = 0.6F;

/// For sentences that are one in two versions: what they differ in changes what is said.
[[nodiscard]] bool is_altered(const Statement& a, const Statement& b);

}  // namespace newsloom::story::detail
