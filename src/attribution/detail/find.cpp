#include "attribution/detail/find.h"

#include <algorithm>
#include <cmath>

#include "attribution/detail/contents.h"
#include "attribution/detail/signed_quotes.h"

namespace newsloom::attribution::detail {

using lang::Tag;

namespace {

struct Choice {
    std::size_t index = 0;
    float sure = 0;
};

/// The best candidate and its probability.
template <class Features>
Choice choose(const Scorer& scorer, const FeatureList& shared, std::size_t count, FeatureList& own,
              const Features& features) {
    const Sum context = scorer.context(shared.values());
    Choice best;
    float top = 0, total = 0;
    for (std::size_t i = 0; i < count; ++i) {
        own.clear();
        features(i);
        const float score = scorer.score(context, own.values());
        if (i == 0 || score > top) {
            total = i == 0 ? 1 : total * std::exp(top - score) + 1;
            top = score;
            best.index = i;
        } else {
            total += std::exp(score - top);
        }
    }
    best.sure = count == 0 ? 0 : 1 / total;
    return best;
}

class Finder {
  public:
    Finder(const Context& context, const Models& models, const Thresholds& thresholds)
        : thresholds_(thresholds), c_(context), scan_(context.scan), models_(models) {}

    std::vector<Found> run() {
        probability_.resize(c_.triggers.size());
        for (std::size_t t = 0; t < c_.triggers.size(); ++t) {
            if (scan_.passage_of[c_.triggers[t].token] == kNone) consider(t);
        }
        said_by_nobody();
        headlines();
        drop_doubles();
        take_signed_quotes();
        join_reported_sentences();
        quotes_that_go_on();
        quotes_left_over();
        quoted_reports();
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Found& a, const Found& b) { return a.content[0].begin < b.content[0].begin; });
        return std::move(found_);
    }

  private:
    // How sure trigger and content together must be.
    float least(const Trigger& trigger) const {
        if (scan_.passage_of[trigger.token] != kNone) return thresholds_.report_in_quote;
        if (scan_.language == "de") return thresholds_.report;
        switch (trigger.cue.kind) {
            case CueClass::say:
            case CueClass::claim:
            case CueClass::reveal:
            case CueClass::deny:
            case CueClass::tell:
            case CueClass::ask:
            case CueClass::report:
                return thresholds_.report;
            default:
                return thresholds_.report_other;
        }
    }

    void look(const Trigger& trigger, float probability) {
        Found found = begun(trigger, probability);
        const float bar = found.in_quote ? thresholds_.report_in_quote : thresholds_.report_quote;
        if (!place(trigger, bar, found)) return;
        const std::uint32_t quote = scan_.passage_of[found.content.front().begin];
        const bool is_quote = quote != kNone && scan_.passages[quote].run.begin == found.content.front().begin &&
                              !scan_.passages[quote].is_title && !found.in_quote;
        if (found.probability * found.sure_content < (is_quote ? thresholds_.report_quote : least(trigger))) return;
        find_source(trigger, found);
        found_.push_back(std::move(found));
    }

    Found begun(const Trigger& trigger, float probability) const {
        Found found;
        found.trigger = trigger.token;
        found.word = trigger.cue;
        found.cue = trigger.cue_run;
        found.probability = probability;
        found.in_quote = scan_.passage_of[trigger.token] != kNone;
        return found;
    }

    // Where the content lies; false where the trigger has none or its side is less sure than `bar`.
    bool place(const Trigger& trigger, float bar, Found& found) {
        const std::vector<ContentOption> options = content_options(c_, trigger);
        if (options.empty()) return false;
        shared_.clear();
        content_context(c_, trigger, shared_);
        const Choice option = choose(models_.content, shared_, options.size(), own_,
                                     [&](std::size_t i) { content_features(c_, trigger, options, i, own_); });
        const ContentOption& picked = options[option.index];
        found.sure_content = option.sure;
        if (found.probability * found.sure_content < bar) return false;
        if (picked.left_end != kNone) {
            const std::vector<std::uint32_t> begins = left_begins(c_, trigger, picked.left_end);
            shared_.clear();
            left_context(c_, trigger, picked.shape, picked.left_end, shared_);
            const Choice begin = choose(models_.left, shared_, begins.size(), own_, [&](std::size_t i) {
                left_features(c_, trigger, picked.left_end, begins, i, own_);
            });
            found.sure_content *= begin.sure;
            found.content.push_back({begins[begin.index], picked.left_end});
        }
        if (picked.shape == Shape::whole) {
            found.content.push_back(c_.sentence_of(trigger.token));
            found.cue = {};
        } else if (picked.right_begin != kNone) {
            const std::vector<std::uint32_t> ends = right_ends(c_, trigger, picked.right_begin);
            shared_.clear();
            right_context(c_, trigger, picked.shape, picked.right_begin, shared_);
            const Choice end = choose(models_.right, shared_, ends.size(), own_, [&](std::size_t i) {
                right_features(c_, trigger, picked.right_begin, ends, i, own_);
            });
            found.sure_content *= end.sure;
            found.content.push_back({picked.right_begin, ends[end.index]});
        }
        return true;
    }

