/// Dates as pages write them: many languages, many orders, with or without a time.
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.h"

namespace newsloom::extract {

struct DateContext {
    std::string_view language;      ///< BCP 47; decides between day/month and month/day
    std::optional<Date> not_after;  ///< dates later than the day after it are not plausible
    bool month_first = false;       ///< set by the caller when other dates of the page say so
};

/// The first date in `text` ("Mis à jour le 3 mars 2021 à 14h05", "12.3.2021, 07:30 Uhr", "2021年3月12日 5時00分",
/// "Mar. 3, 2021 4:10 p.m. ET", RFC 3339, RFC 2822, "20210312", epoch seconds are not read). Nothing when there is
/// none.
///
/// All digits of Unicode that news pages use (Arabic-Indic, Persian, Devanagari, Bengali, Thai, fullwidth) count as
/// digits; Buddhist-era years are turned. Of d/m/y and m/d/y the impossible one is dropped, then the context decides.
/// Only dates from 1990 on are seen.
[[nodiscard]] std::optional<Timestamp> find_date(std::string_view text, const DateContext& context = {});

/// As find_date, and the bytes it was read from.
struct FoundDate {
    Timestamp time;
    std::size_t begin = 0, end = 0;
    bool ambiguous = false;  ///< day and month could be changed
};
[[nodiscard]] std::optional<FoundDate> find_date_at(std::string_view text, const DateContext& context = {});

/// A date in a URL's path: "/2021/03/12/", "/2021-03-12-", "/20210312". Nothing when only year and month stand there.
[[nodiscard]] std::optional<Date> date_in_url(std::string_view url);

/// 1..12 for a month's name or its usual short form in any of the languages known; 0 for anything else. `word` folded.
[[nodiscard]] int month_named(std::string_view word);

}  // namespace newsloom::extract
