#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>

#include "base/hash.h"
#include "model/printed_story.h"
#include "story/detail/comparing.h"
#include "story/detail/data_files.h"
#include "story/detail/difference.h"
#include "story/detail/models.h"
#include "story/detail/phrases.h"
#include "story/detail/senses.h"
#include "story/detail/sources.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

constexpr double kOneSentence = 0.9;  // that two versions of a sentence differ in what they count
constexpr double kNotForPrint = static_cast<double>(kPrintedDifference) - 0.01;
constexpr std::size_t kMostPerUnit = 120;
constexpr std::size_t kNearBytes = 45;  // around a number
constexpr std::size_t kCloseBytes = 24;

constexpr std::array<std::string_view, 34> kPart{
    "serious", "critical",   "lesser",     "minor",     "slight",    "slightly", "leicht",    "lightly", "of them",
    "of whom", "of which",   "among them", "including", "of those",  "of its",   "another",   "other",   "others",
    "more",    "additional", "further",    "davon",     "von ihnen", "weitere",  "darunter",  "of his",  "of her",
    "extra",   "each",       "per",        "apiece",    "seriously", "schwer",   "critically"};
constexpr std::array<std::string_view, 10> kWhole{"in total",  "altogether", "a total of", "overall",    "in all",
                                                  "insgesamt", "combined",   "all told",   "nationwide", "worldwide"};
constexpr std::array<std::string_view, 30> kPeriods{
    "this year", "over two years", "over three years", "over five years", "this month", "next month",
    "a year",    "per year",       "a month",          "a day",           "a week",     "an hour",
    "per day",   "every year",     "annually",         "last year",       "last month", "last week",
    "since",     "planned",        "expected",         "forecast",        "pro jahr",   "im jahr",
    "target",    "up from",        "next year",        "a night",         "in 2024",    "in 2025"};
constexpr std::array<std::string_view, 16> kUpdates{
    "rose to", "risen to",   "now",    "by noon",  "by sunday", "by monday", "by friday", "final",
    "stieg",   "inzwischen", "so far", "had been", "first",     "ersten",    "updated",   "revised"};

/// "five of the passengers", "zwei der Verletzten": what follows a number makes it a part.
bool is_share(std::string_view after) {
    return after.starts_with(" of the ") || after.starts_with(" der ") || after.starts_with(" von den ");
}

/// What is said of a number by the words around it.
enum About : unsigned { kPartWords, kWholeWords, kUpdateWordsFound, kFirstPeriod };

const Phrases& about_numbers() {
    static const Phrases phrases = [] {
        std::vector<Phrases::Group> groups{{kPartWords, kPart}, {kWholeWords, kWhole}, {kUpdateWordsFound, kUpdates}};
        for (unsigned i = 0; i < kPeriods.size(); ++i)
            groups.push_back({kFirstPeriod + i, std::span(kPeriods).subspan(i, 1)});
        return Phrases(groups);
    }();
    return phrases;
}

bool has(std::uint64_t found, About about) { return (found >> about & 1U) != 0; }

std::uint64_t years_in(std::string_view text) {
    std::uint64_t years = 0;
    for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
        if (!ascii::is_digit(text[i]) ||
            (i > 0 && (ascii::is_alnum(text[i - 1]) || text[i - 1] == ',' || text[i - 1] == '.')))
            continue;
        std::size_t end = i;
        int year = 0;
        while (end < text.size() && end < i + 5 && ascii::is_digit(text[end]))
            year = year * 10 + (text[end++] - '0');
        if (end == i + 4 && year >= 1980 && year < 2044 && (end == text.size() || !ascii::is_alnum(text[end])))
            years |= std::uint64_t{1} << (year - 1980);
        i = end;
    }
    return years;
}

Traits without_numbers(Traits traits) {
    for (const Trait trait : {kSameValues, kTellingValues, kNearValues, kOtherValues, kSameMeasure, kOtherMeasure})
        traits[trait] = 0;
    return traits;
}

