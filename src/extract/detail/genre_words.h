/// Groups of common words in many languages, which tell how a text is told: who speaks, what is certain, what it is
/// about.
#pragma once

#include <array>
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

/// Open addressing: the hashes lie together, so that a word that is not in the table costs one look.
class WordTable {
  public:
    /// Of word_groups(). Made once.
    [[nodiscard]] static const WordTable& get();

    /// Bit g: the word stands in word_groups()[g]. `word` folded, `hash` by word_hash() over its bytes.
    [[nodiscard]] std::uint32_t groups_of(std::string_view word, std::uint32_t hash) const {
        for (std::size_t at = hash % kSlots; hashes_[at] != 0; at = (at + 1) % kSlots)
            if (hashes_[at] == hash && words_[at].word == word) return words_[at].groups;
        return 0;
    }

  private:
    struct Word {
        std::string_view word;
        std::uint32_t groups = 0;
    };
    static constexpr std::size_t kSlots = 8192;

    WordTable();
    void add(std::string_view word, std::uint32_t group);

    std::array<std::uint32_t, kSlots> hashes_{};
    std::array<Word, kSlots> words_{};
};

}  // namespace newsloom::extract
