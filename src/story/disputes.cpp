// Numbers that reports themselves set against each other: "Police counted 400 marchers. The organisers spoke of 1,500."
// Where two independent reports do so with the same two numbers, nobody need guess whether they are of one thing.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>

#include "story/detail/difference.h"
#include "story/detail/reading.h"
#include "story/detail/sources.h"

namespace newsloom::story::detail {
namespace {

constexpr double kDisputed = 0.8;
constexpr std::size_t kNear = 5;               // sentences between the two accounts, at most
constexpr std::size_t kMostInOneReport = 200;  // numbers that are looked at

bool has_all(const std::vector<std::uint32_t>& all, const std::vector<std::uint32_t>& some) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

/// The names around a number, but for those of its source.
std::vector<std::uint32_t> names_about(const Reading& reading, const Count& count) {
    std::vector<std::uint32_t> near, names;
    const auto& own = reading.statements[count.statement].name_senses;
    std::set_intersection(count.near.begin(), count.near.end(), own.begin(), own.end(), std::back_inserter(near));
    std::set_difference(near.begin(), near.end(), count.source.begin(), count.source.end(), std::back_inserter(names));
    return names;
}

/// One thing, of one scope and period, counted by two.
bool is_quarrel(const Reading& reading, const Count& a, const Count& b) {
    if (a.measure.unit != b.measure.unit || meet(a.measure, b.measure) || !of_two_accounts(a, b)) return false;
    const Scope &x = a.scope, &y = b.scope;
    if (x.head == 0 || x.head != y.head || x.fate != y.fate || x.change != y.change) return false;
    if (x.of_whole || y.of_whole || x.anchored || y.anchored || a.part || b.part) return false;
    if (a.periods != b.periods || a.years != b.years) return false;
    const Statement &left = reading.statements[a.statement], &right = reading.statements[b.statement];
    if (left.days != 0 && right.days != 0 && left.days != right.days) return false;
    const auto &things_a = reading.things[a.member][a.quantity], &things_b = reading.things[b.member][b.quantity];
    if (!has_all(things_a, things_b) && !has_all(things_b, things_a)) return false;
    const auto names_a = names_about(reading, a), names_b = names_about(reading, b);
    return has_all(names_a, names_b) || has_all(names_b, names_a);
}

}  // namespace

bool of_two_accounts(const Count& a, const Count& b) {
    return !a.source.empty() && !b.source.empty() && shared_count(a.source, b.source) == 0;
}

std::vector<CountPair> disputed_counts(const Reading& reading, const std::vector<Count>& counts) {
    struct Quarrel {
        std::size_t lower = 0, higher = 0;  // indexes of counts
    };
    using Numbers = std::tuple<std::string_view, std::uint32_t, double, double>;  // unit, head, lower and higher
    std::map<Numbers, std::vector<Quarrel>> quarrels;
    for (std::size_t first = 0; first < counts.size();) {
        std::size_t end = first;
        while (end < counts.size() && counts[end].member == counts[first].member)
            ++end;
        for (std::size_t i = first; i < std::min(end, first + kMostInOneReport); ++i) {
            if (counts[i].source.empty()) continue;
            for (std::size_t j = i + 1; j < end && counts[j].statement - counts[i].statement <= kNear; ++j) {
                if (!is_quarrel(reading, counts[i], counts[j])) continue;
                const bool rises = counts[i].measure.value < counts[j].measure.value;
                const Quarrel quarrel{rises ? i : j, rises ? j : i};
                const Count& lower = counts[quarrel.lower];
                // One of each report is enough.
                auto& found = quarrels[Numbers(lower.measure.unit, lower.scope.head, lower.measure.value,
                                               counts[quarrel.higher].measure.value)];
                if (found.empty() || counts[found.back().lower].member != lower.member) found.push_back(quarrel);
            }
        }
        first = end;
    }
    const Sources sources(reading.members);
    std::vector<CountPair> pairs;
    for (const auto& [_, found] : quarrels) {
        for (const Quarrel& one : found) {
            for (const Quarrel& other : found) {
                const std::array members{counts[one.lower].member, counts[other.higher].member};
                if (members[0] == members[1] || sources.behind(members) < 2) continue;
                pairs.push_back({std::min(one.lower, other.higher), std::max(one.lower, other.higher), {}, kDisputed});
            }
        }
    }
    return pairs;
}

}  // namespace newsloom::story::detail
