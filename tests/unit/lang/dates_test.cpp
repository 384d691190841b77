#include "lang/dates.h"

#include <string>

#include <gtest/gtest.h>

namespace newsloom::lang {
namespace {

using namespace std::chrono_literals;

std::string resolved(const std::string& text, std::string_view language = "en") {
    const Date reference = std::chrono::year{2026} / 3 / 11;  // a Wednesday
    std::string result;
    for (const DateMention& mention : dates(text, language, reference)) {
        if (!result.empty()) result += ' ';
        result += mention.day ? to_string(*mention.day) : "?";
    }
    return result;
}

TEST(Dates, full_dates_in_both_orders) {
    EXPECT_EQ(resolved("on 9 March 2026 and March 10, 2026"), "2026-03-09 2026-03-10");
    EXPECT_EQ(resolved("on Sept. 3rd, 2025"), "2025-09-03");
}

TEST(Dates, days_without_a_year_are_near_the_reference) { EXPECT_EQ(resolved("on 30 December"), "2025-12-30"); }

TEST(Dates, weekdays_are_the_last_ones_unless_next_is_said) {
    EXPECT_EQ(resolved("on Monday"), "2026-03-09");
    EXPECT_EQ(resolved("next Monday"), "2026-03-16");
    EXPECT_EQ(resolved("yesterday"), "2026-03-10");
}

TEST(Dates, may_is_a_verb_more_often_than_a_month) { EXPECT_EQ(resolved("It may rain. She will march."), ""); }

TEST(Dates, german) {
    EXPECT_EQ(resolved("am 9. März 2026 und am 10.3.2026", "de"), "2026-03-09 2026-03-10");
    EXPECT_EQ(resolved("am Montag, gestern", "de"), "2026-03-09 2026-03-10");
}

TEST(Dates, days_that_do_not_exist_are_not_resolved) { EXPECT_EQ(resolved("on 31 February 2026"), "?"); }

}  // namespace
}  // namespace newsloom::lang
