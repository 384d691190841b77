#include "config/sources.h"

#include <gtest/gtest.h>

namespace newsloom::config {
namespace {

TEST(Sources, reads_outlets_with_their_owners_and_feeds) {
    const auto outlets = parse_sources(R"([[outlet]]
id = "harbour-post"
name = "The Harbour Post"
home = "https://news.example/"
country = "gb"
owner = "Tidewater"
owner_kind = "private"
weight = 2
feeds = ["https://news.example/feed.xml"]
[[outlet]]
id = "echo"
)",
                                       "sources.toml");
    ASSERT_TRUE(outlets) << outlets.error().message;
    ASSERT_EQ(outlets->size(), 2U);
    EXPECT_EQ((*outlets)[0].short_name, "The Harbour Post");
    EXPECT_EQ((*outlets)[0].country, "GB");
    EXPECT_EQ((*outlets)[0].weight, 2.0);
    EXPECT_EQ((*outlets)[1].name, "echo");
}

std::string complaint(std::string_view toml) {
    const auto outlets = parse_sources(toml, "sources.toml");
    return outlets ? "none" : outlets.error().message;
}

TEST(Sources, errors_name_file_line_and_outlet) {
    EXPECT_EQ(complaint("[[outlet]]\nid = \"a\"\n\nhom = \"x\"\n"),
              "sources.toml:4: outlet \"a\": unknown key \"hom\"; did you mean \"home\"?");
    EXPECT_EQ(complaint("[[outlet]]\nname = \"A\"\n"),
              "sources.toml:1: id needs an id of lower-case letters, digits and hyphens");
    EXPECT_EQ(complaint("[[outlet]]\nid = \"a\"\nfeeds = [\n\"ftp://x/\"]\n"),
              "sources.toml:4: outlet \"a\": feeds: \"ftp://x/\" is no http(s) URL");
    EXPECT_EQ(complaint("[[outlet]]\nid = \"a\"\n[[outlet]]\nid = \"a\"\n"),
              "sources.toml:3: outlet \"a\" stands twice in the list");
    EXPECT_NE(complaint("[[outlet]\n").find("sources.toml:1:"), std::string::npos);
    EXPECT_NE(complaint("[outlet]\nid = \"a\"\n").find("only [[outlet]]"), std::string::npos);
}

TEST(Sources, the_starter_list_is_empty_and_valid) {
    const auto outlets = parse_sources(starter_sources(), "sources.toml");
    ASSERT_TRUE(outlets);
    EXPECT_TRUE(outlets->empty());
}

TEST(Sources, the_sample_days_list_can_be_read) {
    const auto outlets = read_sources(NEWSLOOM_SOURCE_DIR "/examples/sample-days/sources.toml");
    ASSERT_TRUE(outlets) << outlets.error().message;
    EXPECT_GE(outlets->size(), 9U);
}

}  // namespace
}  // namespace newsloom::config
