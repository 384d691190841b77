#include "story/detail/second_look.h"

#include <gtest/gtest.h>

namespace newsloom::story::detail {
namespace {

TEST(SecondLook, is_learned_and_compiled_in) { EXPECT_EQ(SecondModel::read().trees.size(), 90U); }

TEST(SecondLook, what_has_no_word_but_names_and_numbers_states_nothing) {
    const SecondModel model = SecondModel::read();
    SecondTraits second{};
    second[kCoverOfLess] = second[kCoverOfMore] = second[kSameLetters] = 1;
    EXPECT_EQ(model.probability(0.99, Traits{}, second), 0);
    second[kFewDeeds] = 0.5F;
    EXPECT_GT(model.probability(0.99, Traits{}, second), 0);
}

TEST(SecondLook, trees_go_to_the_left_below_their_threshold) {
    SecondTree tree;
    tree.thresholds.fill(0.5F);
    std::vector<float> row{0.4F};
    EXPECT_EQ(tree.leaf_of(row), 0U);
    row[0] = 0.5F;
    EXPECT_EQ(tree.leaf_of(row), 7U);
}

}  // namespace
}  // namespace newsloom::story::detail
