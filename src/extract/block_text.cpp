#include <string>
#include <string_view>

#include "extract/detail/blocks.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {

bool is_invisible(char32_t c) {
    return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x034F || c == 0x180E;
}

std::string clean_text(std::string_view text) {
    std::string result;
    bool space = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto next = utf8::decode(text, i);
        i += next.size;
        if (is_white_space(next.code_point) || next.code_point < ' ') {
            space = true;
            continue;
        }
        if (is_invisible(next.code_point)) continue;
        if (space && !result.empty()) result += ' ';
        space = false;
        utf8::append(result, next.code_point);
    }
    return result;
}

std::uint32_t count_words(std::string_view text) {
    std::uint32_t words = 0;
    std::uint32_t unspaced = 0;
    bool within = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {  // without a branch: words end where nobody foretells it
            const bool word = ascii::is_alnum(static_cast<char>(c));
            words += static_cast<std::uint32_t>(word & !within);
            within = word | (within & (c == '\''));
            ++i;
            continue;
        }
        if (c >= 0xE0 && c < 0xF0 && i + 2 < text.size()) {
            const auto c1 = static_cast<unsigned char>(text[i + 1]);
            const char32_t code = static_cast<char32_t>((c & 0x0F) << 12 | (c1 & 0x3F) << 6 |
                                                        (static_cast<unsigned char>(text[i + 2]) & 0x3F));
            if (is_unspaced_script(code)) {
                ++unspaced;
                within = false;
            } else if (code >= 0x2000 && code < 0x3040) {
                within = within && code == 0x2019;
            } else if (!within) {
                ++words;
                within = true;
            }
            i += 3;
            continue;
        }
        if (c == 0xC2) {  // Latin-1 punctuation and signs
            within = false;
            i += 2;
            continue;
        }
        if (!within) ++words;
        within = true;
        i += c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    }
    return words + (unspaced + 1) / 2;
}

}  // namespace newsloom::extract