    void find_source(const Trigger& trigger, Found& found) {
        const SourceOption* before = nullptr;
        if (scan_.language == "de" && !found_.empty()) before = &found_.back().source;
        const std::vector<SourceOption> sources = source_options(c_, trigger, before);
        shared_.clear();
        source_context(c_, trigger, found.content, shared_);
        const Choice source = choose(models_.source, shared_, sources.size(), own_, [&](std::size_t i) {
            source_features(c_, trigger, found.content, sources, i, own_);
        });
        found.source = sources[source.index];
        found.sure_source = source.sure;
        // "It is believed that": nobody says so
        if (scan_.language == "en" && found.source.kind == SourceOption::Kind::phrase && !found.source.run.empty() &&
            c_.grammar.verb(trigger.token).passive && found.source.run.size() == 1 &&
            (scan_.bytes(found.source.run.begin) == "It" || scan_.bytes(found.source.run.begin) == "it"))
            found.source = {};
    }

    // German: consecutive sentences of reported speech by one source are one attribution.
    void join_reported_sentences() {
        if (scan_.language != "de") return;
        std::size_t kept = 0;
        for (std::size_t i = 0; i < found_.size(); ++i) {
            if (kept > 0 && found_[i].cue.empty() && found_[kept - 1].cue.empty() &&
                found_[i].source.run == found_[kept - 1].source.run && found_[i].content.size() == 1 &&
                !found_[i].source.run.empty()) {
                Run& before = found_[kept - 1].content.back();
                const Run here = found_[i].content[0];
                if (scan_.sentence_of[here.begin] == scan_.sentence_of[before.end - 1] + 1 &&
                    scan_.paragraph_of(here.begin) == scan_.paragraph_of(before.end - 1)) {
                    before.end = here.end;
                    continue;
                }
            }
            if (kept != i) found_[kept] = std::move(found_[i]);
            ++kept;
        }
        found_.resize(kept);
    }