/// Feet beside metres: what was rounded in one unit need not be round in the other.
bool is_conversion(const Quantity& a, const Quantity& b, const Measure& x, const Measure& y) {
    return a.unit != b.unit && !a.unit.empty() && !b.unit.empty() &&
           std::abs(x.value - y.value) <= 0.1 * std::max(std::abs(x.value), std::abs(y.value));
}

bool holds(const Statement& statement, const Measure& measure) {
    return std::any_of(statement.values.begin(), statement.values.end(),
                       [&](const Measure& value) { return value.value == measure.value; });
}

/// The words around a number that belong to a field, with their fields.
using FieldWords = std::vector<std::pair<std::uint32_t, std::span<const std::pair<std::uint32_t, std::uint32_t>>>>;

FieldWords field_words(const std::vector<std::uint32_t>& senses) {
    FieldWords words;
    for (const std::uint32_t sense : senses) {
        if (const auto fields = fields_of(sense); !fields.empty()) words.emplace_back(sense, fields);
    }
    return words;
}

/// Words of the one that the other has not but a word of their field has: min(n, 2) / 2.
float of_one_field(const FieldWords& a, const FieldWords& b) {
    std::size_t count = 0;
    for (const auto& [x, fields_x] : a) {
        if (std::any_of(b.begin(), b.end(), [&, same = x](const auto& entry) { return entry.first == same; })) continue;
        count += std::any_of(b.begin(), b.end(), [&, own = fields_x](const auto& entry) {
            return std::any_of(entry.second.begin(), entry.second.end(), [&](const auto& theirs) {
                return std::any_of(own.begin(), own.end(),
                                   [&](const auto& field) { return field.second == theirs.second; });
            });
        });
    }
    return static_cast<float>(std::min<std::size_t>(count, 2)) / 2;
}

bool any_shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    return shared_count(a, b) != 0;
}

/// "$27,111.75" and "$27,000", 45.9 and 46 per cent, $349 and $350.
bool is_rounded(const Measure& a, const Measure& b) {
    const double larger = std::max(std::abs(a.value), std::abs(b.value)), apart = std::abs(a.value - b.value);
    const auto round = [](double value, double step) { return value >= 100 && std::fmod(value, step) == 0; };
    if (apart <= 0.01 * larger && (round(a.value, 50) || round(b.value, 50))) return true;
    // To the digits that the rounder one has.
    double step = larger >= 1e12 ? 1e12 : larger >= 1e9 ? 1e9 : larger >= 1e6 ? 1e6 : 1;
    for (int digits = 0; digits < 2; ++digits, step /= 10) {
        const bool a_whole = std::abs(std::remainder(a.value, step)) < 1e-6 * step;
        const bool b_whole = std::abs(std::remainder(b.value, step)) < 1e-6 * step;
        if (a_whole && b_whole) return false;
        if (a_whole || b_whole) return apart <= 0.5 * step;
    }
    return false;
}

/// "a dozen" and "two dozen" are round numbers; "dozens" is none.
bool is_dozen(std::string_view number) { return number.ends_with("dozen"); }

/// The place after the blanks that begin at `at`, or before those that end there.
std::size_t after_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && ascii::is_space(text[at]))
        ++at;
    return at;
}
std::size_t before_blanks(std::string_view text, std::size_t at) {
    while (at > 0 && ascii::is_space(text[at - 1]))
        --at;
    return at;
}

