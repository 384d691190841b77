/// Gradient-boosted trees, flat in memory, asked for eight rows at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace newsloom::extract {

class Forest {
  public:
    /// A split goes left when value <= threshold; its right child follows its left. A leaf is a split that always leads
    /// to itself, so that rows that arrive early wait without a branch for those that do not.
    struct Node {
        float threshold = 0;
        std::uint16_t feature = 0;
        std::uint16_t left = 0;  ///< within the tree
    };
    struct Tree {
        std::uint32_t first = 0;
        std::uint32_t depth = 0;  ///< splits on the longest way
    };
    /// A tree as the file has it: children before which no parent stands are leaves (~leaf).
    struct Split {
        float threshold = 0;
        std::uint16_t feature = 0;
        std::array<std::int32_t, 2> child{};
    };

    static constexpr std::size_t kRows = 8;  ///< rows that are asked about together

    void set_bias(float bias) { bias_ = bias; }
    /// `splits` lead from lower to higher places only; `leaves` are one more than they.
    void add_tree(std::span<const Split> splits, std::span<const float> leaves);

    [[nodiscard]] bool empty() const { return trees_.empty(); }
    [[nodiscard]] std::size_t size() const { return trees_.size(); }
    [[nodiscard]] float bias() const { return bias_; }

    /// The sum of the leaves: log odds.
    [[nodiscard]] float raw(const float* row) const;

    /// Adds what trees [first, last) say of kRows rows that stand `Stride` floats apart. The order of the sums is that
    /// of raw().
    template <std::size_t Stride>
    void add(const float* rows, std::size_t first, std::size_t last, std::array<float, kRows>& sums) const {
        for (std::size_t t = first; t < last; ++t) {
            const Node* nodes = nodes_.data() + trees_[t].first;
            const float* values = values_.data() + trees_[t].first;
            // Four by four: as many as the registers hold.
            four<Stride>(nodes, values, rows, sums.data());
            four<Stride>(nodes, values, rows + 4 * Stride, sums.data() + 4);
        }
    }

  private:
    static std::uint32_t step(const Node* nodes, std::uint32_t at, const float* row) {
        const Node node = nodes[at];
        return node.left + static_cast<std::uint32_t>(row[node.feature] > node.threshold);
    }

    template <std::size_t Stride>
    static void four(const Node* nodes, const float* values, const float* rows, float* sums) {
        std::uint32_t a = 0;
        std::uint32_t b = 0;
        std::uint32_t c = 0;
        std::uint32_t d = 0;
        while (true) {
            const std::uint32_t a2 = step(nodes, a, rows);
            const std::uint32_t b2 = step(nodes, b, rows + Stride);
            const std::uint32_t c2 = step(nodes, c, rows + 2 * Stride);
            const std::uint32_t d2 = step(nodes, d, rows + 3 * Stride);
            const bool moved = ((a ^ a2) | (b ^ b2) | (c ^ c2) | (d ^ d2)) != 0;
            a = a2;
            b = b2;
            c = c2;
            d = d2;
            if (!moved) break;
        }
        sums[0] += values[a];
        sums[1] += values[b];
        sums[2] += values[c];
        sums[3] += values[d];
    }

    std::vector<Tree> trees_;
    std::vector<Node> nodes_;
    std::vector<float> values_;  ///< one per node; of leaves
    float bias_ = 0;
};

}  // namespace newsloom::extract
