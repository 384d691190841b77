#include "edition/detail/references.h"

#include <gtest/gtest.h>

#include "edition/detail/brief.h"
#include "unit/edition/newsroom.h"

namespace newsloom::edition::detail {
namespace {

struct Report {
    tests::Newsroom room;
    const Article* article;

    explicit Report(std::string text) {
        room.people_and_places = {
            {"Ida Crane", NameKind::person}, {"Ms Crane", NameKind::person},
            {"Oswick", NameKind::person},    {"Saltmere", NameKind::place},
            {"LDA", NameKind::other},        {"Lantern Dogs' Association", NameKind::organisation},
            {"Norrin", NameKind::other}};
        article = &room.article(room.outlet("a", "A", "A", "GB", "private"), "2026-05-11T12:00:00Z", "Title",
                                std::move(text), Genre::analysis);
    }
    References taken(std::size_t sentence = 0, Opens first = Opens::no) {
        const Annotations& notes = room.notes(*article);
        return references(*article, notes, notes.sentences[sentence].range, first);
    }
};

bool points_to(const References& taken, std::string_view word) {
    const WordSet wanted = content_words(word);
    return std::any_of(taken.words.begin(), taken.words.end(),
                       [&](const WordSet& any) { return shared(wanted, any) > 0; });
}

TEST(References, finds_the_noun_that_was_named_before) {
    EXPECT_TRUE(points_to(Report("Parliament will vote on the ruling next week.").taken(), "ruling"));
    EXPECT_TRUE(points_to(Report("Parliament has never given that question a hearing.").taken(), "question"));
    EXPECT_TRUE(points_to(Report("The ministry disputes that figure, and gave none.").taken(), "figure"));
}

TEST(References, leaves_nouns_alone_that_say_which_they_are) {
    EXPECT_TRUE(Report("The bakers who struck in May met the police.").taken().words.empty());
    EXPECT_TRUE(Report("It was the largest flood of the year.").taken().words.empty());
    EXPECT_TRUE(Report("The fire service emptied nine streets by the evening.").taken().words.empty());
}

TEST(References, looks_for_what_its_own_report_has_spoken_of_before) {
    Report report("Ida Crane left a voice mail at the town hall. The angry voice mail was heard by nine bakers.");
    EXPECT_TRUE(points_to(report.taken(1), "mail"));
    EXPECT_FALSE(
        points_to(Report("Bakers met in May. The angry voice mail was heard by nine bakers.").taken(1), "mail"));
}

TEST(References, never_stands_when_it_sums_up_what_stood_before) {
    EXPECT_TRUE(Report("The decision does not touch the harbour.").taken().never);
    EXPECT_TRUE(Report("The announcement on the state radio came at nine.").taken().never);
    EXPECT_FALSE(Report("The decision of the court does not touch the harbour.").taken().never);
    EXPECT_TRUE(Report("The line between the two towns runs across it in red.").taken().never);
    EXPECT_FALSE(Report("The council bought a tower and put a lamp on it.").taken().never);
    EXPECT_TRUE(Report("If bakers perfected that technology, bread would be cheap.").taken().never ||
                points_to(Report("If bakers perfected that technology, bread would be cheap.").taken(), "technology"));
}

TEST(References, takes_one_word_for_another_of_its_kind) {
    EXPECT_TRUE(points_to(Report("Parliament passed the legislation.").taken(), "bill"));
}

TEST(References, asks_for_the_full_name_of_a_surname) {
    EXPECT_EQ(Report("Ms Crane said she had heard the alarm.").taken().surnames, std::vector<std::string>{"crane"});
    EXPECT_TRUE(Report("Ida Crane, a baker, said she had heard it.").taken().surnames.empty());
}

TEST(References, asks_who_somebody_is_of_whom_nothing_is_said) {
    EXPECT_EQ(Report("Later it rained and Ida Crane left.").taken().strangers, std::vector<std::string>{"crane"});
    EXPECT_TRUE(Report("It rained and baker Ida Crane left.").taken().strangers.empty());
}

TEST(References, asks_what_an_abbreviation_stands_for) {
    EXPECT_EQ(Report("It rained when LDA met.").taken().names.size(), 1U);
    EXPECT_TRUE(Report("It rained when the Lantern Dogs' Association (LDA) met.").taken().names.empty());
}

TEST(References, knows_a_place_by_what_stands_beside_it) {
    EXPECT_TRUE(Report("Two boats left the quay, officials in Norrin said.").taken().names.empty());
    EXPECT_TRUE(Report("It rained when Norrin's coast guard came.").taken().names.empty());
    EXPECT_FALSE(Report("It rained when the owners of Norrin came.").taken().names.empty());
    EXPECT_FALSE(Report("It rained when Norrin's dogs came.").taken().names.empty());
}

TEST(References, never_stands_where_somebody_else_was_meant) {
    EXPECT_TRUE(Report("The other, a baker, left at noon.").taken().never);
    EXPECT_TRUE(Report("The baker was not concerned about that.").taken().never);
    EXPECT_TRUE(Report("She responded that it was closed.").taken().never);
}

TEST(References, gives_the_first_sentence_its_nouns) {
    EXPECT_TRUE(Report("The gate at the harbour failed and the ruling fell.").taken(0, Opens::yes).words.empty());
}

TEST(References, tells_the_surname) {
    EXPECT_EQ(surname("Ada Roe Jr."), "roe");
    EXPECT_EQ(surname("Ada Roe's"), "roe");
}

TEST(Brief, takes_no_question_and_no_list_for_a_headline) {
    EXPECT_TRUE(tells("Tide gate at Saltmere fails"));
    EXPECT_TRUE(tells("18 towns sue over the gate"));
    EXPECT_FALSE(tells("Why did the gate fail?"));
    EXPECT_FALSE(tells("Seven things to know about the gate"));
}

}  // namespace
}  // namespace newsloom::edition::detail
