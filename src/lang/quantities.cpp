#include "lang/quantities.h"

#include <limits>
#include <string>

#include "lang/detail/numbers.h"
#include "lang/words.h"
#include "text/ascii.h"

namespace newsloom::lang {
namespace {

using detail::Hedge;

class Finder {
  public:
    /// `terms` may be empty; with them most words need no look at their letters.
    Finder(std::string_view text, std::span<const Token> tokens, std::span<const Term> terms, std::string_view language)
        : text_(text),
          tokens_(tokens),
          terms_(terms),
          german_(language.starts_with("de")),
          language_(german_ ? "de" : "en"),
          tables_(detail::number_tables(german_)),
          hints_(detail::name_hints(german_)) {
        folded_.resize(tokens.size());
        known_.resize(tokens.size(), 0);
    }

    std::vector<Quantity> run() {
        for (std::size_t i = 0; i < tokens_.size();) {
            const std::size_t end = may_begin(i) ? read(i) : i;
            i = end > i ? end : i + 1;
        }
        return std::move(result_);
    }

  private:
    const std::string& word(std::size_t i) const {
        if (i >= folded_.size()) return empty_;
        if (!known_[i]) {
            append_folded(folded_[i], slice(text_, tokens_[i].range));
            known_[i] = 1;
        }
        return folded_[i];
    }
    // The tables look at a few words before and behind.
    const std::vector<std::string>& folded_around(std::size_t i) const {
        const std::size_t begin = i < 8 ? 0 : i - 8, end = std::min(folded_.size(), i + 16);
        for (std::size_t k = begin; k < end; ++k)
            static_cast<void>(word(k));
        return folded_;
    }
    bool may_begin(std::size_t i) const {
        if (terms_.empty() || tokens_[i].kind != TokenKind::word) return true;
        constexpr std::uint32_t kStarts = kNumberWord;
        if ((terms_[i].classes & kStarts) != 0) return true;
        if (tokens_[i].range.size() > 4)
            return terms_[i].word == 0 &&
                   (german_ || slice(text_, tokens_[i].range).find('-') != std::string_view::npos);
        return i + 1 < terms_.size() &&
               ((terms_[i + 1].classes | (i + 2 < terms_.size() ? terms_[i + 2].classes : 0U)) & kStarts) != 0;
    }
    bool is_number(std::size_t i) const { return i < tokens_.size() && tokens_[i].kind == TokenKind::number; }

    std::size_t read(std::size_t i) {
        const Token& token = tokens_[i];
        if (token.kind != TokenKind::number && token.kind != TokenKind::word) return i;
        if (token.kind == TokenKind::number) {
            if (const std::size_t end = age_compound(i); end > i) return end;
            if (const std::size_t end = digit_range(i); end > i) return end;
        }
        const auto number = tables_.read(text_, tokens_, i, folded_around(i));
        if (!number) return i;
        if (token.kind == TokenKind::word && !is_countable_word(i, *number)) return i;
        if (token.kind == TokenKind::number && is_no_quantity(i, number->end)) return number->end;
        return finish(i, *number);
    }

    // "45-year-old", "20-minute": an age or a length as an adjective.
    std::size_t age_compound(std::size_t i) {
        const std::string& w = word(i);
        const std::size_t hyphen = w.find('-');
        if (hyphen == std::string::npos || hyphen == 0 || !ascii::is_alpha(w[hyphen + 1])) return i;
        const auto value = detail::parse_digits(std::string_view(w).substr(0, hyphen), german_);
        if (!value) return i;
        const std::string_view rest = std::string_view(w).substr(hyphen + 1);
        std::string_view unit;
        if (rest.starts_with("year-old") || rest.starts_with("jährig"))
            unit = "years old";
        else
            unit = tables_.unit(rest.substr(0, rest.find('-')));
        if (unit.empty()) return i + 1;
        add(i, i + 1, value, *value, *value, unit, i + 1);
        return i + 1;
    }

    // "10-15 people", "2-1": a score has no noun behind it.
    std::size_t digit_range(std::size_t i) {
        const std::string& w = word(i);
        std::size_t dash = w.find('-');
        std::size_t dash_size = 1;
        if (dash == std::string::npos) {
            dash = w.find("\u2013");
            dash_size = 3;
        }
        if (dash == std::string::npos) {
            if (w.find(':') != std::string::npos || w.find('/') != std::string::npos) return i + 1;
            return i;
        }
        const auto low = detail::parse_digits(std::string_view(w).substr(0, dash), german_);
        const auto high = detail::parse_digits(std::string_view(w).substr(dash + dash_size), german_);
        if (!low || !high || *low >= *high) return i + 1;
        std::size_t unit_end = i + 1;
        double factor = 1;
        if (const auto m = tables_.magnitude(word(unit_end)); m && word(unit_end).size() > 1) {
            factor = *m;
            ++unit_end;
        }
        std::size_t begin = i;
        const std::string_view before = unit_before(i, begin);
        std::string_view unit = tables_.unit(folded_around(unit_end), unit_end, unit_end);
        if (!before.empty()) unit = before;
        const bool counted = !of(unit_end).empty();
        if (unit.empty() && !counted) return i + 1;
        if (*low >= 1500 && *high <= 2100) return i + 1;  // years
        add(begin, unit_end, std::nullopt, *low * factor, *high * factor, unit, unit_end);
        return unit_end;
    }

