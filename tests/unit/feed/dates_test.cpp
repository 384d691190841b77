#include "feed/dates.h"

#include <gtest/gtest.h>

namespace newsloom::feed {
namespace {

std::string read(std::string_view text) {
    const auto time = parse_date(text);
    return time ? to_rfc3339(*time) : "none";
}

TEST(FeedDates, reads_rfc_822_and_what_is_near_it) {
    EXPECT_EQ(read("Mon, 09 Mar 2026 06:30:00 GMT"), "2026-03-09T06:30:00Z");
    EXPECT_EQ(read("9 March 2026 6:30 +0100"), "2026-03-09T06:30:00+01:00");
    EXPECT_EQ(read("Mon, 9 Mar 26 06:30 EST"), "2026-03-09T06:30:00-05:00");
    EXPECT_EQ(read("March 9th, 2026 6:30 p.m. GMT+2"), "2026-03-09T18:30:00+02:00");
    EXPECT_EQ(read("Mon Mar  9 06:30:00 2026"), "2026-03-09T06:30:00Z");
    EXPECT_EQ(read("Mon, 09 Mar 2026 06:30:00 +0000 (UTC)"), "2026-03-09T06:30:00Z");
}

TEST(FeedDates, reads_dates_alone_as_dates) {
    EXPECT_EQ(read("2026-03-09"), "2026-03-09");
    EXPECT_EQ(read("9 March 2026"), "2026-03-09");
    EXPECT_EQ(read("20260309"), "2026-03-09");
}

TEST(FeedDates, knows_months_of_other_languages) {
    EXPECT_EQ(read("Montag, 9. März 2026, 06:30 Uhr"), "2026-03-09T06:30:00Z");
    EXPECT_EQ(read("lun, 09 déc 2024 06:30:00 +0100"), "2024-12-09T06:30:00+01:00");
    EXPECT_EQ(read("mar, 3 mars 2026 08:00:00 +0100"), "2026-03-03T08:00:00+01:00");
    EXPECT_EQ(read("9 мая 2026"), "2026-05-09");
}

TEST(FeedDates, does_not_guess_which_number_is_the_month) {
    EXPECT_EQ(read("03/04/2026"), "none");
    EXPECT_EQ(read("25/04/2026"), "2026-04-25");
    EXPECT_EQ(read("04/25/2026"), "2026-04-25");
    EXPECT_EQ(read("03.04.2026"), "2026-04-03");
}

TEST(FeedDates, gives_nothing_for_what_is_no_date) {
    for (const char* text : {"", "yesterday", "32 Mar 2026", "Mon, 09 Mar 2026 25:00:00 GMT", "2026-13-01", "1:2:3:4",
                             "Mon, 30 Feb 2026 10:00:00 GMT", "12", "99999999999999999999"})
        EXPECT_EQ(read(text), "none") << text;
    EXPECT_EQ(read(std::string(10000, '1')), "none");
}

}  // namespace
}  // namespace newsloom::feed
