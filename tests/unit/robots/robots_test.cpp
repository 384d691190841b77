#include "robots/robots.h"

#include <gtest/gtest.h>

namespace newsloom::robots {
namespace {

TEST(Robots, the_longest_rule_wins_and_allow_wins_ties) {
    const auto rules = Rules::parse("User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /c\nAllow: /c\n");
    EXPECT_FALSE(rules.allowed("Newsloom", "https://x.example/a/x").allowed);
    EXPECT_TRUE(rules.allowed("Newsloom", "https://x.example/a/b/c").allowed);
    EXPECT_TRUE(rules.allowed("Newsloom", "https://x.example/c").allowed);
}

TEST(Robots, names_the_rule_and_its_line) {
    const auto verdict = Rules::parse("# hello\nuser-agent: *\ndisallow: /private/ # not for you\n")
                             .allowed("Newsloom", "https://x.example/private/1");
    EXPECT_FALSE(verdict.allowed);
    EXPECT_EQ(verdict.rule, "disallow: /private/");
    EXPECT_EQ(verdict.line, 3);
}

TEST(Robots, a_group_of_its_own_replaces_the_group_for_all) {
    const auto rules = Rules::parse("User-agent: *\nDisallow: /\n\nUser-agent: newsloom\nDisallow: /x\n");
    EXPECT_TRUE(rules.allowed("Newsloom/0.1", "/y").allowed);
    EXPECT_FALSE(rules.allowed("Newsloom", "/x1").allowed);
    EXPECT_FALSE(rules.allowed("OtherBot", "/y").allowed);
}

TEST(Robots, groups_of_one_agent_are_joined) {
    const auto rules =
        Rules::parse("User-agent: a\nDisallow: /1\nUser-agent: b\nDisallow: /2\nUser-agent: a\nDisallow: /3\n");
    EXPECT_FALSE(rules.allowed("a", "/1").allowed);
    EXPECT_TRUE(rules.allowed("a", "/2").allowed);
    EXPECT_FALSE(rules.allowed("a", "/3").allowed);
}

TEST(Robots, stars_and_dollars_match_as_the_rfc_says) {
    const auto rules = Rules::parse("user-agent: *\ndisallow: /*.pdf$\ndisallow: /print*view\n");
    EXPECT_FALSE(rules.allowed("n", "/a/b.pdf").allowed);
    EXPECT_TRUE(rules.allowed("n", "/a/b.pdf?x").allowed);
    EXPECT_FALSE(rules.allowed("n", "/print/1/view").allowed);
}

TEST(Robots, a_pattern_made_to_hurt_ends_in_time) {
    std::string stars = "user-agent: *\ndisallow: /";
    for (int i = 0; i < 2000; ++i)
        stars += "*a";
    const auto rules = Rules::parse(stars + "b$\n");
    EXPECT_TRUE(rules.allowed("n", "/" + std::string(8000, 'a')).allowed);
}

TEST(Robots, an_answer_of_4xx_allows_and_5xx_forbids) {
    EXPECT_TRUE(Rules::for_status(404, "User-agent: *\nDisallow: /").allowed("n", "/x").allowed);
    EXPECT_FALSE(Rules::for_status(503, "").allowed("n", "/x").allowed);
    EXPECT_FALSE(Rules::for_status(200, "User-agent: *\nDisallow: /").allowed("n", "/x").allowed);
}

TEST(Robots, reads_sitemaps_and_the_crawl_delay) {
    const auto rules =
        Rules::parse("Sitemap: https://x.example/s.xml\r\nuser-agent: *\r\ncrawl-delay: 1.5\r\ndisallow: /q\r\n");
    ASSERT_EQ(rules.sitemaps().size(), 1U);
    EXPECT_EQ(rules.sitemaps()[0], "https://x.example/s.xml");
    EXPECT_EQ(rules.crawl_delay("n"), std::chrono::seconds(2));
    EXPECT_EQ(Rules::parse("user-agent: *\ncrawl-delay: soon\n").crawl_delay("n"), std::nullopt);
}

}  // namespace
}  // namespace newsloom::robots
