#include "story/detail/figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

struct NumberWord {
    std::string_view word;
    int value;
};
constexpr std::array kNumberWords{
    NumberWord{"one", 1},        NumberWord{"two", 2},        NumberWord{"three", 3},     NumberWord{"four", 4},
    NumberWord{"five", 5},       NumberWord{"six", 6},        NumberWord{"seven", 7},     NumberWord{"eight", 8},
    NumberWord{"nine", 9},       NumberWord{"ten", 10},       NumberWord{"eleven", 11},   NumberWord{"twelve", 12},
    NumberWord{"thirteen", 13},  NumberWord{"fourteen", 14},  NumberWord{"fifteen", 15},  NumberWord{"sixteen", 16},
    NumberWord{"seventeen", 17}, NumberWord{"eighteen", 18},  NumberWord{"nineteen", 19}, NumberWord{"twenty", 20},
    NumberWord{"thirty", 30},    NumberWord{"forty", 40},     NumberWord{"fifty", 50},    NumberWord{"sixty", 60},
    NumberWord{"seventy", 70},   NumberWord{"eighty", 80},    NumberWord{"ninety", 90},   NumberWord{"zwei", 2},
    NumberWord{"drei", 3},       NumberWord{"vier", 4},       NumberWord{"f\u00fcnf", 5}, NumberWord{"sechs", 6},
    NumberWord{"sieben", 7},     NumberWord{"acht", 8},       NumberWord{"neun", 9},      NumberWord{"zehn", 10},
    NumberWord{"elf", 11},       NumberWord{"zw\u00f6lf", 12}};
constexpr std::array kFractions{NumberWord{"half", 2},    NumberWord{"halves", 2},       NumberWord{"third", 3},
                                NumberWord{"thirds", 3},  NumberWord{"quarter", 4},      NumberWord{"quarters", 4},
                                NumberWord{"fifth", 5},   NumberWord{"fifths", 5},       NumberWord{"sixth", 6},
                                NumberWord{"sixths", 6},  NumberWord{"eighth", 8},       NumberWord{"eighths", 8},
                                NumberWord{"tenth", 10},  NumberWord{"tenths", 10},      NumberWord{"drittel", 3},
                                NumberWord{"viertel", 4}, NumberWord{"f\u00fcnftel", 5}, NumberWord{"zehntel", 10}};
constexpr std::array<std::string_view, 12> kAfterFraction{"of",     "more",    "less",   "fewer",   "higher", "lower",
                                                          "larger", "smaller", "dearer", "cheaper", "der",    "des"};
constexpr std::size_t kMostWords = 120;  // of a sentence

/// Words, beside numbers, with which one of the figures below begins.
constexpr std::array<std::string_view, 12> kOpeners{"fortnight", "noon", "midday", "mittag", "midnight", "mitternacht",
                                                    "half",      "a",    "one",    "ein",    "eine",     "einer"};

/// The two letters with which a word begins.
constexpr std::size_t beginning_of(std::string_view word) {
    return word.size() < 2
               ? 0
               : (static_cast<unsigned char>(word[0]) & 31U) << 5 | (static_cast<unsigned char>(word[1]) & 31U);
}
constexpr std::uint32_t length_of(std::string_view word) { return 1U << std::min<std::size_t>(word.size(), 31); }
/// How long the words are that begin with two letters: of kNumberWords and kOpeners.
constexpr std::array<std::uint32_t, 1024> kOpenerLengths = [] {
    std::array<std::uint32_t, 1024> lengths{};
    for (const NumberWord& known : kNumberWords)
        lengths[beginning_of(known.word)] |= length_of(known.word);
    for (const std::string_view known : kOpeners)
        lengths[beginning_of(known)] |= length_of(known);
    return lengths;
}();

template <std::size_t N>
std::optional<int> value_of(const std::array<NumberWord, N>& list, std::string_view word) {
    for (const NumberWord& known : list) {
        if (known.word == word) return known.value;
    }
    return std::nullopt;
}

bool is_mark(char c) { return !ascii::is_alnum(c) && static_cast<unsigned char>(c) < 0x80; }

/// "14", "1,906", "twenty-one"; nothing for decimals.
std::optional<double> whole_number(std::string_view word) {
    if (word.size() < 3 && (word.empty() || !ascii::is_digit(word.front()))) return std::nullopt;
    if (ascii::is_digit(word.front())) {
        double value = 0;
        std::size_t group = 0, digits = 0;
        bool grouped = false;
        for (const char c : word) {
            if (c == ',' || c == '.') {
                if (digits == 0 || (grouped && group != 3)) return std::nullopt;
                grouped = true;
                group = 0;
                continue;
            }
            if (!ascii::is_digit(c) || ++digits > 12) return std::nullopt;
            value = value * 10 + (c - '0');
            ++group;
        }
        if (grouped && group != 3) return std::nullopt;
        return value;
    }
    if (const auto simple = value_of(kNumberWords, word)) return *simple;
    const std::size_t hyphen = word.find('-');
    if (hyphen == std::string_view::npos) return std::nullopt;
    const auto tens = value_of(kNumberWords, word.substr(0, hyphen));
    const auto ones = value_of(kNumberWords, word.substr(hyphen + 1));
    if (!tens || !ones || *tens < 20 || *ones > 9) return std::nullopt;
    return *tens + *ones;
}

