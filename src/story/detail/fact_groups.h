/// Which sentences of a story make a fact together, and how sure that is.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "model/printed_story.h"
#include "story/detail/agreement.h"
#include "story/detail/pair_table.h"
#include "story/detail/quotes.h"
#include "story/detail/reading.h"
#include "story/detail/second_look.h"

namespace newsloom::story::detail {

/// Which wordings agree, and the groups this makes: first every wording in one group, by average link; then the
/// sure pairs that this left apart, since a sentence may make two statements.
class FactGroups {
    static constexpr double kSame = 0.46;          // probability from which two sentences are taken to say the same
    static constexpr double kSecond = 0.5;         // ... although each of them says the same as others
    static constexpr double kAverage = 0.48;       // mean over the pairs between two groups that are joined
    static constexpr double kLeast = 0.2;          // and the faintest of them
    static constexpr double kSureTwice = 0.8;      // at the second look, of a pair that makes a fact of its own
    static constexpr double kStray = 0.7;          // mean over a supporter's pairs, at the second look
    static constexpr std::size_t kMostLinks = 12;  // wordings of a group that others are compared with

  public:
    FactGroups(const Reading& reading, const ComparedPairs& compared, const SecondModel& second)
        : reading_(reading),
          compared_(compared),
          wordings_(compared.wordings()),
          second_(second),
          words_(reading),
          seen_(compared.size(), kNotSeen),
          quoted_too_(compared.size(), 0),
          looked_at_(compared.wordings().size()),
          told_in_(compared.wordings().size()) {
        // A pair that both ways found: the better one stands.
        probability_.resize(compared.size(), 0.0);
        for (std::size_t i = 0; i < compared.size(); ++i) {
            const ComparedPair& pair = compared[i];
            if (pair.probability < kFaint || !reading.statements[pair.a].is_statement() ||
                !reading.statements[pair.b].is_statement())
                continue;
            probability_[i] = pair.probability;
        }
        std::vector<QuotePair> only_quoted;
        for (const QuotePair& pair : quote_pairs(reading)) {
            const auto [x, y] = std::minmax({wordings_.of(pair.a), wordings_.of(pair.b)});
            std::size_t i = compared.place_of_wordings(x, y);
            if (i != ComparedPairs::kNone && compared[i].altered) continue;
            if (i == ComparedPairs::kNone) {
                std::size_t& place = quoted_.at(x, y);
                if (place == 0) {
                    place = probability_.size();
                    probability_.push_back(0);
                    only_quoted.push_back({x, y, 0});
                }
                i = place;
            }
            probability_[i] = std::max(probability_[i], pair.probability);
            if (i < quoted_too_.size()) quoted_too_[i] = static_cast<float>(pair.probability);
        }
        const auto add_sure = [&](std::size_t a, std::size_t b, std::size_t i) {
            if (probability_[i] >= kSame) sure_.push_back({{a, b, probability_[i]}, i});
        };
        for (std::size_t i = 0; i < compared.size(); ++i)
            add_sure(compared[i].x, compared[i].y, i);
        for (std::size_t i = 0; i < only_quoted.size(); ++i)
            add_sure(only_quoted[i].a, only_quoted[i].b, compared.size() + i);
        std::sort(sure_.begin(), sure_.end(), [](const SurePair& x, const SurePair& y) {
            if (x.probability != y.probability) return x.probability > y.probability;
            return x.a != y.a ? x.a < y.a : x.b < y.b;
        });
        agreeing_.resize(wordings_.size());
        for (const SurePair& pair : sure_) {
            if (pair.a == pair.b) continue;
            const auto place = static_cast<std::uint32_t>(pair.place);
            agreeing_[pair.a].push_back({static_cast<std::uint32_t>(pair.b), place});
            agreeing_[pair.b].push_back({static_cast<std::uint32_t>(pair.a), place});
        }
        for (auto& own : agreeing_)
            std::sort(own.begin(), own.end(), [](const Agreeing& x, const Agreeing& y) { return x.with < y.with; });
    }

