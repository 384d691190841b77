#include "base/instant.h"

#include <charconv>
#include <cstdio>

namespace newsloom {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Exactly `digits` digits at the front of `text`, taken off it.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Date> take_date(std::string_view& text) {
    const auto year = take_number(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day) return std::nullopt;
    const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                    std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::string clock_text(Instant at) {
    const auto day = floor<days>(at);
    const std::chrono::hh_mm_ss time{at - day};
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    return to_string(Date{day}) + buffer;
}

}  // namespace

std::string to_string(Date date) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer;
}

Date date_of(Instant at) { return Date{floor<days>(at)}; }

std::string to_rfc3339(Instant at) { return clock_text(at) + "Z"; }

std::string to_rfc3339(const Timestamp& time) {
    if (time.date_only) return to_string(date_of(time.at));
    if (!time.offset || *time.offset == minutes{0}) return to_rfc3339(time.at);
    const auto total = time.offset->count();
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", total < 0 ? '-' : '+', static_cast<int>(std::abs(total) / 60),
                  static_cast<int>(std::abs(total) % 60));
    return clock_text(time.at + *time.offset) + buffer;
}

std::optional<Date> parse_date(std::string_view text) {
    const auto date = take_date(text);
    return text.empty() ? date : std::nullopt;
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
    const auto date = take_date(text);
    if (!date) return std::nullopt;
    const Instant midnight{std::chrono::sys_days{*date}};
    if (text.empty()) return Timestamp{midnight, std::nullopt, true};
    if (text.front() != 'T' && text.front() != 't' && text.front() != ' ') return std::nullopt;
    text.remove_prefix(1);
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 24 || !take(text, ':')) return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    int second = 0;
    if (take(text, ':')) {
        const auto given = take_number(text, 2);
        if (!given || *given > 60) return std::nullopt;
        second = std::min(*given, 59);  // a leap second is the second before it
        if (take(text, '.') || take(text, ',')) {
            while (!text.empty() && text.front() >= '0' && text.front() <= '9')
                text.remove_prefix(1);
        }
    }
    Timestamp result{midnight + hours{*hour} + minutes{*minute} + seconds{second}, std::nullopt, false};
    take(text, ' ');
    if (text.empty()) return result;
    if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") {
        result.offset = minutes{0};
        return result;
    }
    const int sign = text.front() == '-' ? -1 : text.front() == '+' ? 1 : 0;
    if (sign == 0) return std::nullopt;
    text.remove_prefix(1);
    const auto offset_hours = take_number(text, 2);
    if (!offset_hours || *offset_hours > 15) return std::nullopt;
    take(text, ':');
    const auto offset_minutes = text.empty() ? std::optional(0) : take_number(text, 2);
    if (!offset_minutes || *offset_minutes > 59 || !text.empty()) return std::nullopt;
    result.offset = minutes{sign * (*offset_hours * 60 + *offset_minutes)};
    result.at -= *result.offset;
    return result;
}

}  // namespace newsloom