    // A quote of some length that nobody has: the likeliest trigger around it, when there is one at all.
    void quotes_left_over() {
        const std::uint32_t least_words = scan_.language == "de" ? 5 : 9;  // fewer: a label as often as not
        constexpr float kLeast = 0.06F, kLeastBeside = 0.03F;
        std::vector<char> owned(scan_.passages.size(), 0);
        std::vector<char> used(scan_.size(), 0);
        std::vector<std::uint32_t> ending(scan_.size() + 1, kNone);  // by token: whose content ends before it
        for (std::uint32_t index = 0; index < found_.size(); ++index) {
            const Found& f = found_[index];
            used[f.trigger] = 1;
            if (f.content.back().begin > f.trigger) ending[f.content.back().end] = index;
            const std::uint32_t inside = scan_.passage_of[f.trigger];
            for (const Run part : f.content) {
                for (std::uint32_t i = part.begin; i < part.end; ++i) {
                    const std::uint32_t p = scan_.passage_of[i];
                    if (p == kNone || p == inside) continue;
                    owned[p] = 1;
                    i = std::max(i, std::min(part.end, scan_.passages[p].run.end) - 1);
                }
            }
        }
        std::size_t first = 0;
        for (std::uint32_t p = 0; p < scan_.passages.size(); ++p) {
            const Passage& passage = scan_.passages[p];
            if (owned[p] || passage.words < 2 || passage.is_title) continue;
            // "suggested a step after the vote: “They ought to ...”": the words themselves, behind what they amount to
            if (passage.run.begin > 0 && scan_.tags[passage.run.begin - 1] == Tag::colon &&
                ending[passage.run.begin - 1] != kNone) {
                found_[ending[passage.run.begin - 1]].content.back().end = passage.run.end;
                owned[p] = 1;
                continue;
            }
            const bool is_short = passage.words < least_words;
            const std::uint32_t low = scan_.sentence_of[passage.run.begin],
                                high = scan_.sentence_of[passage.run.end - 1];
            while (first < c_.triggers.size() && scan_.sentence_of[c_.triggers[first].token] + 1 < low)
                ++first;
            std::size_t best = c_.triggers.size();
            float best_weight = 0;
            for (std::size_t t = first; t < c_.triggers.size() && scan_.sentence_of[c_.triggers[t].token] <= high;
                 ++t) {
                const std::uint32_t token = c_.triggers[t].token;
                if (scan_.passage_of[token] != kNone || used[token]) continue;
                const std::uint32_t s = scan_.sentence_of[token];
                // the sentence before counts when the quote opens its own, and nothing stands between
                if (s < low && !(scan_.sentence_runs[low].begin == passage.run.begin &&
                                 scan_.sentence_runs[s].end == passage.run.begin))
                    continue;
                const bool beside = stands_beside(c_.triggers[t], passage.run);
                if (!beside && (is_short || c_.triggers[t].cue.kind == CueClass::none)) continue;
                const float weight = probability_[t] * (s < low ? 0.5F : 1.0F);
                if (weight > best_weight && weight > (beside ? kLeastBeside : kLeast)) {
                    best_weight = weight;
                    best = t;
                }
            }
            if (best == c_.triggers.size()) continue;
            const Trigger& trigger = c_.triggers[best];
            Found found = begun(trigger, std::max(0.3F, probability_[best]));
            if (!place(trigger, 0, found) || !holds(found, passage.run)) {
                found.content.assign(1, passage.run);
                found.cue = trigger.cue_run;
            }
            found.sure_content = 0.5F;
            find_source(trigger, found);
            used[trigger.token] = 1;
            owned[p] = 1;
            found_.push_back(std::move(found));
        }
    }

    // Is the run in one part, which is not much longer?
    static bool holds(const Found& found, Run run) {
        constexpr std::uint32_t kMore = 12;
        return std::any_of(found.content.begin(), found.content.end(), [&](const Run part) {
            return part.begin <= run.begin && run.end <= part.end + 2 && part.size() <= run.size() + kMore;
        });
    }

    // “Lock her up!” the crowd chanted; he repeated: “Not now”: between quote and cue only the speaker.
    bool stands_beside(const Trigger& trigger, Run quote) const {
        constexpr std::uint32_t kReach = 8;
        if (trigger.cue.part != CuePart::verb && trigger.cue.part != CuePart::preposition) return false;
        if (trigger.token >= quote.end) {
            if (trigger.token - quote.end > kReach) return false;
            const char inner = quote.size() > 2 ? scan_.terms[quote.end - 2].mark : '\0';
            const bool stops = inner == ',' || inner == '?' || inner == '!' || scan_.tags[quote.end] == Tag::comma;
            for (std::uint32_t i = quote.end + (scan_.tags[quote.end] == Tag::comma ? 1 : 0);
                 stops && i < trigger.token; ++i) {
                if (scan_.tags[i] == Tag::end || scan_.tags[i] == Tag::comma || scan_.tags[i] == Tag::wh ||
                    scan_.tags[i] == Tag::that || scan_.passage_of[i] != kNone)
                    return false;
            }
            return stops;
        }
        const std::uint32_t behind = std::max(trigger.right, trigger.token + 1);
        return behind <= quote.begin && quote.begin - behind <= 1 &&
               (scan_.tags[quote.begin - 1] == Tag::comma || scan_.tags[quote.begin - 1] == Tag::colon) &&
               quote.begin + 1 < quote.end && scan_.terms[quote.begin + 1].capitalised;
    }

    static std::uint32_t common(const std::vector<Run>& a, const std::vector<Run>& b) {
        std::uint32_t total = 0;
        for (const Run x : a) {
            for (const Run y : b) {
                const std::uint32_t begin = std::max(x.begin, y.begin), end = std::min(x.end, y.end);
                if (begin < end) total += end - begin;
            }
        }
        return total;
    }
    static std::uint32_t length(const std::vector<Run>& a) {
        std::uint32_t total = 0;
        for (const Run x : a)
            total += x.size();
        return total;
    }

