// Kicker, deck and the rest of the page: what the roles say of blocks around the text.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "extract/extract.h"

using namespace newsloom;
using namespace newsloom::extract;

namespace {

constexpr std::string_view kText =
    "<p>The harbour office in Tollmouth counted the moored boats twice on Monday morning and found four more of them "
    "than "
    "its own register knows, two without a name and one with a stove that was still warm.</p>"
    "<p>Nobody on the quay would say whose they were. A fisherman who was mending a net next to the largest of them "
    "said "
    "that he had not seen it until the officer asked him about it.</p>"
    "<p>The office wants to wait until the end of the month. After that the boats will be towed to the basin behind "
    "the "
    "cannery, where there is room for nine, and sold in spring if nobody has come for them.</p>";

Extraction of(const std::string& top, const std::string& rest = {}) {
    Page page;
    page.url = "https://www.tollmouth.example/news/2026/05/04/four-boats-too-many";
    page.media_type = "text/html";
    page.body = "<!DOCTYPE html><html lang=en><head><title>Four boats too many - Tollmouth Echo</title></head><body>" +
                top + "<div class=article-body>" + std::string(kText) + "</div>" + rest + "</body></html>";
    Options options;
    options.explain = true;
    return *extract::extract(page, options);
}

}  // namespace

TEST(Surroundings, a_lead_set_apart_by_the_line_that_signs_it_is_the_deck) {
    const std::string deck = "Two have no name, one has a warm stove, and the register knows none of them";
    const Article article = of("<h1>Four boats too many</h1><p class=x1>" + deck +
                               "</p><p class=x2>By Oona Pell</p><p class=x3>4 May 2026, 09:30</p>")
                                .article;
    EXPECT_EQ(article.deck, deck);
    EXPECT_TRUE(article.text.find(deck) == std::string::npos || article.blocks.front().role == Role::deck);
}

TEST(Surroundings, a_kicker_stands_just_above_the_headline) {
    EXPECT_EQ(of("<p class=kicker>Harbour</p><h1>Four boats too many</h1><p>By Oona Pell</p>").article.kicker,
              "Harbour");
    EXPECT_EQ(of("<p class=kicker>Harbour</p><ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li>"
                 "<li><a href=/c>Weather</a></li><li><a href=/d>Letters</a></li></ul>"
                 "<h1>Four boats too many</h1><p>By Oona Pell</p>")
                  .article.kicker,
              "");
}

TEST(Surroundings, buttons_are_inside_their_block) {
    const Extraction page =
        of("<h1>Four boats too many</h1>",
           "<div class=consent><button>Accept all</button> <button>Only what is needed</button></div>");
    EXPECT_TRUE(std::any_of(page.removed.begin(), page.removed.end(),
                            [](const Removed& one) { return one.text == "Accept all Only what is needed"; }));
}

TEST(Surroundings, a_line_in_bold_heads_what_follows_however_many_words_it_has) {
    const Article article =
        of("<h1>Four boats too many</h1><p>By Oona Pell</p><div class=article-body><p><b>What the "
           "office found on Monday</b></p><p>The register of the harbour knows eleven boats with their "
           "owners, and the officer who counted them on Monday wrote fifteen into her book.</p></div>")
            .article;
    EXPECT_TRUE(std::any_of(article.blocks.begin(), article.blocks.end(), [&](const Block& block) {
        return block.role == Role::heading &&
               article.text.substr(block.range.begin, block.range.end - block.range.begin) ==
                   "What the office found on Monday";
    }));
}
