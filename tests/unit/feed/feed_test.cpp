#include "feed/feed.h"

#include <gtest/gtest.h>

namespace newsloom::feed {
namespace {

constexpr std::string_view kRss = R"(<?xml version="1.0"?>
<rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Harbour &amp; Coast</title><link>https://news.example/</link><language>en</language><ttl>30</ttl>
<item><title>Ferry &lt;b&gt;late&lt;/b&gt; again</title><link>/ferry?x=1&amp;y=2</link><guid isPermaLink="false">f-1</guid>
<d:creator>Ines Kerr</d:creator><pubDate>Mon, 9 Mar 2026 06:30:00 +0100</pubDate><category>Transport</category>
<description>&lt;p&gt;The ferry was late.&lt;/p&gt;</description><content:encoded><![CDATA[<p>Whole text.</p>]]></content:encoded>
<enclosure url="https://news.example/f.mp3" type="audio/mpeg" length="12"/></item>
</channel></rss>)";

TEST(Feed, reads_rss_with_namespaces_by_uri_not_by_prefix) {
    const auto feed = parse(kRss, "https://news.example/feed.xml");
    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->format, "rss 2.0");
    EXPECT_EQ(feed->title, "Harbour & Coast");
    EXPECT_EQ(feed->ttl, 30);
    ASSERT_EQ(feed->entries.size(), 1U);
    const FeedEntry& entry = feed->entries[0];
    EXPECT_EQ(entry.id, "f-1");
    EXPECT_EQ(entry.url, "https://news.example/ferry?x=1&y=2");
    EXPECT_EQ(entry.title, "Ferry late again");
    EXPECT_EQ(entry.authors, std::vector<std::string>{"Ines Kerr"});
    EXPECT_EQ(to_rfc3339(*entry.published), "2026-03-09T06:30:00+01:00");
    EXPECT_EQ(entry.summary, "<p>The ferry was late.</p>");
    EXPECT_EQ(entry.content, "<p>Whole text.</p>");
    ASSERT_EQ(entry.enclosures.size(), 1U);
    EXPECT_EQ(entry.enclosures[0].length, 12);
    EXPECT_TRUE(feed->problems.empty());
}

TEST(Feed, an_ill_formed_feed_loses_nothing_that_is_there) {
    const auto feed = parse(R"(<rss version="2.0"><channel><title>A & B</title>
<item><title>One <br> two</title><link>https://news.example/1<guid>g1</guid>
<description>5 < 6 & <b>bold</description></item>
<item><title>Second</title><link>https://news.example/2</link>
<item><title>Third</title><link>https://news.example/3</link></item></channel>)");
    ASSERT_TRUE(feed) << feed.error().message;
    ASSERT_EQ(feed->entries.size(), 3U);
    EXPECT_EQ(feed->title, "A & B");
    EXPECT_EQ(feed->entries[0].title, "One two");
    EXPECT_EQ(feed->entries[0].url, "https://news.example/1");
    EXPECT_EQ(feed->entries[0].id, "g1");
    EXPECT_EQ(feed->entries[1].url, "https://news.example/2");
    EXPECT_EQ(feed->entries[2].title, "Third");
    ASSERT_FALSE(feed->problems.empty());
    EXPECT_NE(feed->problems[0].find("read tolerantly"), std::string::npos);
}

TEST(Feed, reads_atom_with_text_constructs_and_the_feeds_author) {
    const auto feed = parse(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/a/">
<title type="text">Less &lt;than</title><author><name>The desk</name></author><link href="."/>
<entry><id>urn:1</id><title type="html">&lt;i&gt;Quay&lt;/i&gt; closed</title><link rel="self" href="self"/><link href="quay"/>
<updated>2026-03-09T06:30:00Z</updated><summary>a &lt; b</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text.</p></div></content></entry></feed>)");
    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->format, "atom 1.0");
    EXPECT_EQ(feed->title, "Less <than");
    EXPECT_EQ(feed->home, "https://news.example/a/");
    const FeedEntry& entry = feed->entries.at(0);
    EXPECT_EQ(entry.title, "Quay closed");
    EXPECT_EQ(entry.url, "https://news.example/a/quay");
    EXPECT_EQ(entry.authors, std::vector<std::string>{"The desk"});
    EXPECT_EQ(entry.summary, "a &lt; b");
    EXPECT_EQ(entry.content, "<p>Text.</p>");
    EXPECT_FALSE(entry.published);
    ASSERT_TRUE(entry.updated);
}

TEST(Feed, reads_json_feed) {
    const auto feed = parse(R"({"version":"https://jsonfeed.org/version/1.1","title":"N","language":"de","items":[
{"id":7,"url":"/x","title":"A < B","content_text":"1 < 2","date_published":"2026-03-09T06:30:00+01:00",
"authors":[{"name":"Ines Kerr"}],"tags":["a","b"]}]})",
                            "https://news.example/feed.json");
    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->format, "json 1.1");
    const FeedEntry& entry = feed->entries.at(0);
    EXPECT_EQ(entry.id, "7");
    EXPECT_EQ(entry.url, "https://news.example/x");
    EXPECT_EQ(entry.title, "A < B");
    EXPECT_EQ(entry.content, "1 &lt; 2");
    EXPECT_EQ(entry.categories.size(), 2U);
}

TEST(Feed, says_what_is_no_feed) {
    EXPECT_EQ(parse("").error().code, Errc::bad_input);
    EXPECT_NE(parse("<!DOCTYPE html><html><body><p>x").error().message.find("HTML page"), std::string::npos);
    EXPECT_EQ(parse("{\"a\":1}").error().code, Errc::bad_input);
    EXPECT_EQ(parse("plain words").error().code, Errc::bad_input);
    Limits small;
    small.feed_bytes = 10;
    EXPECT_EQ(parse(kRss, {}, small).error().code, Errc::too_large);
}

TEST(Feed, decodes_the_encoding_that_the_declaration_names) {
    const auto feed =
        parse("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><title>Caf\xE9</title></channel></rss>");
    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->title, "Café");
}

TEST(Feed, deep_nesting_ends_in_time) {
    std::string deep = "<rss><channel>";
    for (int i = 0; i < 200000; ++i)
        deep += "<a>";
    EXPECT_TRUE(parse(deep));
}

TEST(Feed, entries_over_the_limit_are_left_out_and_named) {
    std::string many = "<rss><channel>";
    for (int i = 0; i < 12; ++i)
        many += "<item><title>t</title></item>";
    Limits limits;
    limits.feed_entries = 10;
    const auto feed = parse(many + "</channel></rss>", {}, limits);
    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->entries.size(), 10U);
    EXPECT_EQ(feed->problems.size(), 1U);
}

}  // namespace
}  // namespace newsloom::feed
