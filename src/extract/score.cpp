#include "extract/detail/score.h"

#include <algorithm>

namespace newsloom::extract {
namespace {

constexpr std::uint32_t kTextWords = 12;

/// Blocks that the first trees are this sure of do not need the second: they stay out. Far below any threshold.
constexpr float kHopeless = 0.01F;
/// After a quarter of the first trees a block below these log odds is lost: on domains that were not learned from that
/// is half of all blocks, and one in ten thousand (by weight) of the body's.
constexpr float kLost = -2.8F;
constexpr float kLostProbability = 0.005F;

/// kRows rows side by side, as Forest::add wants them.
class Batch {
  public:
    Batch() : columns_(Forest::kRows * kColumns) {}
    float* next(std::size_t block) {
        blocks_[size_] = block;
        return columns_.data() + size_++ * kColumns;
    }
    [[nodiscard]] bool full() const { return size_ == Forest::kRows; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    void clear() { size_ = 0; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t block(std::size_t k) const { return blocks_[k]; }
    [[nodiscard]] const float* row(std::size_t k) const { return columns_.data() + k * kColumns; }
    [[nodiscard]] const float* rows() const { return columns_.data(); }

  private:
    std::vector<float> columns_;
    std::array<std::size_t, Forest::kRows> blocks_{};
    std::size_t size_ = 0;
};

void ask_first(const Forest& first, const std::vector<BlockRow>& rows, std::vector<float>& p) {
    const std::size_t quarter = first.size() / 4;
    Batch batch;
    Batch alive;  // not lost after a quarter of the trees
    std::vector<float> sums(rows.size());
    const auto finish = [&] {
        std::array<float, Forest::kRows> sum{};
        for (std::size_t k = 0; k < alive.size(); ++k)
            sum[k] = sums[alive.block(k)];
        first.add<kColumns>(alive.rows(), quarter, first.size(), sum);
        for (std::size_t k = 0; k < alive.size(); ++k)
            p[alive.block(k)] = probability(sum[k]);
        alive.clear();
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        spread(rows[i], batch.next(i));
        if (!batch.full() && i + 1 < rows.size()) continue;
        std::array<float, Forest::kRows> sum{};
        sum.fill(first.bias());
        first.add<kColumns>(batch.rows(), 0, quarter, sum);
        for (std::size_t k = 0; k < batch.size(); ++k) {
            const std::size_t block = batch.block(k);
            if (sum[k] < kLost) {
                p[block] = kLostProbability;
                continue;
            }
            sums[block] = sum[k];
            std::copy_n(batch.row(k), kSecondColumn, alive.next(block));
            if (alive.full()) finish();
        }
        batch.clear();
    }
    if (!alive.empty()) finish();
}

std::vector<float> ask_second(const Forest& second, const std::vector<BlockRow>& rows, const PageView& view,
                              const std::vector<float>& p) {
    Surroundings surroundings(view, p);
    std::vector<float> result(p);
    Batch batch;
    const auto finish = [&] {
        std::array<float, Forest::kRows> sum{};
        sum.fill(second.bias());
        second.add<kColumns>(batch.rows(), 0, second.size(), sum);
        for (std::size_t k = 0; k < batch.size(); ++k)
            result[batch.block(k)] = probability(sum[k]);
        batch.clear();
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (p[i] < kHopeless) continue;
        float* row = batch.next(i);
        spread(rows[i], row);
        const SecondRow around = surroundings.row(i);
        std::copy(around.begin(), around.end(), row + kSecondColumn);
        if (batch.full()) finish();
    }
    if (!batch.empty()) finish();
    return result;
}

}  // namespace

Surroundings::Surroundings(const PageView& view, std::span<const float> p)
    : view_(view), p_(p), within_(view.containers.size()), same_(p.size()), pair_(p.size()) {
    const std::size_t n = p.size();
    before_.resize(n + 1);
    window_.resize(n + 1);
    window_words_.resize(n + 1);
    next_text_.resize(n);
    prev_text_.resize(n);
    float last = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const TextBlock& block = view.blocks[i];
        const Container& c = view.container(block);
        const double w = block.words + 1.0;
        within_[block.container].add(p[i], w);
        same_[c.signature].add(p[i], w);
        pair_[static_cast<std::uint64_t>(c.signature) << 32 | view.containers[c.parent].signature].add(p[i], w);
        before_[i] = all_;
        all_ += static_cast<double>(p[i]) * block.words;
        window_[i + 1] = window_[i] + p[i] * w;
        window_words_[i + 1] = window_words_[i] + w;
        prev_text_[i] = last;
        if (block.words >= kTextWords) last = p[i];
    }
    last = 0;
    for (std::size_t i = n; i-- > 0;) {
        next_text_[i] = last;
        if (view.blocks[i].words >= kTextWords) last = p[i];
    }
    for (std::size_t c = view.containers.size(); c-- > 1;) {
        Mean& parent = within_[view.containers[c].parent];
        parent.sum += within_[c].sum;
        parent.weight += within_[c].weight;
    }
    for (std::size_t i = 0; i < n; ++i)
        best_ = std::max(best_, within_[view.container(view.blocks[i]).parent].sum);
}

SecondRow Surroundings::row(std::size_t i) {
    const std::size_t n = p_.size();
    SecondRow row{};
    const auto at = [&](std::ptrdiff_t d) {
        const auto j = static_cast<std::ptrdiff_t>(i) + d;
        return j < 0 || j >= static_cast<std::ptrdiff_t>(n) ? 0.F : p_[static_cast<std::size_t>(j)];
    };
    const auto around = [&](std::size_t half) {
        const std::size_t begin = i < half ? 0 : i - half;
        const std::size_t end = std::min(n, i + half + 1);
        return static_cast<float>((window_[end] - window_[begin]) / (window_words_[end] - window_words_[begin]));
    };
    const auto part = [](double a, double b) { return b <= 0 ? 0.F : static_cast<float>(a / b); };
    const TextBlock& block = view_.blocks[i];
    const Container& c1 = view_.container(block);
    const Container& c2 = view_.containers[c1.parent];
    row = {p_[i],
           at(-1),
           at(1),
           at(-2),
           at(2),
           at(-3),
           at(3),
           within_[block.container].value(),
           within_[c1.parent].value(),
           within_[c2.parent].value(),
           same_[c1.signature].value(),
           pair_[static_cast<std::uint64_t>(c1.signature) << 32 | c2.signature].value(),
           std::max({at(-1), at(1), at(-2), at(2)}),
           static_cast<float>(before_[i]),
           static_cast<float>(all_ - before_[i] - static_cast<double>(p_[i]) * block.words),
           static_cast<float>(all_),
           around(2),
           around(7),
           next_text_[i],
           prev_text_[i],
           part(within_[c1.parent].sum, best_),
           part(within_[c1.parent].sum, all_),
           part(within_[c2.parent].sum, all_),
           std::max({at(1), at(2), at(3), at(4), at(5)})};
    return row;
}

std::vector<float> body_scores(const Facts& facts, const Article& metadata, const Forest& first, const Forest& second,
                               std::vector<BlockRow>& rows, std::vector<PhrasesFound>& phrases) {
    const PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    std::vector<float> p(n);
    phrases.resize(n);
    rows = block_features(facts, metadata);
    for (std::size_t i = 0; i < n; ++i)
        phrases[i] = rows[i].phrases;
    if (first.empty()) {
        for (std::size_t i = 0; i < n; ++i)
            p[i] = is_prose(view, view.blocks[i]) ? 1.F : 0.F;
        return p;
    }
    ask_first(first, rows, p);
    if (second.empty()) return p;
    return ask_second(second, rows, view, p);
}

}  // namespace newsloom::extract
