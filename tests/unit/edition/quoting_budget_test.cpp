#include "edition/detail/quoting_budget.h"

#include <gtest/gtest.h>

namespace newsloom::edition::detail {
namespace {

/// Numbered words: "w0 w1 w2 ...".
Article article(int words) {
    Article one;
    one.id = ArticleId(1);
    for (int i = 0; i < words; ++i)
        one.text += (i > 0 ? " w" : "w") + std::to_string(i);
    return one;
}

/// The range of the words [begin, end).
TextRange words(const Article& one, int begin, int end) {
    const std::size_t from = one.text.find("w" + std::to_string(begin) + " ");
    const std::string last = "w" + std::to_string(end - 1);
    return {from, one.text.find(last + " ", from) + last.size()};
}

TEST(QuotingBudget, allows_a_tenth_of_an_article) {
    const Article one = article(400);
    QuotingBudget budget;
    ASSERT_TRUE(budget.allows(one, words(one, 0, 20)));
    budget.print(one, words(one, 0, 20));
    EXPECT_TRUE(budget.allows(one, words(one, 50, 70)));
    EXPECT_FALSE(budget.allows(one, words(one, 50, 71)));
}

TEST(QuotingBudget, allows_at_most_three_spans_and_75_words) {
    const Article one = article(5000);
    QuotingBudget budget;
    EXPECT_FALSE(budget.allows(one, words(one, 0, 76)));
    for (const int at : {0, 100, 200})
        budget.print(one, words(one, at, at + 5));
    EXPECT_FALSE(budget.allows(one, words(one, 300, 305)));
    EXPECT_TRUE(budget.allows(one, words(one, 5, 25)));  // grows the first span
}

TEST(QuotingBudget, counts_what_is_printed_twice_once) {
    const Article one = article(400);
    QuotingBudget budget;
    budget.print(one, words(one, 0, 40));
    EXPECT_TRUE(budget.allows(one, words(one, 0, 40)));
    EXPECT_TRUE(budget.allows(one, words(one, 10, 20)));
    EXPECT_FALSE(budget.allows(one, words(one, 60, 62)));
}

TEST(QuotingBudget, allows_one_sentence_of_a_short_article) {
    const Article one = article(60);
    QuotingBudget budget;
    EXPECT_TRUE(budget.allows(one, words(one, 0, 25)));
    EXPECT_FALSE(budget.allows(one, words(one, 0, 25), Field::text, QuotingBudget::Whole::no));
    EXPECT_FALSE(budget.allows(one, words(one, 0, 50)));
    budget.print(one, words(one, 0, 25));
    EXPECT_FALSE(budget.allows(one, words(one, 40, 50)));
}

TEST(QuotingBudget, never_allows_what_must_not_be_printed) {
    Article one = article(400);
    one.no_print = {{words(one, 10, 12), "data-nosnippet"}};
    EXPECT_FALSE(QuotingBudget().allows(one, words(one, 5, 11)));
    EXPECT_TRUE(QuotingBudget().allows(one, words(one, 0, 9)));
    one.genre = Genre::sponsored;
    EXPECT_FALSE(QuotingBudget().allows(one, words(one, 0, 9)));
    one.genre = Genre::satire;
    EXPECT_FALSE(QuotingBudget().allows(one, words(one, 0, 9)));
    one.genre = Genre::news;
    one.is_article = false;
    EXPECT_FALSE(QuotingBudget().allows(one, words(one, 0, 9)));
}

TEST(QuotingBudget, refuses_ranges_that_cut_a_character) {
    Article one;
    one.id = ArticleId(1);
    one.text = "é a b c d e f g";
    EXPECT_FALSE(QuotingBudget().allows(one, {1, 5}));
    EXPECT_FALSE(QuotingBudget().allows(one, {0, 500}));
}

}  // namespace
}  // namespace newsloom::edition::detail
