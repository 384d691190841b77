/// Limits as values: everything from outside is bounded before it is looked at.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsloom {

inline constexpr std::size_t kKiB = 1024;
inline constexpr std::size_t kMiB = 1024 * kKiB;

struct Limits {
    std::size_t page_bytes = 20 * kMiB;    ///< a page is cut there, and says so
    std::size_t input_bytes = 256 * kMiB;  ///< a decompressed input file over this is refused
    std::size_t feed_bytes = 16 * kMiB;
    std::size_t feed_entries = 5000;
    std::size_t article_text_bytes = 4 * kMiB;
};

}  // namespace newsloom