struct Word {
    TextRange range;               ///< without marks around it
    bool may_begin = false;        ///< a figure, by its first letters and length
    std::optional<double> number;  ///< when it is a whole one
};

/// `marked`: a colon or a hyphen is in it.
bool may_begin(std::string_view word, bool marked) {
    if (ascii::is_digit(word.front())) return true;
    if (marked && word.find(':') != std::string_view::npos) return true;
    const std::string_view first = marked ? word.substr(0, word.find('-')) : word;  // "twenty-one"
    return (kOpenerLengths[beginning_of(first)] & length_of(first)) != 0;
}

/// Of a lower-cased sentence.
std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    words.reserve(std::min(text.size() / 5 + 1, kMostWords));
    for (std::size_t at = 0; at < text.size() && words.size() < kMostWords;) {
        while (at < text.size() && ascii::is_space(text[at]))
            ++at;
        std::size_t end = at;
        bool marked = false;
        for (; end < text.size() && !ascii::is_space(text[end]); ++end)
            marked = marked || text[end] == ':' || text[end] == '-';
        std::size_t first = at, last = end;
        while (first < last && is_mark(text[first]))
            ++first;
        while (last > first && is_mark(text[last - 1]))
            --last;
        if (first < last) {
            const std::string_view word = text.substr(first, last - first);
            const bool begins = may_begin(word, marked);
            words.push_back({{first, last}, begins, begins ? whole_number(word) : std::nullopt});
        }
        at = end;
    }
    return words;
}

std::vector<int> parts_between_colons(std::string_view word) {
    std::vector<int> parts;
    for (std::size_t at = 0; at <= word.size();) {
        const std::size_t end = std::min(word.find(':', at), word.size());
        int value = 0;
        const auto read = std::from_chars(word.data() + at, word.data() + end, value);
        if (read.ec != std::errc() || read.ptr != word.data() + end || value > 9999) return {};
        parts.push_back(value);
        at = end + 1;
    }
    return parts;
}

Measure exactly(std::string_view unit, double value) { return {unit, value, value, value}; }

class Reader {
  public:
    Reader(std::string_view lower, std::span<const Quantity> quantities, std::size_t begin)
        : lower_(lower), quantities_(quantities), begin_(begin), words_(words_of(lower)) {}

    std::vector<Measure> read() {
        add_lengths_of_time();
        for (std::size_t i = 0; i < words_.size();)
            i = words_[i].may_begin ? std::max(read_at(i), i + 1) : i + 1;
        return std::move(found_);
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t i) const {
        return i < words_.size() ? slice(lower_, words_[i].range) : std::string_view();
    }
    [[nodiscard]] std::optional<double> number(std::size_t i) const {
        return i < words_.size() ? words_[i].number : std::nullopt;
    }
    [[nodiscard]] bool is_in_quantity(std::size_t i) const {
        const TextRange own{begin_ + words_[i].range.begin, begin_ + words_[i].range.end};
        return std::any_of(quantities_.begin(), quantities_.end(),
                           [&](const Quantity& quantity) { return quantity.range.overlaps(own); });
    }

    /// "three years and four months": quantities of time one after the other, the larger first.
    void add_lengths_of_time() {
        for (std::size_t i = 0; i + 1 < quantities_.size();) {
            Measure sum = measure_of(quantities_[i]);
            std::size_t last = i;
            while (last + 1 < quantities_.size() && sum.unit == "days") {
                const Quantity& next = quantities_[last + 1];
                const std::size_t end = quantities_[last].range.end;
                const Measure more = measure_of(next);
                if (next.range.begin < end || next.range.begin - end > 6 || more.unit != "days" ||
                    more.value >= measure_of(quantities_[last]).value)
                    break;
                sum.value += more.value;
                ++last;
            }
            if (last > i) found_.push_back(exactly("days", sum.value));
            i = last + 1;
        }
    }

