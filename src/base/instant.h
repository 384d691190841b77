/// Points in time. The core never reads a clock: it is given `Instant now`.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom {

using Instant = std::chrono::sys_seconds;  ///< UTC, whole seconds
using Date = std::chrono::year_month_day;

/// A time as a page gives it: with its own offset, or only a date.
struct Timestamp {
    Instant at{};  ///< UTC; midnight UTC for a date alone
    std::optional<std::chrono::minutes>
        offset{};  ///< the page's own offset from UTC; none for a date alone or when not given
    bool date_only = false;

    friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

/// "2026-03-09T06:30:00Z".
[[nodiscard]] std::string to_rfc3339(Instant at);
/// With its own offset ("2026-03-09T07:30:00+01:00"), or the date alone ("2026-03-09"). Without an offset: "…Z".
[[nodiscard]] std::string to_rfc3339(const Timestamp& time);
/// "2026-03-09".
[[nodiscard]] std::string to_string(Date date);
[[nodiscard]] Date date_of(Instant at);

/// RFC 3339 / ISO 8601 in the forms that are written by machines: "2026-03-09", "2026-03-09T07:30", with seconds,
/// fractions, "Z" or "+01:00" or "+0100"; a space instead of the T. Nothing when the text is anything else or not a
/// valid date.
[[nodiscard]] std::optional<Timestamp> parse_rfc3339(std::string_view text);
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

}  // namespace newsloom