    /// Of wordings.
    [[nodiscard]] double of(std::size_t a, std::size_t b) const {
        const std::size_t i = compared_.place_of_wordings(a, b);
        if (i != ComparedPairs::kNone) return probability_[i];
        if (probability_.size() == compared_.size()) return 0;
        const std::size_t* const place = quoted_.find(std::min(a, b), std::max(a, b));
        return place == nullptr ? 0.0 : probability_[*place];
    }

    /// Of wordings, at the second look.
    [[nodiscard]] double seen_twice(std::size_t a, std::size_t b) {
        constexpr double kOnlyQuoted = 0.8;
        const std::size_t i = compared_.place_of_wordings(a, b);
        if (i == ComparedPairs::kNone) return std::min(of(a, b), kOnlyQuoted);
        if (probability_[i] <= 0) return 0;
        if (seen_[i] == kNotSeen) {
            const SecondTraits traits =
                second_look(words_, looked_at(a), looked_at(b), static_cast<double>(quoted_too_[i]));
            seen_[i] = static_cast<float>(
                second_.probability(std::max(compared_[i].probability, kFaint), compared_.traits(i), traits));
        }
        return static_cast<double>(seen_[i]);
    }

    /// Mean over all pairs of some statements, at the second look; of many, of those of the first wordings.
    [[nodiscard]] double among(const std::vector<std::size_t>& statements) {
        constexpr std::size_t kMostLooks = 6;
        std::vector<std::pair<std::uint32_t, double>> met;  // wordings, and how many of the statements are of each
        for (const std::size_t s : statements) {
            if (met.size() == kMostLooks) break;
            const std::uint32_t wording = wordings_.of(s);
            const auto at = std::find_if(met.begin(), met.end(), [&](const auto& one) { return one.first == wording; });
            if (at == met.end()) {
                met.emplace_back(wording, 1);
            } else {
                at->second += 1;
            }
        }
        double sum = 0, count = 0;
        for (std::size_t i = 0; i < met.size(); ++i) {
            const auto [x, times] = met[i];
            for (std::size_t j = 0; j < i; ++j) {
                const double pairs = times * met[j].second;
                sum += pairs * seen_twice(x, met[j].first);
                count += pairs;
            }
            if (times < 2) continue;
            const double pairs = times * (times - 1) / 2;
            sum += pairs * seen_twice(x, x);
            count += pairs;
        }
        return count > 0 ? sum / count : 0.4;
    }

