/// Words that stand in news of every kind (data/story/common_words.*.txt): two sentences share them by chance.
#pragma once

#include <cstdint>

namespace newsloom::story::detail {

/// How much it tells that two sentences share a stem: 1 but for common words.
[[nodiscard]] float rarity_of(std::uint32_t stem);

}  // namespace newsloom::story::detail