/// "Updated: 9:36 AM", "04/9/2012", "0845 125 22", the 6 of a "5. 6" that was taken for two sentences: counts nothing.
bool is_stamp(std::string_view text, TextRange number) {
    const auto digit_at = [&](std::size_t at) { return at < text.size() && ascii::is_digit(text[at]); };
    const std::size_t end = before_blanks(text, number.begin);
    if (end > 0 && (text[end - 1] == ':' || text[end - 1] == '/' || text[end - 1] == '.')) {
        const std::size_t other = before_blanks(text, end - 1);
        if (other > 0 && digit_at(other - 1)) return true;
    }
    const std::size_t begin = after_blanks(text, number.end);
    if (begin >= text.size()) return false;
    if ((end > 0 && digit_at(end - 1)) || (digit_at(begin) && digit_at(number.end - 1))) return true;
    if (text[begin] == ':' || text[begin] == '/' || text[begin] == '.') return digit_at(after_blanks(text, begin + 1));
    const std::string after = ascii::lower(text.substr(begin, 6));
    return (after.starts_with("am") || after.starts_with("pm") || after.starts_with("a.m") ||
            after.starts_with("p.m") || after.starts_with("a . m") || after.starts_with("p . m") ||
            after.starts_with("uhr")) &&
           (after.size() < 4 || !ascii::is_alpha(after[after.starts_with('u') ? 3 : 2]));
}

/// The words within so many bytes of a number, whole.
TextRange around(std::string_view sentence, TextRange here, std::size_t bytes) {
    std::size_t from = here.begin > bytes ? here.begin - bytes : 0;
    std::size_t to = std::min(here.end + bytes, sentence.size());
    while (from > 0 && !ascii::is_space(sentence[from - 1]))
        --from;
    while (to < sentence.size() && !ascii::is_space(sentence[to]))
        ++to;
    return {from, to};
}

std::vector<std::uint32_t> senses_around(std::string_view sentence, TextRange here, std::size_t bytes, Tongue tongue) {
    const TextRange all = around(sentence, here, bytes);
    return content_senses(
        std::string(slice(sentence, {all.begin, here.begin})) + " " + std::string(slice(sentence, {here.end, all.end})),
        tongue);
}

float dice(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    return a.empty() || b.empty()
               ? 0.0F
               : 2 * static_cast<float>(shared_count(a, b)) / static_cast<float>(a.size() + b.size());
}

std::vector<std::uint32_t> names_near(const Statement& statement, const Count& count) {
    std::vector<std::uint32_t> names;
    std::set_intersection(count.near.begin(), count.near.end(), statement.name_senses.begin(),
                          statement.name_senses.end(), std::back_inserter(names));
    return names;
}

/// What a number brings to every comparison.
struct Around {
    Around(const Reading& reading, const SenseWeights& weights, const Count& count)
        : fields(field_words(count.near)),
          names(names_near(reading.statements[count.statement], count)),
          telling(is_telling(count.measure.value)) {
        for (const std::uint32_t sense : count.near)
            near_weights.push_back(weights.of(sense));
    }
    FieldWords fields;
    std::vector<double> near_weights;  // of the words around it
    std::vector<std::uint32_t> names;  // among them
    bool telling;
};

float weighted_dice(const Count& a, const Count& b, const Around& around_a, const Around& around_b) {
    double all = 0, shared = 0;
    for (std::size_t i = 0; i < a.near.size(); ++i) {
        all += around_a.near_weights[i];
        if (std::binary_search(b.near.begin(), b.near.end(), a.near[i])) shared += around_a.near_weights[i];
    }
    for (const double weight : around_b.near_weights)
        all += weight;
    return all == 0 ? 0.0F : static_cast<float>(2 * shared / all);
}

