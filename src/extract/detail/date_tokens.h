/// The text of a date as numbers, words and marks.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsloom::extract {

inline constexpr std::size_t kMostDateTokens = 160;
inline constexpr std::size_t kMostDateBytes = 1200;  ///< that are looked at

enum class TokenKind : std::uint8_t { number, word, mark };
struct Token {
    TokenKind kind = TokenKind::mark;
    int value = 0;  ///< of a number (up to 8 digits; else -1)
    int digits = 0;
    char32_t mark = 0;  ///< of a mark; white space is not a token
    bool space_before = false;
    std::size_t begin = 0, end = 0;
    std::string folded;  ///< of a word
};

struct Tokens {
    std::array<Token, kMostDateTokens> at;
    std::size_t count = 0;
};

/// Cuts the text into numbers (in all digits that news pages use), words and marks.
void tokenise(std::string_view text, Tokens& out);

}  // namespace newsloom::extract
