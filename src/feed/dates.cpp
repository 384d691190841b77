#include "feed/dates.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::feed {
namespace {

using std::chrono::minutes;

constexpr std::size_t kMostBytes = 200;

struct Word {
    std::string_view text;  ///< lower case; the beginning of the word when it ends in '*'
    int value;
};

/// Months of the languages that feeds write dates in; CLDR's wide and abbreviated forms, as far as they are words.
constexpr std::array kMonths = {
    // English, German, French, Spanish, Italian, Portuguese, Dutch, the Nordic languages
    Word{"jan*", 1},
    Word{"feb*", 2},
    Word{"mar", 3},
    Word{"march", 3},
    Word{"mars", 3},
    Word{"marzo", 3},
    Word{"mär*", 3},
    Word{"mrz", 3},
    Word{"maart", 3},
    Word{"mrt", 3},
    Word{"março", 3},
    Word{"marts", 3},
    Word{"apr*", 4},
    Word{"avr*", 4},
    Word{"abr*", 4},
    Word{"may", 5},
    Word{"mai", 5},
    Word{"mayo", 5},
    Word{"maj", 5},
    Word{"mei", 5},
    Word{"mag", 5},
    Word{"maggio", 5},
    Word{"maio", 5},
    Word{"jun*", 6},
    Word{"juin", 6},
    Word{"giu*", 6},
    Word{"jul*", 7},
    Word{"juil*", 7},
    Word{"lug*", 7},
    Word{"aug*", 8},
    Word{"août", 8},
    Word{"aout", 8},
    Word{"ago*", 8},
    Word{"sep*", 9},
    Word{"set", 9},
    Word{"sett*", 9},
    Word{"setembro", 9},
    Word{"oct*", 10},
    Word{"okt*", 10},
    Word{"ott*", 10},
    Word{"out", 10},
    Word{"outubro", 10},
    Word{"nov*", 11},
    Word{"dec*", 12},
    Word{"dez*", 12},
    Word{"déc*", 12},
    Word{"dic*", 12},
    Word{"des", 12},
    Word{"desember", 12},
    Word{"fév*", 2},
    Word{"fev*", 2},
    Word{"ene", 1},
    Word{"enero", 1},
    Word{"gen", 1},
    Word{"gennaio", 1},
    // Polish, Czech, Hungarian, Turkish
    Word{"sty*", 1},
    Word{"lut*", 2},
    Word{"kwi*", 4},
    Word{"cze*", 6},
    Word{"lip*", 7},
    Word{"sie*", 8},
    Word{"wrz*", 9},
    Word{"paź*", 10},
    Word{"lis*", 11},
    Word{"gru*", 12},
    Word{"maja", 5},
    Word{"marca", 3},
    Word{"led*", 1},
    Word{"únor*", 2},
    Word{"břez*", 3},
    Word{"dub*", 4},
    Word{"květ*", 5},
    Word{"červenc*", 7},
    Word{"červ*", 6},
    Word{"srp*", 8},
    Word{"zář*", 9},
    Word{"říj*", 10},
    Word{"pros*", 12},
    Word{"már*", 3},
    Word{"ápr*", 4},
    Word{"máj*", 5},
    Word{"máj", 5},
    Word{"jún*", 6},
    Word{"júl*", 7},
    Word{"szept*", 9},
    Word{"ocak", 1},
    Word{"şub*", 2},
    Word{"mart", 3},
    Word{"nis*", 4},
    Word{"mayıs", 5},
    Word{"haz*", 6},
    Word{"tem*", 7},
    Word{"ağu*", 8},
    Word{"eyl*", 9},
    Word{"eki*", 10},
    Word{"kas*", 11},
    Word{"ara*", 12},
    // Greek, Russian, Ukrainian
    Word{"ιαν*", 1},
    Word{"φεβ*", 2},
    Word{"μαρ*", 3},
    Word{"μάρ*", 3},
    Word{"απρ*", 4},
    Word{"μαΐ*", 5},
    Word{"μάι*", 5},
    Word{"μαϊ*", 5},
    Word{"ιουν*", 6},
    Word{"ιούν*", 6},
    Word{"ιουλ*", 7},
    Word{"ιούλ*", 7},
    Word{"αυγ*", 8},
    Word{"αύγ*", 8},
    Word{"σεπ*", 9},
    Word{"οκτ*", 10},
    Word{"νοε*", 11},
    Word{"νοέ*", 11},
    Word{"δεκ*", 12},
    Word{"янв*", 1},
    Word{"фев*", 2},
    Word{"мар*", 3},
    Word{"апр*", 4},
    Word{"май", 5},
    Word{"мая", 5},
    Word{"июн*", 6},
    Word{"июл*", 7},
    Word{"авг*", 8},
    Word{"сен*", 9},
    Word{"окт*", 10},
    Word{"ноя*", 11},
    Word{"дек*", 12},
    Word{"січ*", 1},
    Word{"лют*", 2},
    Word{"бер*", 3},
    Word{"кві*", 4},
    Word{"трав*", 5},
    Word{"черв*", 6},
    Word{"лип*", 7},
    Word{"серп*", 8},
    Word{"вер*", 9},
    Word{"жов*", 10},
    Word{"лист*", 11},
    Word{"груд*", 12},
};

/// Days of the week are not looked at, so only that a word is one matters. First letters are enough: a word that stands
/// before the date and is no month.
constexpr std::array kWeekdays = {
    "mon*", "tue*", "wed*", "thu*", "fri*", "sat*", "sun*", "mo",   "di",   "mi",   "do",   "fr",   "sa",
    "so",   "die*", "mit*", "don*", "fre*", "sam*", "son*", "lun*", "mar*", "mer*", "jeu*", "ven*", "dim*",
    "mié*", "mie*", "jue*", "vie*", "sáb*", "sab*", "dom*", "gio*", "seg*", "ter*", "qua*", "qui*", "sex*",
    "maa*", "din*", "woe*", "vri*", "zat*", "zon*", "ma",   "wo",   "vr",   "za",   "zo",   "man*", "tir*",
    "ons*", "tor*", "lør*", "søn*", "mån*", "tis*", "lör*", "sön*", "pon*", "wto*", "śro*", "czw*", "pią*",
    "sob*", "nie*", "κυρ*", "δευ*", "τρι*", "τρί*", "τετ*", "πεμ*", "πέμ*", "παρ*", "σαβ*", "σάβ*", "пн",
    "вт",   "ср",   "чт",   "пт",   "сб",   "вс",   "нд"};

constexpr std::array kFillers = {"t", "at",  "um", "uhr", "de", "del", "of", "le",
                                 "à", "den", "kl", "the", "г",  "г.",  "h"};

struct Zone {
    std::string_view name;
    int minutes;
};

/// RFC 822, 5.1, and abbreviations seen in feeds; the general American ones are taken as standard time.
constexpr std::array kZones = {
    Zone{"z", 0},      Zone{"ut", 0},     Zone{"utc", 0},     Zone{"gmt", 0},     Zone{"wet", 0},    Zone{"est", -300},
    Zone{"edt", -240}, Zone{"et", -300},  Zone{"cst", -360},  Zone{"cdt", -300},  Zone{"ct", -360},  Zone{"mst", -420},
    Zone{"mdt", -360}, Zone{"mt", -420},  Zone{"pst", -480},  Zone{"pdt", -420},  Zone{"pt", -480},  Zone{"ast", -240},
    Zone{"adt", -180}, Zone{"at", -240},  Zone{"akst", -540}, Zone{"akdt", -480}, Zone{"hst", -600}, Zone{"nst", -210},
    Zone{"ndt", -150}, Zone{"bst", 60},   Zone{"cet", 60},    Zone{"met", 60},    Zone{"mez", 60},   Zone{"west", 60},
    Zone{"cest", 120}, Zone{"mest", 120}, Zone{"mesz", 120},  Zone{"eet", 120},   Zone{"sast", 120}, Zone{"cat", 120},
    Zone{"eest", 180}, Zone{"msk", 180},  Zone{"eat", 180},   Zone{"trt", 180},   Zone{"pkt", 300},  Zone{"ist", 330},
    Zone{"npt", 345},  Zone{"ict", 420},  Zone{"wib", 420},   Zone{"hkt", 480},   Zone{"sgt", 480},  Zone{"pht", 480},
    Zone{"awst", 480}, Zone{"jst", 540},  Zone{"kst", 540},   Zone{"acst", 570},  Zone{"aest", 600}, Zone{"acdt", 630},
    Zone{"aedt", 660}, Zone{"nzst", 720}, Zone{"nzdt", 780},  Zone{"brt", -180},  Zone{"art", -180}, Zone{"clt", -240},
};

bool word_matches(std::string_view pattern, std::string_view word) {
    if (!pattern.ends_with('*')) return pattern == word;
    pattern.remove_suffix(1);
    return word.starts_with(pattern);
}

int month_named(std::string_view word) {
    const auto exact = std::find_if(kMonths.begin(), kMonths.end(), [&](const Word& m) { return m.text == word; });
    if (exact != kMonths.end()) return exact->value;
    const auto found =
        std::find_if(kMonths.begin(), kMonths.end(), [&](const Word& m) { return word_matches(m.text, word); });
    return found == kMonths.end() ? 0 : found->value;
}

template <class Table>
bool is_listed(const Table& table, std::string_view word) {
    return std::any_of(table.begin(), table.end(), [&](std::string_view entry) { return word_matches(entry, word); });
}

struct Token {
    enum Kind { number, word, sign } kind = sign;
    std::string text;
    int value = 0;
    bool spaced = false;  ///< white space stands before it
};

/// Numbers, words and single signs; nothing when a number is too long to be part of a date.
std::optional<std::vector<Token>> tokens_of(std::string_view text) {
    std::vector<Token> result;
    bool spaced = false;
    int depth = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == '(') ++depth;
        if (depth > 0) {  // a comment (RFC 822, 3.1.4)
            if (c == ')') --depth;
            ++i;
            continue;
        }
        if (ascii::is_digit(c)) {
            Token token{Token::number, {}, 0, spaced};
            while (i < text.size() && ascii::is_digit(text[i]))
                token.text += text[i++];
            if (token.text.size() > 9) return std::nullopt;
            for (const char digit : token.text)
                token.value = token.value * 10 + (digit - '0');
            result.push_back(std::move(token));
            spaced = false;
            continue;
        }
        const auto next = utf8::decode(text, i);
        if (is_white_space(next.code_point)) {
            spaced = true;
            i += next.size;
            continue;
        }
        if (is_letter(next.code_point)) {
            Token token{Token::word, {}, 0, spaced};
            while (i < text.size()) {
                const auto letter = utf8::decode(text, i);
                if (!is_letter(letter.code_point)) break;
                utf8::append(token.text, fold_case(letter.code_point));
                i += letter.size;
            }
            result.push_back(std::move(token));
        } else {
            result.push_back({Token::sign, std::string(text.substr(i, next.size)), 0, spaced});
            i += next.size;
        }
        spaced = false;
    }
    return result;
}

