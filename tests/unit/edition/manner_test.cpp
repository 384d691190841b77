#include "edition/detail/manner.h"

#include <string>

#include <gtest/gtest.h>

namespace newsloom::edition::detail {
namespace {

Manner of(std::string_view sentence) { return manner_of(sentence, words_of(sentence), QuoteMask(sentence)); }

TEST(Manner, a_plain_report_is_plain) {
    EXPECT_TRUE(of("The council voted on Monday to close the two oldest bridges.").is_plain());
    EXPECT_TRUE(of("Mayor Ada Roe said the town should wait for the report.").is_plain());
}

TEST(Manner, words_that_lean_on_the_sentence_before_are_seen_wherever_they_stand) {
    EXPECT_TRUE(of("The council also closed a road.").leans);
    EXPECT_TRUE(of("Even as the water rose, the mayor left.").leans);
    EXPECT_TRUE(of("The road, though, stayed open.").leans);
    EXPECT_TRUE(of("Now, the council wants a new bridge.").leans);
    EXPECT_TRUE(of("The bridge closed too.").leans);
    EXPECT_FALSE(of("Too many people crossed the bridge.").leans);
    EXPECT_FALSE(of("The bridge opened later this month.").leans);
    EXPECT_FALSE(of("Not only the bridge but also the road was closed.").leans);
    EXPECT_FALSE(of("“We also closed a road,” said Ada Roe.").leans);
}

TEST(Manner, a_question_that_is_only_asked_is_seen) {
    EXPECT_TRUE(of("On Monday Ada Roe was asked whether the bridge was safe.").asks);
    EXPECT_FALSE(of("Ada Roe asked the council to close the bridge.").asks);
}

TEST(Manner, an_outlet_judges_in_its_own_voice_only) {
    EXPECT_TRUE(of("The council took a disgraceful vote.").judges);
    EXPECT_TRUE(of("The council must close the bridge.").judges);
    EXPECT_FALSE(of("The council must close the bridge, Ada Roe said.").judges);
    EXPECT_FALSE(of("Ada Roe called it “a disgraceful vote”.").judges);
}

TEST(Manner, damaged_text_is_seen) {
    EXPECT_TRUE(of("The team re - signed Jo Mell on Monday.").damaged);
    EXPECT_TRUE(of("The bridge closed at 1: 30 on Monday.").damaged);
    EXPECT_TRUE(of("The bridge closed.Nobody was hurt on Monday.").damaged);
    EXPECT_TRUE(of("They won by 13 - 3 on Monday.").damaged);
    EXPECT_FALSE(of("The U.S. team won by 13-3 on Monday – its best result.").damaged);
}

TEST(Manner, an_article_whose_author_speaks_argues) {
    Article article;
    article.title = "The bridge on Mill Lane";
    article.text = "I cross the bridge each day.\nWe know it.\nMy neighbours use it, and our children do.";
    EXPECT_TRUE(argues(article));
    article.text = "“I cross it each day, and we need it, and my children, and our neighbours,” said Ada Roe.";
    EXPECT_FALSE(argues(article));
    article.title = "The council should close the bridge";
    EXPECT_TRUE(argues(article));
}

}  // namespace
}  // namespace newsloom::edition::detail
