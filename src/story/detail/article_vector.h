/// One article as numbers: every sub-vector (title, lead, all words, names, numbers) in one sorted array, so that one
/// merge of two arrays gives all similarities at once.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "story/detail/word_statistics.h"

namespace newsloom::story::detail {

struct Entry {
    std::uint32_t word = 0;   ///< hash of the stem, of a pair of name words, or of a number
    std::uint8_t body = 0;    ///< occurrences in title and text
    std::uint8_t places = 0;  ///< bits 0-2 in the title, 3-6 in the lead, 7: a number
    std::uint8_t name = 0;    ///< occurrences with a capital inside a sentence
    std::uint8_t idf16 = 0;   ///< 16 idf, as of the last weighing

    [[nodiscard]] unsigned title() const { return places & 7U; }
    [[nodiscard]] unsigned lead() const { return (places >> 3) & 15U; }
    [[nodiscard]] bool number() const { return (places & 128U) != 0; }
};
static_assert(sizeof(Entry) == 8);

inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

/// Entries of ArticleVector::abroad: names and numbers as they stand in any language (name > 0), and senses that German
/// and English words share (name == 0). `body` counts.
[[nodiscard]] inline bool is_sense(const Entry& entry) { return entry.name == 0; }

enum Part : std::size_t { kTitle, kLead, kBody, kNames, kNumbers, kParts };

struct ArticleVector {
    std::int64_t id = 0;
    std::int64_t time = kNoTime;         ///< seconds
    std::uint32_t language = 0;          ///< hash; 0 not known
    std::uint32_t outlet = 0;            ///< hash; 0 not known
    std::uint16_t words = 0;             ///< of the text, at most 65535
    std::vector<Entry> entries;          ///< by word
    std::vector<Entry> abroad;           ///< what other languages have too, by word: see `is_sense`
    std::array<float, kParts> scales{};  ///< 1 / length of each part; 0 when it is empty

    /// Sets idf16 and scales by the statistics.
    void weigh(const WordStatistics& statistics);
    /// Sets scales by the idf16 at hand.
    void measure();
};

/// The next article that is compared: its first entries, after which the processor sees where it goes.
inline void prefetch_entries(const ArticleVector& vector) {
    for (std::size_t i = 0; i < vector.entries.size() && i < 64; i += 8)
        __builtin_prefetch(&vector.entries[i]);
}

/// Rows of entries that closed stories no longer need, by size: taken by new articles as they are. Given back to the
/// allocator they would be cut and joined, and that grows with the open stories.
class SpareRows {
  public:
    /// Empty, with room for `size` entries.
    [[nodiscard]] std::vector<Entry> take(std::size_t size);
    void give(std::vector<Entry>&& row);

  private:
    static constexpr std::size_t kStep = 32;
    std::array<std::vector<std::vector<Entry>>, 11> rows_;  // with room for the place times kStep
};

/// Reads Features::bytes. Nothing when they are not ours.
[[nodiscard]] std::optional<ArticleVector> decode(std::string_view bytes, SpareRows& spare);
[[nodiscard]] std::optional<ArticleVector> decode(std::string_view bytes);

}  // namespace newsloom::story::detail
