/// A piece of a text: bytes [begin, end).
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace newsloom {

struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] constexpr std::size_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool empty() const { return begin >= end; }
    [[nodiscard]] constexpr bool contains(TextRange other) const { return begin <= other.begin && other.end <= end; }
    [[nodiscard]] constexpr bool overlaps(TextRange other) const { return begin < other.end && other.begin < end; }
    friend constexpr auto operator<=>(const TextRange&, const TextRange&) = default;
};

/// The bytes of the range; clipped to the text. The view dies with the text.
[[nodiscard]] constexpr std::string_view slice(std::string_view text, TextRange range) {
    const std::size_t begin = std::min(range.begin, text.size());
    return text.substr(begin, std::min(range.end, text.size()) - std::min(begin, range.end));
}

}  // namespace newsloom
