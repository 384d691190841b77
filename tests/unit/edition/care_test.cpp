#include "edition/detail/care.h"

#include <gtest/gtest.h>

#include "edition/detail/lines.h"
#include "unit/edition/newsroom.h"

namespace newsloom::edition::detail {
namespace {

using Names = std::vector<std::string>;

/// A story told by one outlet for each text.
struct Told {
    tests::Newsroom room;
    const Story* story;

    explicit Told(const std::vector<std::string>& texts) {
        room.people_and_places = {
            {"Ida Crane", NameKind::person}, {"Tobias Fell", NameKind::person}, {"Saltmere", NameKind::place}};
        std::vector<const Article*> articles;
        for (const std::string& text : texts) {
            const std::string key = std::to_string(articles.size());
            articles.push_back(&room.article(room.outlet(key, key, key, "GB", "private"), "2026-05-11T12:00:00Z",
                                             "Title " + key, text));
        }
        story = &room.story(articles, "world");
    }
    [[nodiscard]] Names hidden() const {
        const Options options;
        const Desk desk(room.material, options);
        return Care(desk).names_to_hide(*story);
    }
};

TEST(Care, hides_minors_by_their_age_and_by_their_first_name) {
    EXPECT_EQ(Told({"Ida Crane, 15, won the race in Saltmere."}).hidden(), (Names{"Crane", "Ida Crane"}));
    EXPECT_EQ(Told({"The 15-year-old Ida Crane won the race."}).hidden(), (Names{"Crane", "Ida Crane"}));
    EXPECT_EQ(Told({"She was feeding her daughter Ivy on Thursday."}).hidden(), Names{"Ivy"});
    EXPECT_EQ(Told({"Ida Crane, 51, won the race."}).hidden(), Names{});
    EXPECT_EQ(Told({"Ida Crane, 15 metres ahead, won the race."}).hidden(), Names{});
    EXPECT_EQ(Told({"His daughter Ida Crane runs the bakery."}).hidden(), Names{});
}

TEST(Care, hides_a_name_that_an_outlet_withholds_and_one_alone_prints) {
    const std::string withheld = "The hospital has not released his name, saying that relatives could be put at risk.";
    const std::string named = "The guard who was shot is Tobias Fell, 24, a cousin says.";
    EXPECT_EQ(Told({withheld, named}).hidden(), (Names{"Fell", "Tobias Fell"}));
    EXPECT_EQ(Told({"The gate failed on Monday at noon.", named}).hidden(), Names{});
    EXPECT_EQ(Told({withheld + " The minister is Tobias Fell, 24.", named}).hidden(), Names{});
}

TEST(Care, hides_a_name_that_another_story_of_the_same_people_and_places_withholds) {
    tests::Newsroom room;
    room.people_and_places = {{"Tobias Fell", NameKind::person},
                              {"Ida Crane", NameKind::person},
                              {"Saltmere", NameKind::place},
                              {"Port Ansel", NameKind::place}};
    const auto told = [&](const std::string& outlet, const std::string& text) {
        const Article& article =
            room.article(room.outlet(outlet, outlet, outlet, "GB", "private"), "2026-05-11T12:00:00Z", "Title", text);
        return &room.story({&article}, "world");
    };
    told("one", "Ida Crane of Saltmere said in Port Ansel that his name would not be given.");
    const Story* const family =
        told("two", "The guard is Tobias Fell, 24, said Ida Crane, who drove from Saltmere to Port Ansel.");
    const Story* const other = told("three", "The baker is Tobias Mull, 24.");
    const Options options;
    const Desk desk(room.material, options);
    EXPECT_EQ(Care(desk).names_to_hide(*family), (Names{"Fell", "Tobias Fell"}));
    EXPECT_EQ(Care(desk).names_to_hide(*other), Names{});
}

TEST(Care, prints_nothing_that_mentions_a_hidden_name) {
    tests::Day day;
    auto* const article = const_cast<Article*>(day.gate_isle);
    article->title = "Ivy's rescue at the Saltmere gate";
    article->url = article->canonical_url = "https://isle-broadcasting.example/ivy-rescued";
    const_cast<std::string&>(day.gate_gazette->text) += " A toddler Ivy was carried out.";
    const Edition edition = day.compose();
    for_each_line(edition, [](const Line& line) {
        EXPECT_FALSE(mentions(printed_text(line, [](const Label& label) { return label_text(label); }), {"Ivy"}));
        for (const SourceMark& mark : line.sources) {
            EXPECT_FALSE(mentions(mark.title, {"Ivy"}));
            EXPECT_EQ(mark.url.find("ivy-rescued"), std::string::npos);
        }
    });
    bool told = false;
    for (const Line& line : edition.left_out)
        told = told || (std::holds_alternative<Label>(line.pieces.front()) &&
                        std::get<Label>(line.pieces.front()).id == "care.hidden");
    EXPECT_TRUE(told);
}

TEST(Care, looks_for_whole_words) {
    EXPECT_TRUE(mentions("It was Ivy’s spoon", {"Ivy"}));
    EXPECT_FALSE(mentions("Ivybridge", {"Ivy"}));
    EXPECT_TRUE(mentions_in_address("https://a.example/wounded-guard-named-as-tobias-fell/x", {"Tobias Fell"}));
    EXPECT_FALSE(mentions_in_address("https://a.example/fellow", {"Fell"}));
}

}  // namespace
}  // namespace newsloom::edition::detail
