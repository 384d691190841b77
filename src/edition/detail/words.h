/// Words as the brief counts and compares them: folded, without endings and without the words that carry no content.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace newsloom::edition::detail {

struct Word {
    TextRange range;
    std::string folded;
};

/// Runs of word characters; an apostrophe, a full stop or a comma between two of them belongs to the word ("don't",
/// "1,200"). In scripts without spaces each character is a word.
[[nodiscard]] std::vector<Word> words_of(std::string_view text);
/// Where they stand, for whoever needs few of them folded.
[[nodiscard]] std::vector<TextRange> word_ranges(std::string_view text);
[[nodiscard]] std::size_t count_words(std::string_view text);
/// At most so many bytes of the text, whole characters only.
[[nodiscard]] std::string_view beginning(std::string_view text, std::size_t most);

/// Whether the list has the word.
template <std::size_t N>
[[nodiscard]] bool is_one_of(std::string_view word, const std::string_view (&list)[N]) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// Some lists of words that are asked about every word, with one look-up for all of them.
class WordLists {
  public:
    template <std::size_t... N>
    explicit WordLists(const std::string_view (&... lists)[N]) {
        std::uint32_t list = 1;
        ((add(lists, list), list <<= 1), ...);
        sort();
    }
    /// Bit 0: the first list has the word; bit 1: the second has; and so on.
    [[nodiscard]] std::uint32_t of(std::string_view word) const {
        const std::size_t b = bucket(word);
        std::uint32_t lists = 0;
        for (std::size_t i = first_[b]; i < first_[b + 1]; ++i) {
            if (entries_[i].word == word) lists |= entries_[i].list;
        }
        return lists;
    }

  private:
    struct Entry {
        std::string_view word;
        std::uint32_t list = 0;
    };
    static constexpr std::size_t kBuckets = 512;
    /// By five bits of the first letter and four of the length: few words share both.
    static std::size_t bucket(std::string_view word) {
        const std::size_t letter =
            word.empty() ? 0 : static_cast<std::size_t>(static_cast<unsigned char>(word.front())) & 31U;
        return letter << 4 | std::min<std::size_t>(word.size(), 15);
    }
    template <std::size_t N>
    void add(const std::string_view (&words)[N], std::uint32_t list) {
        for (const std::string_view word : words)
            entries_.push_back({word, list});
    }
    void sort();

    std::vector<Entry> entries_;                       ///< by bucket
    std::array<std::uint16_t, kBuckets + 1> first_{};  ///< of each bucket
};

/// A word without content of its own (English and German function words, verbs of saying).
[[nodiscard]] bool is_stop_word(std::string_view folded);
/// Without plural and verb endings; crude, for comparing only.
[[nodiscard]] std::string_view stem(std::string_view folded);

/// Hashes of the stems of the content words, sorted, each once.
using WordSet = std::vector<std::uint64_t>;
[[nodiscard]] WordSet content_words(std::string_view text);
[[nodiscard]] WordSet content_words(const std::vector<Word>& words);
/// Hashes of its runs of five words, sorted, each once.
[[nodiscard]] WordSet runs_of_words(std::string_view text);
void add(WordSet& set, const WordSet& more);
/// How many of `words` are in `seen`.
[[nodiscard]] std::size_t shared(const WordSet& words, const WordSet& seen);
/// Share of `words` that is in `seen`, 0..1; 1 for no words at all.
[[nodiscard]] double repeated(const WordSet& words, const WordSet& seen);

/// The last word of a name, folded: "Ada Roe Jr." is "roe".
[[nodiscard]] std::string surname(std::string_view name);

}  // namespace newsloom::edition::detail
