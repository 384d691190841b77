// Differences: numbers of the same thing whose intervals do not meet, and a claim beside its denial. A difference is
// claimed only when predicate, scope, period and hedge match.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "story/detail/agreement.h"
#include "story/detail/reading.h"
#include "story/detail/stop_words.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

/// A word or phrase stands in the lower-cased sentence as a whole.
bool mentions(std::string_view sentence, std::string_view phrase) {
    for (std::size_t at = sentence.find(phrase); at != std::string_view::npos; at = sentence.find(phrase, at + 1)) {
        const bool begins = at == 0 || !ascii::is_alnum(sentence[at - 1]);
        const std::size_t end = at + phrase.size();
        if (begins && (end == sentence.size() || !ascii::is_alnum(sentence[end]))) return true;
    }
    return false;
}

constexpr std::array<std::string_view, 22> kPart{
    "of them", "of whom",  "of which", "among them", "including",  "of the",  "of those", "of its",
    "another", "other",    "others",   "more",       "additional", "further", "davon",    "von ihnen",
    "weitere", "darunter", "of his",   "of her",     "extra",      "each"};
constexpr std::array<std::string_view, 12> kWhole{"in total",   "altogether", "a total of", "overall",
                                                  "in all",     "insgesamt",  "combined",   "all told",
                                                  "nationwide", "worldwide",  "so far",     "bundesweit"};
constexpr std::array<std::string_view, 22> kPeriods{
    "a year",   "per year",  "a month",    "a day",     "a week",    "an hour", "per day",    "every year",
    "annually", "last year", "last month", "last week", "yesterday", "since",   "by the end", "expected",
    "forecast", "planned",   "pro jahr",   "im jahr",   "target",    "up from"};

/// Words around the number that set the part, whole or period it is about.
struct Scope {
    bool part = false, whole = false;
    std::set<std::string_view> periods;
    std::set<std::string> years;
};

Scope scope_of(const std::string& lower, TextRange number) {
    Scope scope;
    // What stands near the number: "three of them", "another three", "three others".
    const std::size_t from = number.begin > 24 ? number.begin - 24 : 0;
    const std::string_view near = std::string_view(lower).substr(from, number.end - from + 28);
    for (const auto phrase : kPart)
        scope.part = scope.part || mentions(near, phrase);
    for (const auto phrase : kWhole)
        scope.whole = scope.whole || mentions(near, phrase);
    for (const auto phrase : kPeriods) {
        if (mentions(lower, phrase)) scope.periods.insert(phrase);
    }
    for (std::size_t i = 0; i + 4 <= lower.size(); ++i) {
        if ((lower.compare(i, 2, "19") != 0 && lower.compare(i, 2, "20") != 0) || !ascii::is_digit(lower[i + 2]) ||
            !ascii::is_digit(lower[i + 3])) {
            continue;
        }
        if (i > 0 && (ascii::is_alnum(lower[i - 1]) || lower[i - 1] == ',' || lower[i - 1] == '.')) continue;
        if (i + 4 < lower.size() && ascii::is_alnum(lower[i + 4])) continue;
        scope.years.insert(lower.substr(i, 4));
    }
    return scope;
}

bool scopes_match(const Scope& a, const Scope& b) {
    if (a.part != b.part || a.periods != b.periods) return false;
    if (!a.years.empty() && !b.years.empty() && a.years != b.years) return false;
    return true;
}

struct Count {
    std::size_t member = 0, statement = 0, quantity = 0;
    std::vector<std::uint32_t> things;  // stems of what is counted
    std::vector<std::uint32_t> around;  // content stems of the sentence without number and thing
    Scope scope;
    bool negated = false;
};

std::vector<Count> counts(const Reading& reading) {
    std::vector<Count> result;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        if (reading.members[statement.member]->outlet == nullptr || statement.question) continue;
        const std::string_view text = reading.text(statement.member);
        const std::string lower = ascii::lower(slice(text, statement.range));
        for (const std::size_t q : statement.quantities) {
            const Quantity& quantity = reading.annotations(statement.member).quantities[q];
            if (!quantity.value || quantity.range.begin < statement.range.begin) continue;
            Count count{statement.member,
                        s,
                        q,
                        content_stems(slice(text, quantity.of), reading.tongue(statement.member)),
                        {},
                        {},
                        statement.negated};
            if (count.things.empty() && quantity.unit.empty()) continue;
            for (const Term& term : statement.terms) {
                if (!std::binary_search(count.things.begin(), count.things.end(), term.stem))
                    count.around.push_back(term.stem);
            }
            count.scope = scope_of(lower, {quantity.range.begin - statement.range.begin,
                                           std::min(quantity.range.end, statement.range.end) - statement.range.begin});
            result.push_back(std::move(count));
        }
    }
    return result;
}

