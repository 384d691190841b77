#include "extract/detail/forest.h"

#include <algorithm>
#include <limits>

namespace newsloom::extract {

void Forest::add_tree(std::span<const Split> splits, std::span<const float> leaves) {
    struct Waiting {
        std::int32_t split;  // or ~leaf
        std::uint32_t place, depth;
    };
    Tree tree{static_cast<std::uint32_t>(nodes_.size()), 0};
    std::vector<Waiting> queue{{splits.empty() ? -1 : 0, 0, 0}};
    nodes_.emplace_back();
    values_.emplace_back();
    std::uint32_t used = 1;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const Waiting now = queue[i];
        Node& node = nodes_[tree.first + now.place];
        if (now.split < 0) {
            node = {std::numeric_limits<float>::infinity(), 0, static_cast<std::uint16_t>(now.place)};
            const std::int32_t leaf = ~now.split;
            values_[tree.first + now.place] = leaves[static_cast<std::size_t>(leaf)];
            continue;
        }
        const Split& split = splits[static_cast<std::size_t>(now.split)];
        node = {split.threshold, split.feature, static_cast<std::uint16_t>(used)};
        tree.depth = std::max(tree.depth, now.depth + 1);
        for (const std::int32_t child : split.child)
            queue.push_back({child, used++, now.depth + 1});
        nodes_.resize(tree.first + used);
        values_.resize(tree.first + used);
    }
    trees_.push_back(tree);
    wide_ = wide_ || leaves.size() > TreeMasks::kMostLeaves;
    if (!wide_) masks_.add_tree(splits, leaves);
    for (const Split& split : splits)
        columns_.push_back(split.feature);
    std::sort(columns_.begin(), columns_.end());
    columns_.erase(std::unique(columns_.begin(), columns_.end()), columns_.end());
}

void Forest::walk(const float* columns, std::size_t first, std::size_t last, std::array<float, kRows>& sums) const {
    for (std::size_t t = first; t < last; ++t) {
        const Node* nodes = nodes_.data() + trees_[t].first;
        for (std::size_t r = 0; r < kRows; ++r) {
            std::uint32_t at = 0;
            for (std::uint32_t d = 0; d < trees_[t].depth; ++d)
                at = nodes[at].left +
                     static_cast<std::uint32_t>(columns[nodes[at].feature * kRows + r] > nodes[at].threshold);
            sums[r] += values_[trees_[t].first + at];
        }
    }
}

float Forest::raw(const float* row) const {
    // Four trees side by side: no step has to wait for the one before.
    constexpr std::size_t kTrees = 4;
    float sum = bias_;
    std::size_t t = 0;
    for (; t + kTrees <= trees_.size(); t += kTrees) {
        std::array<const Node*, kTrees> nodes{};
        std::array<std::uint32_t, kTrees> at{};
        std::uint32_t depth = 0;
        for (std::size_t k = 0; k < kTrees; ++k) {
            nodes[k] = nodes_.data() + trees_[t + k].first;
            depth = std::max(depth, trees_[t + k].depth);
        }
        for (std::uint32_t d = 0; d < depth; ++d) {
            for (std::size_t k = 0; k < kTrees; ++k) {
                const Node node = nodes[k][at[k]];
                at[k] = node.left + static_cast<std::uint32_t>(row[node.feature] > node.threshold);
            }
        }
        for (std::size_t k = 0; k < kTrees; ++k)
            sum += values_[trees_[t + k].first + at[k]];
    }
    for (; t < trees_.size(); ++t) {
        const Node* nodes = nodes_.data() + trees_[t].first;
        std::uint32_t at = 0;
        for (std::uint32_t d = 0; d < trees_[t].depth; ++d)
            at = nodes[at].left + static_cast<std::uint32_t>(row[nodes[at].feature] > nodes[at].threshold);
        sum += values_[trees_[t].first + at];
    }
    return sum;
}

}  // namespace newsloom::extract
