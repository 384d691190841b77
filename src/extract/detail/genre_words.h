/// Groups of common words in many languages, which tell how a text is told: who speaks, what is certain, what it is
/// about.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "extract/detail/genre_cues.h"

namespace newsloom::extract {

struct WordGroup {
    GenreCue cue;
    double scale;  ///< a share of 1/scale of the words counts as 1
    std::string_view words;
};

[[nodiscard]] std::span<const WordGroup> word_groups();

/// A word that is longer than this is in no group.
inline constexpr std::size_t kLongestGroupWord = 28;

/// The hash of no bytes, and with one more byte.
[[nodiscard]] constexpr std::uint32_t word_hash() { return 2166136261U; }
[[nodiscard]] constexpr std::uint32_t word_hash(std::uint32_t hash, char c) {
    return (hash ^ static_cast<unsigned char>(c)) * 16777619U;
}

/// Bit g: the word stands in word_groups()[g]. `word` folded, `hash` by word_hash() over its bytes.
[[nodiscard]] std::uint32_t groups_of(std::string_view word, std::uint32_t hash);

}  // namespace newsloom::extract
