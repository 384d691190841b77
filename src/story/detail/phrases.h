/// Which of many phrases stand in a text as whole words: one walk over the beginnings of its words, however many
/// phrases there are.
///
/// A phrase begins and ends where no ASCII letter or digit goes on. Phrases are lower-case, begin with an ASCII letter
/// and are two bytes long or more; they belong to groups 0 to 63.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace newsloom::story::detail {

class Phrases {
  public:
    struct Group {
        unsigned number;
        std::span<const std::string_view> phrases;
    };
    explicit Phrases(std::span<const Group> groups);
    /// Bit g: a phrase of group g stands in the text (lower-cased).
    [[nodiscard]] std::uint64_t in(std::string_view lower) const;

  private:
    struct Entry {
        std::string_view phrase;
        std::uint64_t bit = 0;
    };
    static std::size_t bucket(char first, char second) {
        return (static_cast<unsigned char>(first) & 31U) << 5 | (static_cast<unsigned char>(second) & 31U);
    }
    std::vector<Entry> entries_;                      ///< by bucket
    std::array<std::uint16_t, 32 * 32 + 1> first_{};  ///< of each bucket
};

}  // namespace newsloom::story::detail
