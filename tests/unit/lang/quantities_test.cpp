#include "lang/quantities.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace newsloom::lang {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Expected {
    double low, high;
    std::string unit;
};

void expect_one(const std::string& text, const Expected& expected, std::string_view language = "en") {
    const auto all = quantities(text, language);
    ASSERT_EQ(all.size(), 1U) << text;
    EXPECT_NEAR(all[0].low, expected.low, 1e-6 * std::max(1.0, expected.low)) << text;
    if (expected.high == kInfinity)
        EXPECT_EQ(all[0].high, kInfinity) << text;
    else
        EXPECT_NEAR(all[0].high, expected.high, 1e-6 * std::max(1.0, expected.high)) << text;
    EXPECT_EQ(all[0].unit, expected.unit) << text;
}

TEST(Quantities, read_digits_words_and_magnitudes) {
    expect_one("The town lost 1,200 trees.", {1200, 1200, ""});
    expect_one("He paid 2.5 million euros.", {2.5e6, 2.5e6, "EUR"});
    expect_one("It cost £1.2bn.", {1.2e9, 1.2e9, "GBP"});
    expect_one("They sold two hundred and fifty doors.", {250, 250, ""});
    expect_one("She bought a dozen eggs.", {12, 12, ""});
    expect_one("Half a million homes lost power.", {5e5, 5e5, ""});
}

TEST(Quantities, hedges_open_the_interval) {
    expect_one("At least five people were hurt.", {5, kInfinity, "people"});
    expect_one("Fewer than 200 people came.", {0, 200, "people"});
    expect_one("About 400 boats left.", {360, 440, ""});
    expect_one("Nearly 300 boats left.", {270, 300, ""});
    expect_one("40,000 or more boats left.", {40000, kInfinity, ""});
    expect_one("Between 20 and 30 boats left.", {20, 30, ""});
    expect_one("They waited more than three hours.", {3, kInfinity, "hours"});
    expect_one("They waited 10-15 minutes.", {10, 15, "minutes"});
}

TEST(Quantities, know_units) {
    expect_one("It fell by 30 per cent.", {30, 30, "percent"});
    expect_one("Winds of 120 km/h hit the coast.", {120, 120, "km/h"});
    expect_one("A 45-year-old man sang.", {45, 45, "years old"});
}

TEST(Quantities, dates_times_scores_and_years_are_none) {
    EXPECT_TRUE(quantities("On 9 March 2026 at 9:30 Dorwick won 2-1.").empty());
    EXPECT_TRUE(quantities("He was born in 1984.").empty());
    EXPECT_TRUE(quantities("It ended at 8 p.m. in the 3rd round.").empty());
}

TEST(Quantities, say_what_is_counted) {
    const std::string text = "At least five shots were fired.";
    const auto all = quantities(text);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(slice(text, all[0].of), "shots");
}

TEST(Quantities, a_number_between_commas_behind_a_person_is_an_age) {
    EXPECT_EQ(quantities("The mayor, 52, paid.")[0].unit, "years old");
    EXPECT_NE(quantities("She won 3, 5, 7 and 9 games.")[1].unit, "years old");
}

TEST(Quantities, read_german) {
    expect_one("Mindestens fünf Menschen starben.", {5, kInfinity, "people"}, "de");
    expect_one("Das kostet 1,5 Milliarden Euro.", {1.5e9, 1.5e9, "EUR"}, "de");
    expect_one("Rund 1.200 Bäume fielen.", {1080, 1320, ""}, "de");
    EXPECT_TRUE(quantities("Am 5. Mai 2005 um 9 Uhr begann es.", "de").empty());
}

}  // namespace
}  // namespace newsloom::lang
