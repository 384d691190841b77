/// Folded words for counting and comparing: what dedup and story see of a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/tokens.h"
#include "text/range.h"

namespace newsloom::lang {

struct Word {
    std::string folded;  ///< case-folded, ’ as '
    TextRange range;
};

/// Words and numbers (no marks, no clitics) of a text, folded, in order. Per character for scripts without spaces.
[[nodiscard]] std::vector<Word> words(std::string_view text);

/// Calls f(std::string_view folded, TextRange range) for each word; the view dies with the call. No allocation per
/// word.
template <class F>
void for_each_word(std::string_view text, const F& f);

/// Appends the folded form of one token's bytes to `out`.
void append_folded(std::string& out, std::string_view word);

/// Articles, pronouns, prepositions, auxiliaries, conjunctions and the like. English and German have lists made for
/// this project; for other languages only words of one letter are function words. `folded` as words() gives it.
[[nodiscard]] bool is_function_word(std::string_view folded, std::string_view language);

template <class F>
void for_each_word(std::string_view text, const F& f) {
    std::string folded;
    for (const Token& token : tokens(text)) {
        if (token.kind != TokenKind::word && token.kind != TokenKind::number) continue;
        folded.clear();
        append_folded(folded, slice(text, token.range));
        f(std::string_view(folded), token.range);
    }
}

}  // namespace newsloom::lang