    // Two triggers of one report ("voiced support for"): the more probable one stays. Triggers come in text order, so
    // only the neighbours before can say the same.
    void drop_doubles() {
        std::vector<bool> drop(found_.size(), false);
        for (std::size_t i = 0; i < found_.size(); ++i) {
            for (std::size_t back = 1; back <= 4 && back <= i; ++back) {
                const std::size_t j = i - back;
                if (drop[j]) continue;
                const std::uint32_t shared = common(found_[i].content, found_[j].content);
                const std::uint32_t all = length(found_[i].content) + length(found_[j].content) - shared;
                if (shared * 10 <= all * 7) continue;
                drop[found_[i].probability > found_[j].probability ? j : i] = true;
                if (drop[i]) break;
            }
        }
        std::size_t kept = 0;
        for (std::size_t i = 0; i < found_.size(); ++i) {
            if (!drop[i]) {
                if (kept != i) found_[kept] = std::move(found_[i]);
                ++kept;
            }
        }
        found_.resize(kept);
    }

    std::vector<char> triggers_found() const {  // by token
        std::vector<char> have(scan_.size(), 0);
        for (const Found& f : found_)
            have[f.trigger] = 1;
        return have;
    }

    // "Ines Kerr is thought to have left", "the brothers were accused of theft"
    bool is_raised(const Trigger& trigger) const {
        if (trigger.cue.part != CuePart::verb || scan_.tags[trigger.token] != Tag::participle) return false;
        const Verb& verb = c_.grammar.verb(trigger.token);
        const std::uint32_t to = trigger.token + 1;
        if (!verb.passive || verb.inherited || verb.subject == kNone || to + 1 >= scan_.size() ||
            to + 1 >= c_.sentence_of(trigger.token).end)
            return false;
        const std::string_view word = scan_.lexicon->word(scan_.terms[trigger.token].lemma);
        if (scan_.bytes(to) == "of") return word == "accuse" || word == "suspect";
        if (scan_.tags[to] != Tag::to) return false;
        return word == "say" || word == "think" || word == "believe" || word == "understand" || word == "allege" ||
               word == "report" || word == "rumour" || word == "rumor" || word == "claim";
    }
    void add_raised(const Trigger& trigger) {
        const std::uint32_t begin = scan_.phrases[c_.grammar.verb(trigger.token).subject].run.begin;
        const Run sentence = c_.sentence_of(trigger.token);
        if (begin < sentence.begin || begin >= trigger.cue_run.begin) return;
        Found found = begun(trigger, 0.6F);
        found.sure_content = found.sure_source = 0.6F;
        const std::uint32_t from = trigger.token + 2;
        found.content = {{begin, trigger.cue_run.begin}, {from, right_ends(c_, trigger, from).back()}};
        found_.push_back(std::move(found));
    }