    std::string_view unit_before(std::size_t i, std::size_t& begin) const {
        if (i == 0 || tokens_[i].space_before) return {};
        const std::string_view unit = tables_.unit(word(i - 1));
        if (unit.empty() || tokens_[i - 1].kind == TokenKind::word) return {};
        begin = i - 1;
        // "US$5", "A$5"
        if (begin > 0 && !tokens_[begin].space_before && (word(begin - 1) == "us" || word(begin - 1) == "u.s."))
            --begin;
        return unit;
    }

    // "one" and German "ein" are numbers only with a unit or a hedge; "second" never.
    bool is_countable_word(std::size_t i, const detail::ReadNumber& number) const {
        if (number.value == 1 && number.end == i + 1) {
            std::size_t begin = i, unit_end = number.end;
            if (tables_.before(folded_around(i), i, begin) != Hedge::exact && !german_) return true;
            const std::string_view unit = tables_.unit(folded_around(number.end), number.end, unit_end);
            return !unit.empty() && (!german_ || unit != "people") && word(i) != "a" && word(i) != "an" && !german_;
        }
        if (number.vague && number.value < 12) return false;
        return true;
    }

    // Years, clock times, days of a month, ordinals, parts of names.
    bool is_no_quantity(std::size_t i, std::size_t end) const {
        const std::string_view digits = slice(text_, tokens_[i].range);
        const auto month = [&](std::size_t k) {
            return k < tokens_.size() && (hints_.of(word(k)) & detail::kMonth) != 0;
        };
        if (end == i + 1) {
            if (month(i + 1) && tokens_[i + 1].capitalised) return true;
            if (i > 0 && month(i - 1) && tokens_[i - 1].capitalised && digits.size() <= 2) return true;
            if (i > 1 && word(i - 1) == "," && is_number(i - 2) && digits.size() == 4) return true;
            if (i > 0 && month(i - 1) && digits.size() == 4) return true;
        }
        if (german_ && word(end) == "." && tokens_[end].kind == TokenKind::mark && !tokens_[end].space_before &&
            digits.size() <= 2 && end + 1 < tokens_.size() && tokens_[end + 1].kind == TokenKind::word &&
            !is_function_word(word(end + 1), language_))
            return true;
        const bool all_digits = digits.find_first_not_of("0123456789") == std::string_view::npos;
        if (end == i + 1 && all_digits && digits.size() == 4 && (digits[0] == '1' || digits[0] == '2')) {
            const int year = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100;
            std::size_t begin = i, unit_end = end;
            const bool hedged = tables_.before(folded_around(i), i, begin) != Hedge::exact && word(i - 1) != "around" &&
                                word(i - 1) != "about" && word(i - 1) != "um";
            const bool unit =
                !tables_.unit(folded_around(end), end, unit_end).empty() || !unit_before(i, begin).empty();
            if (year >= 1500 && year <= 2100 && !hedged && !unit) return true;
        }
        if (word(end) == "am" || word(end) == "pm" || word(end) == "a.m." || word(end) == "p.m." ||
            word(end) == "uhr" || word(end) == "a.m" || word(end) == "p.m" || word(end) == "o'clock")
            return true;
        if (all_digits && digits.size() > 1 && digits[0] == '0') return true;
        // "Apollo 11", "Article 50", "No. 10"
        if (i > 0 && tokens_[i - 1].kind == TokenKind::word && tokens_[i - 1].capitalised && all_digits && !german_ &&
            tables_.unit(word(i - 1)).empty() && !is_function_word(word(i - 1), language_) && of(end).empty())
            return true;
        if (i > 1 && word(i - 1) == "." && (word(i - 2) == "no" || word(i - 2) == "nr")) return true;
        return false;
    }

    // "The mayor, 52, paid": one number between commas, behind a word and before one.
    bool is_age(std::size_t i, std::size_t end) const {
        const std::string_view digits = slice(text_, tokens_[i].range);
        if (end != i + 1 || i < 2 || end + 1 >= tokens_.size() || digits.size() > 2 ||
            digits.find_first_not_of("0123456789") != std::string_view::npos)
            return false;
        return word(i - 1) == "," && word(end) == "," && tokens_[i - 2].kind == TokenKind::word &&
               tokens_[end + 1].kind == TokenKind::word;
    }