    std::size_t read_at(std::size_t i) {
        if (word(i) == "fortnight") return add(exactly("days", 14), i + 1);
        if (word(i) == "noon" || word(i) == "midday" || word(i) == "mittag") return add(exactly("clock", 720), i + 1);
        if (word(i) == "midnight" || word(i) == "mitternacht") return add(exactly("clock", 0), i + 1);
        if (word(i).find(':') != std::string_view::npos) return read_colons(i);
        if (const std::size_t end = read_clock(i); end > i) return end;
        if (const std::size_t end = read_share(i); end > i) return end;
        if (const std::size_t end = read_fraction(i); end > i) return end;
        const auto own = number(i);
        if (!own) return i;
        const std::size_t to = word(i + 1) == "to" || word(i + 1) == "zu" || word(i + 1) == "gegen" ? i + 2 : i + 1;
        if (const auto other = number(to); to == i + 2 && other && *own > 2) {
            found_.push_back(exactly("", *own));
            return add(exactly("", *other), to + 1);
        }
        if (is_in_quantity(i)) return i;
        if (word(i).size() == 4 && ascii::is_digit(word(i).front()) && *own >= 1200 && *own <= 2100)
            return add(exactly("year", *own), i + 1);
        if (*own >= 3) return add(exactly("", *own), i + 1);
        return i;
    }

    std::size_t read_colons(std::size_t i) {
        const auto parts = parts_between_colons(word(i));
        if (parts.size() == 3)
            return add(exactly("days", parts[0] / 24.0 + parts[1] / 1440.0 + parts[2] / 86400.0), i + 1);
        if (parts.size() == 2 && parts[0] < 24 && parts[1] < 60) {
            const bool evening = (word(i + 1).starts_with("p.m") || word(i + 1) == "pm") && parts[0] < 12;
            return add(exactly("clock", (parts[0] + (evening ? 12 : 0)) * 60 + parts[1]), i + 1);
        }
        return i;
    }

    /// "4am", "9 p.m.", "four in the morning", "19 Uhr".
    std::size_t read_clock(std::size_t i) {
        std::string_view digits = word(i);
        std::string_view mark;
        for (const std::string_view ending : {"am", "pm", "a.m", "p.m"}) {
            if (!digits.ends_with(ending) || digits.size() > ending.size() + 2) continue;
            if (!ascii::is_digit(digits.front())) continue;
            mark = ending;
            digits.remove_suffix(ending.size());
        }
        const auto hour = mark.empty() ? number(i) : whole_number(digits);
        if (!hour || *hour > 24) return i;
        std::size_t end = i + 1;
        if (mark.empty()) {
            for (const std::string_view ending : {"am", "pm", "a.m", "p.m", "o'clock", "uhr"}) {
                if (word(end) == ending) mark = ending;
            }
            if (!mark.empty()) ++end;
        }
        bool evening = mark.starts_with('p');
        const bool in = (word(end) == "in" && word(end + 1) == "the") || word(end) == "at";
        const std::string_view part = word(end) == "at" ? word(end + 1) : word(end + 2);
        if (in && (part == "morning" || part == "afternoon" || part == "evening" || part == "night") && *hour <= 12) {
            evening = part != "morning";
            if (mark.empty()) mark = part;
        }
        if (mark.empty()) return i;
        return add(exactly("clock", (*hour + (evening && *hour < 12 ? 12 : 0)) * 60), end);
    }

    /// "nine drivers in ten", "one in five", "9 out of 10".
    std::size_t read_share(std::size_t i) {
        const auto part = word(i) == "eine" || word(i) == "einer" ? std::optional<double>(1) : number(i);
        if (!part) return i;
        for (std::size_t at = i + 1; at <= i + 2; ++at) {
            if (word(at) != "in" && word(at) != "von" && word(at) != "out") continue;
            const std::size_t whole_at = word(at) == "out" ? at + 2 : at + 1;
            const auto whole = number(whole_at);
            if (!whole || *whole <= *part || *whole > 100 || (*whole > 20 && *whole != 100)) return i;
            return add(exactly("percent", 100 * *part / *whole), whole_at + 1);
        }
        return i;
    }

    /// "a fifth of", "two thirds", "almost three fifths".
    std::size_t read_fraction(std::size_t i) {
        if (word(i) == "half" && (word(i + 1) == "of" || word(i + 1) == "the"))
            return add(exactly("percent", 50), i + 1);
        const bool article = word(i) == "a" || word(i) == "one" || word(i) == "ein";
        const auto above = article ? std::optional<double>(1) : number(i);
        const auto below = value_of(kFractions, word(i + 1));
        if (!above || !below || *above >= *below || (*below == 2 && *above == 1)) return i;
        const bool follows =
            std::find(kAfterFraction.begin(), kAfterFraction.end(), word(i + 2)) != kAfterFraction.end();
        const bool plural = word(i + 1).ends_with('s') || word(i + 1).ends_with("tel");
        if (!follows && !plural) return i;
        return add(exactly("percent", 100 * *above / *below), i + 2);
    }

    std::size_t add(const Measure& measure, std::size_t end) {
        found_.push_back(measure);
        return end;
    }

    std::string_view lower_;
    std::span<const Quantity> quantities_;
    std::size_t begin_;
    std::vector<Word> words_;
    std::vector<Measure> found_;
};

}  // namespace

std::vector<Measure> other_figures(std::string_view lower, std::span<const Quantity> quantities, std::size_t begin) {
    return Reader(lower, quantities, begin).read();
}

}  // namespace newsloom::story::detail
