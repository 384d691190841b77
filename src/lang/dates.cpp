#include "lang/dates.h"

#include <array>
#include <charconv>
#include <string>

#include "lang/detail/tables.h"
#include "lang/words.h"
#include "text/ascii.h"

namespace newsloom::lang {
namespace {

using namespace std::chrono;

struct CalendarWord {
    std::string_view word;
    unsigned number;
};
constexpr std::array<CalendarWord, 40> kMonths = {{
    {"january", 1}, {"february", 2},  {"march", 3},    {"april", 4},     {"may", 5},       {"june", 6},    {"july", 7},
    {"august", 8},  {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12}, {"jan", 1},     {"feb", 2},
    {"mar", 3},     {"apr", 4},       {"jun", 6},      {"jul", 7},       {"aug", 8},       {"sept", 9},    {"sep", 9},
    {"oct", 10},    {"nov", 11},      {"dec", 12},     {"januar", 1},    {"jänner", 1},    {"februar", 2}, {"märz", 3},
    {"mai", 5},     {"juni", 6},      {"juli", 7},     {"oktober", 10},  {"dezember", 12}, {"okt", 10},    {"dez", 12},
    {"mrz", 3},     {"mär", 3},       {"feber", 2},    {"sept", 9},      {"nov", 11},
}};
constexpr std::array<CalendarWord, 25> kDays = {{
    {"sunday", 0},     {"monday", 1},   {"tuesday", 2}, {"wednesday", 3}, {"thursday", 4},
    {"friday", 5},     {"saturday", 6}, {"sun", 0},     {"mon", 1},       {"tue", 2},
    {"tues", 2},       {"wed", 3},      {"thu", 4},     {"thurs", 4},     {"fri", 5},
    {"sat", 6},        {"sonntag", 0},  {"montag", 1},  {"dienstag", 2},  {"mittwoch", 3},
    {"donnerstag", 4}, {"freitag", 5},  {"samstag", 6}, {"sonnabend", 6}, {"thur", 4},
}};

template <std::size_t N>
std::optional<unsigned> find(const std::array<CalendarWord, N>& words, std::string_view word) {
    for (const CalendarWord& entry : words) {
        if (entry.word == word) return entry.number;
    }
    return std::nullopt;
}

std::optional<unsigned> small_number(std::string_view word, unsigned low, unsigned high) {
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
        if (word.size() > 2 && word.ends_with(ending)) {
            word.remove_suffix(2);
            break;
        }
    }
    unsigned value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size() || value < low || value > high) return std::nullopt;
    return value;
}

class Finder {
  public:
    Finder(std::string_view text, std::span<const Token> tokens, std::string_view language,
           std::optional<Date> reference)
        : text_(text), tokens_(tokens), german_(language.starts_with("de")), reference_(reference) {}

    std::vector<DateMention> run() {
        for (std::size_t i = 0; i < tokens_.size();) {
            const std::size_t end = german_ ? german(i) : english(i);
            i = end > i ? end : i + 1;
        }
        return std::move(result_);
    }

  private:
    std::string word(std::size_t i) const {
        std::string folded;
        if (i < tokens_.size() && tokens_[i].range.size() <= 24) append_folded(folded, slice(text_, tokens_[i].range));
        return folded;
    }
    bool capital(std::size_t i) const { return i < tokens_.size() && tokens_[i].capitalised; }
    bool is_number(std::size_t i) const { return i < tokens_.size() && tokens_[i].kind == TokenKind::number; }
    std::optional<unsigned> month(std::size_t i) const { return capital(i) ? find(kMonths, word(i)) : std::nullopt; }
    std::size_t skip_dot(std::size_t i) const { return word(i) == "." && !tokens_[i].space_before ? i + 1 : i; }

    std::size_t add(std::size_t begin, std::size_t end, std::optional<Date> day, bool relative) {
        if (day && !day->ok()) day.reset();
        result_.push_back({{tokens_[begin].range.begin, tokens_[end - 1].range.end}, day, relative});
        return end;
    }

    // A day without a year: the nearest one not more than half a year after the reference.
    std::optional<Date> in_year(unsigned m, unsigned d) const {
        if (!reference_) return std::nullopt;
        Date day{reference_->year(), std::chrono::month{m}, std::chrono::day{d}};
        if (!day.ok()) return std::nullopt;
        if (sys_days(day) > sys_days(*reference_) + days{183})
            day = Date{day.year() - years{1}, day.month(), day.day()};
        else if (sys_days(day) < sys_days(*reference_) - days{183})
            day = Date{day.year() + years{1}, day.month(), day.day()};
        return day;
    }

    std::size_t with_year(std::size_t begin, std::size_t end, unsigned m, std::optional<unsigned> d) {
        std::size_t at = end;
        if (word(at) == ",") ++at;
        if (is_number(at)) {
            if (const auto y = small_number(word(at), 1500, 2199); y && word(at).size() == 4) {
                std::optional<Date> day;
                if (d) day = Date{year{static_cast<int>(*y)}, std::chrono::month{m}, std::chrono::day{*d}};
                return add(begin, at + 1, day, false);
            }
        }
        return add(begin, end, d ? in_year(m, *d) : std::nullopt, false);
    }