/// What the words around two numbers say of their scopes.
void read_scopes(const Reading& reading, const Count& a, const Count& b, const Around& around_a, const Around& around_b,
                 std::size_t near, CountTraitValues& t) {
    const auto one_if = [](bool yes) { return yes ? 1.0F : 0.0F; };
    const Scope& x = a.scope;
    const Scope& y = b.scope;
    const Statement& left = reading.statements[a.statement];
    const Statement& right = reading.statements[b.statement];
    t[kSameHead] = one_if(x.head != 0 && x.head == y.head);
    t[kOtherHead] = one_if(x.head != 0 && y.head != 0 && x.head != y.head);
    t[kSameAfter] = one_if(x.after != 0 && x.after == y.after);
    t[kSameBefore] = one_if(x.before != 0 && x.before == y.before);
    t[kOtherFate] = one_if(x.fates != 0 && y.fates != 0 && (x.fates & y.fates) == 0);
    t[kNearestFateDiffers] = one_if(x.fate != 0 && y.fate != 0 && (x.fate & y.fate) == 0);
    t[kSameNearestFate] = one_if((x.fate & y.fate) != 0);
    t[kOneFate] = one_if((x.fates == 0) != (y.fates == 0));
    t[kKindsApart] = static_cast<float>(std::min(std::popcount(x.kinds ^ y.kinds), 2)) / 2;
    t[kBothPolls] = one_if((x.kinds & y.kinds & 1U) != 0);
    t[kChangeDiffers] = one_if(x.change != y.change);
    t[kEitherOfWhole] = one_if(x.of_whole || y.of_whole);
    t[kEitherAnchored] = one_if(x.anchored || y.anchored);
    t[kQuotedDiffers] = one_if(x.quoted != y.quoted);
    const std::string_view unit = a.measure.unit;
    const bool plain = unit.empty() || unit == "people" || unit == "votes";
    t[kSmallNumbers] = one_if(plain && a.measure.value <= 12 && b.measure.value <= 12);
    t[kTelling] = one_if(around_a.telling && around_b.telling);
    const auto &names_a = around_a.names, &names_b = around_b.names;
    const std::size_t shared = shared_count(names_a, names_b);
    t[kNearNamesShared] = static_cast<float>(std::min<std::size_t>(shared, 2)) / 2;
    t[kNearNamesApart] = one_if(!names_a.empty() && !names_b.empty() && shared == 0);
    const std::size_t named = names_a.size() + names_b.size();
    if (named != 0) t[kNearNamesOfOne] = static_cast<float>(named - 2 * shared) / static_cast<float>(named);
    const std::size_t least = std::min(a.near.size(), b.near.size());
    if (least != 0) t[kNearContained] = static_cast<float>(near) / static_cast<float>(least);
    const std::size_t fewest = std::min(a.close.size(), b.close.size());
    if (fewest != 0) {
        const auto close = static_cast<float>(shared_count(a.close, b.close));
        t[kCloseDice] = 2 * close / static_cast<float>(a.close.size() + b.close.size());
        t[kCloseContained] = close / static_cast<float>(fewest);
    }
    t[kYearOne] = one_if((a.years != 0) != (b.years != 0));
    constexpr std::uint32_t kMonthBits = ~std::uint32_t{127};
    const std::uint32_t months_a = left.days & kMonthBits, months_b = right.days & kMonthBits;
    t[kDatedOne] = one_if((months_a != 0 || a.years != 0) != (months_b != 0 || b.years != 0));
    t[kMonthDiffers] = one_if(months_a != 0 && months_b != 0 && (months_a & months_b) == 0);
    const std::uint32_t days_a = left.days & ~kMonthBits, days_b = right.days & ~kMonthBits;
    t[kWeekdayDiffers] = one_if(days_a != 0 && days_b != 0 && (days_a & days_b) == 0);
    t[kIsTime] = one_if(unit == "days");
    t[kIsPercent] = one_if(unit == "percent");
    t[kIsMoney] = one_if(unit.size() == 3 && ascii::is_upper(unit[0]) && ascii::is_upper(unit[2]));
    t[kLengthOfBoth] = static_cast<float>(std::log(static_cast<double>(left.words + right.words) + 1)) / 10;
}

bool years_differ(const Count& a, const Count& b) { return a.years != 0 && b.years != 0 && a.years != b.years; }