struct Clock {
    int hour = 0, minute = 0, second = 0;
};

class Reader {
  public:
    explicit Reader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    std::optional<Timestamp> read() {
        if (tokens_.empty() || !take_clock() || !take_zone() || !take_words()) return std::nullopt;
        const auto date = read_date();
        if (!date || !date->ok() || static_cast<int>(date->year()) < 1) return std::nullopt;
        Timestamp result{Instant{std::chrono::sys_days{*date}}, std::nullopt, !clock_};
        if (!clock_) return result;
        result.at += std::chrono::hours{clock_->hour} + minutes{clock_->minute} + std::chrono::seconds{clock_->second};
        if (zone_) {
            result.offset = minutes{*zone_};
            result.at -= *result.offset;
        }
        return result;
    }

  private:
    [[nodiscard]] bool is_sign(std::size_t i, char c) const {
        return i < tokens_.size() && tokens_[i].kind == Token::sign && tokens_[i].text.size() == 1 &&
               tokens_[i].text[0] == c;
    }
    [[nodiscard]] bool is_number(std::size_t i) const { return i < tokens_.size() && tokens_[i].kind == Token::number; }
    [[nodiscard]] bool is_word(std::size_t i) const { return i < tokens_.size() && tokens_[i].kind == Token::word; }

