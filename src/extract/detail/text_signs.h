/// All that one look over a block's bytes can tell: counts, ends, and how much of it stands in other texts of the page.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace newsloom::extract {

/// Pairs of neighbouring words of a text, as hashes, to ask whether another text is part of it. Open addressing.
class WordPairs {
  public:
    WordPairs() = default;
    explicit WordPairs(std::string_view text);
    [[nodiscard]] bool empty() const { return slots_.empty(); }
    [[nodiscard]] bool contains(std::uint64_t pair) const {
        for (std::size_t at = pair & mask_;; at = (at + 1) & mask_) {
            if (slots_[at] == pair) return true;
            if (slots_[at] == 0) return false;
        }
    }

  private:
    void insert(std::uint64_t pair);
    std::vector<std::uint64_t> slots_;
    std::size_t mask_ = 0;
};

/// The texts that blocks are compared with.
struct Others {
    WordPairs title, description, linked_body;
};

struct TextSigns {
    std::uint32_t commas = 0, stops = 0, digits = 0, uppers = 0, letters = 0, quotes = 0, marks = 0, unspaced = 0,
                  breaks = 0;
    bool ends = false, starts_upper = false, question = false, colon_end = false, at = false, address = false;
    bool starts_dash = false, starts_bracket = false, early_colon = false, year = false, clock = false,
         copyright = false;
    std::uint64_t squeezed = 0;  ///< hash of the letters and digits, folded; equal for texts of the same words
    float in_title = 0, in_description = 0, in_linked_body = 0;
};

[[nodiscard]] TextSigns read_signs(std::string_view text, const Others& others);

/// Hashes of a text's words, sorted, no doubles: for asking how much of one short text stands in another.
[[nodiscard]] std::vector<std::uint64_t> word_hashes(std::string_view text);

/// Share of `part`'s words that stand in `whole`; 0 when `part` is empty.
[[nodiscard]] double share_of_words(const std::vector<std::uint64_t>& part, const std::vector<std::uint64_t>& whole);

/// share_of_words() of each in the other, added.
[[nodiscard]] double shares_of_words(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

/// The hash that TextSigns::squeezed holds.
[[nodiscard]] std::uint64_t squeezed_hash(std::string_view text);

}  // namespace newsloom::extract
