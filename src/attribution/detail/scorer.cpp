#include "attribution/detail/scorer.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace newsloom::attribution::detail {
namespace {

/// Numbers separated by white space, one after the other.
class Numbers {
  public:
    explicit Numbers(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}
    template <class T>
    bool next(T& value) {
        while (at_ < end_ && (*at_ == ' ' || *at_ == '\n'))
            ++at_;
        if (at_ >= end_) return false;
        const auto [stop, error] = std::from_chars(at_, end_, value);
        if (error != std::errc()) return false;
        at_ = stop;
        return true;
    }

  private:
    const char* at_;
    const char* end_;
};

}  // namespace

Scorer::Scorer(std::string_view weights) {
    // A line of comment; "scale hidden rows"; bias; output; then per row the feature and its numbers as small integers.
    while (weights.starts_with('#'))
        weights.remove_prefix(std::min(weights.find('\n') + 1, weights.size()));
    Numbers numbers(weights);
    std::uint32_t hidden = 0, count = 0;
    if (!numbers.next(scale_) || !numbers.next(hidden) || !numbers.next(count) || hidden != kHidden) return;
    for (std::size_t i = 0; i <= kHidden; ++i)
        numbers.next(bias_[i]);
    for (std::size_t i = 0; i <= kHidden; ++i)
        numbers.next(output_[i]);
    buckets_.resize(count / 3 + 2);
    for (std::uint32_t r = 0; r < count; ++r) {
        Feature feature = 0;
        if (!numbers.next(feature)) break;
        Row row;
        for (std::int8_t& value : row.values) {
            int small = 0;
            numbers.next(small);
            value = static_cast<std::int8_t>(small);
        }
        row.print = print_of(feature);
        // A full bucket drops the row: with three rows to a bucket of four on average this hits few, and always the
        // same.
        for (Row& slot : buckets_[bucket_of(feature)].rows) {
            if (slot.print == 0) {
                slot = row;
                break;
            }
        }
    }
}

// One instruction widens a row where the machine has AVX2; the sums are the same whole numbers either way.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
__attribute__((target_clones("avx2", "default")))
#endif
void Scorer::add(Sum& sum, std::span<const Feature> features) const {
    using Bytes = signed char __attribute__((vector_size(16)));
    using Shorts = std::int16_t __attribute__((vector_size(32)));
    constexpr std::size_t kAhead = 8;
    Shorts units;
    std::memcpy(&units, sum.units.data(), sizeof units);
    for (std::size_t i = 0; i < std::min(kAhead, features.size()); ++i)
        __builtin_prefetch(&buckets_[bucket_of(features[i])]);
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (i + kAhead < features.size()) __builtin_prefetch(&buckets_[bucket_of(features[i + kAhead])]);
        // Which of the four rows, without a branch: most features are not known, and which are cannot be foreseen.
        const std::uint16_t print = print_of(features[i]);
        const std::array<Row, 4>& rows = buckets_[bucket_of(features[i])].rows;
        const unsigned hit =
            static_cast<unsigned>(rows[0].print == print) | static_cast<unsigned>(rows[1].print == print) << 1U |
            static_cast<unsigned>(rows[2].print == print) << 2U | static_cast<unsigned>(rows[3].print == print) << 3U;
        Bytes values;
        std::memcpy(&values, &rows[static_cast<std::size_t>(std::countr_zero(hit | 8U))], sizeof values);
        const auto known = static_cast<signed char>(hit != 0 ? -1 : 0);
        const Bytes mask = Bytes{} + known;
        units += __builtin_convertvector(values & mask, Shorts);
    }
    std::memcpy(sum.units.data(), &units, sizeof units);
}

Sum Scorer::context(std::span<const Feature> features) const {
    Sum sum{};
    if (!buckets_.empty()) add(sum, features);
    return sum;
}

float Scorer::score(const Sum& context, std::span<const Feature> features) const {
    if (buckets_.empty()) return 0;
    Sum sum = context;
    add(sum, features);
    // All units at once; they are added pair by pair, in the same order everywhere.
    std::array<float, 16> unit;
    for (std::size_t i = 0; i < unit.size(); ++i)
        unit[i] = static_cast<float>(sum.units[i]) * scale_ + bias_[i];
    const float linear = unit[0];
    for (std::size_t i = 0; i < unit.size(); ++i)
        unit[i] = (unit[i] > 0 ? unit[i] : 0) * output_[i];
    unit[0] = linear;
    for (std::size_t half = 8; half > 0; half /= 2) {
        for (std::size_t i = 0; i < half; ++i)
            unit[i] += unit[i + half];
    }
    return unit[0];
}

float logistic(float score) { return 1.0F / (1.0F + std::exp(-score)); }

}  // namespace newsloom::attribution::detail