    /// Statements, each sorted: those of two wordings or more, or of one that says something by itself.
    [[nodiscard]] std::vector<std::vector<std::size_t>> groups() {
        std::vector<std::vector<std::size_t>> result;
        constexpr std::size_t kNoGroup = std::numeric_limits<std::size_t>::max();
        std::vector<std::size_t> group_of(wordings_.size(), kNoGroup);
        const auto own_group = [&](std::size_t wording) {
            if (group_of[wording] == kNoGroup) {
                group_of[wording] = result.size();
                result.push_back({wording});
            }
            return group_of[wording];
        };
        PairTable<std::uint32_t> apart;
        for (const SurePair& pair : sure_) {
            const std::size_t left = own_group(pair.a), right = own_group(pair.b);
            if (left == right) continue;
            // Two groups that did not belong together do not as long as what is looked at is the same.
            const auto looked_at = static_cast<std::uint32_t>(std::min(result[left].size(), kMostLinks) * 256 +
                                                              std::min(result[right].size(), kMostLinks));
            std::uint32_t& apart_at = apart.at(left, right);
            if (apart_at == looked_at) continue;
            if (!belong_together(result[left], result[right])) {
                apart_at = looked_at;
                continue;
            }
            for (const std::size_t wording : result[right]) {
                group_of[wording] = left;
                result[left].push_back(wording);
            }
            result[right].clear();
        }
        // Second groups: each wording that agrees with all that are in.
        std::vector<std::uint8_t> told(probability_.size(), 0);  // pairs that are together in one
        std::vector<std::uint32_t> agreed(wordings_.size(), 0);  // wordings of the group that agree with it
        std::vector<std::uint8_t> is_in(wordings_.size(), 0);
        for (const SurePair& pair : sure_) {
            if (pair.probability < kSecond || group_of[pair.a] == group_of[pair.b] || told[pair.place] != 0) continue;
            std::vector<std::size_t> group;
            const auto add = [&](std::size_t wording) {
                group.push_back(wording);
                is_in[wording] = 1;
                for (const Agreeing& other : agreeing_[wording])
                    ++agreed[other.with];
            };
            add(pair.a);
            add(pair.b);
            for (const Agreeing& other : agreeing_[pair.a]) {
                if (group.size() >= kMostLinks) break;
                // An article that has both says two things.
                const auto has_both = [&](std::size_t w) { return one_member_has_both(w, other.with); };
                if (agreed[other.with] == group.size() && std::none_of(group.begin(), group.end(), has_both))
                    add(other.with);
            }
            // Each agrees with all others of the group and with nobody else that much.
            for (const std::size_t wording : group) {
                for (const Agreeing& other : agreeing_[wording]) {
                    told[other.place] |= is_in[other.with];
                    agreed[other.with] = 0;
                }
            }
            for (const std::size_t wording : group)
                is_in[wording] = 0;
            result.push_back(std::move(group));
        }
        // A wording by itself is a group where it was put into one for its own sake alone.
        std::erase_if(result, [&](const auto& group) {
            return group.empty() || (group.size() == 1 && of(group.front(), group.front()) < kSame);
        });
        for (auto& group : result) {
            std::vector<std::size_t> statements;
            for (const std::size_t wording : group) {
                const auto own = wordings_.statements(wording);
                statements.insert(statements.end(), own.begin(), own.end());
            }
            std::sort(statements.begin(), statements.end());
            group = std::move(statements);
        }
        return result;
    }

    /// Of a fact's statements, one of each article, those that the others bear out; all of them when that leaves
    /// nothing that is sure.
    [[nodiscard]] std::vector<std::size_t> without_strays(const std::vector<std::size_t>& statements) {
        constexpr std::size_t kMostLooks = 6;
        std::vector<std::uint32_t> wordings;
        for (const std::size_t s : statements) {
            if (std::find(wordings.begin(), wordings.end(), wordings_.of(s)) == wordings.end())
                wordings.push_back(wordings_.of(s));
        }
        if (wordings.size() > kMostLooks) return statements;
        while (wordings.size() > 2) {
            double least = kStray;
            auto stray = wordings.end();
            for (auto own = wordings.begin(); own != wordings.end(); ++own) {
                double sum = 0;
                for (const std::uint32_t other : wordings)
                    sum += other == *own ? 0 : seen_twice(*own, other);
                sum /= static_cast<double>(wordings.size() - 1);
                if (sum >= least) continue;
                least = sum;
                stray = own;
            }
            if (stray == wordings.end()) break;
            wordings.erase(stray);
        }
        std::vector<std::size_t> left;
        for (const std::size_t s : statements) {
            if (std::find(wordings.begin(), wordings.end(), wordings_.of(s)) != wordings.end()) left.push_back(s);
        }
        return left.size() == statements.size() || among(left) < double{kPrintedFact} ? statements : left;
    }

    /// A fact's statements, one of each article, in order.
    void mark_told(const std::vector<std::size_t>& statements) {
        for (const std::size_t s : statements)
            told_in_[wordings_.of(s)].push_back(static_cast<std::uint32_t>(told_.size()));
        told_.push_back(statements);
    }

