#include "attribution/detail/sources.h"

#include <algorithm>

namespace newsloom::attribution::detail {

using lang::Tag;

namespace {

constexpr std::size_t kBefore = 9;
constexpr std::size_t kBehind = 4;
constexpr std::uint32_t kReach = 90;

std::uint32_t key(const Trigger& trigger) {
    return static_cast<std::uint32_t>(trigger.cue.kind) * 8 + static_cast<std::uint32_t>(trigger.cue.part);
}

// "Trump's plan", "his plan": the part of the phrase that possesses.
Run possessor(const Scan& scan, const Phrase& phrase) {
    for (std::uint32_t i = phrase.run.begin; i + 1 < phrase.run.end; ++i) {
        if (scan.tags[i] == Tag::clitic && i > phrase.run.begin) return {phrase.run.begin, i};
        if ((scan.terms[i].classes & lang::kPossessive) != 0 && scan.tags[i] == Tag::determiner) return {i, i + 1};
    }
    return {};
}

}  // namespace

std::vector<SourceOption> source_options(const Context& c, const Trigger& trigger, const SourceOption* before) {
    const Scan& scan = c.scan;
    const Run s = c.sentence_of(trigger.token);
    std::vector<SourceOption> options;
    options.push_back({});
    if (before != nullptr && !before->run.empty() && before->run.end <= s.begin) {
        options.push_back(*before);
        options.back().kind = SourceOption::Kind::carried;
    }
    const auto add_phrase = [&](std::uint32_t index) {
        const Phrase& phrase = scan.phrases[index];
        if (phrase.run.size() == 1 && scan.tags[phrase.head] == Tag::number &&
            scan.terms[phrase.head].kind == lang::TokenKind::number)
            return false;  // an age
        // "In the words of Judge Stein": the cue's part of the phrase is not whose words they are
        Run run = phrase.run;
        if (run.begin < trigger.cue_run.end && trigger.cue_run.end < run.end &&
            trigger.cue.part == CuePart::preposition)
            run.begin = trigger.cue_run.end;
        options.push_back({run, index, SourceOption::Kind::phrase});
        const Run owner = possessor(scan, phrase);
        if (!owner.empty()) options.push_back({owner, index, SourceOption::Kind::possessor});
        return true;
    };
    std::size_t found = 0;
    const std::uint32_t reach = trigger.cue_run.begin - s.begin > kReach ? trigger.cue_run.begin - kReach : s.begin;
    std::uint32_t p = trigger.token;
    // a phrase that the trigger itself stands in: "his claim", "Kerr's statement", "the claim by"
    if (scan.phrase_of[p] != kNone && trigger.cue.part != CuePart::verb) {
        const Run owner = possessor(scan, scan.phrases[scan.phrase_of[p]]);
        if (!owner.empty() && owner.end <= p)
            options.push_back({owner, scan.phrase_of[p], SourceOption::Kind::possessor});
        p = std::max(scan.phrases[scan.phrase_of[p]].run.begin, s.begin);
    }
    while (p > reach && found < kBefore) {
        --p;
        if (scan.phrase_of[p] != kNone) {
            found += add_phrase(scan.phrase_of[p]) ? 1 : 0;
            p = scan.phrases[scan.phrase_of[p]].run.begin;
            if (p <= reach) break;
        } else if (scan.tags[p] == Tag::wh && (scan.terms[p].classes & lang::kRelative) != 0) {
            options.push_back({{p, p + 1}, kNone, SourceOption::Kind::relative});
            ++found;
        }
    }
    const Verb& verb = c.grammar.verb(trigger.token);
    if (found == kBefore && verb.subject != kNone) add_phrase(verb.subject);
    found = 0;
    const std::uint32_t limit = std::min(s.end, trigger.cue_run.end + kReach);
    for (std::uint32_t q = trigger.cue_run.end; q < limit && found < kBehind;) {
        if (scan.phrase_of[q] != kNone) {
            found += add_phrase(scan.phrase_of[q]) ? 1 : 0;
            q = std::max(scan.phrases[scan.phrase_of[q]].run.end, q + 1);
        } else {
            ++q;
        }
    }
    return options;
}

// "Vin Weber, a lobbyist from Idaho," "the lawyer for the victims": what belongs to the phrase on its way to the cue,
// or behind it where the subject is inverted.
Run with_what_belongs(const Context& c, const SourceOption& source, Run cue) {
    const Scan& scan = c.scan;
    if (source.kind != SourceOption::Kind::phrase || source.run.empty()) return source.run;
    constexpr std::uint32_t kMost = 24;
    Run run = source.run;
    const std::uint32_t end = scan.sentence_runs[scan.sentence_of[run.begin]].end;
    bool named = false;
    for (std::uint32_t i = run.begin; i < run.end; ++i)
        named = named || scan.name_of[i] != kNone;
    // "who spoke on condition of anonymity", "speaking to reporters": of people without a name it is what is known
    const auto clause = [&](std::uint32_t i) {
        return scan.tags[i] == Tag::wh || scan.tags[i] == Tag::ing || scan.tags[i] == Tag::participle;
    };
    const auto prepositions = [&](std::uint32_t limit) {
        // "of Velm", "for the victims"
        while (run.end + 1 < limit && (scan.tags[run.end] == Tag::preposition || scan.tags[run.end] == Tag::to) &&
               scan.phrase_of[run.end + 1] != kNone) {
            const Phrase& inner = scan.phrases[scan.phrase_of[run.end + 1]];
            const bool some_of = inner.run.end < limit && scan.tags[inner.run.end] == Tag::preposition;
            if (inner.run.end > limit || (scan.tags[inner.head] == Tag::pronoun && !some_of)) return;
            if ((scan.terms[inner.head].hints & (lang::kHintDay | lang::kHintMonth | lang::kHintTime)) != 0) return;
            run.end = inner.run.end;
        }
    };
    if (run.end <= cue.begin) {
        if (cue.begin - run.end > kMost || scan.sentence_of[cue.begin] != scan.sentence_of[run.begin]) return run;
        const Run plain = run;
        prepositions(cue.begin);
        if (run.end == cue.begin || scan.tags[run.end] == Tag::adverb) return run;
        if (scan.tags[run.end] != Tag::comma || scan.tags[cue.begin - 1] != Tag::comma || run.end + 1 >= cue.begin)
            return plain;
        if (named && scan.phrase_of[run.end + 1] == kNone) return plain;
        for (std::uint32_t i = run.end; i < cue.begin; ++i) {
            if (scan.passage_of[i] != kNone || scan.tags[i] == Tag::colon) return plain;
        }
        run.end = cue.begin - 1;
        return run;
    }
    if (run.begin < cue.end) return run;
    prepositions(end);
    const std::uint32_t at = run.end < end && scan.tags[run.end] == Tag::comma ? run.end + 1 : run.end;
    if (!named && at < end && scan.language == "en" && clause(at) &&
        scan.tags[source.phrase == kNone ? run.begin : scan.phrases[source.phrase].head] != Tag::pronoun) {
        std::uint32_t stop = at;
        while (stop < end && stop - at < kMost && scan.tags[stop] != Tag::end && scan.tags[stop] != Tag::comma &&
               scan.tags[stop] != Tag::colon && scan.passage_of[stop] == kNone)
            ++stop;
        if (stop - at < kMost) run.end = stop;
        return run;
    }
    if (run.end + 1 >= end || scan.tags[run.end] != Tag::comma || scan.name_of[run.end - 1] == kNone) return run;
    const std::uint32_t next = scan.phrase_of[run.end + 1];
    if (next == kNone) return run;
    const Phrase& apposition = scan.phrases[next];
    const lang::Term& head = scan.terms[apposition.head];
    const bool tells = (head.hints & (lang::kHintRole | lang::kHintTitle | lang::kHintGroup)) != 0 ||
                       head.kind == lang::TokenKind::number;
    if (!tells || scan.name_of[apposition.head] != kNone) return run;
    run.end = apposition.run.end;
    prepositions(std::min(end, run.begin + kMost));
    return run;
}

void source_context(const Context& c, const Trigger& trigger, const std::vector<Run>& content, FeatureList& out) {
    const Run s = c.sentence_of(trigger.token);
    const std::uint32_t i = trigger.token;
    const Verb& verb = c.grammar.verb(i);
    const std::uint32_t k = key(trigger);
    out.add(1, c.word[i]);
    out.add(2, k, c.tag[i]);
    out.add(3, (verb.passive ? 1U : 0U) + (verb.inherited ? 2U : 0U) + (trigger.inverted != kNone ? 4U : 0U), k);
    out.add(4, c.tag_at(static_cast<std::int64_t>(i) - 1, s));
    out.add(5, c.tag_at(i + 1, s));
    out.add(6, c.word_at(i + 1, s), k);
    out.add(7, content.empty() ? 3U : content.back().begin > i ? (content.size() > 1 ? 2U : 0U) : 1U, k);
    out.add(8, c.scan.passage_of[i] != kNone ? 1 : 0);
    out.add(9, bucket(i - s.begin));
}

void source_features(const Context& c, const Trigger& trigger, const std::vector<Run>& content,
                     const std::vector<SourceOption>& options, std::size_t which, FeatureList& out) {
    const Scan& scan = c.scan;
    const SourceOption& o = options[which];
    const Run s = c.sentence_of(trigger.token);
    const std::uint32_t i = trigger.token;
    const std::uint32_t k = key(trigger);
    const Verb& verb = c.grammar.verb(i);
    const std::uint32_t kind = static_cast<std::uint32_t>(o.kind);
    const std::uint32_t side = o.run.empty() ? 2U : o.run.begin < i ? 0U : 1U;
    const std::uint32_t how = side * 8 + kind;
    out.add(20, how);
    out.add(21, how, k);
    out.add(22, how, c.word[i]);
    out.add(23, how, verb.passive ? 1 : 0, k);
    if (o.run.empty()) {
        out.add(24, c.tag[i], c.tag_at(static_cast<std::int64_t>(i) - 1, s), k);
        out.add(25, c.word_at(static_cast<std::int64_t>(trigger.cue_run.begin) - 1, s));
        out.add(26,
                (verb.subject != kNone ? 1U : 0U) + (verb.relative != kNone ? 2U : 0U) +
                    (trigger.inverted != kNone ? 4U : 0U),
                k);
        return;
    }
    if (o.kind == SourceOption::Kind::carried) {
        out.add(27, k, scan.terms[i].classes & lang::kAnyVerb);
        out.add(28, bucket(scan.sentence_of[i] - scan.sentence_of[o.run.begin]), k);
        out.add(29, scan.paragraph_of(i) == scan.paragraph_of(o.run.begin) ? 1 : 0, k);
        out.add(19, verb.subject != kNone ? kind_of_phrase(scan, verb.subject) : 0, k);
        return;
    }
    const bool is_subject = o.kind == SourceOption::Kind::phrase && o.phrase == verb.subject;
    const bool is_relative = o.kind == SourceOption::Kind::relative && o.run.begin == verb.relative;
    const bool is_inverted = o.kind == SourceOption::Kind::phrase && o.phrase == trigger.inverted;
    bool inside = false;
    for (const Run part : content)
        inside = inside || (o.run.begin < part.end && part.begin < o.run.end);
    const std::uint32_t role = (is_subject ? 1U : 0U) + (is_relative ? 2U : 0U) + (is_inverted ? 4U : 0U) +
                               (inside ? 8U : 0U) + (verb.inherited ? 16U : 0U);
    const std::uint32_t phrase_kind =
        o.kind == SourceOption::Kind::relative ? 60
        : o.kind == SourceOption::Kind::possessor
            ? (o.run.size() == 1 && (scan.terms[o.run.begin].classes & lang::kPossessive) != 0
                   ? 1000 + scan.terms[o.run.begin].word
                   : 61)
            : kind_of_phrase(scan, o.phrase);
    const std::uint32_t distance =
        side == 0 ? trigger.cue_run.begin - o.run.end : o.run.begin - std::min(o.run.begin, trigger.cue_run.end);
    out.add(30, role, how);
    out.add(31, role, how, k);
    out.add(32, phrase_kind);
    out.add(33, phrase_kind, how);
    out.add(34, phrase_kind, role, k);
    out.add(35, bucket(distance), how);
    out.add(36, bucket(distance), how, k);
    const std::uint32_t before = c.tag_at(static_cast<std::int64_t>(o.run.begin) - 1, s),
                        behind = c.tag_at(o.run.end, s);
    out.add(37, before, how);
    out.add(38, behind, how);
    out.add(39, c.word_at(static_cast<std::int64_t>(o.run.begin) - 1, s), how);
    out.add(40, c.word_at(static_cast<std::int64_t>(o.run.begin) - 1, s), k, how);
    out.add(41, c.word_at(o.run.end, s), how);
    out.add(42, before, behind, role);
    const std::uint32_t low = std::min(o.run.end, trigger.cue_run.begin),
                        high = std::max(o.run.begin, trigger.cue_run.begin);
    const std::uint32_t finite = side == 0
                                     ? c.grammar.finite_before(trigger.cue_run.begin) - c.grammar.finite_before(low)
                                     : c.grammar.finite_before(high) - c.grammar.finite_before(trigger.cue_run.end);
    out.add(43, std::min(finite, 3U), how, k);
    out.add(44, o.run.begin == s.begin ? 1 : 0, role, k);
    out.add(45, scan.passage_of[o.run.begin] != kNone ? 1U : 0U, scan.passage_of[i] != kNone ? 1U : 0U, how);
    out.add(46, static_cast<std::uint32_t>(std::min<std::size_t>(which, 9)), how);
    if (o.kind == SourceOption::Kind::possessor && scan.phrase_of[i] == o.phrase) out.add(47, k);
    if (side == 1 && before == static_cast<std::uint32_t>(Tag::preposition))
        out.add(48, verb.passive ? 1 : 0, c.word[o.run.begin - 1], k);
    if (verb.governor != kNone) out.add(49, c.word[verb.governor], role);
}

}  // namespace newsloom::attribution::detail
