/// One article taken apart once: tokens with their words and tags, quoted passages, noun phrases, names.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "attribution/detail/cue_words.h"
#include "lang/tags.h"
#include "lang/terms.h"
#include "lang/tokens.h"
#include "model/annotations.h"
#include "model/article.h"

namespace newsloom::attribution::detail {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// Token indexes [begin, end).
struct Run {
    std::uint32_t begin = 0, end = 0;
    [[nodiscard]] bool empty() const { return begin >= end; }
    [[nodiscard]] std::uint32_t size() const { return end - begin; }
    friend auto operator<=>(const Run&, const Run&) = default;
};

/// Words between double quote marks, marks included. An open mark without a close runs to the end of its paragraph.
struct Passage {
    Run run;
    bool closed = true;
    bool continues = false;  ///< no close, and the next paragraph begins with an open mark: the same speech goes on
    std::uint32_t words = 0;
    bool is_title = false;    ///< nearly all of its words have capitals: “The Long Field”
    std::uint32_t shape = 0;  ///< a small number for start, end, capitals and length
};

/// A noun phrase without what follows its head, but with "of ..." phrases.
struct Phrase {
    Run run;
    std::uint32_t head = 0;  ///< the last noun before the first "of"
};

struct Scan {
    std::string_view text;
    std::string_view language;  ///< "en", "de" or another
    const lang::Lexicon* lexicon = nullptr;
    std::vector<lang::Token> tokens;
    std::vector<lang::Term> terms;
    std::vector<lang::Tag> tags;
    std::vector<Sentence> sentences;
    std::vector<Run> sentence_runs;
    std::vector<std::uint32_t> sentence_of;  ///< by token
    std::vector<Passage> passages;
    std::vector<std::uint32_t> passage_of;  ///< by token; kNone outside quotes
    std::vector<Phrase> phrases;
    std::vector<std::uint32_t> phrase_of;  ///< by token; kNone
    std::vector<Name> names;
    std::vector<std::uint32_t> name_of;  ///< by token; kNone

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(terms.size()); }
    [[nodiscard]] int paragraph_of(std::uint32_t token) const { return sentences[sentence_of[token]].paragraph; }
    [[nodiscard]] TextRange range(Run run) const { return {terms[run.begin].begin, terms[run.end - 1].end}; }
    [[nodiscard]] std::string_view bytes(std::uint32_t token) const {
        return text.substr(terms[token].begin, terms[token].end - terms[token].begin);
    }
};

[[nodiscard]] Scan scan(const Article& article);

}  // namespace newsloom::attribution::detail
