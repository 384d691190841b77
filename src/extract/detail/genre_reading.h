/// One look over an article's text for how it is told: its words by group, quotation marks, ends of sentences.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsloom::extract {

/// What is counted while a text is read.
struct WordCounts {
    std::array<std::uint32_t, 32> groups{};
    std::size_t words = 0;  ///< the others are of what stands outside of quotation marks
    std::size_t told = 0, numbers = 0, stops = 0, questions = 0, exclamations = 0;
};

struct GenreReading {
    WordCounts all, lead;
    std::size_t quoted = 0, quotes = 0, digits = 0, clock_times = 0;
};

/// Linear in the text.
[[nodiscard]] GenreReading read_for_genre(std::string_view text);
/// The same, byte by byte: what the other is tested against.
[[nodiscard]] GenreReading read_for_genre_plain(std::string_view text);

}  // namespace newsloom::extract
