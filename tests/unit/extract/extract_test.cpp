#include "extract/extract.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/weights.h"
#include "unit/extract/invariants.h"
#include "unit/extract/page.h"

namespace newsloom::extract {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Extraction extracted(std::string body, std::string media_type = "text/html", bool explain = false,
                     std::string url = "https://post.example/2026/ferry-to-skarvoy-runs-aground-in-storm") {
    Page page;
    page.url = page.final_url = std::move(url);
    page.media_type = std::move(media_type);
    page.body = std::move(body);
    Options options;
    options.explain = explain;
    auto result = extract(page, options);
    EXPECT_TRUE(result);
    return result ? std::move(*result) : Extraction{};
}

TEST(Extract, keeps_the_body_in_order_and_leaves_out_what_stands_around_it) {
    const Extraction out = extracted(tests::article_page());
    EXPECT_EQ(tests::broken(out), "");
    const std::string& text = out.article.text;
    EXPECT_TRUE(text.starts_with("The ferry Halvard ran aground")) << text;
    EXPECT_TRUE(text.ends_with("witnesses to come forward.")) << text;
    EXPECT_THAT(text, HasSubstr("Salvage crews will try"));
    for (const char* other :
         {"newsletter", "Share on", "Imprint", "dredged", "All rights reserved", "Ines Kerr", "World"})
        EXPECT_THAT(text, Not(HasSubstr(other)));
    EXPECT_TRUE(out.article.is_article);
}

TEST(Extract, reads_headline_authors_and_date_with_its_offset) {
    const Article article = extracted(tests::article_page()).article;
    EXPECT_EQ(article.title, "Ferry to Skarvoy runs aground in storm");
    EXPECT_THAT(article.authors, ElementsAre("Ines Kerr", "Tomas Reyland"));
    ASSERT_TRUE(article.published);
    EXPECT_EQ(article.published->offset, std::chrono::minutes{60});
    EXPECT_EQ(article.site, "The Skarvoy Post");
}

std::string page_with(std::string_view head, std::string_view before_text, std::string_view after_text = "") {
    std::string page = R"(<!doctype html><html lang="en"><head><meta charset="utf-8">)";
    page.append(head).append("</head><body><main><article>").append(before_text);
    for (int i = 0; i < 4; ++i)
        page +=
            "<p>The harbour office of Skarvoy said the third quay would stay closed while divers looked at its "
            "piles, and that ships would be sent to the outer berth until they had finished.</p>";
    return page.append("</article></main>").append(after_text).append("</body></html>");
}

std::string day_printed(const Article& article) {
    if (!article.published) return "none";
    return to_rfc3339(*article.published);
}

TEST(Extract, a_kicker_in_the_same_heading_is_taken_off_the_headline) {
    const Article article =
        extracted(page_with(R"(<title>Harbour works: Quay stays shut for a month - News</title>
<meta property="og:title" content="Harbour works: Quay stays shut for a month">)",
                            "<h1><span>Skarvoy port</span> <span>Quay stays shut for a month</span></h1>"))
            .article;
    EXPECT_EQ(article.title, "Quay stays shut for a month");
    EXPECT_EQ(article.kicker, "Skarvoy port");
    // Named as a whole by the page: one headline.
    EXPECT_EQ(
        extracted(page_with(R"(<title>Skarvoy quay stays shut for a month</title>
<meta property="og:title" content="Skarvoy quay stays shut for a month">)",
                            "<h1><span>Skarvoy</span> quay stays shut for a month</h1><h3>More on this: quay stays "
                            "shut for a month</h3>"))
            .article.title,
        "Skarvoy quay stays shut for a month");
}

TEST(Extract, a_time_in_utc_is_printed_by_the_clock_of_the_page) {
    const std::string head = R"(<meta property="article:published_time" content="2026-03-02T02:54:29Z">)";
    EXPECT_EQ(day_printed(extracted(page_with(head, "<h1>Quay stays shut</h1>")).article), "2026-03-02T02:54:29Z");
    EXPECT_EQ(
        day_printed(extracted(page_with(head, "<h1>Quay stays shut</h1>",
                                        R"(<script>var next={"date":"Sun, 01 Mar 2026 23:00:00 -0500"}</script>)"))
                        .article),
        "2026-03-01T21:54:29-05:00");
    EXPECT_EQ(day_printed(extracted(page_with(head, "<h1>Quay stays shut</h1>",
                                              R"(<script>var page={"DateCreation":"2026-03-01","x":1}</script>)"))
                              .article)
                  .substr(0, 10),
              "2026-03-01");
    // Two clocks on one page say nothing, nor does a day that is not called one of publishing.
    EXPECT_EQ(day_printed(extracted(page_with(head, "<h1>Quay stays shut</h1>",
                                              R"(<script>["2026-03-01T10:00:00+01:00","2026-03-01T10:00:00-05:00"]
{"lastVisit":"2026-03-01"}</script>)"))
                              .article),
              "2026-03-02T02:54:29Z");
}

TEST(Extract, a_list_that_holds_the_page_itself_tells_its_date) {
    const std::string list =
        R"(<div class="widget"><h4><a href="/blog/ferry-leaves-on-time/">Ferry leaves on time</a></h4>
<div>14/06/2025</div><h4><a href="/blog/quay-stays-shut/">Quay stays shut</a></h4><div>18/08/2024</div></div>)";
    const std::string head = R"(<link rel="canonical" href="https://post.example/blog/quay-stays-shut/">)";
    EXPECT_EQ(day_printed(extracted(page_with(head, "<h1>Quay stays shut</h1>", list), "text/html", false, "").article),
              "2024-08-18");
}

