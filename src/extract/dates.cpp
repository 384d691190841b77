#include "extract/dates.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

#include "extract/detail/date_tokens.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using std::chrono::minutes;

struct Parsed {
    int year = 0, month = 0, day = 0;
    std::size_t next = 0;  ///< token after it
    bool ambiguous = false;
};

class Finder {
  public:
    Finder(std::string_view text, const DateContext& context) : context_(context) { tokenise(text, tokens_); }

    std::optional<FoundDate> find() {
        for (std::size_t i = 0; i < tokens_.count; ++i) {
            Parsed date;
            if (!(year_first(i, date) || numbers(i, date) || day_month(i, date) || month_day(i, date) ||
                  compact(i, date) || year_month_name(i, date)))
                continue;
            FoundDate found;
            if (finish(i, date, found)) return found;
        }
        return std::nullopt;
    }

  private:
    [[nodiscard]] const Token* token(std::size_t i) const { return i < tokens_.count ? &tokens_.at[i] : nullptr; }
    [[nodiscard]] bool is_number(std::size_t i, int fewest, int most) const {
        const Token* t = token(i);
        return t != nullptr && t->kind == TokenKind::number && t->digits >= fewest && t->digits <= most;
    }
    [[nodiscard]] bool is_mark(std::size_t i, char32_t c) const {
        const Token* t = token(i);
        return t != nullptr && t->kind == TokenKind::mark && t->mark == c;
    }
    [[nodiscard]] std::string_view word(std::size_t i) const {
        const Token* t = token(i);
        return t != nullptr && t->kind == TokenKind::word ? std::string_view(t->folded) : std::string_view();
    }
    [[nodiscard]] int value(std::size_t i) const { return tokens_.at[i].value; }

    [[nodiscard]] static int full_year(int value, int digits) {
        if (digits == 2) return value <= 69 ? 2000 + value : 1900 + value;
        if (digits != 4) return 0;
        if (value >= 2533 && value <= 2643) return value - 543;  // Buddhist era
        return value;
    }
    [[nodiscard]] static bool is_year(int year) { return year >= 1990 && year <= 2100; }

    /// 2021-03-12, 2021/3/12, 2021.03.12, 2021年3月12日, 2021년 3월 12일, "2021. 3. 12."
    bool year_first(std::size_t i, Parsed& out) const {
        if (!is_number(i, 4, 4)) return false;
        const int year = full_year(value(i), 4);
        if (!is_year(year)) return false;
        std::size_t at = i + 1;
        const Token* mark = token(at);
        if (mark == nullptr || mark->kind != TokenKind::mark) return false;
        const char32_t sep = mark->mark;
        if (sep != '-' && sep != '/' && sep != '.' && sep != U'年' && sep != U'년' && sep != 0x2013 && sep != 0x2010 &&
            sep != 0x2011 && sep != 0xFF0F)
            return false;
        ++at;
        if (!is_number(at, 1, 2)) return false;
        const int month = value(at++);
        const Token* second = token(at);
        if (second == nullptr || second->kind != TokenKind::mark) return false;
        if (second->mark != sep && second->mark != U'月' && second->mark != U'월') return false;
        ++at;
        if (!is_number(at, 1, 2)) return false;
        out = {year, month, value(at), at + 1, false};
        if (is_mark(out.next, U'日') || is_mark(out.next, U'일') || is_mark(out.next, U'号') ||
            is_mark(out.next, U'號'))
            ++out.next;
        return true;
    }

