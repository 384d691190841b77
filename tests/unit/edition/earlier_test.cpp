#include "edition/detail/earlier.h"

#include <gtest/gtest.h>

#include "unit/edition/newsroom.h"

namespace newsloom {
namespace {

using tests::Day;

const Section* section(const Edition& edition, std::string_view key) {
    for (const Section& one : edition.sections) {
        if (one.key == key) return &one;
    }
    return nullptr;
}

std::string text_of(const Line& line) {
    return printed_text(line, [](const Label& label) { return edition::label_text(label); });
}

edition::Options next_day() {
    edition::Options options = Day().options();
    options.day = *parse_date("2026-05-13");
    options.since = options.now;
    options.now = tests::at("2026-05-13T05:30:00Z");
    return options;
}

/// The fixture's story again, with one more report on the second day.
const Article& add_report(Day& day, std::string text) {
    const Article& more =
        day.room.article(day.isle, "2026-05-12T15:00:00+01:00", "Divers find a broken hinge", std::move(text));
    auto* const story = const_cast<Story*>(day.room.material.stories[0]);
    story->articles.push_back(more.id);
    story->last = more.time();
    return more;
}

TEST(Earlier, a_story_without_news_does_not_come_back) {
    Day day;
    const Edition first = day.compose();
    day.room.material.earlier = {&first};
    for (const Story* story : day.room.material.stories)
        const_cast<Story*>(story)->last = tests::at("2026-05-12T12:00:00Z");  // seen again, nothing new
    const Edition second = edition::compose(day.room.material, next_day());
    EXPECT_TRUE(second.stories.empty());
}

TEST(Earlier, a_story_comes_back_as_an_update_with_what_is_new) {
    Day day;
    const Edition first = day.compose();
    add_report(day,
               "Divers of the navy found a broken hinge on the seaward side of the Saltmere gate on Tuesday, the Port "
               "Authority said. "
               "A spare hinge lies in Otterby and will be brought by barge.");
    day.room.material.earlier = {&first};
    const Edition second = edition::compose(day.room.material, next_day());
    ASSERT_EQ(second.stories.size(), 1U);
    const PrintedStory& story = second.stories[0];
    EXPECT_EQ(text_of(story.kicker), "Update · World");
    ASSERT_FALSE(story.brief.empty());
    EXPECT_EQ(text_of(story.brief[0]).substr(0, 50), "New since 12 May: Divers of the navy found a broke");
    for (const Line& line : story.brief) {
        for (const SourceMark& mark : line.sources)
            EXPECT_EQ(mark.title, "Divers find a broken hinge");
    }
}

TEST(Earlier, the_same_report_at_another_address_is_no_update) {
    const std::string hinge =
        "Divers of the navy found a broken hinge on the seaward side of the Saltmere gate on Tuesday, the Port "
        "Authority said.";
    for (const float containment : {1.0F, 0.4F}) {
        Day day;
        const Edition first = day.compose();
        const Article& more = add_report(day, hinge);
        auto* const story = const_cast<Story*>(day.room.material.stories[0]);
        story->copies.push_back({more.id, day.gate_isle->id, day.gate_isle->id, containment, containment, ""});
        day.room.material.earlier = {&first};
        const Edition second = edition::compose(day.room.material, next_day());
        EXPECT_EQ(second.stories.empty(), containment > 0.8F);  // what only begins alike may bring news
    }
}

TEST(Earlier, a_repetition_in_new_words_is_no_update) {
    Day day;
    const Edition first = day.compose();
    add_report(day,
               "The steel tide gate that protects the town of Saltmere failed on Monday, and the sea ran into streets "
               "behind the harbour.");
    day.room.material.earlier = {&first};
    const Edition second = edition::compose(day.room.material, next_day());
    EXPECT_TRUE(second.stories.empty());
}

TEST(Earlier, a_number_that_was_not_told_is_an_update_also_in_old_words) {
    Day day;
    const Edition first = day.compose();
    const Article& more = add_report(day,
                                     "The steel tide gate that protects the town of Saltmere failed on Monday, and the "
                                     "sea ran into 731 streets behind the harbour.");
    day.room.quantity(more, "731 streets", 731, 731, "streets");
    day.room.material.earlier = {&first};
    const Edition second = edition::compose(day.room.material, next_day());
    ASSERT_EQ(second.stories.size(), 1U);
    EXPECT_NE(text_of(second.stories[0].brief.at(0)).find("731"), std::string::npos);
}

TEST(Corrections, a_changed_sentence_is_told_first_with_both_versions) {
    Day day;
    const Edition first = day.compose();
    std::string changed = day.gate_wire->text;
    const std::string old = "forcing 400 homes";
    ASSERT_NE(changed.find(old), std::string::npos);
    changed.replace(changed.find(old), old.size(), "forcing 650 homes");
    Article& again = day.room.article(day.wire, "2026-05-11T14:10:00+02:00", day.gate_wire->title, changed);
    again.document = day.gate_wire->document;
    day.room.material.earlier = {&first};
    Edition second = edition::compose(day.room.material, next_day());
    ASSERT_FALSE(second.sections.empty());
    EXPECT_EQ(second.sections[0].key, "corrections");
    ASSERT_EQ(second.sections[0].lines.size(), 1U);
    const std::string text = text_of(second.sections[0].lines[0]);
    EXPECT_TRUE(text.starts_with("We reported on 12 May: ")) << text;
    EXPECT_NE(text.find("400 homes"), std::string::npos) << text;
    EXPECT_NE(text.find("forcing 650 homes"), std::string::npos) << text;

    // Told once.
    day.room.material.earlier = {&second, &first};
    edition::Options options = next_day();
    options.day = *parse_date("2026-05-14");
    EXPECT_EQ(section(edition::compose(day.room.material, options), "corrections"), nullptr);
}

TEST(Corrections, a_number_told_alone_is_corrected_by_the_sentence_that_the_headline_speaks_of) {
    Day day;
    Edition first = day.compose();
    const Article& wire = *day.gate_wire;
    const std::size_t begin = wire.text.find("400");
    ASSERT_NE(begin, std::string::npos);
    const Line* const whole = &first.stories.at(0).brief.at(0);
    Line number;
    number.id = "2026-05-12-morning.999";
    number.pieces.push_back(Quoted{{wire.id, {begin, begin + 3}}, "400"});
    number.sources.push_back(whole->sources.at(0));
    number.sources[0].article = wire.id;
    number.sources[0].document = wire.document;
    number.sources[0].title = "Failed tide gate forces homes to be evacuated";
    number.sources[0].range = {begin - 40, begin + 60};
    first.stories[0] = {};
    first.sections.resize(1);
    first.sections[0].lines = {number};
    const std::string now = "The gate failed and forces 650 homes to be evacuated, the tide having risen.";
    Article& again = day.room.article(day.wire, "2026-05-11T14:10:00+02:00", wire.title, "A dry summary. " + now);
    again.document = wire.document;
    day.room.material.earlier = {&first};
    const Edition second = edition::compose(day.room.material, next_day());
    const Section* const corrections = section(second, "corrections");
    ASSERT_NE(corrections, nullptr);
    EXPECT_NE(text_of(corrections->lines[0]).find("650 homes"), std::string::npos) << text_of(corrections->lines[0]);
}

TEST(Corrections, a_sentence_that_is_gone_is_named) {
    Day day;
    const Edition first = day.compose();
    Article& again = day.room.article(day.gazette, "2026-05-11T16:40:00+01:00", "Sea floods town",
                                      "An entirely other text stands here now, about boats.");
    again.document = day.gate_gazette->document;
    day.room.material.earlier = {&first};
    const Edition second = edition::compose(day.room.material, next_day());
    const Section* const corrections = section(second, "corrections");
    ASSERT_NE(corrections, nullptr);
    EXPECT_NE(text_of(corrections->lines[0]).find("no longer in the article"), std::string::npos);
}

TEST(Corrections, other_quotation_marks_and_spaces_are_no_correction) {
    Day day;
    const Edition first = day.compose();
    std::string changed = day.gate_isle->text;
    for (std::size_t at = changed.find("“"); at != std::string::npos; at = changed.find("“"))
        changed.replace(at, 3, "\"");
    for (std::size_t at = changed.find("”"); at != std::string::npos; at = changed.find("”"))
        changed.replace(at, 3, "\"");
    Article& again = day.room.article(day.isle, "2026-05-11T18:05:00+01:00", day.gate_isle->title, changed);
    again.document = day.gate_isle->document;
    day.room.material.earlier = {&first};
    EXPECT_EQ(section(edition::compose(day.room.material, next_day()), "corrections"), nullptr);
}

}  // namespace
}  // namespace newsloom
