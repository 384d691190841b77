#include "story/detail/figures.h"

#include <cmath>

#include <gtest/gtest.h>

#include "lang/quantities.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

std::vector<Measure> figures_of(std::string_view sentence, std::string_view language = "en") {
    const auto quantities = lang::quantities(sentence, language);
    return other_figures(ascii::lower(sentence), quantities, 0);
}

bool has(const std::vector<Measure>& figures, std::string_view unit, double value) {
    for (const Measure& figure : figures) {
        if (figure.unit == unit && std::abs(figure.value - value) < 1e-6) return true;
    }
    return false;
}

TEST(Figures, read_shares_as_percent) {
    EXPECT_TRUE(has(figures_of("Nine drivers in ten had joined in."), "percent", 90));
    EXPECT_TRUE(has(figures_of("One in five is lost on the way."), "percent", 20));
    EXPECT_TRUE(has(figures_of("It loses a fifth of its water."), "percent", 20));
    EXPECT_TRUE(has(figures_of("The lake is almost three fifths empty."), "percent", 60));
}

TEST(Figures, add_up_lengths_of_time) {
    EXPECT_TRUE(has(figures_of("She was jailed for three years and four months."), "days", 3 * 365.25 + 4 * 30.4375));
    EXPECT_TRUE(has(figures_of("She crossed the line in 2:41:09."), "days", 2 / 24.0 + 41 / 1440.0 + 9 / 86400.0));
    EXPECT_TRUE(has(figures_of("The result is due in a fortnight."), "days", 14));
}

TEST(Figures, read_clock_times_years_and_votes) {
    EXPECT_TRUE(has(figures_of("The fire was under control by four in the morning."), "clock", 240));
    EXPECT_TRUE(has(figures_of("It was out shortly before 4am."), "clock", 240));
    EXPECT_TRUE(has(figures_of("The bridge dates from 1911."), "year", 1911));
    EXPECT_TRUE(has(figures_of("Members decided by 21 to 14 to close it."), "", 14));
}

TEST(Figures, of_a_sentence_without_numbers_are_none) { EXPECT_TRUE(figures_of("The mayor resigned.").empty()); }

}  // namespace
}  // namespace newsloom::story::detail
