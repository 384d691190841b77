#include "story/detail/second_look.h"

#include <cmath>

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

TEST(SecondLook, what_few_sentences_of_a_story_have_is_special) {
    Reading reading;
    reading.statements.resize(4);
    for (Statement& statement : reading.statements)
        statement.senses = {7};
    reading.statements[1].senses = {5, 7};
    const StoryWords words(reading);
    EXPECT_EQ(words.statements(), 4U);
    EXPECT_FLOAT_EQ(words.special(7), 0);
    EXPECT_FLOAT_EQ(words.special(5), std::log(4.0F));
    EXPECT_FLOAT_EQ(words.special(6), 0);  // nobody has it
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
