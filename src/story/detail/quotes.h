/// Sentences of several articles that quote the same words.
#pragma once

#include <cstddef>
#include <vector>

#include "story/detail/reading.h"

namespace newsloom::story::detail {

struct QuotePair {
    std::size_t a = 0, b = 0;  ///< statements, a < b
    double probability = 0;    ///< that they say the same
};
[[nodiscard]] std::vector<QuotePair> quote_pairs(const Reading& reading);

}  // namespace newsloom::story::detail
