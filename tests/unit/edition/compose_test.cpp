#include "edition/compose.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "edition/detail/lines.h"
#include "edition/detail/words.h"
#include "unit/edition/newsroom.h"

namespace newsloom {
namespace {

using tests::Day;

std::string text_of(const Line& line) {
    return printed_text(line, [](const Label& label) { return edition::label_text(label); });
}

std::string text_of(const std::vector<Line>& lines) {
    std::string text;
    for (const Line& line : lines)
        text += text_of(line) + "\n";
    return text;
}

const PrintedStory& first_story(const Edition& edition) { return edition.stories.at(0); }

TEST(Compose, prints_a_day_for_the_eye) {
    const Day day;
    const Edition edition = day.compose();
    if (std::getenv("NEWSLOOM_SHOW") == nullptr) GTEST_SKIP() << "set NEWSLOOM_SHOW to read it";
    edition::detail::for_each_line(edition, [](const Line& line) {
        if (line.pieces.empty()) return;
        std::cout << line.id << "  " << text_of(line) << "  [";
        for (const SourceMark& mark : line.sources)
            std::cout << " " << mark.short_name;
        std::cout << " ]\n";
    });
}

TEST(Compose, gives_the_top_story_a_brief_of_90_to_160_words) {
    const Day day;
    const Edition edition = day.compose();
    const std::size_t words = edition::detail::count_words(text_of(first_story(edition).brief));
    EXPECT_GE(words, 90U) << text_of(first_story(edition).brief);
    EXPECT_LE(words, 170U);  // labels come on top
}

TEST(Compose, says_how_another_outlet_opens_its_report) {
    tests::Newsroom room;
    room.people_and_places = {
        {"Saltmere", NameKind::place}, {"Ida Crane", NameKind::person}, {"Norland", NameKind::place}};
    const Article& first = room.article(
        room.outlet("post", "The Post", "Post", "GB", "private"), "2026-05-11T12:00:00Z",
        "Saltmere council sells the harbour",
        "The council of Saltmere sold the harbour to a company from Norland on Monday for nine million crowns.");
    const Article& other = room.article(room.outlet("echo", "The Echo", "Echo", "GB", "private"),
                                        "2026-05-11T13:00:00Z", "Fishermen of Saltmere lose their harbour",
                                        "Two hundred fishing families learned on Monday that their moorings in the "
                                        "Saltmere harbour now belong to strangers.");
    room.story({&first, &other}, "business");
    edition::Options options;
    options.now = tests::at("2026-05-12T06:00:00Z");
    const Edition edition = edition::compose(room.material, options);
    EXPECT_NE(text_of(first_story(edition).brief).find("As Echo tells it: Two hundred"), std::string::npos)
        << text_of(first_story(edition).brief);
}

TEST(Compose, marks_every_line_of_a_brief_with_its_sources) {
    const Edition edition = Day().compose();
    for (const PrintedStory& story : edition.stories) {
        for (const Line& line : story.brief)
            EXPECT_FALSE(line.sources.empty()) << text_of(line);
    }
}

TEST(Compose, numbers_the_lines_in_printing_order) {
    const Edition edition = Day().compose();
    int number = 0;
    edition::detail::for_each_line(edition, [&](const Line& line) {
        if (line.pieces.empty()) return;
        EXPECT_EQ(line.id, "2026-05-12-morning." + std::to_string(++number));
    });
    EXPECT_GT(number, 30);
}

TEST(Compose, quotes_only_bytes_of_articles) {
    const Day day;
    const Edition edition = day.compose();
    int quotes = 0;
    edition::detail::for_each_line(edition, [&](const Line& line) {
        for (const Piece& piece : line.pieces) {
            const auto* const quoted = std::get_if<Quoted>(&piece);
            if (quoted == nullptr) continue;
            ++quotes;
            const Article& article = *day.room.material.articles.at(quoted->span.article);
            EXPECT_EQ(bytes_of(article, quoted->span), quoted->bytes);
            EXPECT_NE(article.genre, Genre::sponsored);
        }
    });
    EXPECT_GT(quotes, 15);
}

TEST(Compose, tells_facts_voices_and_unknowns_in_the_language_of_the_edition) {
    Day day;
    // The German report, as everybody's first support, and an unknown of its own.
    auto* const story = const_cast<Story*>(day.room.material.stories.front());
    const Span german = tests::Newsroom::span(*day.gate_nordkanal, "Mindestens 400 Häuser wurden geräumt.");
    for (Fact& fact : story->facts)
        fact.support.insert(fact.support.begin(), german);
    story->open.insert(story->open.begin(), german);
    const Edition edition = day.compose();
    int quotes = 0;
    for (const PrintedStory& one : edition.stories) {
        edition::detail::for_each_line_of_story(one, [&](const Line& line) {
            for (const Piece& piece : line.pieces) {
                const auto* const quoted = std::get_if<Quoted>(&piece);
                if (quoted == nullptr || quoted->span.field != Field::text) continue;
                ++quotes;
                EXPECT_NE(quoted->span.article, day.gate_nordkanal->id) << quoted->bytes;
            }
        });
    }
    EXPECT_GT(quotes, 10);
    EXPECT_FALSE(edition.stories.front().facts.empty() && edition.stories.front().brief.empty());
}

TEST(Compose, prints_no_sentence_twice_among_the_facts) {
    Day day;
    auto* const story = const_cast<Story*>(day.room.material.stories.front());
    for (Fact& fact : story->facts)
        fact.confidence = 0.95F;
    const std::vector<Fact> once = story->facts;
    story->facts.insert(story->facts.end(), once.begin(), once.end());
    for (const PrintedStory& one : day.compose().stories) {
        std::vector<Span> printed;
        for (const Line& line : one.facts) {
            for (const Piece& piece : line.pieces) {
                if (const auto* const quoted = std::get_if<Quoted>(&piece)) printed.push_back(quoted->span);
            }
        }
        for (std::size_t i = 0; i < printed.size(); ++i)
            EXPECT_EQ(std::count(printed.begin(), printed.end(), printed[i]), 1);
    }
}

TEST(Compose, prints_a_difference_of_which_two_reports_have_one_side_in_the_same_words) {
    Day day;
    auto* const story = const_cast<Story*>(day.room.material.stories.front());
    ASSERT_FALSE(story->differing.empty());
    auto& side = story->differing.front().sides.front();
    side.push_back(side.front());
    const Edition edition = day.compose();
    const auto with = std::find_if(edition.stories.begin(), edition.stories.end(),
                                   [](const PrintedStory& one) { return !one.differences.empty(); });
    ASSERT_NE(with, edition.stories.end());
    EXPECT_EQ(with->differences.front().sides.front().size(), 1U);
}

TEST(Compose, is_the_same_twice) {
    const Day day;
    std::string once, twice;
    const Edition first = day.compose(), second = day.compose();
    edition::detail::for_each_line(first, [&](const Line& line) { once += line.id + text_of(line); });
    edition::detail::for_each_line(second, [&](const Line& line) { twice += line.id + text_of(line); });
    EXPECT_EQ(once, twice);
}

}  // namespace
}  // namespace newsloom
