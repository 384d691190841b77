#include "attribution/detail/contents.h"

#include <algorithm>

namespace newsloom::attribution::detail {

using lang::Tag;

namespace {

constexpr std::uint32_t kBeginReach = 16;  // tokens behind the trigger in which a content may begin
constexpr std::size_t kBegins = 9;
constexpr std::uint32_t kLeftReach = 120;
constexpr std::size_t kLefts = 12;
constexpr std::uint32_t kEndReach = 160;
constexpr std::size_t kEnds = 26;

std::uint32_t quote_state(const Scan& scan, std::uint32_t i, std::uint32_t j) {
    const std::uint32_t a = scan.passage_of[i], b = scan.passage_of[j];
    if (a == kNone) return b == kNone ? 0 : 1;
    if (b == kNone) return 2;
    return a == b ? 3 : 4;
}

bool is_boundary(Tag tag) {
    switch (tag) {
        case Tag::comma:
        case Tag::dash:
        case Tag::colon:
        case Tag::bracket:
        case Tag::quote:
        case Tag::coordinator:
        case Tag::subordinator:
        case Tag::wh:
        case Tag::that:
        case Tag::preposition:
        case Tag::to:
        case Tag::adverb:
        case Tag::end:
            return true;
        default:
            return false;
    }
}

// German: „So ist es“, sagte er: a quote that stops for its cue is what is reported.
bool quote_stops_before(const Scan& scan, const Trigger& trigger, Run sentence) {
    if (scan.language != "de" || trigger.left <= sentence.begin + 3 || scan.passage_of[trigger.token] != kNone)
        return false;
    std::uint32_t p = trigger.left - 1;
    const bool comma = scan.tags[p] == Tag::comma;
    if (comma) --p;
    const std::uint32_t passage = scan.passage_of[p];
    if (passage == kNone || scan.passages[passage].run.end != p + 1 || !scan.passages[passage].closed ||
        scan.passages[passage].words < 2)
        return false;
    return comma || scan.terms[p - 1].mark == ',' || scan.terms[p - 1].mark == '?' || scan.terms[p - 1].mark == '!';
}

// “But she will,” said Kerr: a quote whose own cue stands behind it. 0: none; 1: a verb; 2: a verb of speech.
std::uint32_t has_own_cue(const Context& c, std::uint32_t passage) {
    const Scan& scan = c.scan;
    constexpr std::uint32_t kReach = 7;
    const Run run = scan.passages[passage].run;
    if (run.size() < 3 || run.end >= scan.size()) return 0;
    const char inner = scan.terms[run.end - 2].mark;
    if (inner != ',' && inner != '?' && inner != '!' && scan.tags[run.end] != Tag::comma) return 0;
    const std::uint32_t sentence = scan.sentence_of[run.end - 1];
    for (std::uint32_t i = run.end + (scan.tags[run.end] == Tag::comma ? 1 : 0);
         i < scan.size() && i < run.end + kReach && scan.sentence_of[i] == sentence; ++i) {
        if (c.cue[i].part == CuePart::verb) {
            if (lang::is_verb(scan.tags[i]) && i > run.end && scan.tags[i - 1] == Tag::coordinator) return 0;
            return c.cue[i].kind == CueClass::none || c.cue[i].kind == CueClass::other ? 1 : 2;
        }
        if (scan.phrase_of[i] == kNone && scan.tags[i] != Tag::comma && scan.tags[i] != Tag::adverb) return 0;
    }
    return 0;
}

std::uint32_t key(const Trigger& trigger) {
    return static_cast<std::uint32_t>(trigger.cue.kind) * 8 + static_cast<std::uint32_t>(trigger.cue.part);
}

}  // namespace

std::vector<ContentOption> content_options(const Context& c, const Trigger& trigger) {
    const Scan& scan = c.scan;
    const Run s = c.sentence_of(trigger.token);
    std::vector<ContentOption> options;
    std::vector<std::uint32_t> begins;
    const bool german = scan.language == "de";
    const std::uint32_t limit = std::min(s.end, trigger.right + kBeginReach + (german ? 10 : 0));
    const auto add = [&](std::uint32_t p) {
        if (p < s.end && scan.tags[p] != Tag::end && begins.size() < kBegins && (begins.empty() || begins.back() < p))
            begins.push_back(p);
    };
    // "he said [X]" with the subject before; "said Kerr [X]" behind an inverted subject; both where that is open
    for (std::uint32_t p = trigger.cue_run.end; p < limit; ++p) {
        const Tag t = scan.tags[p];
        const Tag before = scan.tags[p - 1];
        if (t == Tag::comma || t == Tag::bracket || t == Tag::dash || t == Tag::colon) continue;
        const bool first = p == trigger.cue_run.end || p == trigger.right;
        const bool marker = t == Tag::that || t == Tag::wh || t == Tag::to || t == Tag::quote || t == Tag::subordinator;
        const bool behind = before == Tag::comma || before == Tag::colon || before == Tag::preposition ||
                            before == Tag::to || before == Tag::that || before == Tag::dash;
        const bool clause = scan.phrase_of[p] != kNone && scan.phrases[scan.phrase_of[p]].run.begin == p;
        const bool ing = t == Tag::ing;
        if (german ? first || marker || (behind && before != Tag::preposition) || t == Tag::noun || t == Tag::determiner
                   : first || marker || behind || clause || ing)
            add(p);
    }
    const bool quote_stops = quote_stops_before(scan, trigger, s);
    for (const std::uint32_t p : begins) {
        if (!quote_stops) options.push_back({Shape::right, p, kNone});
    }
    // "He told them:" and the quote is the next sentence or paragraph
    if (!quote_stops && s.end < scan.size() && s.end - trigger.right <= kBeginReach &&
        scan.passage_of[s.end] != kNone && scan.passages[scan.passage_of[s.end]].run.begin == s.end &&
        scan.passage_of[s.end - 1] == kNone)
        options.push_back({Shape::right, s.end, kNone});
    std::uint32_t left_end = trigger.left;
    if (left_end > s.begin) {
        const Tag before = scan.tags[left_end - 1];
        if (before == Tag::comma || before == Tag::dash || before == Tag::colon) --left_end;
    }
    if (left_end > s.begin) {
        options.push_back({Shape::left, kNone, left_end});
        std::uint32_t p = trigger.right;
        if (p < s.end && (scan.tags[p] == Tag::comma || scan.tags[p] == Tag::dash)) ++p;
        if (p < s.end && scan.tags[p] != Tag::end) {
            options.push_back({Shape::around, p, left_end});
            // adverbials up to the next comma: "he said on Monday, [...]"
            for (std::uint32_t k = p; k < limit; ++k) {
                if (scan.tags[k] == Tag::comma && k + 1 < s.end) {
                    options.push_back({Shape::around, k + 1, left_end});
                    break;
                }
                if (scan.passage_of[k] != kNone && scan.passage_of[p] == kNone) {
                    options.push_back({Shape::around, k, left_end});
                    break;
                }
            }
        }
    }
    if (scan.language == "de") {
        if (trigger.cue.part == CuePart::verb && !quote_stops) options.push_back({Shape::whole, s.begin, kNone});
        return options;
    }
    const std::uint32_t chain = trigger.cue_run.begin;
    if (chain > s.begin && chain > trigger.left) {
        for (std::size_t k = 0; k < std::min<std::size_t>(begins.size(), 3); ++k)
            options.push_back({Shape::raised, begins[k], chain});
    }
    return options;
}

void content_context(const Context& c, const Trigger& trigger, FeatureList& out) {
    const Scan& scan = c.scan;
    const std::uint32_t i = trigger.token;
    const Run s = c.sentence_of(i);
    const Verb& verb = c.grammar.verb(i);
    const std::uint32_t k = key(trigger);
    out.add(1, c.word[i]);
    out.add(2, k, c.tag[i]);
    out.add(3, verb.relative != kNone ? 50 : kind_of_phrase(scan, verb.subject));
    out.add(4, (verb.passive ? 1U : 0U) + (verb.inherited ? 2U : 0U) + (trigger.inverted != kNone ? 4U : 0U), k);
    for (std::uint32_t d = 0; d < 4; ++d) {
        out.add(10 + d, c.tag_at(trigger.right + d, s));
        out.add(15 + d, c.word_at(trigger.right + d, s));
    }
    out.add(20, c.tag_at(static_cast<std::int64_t>(trigger.left) - 1, s));
    out.add(21, c.word_at(static_cast<std::int64_t>(trigger.left) - 1, s));
    out.add(22, c.tag_at(static_cast<std::int64_t>(trigger.left) - 2, s));
    out.add(23, c.tag_at(static_cast<std::int64_t>(i) - 1, s));
    out.add(24, c.word_at(static_cast<std::int64_t>(i) - 1, s));
    const std::uint32_t finite_left = c.grammar.finite_before(trigger.left) - c.grammar.finite_before(s.begin);
    const std::uint32_t finite_right =
        c.grammar.finite_before(s.end) - c.grammar.finite_before(std::min(trigger.right, s.end));
    out.add(25, std::min(finite_left, 3U));
    out.add(26, std::min(finite_right, 3U));
    out.add(27, std::min(finite_left, 3U), std::min(finite_right, 3U), k);
    out.add(28, bucket(s.end - std::min(trigger.right, s.end)));
    out.add(29, bucket(trigger.left - s.begin));
    const bool left_quote =
        trigger.left > s.begin && scan.passage_of[trigger.left - 1] != kNone && scan.passage_of[i] == kNone;
    out.add(30, left_quote ? 1 : 0, scan.passage_of[i] != kNone ? 1 : 0);
    out.add(31, c.tag_at(s.begin, s));
    out.add(32, verb.modal, k);
    if (left_quote) out.add(33, scan.passages[scan.passage_of[trigger.left - 1]].shape, k);
}

void content_features(const Context& c, const Trigger& trigger, const std::vector<ContentOption>& options,
                      std::size_t which, FeatureList& out) {
    const Scan& scan = c.scan;
    const ContentOption& o = options[which];
    const std::uint32_t i = trigger.token;
    const Run s = c.sentence_of(i);
    const std::uint32_t k = key(trigger);
    const std::uint32_t shape = static_cast<std::uint32_t>(o.shape);
    out.add(60, shape);
    out.add(61, shape, k);
    out.add(62, shape, c.word[i]);
    const std::uint32_t before = c.tag_at(static_cast<std::int64_t>(trigger.left) - 1, s);
    out.add(63, shape, before);
    out.add(64, shape, before, bucket(s.end - std::min(trigger.right, s.end)));
    if (o.left_end != kNone) {
        out.add(65, shape, quote_state(scan, o.left_end - 1, i));
        const std::uint32_t finite = c.grammar.finite_before(o.left_end) - c.grammar.finite_before(s.begin);
        out.add(66, shape, std::min(finite, 3U), k);
        out.add(67, shape, c.word_at(static_cast<std::int64_t>(o.left_end) - 1, s));
        out.add(68, shape, c.tag_at(static_cast<std::int64_t>(o.left_end) - 1, s), c.tag_at(trigger.right, s));
        out.add(69, shape, c.word_at(trigger.right, s), bucket(s.end - std::min(trigger.right, s.end)));
        out.add(59, shape, kind_of_phrase(scan, c.grammar.verb(i).subject), k);
    }
    if (o.shape == Shape::whole) {
        out.add(90, scan.terms[i].classes & lang::kAnyVerb, k);
        out.add(91, std::min(c.grammar.finite_before(s.end) - c.grammar.finite_before(s.begin), 4U), k);
        out.add(92, c.tag_at(s.begin, s), c.tag_at(s.begin + 1, s));
        out.add(93, c.word_at(s.begin, s), k);
        return;
    }
    if (o.right_begin != kNone) {
        const std::uint32_t p = o.right_begin;
        const bool next_sentence = p >= s.end;
        const std::uint32_t t = next_sentence ? 600 + c.tag[p - 1] : c.tag[p];
        const std::uint32_t rank = static_cast<std::uint32_t>(std::min<std::size_t>(which, 9));
        out.add(70, shape, rank);
        out.add(71, shape, t);
        out.add(72, shape, c.word[p]);
        out.add(73, shape, c.tag_at(static_cast<std::int64_t>(p) - 1, s));
        out.add(74, shape, c.word_at(static_cast<std::int64_t>(p) - 1, s));
        out.add(75, shape, t, k);
        out.add(76, c.word[p], k);
        out.add(77, c.word_at(static_cast<std::int64_t>(p) - 1, s), k);
        out.add(78, c.word[i], t);
        out.add(79, c.word[i], c.word_at(static_cast<std::int64_t>(p) - 1, s));
        out.add(80, shape, bucket(p - trigger.cue_run.end), t);
        out.add(81, c.tag_at(trigger.cue_run.end, s), c.tag_at(static_cast<std::int64_t>(p) - 1, s), t);
        const std::uint32_t finite = c.grammar.finite_before(p) - c.grammar.finite_before(trigger.cue_run.end);
        out.add(82, shape, std::min(finite, 2U), k);
        out.add(83, shape, quote_state(scan, i, p), k);
        const std::uint32_t behind = c.grammar.skip_phrase(p, s.end);
        out.add(84, shape, behind > p ? c.tag_at(behind, s) : 998, k);
        out.add(85, c.tag_at(p + 1, s), t);
        out.add(86, p == trigger.right ? 1 : 0, trigger.inverted != kNone ? 1 : 0, k);
        out.add(87, p == trigger.cue_run.end ? 1 : 0, c.word[i]);
        if (scan.passage_of[p] != kNone && scan.passage_of[p] != scan.passage_of[i])
            out.add(94, scan.passages[scan.passage_of[p]].shape, t, c.tag_at(static_cast<std::int64_t>(p) - 1, s));
        if (scan.passage_of[p] != kNone && scan.passage_of[p] != scan.passage_of[i])
            out.add(95, shape, has_own_cue(c, scan.passage_of[p]), k);
        // is there a better mark further on?
        std::uint32_t later = 0;
        for (std::size_t other = which + 1; other < options.size() && options[other].shape == o.shape; ++other) {
            const std::uint32_t q = options[other].right_begin;
            if (scan.tags[q] == Tag::that) later |= 1;
            if (scan.tags[q] == Tag::quote) later |= 2;
            if (scan.tags[q] == Tag::to) later |= 4;
            if (scan.tags[q] == Tag::wh) later |= 8;
        }
        out.add(88, later, t, k);
        out.add(89, later, rank);
    }
}

std::vector<std::uint32_t> left_begins(const Context& c, const Trigger& trigger, std::uint32_t left_end) {
    const Scan& scan = c.scan;
    const Run s = c.sentence_of(trigger.token);
    std::vector<std::uint32_t> begins;
    const auto add = [&](std::uint32_t p) {
        if (p < left_end && std::find(begins.begin(), begins.end(), p) == begins.end()) begins.push_back(p);
    };
    const std::uint32_t last = left_end - 1;
    const std::uint32_t own = scan.passage_of[trigger.token];
    const std::uint32_t low = scan.language == "de" && own != kNone && scan.passage_of[last] == own
                                  ? std::min(last, std::max(s.begin, scan.passages[own].run.begin + 1))
                                  : s.begin;
    const std::uint32_t reach = left_end - low > kLeftReach ? left_end - kLeftReach : low;
    if (scan.passage_of[last] != kNone && scan.passage_of[trigger.token] == kNone)
        add(scan.passages[scan.passage_of[last]].run.begin);
    if (scan.phrase_of[last] != kNone) add(std::max(scan.phrases[scan.phrase_of[last]].run.begin, s.begin));
    const Verb& verb = c.grammar.verb(trigger.token);
    if (verb.subject != kNone && scan.phrases[verb.subject].run.begin >= s.begin)
        add(scan.phrases[verb.subject].run.begin);
    for (std::uint32_t p = last; p > reach && begins.size() < kLefts; --p) {
        switch (scan.tags[p]) {
            case Tag::comma:
            case Tag::colon:
            case Tag::dash:
            case Tag::bracket:
                add(p + 1);
                break;
            case Tag::coordinator:
            case Tag::that:
                add(p + 1);
                [[fallthrough]];
            case Tag::wh:
            case Tag::subordinator:
                add(p);
                break;
            case Tag::quote:
                if (scan.passage_of[p] != kNone && scan.passages[scan.passage_of[p]].run.begin == p) add(p);
                break;
            default:
                break;
        }
    }
    add(low);
    return begins;
}

void left_context(const Context& c, const Trigger& trigger, Shape shape, std::uint32_t left_end, FeatureList& out) {
    const Run s = c.sentence_of(trigger.token);
    const std::uint32_t k = key(trigger);
    out.add(1, static_cast<std::uint32_t>(shape), k);
    out.add(2, c.word[trigger.token]);
    out.add(3, quote_state(c.scan, left_end - 1, trigger.token), static_cast<std::uint32_t>(shape));
    out.add(4, bucket(left_end - s.begin));
    out.add(5, c.tag_at(static_cast<std::int64_t>(left_end) - 1, s));
    out.add(6, c.word_at(s.begin, s));
    out.add(7, c.tag_at(s.begin, s));
}

void left_features(const Context& c, const Trigger& trigger, std::uint32_t left_end,
                   const std::vector<std::uint32_t>& begins, std::size_t which, FeatureList& out) {
    const Scan& scan = c.scan;
    const Run s = c.sentence_of(trigger.token);
    const std::uint32_t k = key(trigger);
    const std::uint32_t p = begins[which];
    const Run all{0, scan.size()};
    const std::uint32_t from = std::max(p, s.begin);
    const std::uint32_t finite = c.grammar.finite_before(left_end) - c.grammar.finite_before(std::min(p, left_end));
    const std::uint32_t place = p == s.begin ? 1 : p < s.begin ? 2 : which == 0 ? 3 : 4;
    out.add(20, place);
    out.add(21, place, k);
    out.add(22, place, quote_state(scan, p, left_end - 1));
    out.add(23, c.tag_at(p, all), place);
    out.add(24, c.word_at(p, all), k);
    out.add(25, p > 0 ? c.tag_at(static_cast<std::int64_t>(p) - 1, s) : 0, c.tag_at(p, all));
    out.add(26, p > 0 ? c.word_at(static_cast<std::int64_t>(p) - 1, s) : 0);
    out.add(27, std::min(finite, 3U), place);
    out.add(28, std::min(finite, 3U), c.tag_at(p, all), k);
    out.add(29, bucket(left_end - p));
    out.add(30, bucket(from - s.begin), std::min(c.grammar.finite_before(from) - c.grammar.finite_before(s.begin), 3U));
    const Verb& verb = c.grammar.verb(trigger.token);
    const bool subject = verb.subject != kNone && scan.phrases[verb.subject].run.begin == p;
    out.add(31, subject ? 1 : 0, place, k);
    out.add(32, quote_state(scan, p, trigger.token), quote_state(scan, p, left_end - 1));
    out.add(33, c.word_at(p, all), place);
    out.add(34, static_cast<std::uint32_t>(std::min<std::size_t>(which, 6)), begins.size() - 1 == which ? 1 : 0);
}

std::vector<std::uint32_t> right_ends(const Context& c, const Trigger& trigger, std::uint32_t begin) {
    const Scan& scan = c.scan;
    const Run s = c.sentence_of(trigger.token);
    if (begin >= s.end) return {scan.passages[scan.passage_of[begin]].run.end};
    std::vector<std::uint32_t> ends;
    std::uint32_t sentence_end = s.end;
    // German: what a quoted person reports ends with the quote (English straight marks go wrong too often for a rule)
    const std::uint32_t own = scan.passage_of[trigger.token];
    if (scan.language == "de" && own != kNone && scan.passage_of[begin] == own)
        sentence_end = std::max(
            begin + 1, std::min(sentence_end, scan.passages[own].run.end - (scan.passages[own].closed ? 1 : 0)));
    while (sentence_end > begin + 1 && scan.tags[sentence_end - 1] == Tag::end)
        --sentence_end;
    const std::uint32_t reach = std::min(sentence_end, begin + kEndReach);
    for (std::uint32_t e = begin + 1; e < reach && ends.size() < kEnds; ++e) {
        const bool of = scan.tags[e] == Tag::preposition && scan.phrase_of[e] != kNone &&
                        scan.phrase_of[e] == scan.phrase_of[e - 1];
        const bool after_quote =
            scan.tags[e - 1] == Tag::quote && scan.passage_of[e - 1] != kNone && scan.passage_of[e] == kNone;
        const bool phrase_edge = scan.phrase_of[e - 1] != kNone && scan.phrase_of[e] != scan.phrase_of[e - 1];
        if ((is_boundary(scan.tags[e]) && !of) || after_quote || phrase_edge || scan.tags[e] == Tag::ing ||
            scan.tags[e] == Tag::participle)
            ends.push_back(e);
    }
    if (ends.empty() || ends.back() != sentence_end) ends.push_back(sentence_end);
    // a quote that goes on behind the sentence
    const std::uint32_t last = scan.passage_of[s.end - 1];
    if (last != kNone && scan.passage_of[trigger.token] != last && scan.passages[last].run.end > s.end)
        ends.push_back(scan.passages[last].run.end);
    return ends;
}

void right_context(const Context& c, const Trigger& trigger, Shape shape, std::uint32_t begin, FeatureList& out) {
    const Run s = c.sentence_of(trigger.token);
    const std::uint32_t k = key(trigger);
    out.add(1, static_cast<std::uint32_t>(shape), k);
    out.add(2, c.word[trigger.token]);
    out.add(3, c.word[begin]);
    out.add(4, c.tag[begin], k);
    out.add(5, c.word_at(static_cast<std::int64_t>(begin) - 1, s), k);
    out.add(6, quote_state(c.scan, trigger.token, begin));
    out.add(7, begin < s.end ? bucket(s.end - begin) : 20);
    const std::uint32_t behind = c.grammar.skip_phrase(begin, s.end);
    out.add(8, behind > begin ? c.tag_at(behind, s) : 998);
    out.add(9, c.tag_at(begin + 1, s));
}

void right_features(const Context& c, const Trigger& trigger, std::uint32_t begin,
                    const std::vector<std::uint32_t>& ends, std::size_t which, FeatureList& out) {
    const Scan& scan = c.scan;
    const Run s = c.sentence_of(trigger.token);
    const std::uint32_t k = key(trigger);
    const std::uint32_t e = ends[which];
    const std::uint32_t t = c.tag_at(e, s), w = c.word_at(e, s);
    const std::uint32_t t_last = c.tag_at(static_cast<std::int64_t>(e) - 1, s),
                        w_last = c.word_at(static_cast<std::int64_t>(e) - 1, s);
    const bool sentence_end = e >= s.end || scan.tags[e] == Tag::end;
    const std::uint32_t finite =
        c.grammar.finite_before(std::max(begin, std::min(e, s.end))) - c.grammar.finite_before(begin);
    const std::uint32_t finite_rest = e < s.end ? c.grammar.finite_before(s.end) - c.grammar.finite_before(e) : 0;
    const std::uint32_t place = sentence_end ? 1 : which == 0 ? 2 : 3;
    const std::uint32_t clause =
        static_cast<std::uint32_t>(scan.tags[begin] == Tag::to                                    ? 1
                                   : scan.tags[begin] == Tag::that || scan.tags[begin] == Tag::wh ? 2
                                   : scan.tags[begin] == Tag::quote                               ? 3
                                   : scan.tags[begin] == Tag::ing                                 ? 4
                                                                                                  : 0);
    out.add(20, place, k);
    out.add(21, t);
    out.add(22, t, k);
    out.add(23, w);
    out.add(24, w, k);
    out.add(25, t_last, t);
    out.add(26, w_last);
    out.add(27, t, c.tag_at(e + 1, s));
    out.add(28, w, c.tag_at(e + 1, s));
    out.add(29, w, c.word_at(e + 1, s));
    out.add(30, t, c.tag_at(e + 1, s), c.tag_at(e + 2, s));
    out.add(31, bucket(e - begin));
    out.add(32, bucket(e - begin), t, clause);
    out.add(33, std::min(finite, 3U), t, clause);
    out.add(34, std::min(finite, 3U), place, k);
    out.add(35, std::min(finite_rest, 3U), t);
    out.add(36, std::min(finite, 2U), std::min(finite_rest, 2U), w);
    out.add(37, clause, w);
    out.add(38, clause, t, k);
    // quotes: in one and leaving it open is wrong
    const bool open = e < scan.size() && scan.passage_of[e - 1] != kNone &&
                      scan.passage_of[e] == scan.passage_of[e - 1] &&
                      scan.passage_of[trigger.token] != scan.passage_of[e];
    const bool closes =
        scan.passage_of[e - 1] != kNone && (e >= scan.size() || scan.passage_of[e] != scan.passage_of[e - 1]);
    out.add(40, (open ? 1U : 0U) + (closes ? 2U : 0U), quote_state(scan, begin, e - 1), clause);
    out.add(41, (open ? 1U : 0U) + (closes ? 2U : 0U), place);
    // what phrase follows
    std::uint32_t next = e;
    if (next < s.end &&
        (scan.tags[next] == Tag::comma || scan.tags[next] == Tag::preposition || scan.tags[next] == Tag::coordinator))
        ++next;
    if (next < s.end) {
        const std::uint32_t behind = c.grammar.skip_phrase(next, s.end);
        const std::uint32_t kind = behind > next ? kind_of_phrase(scan, scan.phrase_of[next]) : 200 + c.tag[next];
        out.add(45, w, kind);
        out.add(46, t, kind, c.tag_at(behind, s));
        if (behind < s.end && behind > next)
            out.add(47, t, static_cast<std::uint32_t>(c.cue[behind].kind), c.tag_at(behind, s));
    }
    if (e < s.end && scan.phrase_of[e] != kNone && scan.phrase_of[e] == scan.phrase_of[e - 1]) out.add(48, t);
    out.add(49, which + 1 == ends.size() ? 1 : 0, place, quote_state(scan, begin, e - 1));
    // a verb of the same clause behind: "said X and added Y"
    if (e + 1 < s.end && scan.tags[e] == Tag::coordinator) {
        out.add(50, c.tag[e + 1], static_cast<std::uint32_t>(c.cue[e + 1].kind),
                static_cast<std::uint32_t>(scan.terms[e + 1].classes & lang::kAnyVerb));
        out.add(51, scan.terms[trigger.token].classes & lang::kAnyVerb, scan.terms[e + 1].classes & lang::kAnyVerb,
                c.tag[e + 1]);
    }
}

}  // namespace newsloom::attribution::detail
