#include "extract/detail/score.h"

#include <algorithm>
#include <bit>
#include <tuple>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace newsloom::extract {
namespace {

constexpr std::uint32_t kTextWords = 12;

/// Blocks that the first trees are this sure of do not need the second: they stay out. Far below any threshold.
constexpr float kHopeless = 0.01F;
/// After a quarter of the first trees a block below these log odds is lost: on domains that were not learned from that
/// is half of all blocks, and one in ten thousand (by weight) of the body's.
constexpr float kLost = -2.8F;
constexpr float kLostProbability = 0.005F;

/// The blocks that are asked about together: their values by column, as Forest::add wants them. Of the columns of bits
/// only those that the forest asks.
class Batch {
  public:
    explicit Batch(const Forest& forest) : columns_(Forest::kRows * kColumns) {
        for (const std::uint16_t column : forest.columns()) {
            if (column < kNearColumn || column >= kSecondColumn) continue;
            const auto [word, bit] = place_of_bit(column);
            asked_[word] |= bit;
            column_of_[word][static_cast<std::size_t>(std::countr_zero(bit))] = column;
        }
    }
    void add(std::size_t block) { blocks_[size_++] = block; }
    [[nodiscard]] bool full() const { return size_ == Forest::kRows; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    void clear() { size_ = 0; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t block(std::size_t k) const { return blocks_[k]; }

    /// The columns of the blocks' rows; places that no block has hold the last block's.
    const float* read(const std::vector<BlockRow>& rows) {
        std::array<const BlockRow*, Forest::kRows> list;
        for (std::size_t k = 0; k < list.size(); ++k)
            list[k] = &rows[blocks_[std::min(k, size_ - 1)]];
        turn(list);
        Words words;
        for (std::size_t k = 0; k < list.size(); ++k) {
            const BlockRow& row = *list[k];
            words[0][k] = static_cast<std::uint32_t>(row.near);
            words[1][k] = static_cast<std::uint32_t>(row.near >> 32);
            words[2][k] = static_cast<std::uint32_t>(row.path);
            words[3][k] = static_cast<std::uint32_t>(row.path >> 32);
            words[4][k] = row.places;
            words[5][k] = row.phrases.at_begin;
            words[6][k] = row.phrases.within;
        }
        // Most bits are of none of these blocks, nor of those before: their columns hold zeros already.
        for (std::size_t w = 0; w < words.size(); ++w) {
            std::uint32_t any = 0;
            for (const std::uint32_t word : words[w])
                any |= word;
            any &= asked_[w];
            for (std::uint32_t bits = any | written_[w]; bits != 0; bits &= bits - 1) {
                const std::uint32_t bit = bits & -bits;
                float* out =
                    columns_.data() + column_of_[w][static_cast<std::size_t>(std::countr_zero(bit))] * Forest::kRows;
                for (std::size_t k = 0; k < Forest::kRows; ++k)
                    out[k] = (words[w][k] & bit) != 0 ? 1.F : 0.F;
            }
            written_[w] = any;
        }
        return columns_.data();
    }

    void set(std::size_t k, std::size_t column, float value) { columns_[column * Forest::kRows + k] = value; }

  private:
    using Words = std::array<std::array<std::uint32_t, Forest::kRows>, 7>;

    struct BitPlace {
        std::size_t word;
        std::uint32_t bit;
    };
    static BitPlace place_of_bit(std::size_t column) {
        const auto of_wide = [](std::size_t at, std::size_t word) { return BitPlace{word + at / 32, 1U << at % 32}; };
        if (column < kPathColumn) return of_wide(column - kNearColumn, 0);
        if (column < kPlaceColumn) return of_wide(column - kPathColumn, 2);
        if (column < kBeginColumn) return of_wide(column - kPlaceColumn, 4);
        if (column < kWithinColumn) return of_wide(column - kBeginColumn, 5);
        return of_wide(column - kWithinColumn, 6);
    }

    /// Rows of numbers to columns of numbers.
    void turn(const std::array<const BlockRow*, Forest::kRows>& list) {
        std::size_t c = 0;
#if defined(__SSE2__)
        for (; c + 4 <= kPlainFeatures; c += 4) {
            for (std::size_t k = 0; k < Forest::kRows; k += 4) {
                __m128 a = _mm_loadu_ps(list[k]->plain.data() + c);
                __m128 b = _mm_loadu_ps(list[k + 1]->plain.data() + c);
                __m128 d = _mm_loadu_ps(list[k + 2]->plain.data() + c);
                __m128 e = _mm_loadu_ps(list[k + 3]->plain.data() + c);
                _MM_TRANSPOSE4_PS(a, b, d, e);
                float* out = columns_.data() + c * Forest::kRows + k;
                _mm_storeu_ps(out, a);
                _mm_storeu_ps(out + Forest::kRows, b);
                _mm_storeu_ps(out + 2 * Forest::kRows, d);
                _mm_storeu_ps(out + 3 * Forest::kRows, e);
            }
        }
#endif
        for (; c < kPlainFeatures; ++c) {
            for (std::size_t k = 0; k < Forest::kRows; ++k)
                set(k, c, list[k]->plain[c]);
        }
    }

    std::vector<float> columns_;
    // Of the bits, by word: those that are asked, those that the columns hold of some block, the columns.
    std::array<std::uint32_t, std::tuple_size_v<Words>> asked_{}, written_{};
    std::array<std::array<std::uint16_t, 32>, std::tuple_size_v<Words>> column_of_{};
    std::array<std::size_t, Forest::kRows> blocks_{};
    std::size_t size_ = 0;
};

void ask_first(const Forest& first, const std::vector<BlockRow>& rows, std::vector<float>& p) {
    const std::size_t quarter = first.size() / 4;
    Batch batch(first);
    Batch alive(first);  // not lost after a quarter of the trees
    std::vector<float> sums(rows.size());
    const auto finish = [&] {
        std::array<float, Forest::kRows> sum{};
        for (std::size_t k = 0; k < alive.size(); ++k)
            sum[k] = sums[alive.block(k)];
        first.add(alive.read(rows), quarter, first.size(), sum);
        for (std::size_t k = 0; k < alive.size(); ++k)
            p[alive.block(k)] = probability(sum[k]);
        alive.clear();
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        batch.add(i);
        if (!batch.full() && i + 1 < rows.size()) continue;
        std::array<float, Forest::kRows> sum{};
        sum.fill(first.bias());
        first.add(batch.read(rows), 0, quarter, sum);
        for (std::size_t k = 0; k < batch.size(); ++k) {
            const std::size_t block = batch.block(k);
            if (sum[k] < kLost) {
                p[block] = kLostProbability;
                continue;
            }
            sums[block] = sum[k];
            alive.add(block);
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
    Batch batch(second);
    const auto finish = [&] {
        const float* columns = batch.read(rows);
        for (std::size_t k = 0; k < batch.size(); ++k) {
            const SecondRow around = surroundings.row(batch.block(k));
            for (std::size_t c = 0; c < around.size(); ++c)
                batch.set(k, kSecondColumn + c, around[c]);
        }
        std::array<float, Forest::kRows> sum{};
        sum.fill(second.bias());
        second.add(columns, 0, second.size(), sum);
        for (std::size_t k = 0; k < batch.size(); ++k)
            result[batch.block(k)] = probability(sum[k]);
        batch.clear();
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (p[i] < kHopeless) continue;
        batch.add(i);
        if (batch.full()) finish();
    }
    if (!batch.empty()) finish();
    return result;
}

}  // namespace

Surroundings::Surroundings(const PageView& view, std::span<const float> p)
    : view_(view), p_(p), within_(view.containers.size()), same_(view.makes), pair_(view.pairs) {
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
        same_[c.make].add(p[i], w);
        pair_[c.pair].add(p[i], w);
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
           same_[c1.make].value(),
           pair_[c1.pair].value(),
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
    rows = block_features(facts, metadata, std::move(rows));
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
