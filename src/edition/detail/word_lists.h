/// Lists of words, as data/edition has them: compiled in, a pure room reads no files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsloom::edition::detail {

/// The words or phrases below one "[name]". Immutable.
class WordList {
  public:
    explicit WordList(std::vector<std::string_view> entries);

    [[nodiscard]] bool has(std::string_view word) const;
    /// In the order of the file.
    [[nodiscard]] const std::vector<std::string_view>& entries() const { return entries_; }

  private:
    std::vector<std::string_view> entries_, sorted_;
};

/// One entry per word of the list `name` in `file` ("references.en.txt"); empty when there is none.
[[nodiscard]] WordList words_listed(std::string_view file, std::string_view name);
/// One entry per line.
[[nodiscard]] WordList lines_listed(std::string_view file, std::string_view name);

}  // namespace newsloom::edition::detail
