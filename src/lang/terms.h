/// What the lexicon knows of each token, looked up once for everything that walks over the text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lang/lexicon.h"
#include "lang/tokens.h"
#include "model/annotations.h"

namespace newsloom::lang {

/// One token with its word. Offsets are bytes of the text.
struct Term {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t word = 0;     ///< lexicon id; 0: not listed, a mark or a number
    std::uint32_t lemma = 0;    ///< lexicon id of the base form
    std::uint32_t classes = 0;  ///< bits of WordClass, guessed where the word is not listed; 0 for marks
    std::uint32_t hints = 0;    ///< bits of WordHint
    std::uint32_t hash = 0;     ///< of the folded word: equal words have equal hashes
    TokenKind kind = TokenKind::word;
    char mark = 0;  ///< the ASCII character of a mark; '-' for dashes, '.' for an ellipsis, '"' for quotes
    bool space_before = true;
    bool capitalised = false;
    bool all_capitals = false;
    bool begins_sentence = false;  ///< also behind a quote mark that begins it; set by mark_sentences
    bool title_case = false;       ///< in a headline whose words all have capitals: capitals tell nothing
};

/// One term per token. Precondition: texts under 4 GiB.
[[nodiscard]] std::vector<Term> terms(std::string_view text, std::span<const Token> tokens, const Lexicon& lexicon);

/// Sets begins_sentence and title_case. `sentences` in order.
void mark_sentences(std::span<Term> terms, std::span<const Sentence> sentences);

}  // namespace newsloom::lang
