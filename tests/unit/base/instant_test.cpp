#include "base/instant.h"

#include <gtest/gtest.h>

namespace newsloom {
namespace {

std::string round_trip(std::string_view text) {
    const auto time = parse_rfc3339(text);
    return time ? to_rfc3339(*time) : "none";
}

TEST(Instant, keeps_the_offset_that_the_page_gave) {
    EXPECT_EQ(round_trip("2026-03-09T07:30:00+01:00"), "2026-03-09T07:30:00+01:00");
    EXPECT_EQ(round_trip("2026-03-09T07:30:00-0330"), "2026-03-09T07:30:00-03:30");
    EXPECT_EQ(round_trip("2026-03-09T07:30:00Z"), "2026-03-09T07:30:00Z");
}

TEST(Instant, an_offset_moves_the_point_in_time) {
    EXPECT_EQ(to_rfc3339(parse_rfc3339("2026-03-09T00:30:00+01:00")->at), "2026-03-08T23:30:00Z");
}

TEST(Instant, a_date_alone_stays_a_date) {
    EXPECT_EQ(round_trip("2026-03-09"), "2026-03-09");
    EXPECT_TRUE(parse_rfc3339("2026-03-09")->date_only);
}

TEST(Instant, reads_fractions_spaces_and_missing_seconds) {
    EXPECT_EQ(round_trip("2026-03-09 07:30"), "2026-03-09T07:30:00Z");
    EXPECT_EQ(round_trip("2026-03-09T07:30:15.123456Z"), "2026-03-09T07:30:15Z");
}

TEST(Instant, refuses_what_is_no_date) {
    for (const char* text :
         {"", "2026", "2026-13-01", "2026-02-30", "2026-03-09T", "2026-03-09T25:00", "2026-03-09T07:61",
          "2026-03-09X07:30", "2026-03-09T07:30:00+1", "2026-03-09T07:30:00+01:00x", "09.03.2026"}) {
        EXPECT_EQ(round_trip(text), "none") << text;
    }
}

}  // namespace
}  // namespace newsloom
