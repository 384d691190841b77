#include "attribution/detail/grammar.h"

namespace newsloom::attribution::detail {

using lang::Tag;

Grammar::Grammar(const Scan& scan) : scan_(scan), verbs_(scan.size()), finite_(scan.size() + 1) {
    for (std::uint32_t i = 0; i < scan.size(); ++i)
        finite_[i + 1] = finite_[i] + (is_finite(i) ? 1U : 0U);
    for (const Run sentence : scan.sentence_runs) {
        if (scan.language == "de")
            german(sentence);
        else
            english(sentence);
    }
}

void Grammar::english(Run sentence) {
    std::uint32_t last_finite = kNone;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        const Tag tag = scan_.tags[i];
        if (lang::is_verb(tag) || tag == Tag::be) {
            subject_of(i, sentence.begin, last_finite);
            if (tag == Tag::verb || tag == Tag::be || verbs_[i].chain < i) last_finite = i;
        } else {
            verbs_[i].chain = i;
        }
    }
}

void Grammar::german(Run sentence) {
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        verbs_[i].chain = i;
        const Tag tag = scan_.tags[i];
        if (lang::is_verb(tag) || tag == Tag::be || tag == Tag::auxiliary) german_subject_of(i, sentence);
    }
}

// The finite verb stands second (the subject before or behind it) or last (the subject opens the clause).
void Grammar::german_subject_of(std::uint32_t i, Run sentence) {
    constexpr std::uint32_t kClause = 25;
    Verb& verb = verbs_[i];
    const auto& tags = scan_.tags;
    const auto ends_clause = [&](std::uint32_t k) {
        return tags[k] == Tag::comma || tags[k] == Tag::colon || tags[k] == Tag::dash || tags[k] == Tag::end;
    };
    std::uint32_t begin = i;
    while (begin > sentence.begin && i - begin < kClause && !ends_clause(begin - 1))
        --begin;
    std::uint32_t finite = i;
    if (tags[i] == Tag::participle || tags[i] == Tag::infinitive) {
        for (std::uint32_t k = i; k > begin; --k) {
            if (tags[k - 1] == Tag::auxiliary || tags[k - 1] == Tag::be || tags[k - 1] == Tag::verb) {
                finite = k - 1;
                break;
            }
        }
        if (finite == i && i + 1 < sentence.end && (tags[i + 1] == Tag::auxiliary || tags[i + 1] == Tag::be))
            finite = i + 1;
        if (finite != i) {
            verb.modal = scan_.terms[finite].word;
            verb.passive = tags[i] == Tag::participle && (scan_.terms[finite].classes & lang::kDo) != 0;
        }
    }
    for (std::uint32_t k = begin; k < std::min(sentence.end, i + 4); ++k)
        verb.negated = verb.negated || (scan_.terms[k].classes & lang::kNot) != 0;
    // an apposition between commas may stand before the verb: "Der Chef, Paul Arndt, sagte"
    std::uint32_t at = std::min(finite, i);
    if (at > sentence.begin + 2 && tags[at - 1] == Tag::comma) {
        std::uint32_t c = at - 1;
        while (c > sentence.begin && at - c < kClause && !(c < at - 1 && tags[c] == Tag::comma))
            --c;
        if (tags[c] == Tag::comma && c > sentence.begin && scan_.phrase_of[c - 1] != kNone &&
            tags[finite] == Tag::verb) {
            verb.subject = scan_.phrase_of[c - 1];
            return;
        }
    }
    const bool subordinate =
        begin < i && (tags[begin] == Tag::wh || tags[begin] == Tag::that || tags[begin] == Tag::subordinator);
    if (subordinate) {
        if (tags[begin] == Tag::wh && begin + 1 < sentence.end && (scan_.terms[begin].classes & lang::kRelative) != 0 &&
            (scan_.phrase_of[begin + 1] == kNone || begin + 1 >= i))
            verb.relative = begin;
        for (std::uint32_t k = begin + 1; k < i; ++k) {
            if (scan_.phrase_of[k] != kNone && tags[k - 1] != Tag::preposition) {
                verb.subject = scan_.phrase_of[k];
                return;
            }
        }
        return;
    }
    if (finite > begin && scan_.phrase_of[finite - 1] != kNone) {
        const Run run = scan_.phrases[scan_.phrase_of[finite - 1]].run;
        if (run.begin >= sentence.begin && (run.begin == sentence.begin || tags[run.begin - 1] != Tag::preposition)) {
            verb.subject = scan_.phrase_of[finite - 1];
            return;
        }
    }
    std::uint32_t next = finite + 1;
    while (next < sentence.end && next < finite + 4 && tags[next] == Tag::adverb)
        ++next;
    if (next < sentence.end && scan_.phrase_of[next] != kNone) {
        verb.behind = scan_.phrase_of[next];
        verb.subject = verb.behind;
        return;
    }
    if (begin < i && tags[begin] == Tag::coordinator) {
        // "und fügte hinzu": the subject of the clause before
        for (std::uint32_t k = begin; k > sentence.begin && begin - k < kClause; --k) {
            if (lang::is_verb(tags[k - 1]) && verbs_[k - 1].subject != kNone) {
                verb.subject = verbs_[k - 1].subject;
                verb.inherited = true;
                verb.governor = k - 1;
                return;
            }
        }
    }
}

