// Differences: numbers of the same thing whose intervals do not meet, and a claim beside its denial. A difference is
// claimed only when predicate, scope, period and hedge match.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "story/detail/difference.h"
#include "story/detail/reading.h"
#include "story/detail/stop_words.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

constexpr double kConflict = 0.5;

std::vector<Difference> number_differences(const Reading& reading, const SenseWeights& weights,
                                           const std::vector<ComparedPair>& compared) {
    const std::vector<Count> counts = counts_of(reading);
    const std::vector<CountPair> pairs = conflicting_counts(reading, weights, counts, compared);
    std::vector<Difference> result;
    std::vector<bool> used(counts.size(), false);
    for (const CountPair& pair : pairs) {  // best first
        if (pair.probability < kConflict) break;
        if (used[pair.a] || used[pair.b]) continue;
        // The two sides, and every other number that conflicts with one of them and holds with the other.
        std::vector<std::vector<std::size_t>> sides{{pair.a}, {pair.b}};
        for (const CountPair& more : pairs) {
            if (more.probability < kConflict) break;
            for (std::size_t side = 0; side < 2; ++side) {
                const bool forth = std::find(sides[side].begin(), sides[side].end(), more.a) != sides[side].end();
                const bool back = std::find(sides[side].begin(), sides[side].end(), more.b) != sides[side].end();
                if (forth == back) continue;
                const std::size_t fresh = forth ? more.b : more.a;
                auto& other = sides[1 - side];
                if (used[fresh] || std::find(other.begin(), other.end(), fresh) != other.end()) continue;
                if (std::all_of(other.begin(), other.end(), [&](std::size_t i) {
                        return meet(counts[i].measure, counts[fresh].measure) &&
                               counts[i].member != counts[fresh].member;
                    })) {
                    other.push_back(fresh);
                }
            }
        }
        Difference difference;
        difference.kind = DifferenceKind::number;
        difference.confidence = static_cast<float>(pair.probability);
        for (const std::size_t i : {pair.a, pair.b}) {
            const Quantity& quantity = reading.annotations(counts[i].member).quantities[counts[i].quantity];
            if (difference.about.empty()) difference.about = slice(reading.text(counts[i].member), quantity.of);
        }
        if (difference.about.empty()) difference.about = counts[pair.a].measure.unit;
        std::vector<std::pair<Instant, Instant>> times;
        for (auto& side : sides) {
            std::sort(side.begin(), side.end());
            std::vector<DifferenceSide> entries;
            Instant earliest = Instant::max(), latest = Instant::min();
            for (const std::size_t i : side) {
                used[i] = true;
                const Count& count = counts[i];
                const Quantity& quantity = reading.annotations(count.member).quantities[count.quantity];
                const Statement& statement = reading.statements[count.statement];
                DifferenceSide entry;
                entry.span = reading.span(count.member, statement.range);
                entry.value = reading.span(count.member, quantity.range);
                entry.outlet = reading.outlet(count.member);
                entry.time = reading.members[count.member]->article->time();
                if (std::isfinite(quantity.low)) entry.low = quantity.low;
                if (std::isfinite(quantity.high)) entry.high = quantity.high;
                for (const std::size_t at : statement.attributions) {
                    const Attribution& attribution = reading.annotations(count.member).attributions[at];
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

std::vector<Difference> denials(const Reading& reading, const SenseWeights& weights) {
    std::vector<Said> claims, denied;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        if (reading.members[statement.member]->outlet == nullptr) continue;
        for (const std::size_t i : statement.attributions) {
            const Attribution& attribution = reading.annotations(statement.member).attributions[i];
            if (attribution.speaker.empty() || attribution.content.begin < statement.range.begin) continue;
            Said said{statement.member, s, &attribution,
                      content_senses(slice(reading.text(statement.member), attribution.content),
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

std::vector<Difference> differences(const Reading& reading, const SenseWeights& weights,
                                    const std::vector<ComparedPair>& compared) {
    std::vector<Difference> result = number_differences(reading, weights, compared);
    for (Difference& difference : denials(reading, weights))
        result.push_back(std::move(difference));
    std::stable_sort(result.begin(), result.end(),
                     [](const Difference& a, const Difference& b) { return a.confidence > b.confidence; });
    return result;
}

}  // namespace newsloom::story::detail
