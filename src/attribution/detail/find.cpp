#include "attribution/detail/find.h"

#include <algorithm>
#include <cmath>

#include "attribution/detail/contents.h"
#include "attribution/detail/models.h"

namespace newsloom::attribution::detail {

using lang::Tag;

namespace {

// Below this a trigger is not looked at further; at kReport it is printed. Best attribution F on a held-out sixth of
// polnear-train: evaluation/attribution/README.md.
constexpr float kConsider = 0.25F;
constexpr float kReport = 0.36F;
constexpr float kReportInQuote = 0.55F;  // what a quoted person reports: rarely asked for, and it splits the quote

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
    explicit Finder(const Context& context)
        : c_(context), scan_(context.scan), models_(Models::of(context.scan.language)) {}

    std::vector<Found> run() {
        for (const Trigger& trigger : c_.triggers)
            look(trigger);
        drop_doubles();
        quotes_that_go_on();
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Found& a, const Found& b) { return a.content[0].begin < b.content[0].begin; });
        return std::move(found_);
    }

  private:
    void look(const Trigger& trigger) {
        own_.clear();
        trigger_features(c_, trigger, own_);
        const float probability = logistic(models_.cue.score(own_.values()));
        if (probability < kConsider) return;
        const std::vector<ContentOption> options = content_options(c_, trigger);
        if (options.empty()) return;
        Found found;
        found.trigger = trigger.token;
        found.word = trigger.cue;
        found.cue = trigger.cue_run;
        found.probability = probability;
        shared_.clear();
        content_context(c_, trigger, shared_);
        const Choice option = choose(models_.content, shared_, options.size(), own_,
                                     [&](std::size_t i) { content_features(c_, trigger, options, i, own_); });
        const ContentOption& picked = options[option.index];
        found.sure_content = option.sure;
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
        if (picked.right_begin != kNone) {
            const std::vector<std::uint32_t> ends = right_ends(c_, trigger, picked.right_begin);
            shared_.clear();
            right_context(c_, trigger, picked.shape, picked.right_begin, shared_);
            const Choice end = choose(models_.right, shared_, ends.size(), own_, [&](std::size_t i) {
                right_features(c_, trigger, picked.right_begin, ends, i, own_);
            });
            found.sure_content *= end.sure;
            found.content.push_back({picked.right_begin, ends[end.index]});
        }
        const std::vector<SourceOption> sources = source_options(c_, trigger);
        shared_.clear();
        source_context(c_, trigger, found.content, shared_);
        const Choice source = choose(models_.source, shared_, sources.size(), own_, [&](std::size_t i) {
            source_features(c_, trigger, found.content, sources, i, own_);
        });
        found.source = sources[source.index];
        found.sure_source = source.sure;
        const bool quoted = scan_.passage_of[trigger.token] != kNone;
        if (found.probability >= (quoted ? kReportInQuote : kReport)) found_.push_back(std::move(found));
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

    const Context& c_;
    const Scan& scan_;
    const Models& models_;
    FeatureList shared_, own_;
    std::vector<Found> found_;
};

}  // namespace

std::vector<Found> find_attributions(const Context& context) { return Finder(context).run(); }

}  // namespace newsloom::attribution::detail