    void erase(std::size_t begin, std::size_t end) {
        tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                      tokens_.begin() + static_cast<std::ptrdiff_t>(std::min(end, tokens_.size())));
    }

    /// The first "10:14", "10:14:55", "10:14:55.123", with an am or pm beside it; taken out. False: a clock that is
    /// none.
    bool take_clock() {
        std::size_t at = 0;
        while (at < tokens_.size() && !(is_number(at) && is_sign(at + 1, ':') && is_number(at + 2)))
            ++at;
        if (at == tokens_.size()) return true;
        Clock clock{tokens_[at].value, tokens_[at + 2].value, 0};
        std::size_t end = at + 3;
        if (is_sign(end, ':') && is_number(end + 1)) {
            clock.second = tokens_[end + 1].value;
            end += 2;
            if ((is_sign(end, '.') || is_sign(end, ',')) && is_number(end + 1) && !tokens_[end + 1].spaced) end += 2;
        }
        if (is_sign(end, ':')) return false;
        std::size_t begin = at;
        if (const int half = half_of_day(end); half != 0) {
            if (!take_half(clock, half)) return false;
            end += is_sign(end + 1, '.') ? 4 : 1;  // "p.m." is four tokens
        } else if (at > 0 && is_word(at - 1) && half_of_day(at - 1) != 0) {
            if (!take_half(clock, half_of_day(at - 1))) return false;
            begin = at - 1;
        }
        // RFC 3339, 5.6: 24 only in ISO 8601's midnight; a leap second is the second before it.
        if (clock.hour > 24 || clock.minute > 59 || clock.second > 60) return false;
        if (clock.hour == 24 && (clock.minute != 0 || clock.second != 0)) return false;
        clock.second = std::min(clock.second, 59);
        clock_ = clock;
        clock_end_ = begin;
        erase(begin, end);
        return true;
    }

    /// 1: before noon, 2: after noon, 0: neither.
    [[nodiscard]] int half_of_day(std::size_t at) {
        if (!is_word(at)) return 0;
        const std::string& word = tokens_[at].text;
        const bool dotted = is_sign(at + 1, '.') && is_word(at + 2) && tokens_[at + 2].text == "m";
        if (word == "오전" || word == "오후") {
            korean_ = true;
            return word == "오전" ? 1 : 2;
        }
        if (word == "am" || word == "上午" || (word == "a" && dotted)) return 1;
        return word == "pm" || word == "下午" || (word == "p" && dotted) ? 2 : 0;
    }

    static bool take_half(Clock& clock, int half) {
        if (clock.hour < 1 || clock.hour > 12) return clock.hour <= 23 && half == 2;  // "14:30 pm" is meant as it says
        clock.hour = clock.hour % 12 + (half == 2 ? 12 : 0);
        return true;
    }

    /// "+0200", "-05:00", "+2", "GMT", "GMT+2", "Etc/GMT", right after the clock; taken out. False: a zone that is
    /// none.
    bool take_zone() {
        if (!clock_) return true;
        std::size_t at = clock_end_;
        if (is_word(at) && tokens_[at].text == "etc" && is_sign(at + 1, '/')) erase(at, at + 2);
        if (is_word(at) && month_named(tokens_[at].text) == 0 && tokens_[at].text != "uhr") {
            const std::string name = tokens_[at].text;
            const auto known =
                std::find_if(kZones.begin(), kZones.end(), [&](const Zone& zone) { return zone.name == name; });
            if (known != kZones.end()) {
                zone_ = known->minutes;
            } else if (name.size() < 3 || name.size() > 5) {
                return false;  // not a zone's name, nor anything else that may follow a clock
            }
            erase(at, at + 1);
        }
        if (is_sign(at, '+') || is_sign(at, '-') || (at < tokens_.size() && tokens_[at].text == "−")) {
            const int sign = is_sign(at, '+') ? 1 : -1;
            if (!is_number(at + 1)) return false;
            const Token& first = tokens_[at + 1];
            int hours = first.value;
            int rest = 0;
            std::size_t end = at + 2;
            if (first.text.size() >= 3) {
                hours = first.value / 100;
                rest = first.value % 100;
            } else if (is_sign(end, ':')) {
                if (!is_number(end + 1)) return false;
                rest = tokens_[end + 1].value;
                end += 2;
            }
            if (first.text.size() > 4 || hours > 15 || rest > 59) return false;
            zone_ = sign * (hours * 60 + rest);
            erase(at, end);
        }
        return true;
    }

    /// Leaves numbers and the signs between them; the month's name becomes month_. False: a word that no date has.
    bool take_words() {
        std::vector<Token> rest;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            Token& token = tokens_[i];
            if (token.kind == Token::sign) {
                if (token.text == "," || token.text == ";") continue;
                if (token.text != "-" && token.text != "/" && token.text != ".") return false;
                rest.push_back(std::move(token));
                continue;
            }
            if (token.kind == Token::number) {
                rest.push_back(std::move(token));
                continue;
            }
            const std::string& word = token.text;
            if (word == "년" || word == "월" || word == "일") {
                korean_ = true;
                continue;
            }
            if (word == "年" || word == "月" || word == "日") continue;
            const bool after_number = i > 0 && !token.spaced && !rest.empty() && rest.back().kind == Token::number;
            if (after_number && (word == "st" || word == "nd" || word == "rd" || word == "th" || word == "er"))
                continue;
            // "Mar" is a Tuesday in French when another month follows.
            const int month = month_named(word);
            const bool before_date = rest.empty() && !month_;
            if (month != 0 && !(before_date && is_listed(kWeekdays, word) && another_month_after(i))) {
                if (month_) return false;
                month_ = month;
                continue;
            }
            if (before_date && is_listed(kWeekdays, word)) continue;
            if (!is_listed(kFillers, word)) return false;
        }
        tokens_ = std::move(rest);
        return true;
    }

    [[nodiscard]] bool another_month_after(std::size_t at) const {
        for (std::size_t i = at + 1; i < tokens_.size(); ++i) {
            if (tokens_[i].kind == Token::word && month_named(tokens_[i].text) != 0) return true;
        }
        return false;
    }

    static int full_year(const Token& token) {
        if (token.text.size() > 2) return token.value;
        return token.value < 70 ? 2000 + token.value : 1900 + token.value;
    }

    static std::optional<Date> date_from(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > 31 || year > 9999) return std::nullopt;
        return Date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    }

    std::optional<Date> read_date() {
        if (korean_ && clock_ && !zone_) zone_ = 9 * 60;
        std::vector<Token> numbers;
        std::string separators;
        for (const Token& token : tokens_) {
            if (token.kind == Token::number) {
                numbers.push_back(token);
            } else {
                separators += token.text;
            }
        }
        if (month_) return named_month(numbers);
        if (numbers.size() == 3) return three_numbers(numbers, separators);
        if (separators == "-" && numbers.size() == 2 && numbers[0].text.size() == 4 && numbers[1].text.size() == 2)
            return date_from(numbers[0].value, numbers[1].value, 1);
        if (numbers.size() != 1 || !separators.empty() || clock_) return std::nullopt;
        const Token& only = numbers[0];
        if (only.text.size() == 4) return date_from(only.value, 1, 1);
        if (only.text.size() == 8) return date_from(only.value / 10000, only.value / 100 % 100, only.value % 100);
        if (only.text.size() == 6) {
            const int year = only.value / 10000;
            return date_from(year < 70 ? 2000 + year : 1900 + year, only.value / 100 % 100, only.value % 100);
        }
        return std::nullopt;
    }

    /// "4 Apr 2004", "Apr 4 04", "2004-Apr-4": the four-digit number is the year, else the last one.
    std::optional<Date> named_month(const std::vector<Token>& numbers) const {
        if (numbers.size() != 2) return std::nullopt;
        const bool year_first = numbers[0].text.size() >= 3;
        if (year_first && numbers[1].text.size() >= 3) return std::nullopt;
        const Token& year = year_first ? numbers[0] : numbers[1];
        const Token& day = year_first ? numbers[1] : numbers[0];
        if (day.text.size() > 2 || year.text.size() > 4) return std::nullopt;
        return date_from(full_year(year), *month_, day.value);
    }

    static std::optional<Date> three_numbers(const std::vector<Token>& numbers, std::string_view separators) {
        const auto& [a, b, c] = std::tie(numbers[0], numbers[1], numbers[2]);
        if (a.text.size() == 4) {
            if (b.text.size() > 3 || c.text.size() > 2) return std::nullopt;
            return date_from(a.value, b.value, c.value);
        }
        if (a.text.size() > 2 || b.text.size() > 2) return std::nullopt;
        if (c.text.size() == 4) {
            // Dots and hyphens: the day comes first. Slashes: only where one number can be no month.
            if (separators.find('/') == std::string_view::npos) return date_from(c.value, b.value, a.value);
            if (a.value > 12 || a.value == b.value) return date_from(c.value, b.value, a.value);
            return b.value > 12 ? date_from(c.value, a.value, b.value) : std::nullopt;
        }
        if (c.text.size() == 2 && separators == "--") return date_from(full_year(a), b.value, c.value);
        return c.text.size() == 2 && separators == ".." ? date_from(full_year(c), b.value, a.value) : std::nullopt;
    }

    std::vector<Token> tokens_;
    std::optional<Clock> clock_;
    std::size_t clock_end_ = 0;
    std::optional<int> zone_, month_;
    bool korean_ = false;
};

