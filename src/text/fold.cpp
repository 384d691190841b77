#include "text/fold.h"

#include <unicode/uchar.h>

#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom {

char32_t fold_case(char32_t c) {
    if (c < 0x80) return static_cast<char32_t>(ascii::lower(static_cast<char>(c)));
    return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
}

std::string fold_case(std::string_view text) {
    std::string result(text);
    std::size_t i = 0;
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80 && !ascii::is_upper(text[i]))
        ++i;
    if (i == text.size()) return result;  // as of most words
    for (; i < text.size() && static_cast<unsigned char>(text[i]) < 0x80; ++i)
        result[i] = ascii::lower(text[i]);
    result.resize(i);
    while (i < text.size()) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            result += ascii::lower(text[i++]);
            continue;
        }
        const auto next = utf8::decode(text, i);
        utf8::append(result, fold_case(next.code_point));
        i += next.size;
    }
    return result;
}

bool is_letter(char32_t c) {
    if (c < 0x80) return ascii::is_alpha(static_cast<char>(c));
    return u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_upper_case(char32_t c) {
    if (c < 0x80) return ascii::is_upper(static_cast<char>(c));
    return u_isupper(static_cast<UChar32>(c)) != 0;
}

bool is_word_character(char32_t c) {
    if (c < 0x80) return ascii::is_alnum(static_cast<char>(c)) || c == '_';
    if (u_isalnum(static_cast<UChar32>(c)) != 0) return true;
    const auto category = u_charType(static_cast<UChar32>(c));
    return category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK || category == U_ENCLOSING_MARK;
}

bool is_unspaced_script(char32_t c) {
    if (c < 0x0E00) return false;
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
           (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_white_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

namespace {

bool is_invisible(char32_t c) { return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF; }

char32_t plain_quote(char32_t c) {
    switch (c) {
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
        case 0x2032:
        case 0x2039:
        case 0x203A:
        case 0x60:
        case 0xB4:
            return '\'';
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
        case 0x2033:
        case 0xAB:
        case 0xBB:
            return '"';
        default:
            return c;
    }
}

template <bool kPlainQuotes>
std::string squeezed(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    bool space = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto next = utf8::decode(text, i);
        i += next.size;
        if (is_white_space(next.code_point)) {
            space = true;
            continue;
        }
        if (kPlainQuotes && is_invisible(next.code_point)) continue;
        if (space && !result.empty()) result += ' ';
        space = false;
        utf8::append(result, kPlainQuotes ? plain_quote(next.code_point) : next.code_point);
    }
    return result;
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text, at);
        at += next.size;
        if (is_word_character(next.code_point)) {
            utf8::append(words.back(), fold_case(next.code_point));
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::string normalise_quotes_and_spaces(std::string_view text) { return squeezed<true>(text); }
std::string collapse_whitespace(std::string_view text) { return squeezed<false>(text); }

}  // namespace newsloom
