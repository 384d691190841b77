#include "edition/detail/sentence.h"

#include <gtest/gtest.h>

#include "edition/detail/dates.h"
#include "unit/edition/newsroom.h"

namespace newsloom::edition::detail {
namespace {

/// One report with the given text; every sentence checked.
struct Report {
    tests::Newsroom room;
    const Article* article;

    explicit Report(std::string text, const char* time = "2026-05-11T12:00:00Z") {
        room.people_and_places = {
            {"Ida Crane", NameKind::person}, {"Saltmere", NameKind::place}, {"Port Authority", NameKind::organisation}};
        article =
            &room.article(room.outlet("a", "A", "A", "GB", "private"), time, "Title", std::move(text), Genre::analysis);
    }
    SentenceCheck checked(std::size_t sentence = 0) {
        const Annotations& notes = room.notes(*article);
        EXPECT_LT(sentence, notes.sentences.size());
        return sentence < notes.sentences.size() ? check(*article, notes, sentence) : SentenceCheck{};
    }
    std::string text(std::size_t sentence = 0) { return std::string(slice(article->text, checked(sentence).range)); }
};

TEST(Sentence, stands_alone_when_it_names_its_people) {
    EXPECT_EQ(Report("Ida Crane said on Monday that she had carried the flour upstairs.").checked().standing,
              Standing::alone);
    EXPECT_EQ(Report("A man told the court that he had seen the gate move.").checked().standing, Standing::alone);
    EXPECT_EQ(Report("“We heard it, and he ran,” said Ida Crane of the town bakery.").checked().standing,
              Standing::alone);
}

TEST(Sentence, needs_a_name_for_its_pronoun) {
    EXPECT_EQ(Report("She carried two sacks of flour upstairs that night.").checked().standing, Standing::needs_name);
    EXPECT_EQ(Report("In the evening he went back to the quay alone.").checked().standing, Standing::needs_name);
    EXPECT_EQ(Report("This was the third flood of the year in town.").checked().standing, Standing::needs_name);
}

TEST(Sentence, never_stands_when_the_reporter_speaks_or_asks) {
    EXPECT_EQ(Report("We asked the Port Authority for the letters on Monday.").checked().standing, Standing::never);
    EXPECT_EQ(Report("Who will pay for the new gate at Saltmere?").checked().standing, Standing::never);
    EXPECT_EQ(Report("Read more about the gate on our website at https://a.example today.").checked().standing,
              Standing::never);
    EXPECT_EQ(Report("Here is what the Port Authority said about the gate.").checked().standing, Standing::never);
}

TEST(Sentence, takes_the_united_states_for_no_pronoun) {
    EXPECT_EQ(Report("The US sent two ships to Saltmere on Monday morning.").checked().standing, Standing::alone);
}

TEST(Sentence, cuts_an_opening_connective_and_says_so) {
    Report report("However, the Port Authority kept the gate shut all night.");
    EXPECT_TRUE(report.checked().cut_front);
    EXPECT_EQ(report.text(), "the Port Authority kept the gate shut all night.");
    EXPECT_EQ(Report("But the Port Authority kept the gate shut all night.").text(),
              "the Port Authority kept the gate shut all night.");
    EXPECT_EQ(Report("But she kept the gate shut all through the night.").checked().standing, Standing::needs_name);
}

TEST(Sentence, leaves_out_the_dateline) {
    Report report("SALTMERE (Delta Wire) - The tide gate of the town failed on Monday.");
    EXPECT_EQ(report.text(), "The tide gate of the town failed on Monday.");
    EXPECT_FALSE(report.checked().cut_front);
}

TEST(Sentence, needs_quotation_marks_that_close) {
    EXPECT_EQ(Report("“The gate is sound, the director of the authority said on Monday.").checked().standing,
              Standing::never);
}

TEST(Sentence, knows_short_names) {
    const SentenceCheck checked =
        Report("Crane said the water came up through the kitchen floor. Ida Crane is a baker.").checked();
    EXPECT_EQ(checked.short_names, std::vector<std::string>{"Ida Crane"});
}

TEST(QuoteMask, knows_english_german_and_plain_marks) {
    EXPECT_EQ(QuoteMask("a “b” c").quotes().size(), 1U);
    EXPECT_EQ(QuoteMask("a „b“ c").quotes().size(), 1U);
    EXPECT_EQ(QuoteMask("a \"b\" c \"d\"").quotes().size(), 2U);
    EXPECT_EQ(QuoteMask("a »b« c").quotes().size(), 1U);
    EXPECT_FALSE(QuoteMask("a “b c").balanced());
    EXPECT_TRUE(QuoteMask("a “b” c").inside(2));
    EXPECT_FALSE(QuoteMask("a “b” c").inside(0));
}

std::string dated(std::string text, Date day, const char* published = "2026-05-11T10:30:00+02:00") {
    Report report(std::move(text), published);
    Options options;
    options.day = day;
    options.now = tests::at("2026-05-12T05:00:00Z");
    const Desk desk(report.room.material, options);
    std::string result;
    for (const Piece& piece : dated_pieces(desk, *report.article, {0, report.article->text.size()})) {
        if (const auto* one = std::get_if<Quoted>(&piece)) result += one->bytes;
        if (const auto* one = std::get_if<Label>(&piece)) result += label_text(*one);
    }
    return result;
}

constexpr Date kNextDay = std::chrono::year{2026} / 5 / 12, kWeeksLater = std::chrono::year{2026} / 6 / 2;

TEST(Dates, resolves_relative_days_by_the_articles_own_clock) {
    EXPECT_EQ(dated("The gate failed yesterday at noon.", kNextDay), "The gate failed yesterday [10 May] at noon.");
    EXPECT_EQ(dated("The gate failed last night.", kNextDay), "The gate failed last night [10 May].");
    EXPECT_EQ(dated("The gate will be mended tomorrow.", kNextDay), "The gate will be mended tomorrow [12 May].");
    // 16:30 of the 11th in UTC, the 12th where it was written.
    EXPECT_EQ(dated("The gate failed yesterday.", kNextDay, "2026-05-12T01:30:00+09:00"),
              "The gate failed yesterday [11 May].");
}

TEST(Dates, leaves_the_yesterday_of_tomorrows_paper) {
    const char* const evening = "2026-05-11T13:05:00+01:00";
    EXPECT_EQ(dated("The gate failed yesterday at noon.", kNextDay, evening), "The gate failed yesterday at noon.");
    EXPECT_EQ(dated("The gate failed last night.", kNextDay, evening), "The gate failed last night.");
    EXPECT_EQ(dated("The gate failed today.", kWeeksLater, evening), "The gate failed today [11 May].");
}

TEST(Dates, leaves_weekdays_of_the_week_and_resolves_older_ones) {
    EXPECT_EQ(dated("The gate failed on Sunday.", kNextDay), "The gate failed on Sunday.");
    EXPECT_EQ(dated("The gate failed on Sunday.", kWeeksLater), "The gate failed on Sunday [10 May].");
    EXPECT_EQ(dated("The gate failed on Monday.", kWeeksLater), "The gate failed on Monday [11 May].");
}

TEST(Dates, know_what_comes_next_and_when) {
    const auto tells_what_is_next = [](std::string_view sentence) {
        return detail::tells_what_is_next(detail::ReadSentence(sentence));
    };
    EXPECT_TRUE(tells_what_is_next("The council will decide on Thursday whether people may return."));
    EXPECT_TRUE(tells_what_is_next("The report of the engineers is due in June."));
    EXPECT_TRUE(tells_what_is_next("The next spring tide is expected in nine days."));
    EXPECT_FALSE(tells_what_is_next("The strike, which was due to start on Monday, would have closed the ward."));
    EXPECT_FALSE(tells_what_is_next("The surgeon said he was expected to walk again."));
    EXPECT_FALSE(tells_what_is_next("A flat that nobody leaves is a flat that no student will enter."));
    EXPECT_FALSE(tells_what_is_next("The gate failed on Monday."));
    EXPECT_FALSE(tells_what_is_next("“I will sue on Monday,” the baker said."));
}

TEST(Dates, does_not_guess) {
    EXPECT_EQ(dated("The council will decide on Thursday.", kWeeksLater), "The council will decide on Thursday.");
    EXPECT_EQ(dated("It failed last Friday.", kWeeksLater), "It failed last Friday.");
    EXPECT_EQ(dated("The walkout was to begin on Tuesday.", kWeeksLater), "The walkout was to begin on Tuesday.");
    EXPECT_EQ(dated("“It broke yesterday,” said Ida Crane.", kNextDay), "“It broke yesterday,” said Ida Crane.");
}

TEST(Sentence, never_stands_inside_of_what_somebody_says) {
    EXPECT_EQ(Report("Ida Crane said: \"The gate held. The gate will hold for years to come. It was loud.\"")
                  .checked(1)
                  .standing,
              Standing::never);
    EXPECT_EQ(Report("Ida Crane said that the gate held. Ida Crane told the council of Saltmere that it was loud.")
                  .checked(1)
                  .standing,
              Standing::alone);
}

TEST(Sentence, never_stands_as_a_caption) {
    EXPECT_EQ(Report("Pumps stand before the gate in Saltmere, May 11, 2026.").checked().standing, Standing::never);
}

TEST(Sentence, never_stands_when_it_follows_on_from_another) {
    EXPECT_EQ(Report("Shortly afterwards the gate was shut in Saltmere.").checked().standing, Standing::never);
    EXPECT_EQ(Report("There was one problem: the gate was still open.").checked().standing, Standing::never);
}

TEST(Sentence, never_stands_as_half_of_an_exchange) {
    EXPECT_EQ(Report("Ida Crane was asked whether the gate would hold.").checked().standing, Standing::never);
    EXPECT_EQ(Report("Ida Crane did not say that the gate was safe.").checked().standing, Standing::never);
}

TEST(Sentence, never_stands_when_it_counts_people_who_stood_before) {
    EXPECT_EQ(Report("None have found a fault in the gate of Saltmere.").checked().standing, Standing::never);
    EXPECT_EQ(Report("Most engineers have found no fault in the gate of Saltmere.").checked().standing,
              Standing::alone);
}

TEST(Sentence, never_stands_when_the_reporter_talks_or_the_page_was_damaged) {
    EXPECT_EQ(Report("It’s a clear win for Ida Crane in Saltmere.").checked().standing, Standing::never);
    EXPECT_EQ(Report("Ida Crane told the \xE2\x96\x88\xE2\x96\x88 that the gate held.").checked().standing,
              Standing::never);
    EXPECT_EQ(Report("Ida Crane said that, Ida Crane told the council of Saltmere.").checked().standing,
              Standing::never);
}

TEST(Dates, tell_what_has_not_happened_yet) {
    const auto ahead = [](std::string_view sentence) { return looks_ahead(ReadSentence(sentence)); };
    EXPECT_TRUE(ahead("The council will open the gate on Monday."));
    EXPECT_TRUE(ahead("The team could reach the final with a win."));
    EXPECT_TRUE(ahead("The mayor is expected to resign."));
    EXPECT_FALSE(ahead("The mayor warned that the gate could fail."));
    EXPECT_FALSE(ahead("The council passed the budget, which may rise again."));
    EXPECT_TRUE(headline_looks_ahead("Council to vote on the gate"));
    EXPECT_TRUE(headline_looks_ahead("Mayor planning to make a formal announcement"));
    EXPECT_FALSE(headline_looks_ahead("Council votes to open the gate"));
    EXPECT_FALSE(headline_looks_ahead("A visit to Saltmere"));
}

}  // namespace
}  // namespace newsloom::edition::detail
