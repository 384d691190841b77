/// Words, numbers and marks of a text, in order: the one scan that everything in `lang` and `attribution` starts from.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace newsloom::lang {

enum class TokenKind : std::uint8_t {
    word,    ///< letters with inner apostrophes, hyphens and dots: "don't", "well-known", "U.S.", "Nr5"
    number,  ///< digits with inner points, commas, colons, slashes: "1,200.5", "9:30", "2nd", "1990s"
    clitic,  ///< English 's (also of "he's"), split from its word
    quote,   ///< a double quote mark, or a single one that quotes: not an apostrophe
    mark     ///< any other punctuation or symbol; runs of the same mark ("...", "--") are one token
};

struct Token {
    TextRange range;
    TokenKind kind = TokenKind::word;
    bool space_before = true;   ///< white space, a line end or the begin of the text stands before it
    bool capitalised = false;   ///< begins with an upper-case letter
    bool all_capitals = false;  ///< two or more letters and no lower-case one
    bool ascii = true;
};

/// Tokens cover all that is not white space, in order, on character borders. Scripts written without spaces (Han, kana,
/// Thai, ...) give one word per character. Linear; any bytes are allowed.
[[nodiscard]] std::vector<Token> tokens(std::string_view text);

}  // namespace newsloom::lang