    /// 12.3.2021, 12/03/2021, 3/12/21
    bool numbers(std::size_t i, Parsed& out) const {
        if (!is_number(i, 1, 2)) return false;
        if (i > 0 && tokens_.at[i].begin == tokens_.at[i - 1].end && tokens_.at[i - 1].kind == TokenKind::mark &&
            (tokens_.at[i - 1].mark == '.' || tokens_.at[i - 1].mark == ':' || tokens_.at[i - 1].mark == '/'))
            return false;  // the tail of a longer number
        const Token* mark = token(i + 1);
        if (mark == nullptr || mark->kind != TokenKind::mark) return false;
        const char32_t sep = mark->mark;
        if (sep != '.' && sep != '/' && sep != '-' && sep != 0x2219 && sep != 0xB7) return false;
        if (!is_number(i + 2, 1, 2) || !is_mark(i + 3, sep)) return false;
        if (!(is_number(i + 4, 4, 4) || is_number(i + 4, 2, 2))) return false;
        const int digits = tokens_.at[i + 4].digits;
        if (digits == 2 && (mark->space_before || tokens_.at[i + 4].space_before)) return false;
        const int year = full_year(value(i + 4), digits);
        if (!is_year(year)) return false;
        const int a = value(i);
        const int b = value(i + 2);
        bool month_first = context_.month_first;
        if (sep == '/' || sep == '-') {
            month_first =
                month_first || (context_.language.starts_with("en-US") || context_.language.starts_with("en_US") ||
                                ascii::iequals(context_.language, "en") || context_.language.empty());
        }
        if (sep == '.') month_first = false;
        if (a > 12) month_first = false;
        if (b > 12) month_first = true;
        bool ambiguous = a <= 12 && b <= 12 && a != b && sep != '.';
        if (ambiguous && context_.not_after) {
            const auto fits = [&](int m, int d) {
                const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(m)},
                                std::chrono::day{static_cast<unsigned>(d)}};
                return date.ok() &&
                       std::chrono::sys_days{date} <= std::chrono::sys_days{*context_.not_after} + std::chrono::days{1};
            };
            if (fits(a, b) != fits(b, a)) {
                month_first = fits(a, b);
                ambiguous = false;
            }
        }
        out = {year, month_first ? a : b, month_first ? b : a, i + 5, ambiguous};
        return true;
    }

    /// Over ".", ",", ordinals and small words between day, month and year.
    [[nodiscard]] std::size_t over_joint(std::size_t i) const {
        for (int n = 0; n < 3; ++n) {
            const Token* t = token(i);
            if (t == nullptr) break;
            if (t->kind == TokenKind::mark &&
                (t->mark == '.' || t->mark == ',' || t->mark == 0xBA || t->mark == 0xB0 || t->mark == '\'' ||
                 t->mark == 0x2019 || t->mark == '-' || t->mark == 0x60C || t->mark == '/' || t->mark == 0xAA)) {
                ++i;
                continue;
            }
            const std::string_view w = word(i);
            if (w == "st" || w == "nd" || w == "rd" || w == "th" || w == "de" || w == "del" || w == "of" || w == "er" ||
                w == "d" || w == "ta" || w == "den" || w == "a" || w == "ος" || w == "η" || w == "m" || w == "г" ||
                w == "року" || w == "го" || w == "dia" || w == "º" || w == "ª" || w == "tháng" || w == "năm" ||
                w == "the" || w == "พ" || w == "ศ") {
                ++i;
                continue;
            }
            break;
        }
        return i;
    }

    [[nodiscard]] int month_at(std::size_t i, std::size_t& next) const {
        const Token* t = token(i);
        if (t == nullptr) return 0;
        if (t->kind != TokenKind::word) return 0;
        next = i + 1;
        if (const int month = month_named(t->folded)) return month;
        // Thai short forms stand with dots: "ม.ค."
        if (t->folded.size() > 2 && static_cast<unsigned char>(t->folded[0]) == 0xE0 && is_mark(i + 1, '.') &&
            !word(i + 2).empty()) {
            std::string joined = t->folded;
            joined += '.';
            joined += word(i + 2);
            if (const int month = month_named(joined)) {
                next = i + 3;
                return month;
            }
        }
        return 0;
    }

    bool year_at(std::size_t i, int& year, std::size_t& next) const {
        const Token* t = token(i);
        if (t == nullptr || t->kind != TokenKind::number) return false;
        year = full_year(t->value, t->digits);
        next = i + 1;
        return is_year(year) && (t->digits == 4 || t->digits == 2);
    }

    /// 12 March 2021, 12. März 2021, 12 de marzo de 2021, 12-Mar-21, "3 tháng 3, 2021"
    bool day_month(std::size_t i, Parsed& out) const {
        if (!is_number(i, 1, 2)) return false;
        std::size_t at = over_joint(i + 1);
        std::size_t next = 0;
        int month = month_at(at, next);
        if (month == 0 && word(at > 0 ? at - 1 : 0) == "tháng" && is_number(at, 1, 2)) {
            month = value(at);
            next = at + 1;
        }
        if (month == 0) return false;
        // "24 نيسان / أبريل 2020": the month under its names of two countries
        if (std::size_t second = 0; is_mark(next, '/') && month_at(next + 1, second) == month) next = second;
        at = over_joint(next);
        int year = 0;
        if (!year_at(at, year, next)) return false;
        if (tokens_.at[at].digits == 2 && tokens_.at[at].space_before && is_mark(next, ':'))
            return false;  // "12 March 10:30"
        out = {year, month, value(i), next, false};
        return true;
    }

    /// March 12, 2021; Mar. 12th 2021
    bool month_day(std::size_t i, Parsed& out) const {
        std::size_t next = 0;
        const int month = month_at(i, next);
        if (month == 0) return false;
        std::size_t at = over_joint(next);
        if (!is_number(at, 1, 2)) return false;
        const int day = value(at);
        at = over_joint(at + 1);
        int year = 0;
        if (!year_at(at, year, next) || tokens_.at[at].digits != 4) {
            // "March 12, 10:30 a.m., 2021" and "March 12 at 10:30, 2021" are rare: the year within six tokens.
            return false;
        }
        out = {year, month, day, next, false};
        return true;
    }

    /// 2021. március 12., "2021 m. kovo 12 d.", 2021 March 12
    bool year_month_name(std::size_t i, Parsed& out) const {
        if (!is_number(i, 4, 4)) return false;
        const int year = full_year(value(i), 4);
        if (!is_year(year)) return false;
        std::size_t at = i + 1;
        for (int n = 0; n < 2; ++n) {
            if (is_mark(at, '.') || is_mark(at, ',') || is_mark(at, '-') || word(at) == "m" || word(at) == "ko" ||
                word(at) == "gada" || word(at) == "gads")
                ++at;
        }
        std::size_t next = 0;
        const int month = month_at(at, next);
        if (month == 0) return false;
        at = over_joint(next);
        if (!is_number(at, 1, 2)) return false;
        out = {year, month, value(at), at + 1, false};
        return true;
    }

    /// 20210312, 20210312T101500
    bool compact(std::size_t i, Parsed& out) const {
        if (!is_number(i, 8, 8)) return false;
        const int v = value(i);
        if (v < 19900101 || v > 21001231) return false;
        out = {v / 10000, v / 100 % 100, v % 100, i + 1, false};
        return true;
    }

    struct Clock {
        int hour = 0, minute = 0, second = 0;
        std::size_t next = 0;
        std::optional<minutes> offset;
    };

    [[nodiscard]] static int noon_word(std::string_view w) {  // 1 before noon, 2 after
        if (w == "am" || w == "오전" || w == "上午" || w == "午前" || w == "早上" || w == "凌晨" || w == "πμ" ||
            w == "ص" || w == "öö")
            return 1;
        if (w == "pm" || w == "오후" || w == "下午" || w == "午後" || w == "晚上" || w == "μμ" || w == "م") return 2;
        return 0;
    }

    /// A clock time that begins at token i: 10:30, 10.30, 10h30, 10 h 30, 10時30分, 10:30:05, 4 p.m.
    bool clock_at(std::size_t i, Clock& out) const {
        int noon = noon_word(word(i));
        if (noon != 0) ++i;
        if (!is_number(i, 1, 2)) {
            // compact: T101500
            if (is_number(i, 6, 6) || is_number(i, 4, 4)) {
                const int v = tokens_.at[i].digits == 6 ? value(i) : value(i) * 100;
                out.hour = v / 10000;
                out.minute = v / 100 % 100;
                out.second = v % 100;
                out.next = i + 1;
                return i > 0 && word(i - 1) == "t" && out.hour < 24 && out.minute < 60 && out.second < 60;
            }
            return false;
        }
        out.hour = value(i);
        std::size_t at = i + 1;
        bool minute_given = false;
        const std::string_view unit = word(at);
        if ((is_mark(at, ':') || is_mark(at, '.') || is_mark(at, U'時') || is_mark(at, U'时') || is_mark(at, U'시') ||
             is_mark(at, U'點') || is_mark(at, U'点') || is_mark(at, 0xFF1A) || unit == "h" || unit == "u") &&
            is_number(at + 1, 1, 2) &&
            (tokens_.at[at + 1].digits == 2 || is_mark(at + 2, U'分') || is_mark(at + 2, U'분'))) {
            out.minute = value(at + 1);
            at += 2;
            minute_given = true;
            if (is_mark(at, U'分') || is_mark(at, U'분')) ++at;
            if (((is_mark(at, ':') || is_mark(at, '.')) && is_number(at + 1, 2, 2))) {
                out.second = value(at + 1);
                at += 2;
                if ((is_mark(at, '.') || is_mark(at, ',')) && token(at + 1) != nullptr &&
                    token(at + 1)->kind == TokenKind::number && !token(at + 1)->space_before)
                    at += 2;  // fractions
            } else if (is_number(at, 1, 2) && is_mark(at + 1, U'秒')) {
                out.second = value(at);
                at += 2;
            }
        } else if (unit == "h" || unit == "uhr" || is_mark(at, U'時') || is_mark(at, U'시')) {
            minute_given = true;
            ++at;
        }
        // a.m., p. m.
        if (const int after = noon_word(word(at)); after != 0) {
            noon = after;
            ++at;
            minute_given = true;
        } else if ((word(at) == "a" || word(at) == "p" || word(at) == "π" || word(at) == "μ") && is_mark(at + 1, '.') &&
                   (word(at + 2) == "m" || word(at + 2) == "μ")) {
            noon = word(at) == "a" || word(at) == "π" ? 1 : 2;
            at += is_mark(at + 3, '.') ? 4 : 3;
            minute_given = true;
        }
        if (!minute_given) return false;
        if (noon == 2 && out.hour < 12) out.hour += 12;
        if (noon == 1 && out.hour == 12) out.hour = 0;
        if (out.hour == 24 && out.minute == 0) out.hour = 0;
        if (out.hour > 23 || out.minute > 59 || out.second > 60) return false;
        out.second = std::min(out.second, 59);
        out.next = at;
        return true;
    }

    struct Zone {
        std::string_view name;
        int standard, summer;  ///< minutes; summer: under the rules of the United States when they differ
    };
    static constexpr Zone kZones[] = {
        {"utc", 0, 0},        {"gmt", 0, 0},        {"z", 0, 0},         {"est", -300, -300}, {"edt", -240, -240},
        {"et", -300, -240},   {"cdt", -300, -300},  {"cst", -360, -360}, {"ct", -360, -300},  {"mst", -420, -420},
        {"mdt", -360, -360},  {"mt", -420, -360},   {"pst", -480, -480}, {"pdt", -420, -420}, {"pt", -480, -420},
        {"akst", -540, -540}, {"akdt", -480, -480}, {"hst", -600, -600}, {"bst", 60, 60},     {"cet", 60, 60},
        {"cest", 120, 120},   {"mez", 60, 60},      {"mesz", 120, 120},  {"eet", 120, 120},   {"eest", 180, 180},
        {"msk", 180, 180},    {"мск", 180, 180},    {"ist", 330, 330},   {"wib", 420, 420},   {"wita", 480, 480},
        {"wit", 540, 540},    {"jst", 540, 540},    {"kst", 540, 540},   {"hkt", 480, 480},   {"sgt", 480, 480},
        {"pkt", 300, 300},    {"sast", 120, 120},   {"eat", 180, 180},   {"aest", 600, 600},  {"aedt", 660, 660},
        {"nzst", 720, 720},   {"nzdt", 780, 780},   {"brt", -180, -180}, {"trt", 180, 180},   {"tsi", 180, 180}};

    /// First Sunday of November, second of March: the United States' rule since 2007.
    [[nodiscard]] static bool is_us_summer(const Date& date) {
        using namespace std::chrono;
        const sys_days at{date};
        const sys_days begin{date.year() / March / Sunday[2]};
        const sys_days end{date.year() / November / Sunday[1]};
        return at >= begin && at < end;
    }

    void zone_at(std::size_t i, const Date& date, Clock& clock) const {
        bool bracket = false;
        if (is_mark(i, '(')) {
            bracket = true;
            ++i;
        }
        const std::string_view name = word(i);
        if (!name.empty()) {
            for (const Zone& zone : kZones) {
                if (zone.name != name) continue;
                clock.offset = minutes{is_us_summer(date) ? zone.summer : zone.standard};
                clock.next = i + 1;
                if ((name == "utc" || name == "gmt") && numeric_zone(i + 1, clock)) return;
                return;
            }
            return;
        }
        if (!bracket) numeric_zone(i, clock);
    }

    bool numeric_zone(std::size_t i, Clock& clock) const {
        const Token* sign = token(i);
        if (sign == nullptr || sign->kind != TokenKind::mark ||
            (sign->mark != '+' && sign->mark != '-' && sign->mark != 0x2212))
            return false;
        const Token* hours = token(i + 1);
        if (hours == nullptr || hours->kind != TokenKind::number || hours->space_before) return false;
        int total = 0;
        std::size_t next = i + 2;
        if (hours->digits == 4) {
            total = hours->value / 100 * 60 + hours->value % 100;
        } else if (hours->digits <= 2) {
            total = hours->value * 60;
            if (is_mark(i + 2, ':') && is_number(i + 3, 2, 2)) {
                total += value(i + 3);
                next = i + 4;
            }
        } else {
            return false;
        }
        if (total > 15 * 60) return false;
        clock.offset = minutes{sign->mark == '+' ? total : -total};
        clock.next = next;
        return true;
    }

    bool finish(std::size_t first, const Parsed& date, FoundDate& found) const {
        const Date day{std::chrono::year{date.year}, std::chrono::month{static_cast<unsigned>(date.month)},
                       std::chrono::day{static_cast<unsigned>(date.day)}};
        if (!day.ok() || date.month < 1 || date.day < 1) return false;
        found.ambiguous = date.ambiguous;
        found.begin = tokens_.at[first].begin;
        found.end = tokens_.at[date.next - 1].end;
        found.time.at = Instant{std::chrono::sys_days{day}};
        found.time.date_only = true;
        Clock clock;
        bool has_clock = false;
        for (std::size_t at = date.next; at < date.next + 6 && at < tokens_.count; ++at) {
            if (clock_at(at, clock)) {
                has_clock = true;
                break;
            }
            const Token& t = tokens_.at[at];
            if (t.kind == TokenKind::number) break;
            if (t.kind == TokenKind::word && t.folded.size() > 12) break;
        }
        if (has_clock) {
            zone_at(clock.next, day, clock);
            found.end = tokens_.at[clock.next - 1].end;
        } else if (first >= 3) {
            // The time stands before: "10:30, 12 March 2021", "10:30 Uhr | 12.3.2021"
            for (std::size_t back = 3; back <= 7 && back <= first; ++back) {
                Clock before;
                if (clock_at(first - back, before) && before.next <= first) {
                    clock = before;
                    has_clock = true;
                    zone_at(clock.next, day, clock);
                    found.begin = tokens_.at[first - back].begin;
                    break;
                }
            }
        }
        if (has_clock) {
            found.time.date_only = false;
            found.time.at +=
                std::chrono::hours{clock.hour} + minutes{clock.minute} + std::chrono::seconds{clock.second};
            if (clock.offset) {
                found.time.offset = clock.offset;
                found.time.at -= *clock.offset;
            }
        }
        return true;
    }

    DateContext context_;
    Tokens tokens_;
};

}  // namespace

std::optional<FoundDate> find_date_at(std::string_view text, const DateContext& context) {
    bool any = false;
    for (const char c : text.substr(0, kMostDateBytes)) {
        if (ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0xD9) {
            any = true;
            break;
        }
    }
    if (!any) return std::nullopt;
    return Finder(text, context).find();
}

std::optional<Timestamp> find_date(std::string_view text, const DateContext& context) {
    text = ascii::trim(text);
    if (text.size() >= 10 && text.size() <= 40) {
        if (const auto exact = parse_rfc3339(text); exact && date_of(exact->at).year() >= std::chrono::year{1990} &&
                                                    date_of(exact->at).year() <= std::chrono::year{2100})
            return exact;
    }
    const auto found = find_date_at(text, context);
    return found ? std::optional(found->time) : std::nullopt;
}

}  // namespace newsloom::extract
