// Numbers of the same thing whose intervals do not meet. A difference is claimed only when predicate, scope, period and
// hedge match. Claims and denials: denials.cpp.
#include <algorithm>
#include <cmath>

#include "story/detail/comparing.h"
#include "story/detail/difference.h"
#include "story/detail/models.h"
#include "story/detail/reading.h"

namespace newsloom::story::detail {
namespace {

constexpr double kConflict = 0.35;
constexpr double kJoins = 0.6;           // of another pair, from which its number joins the sides of a surer one
constexpr double kSameReport = 0.5;      // probability from which another sentence with the same number joins a side
constexpr std::size_t kMostEntries = 6;  // per side

std::vector<Difference> number_differences(Comparer& comparer, const ComparedPairs& compared, const Models& models) {
    const Reading& reading = comparer.reading();
    const std::vector<Count> counts = counts_of(reading);
    std::vector<CountPair> pairs = disputed_counts(reading, counts);
    const std::vector<CountPair> conflicting = conflicting_counts(comparer, counts, compared, models, kConflict);
    pairs.insert(pairs.end(), conflicting.begin(), conflicting.end());
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const CountPair& p, const CountPair& q) { return p.probability > q.probability; });
    std::vector<Difference> result;
    std::vector<bool> used(counts.size(), false);
    for (const CountPair& pair : pairs) {  // best first
        if (pair.probability < kConflict) break;
        if (used[pair.a] || used[pair.b]) continue;
        // The two sides, and every other number that conflicts with one of them and holds with the other.
        std::vector<std::vector<std::size_t>> sides{{pair.a}, {pair.b}};
        for (const CountPair& more : pairs) {
            if (more.probability < kJoins) break;
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
        // Reports that say the same with the same number stand with their side.
        for (std::vector<std::size_t>& side : sides) {
            for (const ComparedPair& same : compared) {
                if (same.probability < kSameReport || side.size() >= kMostEntries) continue;
                const auto stands = [&](std::uint32_t wording) {
                    return std::any_of(side.begin(), side.end(), [&](std::size_t i) {
                        return compared.wordings().of(counts[i].statement) == wording;
                    });
                };
                const bool has_x = stands(same.x), has_y = stands(same.y);
                if (has_x == has_y && (same.x != same.y || !has_x)) continue;
                for (const std::uint32_t statement : compared.wordings().statements(has_x ? same.y : same.x)) {
                    const auto of_it = [&](std::size_t i) { return counts[i].statement == statement; };
                    if (side.size() >= kMostEntries || std::any_of(side.begin(), side.end(), of_it)) continue;
                    for (std::size_t i = 0; i < counts.size(); ++i) {
                        const bool equal = counts[i].measure.unit == counts[side.front()].measure.unit &&
                                           counts[i].measure.value == counts[side.front()].measure.value;
                        if (!of_it(i) || used[i] || !equal) continue;
                        side.push_back(i);
                        break;
                    }
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

}  // namespace

std::vector<Difference> differences(Comparer& comparer, const ComparedPairs& compared, const Models& models) {
    std::vector<Difference> result = number_differences(comparer, compared, models);
    for (Difference& difference : denials(comparer.reading(), comparer.weights(), compared, models.denial))
        result.push_back(std::move(difference));
    std::stable_sort(result.begin(), result.end(),
                     [](const Difference& a, const Difference& b) { return a.confidence > b.confidence; });
    return result;
}

}  // namespace newsloom::story::detail
