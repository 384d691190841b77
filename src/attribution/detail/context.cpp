#include "attribution/detail/context.h"

namespace newsloom::attribution::detail {

using lang::Tag;
using lang::Term;

namespace {

// The separated prefix of a German verb: at the end of its clause.
std::uint32_t prefix_of(const Scan& scan, const CueWords& cues, std::uint32_t i) {
    if (!cues.is_separable(scan.terms[i].lemma)) return kNone;
    const std::uint32_t sentence = scan.sentence_of[i];
    for (std::uint32_t k = i + 1; k < scan.size() && k < i + 30 && scan.sentence_of[k] == sentence; ++k) {
        if (scan.terms[k].word != 0 && cues.phrase(scan.terms[i].lemma, scan.terms[k].word).part == CuePart::verb) {
            const bool last = k + 1 >= scan.size() || scan.terms[k + 1].mark != 0 ||
                              scan.tags[k + 1] == Tag::coordinator || scan.sentence_of[k + 1] != sentence;
            if (last) return k;
        }
    }
    return kNone;
}

CueWord cue_of(const Scan& scan, const CueWords& cues, std::uint32_t i) {
    const Term& term = scan.terms[i];
    if (term.kind != lang::TokenKind::word) return {};
    const Tag tag = scan.tags[i];
    if (scan.language == "de") {
        if (lang::is_verb(tag)) {
            if (const std::uint32_t prefix = prefix_of(scan, cues, i); prefix != kNone)
                return cues.phrase(term.lemma, scan.terms[prefix].word);
            if (const CueWord cue = cues.verb(term.lemma); cue.part != CuePart::none) return cue;
            CueWord plain;
            plain.part = CuePart::verb;
            return plain;
        }
        if (lang::is_noun(tag)) return cues.noun(term.word);
        return cues.other(term.word);
    }
    if (lang::is_verb(tag) || (tag != Tag::adjective && (term.classes & lang::kAnyVerb) != 0 &&
                               (term.classes & (lang::kNoun | lang::kAdjective)) == 0)) {
        if (i + 1 < scan.size()) {
            const CueWord phrase = cues.phrase(term.lemma, scan.terms[i + 1].word);
            if (phrase.part == CuePart::verb) return phrase;
        }
        const CueWord cue = cues.verb(term.lemma);
        if (cue.part != CuePart::none) return cue;
        CueWord plain;
        plain.part = CuePart::verb;
        return plain;
    }
    if (lang::is_noun(tag)) {
        const CueWord cue = cues.noun(term.lemma);
        if (cue.part != CuePart::none) return cue;
    }
    if ((term.classes & lang::kPreposition) != 0) {
        const auto preposition =
            cues.preposition([&](std::uint32_t k) { return i + k < scan.size() ? scan.terms[i + k].word : 0; });
        if (preposition.words > 0) return preposition.cue;
    }
    return cues.other(term.word);
}

// Which listed word: function words, cue words; else what kind of word it is.
std::uint32_t number_of(const Scan& scan, const CueWord& cue, std::uint32_t i) {
    const Term& term = scan.terms[i];
    switch (term.kind) {
        case lang::TokenKind::quote:
            return 1;
        case lang::TokenKind::clitic:
            return 2;
        case lang::TokenKind::number:
            return term.end - term.begin == 4 ? 3 : 4;
        case lang::TokenKind::mark:
            return 10 + static_cast<std::uint32_t>(static_cast<unsigned char>(term.mark));
        case lang::TokenKind::word:
            break;
    }
    if (term.word != 0 && (term.classes & (lang::kFunctionWord | lang::kLinker | lang::kTimeWord)) != 0)
        return 100000 + term.word;
    if (cue.number != 0) return 50000 + cue.number;
    if (scan.name_of[i] != kNone) return 300 + static_cast<std::uint32_t>(scan.names[scan.name_of[i]].kind);
    if ((term.hints & lang::kHintRole) != 0) return 310;
    if ((term.hints & lang::kHintGroup) != 0) return 311;
    if ((term.hints & lang::kHintDay) != 0) return 312;
    if ((term.hints & lang::kHintMonth) != 0) return 313;
    if ((term.hints & lang::kHintTime) != 0) return 314;
    if ((term.hints & lang::kHintDemonym) != 0) return 315;
    if (cue.part == CuePart::verb && term.lemma != 0) return 200000 + term.lemma;
    if ((term.classes & lang::kPlural) != 0) return 320;
    return 330 + static_cast<std::uint32_t>(scan.tags[i]);
}

}  // namespace

Context::Context(const Scan& scan_in) : scan(scan_in), cues(CueWords::of(scan_in.language)), grammar(scan_in) {
    const std::uint32_t n = scan.size();
    word.resize(n);
    tag.resize(n);
    cue.resize(n);
    quoted_.resize(n + 1);
    for (std::uint32_t i = 0; i < n; ++i) {
        quoted_[i + 1] = quoted_[i] + (scan.passage_of[i] != kNone ? 1 : 0);
        cue[i] = cue_of(scan, cues, i);
        tag[i] = static_cast<std::uint32_t>(scan.tags[i]);
        word[i] = number_of(scan, cue[i], i);
    }
    find_triggers();
}

void Context::find_triggers() {
    for (std::uint32_t i = 0; i < scan.size(); ++i) {
        const Tag t = scan.tags[i];
        if (t == Tag::auxiliary || t == Tag::be) {
            // German reported speech: "Die Brücke sei gesperrt."
            if (scan.language == "de" && (scan.terms[i].classes & lang::kVerbIng) != 0) {
                CueWord reported;
                reported.part = CuePart::verb;
                reported.kind = CueClass::report;
                add_trigger(i, reported);
            }
            continue;
        }
        if (scan.terms[i].mark == ':' && i > 0 && i + 1 < scan.size() &&
            scan.sentence_of[i - 1] == scan.sentence_of[i] && scan.passage_of[i] == kNone) {
            const Run sentence = sentence_of(i);
            // "- Ines Kerr: “So it is”", "Kerr (Velm): “So it is”"
            const bool name_before = scan.name_of[i - 1] != kNone || scan.tags[i - 1] == Tag::bracket;
            const bool opens = i - sentence.begin <= 12 && scan.phrase_of[i - 1] != kNone;
            if (opens || (name_before && scan.passage_of[i + 1] != kNone)) {
                CueWord colon;
                colon.part = CuePart::preposition;
                colon.kind = CueClass::report;
                add_trigger(i, colon);
            }
            continue;
        }
        if (cue[i].part == CuePart::none) continue;
        add_trigger(i, cue[i]);
    }
}

void Context::add_trigger(std::uint32_t i, CueWord what) {
    Trigger trigger;
    trigger.token = i;
    trigger.cue = what;
    const Run sentence = sentence_of(i);
    const Verb& verb = grammar.verb(i);
    std::uint32_t end = i + 1;
    if (what.part == CuePart::verb && i + 1 < sentence.end &&
        cues.phrase(scan.terms[i].lemma, scan.terms[i + 1].word).part == CuePart::verb)
        ++end;
    if (what.part == CuePart::preposition && what.number != 0) {
        const auto preposition =
            cues.preposition([&](std::uint32_t k) { return i + k < sentence.end ? scan.terms[i + k].word : 0; });
        end = i + std::max(1U, preposition.words);
    }
    trigger.cue_run = {what.part == CuePart::verb ? verb.chain : i, end};
    trigger.left = trigger.cue_run.begin;
    trigger.right = end;
    if (scan.language == "de") {
        if (what.part == CuePart::verb) {
            trigger.prefix = prefix_of(scan, cues, i);
            if (!verb.inherited && verb.subject != kNone) {
                const Run subject = scan.phrases[verb.subject].run;
                if (subject.end <= i && verb.behind == kNone) trigger.left = subject.begin;
                if (verb.behind != kNone && subject.begin > i) {
                    trigger.inverted = verb.behind;
                    trigger.right = subject.end;
                }
            }
            if (trigger.prefix != kNone && trigger.prefix + 1 > trigger.right && trigger.prefix < trigger.right + 12)
                trigger.right = trigger.prefix + 1;
        } else if (i + 1 < sentence.end && scan.phrase_of[i + 1] != kNone && what.part == CuePart::preposition) {
            trigger.inverted = scan.phrase_of[i + 1];
            trigger.right = scan.phrases[trigger.inverted].run.end;
        }
        triggers.push_back(trigger);
        return;
    }
    if (what.part == CuePart::verb) {
        if (!verb.inherited && verb.subject != kNone) {
            const Run subject = scan.phrases[verb.subject].run;
            if (subject.begin >= sentence.begin && subject.end <= verb.chain) trigger.left = subject.begin;
        } else if (verb.relative != kNone && !verb.inherited) {
            trigger.left = verb.relative;
        }
        const bool subject_here = (!verb.inherited && verb.subject != kNone) || verb.relative != kNone;
        if (!subject_here && scan.tags[i] == Tag::verb && end < sentence.end && scan.phrase_of[end] != kNone &&
            scan.phrases[scan.phrase_of[end]].run.begin == end) {
            trigger.inverted = scan.phrase_of[end];
            trigger.right = scan.phrases[trigger.inverted].run.end;
        }
    }
    triggers.push_back(trigger);
}

void trigger_features(const Context& c, const Trigger& trigger, FeatureList& out) {
    const Scan& scan = c.scan;
    const std::uint32_t i = trigger.token;
    const Run s = c.sentence_of(i);
    const auto at = [&](int offset) { return static_cast<std::int64_t>(i) + offset; };
    const std::uint32_t part = static_cast<std::uint32_t>(trigger.cue.part);
    const std::uint32_t kind = static_cast<std::uint32_t>(trigger.cue.kind) * 8 + part;
    const std::uint32_t word = c.word[i];
    const std::uint32_t tag = c.tag[i];
    const bool quoted = scan.passage_of[i] != kNone;
    const Verb& verb = c.grammar.verb(i);
    const std::uint32_t subject = verb.relative != kNone ? 50 : kind_of_phrase(scan, verb.subject);
    out.add(1, word);
    out.add(2, tag, word);
    out.add(3, kind);
    out.add(4, kind, tag);
    out.add(5, quoted ? 1 : 0, kind);
    for (int k = -4; k <= 5; ++k) {
        if (k == 0) continue;
        out.add(static_cast<std::uint32_t>(10 + k), c.tag_at(at(k), s));
        if (k >= -3 && k <= 4) out.add(static_cast<std::uint32_t>(20 + k), c.word_at(at(k), s));
    }
    out.add(30, c.tag_at(at(-1), s), c.tag_at(at(1), s));
    out.add(31, c.tag_at(at(1), s), c.tag_at(at(2), s));
    out.add(32, word, c.tag_at(at(1), s));
    out.add(33, word, c.word_at(at(1), s));
    out.add(34, word, c.word_at(at(-1), s));
    out.add(35, kind, c.tag_at(at(1), s));
    out.add(36, kind, c.word_at(at(1), s));
    out.add(37, kind, c.tag_at(at(-1), s), c.tag_at(at(1), s));
    out.add(38, c.tag_at(at(1), s), c.tag_at(at(2), s), c.tag_at(at(3), s));
    out.add(40, subject);
    out.add(41, subject, kind);
    out.add(42, subject, word);
    out.add(43, (verb.passive ? 1U : 0U) + (verb.negated ? 2U : 0U) + (verb.inherited ? 4U : 0U), kind);
    out.add(44, verb.modal);
    out.add(45, verb.modal, word);
    if (verb.governor != kNone) {
        out.add(46, c.word[verb.governor]);
        out.add(47, c.word[verb.governor], kind);
    }
    if (i > s.begin && scan.tags[i - 1] == Tag::to && i > s.begin + 1) out.add(48, c.word[i - 2]);
    if (trigger.inverted != kNone) out.add(49, kind_of_phrase(scan, trigger.inverted), kind);
    // quotes near by
    const std::uint32_t before = trigger.left > s.begin ? trigger.left - 1 : kNone;
    const bool quote_before = before != kNone && scan.passage_of[before] != kNone && !quoted;
    const bool comma_before = before != kNone && scan.tags[before] == Tag::comma;
    std::uint32_t right = trigger.right;
    if (right < s.end && (scan.tags[right] == Tag::comma || scan.tags[right] == Tag::colon)) ++right;
    const bool quote_behind = right < s.end && scan.passage_of[right] != kNone && !quoted;
    out.add(50, (quote_before ? 1U : 0U) + (quote_behind ? 2U : 0U) + (comma_before ? 4U : 0U), kind);
    out.add(51, (quote_before ? 1U : 0U) + (quote_behind ? 2U : 0U) + (comma_before ? 4U : 0U),
            bucket(s.end - trigger.right));
    const std::uint32_t shape_before = quote_before ? scan.passages[scan.passage_of[before]].shape : 0;
    const std::uint32_t shape_behind = quote_behind ? scan.passages[scan.passage_of[right]].shape : 0;
    if (shape_before != 0) out.add(77, shape_before, kind);
    if (shape_before != 0) out.add(78, shape_before, subject, bucket(s.end - trigger.right));
    if (shape_behind != 0) out.add(79, shape_behind, kind);
    if (shape_behind != 0) out.add(80, shape_behind, word);
    // the first quote behind, wherever in the sentence
    if (!quoted && shape_behind == 0) {
        for (std::uint32_t q = right; q < std::min(s.end, right + 12); ++q) {
            if (scan.passage_of[q] == kNone) continue;
            out.add(81, scan.passages[scan.passage_of[q]].shape, c.tag_at(static_cast<std::int64_t>(q) - 1, s));
            out.add(82, scan.passages[scan.passage_of[q]].shape, kind);
            break;
        }
    }
    // what follows up to the first clause mark
    std::uint32_t k = trigger.right;
    std::uint32_t object = 0;
    if (const std::uint32_t behind = c.grammar.skip_phrase(k, s.end); behind > k) {
        object = kind_of_phrase(scan, scan.phrase_of[k]);
        if (object >= 100) object = 100;
        k = behind;
    }
    const std::uint32_t next = c.tag_at(k, s);
    out.add(52, object, next);
    out.add(53, object, next, kind);
    out.add(54, c.word_at(k, s), kind);
    const std::uint32_t finite_behind =
        c.grammar.finite_before(s.end) - c.grammar.finite_before(std::min(trigger.right, s.end));
    const std::uint32_t finite_left = c.grammar.finite_before(trigger.left) - c.grammar.finite_before(s.begin);
    out.add(55, std::min(finite_behind, 3U), kind);
    out.add(56, std::min(finite_left, 3U), std::min(finite_behind, 3U));
    // heads of subject and object
    if (verb.subject != kNone) {
        out.add(57, c.word[scan.phrases[verb.subject].head], kind);
        out.add(58, (scan.terms[scan.phrases[verb.subject].head].classes & lang::kPlural) != 0 ? 1 : 0, kind);
    }
    if (trigger.right < s.end && scan.phrase_of[trigger.right] != kNone) {
        const std::uint32_t head = scan.phrases[scan.phrase_of[trigger.right]].head;
        out.add(59, c.word[head], kind);
        out.add(64, c.word[head]);
        out.add(65, scan.terms[head].lemma, kind);
    }
    // a quote opens the next sentence
    const bool quote_next =
        s.end < scan.size() && scan.passage_of[s.end] != kNone && scan.passage_of[s.end - 1] != scan.passage_of[s.end];
    out.add(66, quote_next ? 1U : 0U, kind, std::min(finite_behind, 2U));
    out.add(67, quote_next ? 1U : 0U, c.tag_at(static_cast<std::int64_t>(s.end) - 1, s),
            bucket(s.end - std::min(s.end, trigger.right)));
    out.add(68, quoted ? 1U : 0U, word);
    out.add(69, quoted ? 1U : 0U, subject);
    out.add(70, finite_left == 0 ? 1U : 0U, word);
    out.add(71, scan.terms[i].title_case ? 1U : 0U, kind);
    if (scan.language == "de") {
        out.add(72, trigger.prefix != kNone ? c.word[trigger.prefix] : 0, word);
        out.add(73, scan.terms[i].classes & lang::kAnyVerb, kind);
        const std::uint32_t behind = trigger.right;
        out.add(74, c.tag_at(behind, s), kind);
        out.add(75, c.word_at(behind, s), kind);
        out.add(76,
                scan.sentence_of[i] == 0 ? 2U
                : c.scan.sentences[scan.sentence_of[i]].paragraph == c.scan.sentences[scan.sentence_of[i] - 1].paragraph
                    ? 1U
                    : 0U,
                kind);
    }
    // the sentence
    out.add(60, bucket(i - s.begin));
    out.add(61, bucket(s.end - i - 1));
    out.add(62, bucket(scan.sentence_of[i]), kind);
    out.add(63, scan.terms[i].capitalised ? 1 : 0, part);
}

}  // namespace newsloom::attribution::detail
