#include "story/detail/category.h"

#include <gtest/gtest.h>

namespace newsloom::story::detail {
namespace {

Article at(const std::string& url) {
    Article article;
    article.url = url;
    return article;
}

TEST(Category, is_the_section_in_the_address_the_last_that_is_one) {
    EXPECT_EQ(declared_category(at("https://paper.example/sport/football/cup-final.html")), "sport");
    EXPECT_EQ(declared_category(at("https://paper.example/world/science/a")), "science");
    EXPECT_EQ(declared_category(at("https://paper.example/Wissen/B%C3%BCcher/a?ref=/sport/")), "science");
    EXPECT_EQ(declared_category(at("https://paper.example/business-news/2026/03/a")), "business");
    EXPECT_EQ(declared_category(at("https://paper.example/2026/03/sport")), "");  // the page's own name
    EXPECT_EQ(declared_category(at("https://sport.example/a")), "");
    EXPECT_EQ(declared_category(at("sport")), "");
}

TEST(Category, is_the_kicker_or_a_topic_where_the_address_says_nothing) {
    Article article = at("https://paper.example/a17.html");
    article.topics = {"Skarvoy", "Gesundheit"};
    EXPECT_EQ(declared_category(article), "health");
    article.kicker = "B\u00fccher";
    EXPECT_EQ(declared_category(article), "culture");
}

TEST(Category, is_read_from_the_words_where_the_page_names_none) {
    EXPECT_EQ(likely_category("Harbour United win the cup final",
                              "The team scored two goals after half-time; the coach praised the goalkeeper.",
                              Tongue::english),
              "sport");
    EXPECT_EQ(likely_category("Notenbank von Velmora hebt den Leitzins an",
                              "Anleger an den Aktienm\u00e4rkten hatten mit h\u00f6heren Kreditzinsen gerechnet.",
                              Tongue::german),
              "business");
    EXPECT_EQ(likely_category("Zzyx", "Qwrt plok.", Tongue::english), "");
    EXPECT_EQ(likely_category("The team scored", "", Tongue::other), "");
}

}  // namespace
}  // namespace newsloom::story::detail
