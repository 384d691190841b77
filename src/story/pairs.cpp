// Which pairs of statements are compared, and how likely each pair is to say the same.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "base/hash.h"
#include "story/detail/altered.h"
#include "story/detail/comparing.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kMostPosts = 160;   // wordings per word that are compared
constexpr float kEnoughShared = 0.4F;     // weight of what two share from which they are compared
constexpr float kNearWeight = 0.2F;       // of a field
constexpr std::size_t kSmallStory = 600;  // wordings; in larger stories a word in common is asked for

std::uint32_t post_of(const Measure& value) {
    return static_cast<std::uint32_t>(
        mix64(std::bit_cast<std::uint64_t>(value.value) ^ static_cast<std::uint64_t>(value.unit.size()) << 56U) >> 32);
}

/// For one wording after the other, the earlier ones of other members that share most with it.
class Candidates {
  public:
    Candidates(const Reading& reading, const Wordings& wordings, const SenseWeights& weights)
        : reading_(reading),
          wordings_(wordings),
          weights_(weights),
          small_(wordings.size() <= kSmallStory),
          score_(wordings.size() + kBlock, 0.0F) {}

    /// Most alike first; of equals the earlier one. Wordings must come in order.
    [[nodiscard]] const std::vector<std::uint32_t>& of(std::size_t wording) {
        const Statement& statement = reading_.statements[wordings_.statements(wording).front()];
        if (statement.member != member_) {
            member_ = statement.member;
            first_of_member_ = wording;
        }
        for (const std::uint32_t sense : statement.senses)
            meet_at(sense, static_cast<float>(weights_.of(sense)), wording);
        for (const Measure& value : statement.values)
            meet_at(post_of(value), is_telling(value.value) ? 0.8F : 0.3F, wording);
        std::uint32_t last = 0;
        for (const auto& [field, sense] : statement.fields) {
            if (small_ && field != last) meet_at(field, kNearWeight, wording);
            last = field;
        }
        // Two that this member alone has are not compared.
        if (wordings_.members(wording) == 1) {
            for (std::size_t other = first_of_member_; other < wording; ++other) {
                if (wordings_.members(other) == 1) score_[other] = 0;
            }
        }
        score_[wording] = 0;  // met where one word stands twice
        choose(wording);
        return chosen_;
    }

  private:
    static constexpr std::size_t kBlock = 16;  // scores looked at together

    /// Adds to the scores of those that have the word.
    void meet_at(std::uint32_t key, float weight, std::size_t wording) {
        const std::uint32_t number = keys_.number_of(key);
        if (number == posts_.size()) posts_.emplace_back();
        std::vector<std::uint32_t>& post = posts_[number];
        const std::size_t size = post.size();
        for (std::size_t i = size > kMostPosts ? size - kMostPosts : 0; i < size; ++i)
            score_[post[i]] += weight;
        if (size == 0 || post.back() != wording) post.push_back(static_cast<std::uint32_t>(wording));
    }

