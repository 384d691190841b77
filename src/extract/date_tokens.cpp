#include "extract/detail/date_tokens.h"

#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

int digit_value(char32_t c) {
    if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
    static constexpr std::array<char32_t, 8> kZeros = {0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10, 0xBE6, 0x1040};
    for (const char32_t zero : kZeros) {
        if (c >= zero && c < zero + 10) return static_cast<int>(c - zero);
    }
    return -1;
}

bool is_cjk_unit(char32_t c) {  // these letters part numbers: year, month, day, hour, minute, second; Korean ones too
    return c == U'年' || c == U'月' || c == U'日' || c == U'時' || c == U'时' || c == U'分' || c == U'秒' ||
           c == U'년' || c == U'월' || c == U'일' || c == U'시' || c == U'분' || c == U'초' || c == U'點' ||
           c == U'点' || c == U'号' || c == U'號';
}

}  // namespace

void tokenise(std::string_view text, Tokens& out) {
    bool space = false;
    text = text.substr(0, kMostDateBytes);
    for (std::size_t i = 0; i < text.size() && out.count < kMostDateTokens;) {
        const auto first = utf8::decode(text, i);
        const char32_t c = first.code_point;
        if (is_white_space(c) || c == 0x200E || c == 0x200F || c == 0x200B) {
            space = true;
            i += first.size;
            continue;
        }
        Token& token = out.at[out.count++];
        token = Token{};
        token.space_before = space;
        token.begin = i;
        space = false;
        if (digit_value(c) >= 0) {
            token.kind = TokenKind::number;
            while (i < text.size()) {
                const auto next = utf8::decode(text, i);
                const int digit = digit_value(next.code_point);
                if (digit < 0) break;
                if (++token.digits <= 8) token.value = token.value * 10 + digit;
                i += next.size;
            }
            if (token.digits > 8) token.value = -1;
        } else if (is_cjk_unit(c)) {
            token.mark = c;
            i += first.size;
        } else if (is_letter(c)) {
            token.kind = TokenKind::word;
            const std::size_t begin = i;
            while (i < text.size()) {
                const auto next = utf8::decode(text, i);
                if (!is_word_character(next.code_point) || digit_value(next.code_point) >= 0 ||
                    next.code_point == '_' || is_cjk_unit(next.code_point))
                    break;
                i += next.size;
            }
            token.folded = fold_case(text.substr(begin, i - begin));
        } else {
            token.mark = c;
            i += first.size;
        }
        token.end = i;
    }
}

}  // namespace newsloom::extract