bool Grammar::is_finite(std::uint32_t i) const {
    const Tag tag = scan_.tags[i];
    if (tag == Tag::verb || tag == Tag::be) return true;
    return tag == Tag::auxiliary;
}

std::uint32_t Grammar::skip_phrase(std::uint32_t i, std::uint32_t end) const {
    if (i < end && scan_.phrase_of[i] != kNone) {
        const Run run = scan_.phrases[scan_.phrase_of[i]].run;
        if (run.begin == i && run.end <= end) return run.end;
    }
    return i;
}

void Grammar::subject_of(std::uint32_t i, std::uint32_t begin, std::uint32_t last_finite) {
    Verb& verb = verbs_[i];
    const auto& tags = scan_.tags;
    std::uint32_t k = i;
    bool finite_aux = false;
    while (k > begin && i - k < 8) {
        const Tag tag = tags[k - 1];
        if (tag == Tag::auxiliary || tag == Tag::be) {
            if ((scan_.terms[k - 1].classes & lang::kBe) != 0 && tags[i] == Tag::participle) verb.passive = true;
            if (verb.modal == 0) verb.modal = scan_.terms[k - 1].word;
            if ((scan_.terms[k - 1].classes & lang::kNot) != 0) verb.negated = true;
            finite_aux = true;
        } else if (tag == Tag::adverb) {
            if ((scan_.terms[k - 1].classes & lang::kNot) != 0) verb.negated = true;
        } else {
            break;
        }
        --k;
    }
    verb.chain = k;
    const bool non_finite =
        !finite_aux && (tags[i] == Tag::ing || tags[i] == Tag::infinitive || tags[i] == Tag::participle);
    const auto inherit = [&] {
        if (last_finite == kNone || last_finite >= i) return;
        verb.governor = last_finite;
        verb.inherited = true;
        verb.subject = verbs_[last_finite].subject;
        verb.relative = verbs_[last_finite].relative;
    };
    if (k == begin) return;
    std::uint32_t p = k - 1;
    if (non_finite) {
        inherit();
        if (tags[p] == Tag::to || tags[p] == Tag::comma || tags[p] == Tag::coordinator || tags[p] == Tag::preposition ||
            verb.subject != kNone)
            return;
    }
    if (tags[p] == Tag::wh) {
        verb.relative = p;
        return;
    }
    if (tags[p] == Tag::coordinator) {
        inherit();
        return;
    }
    if (tags[p] == Tag::comma || tags[p] == Tag::bracket || tags[p] == Tag::dash) {
        // "Kerr, a surgeon, said", "Kerr (45) said": back over what is between the marks
        const Tag mark = tags[p];
        std::uint32_t c = p;
        std::uint32_t steps = 0;
        while (c > begin && steps < 30 && (c == p || tags[c] != mark)) {
            --c;
            ++steps;
        }
        if (c > begin && tags[c] == mark && scan_.phrase_of[c - 1] != kNone)
            p = c - 1;
        else
            return inherit();
    }
    while (p > begin && (tags[p] == Tag::quote || tags[p] == Tag::clitic || tags[p] == Tag::adverb))
        --p;
    std::uint32_t phrase = scan_.phrase_of[p];
    // "the lawyer for the victims said": climb out of prepositional phrases
    for (int climbs = 0; phrase != kNone && climbs < 3; ++climbs) {
        const std::uint32_t at = scan_.phrases[phrase].run.begin;
        if (at <= begin + 1 || tags[at - 1] != Tag::preposition) break;
        const std::uint32_t outer = scan_.phrase_of[at - 2];
        if (outer == kNone || scan_.phrases[outer].run.begin < begin) break;
        phrase = outer;
    }
    if (phrase == kNone) return inherit();
    verb.subject = phrase;
}

std::uint32_t kind_of_phrase(const Scan& scan, std::uint32_t phrase) {
    if (phrase == kNone) return 0;
    const Phrase& p = scan.phrases[phrase];
    const lang::Term& head = scan.terms[p.head];
    if (scan.tags[p.head] == Tag::pronoun) return 100 + head.word;
    const std::uint32_t name = scan.name_of[p.head];
    if (name != kNone) return 1 + static_cast<std::uint32_t>(scan.names[name].kind);
    if ((head.hints & lang::kHintRole) != 0) return (head.classes & lang::kPlural) != 0 ? 6 : 7;
    if ((head.hints & lang::kHintGroup) != 0) return (head.classes & lang::kPlural) != 0 ? 8 : 9;
    if ((head.hints & (lang::kHintDemonym | lang::kHintPlace)) != 0) return 10;
    if ((head.hints & (lang::kHintDay | lang::kHintMonth | lang::kHintTime)) != 0) return 11;
    if (scan.tags[p.head] == Tag::number) return 12;
    if (scan.tags[p.head] == Tag::name) return 13;
    if (scan.tags[p.head] == Tag::determiner) return 14;
    return (head.classes & lang::kPlural) != 0 ? 15 : 16;
}

}  // namespace newsloom::attribution::detail
