// Which pairs of statements are compared, and how likely each pair is to say the same.
#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "base/hash.h"
#include "story/detail/altered.h"
#include "story/detail/comparing.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kMostPosts = 160;   // statements per word that are compared
constexpr float kEnoughShared = 0.4F;     // weight of what two statements share from which they are compared
constexpr float kNearWeight = 0.2F;       // of a field
constexpr std::size_t kSmallStory = 600;  // statements; in larger stories a word in common is asked for

std::uint32_t post_of(const Measure& value) {
    return static_cast<std::uint32_t>(
        mix64(std::bit_cast<std::uint64_t>(value.value) ^ static_cast<std::uint64_t>(value.unit.size()) << 56U) >> 32);
}

/// For one statement after the other, the earlier ones of other members that share most with it.
class Candidates {
  public:
    Candidates(const Reading& reading, const SenseWeights& weights)
        : reading_(reading),
          weights_(weights),
          small_(reading.statements.size() <= kSmallStory),
          score_(reading.statements.size(), 0.0F) {}

    /// Most alike first; of equals the earlier one. Statements must come in order.
    [[nodiscard]] const std::vector<std::uint32_t>& of(std::size_t s) {
        const Statement& statement = reading_.statements[s];
        for (const std::uint32_t sense : statement.senses)
            meet_at(sense, static_cast<float>(weights_.of(sense)), s);
        for (const Measure& value : statement.values)
            meet_at(post_of(value), is_telling(value.value) ? 0.8F : 0.3F, s);
        std::uint32_t last = 0;
        for (const auto& [field, sense] : statement.fields) {
            if (small_ && field != last) meet_at(field, kNearWeight, s);
            last = field;
        }
        choose(reading_.statements_of[statement.member]);
        return chosen_;
    }

  private:
    /// The statements that have a word, in order; those of the member that came last begin at `own`.
    struct Post {
        std::vector<std::uint32_t> statements;
        std::size_t member = std::numeric_limits<std::size_t>::max(), own = 0;
    };

    void meet_at(std::uint32_t key, float weight, std::size_t s) {
        const std::uint32_t number = keys_.number_of(key);
        if (number == posts_.size()) posts_.emplace_back();
        Post& post = posts_[number];
        const std::size_t member = reading_.statements[s].member;
        if (post.member != member) {
            post.member = member;
            post.own = post.statements.size();
        }
        const std::size_t size = post.statements.size();
        for (std::size_t i = size > kMostPosts ? size - kMostPosts : 0; i < post.own; ++i)
            score_[post.statements[i]] += weight;
        if (size == 0 || post.statements.back() != s) post.statements.push_back(static_cast<std::uint32_t>(s));
    }

    /// Takes the best of the first `count` statements and sets their scores to nothing.
    void choose(std::size_t count) {
        // Scores as integers that fall as the score rises, with the statement below: one order for both.
        const auto key_of = [](float score, std::size_t statement) {
            return static_cast<std::uint64_t>(~std::bit_cast<std::uint32_t>(score)) << 32 | statement;
        };
        float least = kEnoughShared;
        keys_met_.clear();
        const auto keep_best = [&] {
            if (keys_met_.size() <= kMostPairs) return;
            const auto last = keys_met_.begin() + static_cast<std::ptrdiff_t>(kMostPairs) - 1;
            std::nth_element(keys_met_.begin(), last, keys_met_.end());
            keys_met_.resize(kMostPairs);
            // Only what is better than the worst of these can come in: of equals the earlier one stays.
            least = std::bit_cast<float>(std::bit_cast<std::uint32_t>(std::bit_cast<float>(
                                             ~static_cast<std::uint32_t>(keys_met_.back() >> 32))) +
                                         1);
        };
        constexpr std::size_t kBlock = 16;
        for (std::size_t begin = 0; begin < count; begin += kBlock) {
            const std::size_t end = std::min(begin + kBlock, count);
            std::int32_t most = 0;  // as integers positive numbers have the same order
            for (std::size_t i = begin; i < end; ++i)
                most = std::max(most, std::bit_cast<std::int32_t>(score_[i]));
            if (most < std::bit_cast<std::int32_t>(least)) continue;
            for (std::size_t i = begin; i < end; ++i) {
                if (score_[i] >= least) keys_met_.push_back(key_of(score_[i], i));
            }
            if (keys_met_.size() > 4 * kMostPairs) keep_best();
        }
        keep_best();
        std::sort(keys_met_.begin(), keys_met_.end());
        std::fill_n(score_.begin(), count, 0.0F);
        chosen_.clear();
        for (const std::uint64_t key : keys_met_)
            chosen_.push_back(static_cast<std::uint32_t>(key));
    }

    const Reading& reading_;
    const SenseWeights& weights_;
    bool small_;
    KeyIndex keys_;
    std::vector<Post> posts_;
    std::vector<float> score_;
    std::vector<std::uint64_t> keys_met_;
    std::vector<std::uint32_t> chosen_;
};

/// Best and next best likeness of a statement in another member.
struct Best {
    std::size_t statement = 0;
    float likeness = 0, next = 0;

    void offer(std::size_t other, float offered) {
        if (offered > likeness || (offered == likeness && offered > 0 && other < statement)) {
            next = likeness;
            likeness = offered;
            statement = other;
        } else {
            next = std::max(next, offered);
        }
    }
};

