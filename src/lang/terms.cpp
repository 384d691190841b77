#include "lang/terms.h"

#include <string>

#include "base/hash.h"
#include "lang/words.h"
#include "text/utf8.h"

namespace newsloom::lang {
namespace {

char mark_of(std::string_view bytes) {
    const auto first = static_cast<unsigned char>(bytes[0]);
    if (first < 0x80) return bytes[0];
    switch (utf8::decode(bytes, 0).code_point) {
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
            return '-';
        case 0x2026:
            return '.';
        case 0x2018:
        case 0x2019:
        case 0x201A:
            return '\'';
        case 0x20AC:
        case 0xA3:
        case 0xA5:
            return '$';
        case 0x3001:
        case 0xFF0C:
            return ',';
        case 0xFF1A:
            return ':';
        default:
            return '*';
    }
}

}  // namespace

std::vector<Term> terms(std::string_view text, std::span<const Token> tokens, const Lexicon& lexicon) {
    std::vector<Term> result(tokens.size());
    std::string folded;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        Term& term = result[i];
        term.begin = static_cast<std::uint32_t>(token.range.begin);
        term.end = static_cast<std::uint32_t>(token.range.end);
        term.kind = token.kind;
        term.space_before = token.space_before;
        term.capitalised = token.capitalised;
        term.all_capitals = token.all_capitals;
        const std::string_view bytes = slice(text, token.range);
        switch (token.kind) {
            case TokenKind::quote:
                term.mark = '"';
                continue;
            case TokenKind::mark:
                term.mark = mark_of(bytes);
                continue;
            case TokenKind::clitic:
            case TokenKind::number:
            case TokenKind::word:
                break;
        }
        folded.clear();
        append_folded(folded, bytes);
        const std::uint64_t hash = hash64(folded);
        term.hash = static_cast<std::uint32_t>(hash);
        if (token.kind != TokenKind::word) continue;
        term.word = lexicon.find(hash);
        if (term.word != 0) {
            const WordInfo& info = lexicon.info(term.word);
            term.lemma = info.lemma;
            term.classes = info.classes;
            term.hints = info.hints;
        } else {
            const WordInfo info = lexicon.guess(folded, token.capitalised);
            term.classes = info.classes;
            term.hints = info.hints;
            term.lemma = 0;
        }
    }
    return result;
}

void mark_sentences(std::span<Term> terms, std::span<const Sentence> sentences) {
    std::size_t i = 0;
    for (const Sentence& sentence : sentences) {
        while (i < terms.size() && terms[i].begin < sentence.range.begin)
            ++i;
        const std::size_t begin = i;
        std::size_t long_words = 0, capitals = 0;
        while (i < terms.size() && terms[i].end <= sentence.range.end) {
            if (terms[i].kind == TokenKind::word && terms[i].end - terms[i].begin >= 4) {
                ++long_words;
                capitals += terms[i].capitalised;
            }
            ++i;
        }
        if (begin == i) continue;
        terms[begin].begins_sentence = true;
        if (terms[begin].kind == TokenKind::quote && begin + 1 < i) terms[begin + 1].begins_sentence = true;
        if (long_words >= 4 && capitals * 10 >= long_words * 8) {
            for (std::size_t k = begin; k < i; ++k)
                terms[k].title_case = true;
        }
    }
}

}  // namespace newsloom::lang
