#include "lang/detail/numbers.h"

#include <algorithm>
#include <charconv>

#include "text/ascii.h"
#include "text/range.h"

namespace newsloom::lang::detail {
namespace {

std::optional<double> plain(std::string_view digits) {
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

Hedge hedge_named(std::string_view name) {
    if (name == "min") return Hedge::min;
    if (name == "max") return Hedge::max;
    if (name == "near") return Hedge::near;
    if (name == "above") return Hedge::above;
    return Hedge::about;
}

}  // namespace

std::optional<double> parse_digits(std::string_view digits, bool german) {
    if (digits.empty() || digits.size() > 40) return std::nullopt;
    std::string clean;
    char last = 0;
    std::size_t separators = 0, after_last = 0;
    for (const char c : digits) {
        if (ascii::is_digit(c)) {
            ++after_last;
        } else if (c == ',' || c == '.' || c == '\'') {
            if (separators > 0 && (c != last && after_last != 3)) return std::nullopt;
            last = c;
            ++separators;
            after_last = 0;
        } else {
            return std::nullopt;
        }
    }
    if (separators == 0) return plain(digits);
    const char decimal = german ? ',' : '.';
    const bool has_both = digits.find(',') != std::string_view::npos && digits.find('.') != std::string_view::npos;
    bool last_is_decimal = has_both || (last == decimal && separators == 1);
    // "1.200" in German text is 1200; "1.5" there is a decimal all the same
    if (last != decimal && separators == 1 && after_last != 3) last_is_decimal = true;
    if (last == '\'') last_is_decimal = false;
    const std::size_t last_at = digits.find_last_of(",.'");
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (ascii::is_digit(digits[i]))
            clean += digits[i];
        else if (i == last_at && last_is_decimal)
            clean += '.';
    }
    return plain(clean);
}

NumberTables::NumberTables(bool german) : german_(german) {
    const auto list = [&](std::string_view name) { return german ? german_list(name) : english_list(name); };
    for (const std::string_view line : lines_of(list("numbers.txt"))) {
        const auto parts = words_of(line);
        const bool magnitude = parts[0].starts_with('x');
        const auto value = plain(magnitude ? parts[0].substr(1) : parts[0]);
        for (std::size_t i = 1; i < parts.size(); ++i)
            (magnitude ? magnitudes_ : words_).add(parts[i], static_cast<std::uint32_t>(values_.size()));
        values_.push_back(value.value_or(0));
    }
    for (const std::string_view line : lines_of(list("hedges.txt"))) {
        const std::size_t colon = line.find(':');
        std::string_view kind = line.substr(0, colon);
        const bool behind = kind.starts_with("after-");
        if (behind) kind.remove_prefix(6);
        Phrase phrase{words_of(line.substr(colon + 1)), hedge_named(kind)};
        // longer ones first, else in the order of the list
        std::vector<Phrase>& phrases = behind ? after_ : before_;
        const auto place =
            std::upper_bound(phrases.begin(), phrases.end(), phrase,
                             [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
        phrases.insert(place, std::move(phrase));
    }
    for (const std::string_view line : lines_of(list("units.txt"))) {
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        for (const std::string_view way : words_of(line.substr(colon + 1))) {
            units_.add(way, static_cast<std::uint32_t>(unit_names_.size()));
            if (way.find_first_of("_/") != std::string_view::npos) {
                std::vector<std::string_view> parts;
                for (const std::string_view part : split(way, '_')) {
                    const std::size_t slash = part.find('/');  // a mark of its own
                    parts.push_back(part.substr(0, slash));
                    if (slash == std::string_view::npos) continue;
                    parts.push_back("/");
                    parts.push_back(part.substr(slash + 1));
                }
                parts.push_back(name);  // the last entry is the unit's name
                long_units_.push_back(std::move(parts));
            }
        }
        unit_names_.push_back(name);
    }
}

std::optional<double> NumberTables::word_value(std::string_view folded) const {
    const std::uint32_t i = words_.find(folded);
    if (i != WordTable::kAbsent) return values_[i];
    if (german_) {
        // einundzwanzig: one "und" ten
        const std::size_t und = folded.find("und");
        if (und != std::string_view::npos && und >= 3 && folded.size() <= 32) {
            const std::uint32_t ones = words_.find(folded.substr(0, und));
            const std::uint32_t tens = words_.find(folded.substr(und + 3));
            if (ones != WordTable::kAbsent && tens != WordTable::kAbsent && values_[ones] < 10 && values_[tens] >= 20)
                return values_[ones] + values_[tens];
        }
        return std::nullopt;
    }
    // "twenty-one"
    const std::size_t hyphen = folded.find('-');
    if (hyphen == std::string_view::npos) return std::nullopt;
    const std::uint32_t tens = words_.find(folded.substr(0, hyphen));
    const std::uint32_t ones = words_.find(folded.substr(hyphen + 1));
    if (tens == WordTable::kAbsent || ones == WordTable::kAbsent) return std::nullopt;
    if (values_[tens] < 20 || values_[ones] > 9 || values_[ones] < 1) return std::nullopt;
    return values_[tens] + values_[ones];
}

std::optional<double> NumberTables::magnitude(std::string_view folded) const {
    const std::uint32_t i = magnitudes_.find(folded);
    if (i == WordTable::kAbsent) return std::nullopt;
    return values_[i];
}

std::optional<ReadNumber> NumberTables::read(std::string_view text, std::span<const Token> tokens, std::size_t at,
                                             const std::vector<std::string>& folded) const {
    const std::size_t limit = std::min(tokens.size(), at + 10);
    if (at >= limit) return std::nullopt;
    ReadNumber number;
    std::size_t i = at;
    if (tokens[i].kind == TokenKind::number) {
        std::string_view digits = slice(text, tokens[i].range);
        // "5m", "3.5bn", "10k"
        std::size_t letters = digits.size();
        while (letters > 0 && ascii::is_alpha(digits[letters - 1]))
            --letters;
        double factor = 1;
        if (letters < digits.size()) {
            const auto m = magnitude(folded[i].substr(letters));
            if (!m) return std::nullopt;
            factor = *m;
            digits = digits.substr(0, letters);
        }
        const auto value = parse_digits(digits, german_);
        if (!value) return std::nullopt;
        number.value = *value * factor;
        number.end = i + 1;
        if (factor == 1 && i + 1 < limit) {
            if (const auto m = magnitude(folded[i + 1]); m && *m >= 100 && folded[i + 1].size() > 1) {
                number.value *= *m;
                number.end = i + 2;
            } else if (m && *m == 12 && folded[i + 1] == "dozen") {
                number.value *= 12;
                number.end = i + 2;
            }
        }
        return number;
    }
    if (tokens[i].kind != TokenKind::word) return std::nullopt;
    // Words: groups below a hundred, times hundred, times a larger magnitude, added up.
    double total = 0, group = 0;
    bool any = false, last_was_value = false;
    number.in_words = true;
    const bool article = folded[i] == "a" || folded[i] == "an";
    const bool half = folded[i] == "half" || folded[i] == "halb" || folded[i] == "eine_halbe";
    if (article && i + 1 < limit && magnitude(folded[i + 1]) && folded[i + 1].back() != 's' &&
        folded[i + 1].size() > 2) {
        group = 1;
        any = true;
        ++i;
    } else if (article && i + 2 < limit && folded[i + 1] == "few" && magnitude(folded[i + 2])) {
        number.vague = true;
        group = 1;
        any = true;
        i += 2;
    } else if (half && i + 2 < limit && (folded[i + 1] == "a" || folded[i + 1] == "eine") && magnitude(folded[i + 2])) {
        number.value = *magnitude(folded[i + 2]) / 2;
        number.end = i + 3;
        return number;
    }
    for (; i < limit && tokens[i].kind == TokenKind::word; ++i) {
        if (const auto value = word_value(folded[i])) {
            if (last_was_value && !(group >= 20 && *value < 10)) break;
            group += *value;
            any = true;
            last_was_value = true;
        } else if (const auto m = magnitude(folded[i]); m && folded[i].size() > 2) {
            if (!any && folded[i].back() != 's' && folded[i] != "dutzende" && folded[i] != "hunderte" &&
                folded[i] != "tausende" && !german_)
                break;
            if (!any) number.vague = folded[i].back() == 's' || folded[i].back() == 'e';
            if (group == 0) group = 1;
            if (*m < 1000) {
                group *= *m;
            } else {
                total += group * *m;
                group = 0;
            }
            any = true;
            last_was_value = false;
        } else if ((folded[i] == "and" || folded[i] == "und") && any && !last_was_value && i + 1 < limit &&
                   word_value(folded[i + 1])) {
            continue;  // "two hundred and five"
        } else if (number.vague && folded[i] == "of" && i + 1 < limit && magnitude(folded[i + 1])) {
            continue;  // "hundreds of thousands"
        } else {
            break;
        }
    }
    if (!any) return std::nullopt;
    number.value = total + group;
    number.end = i;
    return number;
}

Hedge NumberTables::before(const std::vector<std::string>& folded, std::size_t at, std::size_t& begin) const {
    for (const Phrase& phrase : before_) {
        const std::size_t n = phrase.words.size();
        if (n > at) continue;
        if (std::equal(phrase.words.begin(), phrase.words.end(),
                       folded.begin() + static_cast<std::ptrdiff_t>(at - n))) {
            begin = at - n;
            return phrase.hedge;
        }
    }
    begin = at;
    return Hedge::exact;
}

Hedge NumberTables::after(const std::vector<std::string>& folded, std::size_t at, std::size_t& end) const {
    for (const Phrase& phrase : after_) {
        const std::size_t n = phrase.words.size();
        if (at + n > folded.size()) continue;
        if (std::equal(phrase.words.begin(), phrase.words.end(), folded.begin() + static_cast<std::ptrdiff_t>(at))) {
            end = at + n;
            return phrase.hedge;
        }
    }
    end = at;
    return Hedge::exact;
}

std::string_view NumberTables::unit(std::string_view word) const {
    const std::uint32_t i = units_.find(word);
    return i == WordTable::kAbsent ? std::string_view() : unit_names_[i];
}

std::string_view NumberTables::unit(const std::vector<std::string>& folded, std::size_t at, std::size_t& end) const {
    end = at;
    if (at >= folded.size()) return {};
    for (const auto& parts : long_units_) {
        const std::size_t n = parts.size() - 1;
        if (at + n > folded.size() || folded[at] != parts[0]) continue;
        if (std::equal(parts.begin(), parts.end() - 1, folded.begin() + static_cast<std::ptrdiff_t>(at))) {
            end = at + n;
            return parts.back();
        }
    }
    const std::string_view name = unit(folded[at]);
    if (!name.empty()) end = at + 1;
    return name;
}

const NumberTables& number_tables(bool german) {
    static const NumberTables english(false);
    static const NumberTables of_german(true);
    return german ? of_german : english;
}

}  // namespace newsloom::lang::detail
