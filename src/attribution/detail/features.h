/// Features as numbers: a template and up to three values, hashed. No strings, no words outside of our own lists.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace newsloom::attribution::detail {

using Feature = std::uint32_t;

/// Collects the features of one candidate (or of what all candidates of a decision share).
class FeatureList {
  public:
    void clear() { size_ = 0; }
    /// `which` numbers the template within a decision (below 256).
    void add(std::uint32_t which, std::uint32_t a = 0) { put(mix(which, a)); }
    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b) {
        put(mix(which, a * 0x9E3779B1U + b + 0x51ED27U));
    }
    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        put(mix(which, (a * 0x9E3779B1U + b + 0x51ED27U) * 0x85EBCA77U + c + 0x2545F5U));
    }
    [[nodiscard]] std::span<const Feature> values() const { return std::span(values_).first(size_); }

  private:
    static constexpr Feature mix(std::uint32_t which, std::uint32_t value) {
        std::uint32_t h = value * 0xC2B2AE3DU + which * 0x27D4EB2FU + 0x165667B1U;
        h ^= h >> 15;
        h *= 0x85EBCA6BU;
        h ^= h >> 13;
        h *= 0xC2B2AE35U;
        return h ^ (h >> 16);
    }
    void put(Feature feature) {
        if (size_ < values_.size()) values_[size_++] = feature;
    }
    // no decision has half as many templates
    std::array<Feature, 256> values_;
    std::size_t size_ = 0;
};

/// 0, 1, 2, 3, 4, 5-6, 7-9, 10-14, 15-24, 25-49, 50 and more.
[[nodiscard]] constexpr std::uint32_t bucket(std::uint32_t n) {
    if (n < 5) return n;
    if (n < 7) return 5;
    if (n < 10) return 6;
    if (n < 15) return 7;
    if (n < 25) return 8;
    return n < 50 ? 9 : 10;
}

}  // namespace newsloom::attribution::detail