    /// Takes the best of the first `count` wordings and sets their scores to nothing.
    void choose(std::size_t count) {
        // Scores as integers that fall as the score rises, with the wording below: one order for both.
        const auto key_of = [](float score, std::size_t wording) {
            return static_cast<std::uint64_t>(~std::bit_cast<std::uint32_t>(score)) << 32 | wording;
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
        for (std::size_t begin = 0; begin < count; begin += kBlock) {
            const std::size_t end = std::min(begin + kBlock, count);
            std::array<float, 4> most{};
            for (std::size_t i = begin; i + 4 <= begin + kBlock; i += 4) {
                for (std::size_t lane = 0; lane < 4; ++lane)
                    most[lane] = std::max(most[lane], score_[i + lane]);
            }
            if (std::max(std::max(most[0], most[1]), std::max(most[2], most[3])) < least) continue;
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
    const Wordings& wordings_;
    const SenseWeights& weights_;
    bool small_;
    KeyIndex keys_;
    std::vector<std::vector<std::uint32_t>> posts_;  // the wordings that have a word, in order
    std::size_t member_ = std::numeric_limits<std::size_t>::max(), first_of_member_ = 0;
    std::vector<float> score_;
    std::vector<std::uint64_t> keys_met_;
    std::vector<std::uint32_t> chosen_;
};

/// Best and next best likeness of a wording in a member.
struct Best {
    std::uint32_t wording = 0;
    float likeness = 0, next = 0;

    void offer(std::uint32_t other, float offered) {
        if (offered > likeness || (offered == likeness && offered > 0 && other < wording)) {
            next = likeness;
            likeness = offered;
            wording = other;
        } else {
            next = std::max(next, offered);
        }
    }
};

float likeness_of(const Traits& t) {
    return t[kDice] + 0.15F * t[kSharedNames] + 0.2F * t[kSameValues] + 0.1F * t[kNearValues] + 0.1F * t[kSharedRuns];
}

/// Who is whose best match in the other's article, by the likeness of each pair.
std::vector<ComparedPairs::Match> best_matches(const Reading& reading, const Wordings& wordings,
                                               const std::vector<ComparedPair>& pairs,
                                               const std::vector<float>& likeness) {
    // The pairs of each wording.
    std::vector<std::uint32_t> first(wordings.size() + 1, 0);
    for (const ComparedPair& pair : pairs) {
        ++first[pair.x + 1];
        if (pair.y != pair.x) ++first[pair.y + 1];
    }
    for (std::size_t i = 1; i < first.size(); ++i)
        first[i] += first[i - 1];
    struct With {
        std::uint32_t pair, other, member;  // the member that the pair's statement of the other is of
        float likeness;
    };
    std::vector<With> with(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    std::vector<std::uint32_t> member(reading.statements.size());
    for (std::size_t s = 0; s < member.size(); ++s)
        member[s] = static_cast<std::uint32_t>(reading.statements[s].member);
    for (std::uint32_t i = 0; i < pairs.size(); ++i) {
        const ComparedPair& pair = pairs[i];
        with[next[pair.x]++] = {i, pair.y, member[pair.b], likeness[i]};
        if (pair.y != pair.x) with[next[pair.y]++] = {i, pair.x, member[pair.a], likeness[i]};
    }
    std::vector<ComparedPairs::Match> matches(pairs.size());
    std::vector<Best> of_member(reading.members.size());
    // x is never later than y: the margin of x is there when that of y is found.
    for (std::uint32_t wording = 0; wording < wordings.size(); ++wording) {
        const std::span<const With> own(with.data() + first[wording], first[wording + 1] - first[wording]);
        const auto in_members = [&](const With& one, const auto& each) {
            if (wordings.members(one.other) == 1) {
                each(of_member[one.member]);
            } else {
                for (const std::uint32_t s : wordings.one_of_each_member(one.other))
                    each(of_member[member[s]]);
            }
        };
        for (const With& one : own)
            in_members(one, [&](Best& best) { best.offer(one.other, one.likeness); });
        for (const With& one : own) {
            const Best& best = of_member[one.member];
            const bool is_best = best.wording == one.other;
            const float margin = one.likeness - (is_best ? best.next : best.likeness);
            ComparedPairs::Match& match = matches[one.pair];
            if (pairs[one.pair].x == wording) {
                match.best_x = is_best;
                match.margin = margin;
            }
            if (pairs[one.pair].y == wording) {
                match.best_y = is_best;
                match.margin = std::min(match.margin, margin);
            }
        }
        for (const With& one : own)
            in_members(one, [](Best& best) { best = {}; });
    }
    return matches;
}

void write_match(const ComparedPairs::Match& match, Traits& traits) {
    const bool both = match.best_x && match.best_y;
    traits[kBestOfBoth] = both ? 1.0F : 0.0F;
    traits[kBestDice] = both ? traits[kDice] : 0.0F;
    traits[kBestOfOne] = match.best_x != match.best_y ? 1.0F : 0.0F;
    traits[kMargin] = match.margin;
}

/// Log-odds of traits, roughly.
float log_odds(const LogOdds<kTraits>& model, const Traits& traits) {
    constexpr std::size_t kLanes = 4;
    std::array<float, kLanes> sums{};
    std::size_t i = 0;
    for (; i + kLanes <= kTraits; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sums[lane] += model.weights[i + lane] * traits[i + lane];
    }
    float sum = model.bias + sums[0] + sums[1] + sums[2] + sums[3];
    for (; i < kTraits; ++i)
        sum += model.weights[i] * traits[i];
    return sum;
}

}  // namespace

ComparedPairs::ComparedPairs(std::vector<ComparedPair> pairs, std::vector<Match> matches, Comparer& comparer)
    : comparer_(&comparer),
      wordings_(&comparer.wordings()),
      pairs_(std::move(pairs)),
      matches_(std::move(matches)),
      first_(comparer.wordings().size() + 1, 0) {
    const Wordings& wordings = *wordings_;
    earlier_.reserve(pairs_.size());
    for (const ComparedPair& pair : pairs_) {
        earlier_.push_back(pair.x);
        ++first_[pair.y + 1];
    }
    for (std::size_t i = 1; i < first_.size(); ++i)
        first_[i] += first_[i - 1];
    slots_.resize(wordings.size() * kSlots, 0);
    for (std::size_t y = 0; y < wordings.size(); ++y) {
        std::uint8_t* const slots = slots_.data() + y * kSlots;
        for (std::uint32_t i = first_[y]; i < first_[y + 1]; ++i) {
            std::size_t at = slot_of(earlier_[i]);
            while (slots[at] != 0)
                at = (at + 1) % kSlots;
            slots[at] = static_cast<std::uint8_t>(i - first_[y] + 1);
        }
    }
}

Traits ComparedPairs::traits(std::size_t i) const {
    Traits traits;
    comparer_->read(pairs_[i].a, pairs_[i].b, traits);
    write_match(matches_[i], traits);
    return traits;
}

ComparedPairs compared_pairs(Comparer& comparer, const LogOdds<kTraits>& model) {
    const Reading& reading = comparer.reading();
    const Wordings& wordings = comparer.wordings();
    std::vector<ComparedPair> pairs;
    std::vector<float> likeness;  // of each
    struct FirstLook {
        float most = 0, dice = 0;  // log-odds at most, but for who is whose best match
    };
    std::vector<FirstLook> looks;
    pairs.reserve(wordings.size() * kMostPairs);
    likeness.reserve(wordings.size() * kMostPairs);
    looks.reserve(wordings.size() * kMostPairs);
    Traits traits;
    const auto look_at = [&](std::uint32_t x, std::uint32_t y) {
        ComparedPair& pair = pairs.emplace_back();
        pair.x = x;
        pair.y = y;
        const Wordings::Pair apart = wordings.apart(reading, x, y);
        pair.a = static_cast<std::uint32_t>(apart.a);
        pair.b = static_cast<std::uint32_t>(apart.b);
        comparer.read_cheap(pair.a, pair.b, traits);
        likeness.push_back(likeness_of(traits));
        pair.altered = traits[kDice] >= kNearlySame && x != y &&
                       is_altered(reading.statements[pair.a], reading.statements[pair.b]);
        const bool may_be_contrary = traits[kNegationDiffers] > 0 && traits[kOtherSpeaker] > 0;
        looks.push_back({may_be_contrary
                             ? std::numeric_limits<float>::max()
                             : log_odds(model, traits) + comparer.most_of_dear(pair.a, pair.b, traits, model),
                         traits[kDice]});
    };
    Candidates candidates(reading, wordings, comparer.weights());
    for (std::uint32_t y = 0; y < wordings.size(); ++y) {
        for (const std::uint32_t x : candidates.of(y))
            look_at(x, y);
        if (wordings.members(y) > 1) look_at(y, y);
    }
    std::vector<ComparedPairs::Match> matches = best_matches(reading, wordings, pairs, likeness);
    const auto least = static_cast<float>(std::log(kFaint / (1 - kFaint))) - 0.01F;  // more than what rounding makes
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        ComparedPair& pair = pairs[i];
        const ComparedPairs::Match& match = matches[i];
        const bool both = match.best_x && match.best_y;
        const float best = both ? model.weights[kBestOfBoth] + model.weights[kBestDice] * looks[i].dice
                                : (match.best_x != match.best_y ? model.weights[kBestOfOne] : 0);
        if (looks[i].most + best + model.weights[kMargin] * match.margin < least) continue;
        comparer.read(pair.a, pair.b, traits);
        write_match(match, traits);
        // Numbers of one thing that cannot both hold, and none that agrees: whatever else they share, they do not say
        // the same.
        const bool conflict = traits[kOtherMeasure] > 0 && traits[kSameMeasure] == 0 && traits[kTellingValues] == 0 &&
                              traits[kNearValues] == 0;
        // One common word makes no common statement easily, unless a number or a name goes with it.
        const float words = traits[kSharedPlain] * 4;
        const bool thin = traits[kSameValues] == 0 && words < (traits[kSharedNames] > 0 ? 1 : 2);
        const double probability = (thin ? 0.8 : 1.0) * model.probability(traits);
        pair.probability = conflict || pair.altered || probability < kFaint ? 0 : probability;
        if (traits[kNegationDiffers] > 0 && traits[kOtherSpeaker] > 0) {
            Traits aside = traits;
            aside[kNegationDiffers] = aside[kOtherSpeaker] = 0;
            pair.contrary = (thin ? 0.8 : 1.0) * model.probability(aside);
            pair.probability = 0;
        }
    }
    return {std::move(pairs), std::move(matches), comparer};
}

}  // namespace newsloom::story::detail
