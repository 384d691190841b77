// Quotes by and about a person: of people in public roles alone.
#include <gmock/gmock.h>

#include "pipeline/newsloom.h"
#include "unit/pipeline/fixture.h"

namespace newsloom::pipeline {
namespace {

const Instant kNow = at("2026-03-09T08:00:00Z");

class Voices : public testing::Test {
  protected:
    void SetUp() override {
        const std::string body =
            " The harbour wall of Skarvoy broke on Sunday night and the sea ran into the fish market of Skarvoy.";
        std::string all;
        const auto add = [&](const std::string& outlet, const std::string& words) {
            all += article_line(outlet, "2026-03-09T05:10:00Z", outlet, "Harbour wall of Skarvoy breaks", words + body);
        };
        add("harbour-post",
            "Transport minister Ada Vell said the wall would be mended by May. \\\"I lost my shop,\\\" said baker Ines "
            "Kerr. Mayor Tomas Weil said the town could not pay.");
        add("northern-mail",
            "\\\"We will mend it by May,\\\" said Ada Vell, the transport minister. Baker Ines Kerr said her shop was "
            "gone. Mayor Tomas Weil said: \\\"Minister Vell has promised too much.\\\"");
        add("daily-lantern",
            "The wall will be mended by May, said transport minister Ada Vell. Ines Kerr, a baker, said that she would "
            "not come back.");
        const std::string file = folder.write("news.jsonl", all).string();
        news.emplace(open_in(folder.path()));
        ASSERT_TRUE(news->add(std::span(&file, 1), kNow));
        ASSERT_TRUE(news->run({.now = kNow}));
    }
    tests::Folder folder;
    std::optional<Newsloom> news;
};

TEST_F(Voices, of_a_minister_whom_three_outlets_quote_are_shown_with_what_others_say) {
    const auto people = news->voices("vell", kNow);
    ASSERT_TRUE(people) << people.error().message;
    ASSERT_EQ(people->size(), 1);
    EXPECT_EQ(people->front().speaker, "Ada Vell");
    EXPECT_EQ(people->front().independent, 3);
    EXPECT_GE(people->front().said.size(), 3);
    ASSERT_EQ(people->front().about.size(), 1);
    EXPECT_EQ(people->front().about[0].outlet, "northern-mail");
}

TEST_F(Voices, of_private_people_are_not_shown_however_often_they_are_quoted) {
    EXPECT_THAT(*news->voices("Ines Kerr", kNow), testing::IsEmpty());
}

TEST_F(Voices, of_a_mayor_whom_two_outlets_quote_are_not_shown) {
    EXPECT_THAT(*news->voices("Tomas Weil", kNow), testing::IsEmpty());
}

TEST_F(Voices, need_a_name) { EXPECT_EQ(news->voices(" ,", kNow).error().code, Errc::usage); }

}  // namespace
}  // namespace newsloom::pipeline
