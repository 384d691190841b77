/// Trees that are asked without walking them (after QuickScorer, Lucchese et al., SIGIR 2015): every split whose value
/// is above its threshold strikes out the leaves on its left; of those that stay the first is the row's. No branch
/// depends on a value, so that eight rows are asked side by side.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsloom::extract {

/// A split of a tree as its file has it: goes left when value <= threshold; negative children are leaves (~leaf).
struct TreeSplit {
    float threshold = 0;
    std::uint16_t feature = 0;
    std::array<std::int32_t, 2> child{};
};

class TreeMasks {
  public:
    static constexpr std::size_t kRows = 8;
    static constexpr std::size_t kMostLeaves = 32;

    /// `splits` lead from lower to higher places only; `leaves` are one more than they, at most kMostLeaves.
    void add_tree(std::span<const TreeSplit> splits, std::span<const float> leaves);

    /// Adds what trees [first, last) say of kRows rows: value c of row r is columns[c * kRows + r].
    void add(const float* columns, std::size_t first, std::size_t last, std::array<float, kRows>& sums) const;

    /// The same without AVX-512.
    void add_plain(const float* columns, std::size_t first, std::size_t last, std::array<float, kRows>& sums) const;

    struct Split {
        float threshold = 0;
        std::uint32_t strikes = 0;  ///< leaves
        std::uint32_t column = 0;   ///< times kRows
    };

    struct Tree {
        std::uint32_t begin = 0, end = 0;  ///< of its splits
        std::uint32_t leaves = 0;          ///< place of its first leaf
    };

  private:
    std::vector<Tree> trees_;
    std::vector<Split> splits_;
    std::vector<float> leaves_;  ///< kMostLeaves for each tree, zeros where it has fewer
};

}  // namespace newsloom::extract
