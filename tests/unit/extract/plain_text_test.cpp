#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/detail/line_rows.h"
#include "extract/detail/line_view.h"
#include "extract/extract.h"
#include "unit/extract/invariants.h"

namespace newsloom::extract {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Extraction read_lines(std::string lines) {
    Page page;
    page.media_type = "text/plain";
    page.url = "https://courier.example/2026/05/04/crane";
    page.body = std::move(lines);
    auto result = extract(page, {});
    EXPECT_TRUE(result);
    return result ? std::move(*result) : Extraction{};
}

const std::string kTop =
    "The Courier\nHome\nNews\nSport\nHarbour board allows eleven boats from June\nBy Rhona Peel and Tom Ansel\n4 May "
    "2026\n"
    "The crane at the inner pier on Monday. Photo: Lia Brand\n";
const std::string kText =
    "The harbour board met behind closed doors on Tuesday and came out with a number that nobody had asked for: eleven "
    "boats, no more, from the first of June.\n"
    "“We counted twice,” said Rhona Teal, who chairs it. The fishermen in the corridor laughed, though not for long, "
    "and "
    "then went home without a word.\n"
    "What the rule means for the smaller piers is not clear. The two at Ansel have shared a crane since the winter, "
    "and "
    "it is the crane that decides who goes out.\n";

TEST(PlainText, boxes_a_bio_and_related_lines_around_an_article_are_no_text_of_it) {
    const Extraction out = read_lines(kTop + kText +
                                      "Rhona Peel covers ports and fisheries for the Courier.\n"
                                      "Related stories\nThe crane that would not turn its head\n"
                                      "Why the ferry is always late on Mondays\n"
                                      "Sign up for the Courier's daily newsletter\nEnter your e-mail address\n"
                                      "Terms of use\nPrivacy policy\n© 2026 The Courier\n");
    EXPECT_EQ(tests::broken(out), "");
    const Article& article = out.article;
    EXPECT_EQ(article.title, "Harbour board allows eleven boats from June");
    EXPECT_THAT(article.authors, ElementsAre("Rhona Peel", "Tom Ansel"));
    EXPECT_TRUE(article.text.starts_with("The harbour board met")) << article.text;
    EXPECT_TRUE(article.text.ends_with("who goes out.")) << article.text;
    EXPECT_THAT(article.text, HasSubstr("We counted twice"));
    ASSERT_FALSE(article.related.empty());
    EXPECT_EQ(article.related[0].title, "The crane that would not turn its head");
}

TEST(PlainText, a_caption_above_the_text_is_not_taken_for_the_headline) {
    const Article article = read_lines(kTop + kText).article;
    EXPECT_EQ(article.title, "Harbour board allows eleven boats from June");
    EXPECT_THAT(article.text, Not(HasSubstr("Photo")));
}

TEST(PlainText, entries_of_a_live_page_are_kept_with_short_lines_between_them) {
    const Article article =
        read_lines(
            "Home\nNews\nLive\nStorm closes the coast road: what happened on Monday\nBy Petra Quill\nUpdated "
            "18:20\n18:20\n"
            "Road open again\nThe coast road has been open again since six, the county says. Drivers are asked to go "
            "slowly because there is still sand on it.\n15:05\nSchool bus turns back\nThe school bus from Ansel has "
            "turned "
            "back at the bridge with thirty children on board, who have been given soup at the inn.\n09:40\n"
            "Good morning\nWe are following the storm all day. The first trees are down in the valley, and the ferry "
            "has "
            "not left the harbour.\nRead more: How the sea wall was built\n© 2026 The Courier\n")
            .article;
    for (const char* entry : {"open again since six", "has turned back at the bridge", "following the storm all day"})
        EXPECT_THAT(article.text, HasSubstr(entry));
    EXPECT_THAT(article.text, Not(HasSubstr("sea wall")));
}

TEST(PlainText, a_page_without_text_is_no_article) {
    EXPECT_FALSE(read_lines("The Courier\nPlease enable JavaScript to run this app.\n").article.is_article);
}

TEST(PlainText, long_lines_of_a_script_without_stops_are_sentences) {
    std::string thai;
    while (thai.size() < 300)
        thai += "ตลาดน้ำกลับมาเปิดอีกครั้ง ";
    EXPECT_TRUE(is_without_stops(thai));
    EXPECT_TRUE(ends_a_sentence(thai));
    EXPECT_FALSE(is_without_stops("ตลาดน้ำกลับมาเปิดอีกครั้ง"));
    EXPECT_FALSE(is_without_stops(std::string(400, 'a')));
}

TEST(LineRows, every_column_has_a_name_of_its_own) {
    const std::vector<std::string>& names = line_column_names();
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

TEST(LineRows, a_line_that_a_longer_one_holds_is_repeated) {
    const std::vector<std::string_view> lines = {
        "The harbour was quiet, and nobody had seen the boat go out that night, said the harbour master.",
        "Nobody had seen the boat go out", "A line that stands alone on this page"};
    const PageView view = view_of_lines(lines);
    const std::vector<BlockRow> rows(lines.size());
    const std::vector<float> body(lines.size());
    const std::vector<RoleModel::Likelihoods> roles(lines.size());
    const std::vector<float> values = line_rows({&view, rows, body, roles});
    const std::vector<std::string>& names = line_column_names();
    ASSERT_EQ(values.size(), lines.size() * names.size());
    const auto column = static_cast<std::size_t>(std::find(names.begin(), names.end(), "repeated") - names.begin());
    EXPECT_EQ(values[column], 0);
    EXPECT_EQ(values[names.size() + column], 1);
    EXPECT_EQ(values[2 * names.size() + column], 0);
}

TEST(LineRows, a_page_of_very_many_lines_is_read_in_linear_time) {
    std::string lines;
    for (int i = 0; i < 60'000; ++i)
        lines += i % 3 == 0 ? "a\n" : i % 3 == 1 ? "Read more: b\n" : "12:30\n";
    EXPECT_EQ(tests::broken(read_lines(lines)), "");
}

}  // namespace
}  // namespace newsloom::extract