    std::size_t finish(std::size_t i, detail::ReadNumber number) {
        std::size_t begin = i;
        std::string_view unit = unit_before(i, begin);
        std::size_t end = number.end;
        std::optional<double> second;
        // "between 20 and 30", "from 20 to 30", "20 to 30"
        const std::string& join = word(end);
        if ((join == "to" || join == "bis" ||
             ((join == "and" || join == "und") && begin > 0 &&
              (word(begin - 1) == "between" || word(begin - 1) == "zwischen"))) &&
            end + 1 < tokens_.size()) {
            std::size_t at = end + 1;
            if (!unit.empty() && tables_.unit(word(at)) == unit && tokens_[at].kind == TokenKind::mark) ++at;
            const auto other = tables_.read(text_, tokens_, at, folded_around(at));
            if (other && !is_score_or_change(begin)) {
                double first = number.value;
                if (other->end > at + 1 && number.end == i + 1 && first < 1000 && !number.in_words) {
                    // "2 to 3 million": the magnitude belongs to both
                    if (const auto m = tables_.magnitude(word(other->end - 1)); m && other->value >= *m) first *= *m;
                }
                if (first <= other->value) {  // "fell from 30 to 20" is no interval
                    number.value = first;
                    second = other->value;
                    end = other->end;
                }
            }
        }
        std::size_t unit_end = end;
        const std::string_view behind = tables_.unit(folded_around(end), end, unit_end);
        if (unit.empty() && !behind.empty()) {
            unit = behind;
            end = unit_end;
            if (unit == "years" && (word(end) == "old" || word(end) == "alt")) {
                unit = "years old";
                ++end;
            }
        }
        if (unit.empty() && i > 0 && (word(i - 1) == "aged" || is_age(i, end))) unit = "years old";
        double low = number.value, high = second.value_or(number.value);
        std::optional<double> value = number.value;
        if (second) {
            value.reset();
            if (begin > 0 && (word(begin - 1) == "between" || word(begin - 1) == "from" ||
                              word(begin - 1) == "zwischen" || word(begin - 1) == "von"))
                --begin;
        }
        Hedge hedge = Hedge::exact;
        std::size_t hedge_begin = begin;
        if (!second || word(begin) != "between") hedge = tables_.before(folded_around(begin), begin, hedge_begin);
        if (hedge == Hedge::exact) {
            std::size_t hedge_end = end;
            hedge = tables_.after(folded_around(end), end, hedge_end);
            end = hedge_end;
        } else {
            begin = hedge_begin;
        }
        if (number.vague && hedge == Hedge::exact) hedge = Hedge::min;
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        switch (hedge) {
            case Hedge::exact:
                break;
            case Hedge::min:
                high = kInfinity;
                break;
            case Hedge::max:
                low = 0;
                break;
            case Hedge::near:
                low *= 0.9;
                break;
            case Hedge::about:
                low *= 0.9;
                high *= 1.1;
                break;
            case Hedge::above:
                high *= 1.1;
                break;
        }
        if (number.vague) value.reset();
        add(begin, end, value, low, high, unit, end);
        return end;
    }

    bool is_score_or_change(std::size_t begin) const {
        return begin > 0 && (word(begin - 1) == "lost" || word(begin - 1) == "won");
    }

    // What is counted: the words behind, up to a function word, a mark or a further number.
    TextRange of(std::size_t i) const {
        if (word(i) == "of" || word(i) == "der" || word(i) == "in") {
            ++i;
            while (word(i) == "the" || word(i) == "all" || word(i) == "its" || word(i) == "their" || word(i) == "his" ||
                   word(i) == "her")
                ++i;
        }
        std::size_t end = i;
        while (end < tokens_.size() && end - i < 4 && tokens_[end].kind == TokenKind::word &&
               !is_function_word(word(end), language_)) {
            ++end;
            if (!german_ && word(end - 1).size() > 3 && word(end - 1).back() == 's' && !word(end - 1).ends_with("ss"))
                break;
            if (german_ && tokens_[end - 1].capitalised) break;
        }
        if (end == i) return {};
        return {tokens_[i].range.begin, tokens_[end - 1].range.end};
    }

    void add(std::size_t begin, std::size_t end, std::optional<double> value, double low, double high,
             std::string_view unit, std::size_t of_from) {
        Quantity quantity;
        quantity.range = {tokens_[begin].range.begin, tokens_[end - 1].range.end};
        if (!result_.empty() && quantity.range.begin < result_.back().range.end)
            quantity.range.begin = result_.back().range.end;
        quantity.value = value;
        quantity.low = low;
        quantity.high = high;
        quantity.unit = std::string(unit);
        quantity.of = of(of_from);
        if (quantity.of.empty() && unit == "people" && end > begin) quantity.of = tokens_[end - 1].range;
        result_.push_back(std::move(quantity));
    }

    std::string_view text_;
    std::span<const Token> tokens_;
    std::span<const Term> terms_;
    bool german_;
    std::string_view language_;
    const detail::NumberTables& tables_;
    const detail::NameHints& hints_;
    mutable std::vector<std::string> folded_;  ///< made when asked for
    mutable std::vector<char> known_;
    std::string empty_;
    std::vector<Quantity> result_;
};

}  // namespace

std::vector<Quantity> quantities(std::string_view text, std::string_view language) {
    return quantities(text, tokens(text), language);
}

std::vector<Quantity> quantities(std::string_view text, std::span<const Token> tokens, std::string_view language) {
    return Finder(text, tokens, {}, language).run();
}

std::vector<Quantity> quantities(std::string_view text, std::span<const Token> tokens, std::span<const Term> terms,
                                 std::string_view language) {
    return Finder(text, tokens, terms, language).run();
}

}  // namespace newsloom::lang
