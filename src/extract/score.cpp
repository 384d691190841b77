#include "extract/detail/score.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace newsloom::extract {
namespace {

constexpr std::array<std::string_view, 24> kSecond = {
    "p",           "p_prev",         "p_next",        "p_prev2",      "p_next2",    "p_prev3",
    "p_next3",     "p_c1",           "p_c2",          "p_c3",         "p_same",     "p_same_pair",
    "p_best_near", "p_words_before", "p_words_after", "p_page_words", "p_window5",  "p_window15",
    "p_next_text", "p_prev_text",    "p_rank_c2",     "p_share_c2",   "p_share_c3", "p_copies"};

struct Mean {
    double sum = 0, weight = 0;
    void add(double p, double w) {
        sum += p * w;
        weight += w;
    }
    [[nodiscard]] float value() const { return weight <= 0 ? 0.F : static_cast<float>(sum / weight); }
};

}  // namespace

const std::vector<std::string>& second_names() {
    static const std::vector<std::string> kNames(kSecond.begin(), kSecond.end());
    return kNames;
}

FeatureRows second_features(const PageView& view, const FeatureRows& first, std::span<const float> p) {
    const std::size_t n = view.blocks.size();
    FeatureRows rows;
    rows.columns = first.columns + kSecond.size();
    rows.values.assign(n * rows.columns, 0.F);
    std::vector<Mean> within(view.containers.size());
    std::unordered_map<std::uint64_t, Mean> same, pair;
    same.reserve(n);
    pair.reserve(n);
    const auto signature = [&](std::size_t i) { return view.container(view.blocks[i]).signature; };
    const auto pair_of = [&](std::size_t i) {
        const Container& c = view.container(view.blocks[i]);
        return static_cast<std::uint64_t>(c.signature) << 32 | view.containers[c.parent].signature;
    };
    double all = 0;
    std::vector<double> before(n + 1);
    std::vector<double> window(n + 1), window_words(n + 1);
    for (std::size_t i = 0; i < n; ++i) {
        const double w = view.blocks[i].words + 1.0;
        within[view.blocks[i].container].add(p[i], w);
        same[signature(i)].add(p[i], w);
        pair[pair_of(i)].add(p[i], w);
        before[i] = all;
        all += static_cast<double>(p[i]) * view.blocks[i].words;
        window[i + 1] = window[i] + p[i] * w;
        window_words[i + 1] = window_words[i] + w;
    }
    for (std::size_t c = view.containers.size(); c-- > 1;) {
        Mean& parent = within[view.containers[c].parent];
        parent.sum += within[c].sum;
        parent.weight += within[c].weight;
    }
    double best = 0;
    for (std::size_t i = 0; i < n; ++i)
        best = std::max(best, within[view.container(view.blocks[i]).parent].sum);
    std::vector<float> next_text(n, 0.F), prev_text(n, 0.F);
    float last = 0;
    for (std::size_t i = 0; i < n; ++i) {
        prev_text[i] = last;
        if (view.blocks[i].words >= 12) last = p[i];
    }
    last = 0;
    for (std::size_t i = n; i-- > 0;) {
        next_text[i] = last;
        if (view.blocks[i].words >= 12) last = p[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
        float* row = rows.values.data() + i * rows.columns;
        std::copy_n(first.row(i), first.columns, row);
        row += first.columns;
        const auto at = [&](std::ptrdiff_t d) {
            const auto j = static_cast<std::ptrdiff_t>(i) + d;
            return j < 0 || j >= static_cast<std::ptrdiff_t>(n) ? 0.F : p[static_cast<std::size_t>(j)];
        };
        const auto around = [&](std::size_t half) {
            const std::size_t begin = i < half ? 0 : i - half;
            const std::size_t end = std::min(n, i + half + 1);
            return static_cast<float>((window[end] - window[begin]) / (window_words[end] - window_words[begin]));
        };
        const Container& c1 = view.container(view.blocks[i]);
        const Container& c2 = view.containers[c1.parent];
        std::size_t k = 0;
        row[k++] = p[i];
        row[k++] = at(-1);
        row[k++] = at(1);
        row[k++] = at(-2);
        row[k++] = at(2);
        row[k++] = at(-3);
        row[k++] = at(3);
        row[k++] = within[view.blocks[i].container].value();
        row[k++] = within[c1.parent].value();
        row[k++] = within[c2.parent].value();
        row[k++] = same[signature(i)].value();
        row[k++] = pair[pair_of(i)].value();
        row[k++] = std::max({at(-1), at(1), at(-2), at(2)});
        row[k++] = static_cast<float>(before[i]);
        row[k++] = static_cast<float>(all - before[i] - static_cast<double>(p[i]) * view.blocks[i].words);
        row[k++] = static_cast<float>(all);
        row[k++] = around(2);
        row[k++] = around(7);
        row[k++] = next_text[i];
        row[k++] = prev_text[i];
        row[k++] = best <= 0 ? 0.F : static_cast<float>(within[c1.parent].sum / best);
        row[k++] = all <= 0 ? 0.F : static_cast<float>(within[c1.parent].sum / all);
        row[k++] = all <= 0 ? 0.F : static_cast<float>(within[c2.parent].sum / all);
        row[k++] = 0.F;
    }
    return rows;
}

std::vector<float> body_scores(const Facts& facts, const Article& metadata, const Weights& weights) {
    const PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    std::vector<float> p(n);
    if (weights.first.empty()) {
        for (std::size_t i = 0; i < n; ++i)
            p[i] = is_prose(view, view.blocks[i]) ? 1.F : 0.F;
        return p;
    }
    const FeatureRows first = block_features(facts, metadata);
    for (std::size_t i = 0; i < n; ++i)
        p[i] = probability(weights.first.raw(first.row(i)));
    if (weights.second.empty()) return p;
    const FeatureRows second = second_features(view, first, p);
    for (std::size_t i = 0; i < n; ++i)
        p[i] = probability(weights.second.raw(second.row(i)));
    return p;
}

}  // namespace newsloom::extract