/// How sure it is that two numbers are of the same thing under the same predicate; 0 when they are not comparable.
double same_measure(const Reading& reading, const TermWeights& weights, const Count& a, const Count& b) {
    const Quantity& left = reading.annotations(a.member).quantities[a.quantity];
    const Quantity& right = reading.annotations(b.member).quantities[b.quantity];
    if (!same_thing(reading, a.member, left, b.member, right)) return 0;
    if (!scopes_match(a.scope, b.scope) || a.negated != b.negated) return 0;
    double shared = 0, mass_a = 0, mass_b = 0;
    std::size_t count = 0;
    for (const std::uint32_t stem : a.around) {
        mass_a += weights.of(stem);
        if (std::binary_search(b.around.begin(), b.around.end(), stem)) {
            shared += weights.of(stem);
            ++count;
        }
    }
    for (const std::uint32_t stem : b.around)
        mass_b += weights.of(stem);
    if (count < 2 || mass_a == 0 || mass_b == 0) return 0;
    const double contained = shared / std::min(mass_a, mass_b);
    const double dice = 2 * shared / (mass_a + mass_b);
    const double z = -3.6 + 4.0 * contained + 4.0 * dice + (a.things.empty() ? -1.0 : 0.6);
    return 1 / (1 + std::exp(-z));
}

bool one_source(const Reading& reading, std::size_t a, std::size_t b) {
    const Member* pair[] = {reading.members[a], reading.members[b]};
    return independent_sources(pair) < 2;
}

std::vector<Difference> number_differences(const Reading& reading, const TermWeights& weights) {
    const std::vector<Count> all = counts(reading);
    // Numbers of one thing are compared with each other only.
    std::map<std::pair<std::string, std::uint32_t>, std::vector<std::size_t>> by_thing;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Quantity& quantity = reading.annotations(all[i].member).quantities[all[i].quantity];
        auto things = all[i].things;
        if (things.empty()) things.push_back(0);
        for (const std::uint32_t thing : things)
            by_thing[{quantity.unit, thing}].push_back(i);
    }
    std::map<std::pair<std::size_t, std::size_t>, double> conflicts;
    for (const auto& [key, list] : by_thing) {
        const std::size_t most = std::min<std::size_t>(list.size(), 120);
        for (std::size_t x = 0; x < most; ++x) {
            for (std::size_t y = 0; y < x; ++y) {
                const Count& a = all[list[y]];
                const Count& b = all[list[x]];
                if (a.member == b.member || one_source(reading, a.member, b.member)) continue;
                const Quantity& left = reading.annotations(a.member).quantities[a.quantity];
                const Quantity& right = reading.annotations(b.member).quantities[b.quantity];
                if (meet(left, right)) continue;
                const double p = same_measure(reading, weights, a, b);
                if (p >= 0.5) conflicts[{list[y], list[x]}] = p;
            }
        }
    }
    // An article that has the other number too, for the same thing, knows both: no conflict of outlets.
    std::vector<Difference> result;
    std::vector<bool> used(all.size(), false);
    for (const auto& [pair, p] : conflicts) {
        if (used[pair.first] || used[pair.second]) continue;
        std::vector<std::size_t> linked{pair.first, pair.second};
        double confidence = p;
        for (const auto& [other, q] : conflicts) {
            const bool has_first = std::find(linked.begin(), linked.end(), other.first) != linked.end();
            const bool has_second = std::find(linked.begin(), linked.end(), other.second) != linked.end();
            if (has_first == has_second) continue;
            const std::size_t fresh = has_first ? other.second : other.first;
            if (used[fresh]) continue;
            linked.push_back(fresh);
            confidence = std::max(confidence, q);
        }
        std::sort(linked.begin(), linked.end());
        const auto quantity_of = [&](std::size_t i) -> const Quantity& {
            return reading.annotations(all[i].member).quantities[all[i].quantity];
        };
        std::vector<std::vector<std::size_t>> sides;
        for (const std::size_t i : linked) {
            used[i] = true;
            const auto side = std::find_if(sides.begin(), sides.end(), [&](const auto& others) {
                return std::all_of(others.begin(), others.end(),
                                   [&](std::size_t j) { return meet(quantity_of(i), quantity_of(j)); });
            });
            if (side == sides.end()) {
                sides.push_back({i});
            } else if (std::none_of(side->begin(), side->end(),
                                    [&](std::size_t j) { return all[j].member == all[i].member; })) {
                side->push_back(i);
            }
        }
        if (sides.size() < 2) continue;
        Difference difference;
        difference.kind = DifferenceKind::number;
        difference.confidence = static_cast<float>(confidence);
        const Quantity& first = quantity_of(linked.front());
        difference.about =
            first.of.empty() ? first.unit : std::string(slice(reading.text(all[linked.front()].member), first.of));
        std::vector<std::pair<Instant, Instant>> times;
        for (const auto& side : sides) {
            std::vector<DifferenceSide> entries;
            Instant earliest = Instant::max(), latest = Instant::min();
            for (const std::size_t i : side) {
                const Quantity& quantity = quantity_of(i);
                const Statement& statement = reading.statements[all[i].statement];
                DifferenceSide entry;
                entry.span = reading.span(all[i].member, statement.range);
                entry.value = reading.span(all[i].member, quantity.range);
                entry.outlet = reading.outlet(all[i].member);
                entry.time = reading.members[all[i].member]->article->time();
                if (std::isfinite(quantity.low)) entry.low = quantity.low;
                if (std::isfinite(quantity.high)) entry.high = quantity.high;
                for (const std::size_t at : statement.attributions) {
                    const Attribution& attribution = reading.annotations(all[i].member).attributions[at];
                    if (attribution.content.contains(quantity.range)) entry.speaker = attribution.speaker;
                }
                earliest = std::min(earliest, entry.time);
                latest = std::max(latest, entry.time);
                entries.push_back(std::move(entry));
            }
            times.emplace_back(earliest, latest);
            difference.sides.push_back(std::move(entries));
        }
        for (std::size_t i = 0; i < times.size(); ++i) {
            for (std::size_t j = 0; j < times.size(); ++j)
                difference.may_be_update = difference.may_be_update || times[i].second < times[j].first;
        }
        result.push_back(std::move(difference));
    }
    return result;
}

