/// Lists of words, as data/edition has them: compiled in, a pure room reads no files.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "edition/detail/words.h"

namespace newsloom::edition::detail {

/// The words or phrases below one "[name]". Immutable.
class WordList {
  public:
    explicit WordList(std::vector<std::string_view> entries);

    [[nodiscard]] bool has(std::string_view word) const {
        return !word.empty() && looks_[look_of(word)] && is_in(word);
    }
    /// In the order of the file.
    [[nodiscard]] const std::vector<std::string_view>& entries() const { return entries_; }

  private:
    [[nodiscard]] bool is_in(std::string_view word) const;

    std::vector<std::string_view> entries_, sorted_;
    std::bitset<kLooks> looks_;  ///< of the entries
};

/// Which of several lists have a phrase that stands in a text as whole words, in one go over the text.
class PhraseLists {
  public:
    /// At most 32. The entries must outlive it, as those of a file do.
    explicit PhraseLists(std::initializer_list<const WordList*> lists);
    /// Bit i: one of list i does. The text in lower case.
    [[nodiscard]] std::uint32_t in(std::string_view text) const;

  private:
    struct Phrase {
        std::string_view words;
        std::uint32_t bit = 0;
    };
    static constexpr std::size_t kBeginnings = 1024;
    std::vector<Phrase> phrases_;                         ///< by how they begin
    std::array<std::uint32_t, kBeginnings + 1> first_{};  ///< of each beginning
};

/// One entry per word of the list `name` in `file` ("references.en.txt"); empty when there is none.
[[nodiscard]] WordList words_listed(std::string_view file, std::string_view name);
/// One entry per line.
[[nodiscard]] WordList lines_listed(std::string_view file, std::string_view name);

}  // namespace newsloom::edition::detail
