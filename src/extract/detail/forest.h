/// Gradient-boosted trees, asked for one row or for eight at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/detail/tree_masks.h"

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
    using Split = TreeSplit;

    static constexpr std::size_t kRows = TreeMasks::kRows;  ///< that are asked about together

    void set_bias(float bias) { bias_ = bias; }
    /// `splits` lead from lower to higher places only; `leaves` are one more than they.
    void add_tree(std::span<const Split> splits, std::span<const float> leaves);

    [[nodiscard]] bool empty() const { return trees_.empty(); }
    [[nodiscard]] std::size_t size() const { return trees_.size(); }
    [[nodiscard]] float bias() const { return bias_; }

    /// The sum of the leaves: log odds.
    [[nodiscard]] float raw(const float* row) const;

    /// The columns that its splits ask, rising.
    [[nodiscard]] const std::vector<std::uint16_t>& columns() const { return columns_; }

    /// Adds what trees [first, last) say of kRows rows: value c of row r is columns[c * kRows + r]. The order of the
    /// sums is that of raw().
    void add(const float* columns, std::size_t first, std::size_t last, std::array<float, kRows>& sums) const {
        if (wide_) {
            walk(columns, first, last, sums);
        } else {
            masks_.add(columns, first, last, sums);
        }
    }
    /// The same, split by split: for trees that masks do not hold, and what the masks are tested against.
    void walk(const float* columns, std::size_t first, std::size_t last, std::array<float, kRows>& sums) const;

  private:
    std::vector<Tree> trees_;
    std::vector<Node> nodes_;
    std::vector<float> values_;  ///< one per node; of leaves
    TreeMasks masks_;
    std::vector<std::uint16_t> columns_;
    bool wide_ = false;  ///< a tree has more leaves than a mask bits
    float bias_ = 0;
};

}  // namespace newsloom::extract