/// What must hold before two numbers are set against each other in print, whatever else speaks for it.
bool is_sure(const CountTraitValues& t) {
    const bool one_thing = t[kSameHead] + t[kSameAfter] + t[kSameNearestFate] > 0 || t[kRivals] == 0;
    const bool apart = t[kYearOne] + t[kNearNamesApart] + t[kEitherOfWhole] + t[kNearestFateDiffers] +
                           t[kChangeDiffers] + t[kKnownToOther] + t[kNegatedDiffers] + t[kIsTime] >
                       0;
    return one_thing && !apart;
}

/// What a number of the sentence counts; nothing for days, ages, labels and the like.
std::optional<Count> count_of(const Reading& reading, const Statement& statement, const Quantity& quantity) {
    const std::string_view text = reading.text(statement.member);
    const std::string_view sentence = slice(text, statement.range);
    const std::string_view lower = reading.lower(statement);
    const TextRange here{quantity.range.begin - statement.range.begin,
                         std::min(quantity.range.end, statement.range.end) - statement.range.begin};
    if (is_day_of_month(lower, here) || is_age(lower, here) || is_apposition(sentence, here) ||
        is_label(sentence, here) || is_result(lower, here) || is_set_aside(lower, here))
        return std::nullopt;
    Count count;
    count.measure = measure_of(quantity);
    if (is_dozen(slice(lower, here))) {
        count.measure.low = std::min(count.measure.low, 0.8 * count.measure.value);
        count.measure.high = std::max(count.measure.high, 1.2 * count.measure.value);
    }
    const TextRange around_it = around(lower, here, kNearBytes);
    const std::string_view near = slice(lower, around_it);
    count.near = senses_around(sentence, here, kNearBytes, reading.tongue(statement.member));
    count.close = senses_around(sentence, here, kCloseBytes, reading.tongue(statement.member));
    // Its own clause, as far as it goes.
    std::string_view before = lower.substr(0, here.begin);
    before.remove_prefix(before.size() > 24 ? before.size() - 24 : 0);
    if (const std::size_t mark = before.find_last_of(",;:("); mark != std::string_view::npos)
        before.remove_prefix(mark + 1);
    std::string_view after = lower.substr(here.end, 28);
    after = after.substr(0, after.find_first_of(",;:(."));
    const Phrases& about = about_numbers();
    count.part = has(about.in(before) | about.in(after), kPartWords) || is_share(after);
    const std::uint64_t around = about.in(near);
    count.whole = has(around, kWholeWords);
    count.periods = static_cast<std::uint32_t>(around >> kFirstPeriod);
    count.update = has(about.in(lower), kUpdateWordsFound);
    count.years = years_in(lower);
    count.scope = scope_of(sentence, lower, here, slice(text, quantity.of), reading.tongue(statement.member));
    return count;
}

/// Senses of those whom the number is put down to; nothing for the report itself, and for "he".
std::vector<std::uint32_t> source_of(const Reading& reading, const Statement& statement, TextRange number) {
    std::string words;
    for (const std::size_t i : statement.attributions) {
        const Attribution& attribution = reading.annotations(statement.member).attributions[i];
        if (!attribution.content.contains(number)) continue;
        if (attribution.source) words += std::string(slice(reading.text(statement.member), *attribution.source)) + " ";
        words += attribution.speaker + " ";
    }
    return words.empty() ? std::vector<std::uint32_t>() : content_senses(words, reading.tongue(statement.member));
}

/// Two numbers that stand in one place of one sentence, and all that count_of looks at.
bool same_number(const Reading& reading, const Statement& a, std::size_t quantity_a, const Statement& b,
                 std::size_t quantity_b) {
    const Quantity& x = reading.annotations(a.member).quantities[quantity_a];
    const Quantity& y = reading.annotations(b.member).quantities[quantity_b];
    return reading.tongue(a.member) == reading.tongue(b.member) && x.value == y.value && x.low == y.low &&
           x.high == y.high && x.unit == y.unit && x.range.begin - a.range.begin == y.range.begin - b.range.begin &&
           x.range.size() == y.range.size() &&
           slice(reading.text(a.member), x.of) == slice(reading.text(b.member), y.of) &&
           slice(reading.text(a.member), a.range) == slice(reading.text(b.member), b.range);
}

}  // namespace

