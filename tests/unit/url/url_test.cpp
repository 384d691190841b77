#include "url/url.h"

#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace newsloom::url {
namespace {

TEST(Url, parses_an_absolute_url_into_its_parts) {
    const auto url = parse("HTTPS://News.Example:8443/a/b?x=1&y=2#part");
    ASSERT_TRUE(url) << url.error().message;
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->host, "news.example");
    EXPECT_EQ(url->port, "8443");
    EXPECT_EQ(url->path, "/a/b");
    EXPECT_EQ(url->query, "x=1&y=2");
    EXPECT_EQ(url->fragment, "part");
    EXPECT_EQ(url->text(), "https://news.example:8443/a/b?x=1&y=2#part");
}

TEST(Url, refuses_what_is_not_absolute) {
    for (const char* text :
         {"", "/path", "news.example/x", "mailto:a@news.example", "http://", "http://a\x01/", "://x"})
        EXPECT_FALSE(parse(text)) << text;
    EXPECT_FALSE(parse("https://news.example/" + std::string(kMostBytes, 'a')));
    for (const char* text :
         {"https://a%2Fb.example/", "https://%C3%A9.example/", "https://a%40b.example/", "https://[x]/"})
        EXPECT_FALSE(parse(text)) << text;
}

TEST(Url, forgives_spaces_line_breaks_and_backslashes) {
    EXPECT_EQ(parse("  https://news.example/a b\n/c\\d?q=x y ")->text(), "https://news.example/a%20b/c/d?q=x%20y");
}

TEST(Url, encodes_letters_outside_ascii_and_hosts_as_punycode) {
    EXPECT_EQ(parse("https://bücher.example/straße?q=ä")->text(), "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4");
}

TEST(Resolve, follows_the_kinds_of_references) {
    const std::string base = "https://news.example/world/today/index.html?page=2#top";
    EXPECT_EQ(resolve(base, "story.html"), "https://news.example/world/today/story.html");
    EXPECT_EQ(resolve(base, "../story"), "https://news.example/world/story");
    EXPECT_EQ(resolve(base, "/a?b=c"), "https://news.example/a?b=c");
    EXPECT_EQ(resolve(base, "//cdn.example/i.jpg"), "https://cdn.example/i.jpg");
    EXPECT_EQ(resolve(base, "?page=3"), "https://news.example/world/today/index.html?page=3");
    EXPECT_EQ(resolve(base, "HTTP://Other.example"), "http://other.example/");
    EXPECT_EQ(resolve("", "https://other.example/x"), "https://other.example/x");
}

TEST(Resolve, gives_nothing_for_other_schemes_and_without_a_base) {
    for (const char* reference : {"mailto:desk@news.example", "javascript:void(0)", "data:text/plain,x", "tel:123"})
        EXPECT_EQ(resolve("https://news.example/", reference), std::nullopt) << reference;
    EXPECT_EQ(resolve("", "story.html"), std::nullopt);
    EXPECT_EQ(resolve("ftp://news.example/", "x"), std::nullopt);
}

// What is resolved without a parser is what the parser gives: one that must be asked, for the part that is appended, is
// the oracle.
TEST(Resolve, gives_for_plain_references_what_the_parser_gives) {
    constexpr std::string_view kParts[] = {"https://", "http://", "/", "/", ".", "-", "a",  "b9",   "news",
                                           "example",  "?",       "=", "&", ";", "1", "..", "%41",  ":",
                                           ",story",   "+",       "A", "_", "~", "!", "(",  "xn--a"};
    std::mt19937 random(11);
    const auto made = [&random, &kParts](unsigned most) {
        std::string text;
        for (auto k = random() % most; k > 0; --k)
            text += kParts[random() % std::size(kParts)];
        return text;
    };
    for (int i = 0; i < 30000; ++i) {
        std::string base = i % 2 == 0 ? "https://news.example" : "http://a1.b-c.example/x/y?z=1";
        if (i % 3 != 0) base += made(5);
        std::string reference = i % 4 == 0 ? "/" : i % 4 == 1 ? "https://m.news.example/" : "https://";
        reference += made(9);
        const auto asked = resolve(base, reference + "#f");
        const auto given = resolve(base, reference);
        ASSERT_EQ(given.has_value(), asked.has_value()) << base << ' ' << reference;
        if (given) {
            ASSERT_EQ(*given + "#f", *asked) << base << ' ' << reference;
        }
    }
}

TEST(Canonical, drops_what_does_not_tell_pages_apart) {
    EXPECT_EQ(canonical("HTTPS://www.News.example:443/a/index.html?utm_source=x&id=7&fbclid=abc#comments"),
              "https://www.news.example/a/?id=7");
    EXPECT_EQ(canonical("http://news.example"), "http://news.example/");
    EXPECT_EQ(canonical("http://news.example:80/?"), "http://news.example/");
    EXPECT_EQ(canonical("https://news.example/%7etom/%c3%a4"), "https://news.example/~tom/%C3%A4");
    EXPECT_EQ(canonical("https://news.example/s?b=2&a=1"), "https://news.example/s?b=2&a=1");
    EXPECT_EQ(canonical("ftp://news.example/"), std::nullopt);
    EXPECT_EQ(canonical("https://./x"), std::nullopt);
}

TEST(Canonical, is_a_fixed_point) {
    for (const char* text :
         {"https://news.example/a%20b?x=%2f&utm_medium=rss", "http://[::1]:8080/x", "https://ü.example/ä"}) {
        const auto once = canonical(text);
        ASSERT_TRUE(once);
        EXPECT_EQ(canonical(*once), once);
    }
}

TEST(RegistrableDomain, follows_the_public_suffix_list) {
    EXPECT_EQ(registrable_domain("https://www.news.co.uk/x"), "news.co.uk");
    EXPECT_EQ(registrable_domain("Live.News.example"), "news.example");
    EXPECT_EQ(registrable_domain("co.uk"), "co.uk");
    EXPECT_EQ(registrable_domain("http://127.0.0.1:8080/"), "127.0.0.1");
    EXPECT_EQ(registrable_domain("localhost"), "localhost");
    EXPECT_EQ(registrable_domain("nonsense://"), "");
}

}  // namespace
}  // namespace newsloom::url
