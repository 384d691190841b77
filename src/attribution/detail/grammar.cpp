#include "attribution/detail/grammar.h"

namespace newsloom::attribution::detail {

using lang::Tag;

Grammar::Grammar(const Scan& scan) : scan_(scan), verbs_(scan.size()), finite_(scan.size() + 1) {
    for (std::uint32_t i = 0; i < scan.size(); ++i)
        finite_[i + 1] = finite_[i] + (is_finite(i) ? 1U : 0U);
    for (const Run sentence : scan.sentence_runs) {
        std::uint32_t last_finite = kNone;
        for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
            const Tag tag = scan.tags[i];
            if (lang::is_verb(tag) || tag == Tag::be) {
                subject_of(i, sentence.begin, last_finite);
                if (tag == Tag::verb || tag == Tag::be || verbs_[i].chain < i) last_finite = i;
            } else {
                verbs_[i].chain = i;
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
