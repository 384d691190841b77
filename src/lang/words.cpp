#include "lang/words.h"

#include "lang/detail/tables.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::lang {

void append_folded(std::string& out, std::string_view word) {
    // most words are ASCII: written in place
    const std::size_t before = out.size();
    out.resize(before + word.size());
    std::size_t plain = 0;
    while (plain < word.size() && static_cast<unsigned char>(word[plain]) < 0x80) {
        out[before + plain] = ascii::lower(word[plain]);
        ++plain;
    }
    out.resize(before + plain);
    for (std::size_t i = plain; i < word.size();) {
        if (static_cast<unsigned char>(word[i]) < 0x80) {
            out += ascii::lower(word[i++]);
            continue;
        }
        const auto next = utf8::decode(word, i);
        i += next.size;
        switch (next.code_point) {
            case 0x2018:
            case 0x2019:
                out += '\'';
                break;
            case 0x2010:
            case 0x2011:
                out += '-';
                break;
            case 0xAD:
            case 0x200B:
            case 0x200C:
            case 0x200D:
            case 0x2060:
            case 0xFEFF:
                break;
            default:
                utf8::append(out, fold_case(next.code_point));
        }
    }
}

std::vector<Word> words(std::string_view text) {
    std::vector<Word> result;
    for_each_word(text,
                  [&](std::string_view folded, TextRange range) { result.push_back({std::string(folded), range}); });
    return result;
}

bool is_function_word(std::string_view folded, std::string_view language) {
    if (language.starts_with("en")) return detail::english_function_words().contains(folded);
    if (language.starts_with("de")) return detail::german_function_words().contains(folded);
    return utf8::count(folded) <= 1;
}

}  // namespace newsloom::lang
