/// A small learned function from features to a score: one row of numbers per feature, summed, cut at zero, weighed.
///
///   score = bias + sum(linear[f]) + output . max(0, hidden_bias + sum(row[f]))
///
/// The rows come from a data file (data/attribution/<language>/<decision>.weights.txt) that
/// evaluation/attribution/train.py writes; a file holds numbers by feature hash and nothing else. Sums are whole
/// numbers, so that every machine gets the same. Looking up a feature touches one cache line.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "attribution/detail/features.h"

namespace newsloom::attribution::detail {

inline constexpr std::size_t kHidden = 13;
/// Sums of rows so far: index 0 is the linear part, 1 to kHidden are hidden units.
struct Sum {
    std::array<std::int16_t, 16> units{};
};

class Scorer {
  public:
    Scorer() = default;
    /// Text of a weights file; an empty text scores everything 0.
    explicit Scorer(std::string_view weights);

    [[nodiscard]] bool is_empty() const { return buckets_.empty(); }
    /// What the candidates of one decision share.
    [[nodiscard]] Sum context(std::span<const Feature> features) const;
    [[nodiscard]] float score(const Sum& context, std::span<const Feature> features) const;
    [[nodiscard]] float score(std::span<const Feature> features) const { return score(Sum{}, features); }

  private:
    /// Four rows fill a cache line. A row is known by 16 bits of its feature: one unknown feature in 20,000 is
    /// mistaken.
    struct alignas(16) Row {
        std::array<std::int8_t, 14> values{};
        std::uint16_t print = 0;  ///< 0: empty
    };
    struct alignas(64) Bucket {
        std::array<Row, 4> rows;
    };
    [[nodiscard]] std::size_t bucket_of(Feature feature) const {
        return static_cast<std::size_t>((static_cast<std::uint64_t>(feature) * buckets_.size()) >> 32);
    }
    static std::uint16_t print_of(Feature feature) {
        const auto print = static_cast<std::uint16_t>(feature);
        return print == 0 ? 1 : print;
    }
    void add(Sum& sum, std::span<const Feature> features) const;
    std::vector<Bucket> buckets_;
    std::array<float, 16> bias_{}, output_{};  // of the linear part and the hidden units; the rest is 0
    float scale_ = 0;
};

[[nodiscard]] float logistic(float score);

}  // namespace newsloom::attribution::detail