    /// Pairs that are sure at both looks and stand in no fact: a sentence that makes two statements may agree with one
    /// sentence of an article on the one, and more with another on the other. Each is marked as told.
    [[nodiscard]] std::vector<std::vector<std::size_t>> untold() {
        std::vector<std::vector<std::size_t>> result;
        // With the other or with one of its article that it agrees with as much.
        const auto is_told = [&](std::size_t own, std::size_t other, double probability) {
            const std::size_t member = reading_.statements[other].member;
            return std::any_of(
                told_in_[wordings_.of(own)].begin(), told_in_[wordings_.of(own)].end(), [&](std::uint32_t fact) {
                    const auto with =
                        std::lower_bound(told_[fact].begin(), told_[fact].end(), reading_.statements_of[member]);
                    return with != told_[fact].end() && *with < reading_.statements_of[member + 1] &&
                           (wordings_.of(*with) == wordings_.of(other) ||
                            of(wordings_.of(own), wordings_.of(*with)) >= probability);
                });
        };
        for (const SurePair& pair : sure_) {
            if (pair.probability < kSecond) break;
            const auto left = wordings_.statements(pair.a), right = wordings_.statements(pair.b);
            if (pair.a == pair.b || one_member_has(pair.a, pair.b) ||
                is_told(left.front(), right.front(), pair.probability) ||
                is_told(right.front(), left.front(), pair.probability) || seen_twice(pair.a, pair.b) < kSureTwice)
                continue;
            std::vector<std::size_t> statements(left.begin(), left.end());
            statements.insert(statements.end(), right.begin(), right.end());
            std::sort(statements.begin(), statements.end());
            mark_told(statements);
            result.push_back(std::move(statements));
        }
        return result;
    }

  private:
    /// Both, and no other: they are two statements.
    [[nodiscard]] bool one_member_has(std::size_t a, std::size_t b) const {
        const auto member = [&](std::size_t w) { return reading_.statements[wordings_.statements(w).front()].member; };
        return wordings_.members(a) == 1 && wordings_.members(b) == 1 && member(a) == member(b);
    }
    [[nodiscard]] bool one_member_has_both(std::size_t a, std::size_t b) const {
        const auto left = wordings_.one_of_each_member(a), right = wordings_.one_of_each_member(b);
        const auto member = [&](std::uint32_t s) { return reading_.statements[s].member; };
        for (auto i = left.begin(), j = right.begin(); i != left.end() && j != right.end();) {
            const std::size_t x = member(*i), y = member(*j);
            if (x == y) return true;
            i += x < y ? 1 : 0;
            j += y < x ? 1 : 0;
        }
        return false;
    }
    [[nodiscard]] bool belong_together(const std::vector<std::size_t>& left,
                                       const std::vector<std::size_t>& right) const {
        double sum = 0, count = 0;
        for (std::size_t i = 0; i < std::min(left.size(), kMostLinks); ++i) {
            for (std::size_t j = 0; j < std::min(right.size(), kMostLinks); ++j) {
                const std::size_t x = left[i], y = right[j];
                if (one_member_has(x, y)) continue;
                const double p = of(x, y);
                if (p < kLeast) return false;
                sum += p;
                count += 1;
            }
        }
        return count > 0 && sum / count >= kAverage;
    }

    [[nodiscard]] const LookedAt& looked_at(std::size_t wording) {
        LookedAt& kept = looked_at_[wording];
        if (kept.words.empty())
            kept = look_at(reading_, words_, reading_.statements[wordings_.statements(wording).front()]);
        return kept;
    }

    static constexpr float kNotSeen = -1;
    const Reading& reading_;
    const ComparedPairs& compared_;
    const Wordings& wordings_;
    const SecondModel& second_;
    const StoryWords words_;
    std::vector<float> seen_, quoted_too_;  // of each compared pair: at the second look; by quote_pairs
    std::vector<LookedAt> looked_at_;       // of each wording, when it was asked for
    std::vector<double> probability_;       // of the compared pairs, then of those that only share a quote
    PairTable<std::size_t> quoted_;         // the latter's places in it
    struct SurePair : QuotePair {
        std::size_t place;  // in probability_
    };
    struct Agreeing {
        std::uint32_t with, place;
    };
    std::vector<std::vector<Agreeing>> agreeing_;      // surely, with each wording; sorted
    std::vector<SurePair> sure_;                       // best first
    std::vector<std::vector<std::size_t>> told_;       // statements of each fact, in order
    std::vector<std::vector<std::uint32_t>> told_in_;  // facts of each wording
};

}  // namespace newsloom::story::detail
