#include <gtest/gtest.h>

#include "story/cluster.h"

namespace newsloom::story {
namespace {

struct Report {
    std::string language, title, text;
    int hour = 0;
};

std::vector<std::int64_t> stories_of(const std::vector<Report>& reports) {
    StoryStream stream(Undated::none);
    std::int64_t id = 0;
    for (const Report& report : reports) {
        ++id;
        stream.push(features({id, Instant(std::chrono::hours(480000 + report.hour)), report.language, report.title,
                              report.text, "outlet" + std::to_string(id)}));
    }
    std::vector<std::int64_t> stories;
    for (const Assignment& assigned : std::move(stream).finish())
        stories.push_back(assigned.story);
    return stories;
}

const Report kEnglish{"en", "Freighter hits bridge at Port Talbec",
                      "The freighter Alma Rosenthal struck the Garrow bridge at Port Talbec early on Monday, and 17 "
                      "people were injured. The captain, Ines Kerrigan, said the engine had failed. Police closed the "
                      "bridge. The ship carried 2,914 tonnes of grain, and the harbour office in Vellmark said that "
                      "the repair would cost 4.5 million."};
const Report kGerman{"de", "Frachter rammt Br\u00fccke in Port Talbec",
                     "Der Frachter Alma Rosenthal hat am fr\u00fchen Montag in Port Talbec die Garrow-Br\u00fccke "
                     "gerammt. Verletzt wurden 17 Menschen. Die Maschine sei ausgefallen, sagte Kapit\u00e4nin Ines "
                     "Kerrigan. Die Polizei sperrte die Br\u00fccke. Das Schiff hatte 2.914 Tonnen Getreide geladen; "
                     "die Reparatur kostet nach Angaben des Hafenamts in Vellmark 4,5 Millionen.",
                     3};
const Report kOther{"de", "Regierung in Vellmark tritt zur\u00fcck",
                    "Die Regierung in Vellmark ist am Montag zur\u00fcckgetreten. Neuwahlen soll es im Herbst geben, "
                    "sagte Ministerpr\u00e4sident Otto Lindqvist. Die Opposition hatte ihm vorgeworfen, den Haushalt "
                    "des Landes seit 2019 falsch dargestellt zu haben.",
                    4};

TEST(Languages, a_german_report_of_the_same_event_is_found_beside_the_english_story) {
    const auto stories = stories_of({kEnglish, kGerman, kOther});
    EXPECT_EQ(stories[0], stories[1]);
    EXPECT_NE(stories[0], stories[2]);
}

TEST(Languages, the_order_of_the_languages_does_not_matter) {
    Report later = kEnglish;
    later.hour = 30;
    const auto stories = stories_of({kGerman, kOther, later});
    EXPECT_EQ(stories[0], stories[2]);
    EXPECT_NE(stories[1], stories[2]);
}

TEST(Languages, the_same_place_weeks_later_is_another_story) {
    Report later = kGerman;
    later.hour = 24 * 6;
    EXPECT_NE(stories_of({kEnglish, later})[0], stories_of({kEnglish, later})[1]);
}

}  // namespace
}  // namespace newsloom::story