float likeness_of(const Traits& t) {
    return t[kDice] + 0.15F * t[kSharedNames] + 0.2F * t[kSameValues] + 0.1F * t[kNearValues] + 0.1F * t[kSharedRuns];
}

/// Who is whose best match in the other's article. Pairs come in order of b, so that those of one statement with one
/// member follow one another.
class BestMatches {
  public:
    BestMatches(const Reading& reading, const std::vector<ComparedPair>& pairs) {
        constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
        struct Latest {
            std::size_t member = std::numeric_limits<std::size_t>::max();
            std::uint32_t best = kNone;
        };
        std::vector<Latest> latest(reading.statements.size());  // of each statement, as a
        std::vector<std::uint32_t> of_member(reading.members.size(), kNone);
        places_.reserve(pairs.size());
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const ComparedPair& pair = pairs[i];
            if (i == 0 || pairs[i - 1].b != pair.b) std::fill(of_member.begin(), of_member.end(), kNone);
            const std::size_t member_a = reading.statements[pair.a].member,
                              member_b = reading.statements[pair.b].member;
            if (latest[pair.a].member != member_b) latest[pair.a] = {member_b, new_best()};
            if (of_member[member_a] == kNone) of_member[member_a] = new_best();
            places_.push_back({latest[pair.a].best, of_member[member_a]});
            const float likeness = likeness_of(pair.traits);
            bests_[places_[i].of_a].offer(pair.b, likeness);
            bests_[places_[i].of_b].offer(pair.a, likeness);
        }
    }
    /// The traits of pair i that tell of it.
    void write(std::size_t i, ComparedPair& pair) const {
        const Best &a = bests_[places_[i].of_a], &b = bests_[places_[i].of_b];
        const bool best_a = a.statement == pair.b, best_b = b.statement == pair.a;
        pair.traits[kBestOfBoth] = best_a && best_b ? 1.0F : 0.0F;
        pair.traits[kBestDice] = best_a && best_b ? pair.traits[kDice] : 0.0F;
        pair.traits[kBestOfOne] = best_a != best_b ? 1.0F : 0.0F;
        const float here = likeness_of(pair.traits);
        pair.traits[kMargin] = std::min(here - (best_a ? a.next : a.likeness), here - (best_b ? b.next : b.likeness));
    }

  private:
    std::uint32_t new_best() {
        bests_.emplace_back();
        return static_cast<std::uint32_t>(bests_.size() - 1);
    }

    struct Places {
        std::uint32_t of_a, of_b;
    };
    std::vector<Best> bests_;
    std::vector<Places> places_;  // in bests_, of each pair
};

}  // namespace

ComparedPairs::ComparedPairs(std::vector<ComparedPair> pairs, std::size_t statements)
    : pairs_(std::move(pairs)), first_(statements + 1, 0) {
    earlier_.reserve(pairs_.size());
    for (const ComparedPair& pair : pairs_) {
        earlier_.push_back(static_cast<std::uint32_t>(pair.a));
        ++first_[pair.b + 1];
    }
    for (std::size_t i = 1; i < first_.size(); ++i)
        first_[i] += first_[i - 1];
    slots_.resize(statements * kSlots, 0);
    for (std::size_t b = 0; b < statements; ++b) {
        std::uint8_t* const slots = slots_.data() + b * kSlots;
        for (std::uint32_t i = first_[b]; i < first_[b + 1]; ++i) {
            std::size_t at = slot_of(earlier_[i]);
            while (slots[at] != 0)
                at = (at + 1) % kSlots;
            slots[at] = static_cast<std::uint8_t>(i - first_[b] + 1);
        }
    }
}

ComparedPairs compared_pairs(Comparer& comparer, const LogOdds<kTraits>& model) {
    const Reading& reading = comparer.reading();
    std::vector<ComparedPair> pairs;
    pairs.reserve(reading.statements.size() * kMostPairs);
    Candidates candidates(reading, comparer.weights());
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        for (const std::uint32_t other : candidates.of(s)) {
            ComparedPair& pair = pairs.emplace_back();
            pair.a = other;
            pair.b = s;
            comparer.read(other, s, pair.traits);
        }
    }
    const BestMatches matches(reading, pairs);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        ComparedPair& pair = pairs[i];
        matches.write(i, pair);
        // Numbers of one thing that cannot both hold: whatever else they share, they do not say the same.
        const bool conflict = pair.traits[kOtherMeasure] > 0 && pair.traits[kSameMeasure] == 0;
        // One common word makes no common statement easily, unless a number or a name goes with it.
        const float words = pair.traits[kSharedPlain] * 4;
        const bool thin = pair.traits[kSameValues] == 0 && words < (pair.traits[kSharedNames] > 0 ? 1 : 2);
        pair.altered = pair.traits[kDice] >= kNearlySame && comparer.wording(pair.a) != comparer.wording(pair.b) &&
                       is_altered(reading.statements[pair.a], reading.statements[pair.b]);
        pair.probability = conflict || pair.altered ? 0 : (thin ? 0.8 : 1.0) * model.probability(pair.traits);
        if (pair.traits[kNegationDiffers] > 0 && pair.traits[kOtherSpeaker] > 0) {
            Traits aside = pair.traits;
            aside[kNegationDiffers] = aside[kOtherSpeaker] = 0;
            pair.contrary = (thin ? 0.8 : 1.0) * model.probability(aside);
            pair.probability = 0;
        }
    }
    return {std::move(pairs), reading.statements.size()};
}

}  // namespace newsloom::story::detail