    // "The suspect allegedly took the keys": the clause around the adverb, and nobody says it.
    void said_by_nobody() {
        if (scan_.language != "en") return;
        const std::vector<char> have = triggers_found();
        for (const Trigger& trigger : c_.triggers) {
            const std::uint32_t i = trigger.token;
            if (scan_.passage_of[i] != kNone || have[i] != 0) continue;
            if (is_raised(trigger)) {
                add_raised(trigger);
                continue;
            }
            if (trigger.cue.part != CuePart::adverb || trigger.cue.kind != CueClass::report) continue;
            // the verb it goes with: "allegedly took", "was reportedly looking"
            const Run sentence = c_.sentence_of(i);
            std::uint32_t verb = i + 1;
            while (verb < sentence.end && (scan_.tags[verb] == Tag::adverb || scan_.tags[verb] == Tag::auxiliary))
                ++verb;
            if (verb >= sentence.end || !lang::is_verb(scan_.tags[verb])) continue;
            const Verb& chain = c_.grammar.verb(verb);
            if (chain.subject == kNone || chain.inherited) continue;
            const std::uint32_t begin = scan_.phrases[chain.subject].run.begin;
            if (begin < sentence.begin || begin >= i) continue;
            const std::vector<std::uint32_t> ends = right_ends(c_, trigger, i + 1);
            std::uint32_t end = ends.back();
            for (const std::uint32_t e : ends) {
                if (e > verb + 1 && e < sentence.end && scan_.tags[e] == Tag::comma) {
                    end = e;
                    break;
                }
            }
            Found found = begun(trigger, 0.6F);
            found.sure_content = found.sure_source = 0.6F;
            found.content = {{begin, i}, {i + 1, end}};
            found_.push_back(std::move(found));
        }
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Found& a, const Found& b) { return a.trigger < b.trigger; });
    }

    // "Bank to cut rates: minister": a headline that ends with its source.
    void headlines() {
        constexpr std::uint32_t kSource = 6, kLeast = 3, kMost = 24;
        const std::vector<char> have = triggers_found();
        for (const Run sentence : scan_.sentence_runs) {
            if (sentence.size() < kLeast + 2 || sentence.size() > kMost + kSource) continue;
            std::uint32_t i = sentence.end - 1;
            while (i > sentence.begin && scan_.terms[i].mark != ':')
                --i;
            const int paragraph = scan_.paragraph_of(i);
            const bool alone = (sentence.begin == 0 || scan_.paragraph_of(sentence.begin - 1) != paragraph) &&
                               (sentence.end >= scan_.size() || scan_.paragraph_of(sentence.end) != paragraph);
            if (!alone || i - sentence.begin < kLeast || i + 1 >= sentence.end || sentence.end - i > kSource + 1)
                continue;
            const std::uint32_t index = scan_.phrase_of[i + 1];
            if (index == kNone || scan_.phrases[index].run.end != sentence.end || have[i] != 0) continue;
            const std::uint32_t head = scan_.phrases[index].head;
            constexpr std::uint32_t kSomebody =
                lang::kHintRole | lang::kHintTitle | lang::kHintGroup | lang::kHintOrganisation;
            const bool somebody =
                (scan_.terms[head].hints & kSomebody) != 0 ||
                (scan_.name_of[head] != kNone && scan_.names[scan_.name_of[head]].kind != NameKind::place);
            bool says = false;  // a verb, or words in quote marks: no "Full list: museums"
            for (std::uint32_t k = sentence.begin; k < i; ++k)
                says = says || lang::is_verb(scan_.tags[k]) || scan_.tags[k] == Tag::to ||
                       scan_.tags[k] == Tag::auxiliary || scan_.passage_of[k] != kNone;
            if (!somebody || !says) continue;
            Found found;
            found.trigger = i;
            found.cue = {i, i + 1};
            found.probability = 0.7F;
            found.sure_content = found.sure_source = 0.9F;
            found.content = {{sentence.begin, i}};
            found.source = {scan_.phrases[index].run, index, SourceOption::Kind::phrase};
            found_.push_back(std::move(found));
        }
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Found& a, const Found& b) { return a.trigger < b.trigger; });
    }

    // A signature tells whose a quote is, whatever stands around it.
    void take_signed_quotes() {
        std::vector<Found> signed_ones = signed_quotes(c_);
        if (signed_ones.empty()) return;
        std::vector<char> taken(scan_.passages.size(), 0);
        for (const Found& f : signed_ones)
            for_passages(f, [&](std::uint32_t p) { taken[p] = 1; });
        std::erase_if(found_, [&](const Found& f) {
            bool theirs = false;
            for_passages(f, [&](std::uint32_t p) { theirs = theirs || taken[p] != 0; });
            return theirs;
        });
        for (Found& f : signed_ones)
            found_.push_back(std::move(f));
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Found& a, const Found& b) { return a.trigger < b.trigger; });
    }

    void consider(std::size_t t) {
        const Trigger& trigger = c_.triggers[t];
        own_.clear();
        trigger_features(c_, trigger, own_);
        probability_[t] = logistic(models_.cue.score(own_.values()));
        // without a quote near by the content makes no report more probable than its trigger
        const Run sentence = c_.sentence_of(trigger.token);
        const std::uint32_t behind = std::min(sentence.end, scan_.size() - 1);
        const bool quotes = c_.quotes_before(behind + 1) > c_.quotes_before(sentence.begin);
        const float bar = quotes ? std::min(least(trigger), thresholds_.consider) : least(trigger);
        if (probability_[t] >= bar) look(trigger, probability_[t]);
    }

    // What a quoted person reports, where the quote itself has no speaker; else it is part of what that speaker says.
    void quoted_reports() {
        std::vector<char> owned(scan_.passages.size(), 0);
        for (const Found& f : found_)
            for_passages(f, [&](std::uint32_t p) { owned[p] = 1; });
        std::vector<Found> others;
        others.swap(found_);
        for (std::size_t t = 0; t < c_.triggers.size(); ++t) {
            const std::uint32_t p = scan_.passage_of[c_.triggers[t].token];
            if (p != kNone && owned[p] == 0) consider(t);
        }
        drop_doubles();
        others.insert(others.end(), std::make_move_iterator(found_.begin()), std::make_move_iterator(found_.end()));
        found_.swap(others);
    }

    template <class Use>
    void for_passages(const Found& f, const Use& use) const {
        for (const Run part : f.content) {
            for (std::uint32_t i = part.begin; i < part.end; ++i) {
                const std::uint32_t p = scan_.passage_of[i];
                if (p == kNone) continue;
                use(p);
                i = std::max(i, std::min(part.end, scan_.passages[p].run.end) - 1);
            }
        }
    }

    // “A,” he said. “B.”, “A,” he said on Monday, “B”, paragraphs that are one quote, and quotes of several paragraphs
    // with one close: B belongs to A.
    void quotes_that_go_on() {
        std::vector<std::uint32_t> owner(scan_.passages.size(), kNone);
        std::vector<std::uint32_t> by_sentence(scan_.sentences.size(), kNone);
        for (std::uint32_t f = 0; f < found_.size(); ++f) {
            const std::uint32_t own_passage = scan_.passage_of[found_[f].trigger];
            bool quoted = false;
            for (const Run part : found_[f].content) {
                for (std::uint32_t i = part.begin; i < part.end; ++i) {
                    const std::uint32_t p = scan_.passage_of[i];
                    if (p == kNone || p == own_passage) continue;
                    if (owner[p] == kNone) owner[p] = f;
                    quoted = true;
                    i = std::max(i, std::min(part.end, scan_.passages[p].run.end) - 1);
                }
            }
            if (own_passage == kNone && quoted) by_sentence[scan_.sentence_of[found_[f].trigger]] = f;
        }
        for (std::uint32_t p = 0; p < scan_.passages.size(); ++p) {
            if (owner[p] != kNone) continue;
            const std::uint32_t to = speech_before(p, owner, by_sentence);
            if (to == kNone) continue;
            owner[p] = to;
            found_[to].content.push_back(scan_.passages[p].run);
        }
    }

    // The attribution whose words passage p continues.
    std::uint32_t speech_before(std::uint32_t p, const std::vector<std::uint32_t>& owner,
                                const std::vector<std::uint32_t>& by_sentence) const {
        const Run run = scan_.passages[p].run;
        const std::uint32_t sentence = scan_.sentence_of[run.begin];
        const bool starts = scan_.sentence_runs[sentence].begin == run.begin;
        const std::uint32_t before = p > 0 ? owner[p - 1] : kNone;
        if (before != kNone && scan_.passages[p - 1].continues) return before;
        if (const std::uint32_t same = by_sentence[sentence]; same != kNone && same == before &&
                                                              found_[same].content[0].end <= found_[same].trigger &&
                                                              scan_.tags[run.begin - 1] == Tag::comma)
            return same;
        if (!starts || run.begin == 0) return kNone;
        if (before != kNone && scan_.passages[p - 1].run.end == run.begin) return before;
        if (sentence == 0 || by_sentence[sentence - 1] == kNone) return kNone;
        const int paragraph = scan_.sentences[sentence].paragraph;
        if (paragraph == scan_.sentences[sentence - 1].paragraph) return by_sentence[sentence - 1];
        // a paragraph that is one quote, behind a paragraph that ended with its speaker
        const bool whole = run.end >= scan_.size() || scan_.paragraph_of(run.end) != paragraph;
        return whole && before == by_sentence[sentence - 1] ? before : kNone;
    }

    const Thresholds thresholds_;
    const Context& c_;
    const Scan& scan_;
    const Models& models_;
    FeatureList shared_, own_;
    std::vector<float> probability_;  ///< by trigger
    std::vector<Found> found_;
};

}  // namespace

std::vector<Found> find_attributions(const Context& context, const Thresholds& thresholds) {
    return find_attributions(context, Models::of(context.scan.language), thresholds);
}

std::vector<Found> find_attributions(const Context& context, const Models& models, const Thresholds& thresholds) {
    return Finder(context, models, thresholds).run();
}

}  // namespace newsloom::attribution::detail