std::vector<Count> counts_of(const Reading& reading) {
    std::vector<Count> result;
    // A number in a sentence that several articles have is looked at once.
    struct Known {
        std::size_t statement = 0, quantity = 0;
        std::optional<Count> count;  // none: it counts nothing
    };
    std::unordered_map<std::uint64_t, Known> known;  // looked up only
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        if (reading.members[statement.member]->outlet == nullptr || statement.question) continue;
        if (statement.quantities.empty()) continue;
        const std::uint64_t sentence = hash64(slice(reading.text(statement.member), statement.range));
        for (const std::size_t q : statement.quantities) {
            const Quantity& quantity = reading.annotations(statement.member).quantities[q];
            if (!quantity.value || quantity.range.begin < statement.range.begin || quantity.unit == "years old")
                continue;
            if (is_stamp(reading.text(statement.member), quantity.range)) continue;
            const std::uint64_t key = mix64(sentence ^ (quantity.range.begin - statement.range.begin));
            const auto [at, is_new] = known.try_emplace(key);
            Known& before = at->second;
            std::optional<Count> count;
            if (!is_new && same_number(reading, reading.statements[before.statement], before.quantity, statement, q)) {
                count = before.count;
            } else {
                count = count_of(reading, statement, quantity);
                if (is_new) before = {s, q, count};
            }
            if (!count) continue;
            count->member = statement.member;
            count->statement = s;
            count->quantity = q;
            count->source = source_of(reading, statement, quantity.range);
            result.push_back(std::move(*count));
        }
    }
    return result;
}