TEST(Extract, explaining_never_changes_the_text) {
    EXPECT_EQ(extracted(tests::article_page()).article.text,
              extracted(tests::article_page(), "text/html", true).article.text);
}

TEST(Extract, names_what_was_left_out) {
    bool newsletter = false;
    bool related = false;
    for (const Removed& removed : extracted(tests::article_page(), "text/html", true).removed) {
        EXPECT_FALSE(removed.why.empty());
        newsletter = newsletter || removed.role == Role::newsletter;
        related = related || removed.role == Role::related;
    }
    EXPECT_TRUE(newsletter);
    EXPECT_TRUE(related);
}

TEST(Extract, an_embedded_post_is_a_quote_of_the_body) {
    const Article article =
        extracted(tests::article_page("", R"(<div class="social-embed"><blockquote class="twitter-tweet">
<p>All 48 are safe and warm. Thank you to both crews.</p><a href="https://posts.example/1">Skarvoy harbour</a></blockquote></div>)"))
            .article;
    EXPECT_THAT(article.text, HasSubstr("All 48 are safe and warm."));
    bool quote = false;
    for (const Block& block : article.blocks)
        quote = quote || block.role == Role::quote;
    EXPECT_TRUE(quote);
}

TEST(Extract, a_deck_above_the_byline_is_no_part_of_the_text) {
    std::string page = tests::article_page();
    const std::string deck = "All 48 on board are safe; salvage is to begin at high tide on Tuesday";
    page.insert(page.find("<div class=\"byline\">"), "<p class=\"standfirst\">" + deck + "</p>");
    const Article article = extracted(page).article;
    EXPECT_THAT(article.text, Not(HasSubstr(deck)));
    EXPECT_EQ(article.deck, deck);
}

TEST(Extract, an_extractor_forgets_the_page_before) {
    Extractor extractor;
    Page page;
    page.media_type = "text/html";
    page.body = tests::article_page();
    const auto first = extractor.extract(page);
    page.body = "<p>Nothing but a line.</p>";
    const auto other = extractor.extract(page);
    page.body = tests::article_page();
    const auto again = extractor.extract(page);
    ASSERT_TRUE(first && other && again);
    EXPECT_EQ(first->article.text, again->article.text);
    EXPECT_EQ(first->article.related.size(), again->article.related.size());
    page.body = "<p>Nothing but a line.</p>";
    EXPECT_EQ(other->article.title, extract(page)->article.title);
    EXPECT_TRUE(other->article.media.empty());
}

TEST(Extract, related_links_come_out_as_data) {
    const Article article = extracted(tests::article_page()).article;
    ASSERT_GE(article.related.size(), 1U);
    EXPECT_EQ(article.related.front().title, "Harbour of Skarvoy to be dredged next year");
    EXPECT_EQ(article.related.front().url, "https://post.example/harbour");
}

TEST(Extract, the_same_text_in_a_second_box_is_taken_once) {
    const std::string page = tests::article_page();
    const auto begin = page.find("<div class=\"article-body\">");
    const auto end = page.find("</article>");
    std::string twice = page;
    twice.insert(end, page.substr(begin, end - begin));
    const std::string text = extracted(twice).article.text;
    const auto first = text.find("the lights went out");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(text.find("the lights went out", first + 1), std::string::npos);
}

TEST(Extract, marks_what_may_not_be_printed) {
    const Article whole = extracted(tests::article_page("<meta name=\"robots\" content=\"nosnippet\">")).article;
    ASSERT_EQ(whole.no_print.size(), 1U);
    EXPECT_EQ(whole.no_print[0].range, (TextRange{0, whole.text.size()}));
    const Article rest = extracted(tests::article_page("<meta name=\"robots\" content=\"max-snippet:50\">")).article;
    ASSERT_EQ(rest.no_print.size(), 1U);
    EXPECT_EQ(rest.no_print[0].range, (TextRange{50, rest.text.size()}));
    const Article part = extracted(tests::article_page("",
                                                       "<p>The operator said that <span data-nosnippet>the captain "
                                                       "was alone on the bridge</span> when the engine failed.</p>"))
                             .article;
    ASSERT_EQ(part.no_print.size(), 1U);
    EXPECT_EQ(part.text.substr(part.no_print[0].range.begin, part.no_print[0].range.end - part.no_print[0].range.begin),
              "the captain was alone on the bridge");
}

TEST(Extract, a_page_in_plain_text_keeps_just_the_article) {
    const std::string lines =
        "Home\nWorld\nSport\nFerry to Skarvoy runs aground in storm\nBy Ines Kerr\n8 March 2026\n"
        "The ferry Halvard ran aground off Skarvoy on Sunday evening with 48 people on board, the coast guard said, "
        "after "
        "its engine failed in a storm.\n"
        "Nobody was hurt, according to harbour master Per Lund. All passengers were taken off by two lifeboats before "
        "midnight, and most of them spent the night in the village school.\n"
        "Salvage crews will try to pull the ferry free at high tide on Tuesday. Until then a smaller boat is to serve "
        "the "
        "island twice a day, the operator said on Monday.\n"
        "Sign up for our newsletter\nRead more\nHarbour of Skarvoy to be dredged next year\n";
    const Extraction out = extracted(lines, "text/plain");
    EXPECT_EQ(tests::broken(out), "");
    EXPECT_EQ(out.article.title, "Ferry to Skarvoy runs aground in storm");
    EXPECT_TRUE(out.article.text.starts_with("The ferry Halvard")) << out.article.text;
    EXPECT_THAT(out.article.text, Not(HasSubstr("newsletter")));
    EXPECT_THAT(out.article.authors, ElementsAre("Ines Kerr"));
}

TEST(Extract, error_pages_and_empty_shells_are_no_articles) {
    const Article missing = extracted(
                                "<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>The "
                                "page you asked for is not here.</p></body></html>")
                                .article;
    EXPECT_FALSE(missing.is_article);
    EXPECT_EQ(missing.why_not, "error page");
    const Article shell = extracted("<html><head><title>The Post</title><script>" + std::string(5000, 'x') +
                                    "</script></head><body><div id=root></div></body></html>")
                              .article;
    EXPECT_FALSE(shell.is_article);
    EXPECT_EQ(shell.why_not, "needs JavaScript");
}

TEST(Extract, a_short_page_written_by_hand_is_an_article) {
    const Article article =
        extracted(
            "<html><body><h1>Harbour closed</h1><p>The harbour of Skarvoy was closed on Sunday night after a storm, "
            "the harbour master said.</p></body></html>")
            .article;
    EXPECT_TRUE(article.is_article);
    EXPECT_THAT(article.text, HasSubstr("was closed on Sunday night"));
}

TEST(Genre, tells_a_recipe_from_a_report_though_neither_says_what_it_is) {
    EXPECT_EQ(extracted(tests::article_page()).article.genre, Genre::news);
    const Article recipe =
        extracted(
            "<html lang=en><body><article><h1>Leeks that cook themselves</h1><p>You need an hour, and you will not "
            "regret it. Your oven does the work; you only have to be there when it calls you.</p><h2>What you "
            "need</h2><ul><li>Six leeks</li><li>50 g butter</li><li>A teaspoon of salt</li></ul><h2>What you "
            "do</h2><ol><li>Heat your oven and butter the dish that you like best.</li><li>Salt your leeks, stir them "
            "in the butter, and let them simmer for ten minutes.</li><li>Put them into the oven for 40 "
            "minutes. Serves four.</li></ol></article></body></html>")
            .article;
    EXPECT_EQ(recipe.genre, Genre::feature) << recipe.text;
}

TEST(Extract, holds_its_promises_whatever_byte_is_flipped) {
    const std::string page = tests::article_page(
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
        "\"headline\":\"Ferry aground\"}</script>");
    for (std::size_t at = 0; at < page.size(); at += 7) {
        std::string damaged = page;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
        EXPECT_EQ(tests::broken(extracted(std::move(damaged))), "") << at;
    }
}

TEST(Weights, what_cannot_be_meant_is_refused) {
    EXPECT_FALSE(read_weights("[]"));
    EXPECT_FALSE(read_weights(R"({"genre":{"classes":[{"genre":"news","weights":{"no_such_cue":1}}]}})"));
    EXPECT_FALSE(read_weights(R"({"roles":{"roles":["paragraph"],"bias":[0]}})"));  // of the body
    EXPECT_FALSE(read_weights(R"({"roles":{"roles":["promo","share"],"bias":[0]}})"));
    EXPECT_TRUE(read_weights(R"({"roles":{"roles":["promo","share"],"bias":[0,1]}})"));
    EXPECT_FALSE(read_weights(R"({"first":{"features":["no such feature"],"trees":[]}})"));
    EXPECT_FALSE(read_weights(
        R"({"first":{"features":["words"],"trees":[{"feature":[0],"threshold":[1],"left":[0],"right":[-1],"leaf":[0,1]}]}})"));
    EXPECT_FALSE(read_weights(R"({"first":{"features":["p_prev"],"trees":[]}})"));  // only the second trees know it
    EXPECT_TRUE(read_weights(
        R"({"first":{"features":["words"],"trees":[{"feature":[0],"threshold":[1],"left":[-1],"right":[-2],"leaf":[0,1]}]}})"));
}

TEST(Weights, the_built_in_ones_can_be_read) {
    EXPECT_FALSE(extracted(tests::article_page()).article.text.empty());
    (void)built_in_weights();
}

}  // namespace
}  // namespace newsloom::extract
