#include <algorithm>

#include <gtest/gtest.h>

#include "edition/detail/lines.h"
#include "unit/edition/newsroom.h"

namespace newsloom {
namespace {

using tests::Day;

std::string text_of(const Line& line) {
    return printed_text(line, [](const Label& label) { return edition::label_text(label); });
}

/// The day with so many pages fetched from each outlet, for readers of `usual`.
Edition edition_for(Day& day, std::set<std::string> usual, std::size_t pages = 4) {
    for (const auto& [id, outlet] : day.room.material.outlets)
        day.room.material.pages_fetched[id] = pages;
    edition::Options options = day.options();
    options.usual = std::move(usual);
    return edition::compose(day.room.material, options);
}

const Section* beyond(const Edition& edition) {
    const auto found = std::find_if(edition.sections.begin(), edition.sections.end(),
                                    [](const Section& section) { return section.key == "beyond"; });
    return found == edition.sections.end() ? nullptr : &*found;
}

std::vector<std::string> headlines(const Edition& edition, const Section& section) {
    std::vector<std::string> texts;
    for (const std::size_t index : section.stories)
        texts.push_back(text_of(edition.stories.at(index).headline));
    return texts;
}

const ReaderPage* page_of(const Edition& edition, const std::string& outlet) {
    const auto found = std::find_if(edition.readers.begin(), edition.readers.end(),
                                    [&](const ReaderPage& page) { return page.outlet == outlet; });
    return found == edition.readers.end() ? nullptr : &*found;
}

/// Whether an article of the outlet stands in the printed story.
bool has_article(const Day& day, const PrintedStory& printed, OutletId outlet) {
    for (const Story* story : day.room.material.stories) {
        if (story->id != printed.story) continue;
        for (const ArticleId id : story->articles)
            if (day.room.material.articles.at(id)->outlet == outlet) return true;
    }
    return false;
}

TEST(Beyond, is_absent_when_no_usual_source_is_named) {
    Day day;
    EXPECT_EQ(beyond(edition_for(day, {})), nullptr);
}

TEST(Beyond, names_no_story_that_a_usual_source_carries) {
    Day day;
    const Edition edition = edition_for(day, {"isle-broadcasting"});
    const Section* const section = beyond(edition);
    ASSERT_NE(section, nullptr);
    ASSERT_FALSE(section->stories.empty());
    for (const std::size_t index : section->stories)
        EXPECT_FALSE(has_article(day, edition.stories.at(index), day.isle)) << text_of(edition.stories[index].headline);
    EXPECT_EQ(text_of(section->lines.front()), "Not found in 4 pages fetched from Isle.");
}

TEST(Beyond, claims_nothing_when_no_page_of_the_usual_sources_was_fetched) {
    Day day;
    const Edition edition = edition_for(day, {"isle-broadcasting"}, 0);
    ASSERT_NE(beyond(edition), nullptr);
    EXPECT_TRUE(beyond(edition)->stories.empty());
    EXPECT_TRUE(beyond(edition)->lines.empty());
    EXPECT_FALSE(beyond(edition)->why_empty.pieces.empty());
    EXPECT_TRUE(edition.readers.empty());
}

TEST(Beyond, claims_nothing_when_a_page_outside_of_the_story_has_its_headline) {
    Day day;
    const Edition before = edition_for(day, {"isle-broadcasting"});
    ASSERT_FALSE(beyond(before)->stories.empty());
    const std::string missed = headlines(before, *beyond(before)).front();
    // The clusterer did not join it: in doubt nothing is claimed.
    day.room.article(day.isle, "2026-05-11T22:00:00+01:00", missed, "More on this from the scene, said the desk.");
    const Edition after = edition_for(day, {"isle-broadcasting"});
    const std::vector<std::string> left = headlines(after, *beyond(after));
    EXPECT_EQ(std::count(left.begin(), left.end(), missed), 0);
}

TEST(Beyond, changes_exactly_by_the_story_of_a_deleted_article) {
    Day day;
    const Edition before = edition_for(day, {"isle-broadcasting"});
    Story* gate = const_cast<Story*>(day.room.material.stories.front());
    ASSERT_TRUE(has_article(day, before.stories.at(0), day.isle));
    const ArticleId gone = day.gate_isle->id;
    std::erase(gate->articles, gone);
    std::erase(gate->documents, day.gate_isle->document);
    std::erase(gate->outlets, day.isle);
    day.room.material.articles.erase(gone);
    day.room.material.annotations.erase(gone);
    const auto of_the_gate = [&](std::vector<Span>& spans) {
        std::erase_if(spans, [&](const Span& span) { return span.article == gone; });
    };
    of_the_gate(gate->open);
    for (Voice& voice : gate->voices)
        of_the_gate(voice.quotes);
    for (Fact& fact : gate->facts)
        of_the_gate(fact.support);
    std::erase_if(gate->facts, [](const Fact& fact) { return fact.support.size() < 2; });
    gate->differing.clear();
    gate->sides.clear();
    const Edition after = edition_for(day, {"isle-broadcasting"});
    std::vector<std::string> expected = headlines(before, *beyond(before));
    expected.insert(expected.begin(), text_of(after.stories.at(0).headline));
    EXPECT_EQ(headlines(after, *beyond(after)), expected);
}

TEST(Beyond, quotes_only_people_whom_the_outlet_does_not_name) {
    Day day;
    const Edition edition = edition_for(day, {});
    std::size_t voices = 0;
    for (const ReaderPage& page : edition.readers) {
        for (const Line& line : page.missed.lines) {
            for (const SourceMark& mark : line.sources) {
                ++voices;
                EXPECT_NE(mark.short_name, page.outlet) << text_of(line);
            }
        }
    }
    EXPECT_GT(voices, 0U);
    // The Isle quotes Maren Oswick itself.
    const ReaderPage* const isle = page_of(edition, "Isle");
    ASSERT_NE(isle, nullptr);
    for (const Line& line : isle->missed.lines)
        EXPECT_EQ(text_of(line).find("Oswick"), std::string::npos) << text_of(line);
}

}  // namespace
}  // namespace newsloom