std::vector<CountPair> conflicting_counts(Comparer& comparer, const std::vector<Count>& counts,
                                          const ComparedPairs& compared, const Models& models, double least) {
    const Reading& reading = comparer.reading();
    std::map<std::string_view, std::vector<std::size_t>> by_unit;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        // "12 people" and "12 passengers": people are counted things.
        const std::string_view named = counts[i].measure.unit;
        const std::string_view unit = named == "people" || named == "votes" ? std::string_view() : named;
        by_unit[unit].push_back(i);
    }
    std::vector<Around> around;
    around.reserve(counts.size());
    for (const Count& count : counts)
        around.emplace_back(reading, comparer.weights(), count);
    std::vector<std::vector<std::uint32_t>> titles;
    for (std::size_t m = 0; m < reading.members.size(); ++m)
        titles.push_back(content_senses(reading.members[m]->article->title, reading.tongue(m)));
    const Sources sources(reading.members);
    enum class Two : std::uint8_t { unknown, yes, no };
    std::vector<Two> independent(reading.members.size() * reading.members.size(), Two::unknown);
    const auto two_sources = [&](std::size_t a, std::size_t b) {
        Two& answer = independent[a * reading.members.size() + b];
        if (answer == Two::unknown) answer = sources.behind(std::array{a, b}) == 2 ? Two::yes : Two::no;
        return answer == Two::yes;
    };
    const auto things = [&](const Count& c) -> const std::vector<std::uint32_t>& {
        return reading.things[c.member][c.quantity];
    };

    std::vector<CountPair> pairs;
    for (const auto& [unit, all] : by_unit) {
        const std::size_t most = std::min(all.size(), kMostPerUnit);
        std::map<std::size_t, std::vector<std::size_t>> of_member;
        for (std::size_t k = 0; k < most; ++k)
            of_member[counts[all[k]].member].push_back(k);
        const auto is_alone = [&](std::size_t i) {
            const auto& own = of_member.at(counts[all[i]].member);
            return std::none_of(own.begin(), own.end(), [&](std::size_t k) {
                return k != i && !nearly_equal(counts[all[k]].measure, counts[all[i]].measure);
            });
        };
        std::vector<bool> alone;
        for (std::size_t k = 0; k < most; ++k)
            alone.push_back(is_alone(k));
        for (std::size_t y = 0; y < most; ++y) {
            for (std::size_t x = 0; x < y; ++x) {
                const Count& a = counts[all[x]];
                const Count& b = counts[all[y]];
                if (a.member == b.member || meet(a.measure, b.measure) || !two_sources(a.member, b.member)) continue;
                // A difference that is none is the worst thing to print: scope and period must match, whatever else.
                const bool apart = a.part != b.part || a.periods != b.periods || years_differ(a, b);
                if (apart && least > 0) continue;
                if (is_conversion(reading.annotations(a.member).quantities[a.quantity],
                                  reading.annotations(b.member).quantities[b.quantity], a.measure, b.measure))
                    continue;
                const Statement& left = reading.statements[a.statement];
                const Statement& right = reading.statements[b.statement];
                // "Fifteen of the 19" beside "fifteen of the 19", "rose from 12 to 15": one sentence knows both.
                if (holds(left, b.measure) || holds(right, a.measure)) continue;
                const auto& things_a = things(a);
                const auto& things_b = things(b);
                const std::size_t common = shared_count(things_a, things_b);
                const std::size_t near = shared_count(a.near, b.near);
                const bool only = !unit.empty() && alone[x] && alone[y];
                if (common == 0 && near == 0 && !only && !any_shared(left.senses, right.senses)) continue;
                if (unit.empty() && common == 0 && near == 0) continue;
                if (is_rounded(a.measure, b.measure)) continue;
                CountPair pair{all[x], all[y], {}, 0};
                CountTraitValues& t = pair.traits;
                const std::size_t at = compared.place_of(a.statement, b.statement);
                const ComparedPair* const known = at != ComparedPairs::kNone ? &compared[at] : nullptr;
                Traits sentence{};
                if (known != nullptr) {
                    sentence = compared.traits(at);
                } else {
                    comparer.read(a.statement, b.statement, sentence);
                }
                t[kSameUnit] = unit.empty() ? 0.0F : 1.0F;
                t[kSameThing] = common != 0 && common == std::min(things_a.size(), things_b.size()) ? 1.0F : 0.0F;
                t[kThingsOverlap] = common != 0 && t[kSameThing] == 0 ? 1.0F : 0.0F;
                t[kThingUnknown] = things_a.empty() || things_b.empty() ? 1.0F : 0.0F;
                const std::size_t of_either = things_a.size() + things_b.size() - common;
                if (t[kThingUnknown] == 0)
                    t[kThingLeft] = static_cast<float>(of_either - common) / static_cast<float>(of_either);
                if (!a.near.empty() && !b.near.empty())
                    t[kNearDice] = 2 * static_cast<float>(near) / static_cast<float>(a.near.size() + b.near.size());
                t[kSentenceDice] = sentence[kDice];
                t[kSentencePlainDice] = sentence[kPlainDice];
                t[kSentenceClauseDice] = sentence[kClauseDice];
                t[kSentenceAgree] = static_cast<float>(models.agreement.probability(without_numbers(sentence)));
                t[kSentenceContained] = sentence[kContained];
                t[kSentenceOnlyTheyShare] = sentence[kOnlyTheyShare];
                t[kSentenceNames] = sentence[kSharedNames];
                t[kSentenceNamesApart] = sentence[kNamesApart];
                t[kSentenceBestOfBoth] = sentence[kBestOfBoth];
                t[kSentencePlacesApart] = sentence[kPlacesApart];
                t[kSentenceSameSpeaker] = sentence[kSameSpeaker];
                t[kSentenceOtherSpeaker] = sentence[kOtherSpeaker];
                t[kSentenceOtherDay] = sentence[kOtherDay];
                t[kSentenceSameDay] = sentence[kSameDay];
                const double u = std::max(std::abs(a.measure.value), 1e-6),
                             v = std::max(std::abs(b.measure.value), 1e-6);
                t[kRatio] = static_cast<float>(std::min(std::abs(std::log(u / v)), 3.0));
                t[kPartDiffers] = a.part != b.part ? 1.0F : 0.0F;
                t[kWholeDiffers] = a.whole != b.whole ? 1.0F : 0.0F;
                t[kPeriodDiffers] = a.periods != b.periods ? 1.0F : 0.0F;
                t[kYearDiffers] = years_differ(a, b) ? 1.0F : 0.0F;
                t[kNegatedDiffers] = left.negated != right.negated ? 1.0F : 0.0F;
                t[kHedged] = a.measure.hedged() || b.measure.hedged() ? 1.0F : 0.0F;
                std::size_t rivals = 0;
                for (const auto& [member, across] : {std::pair(a.member, &b), std::pair(b.member, &a)}) {
                    for (const std::size_t k : of_member.at(member)) {
                        if (k == x || k == y) continue;
                        const Count& other = counts[all[k]];
                        const bool of_it = !unit.empty() || any_shared(things(other), things(*across));
                        if ((of_it || things(other).empty()) && nearly_equal(other.measure, across->measure))
                            t[kKnownToOther] = 1;
                        rivals += of_it ? 1 : 0;
                    }
                }
                t[kRivals] = static_cast<float>(std::min<std::size_t>(rivals, 4)) / 4.0F;
                const auto hours = std::abs(
                    std::chrono::duration<double, std::ratio<3600>>(reading.members[a.member]->article->time() -
                                                                    reading.members[b.member]->article->time())
                        .count());
                t[kHoursApart] = static_cast<float>(std::min(std::log1p(hours) / 5, 1.0));
                t[kUpdateWords] = a.update || b.update ? 1.0F : 0.0F;
                t[kOnlyOfUnit] = only ? 1.0F : 0.0F;
                t[kSentenceSoftDice] = sentence[kSoftDice];
                t[kSentenceNearWords] = sentence[kNearWords];
                t[kAroundOfOneField] = of_one_field(around[all[x]].fields, around[all[y]].fields);
                t[kBothLeads] = left.sentence == 0 && right.sentence == 0 ? 1.0F : 0.0F;
                read_scopes(reading, a, b, around[all[x]], around[all[y]], near, t);
                t[kNearWeightDice] = weighted_dice(a, b, around[all[x]], around[all[y]]);
                t[kTitleDice] = dice(titles[a.member], titles[b.member]);
                t[kSharedFigures] = sentence[kSameValues];
                t[kSharedTelling] = sentence[kTellingValues];
                t[kSharedRunsOfBoth] = sentence[kSharedRuns];
                t[kSentenceRareDice] = sentence[kRareDice];
                t[kSentenceRareShared] = sentence[kRareShared];
                pair.probability = apart ? 0 : models.difference.probability(t);
                // One sentence in two versions, and the number is another.
                const bool one_sentence = known != nullptr && known->altered && left.negated == right.negated;
                if (one_sentence && !apart && t[kKnownToOther] == 0 && (t[kSameThing] > 0 || t[kNearDice] >= 0.5F))
                    pair.probability = std::max(pair.probability, kOneSentence);
                if (!is_sure(t)) pair.probability = std::min(pair.probability, kNotForPrint);
                if (pair.probability >= least) pairs.push_back(pair);
            }
        }
    }
    std::sort(pairs.begin(), pairs.end(), [](const CountPair& p, const CountPair& q) {
        if (p.probability != q.probability) return p.probability > q.probability;
        return p.a != q.a ? p.a < q.a : p.b < q.b;
    });
    return pairs;
}

}  // namespace newsloom::story::detail