    std::size_t weekday(std::size_t i, unsigned number) {
        if (!reference_) return add(i, i + 1, std::nullopt, true);
        const sys_days today = sys_days(*reference_);
        const std::string before = i > 0 ? word(i - 1) : std::string();
        const bool next = before == "next" || before == "nächsten" || before == "kommenden";
        const int back = static_cast<int>((std::chrono::weekday{today} - std::chrono::weekday{number}).count());
        const sys_days day = next ? today + days{back == 0 ? 7 : 7 - back} : today - days{back};
        return add(i, i + 1, Date{day}, true);
    }

    std::size_t relative(std::size_t i, int offset) {
        std::optional<Date> day;
        if (reference_) day = Date{sys_days(*reference_) + days{offset}};
        return add(i, i + 1, day, true);
    }

    std::size_t iso(std::size_t i) {
        if (!is_number(i) || tokens_[i].range.size() != 10) return i;
        const auto day = parse_date(slice(text_, tokens_[i].range));
        return day ? add(i, i + 1, day, false) : i;
    }

    std::size_t english(std::size_t i) {
        if (is_number(i)) {
            if (const std::size_t end = iso(i); end > i) return end;
            const auto d = small_number(word(i), 1, 31);
            if (!d) return i;
            std::size_t at = i + 1;
            if (word(at) == "of") ++at;
            if (const auto m = month(at)) return with_year(i, skip_dot(at + 1), *m, d);
            return i;
        }
        if (tokens_[i].kind != TokenKind::word) return i;
        if (const auto m = month(i)) {
            const std::size_t at = skip_dot(i + 1);
            if (is_number(at)) {
                if (const auto d = small_number(word(at), 1, 31)) return with_year(i, at + 1, *m, d);
                if (small_number(word(at), 1500, 2199)) return with_year(i, at, *m, std::nullopt);
            }
            const std::string w = word(i);
            if (w == "may" || w == "march" || w.size() <= 4) {
                const std::string before = i > 0 ? word(i - 1) : std::string();
                if (before != "in" && before != "since" && before != "by" && before != "last" && before != "until" &&
                    before != "of" && before != "late" && before != "early" && before != "this" && before != "next")
                    return i;
            }
            return add(i, i + 1, std::nullopt, false);
        }
        const std::string w = word(i);
        if (capital(i)) {
            if (const auto number = find(kDays, w);
                number && (w.size() > 4 || word(i + 1) == "." || word(i + 1) == ","))
                return weekday(i, *number);
        }
        if (w == "today" || w == "tonight") return relative(i, 0);
        if (w == "yesterday") return relative(i, -1);
        if (w == "tomorrow") return relative(i, 1);
        return i;
    }

    std::size_t german(std::size_t i) {
        if (is_number(i)) {
            if (const std::size_t end = iso(i); end > i) return end;
            const std::string w = word(i);
            // "9.3.2026" is one token
            unsigned parts[3] = {};
            std::size_t n = 0, from = 0;
            while (n < 3) {
                const std::size_t dot = w.find('.', from);
                const auto value = small_number(
                    std::string_view(w).substr(from, dot == std::string::npos ? dot : dot - from), 1, 2199);
                if (!value) break;
                parts[n++] = *value;
                if (dot == std::string::npos) break;
                from = dot + 1;
            }
            if (n == 3 && parts[2] >= 1500)
                return add(
                    i, i + 1,
                    Date{year{static_cast<int>(parts[2])}, std::chrono::month{parts[1]}, std::chrono::day{parts[0]}},
                    false);
            const auto d = small_number(w, 1, 31);
            if (!d) return i;
            const std::size_t at = skip_dot(i + 1);
            if (at == i + 1) return i;
            if (const auto m = month(at)) return with_year(i, at + 1, *m, d);
            return i;
        }
        if (tokens_[i].kind != TokenKind::word) return i;
        if (const auto m = month(i)) return with_year(i, i + 1, *m, std::nullopt);
        const std::string w = word(i);
        if (capital(i)) {
            if (const auto number = find(kDays, w); number && w.size() > 4) return weekday(i, *number);
        }
        if (w == "heute") return relative(i, 0);
        if (w == "gestern") return relative(i, -1);
        if (w == "vorgestern") return relative(i, -2);
        return i;
    }

    std::string_view text_;
    std::span<const Token> tokens_;
    bool german_;
    std::optional<Date> reference_;
    std::vector<DateMention> result_;
};

}  // namespace

std::vector<DateMention> dates(std::string_view text, std::string_view language, std::optional<Date> reference) {
    return dates(text, tokens(text), language, reference);
}

std::vector<DateMention> dates(std::string_view text, std::span<const Token> tokens, std::string_view language,
                               std::optional<Date> reference) {
    return Finder(text, tokens, language, reference).run();
}

}  // namespace newsloom::lang
