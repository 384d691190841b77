#include "extract/dates.h"

#include <gtest/gtest.h>

namespace newsloom::extract {
namespace {

std::string read(std::string_view text, DateContext context = {}) {
    const auto found = find_date(text, context);
    return found ? to_rfc3339(*found) : "none";
}

TEST(Dates, machine_forms_keep_their_offset) {
    EXPECT_EQ(read("2021-03-12T07:30:00+01:00"), "2021-03-12T07:30:00+01:00");
    EXPECT_EQ(read("2021-03-12T07:30:00.123Z"), "2021-03-12T07:30:00Z");
    EXPECT_EQ(read("2021-03-12"), "2021-03-12");
    EXPECT_EQ(read("Fri, 12 Mar 2021 07:30:00 -0500"), "2021-03-12T07:30:00-05:00");
    EXPECT_EQ(read("20210312T073000"), "2021-03-12T07:30:00Z");
    EXPECT_EQ(read("20210312"), "2021-03-12");
}

TEST(Dates, named_months_of_many_languages) {
    EXPECT_EQ(read("Published March 3, 2021"), "2021-03-03");
    EXPECT_EQ(read("3rd of March 2021"), "2021-03-03");
    EXPECT_EQ(read("Stand: 3. März 2021, 14:05 Uhr"), "2021-03-03T14:05:00Z");
    EXPECT_EQ(read("Publié le 1er août 2020 à 14h05"), "2020-08-01T14:05:00Z");
    EXPECT_EQ(read("12 de marzo de 2021"), "2021-03-12");
    EXPECT_EQ(read("12 марта 2021 г."), "2021-03-12");
    EXPECT_EQ(read("2020. július 13."), "2020-07-13");
    EXPECT_EQ(read("12 Mart 2021"), "2021-03-12");
    EXPECT_EQ(read("12 مارس 2021"), "2021-03-12");
    EXPECT_EQ(read("٢٧ أكتوبر ٢٠١٩"), "2019-10-27");
    EXPECT_EQ(read("2021年3月12日 5時07分"), "2021-03-12T05:07:00Z");
    EXPECT_EQ(read("2021년 3월 12일 오후 5:07"), "2021-03-12T17:07:00Z");
    EXPECT_EQ(read("12 มีนาคม 2564"), "2021-03-12");
    EXPECT_EQ(read("12 ม.ค. 2564"), "2021-01-12");
    EXPECT_EQ(read("13 نيسان / أبريل 2021"), "2021-04-13");  // one month under two names
    EXPECT_EQ(read("13 نيسان / مايو 2021"), "none");
}

TEST(Dates, day_and_month_are_told_apart_by_language_and_plausibility) {
    EXPECT_EQ(read("03/04/2021", {"en-US", {}, false}), "2021-03-04");
    EXPECT_EQ(read("03/04/2021", {"en-GB", {}, false}), "2021-04-03");
    EXPECT_EQ(read("03/04/2021", {"fr", {}, false}), "2021-04-03");
    EXPECT_EQ(read("13/04/2021", {"en-US", {}, false}), "2021-04-13");
    EXPECT_EQ(read("3.4.2021", {"en-US", {}, false}), "2021-04-03");
    const Date fetched{std::chrono::year{2021}, std::chrono::month{3}, std::chrono::day{10}};
    EXPECT_EQ(read("03/04/2021", {"fr", fetched, false}), "2021-03-04");
}

TEST(Dates, times_of_day_and_zones) {
    EXPECT_EQ(read("Mar. 3, 2021 4:10 p.m. ET"), "2021-03-03T16:10:00-05:00");
    EXPECT_EQ(read("Jul. 3, 2021 4:10 PM ET"), "2021-07-03T16:10:00-04:00");
    EXPECT_EQ(read("12 Mar 2021 12:05 AM IST"), "2021-03-12T00:05:00+05:30");
    EXPECT_EQ(read("10:30 Uhr | 12.03.2021"), "2021-03-12T10:30:00Z");
    EXPECT_EQ(read("12.03.2021 | 10:30 MESZ"), "2021-03-12T10:30:00+02:00");
}

TEST(Dates, what_is_no_date_is_none) {
    EXPECT_EQ(read("call 555-123-4567"), "none");
    EXPECT_EQ(read("version 1.2.3"), "none");
    EXPECT_EQ(read("31.2.2021"), "none");
    EXPECT_EQ(read(""), "none");
    EXPECT_EQ(read("the May 2021 issue"), "none");
}

TEST(Dates, urls) {
    EXPECT_EQ(to_string(*date_in_url("https://a.example/2021/03/12/title")), "2021-03-12");
    EXPECT_EQ(to_string(*date_in_url("https://a.example/news/20210312-title")), "2021-03-12");
    EXPECT_EQ(to_string(*date_in_url("https://a.example/2021/mar/02/title")), "2021-03-02");
    EXPECT_FALSE(date_in_url("https://a.example/2021/03/title"));
    EXPECT_FALSE(date_in_url("https://a.example/1234567890"));
}

}  // namespace
}  // namespace newsloom::extract