/// Seconds or milliseconds since 1970, for the years 2001 to 2065.
std::optional<Timestamp> unix_time(std::string_view text) {
    if (text.size() != 10 && text.size() != 13) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) {
        if (!ascii::is_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    if (text.size() == 13) value /= 1000;
    if (value < 1'000'000'000 || value > 3'000'000'000) return std::nullopt;
    return Timestamp{Instant{std::chrono::seconds{value}}, minutes{0}, false};
}

/// ISO 8601's basic form "20260309T063000Z", "20260309T0630+0100"; a blank may stand for the T.
std::optional<Timestamp> basic_iso(std::string_view text) {
    const auto digits = [&](std::size_t from) {
        const std::size_t end = text.find_first_not_of("0123456789", from);
        return std::min(end, text.size()) - from;
    };
    if (text.size() < 13 || digits(0) != 8 || (text[8] != 'T' && text[8] != ' ')) return std::nullopt;
    const std::size_t clock = digits(9);
    if (clock != 4 && clock != 6) return std::nullopt;
    const auto part = [&](std::size_t at, std::size_t size) { return std::string(text.substr(at, size)); };
    return parse_rfc3339(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(9, 2) + ":" + part(11, 2) +
                         (clock == 6 ? ":" + part(13, 2) : "") + part(9 + clock, text.size()));
}

}  // namespace

std::optional<Timestamp> parse_date(std::string_view text) {
    text = ascii::trim(text);
    if (text.empty() || text.size() > kMostBytes) return std::nullopt;
    if (const auto machine = parse_rfc3339(text)) return machine;
    if (const auto basic = basic_iso(text)) return basic;
    if (const auto seconds = unix_time(text)) return seconds;
    auto tokens = tokens_of(text);
    return tokens ? Reader(std::move(*tokens)).read() : std::nullopt;
}

}  // namespace newsloom::feed
