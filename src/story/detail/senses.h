/// Words that reports use for one another ("blaze", "fire"): data/story/same_words.*.txt, compiled in.
#pragma once

#include <cstdint>

#include "story/detail/stems.h"

namespace newsloom::story::detail {

/// The stem that stands for the group of this stem; the stem itself when it is in no group.
[[nodiscard]] std::uint32_t sense_of(std::uint32_t stem, Tongue tongue);

}  // namespace newsloom::story::detail
