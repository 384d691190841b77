#include "story/detail/agreement.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kMostPosts = 160;  // statements per word that are compared
constexpr std::size_t kMostPairs = 24;   // statements compared per statement

}  // namespace

TermWeights::TermWeights(const Reading& reading) {
    std::vector<std::uint32_t> all;
    for (const Statement& statement : reading.statements) {
        for (const Term& term : statement.terms)
            all.push_back(term.stem);
    }
    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < all.size();) {
        std::size_t j = i;
        while (j < all.size() && all[j] == all[i])
            ++j;
        counts_.emplace_back(all[i], static_cast<std::uint32_t>(j - i));
        i = j;
    }
    total_ = static_cast<double>(std::max<std::size_t>(reading.statements.size(), 1));
}

std::size_t TermWeights::statements_with(std::uint32_t stem) const {
    const auto at = std::lower_bound(counts_.begin(), counts_.end(), std::pair(stem, std::uint32_t{0}));
    return at != counts_.end() && at->first == stem ? at->second : 0;
}

double TermWeights::of(std::uint32_t stem) const {
    // 1 for words of up to 10 % of the sentences, falling to .35 for words of all of them.
    const double share = static_cast<double>(statements_with(stem)) / total_;
    return share <= 0.1 ? 1.0 : std::max(0.35, 1.0 - 0.65 * std::log10(share * 10));
}

double TermWeights::of(const Statement& statement) const {
    double sum = 0;
    for (const Term& term : statement.terms)
        sum += of(term.stem);
    return sum;
}

bool same_thing(const Reading& reading, std::size_t member_a, const Quantity& a, std::size_t member_b,
                const Quantity& b) {
    if (a.unit != b.unit) return false;
    const auto things_a = content_stems(slice(reading.text(member_a), a.of), reading.tongue(member_a));
    const auto things_b = content_stems(slice(reading.text(member_b), b.of), reading.tongue(member_b));
    if (things_a.empty() || things_b.empty()) return things_a.empty() && things_b.empty() && !a.unit.empty();
    return shared_count(things_a, things_b) == std::min(things_a.size(), things_b.size());
}

Agreement agreement(const Reading& reading, const TermWeights& weights, const Statement& a, const Statement& b) {
    Agreement result;
    double shared = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    for (auto i = a.terms.begin(), j = b.terms.begin(); i != a.terms.end() && j != b.terms.end();) {
        if (i->stem == j->stem) {
            shared += weights.of(i->stem);
            places.emplace_back(i->at, j->at);
            ++i;
            ++j;
        } else if (i->stem < j->stem) {
            ++i;
        } else {
            ++j;
        }
    }
    result.shared = places.size();
    const double mass_a = weights.of(a), mass_b = weights.of(b);
    if (mass_a > 0 && mass_b > 0) {
        result.dice = 2 * shared / (mass_a + mass_b);
        result.contained = shared / std::min(mass_a, mass_b);
    }
    std::sort(places.begin(), places.end());
    std::size_t in_order = 0;
    for (std::size_t i = 1; i < places.size(); ++i)
        in_order += places[i].second > places[i - 1].second ? 1 : 0;
    if (places.size() > 1) result.order = static_cast<double>(in_order) / static_cast<double>(places.size() - 1);
    result.names = shared_count(a.names, b.names);
    result.names_differ = result.names == 0 && !a.names.empty() && !b.names.empty();
    result.negation_differs = a.negated != b.negated;
    for (const std::size_t qa : a.quantities) {
        for (const std::size_t qb : b.quantities) {
            const Quantity& left = reading.annotations(a.member).quantities[qa];
            const Quantity& right = reading.annotations(b.member).quantities[qb];
            if (!same_thing(reading, a.member, left, b.member, right)) continue;
            if (meet(left, right)) {
                ++result.numbers;
            } else {
                result.numbers_differ = true;
            }
        }
    }
    return result;
}

double Agreement::probability() const {
    if (shared < 3 || numbers_differ || negation_differs) return 0;
    double z = -6.2 + 7.5 * dice + 2.5 * contained + 0.25 * static_cast<double>(std::min<std::size_t>(shared, 8)) +
               0.5 * static_cast<double>(std::min<std::size_t>(names, 2)) +
               0.7 * static_cast<double>(std::min<std::size_t>(numbers, 2)) + 0.5 * order;
    if (names_differ) z -= 1.0;
    return 1 / (1 + std::exp(-z));
}

std::vector<std::pair<std::size_t, std::size_t>> comparable(const Reading& reading, const TermWeights& weights) {
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> posts;  // looked up only
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::vector<float> score(reading.statements.size(), 0.0F);
    std::vector<std::size_t> touched;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        touched.clear();
        for (const Term& term : statement.terms) {
            auto& list = posts[term.stem];
            const auto weight = static_cast<float>(weights.of(term.stem));
            const std::size_t from = list.size() > kMostPosts ? list.size() - kMostPosts : 0;
            for (std::size_t i = from; i < list.size(); ++i) {
                const std::size_t other = list[i];
                if (reading.statements[other].member == statement.member) continue;
                if (score[other] == 0) touched.push_back(other);
                score[other] += weight;
            }
            list.push_back(s);
        }
        std::sort(touched.begin(), touched.end(),
                  [&](std::size_t a, std::size_t b) { return score[a] != score[b] ? score[a] > score[b] : a < b; });
        std::size_t kept = 0;
        for (const std::size_t other : touched) {
            if (kept < kMostPairs && score[other] >= 1.5F) {
                pairs.emplace_back(other, s);
                ++kept;
            }
            score[other] = 0;
        }
    }
    return pairs;
}

}  // namespace newsloom::story::detail