struct Said {
    std::size_t member = 0, statement = 0;
    const Attribution* attribution = nullptr;
    std::vector<std::uint32_t> stems;
};

std::vector<Difference> denials(const Reading& reading, const TermWeights& weights) {
    std::vector<Said> claims, denied;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        if (reading.members[statement.member]->outlet == nullptr) continue;
        for (const std::size_t i : statement.attributions) {
            const Attribution& attribution = reading.annotations(statement.member).attributions[i];
            if (attribution.speaker.empty() || attribution.content.begin < statement.range.begin) continue;
            Said said{statement.member, s, &attribution,
                      content_stems(slice(reading.text(statement.member), attribution.content),
                                    reading.tongue(statement.member))};
            (attribution.stance == Stance::denial ? denied : claims).push_back(std::move(said));
        }
    }
    std::vector<Difference> result;
    std::set<std::string> told;  // denier, claimer: one difference per pair
    for (const Said& denial : denied) {
        const Said* claim = nullptr;
        double best = 0;
        for (const Said& other : claims) {
            if (ascii::iequals(other.attribution->speaker, denial.attribution->speaker)) continue;
            double shared = 0, mass_a = 0, mass_b = 0;
            std::size_t count = 0;
            for (const std::uint32_t stem : denial.stems) {
                mass_a += weights.of(stem);
                if (!std::binary_search(other.stems.begin(), other.stems.end(), stem)) continue;
                shared += weights.of(stem);
                ++count;
            }
            for (const std::uint32_t stem : other.stems)
                mass_b += weights.of(stem);
            if (count < 2 || mass_a == 0 || mass_b == 0) continue;
            const double score = 0.6 * shared / std::min(mass_a, mass_b) + 0.4 * 2 * shared / (mass_a + mass_b);
            if (score > best) {
                best = score;
                claim = &other;
            }
        }
        if (claim == nullptr || best < 0.4) continue;
        const auto last = [](const std::string& name) { return ascii::lower(name.substr(name.find_last_of(' ') + 1)); };
        if (!told.insert(last(denial.attribution->speaker) + "\n" + last(claim->attribution->speaker)).second) continue;
        Difference difference;
        difference.kind = DifferenceKind::denial;
        difference.confidence = static_cast<float>(std::min(0.95, 0.35 + 0.6 * best));
        difference.about = std::string(slice(reading.text(denial.member), denial.attribution->content));
        for (const Said* side : {claim, &denial}) {
            DifferenceSide entry;
            entry.span = reading.span(side->member, reading.statements[side->statement].range);
            entry.value = reading.span(side->member, side->attribution->content);
            entry.outlet = reading.outlet(side->member);
            entry.time = reading.members[side->member]->article->time();
            entry.speaker = side->attribution->speaker;
            difference.sides.push_back({std::move(entry)});
        }
        result.push_back(std::move(difference));
    }
    return result;
}

}  // namespace

std::vector<Difference> differences(const Reading& reading) {
    const TermWeights weights(reading);
    std::vector<Difference> result = number_differences(reading, weights);
    for (Difference& difference : denials(reading, weights))
        result.push_back(std::move(difference));
    std::stable_sort(result.begin(), result.end(),
                     [](const Difference& a, const Difference& b) { return a.confidence > b.confidence; });
    return result;
}

}  // namespace newsloom::story::detail
