/// Gradient-boosted trees, flat in memory.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extract/detail/features.h"

namespace newsloom::extract {

struct Forest {
    struct Node {
        float threshold = 0;  ///< goes left when value <= threshold
        std::uint16_t feature = 0;
        std::int16_t child[2] = {0, 0};  ///< left and right, within the tree; negative: ~leaf
    };
    struct Tree {
        std::uint32_t first_node = 0, first_leaf = 0;
        bool single = false;  ///< one leaf and no node
    };
    std::vector<Tree> trees;
    std::vector<Node> nodes;
    std::vector<float> leaves;
    float bias = 0;

    [[nodiscard]] bool empty() const { return trees.empty(); }
    /// The sum of the leaves: log odds.
    [[nodiscard]] float raw(const float* row) const;
    /// The same; when the sum is below `floor` after the first third of the trees, that sum: what is lost is not looked
    /// at any longer.
    [[nodiscard]] float raw_or_lost(const float* row, float floor) const;
};

struct Weights {
    Forest first;                    ///< over block features
    Forest second;                   ///< over block features and what the first says of the neighbours
    Forest text_first, text_second;  ///< the same for pages that are plain text
    Forest title;                    ///< over candidates for the headline
    Forest page;                     ///< over page features: is it an article
    float threshold = 0.5F;
    float page_threshold = 0.5F;
};

[[nodiscard]] float probability(float log_odds);

}  // namespace newsloom::extract
