#include "extract/detail/forest.h"

#include <random>

#include <gtest/gtest.h>

namespace newsloom::extract {
namespace {

constexpr std::size_t kColumnCount = 12;

struct Tree {
    std::vector<Forest::Split> splits;
    std::vector<float> leaves;
};

/// Grown by splitting some leaf again and again, so that children come after their parents.
Tree grown(std::mt19937& random, std::size_t leaves) {
    Tree tree;
    std::uniform_real_distribution<float> number(-2, 2);
    std::vector<std::pair<std::size_t, std::size_t>> open;  // split and side that have no child yet
    for (std::size_t i = 0; i + 1 < leaves; ++i) {
        tree.splits.push_back({number(random), static_cast<std::uint16_t>(random() % kColumnCount), {}});
        if (!open.empty()) {
            const std::size_t k = random() % open.size();
            tree.splits[open[k].first].child[open[k].second] = static_cast<std::int32_t>(i);
            open.erase(open.begin() + static_cast<std::ptrdiff_t>(k));
        }
        open.emplace_back(i, 0);
        open.emplace_back(i, 1);
    }
    std::int32_t leaf = 0;
    for (const auto& [split, side] : open)
        tree.splits[split].child[side] = ~leaf++;
    for (std::size_t i = 0; i < leaves; ++i)
        tree.leaves.push_back(number(random));
    return tree;
}

TEST(Forest, says_of_eight_rows_together_what_it_says_of_each) {
    std::mt19937 random(3);
    std::uniform_real_distribution<float> number(-2.5F, 2.5F);
    for (const std::size_t most : {std::size_t{2}, std::size_t{32}, std::size_t{33}, std::size_t{90}}) {
        Forest forest;
        forest.set_bias(0.25F);
        for (int t = 0; t < 40; ++t) {
            const Tree tree = grown(random, t == 0 ? most : 1 + random() % most);
            forest.add_tree(tree.splits, tree.leaves);
        }
        for (int round = 0; round < 50; ++round) {
            std::array<float, kColumnCount * Forest::kRows> columns{};
            for (float& value : columns)
                value = round % 5 == 0 ? 0.F : number(random);
            std::array<float, Forest::kRows> sums{};
            std::array<float, Forest::kRows> walked{};
            sums.fill(forest.bias());
            walked.fill(forest.bias());
            forest.add(columns.data(), 0, 10, sums);
            forest.add(columns.data(), 10, forest.size(), sums);
            forest.walk(columns.data(), 0, forest.size(), walked);
            for (std::size_t r = 0; r < Forest::kRows; ++r) {
                std::array<float, kColumnCount> row{};
                for (std::size_t c = 0; c < kColumnCount; ++c)
                    row[c] = columns[c * Forest::kRows + r];
                EXPECT_EQ(sums[r], forest.raw(row.data()));
                EXPECT_EQ(walked[r], sums[r]);
            }
        }
    }
}

TEST(TreeMasks, say_the_same_with_whatever_vectors_the_processor_has) {
    std::mt19937 random(4);
    std::uniform_real_distribution<float> number(-2.5F, 2.5F);
    TreeMasks masks;
    for (std::size_t t = 0; t < 64; ++t) {
        const Tree tree = grown(random, t < 32 ? t + 1 : 32);
        masks.add_tree(tree.splits, tree.leaves);
    }
    for (int round = 0; round < 50; ++round) {
        std::array<float, kColumnCount * TreeMasks::kRows> columns{};
        for (float& value : columns)
            value = number(random);
        std::array<float, TreeMasks::kRows> sums{};
        std::array<float, TreeMasks::kRows> plain{};
        masks.add(columns.data(), 0, 64, sums);
        masks.add_plain(columns.data(), 0, 64, plain);
        EXPECT_EQ(sums, plain);
    }
}

}  // namespace
}  // namespace newsloom::extract
