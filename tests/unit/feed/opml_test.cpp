#include "feed/opml.h"

#include <gtest/gtest.h>

namespace newsloom::feed {
namespace {

TEST(Opml, reads_folders_and_feeds_in_order) {
    const auto opml = parse_opml(R"(<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="World"><outline text="A" title="The A" type="rss" xmlUrl="https://a.example/f" htmlUrl="https://a.example/"/>
<outline text="Deep"><outline text="B" xmlUrl="https://b.example/f"/></outline></outline>
<outline text="C" xmlUrl="https://c.example/f"/></body></opml>)");
    ASSERT_TRUE(opml);
    EXPECT_EQ(opml->title, "Mine");
    ASSERT_EQ(opml->feeds.size(), 3U);
    EXPECT_EQ(opml->feeds[0].title, "The A");
    EXPECT_EQ(opml->feeds[0].home_url, "https://a.example/");
    EXPECT_EQ(opml->feeds[1].folder, (std::vector<std::string>{"World", "Deep"}));
    EXPECT_TRUE(opml->feeds[2].folder.empty());
    EXPECT_TRUE(opml->problems.empty());
}

TEST(Opml, reads_what_is_not_well_formed) {
    const auto opml = parse_opml(
        R"(<opml><body><outline title="A & <em class="x">B</em>" description="say "hello" now" xmlUrl="https://a.example/?a=1&b=2">
<outline text=C xmlurl='https://c.example/f'><outline text="D" xmlUrl="https://d.example/f"/>)");
    ASSERT_TRUE(opml) << opml.error().message;
    ASSERT_EQ(opml->feeds.size(), 3U);
    EXPECT_EQ(opml->feeds[0].feed_url, "https://a.example/?a=1&b=2");
    EXPECT_EQ(opml->feeds[1].feed_url, "https://c.example/f");
    EXPECT_EQ(opml->feeds[2].feed_url, "https://d.example/f");
    EXPECT_FALSE(opml->problems.empty());
}

TEST(Opml, a_feed_listed_twice_in_one_folder_is_one_feed_and_named) {
    const auto opml = parse_opml(
        "<opml><body><outline xmlUrl='https://a.example/f'/><outline xmlUrl='https://a.example/f'/></body></opml>");
    ASSERT_TRUE(opml);
    EXPECT_EQ(opml->feeds.size(), 1U);
    EXPECT_EQ(opml->problems.size(), 1U);
}

TEST(Opml, says_what_is_no_opml) {
    EXPECT_FALSE(parse_opml("<html><p>x</p></html>"));
    EXPECT_FALSE(parse_opml(""));
}

}  // namespace
}  // namespace newsloom::feed
