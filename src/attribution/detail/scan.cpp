#include "attribution/detail/scan.h"

#include "lang/language.h"
#include "lang/names.h"
#include "lang/sentences.h"
#include "text/utf8.h"

namespace newsloom::attribution::detail {
namespace {

using lang::Tag;
using lang::Term;
using lang::TokenKind;

/// Which mark closes what is opened by `c`; 0 when it cannot open.
bool can_open(char32_t c) {
    return c == '"' || c == 0x201C || c == 0x201E || c == 0x201F || c == 0xAB || c == 0xBB || c == 0x300C ||
           c == 0x300E || c == 0xFF02 || c == '\'' || c == 0x2018 || c == 0x201A || c == 0x2039;
}

bool closes(char32_t open, char32_t close) {
    switch (open) {
        case 0x201E:
            return close == 0x201C || close == 0x201D || close == '"' || close == 0x201F;
        case 0x201C:
        case 0x201F:
            return close == 0x201D || close == '"' || close == 0x201F;
        case 0xAB:
            return close == 0xBB;
        case 0xBB:
            return close == 0xAB;
        case 0x300C:
            return close == 0x300D;
        case 0x300E:
            return close == 0x300F;
        case 0xFF02:
            return close == 0xFF02;
        case '\'':
        case 0x2018:
            return close == '\'' || close == 0x2019;
        case 0x201A:
            return close == 0x2018 || close == 0x2019;
        case 0x2039:
            return close == 0x203A;
        default:  // '"', ''
            return close == '"' || close == 0x201D;
    }
}

// `` and '' as the marks they stand for; a single mark gives 0 where the text has double ones: those are quotes inside
// quotes.
char32_t mark_of(const Scan& scan, std::uint32_t i, bool singles) {
    const std::string_view bytes = scan.bytes(i);
    if (bytes == "``") return 0x201C;
    if (bytes == "''" || bytes == "\u2019\u2019") return '"';
    const char32_t c = utf8::decode(bytes, 0).code_point;
    const bool single = c == '\'' || (c >= 0x2018 && c <= 0x201B) || c == 0x2039 || c == 0x203A;
    return single && !singles ? 0 : c;
}

// “So it is,“ he said: an open mark where the close should be.
bool closes_wrongly(const Scan& scan, std::uint32_t i) {
    const char before = i > 0 ? scan.terms[i - 1].mark : '\0';
    return scan.language != "de" && !scan.terms[i].space_before &&
           (before == ',' || before == '.' || before == '?' || before == '!');
}

// A sentence, words out of one, or a title: “The Long Field”.
std::uint32_t shape_of(const Scan& scan, Passage& passage) {
    const Run run = passage.run;
    if (passage.words == 0) return 0;
    constexpr std::uint32_t kLook = 12;
    std::uint32_t capitals = 0, counted = 0;
    for (std::uint32_t i = run.begin + 1; i < std::min(run.end, run.begin + kLook); ++i) {
        if (scan.terms[i].kind != TokenKind::word || scan.terms[i].end - scan.terms[i].begin < 4) continue;
        ++counted;
        capitals += scan.terms[i].capitalised ? 1 : 0;
    }
    passage.is_title = scan.language != "de" && counted > 1 && capitals * 10 >= counted * 8;
    const bool capital = run.begin + 1 < run.end && scan.terms[run.begin + 1].capitalised;
    const char last = run.size() > 2 ? scan.terms[run.end - (passage.closed ? 2 : 1)].mark : '\0';
    const char behind = passage.closed && run.end < scan.size() ? scan.terms[run.end].mark : '\0';
    const std::uint32_t end = last == ',' || behind == ','                ? 1
                              : last == '.' || last == '!' || last == '?' ? 2
                              : behind == '.'                             ? 3
                                                                          : 0;
    const std::uint32_t length = passage.words < 3 ? 0 : passage.words < 6 ? 1 : passage.words < 12 ? 2 : 3;
    return 1 + (capital ? 1U : 0U) + (passage.is_title ? 2U : 0U) + end * 4 + length * 16;
}

// “The first winter was hard, Mr Hale said. (the close is missing): the quote ends where its speaker is named.
std::uint32_t end_without_close(const Scan& scan, std::uint32_t open, std::uint32_t end) {
    constexpr std::uint32_t kReach = 7;
    const CueWords& cues = CueWords::of(scan.language);
    const auto speaks = [&](std::uint32_t i) {
        return lang::is_verb(scan.tags[i]) && cues.verb(scan.terms[i].lemma).kind == CueClass::say;
    };
    const auto stops = [&](std::uint32_t i) { return i >= end || scan.tags[i] == Tag::end; };
    for (std::uint32_t i = open + 2; i + 2 < end; ++i) {
        if (scan.tags[i] != Tag::comma) continue;
        std::uint32_t k = i + 1;
        const bool inverted = speaks(k);
        if (inverted) ++k;
        const std::uint32_t first = k;
        while (k < end && k < i + kReach &&
               (lang::is_noun(scan.tags[k]) || scan.tags[k] == Tag::determiner || scan.tags[k] == Tag::pronoun ||
                (scan.terms[k].mark == '.' && k + 1 < end && lang::is_noun(scan.tags[k + 1]))))
            ++k;
        if (k > first && (inverted ? stops(k) : k < end && speaks(k) && stops(k + 1))) return i + 1;
    }
    return end;
}

void find_passages(Scan& scan) {
    scan.passage_of.assign(scan.size(), kNone);
    std::uint32_t open = kNone;
    char32_t opener = 0;
    // British outlets quote with single marks throughout
    bool singles = scan.language == "en";
    for (std::uint32_t i = 0; singles && i < scan.size(); ++i)
        singles = scan.terms[i].kind != TokenKind::quote || mark_of(scan, i, false) == 0;
    const auto finish = [&](std::uint32_t stop, bool closed) {
        const std::uint32_t end = closed || scan.language == "other" ? stop : end_without_close(scan, open, stop);
        Passage passage{{open, end}, closed, false, 0};
        for (std::uint32_t i = open; i < end; ++i) {
            scan.passage_of[i] = static_cast<std::uint32_t>(scan.passages.size());
            passage.words += scan.terms[i].kind == TokenKind::word || scan.terms[i].kind == TokenKind::number;
        }
        if (!closed && end < scan.size() && scan.terms[end].kind == TokenKind::quote &&
            can_open(mark_of(scan, end, singles)))
            passage.continues = true;
        passage.shape = shape_of(scan, passage);
        scan.passages.push_back(passage);
        open = kNone;
    };
    for (std::uint32_t i = 0; i < scan.size(); ++i) {
        if (open != kNone && scan.paragraph_of(i) != scan.paragraph_of(open)) finish(i, false);
        if (scan.terms[i].kind != TokenKind::quote) continue;
        const char32_t c = mark_of(scan, i, singles);
        if (c == 0) continue;
        if (open == kNone) {
            if (can_open(c)) {
                open = i;
                opener = c;
            }
        } else if (closes(opener, c) || (c == opener && closes_wrongly(scan, i))) {
            finish(i + 1, true);
        }
    }
    if (open != kNone) finish(scan.size(), false);
}

bool in_phrase(Tag tag) {
    return tag == Tag::noun || tag == Tag::name || tag == Tag::adjective || tag == Tag::determiner ||
           tag == Tag::number || tag == Tag::clitic || tag == Tag::pronoun;
}

bool is_genitive(std::string_view word) {
    return word == "der" || word == "des" || word == "eines" || word == "einer" || word == "seiner" ||
           word == "seines" || word == "ihrer" || word == "ihres" || word == "dieser" || word == "dieses";
}

bool short_passage(const Scan& scan, std::uint32_t i) {
    return scan.passage_of[i] != kNone && scan.passages[scan.passage_of[i]].closed &&
           scan.passages[scan.passage_of[i]].words <= 4 && i > 0 &&
           scan.terms[scan.passages[scan.passage_of[i]].run.begin + 1].capitalised;
}

// A word we do not know where only a verb fits: “So it is,” thundered Moss; farmers groused that; Brandt beamed.
void find_unlisted_verbs(Scan& scan) {
    const auto speech_ends = [&](std::uint32_t i) {  // a quote that ends in the middle of its sentence, before token i
        const std::uint32_t p = i > 1 ? scan.passage_of[i - 1] : kNone;
        if (p == kNone || scan.passages[p].run.end != i || !scan.passages[p].closed) return false;
        const char mark = scan.terms[i - 2].mark;
        return mark == ',' || mark == '?' || mark == '!' || mark == '-';
    };
    const auto noun = [&](std::uint32_t i) {
        return i < scan.size() &&
               (lang::is_noun(scan.tags[i]) || scan.tags[i] == Tag::pronoun || scan.tags[i] == Tag::determiner);
    };
    for (std::uint32_t i = 1; i + 1 < scan.size(); ++i) {
        const Term& term = scan.terms[i];
        if (term.kind != TokenKind::word || term.word != 0 || term.capitalised || scan.passage_of[i] != kNone) continue;
        const std::string_view w = scan.bytes(i);
        const bool past = w.size() > 4 && w.ends_with("ed");
        if (speech_ends(i) && noun(i + 1) && (past || (w.size() > 3 && w.ends_with('s')))) {
            scan.tags[i] = Tag::verb;
            continue;
        }
        if (!past || !lang::is_noun(scan.tags[i - 1])) continue;
        if (scan.tags[i + 1] == Tag::that || (scan.terms[i + 1].classes & lang::kThat) != 0) {
            scan.tags[i] = Tag::verb;
            continue;
        }
        std::uint32_t k = i;
        while (k > 0 && i - k < 6 && (noun(k - 1) || scan.terms[k - 1].mark == '.'))
            --k;
        if (k < i && speech_ends(k)) scan.tags[i] = Tag::verb;
    }
}

void find_phrases(Scan& scan) {
    scan.phrase_of.assign(scan.size(), kNone);
    std::uint32_t i = 0;
    const std::uint32_t n = scan.size();
    const bool german = scan.language == "de";
    while (i < n) {
        if (!in_phrase(scan.tags[i]) || scan.tags[i] == Tag::clitic) {
            ++i;
            continue;
        }
        Phrase phrase;
        phrase.run.begin = i;
        phrase.head = i;
        std::uint32_t end = i;
        std::uint32_t last_noun = kNone;
        bool behind_of = false;
        while (end < n && end - i < 40 && scan.sentence_of[end] == scan.sentence_of[i]) {
            const Tag tag = scan.tags[end];
            if (tag == Tag::pronoun) {
                if (end == phrase.run.begin) {
                    last_noun = end;
                    ++end;
                }
                break;
            }
            if (tag == Tag::determiner && end > phrase.run.begin && scan.tags[end - 1] != Tag::preposition &&
                scan.tags[end - 1] != Tag::determiner) {
                // "der Sprecher der Polizei": a genitive goes with the noun before it
                if (!(german && last_noun + 1 == end && is_genitive(scan.bytes(end)))) break;
                behind_of = true;
            }
            if (lang::is_noun(tag) || tag == Tag::number) {
                last_noun = end;
                if (!behind_of) phrase.head = end;
            } else if (!in_phrase(tag)) {
                const bool of = tag == Tag::preposition && scan.bytes(end) == (german ? "von" : "of");
                if (of && last_noun != kNone && end + 1 < n && in_phrase(scan.tags[end + 1]) &&
                    scan.tags[end + 1] != Tag::pronoun) {
                    behind_of = true;
                } else if (scan.terms[end].mark == '.' && end > i && scan.tags[end - 1] == Tag::name && end + 1 < n &&
                           scan.tags[end + 1] == Tag::name) {
                    // "Gov. Kerr", "J. Kerr"
                } else if (german && tag == Tag::quote && short_passage(scan, end)) {
                    // Die „Süddeutsche Zeitung“
                    const Run quoted = scan.passages[scan.passage_of[end]].run;
                    if (quoted.begin == end && quoted.size() <= 8) {
                        last_noun = quoted.end - 1;
                        if (!behind_of) phrase.head = quoted.end - 2;
                        end = quoted.end;
                        continue;
                    }
                    break;
                } else {
                    break;
                }
            }
            ++end;
        }
        if (last_noun == kNone) {
            ++i;
            continue;
        }
        phrase.run.end = last_noun + 1;
        if (phrase.head < phrase.run.begin || phrase.head >= phrase.run.end) phrase.head = last_noun;
        for (std::uint32_t k = phrase.run.begin; k < phrase.run.end; ++k)
            scan.phrase_of[k] = static_cast<std::uint32_t>(scan.phrases.size());
        scan.phrases.push_back(phrase);
        i = phrase.run.end;
    }
}

}  // namespace

Scan scan(const Article& article) {
    Scan result;
    result.text = article.text;
    const std::string primary = lang::primary_language(article.language);
    result.language = primary == "de" ? "de" : primary == "en" || primary.empty() || primary == "und" ? "en" : "other";
    result.lexicon = &lang::Lexicon::of(result.language);
    result.tokens = lang::tokens(article.text);
    result.sentences = lang::sentences(article, result.tokens);
    result.terms = lang::terms(article.text, result.tokens, *result.lexicon);
    // Tokens outside of all blocks belong to no sentence: they are dropped.
    std::size_t kept = 0, s = 0;
    for (std::size_t i = 0; i < result.terms.size(); ++i) {
        while (s < result.sentences.size() && result.sentences[s].range.end <= result.terms[i].begin)
            ++s;
        if (s == result.sentences.size() || result.terms[i].begin < result.sentences[s].range.begin) continue;
        result.terms[kept] = result.terms[i];
        result.tokens[kept] = result.tokens[i];
        if (result.sentence_runs.size() <= s) {
            result.sentence_runs.resize(s + 1, Run{static_cast<std::uint32_t>(kept), static_cast<std::uint32_t>(kept)});
            result.terms[kept].begins_sentence = true;
        } else if (kept > 0 && result.terms[kept - 1].begins_sentence &&
                   result.terms[kept - 1].kind == TokenKind::quote) {
            result.terms[kept].begins_sentence = true;
        }
        result.sentence_runs[s].end = static_cast<std::uint32_t>(kept + 1);
        result.sentence_of.push_back(static_cast<std::uint32_t>(s));
        ++kept;
    }
    result.terms.resize(kept);
    result.tokens.resize(kept);
    lang::mark_sentences(result.terms, result.sentences);
    result.tags = result.language == "de" ? lang::german_tags(result.terms, article.text) : lang::tags(result.terms);
    find_passages(result);
    if (result.language == "en") find_unlisted_verbs(result);
    find_phrases(result);
    result.names =
        lang::names(article.text, result.terms, result.language == "other" ? std::string_view("xx") : result.language);
    result.name_of.assign(kept, kNone);
    std::uint32_t token = 0;
    for (std::uint32_t k = 0; k < result.names.size(); ++k) {
        while (token < kept && result.terms[token].begin < result.names[k].range.begin)
            ++token;
        while (token < kept && result.terms[token].end <= result.names[k].range.end)
            result.name_of[token++] = k;
    }
    return result;
}

}  // namespace newsloom::attribution::detail
