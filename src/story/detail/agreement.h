/// When two sentences of different outlets say the same, and when they cannot.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "story/detail/data_files.h"
#include "story/detail/key_index.h"
#include "story/detail/reading.h"
#include "story/detail/wordings.h"

namespace newsloom::story::detail {

/// How much each word of the story tells: words of nearly every sentence tell little.
class SenseWeights {
  public:
    explicit SenseWeights(const Reading& reading);
    [[nodiscard]] double of(std::uint32_t sense) const;
    [[nodiscard]] double of(const Statement& statement) const;
    [[nodiscard]] std::size_t statements_with(std::uint32_t sense) const;
    /// Senses of the story's statements by number, from 0.
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::uint32_t number_of(std::uint32_t sense) const { return senses_.find(sense); }
    [[nodiscard]] std::uint32_t sense(std::uint32_t number) const { return senses_.key(number); }
    [[nodiscard]] double weight(std::uint32_t number) const { return entries_[number].weight; }
    [[nodiscard]] std::size_t statements(std::uint32_t number) const { return entries_[number].statements; }

  private:
    struct Entry {
        double weight = 1;
        std::uint32_t statements = 0;
    };
    KeyIndex senses_;
    std::vector<Entry> entries_;  // of each sense
};

/// What is looked at in a pair of sentences. Order and names are those of data/story/agreement.json.
enum Trait : std::size_t {
    kDice,           ///< of weighted senses
    kContained,      ///< share of the smaller one's weight
    kPlainDice,      ///< of the senses that are no parts of names
    kClauseDice,     ///< of the two most alike clauses
    kClauseShared,   ///< weight of what these two share: min(w, 4) / 4
    kSharedSenses,   ///< min(n, 8) / 8
    kSharedPlain,    ///< of these, no parts of names: min(n, 4) / 4
    kOnlyTheyShare,  ///< senses that stand in these two sentences of the story and no other: min(n, 4) / 4
    kPrefixDice,     ///< of first five letters
    kSharedRuns,     ///< runs of four words both have: min(n, 8) / 8
    kSharedNames,    ///< min(n, 3) / 3
    kOtherNames,     ///< both name somebody or something, nothing in common
    kNamesApart,     ///< share of all their names that only one has
    kSameValues,     ///< numbers both have: min(n, 2) / 2
    kTellingValues,  ///< of these, such as are no small or round numbers: min(n, 2) / 2
    kNearValues,     ///< numbers that round to each other, not equal: min(n, 2) / 2
    kOtherValues,    ///< both have numbers, none in common
    kSameMeasure,    ///< quantities of one thing that can both hold: min(n, 2) / 2
    kOtherMeasure,   ///< quantities of one thing that cannot
    kSameSpeaker,
    kOtherSpeaker,   ///< both are put down to somebody, not to the same
    kOneAttributed,  ///< one is put down to somebody, the other is not
    kSameDay,
    kOtherDay,
    kNegationDiffers,
    kDenialDiffers,
    kBothLead,         ///< both are first sentences
    kPlacesApart,      ///< difference of the relative places in their articles
    kLengthsApart,     ///< |ln| of the ratio of their lengths
    kBestDice,         ///< dice where each is the other's best match
    kBestOfBoth,       ///< each is the other's best match in its article
    kBestOfOne,        ///< only one way
    kMargin,           ///< weighted dice over the next best match of either
    kClauseContained,  ///< share of the smaller of two clauses that the larger has, best pair
    kSoftDice,         ///< dice with words of one field (near_words.en.txt) counted half
    kNearWords,        ///< weight of these: min(w, 3) / 3
    kRareDice,         ///< dice with words of news of every kind counted little (common_words.*.txt)
    kRareContained,    ///< of these, share of the smaller one's weight
    kRareShared,       ///< min(w, 6) / 6
    kRareLeftOfOne,    ///< weight that only the one has that has less of it: min(w, 10) / 10
    kRareLeftOfOther,  ///< the other's: min(w, 20) / 20
    kTraits
};
using Traits = std::array<float, kTraits>;
inline constexpr std::array<const char*, kTraits> kTraitNames{"dice",
                                                              "contained",
                                                              "plain_dice",
                                                              "clause_dice",
                                                              "clause_shared",
                                                              "shared_senses",
                                                              "shared_plain",
                                                              "only_they_share",
                                                              "prefix_dice",
                                                              "shared_runs",
                                                              "shared_names",
                                                              "other_names",
                                                              "names_apart",
                                                              "same_values",
                                                              "telling_values",
                                                              "near_values",
                                                              "other_values",
                                                              "same_measure",
                                                              "other_measure",
                                                              "same_speaker",
                                                              "other_speaker",
                                                              "one_attributed",
                                                              "same_day",
                                                              "other_day",
                                                              "negation_differs",
                                                              "denial_differs",
                                                              "both_lead",
                                                              "places_apart",
                                                              "lengths_apart",
                                                              "best_dice",
                                                              "best_of_both",
                                                              "best_of_one",
                                                              "margin",
                                                              "clause_contained",
                                                              "soft_dice",
                                                              "near_words",
                                                              "rare_dice",
                                                              "rare_contained",
                                                              "rare_shared",
                                                              "rare_left_of_one",
                                                              "rare_left_of_other"};

/// Of two wordings, or of one that several members have with itself.
struct ComparedPair {
    std::uint32_t x = 0, y = 0;  ///< wordings, x <= y
    std::uint32_t a = 0, b = 0;  ///< a statement of each, of different members: what the traits are of
    double probability = 0;      ///< that they say the same; 0 when it is less than kFaint
    bool altered = false;        ///< nearly the same words, but a number, a "not" or who says it is another
    double contrary = 0;         ///< that one speaker says what the other says is not so
};

inline constexpr double kFaint = 0.1;          ///< a pair that says the same no likelier than that does not
inline constexpr std::size_t kMostPairs = 24;  ///< wordings compared per wording

/// Pairs in order of y, looked up by their statements.
class Comparer;
class ComparedPairs {
  public:
    static constexpr std::size_t kNone = SIZE_MAX;

    ComparedPairs() = default;
    /// Who is whose best match in the other's article.
    struct Match {
        float margin = 0;  ///< over the next best one of either
        bool best_x = false, best_y = false;
    };
    /// The comparer must outlive it.
    ComparedPairs(std::vector<ComparedPair> pairs, std::vector<Match> matches, Comparer& comparer);
    /// Of a pair by its place, all of them; worked out anew.
    [[nodiscard]] Traits traits(std::size_t i) const;
    [[nodiscard]] const Wordings& wordings() const { return *wordings_; }
    [[nodiscard]] std::size_t size() const { return pairs_.size(); }
    [[nodiscard]] auto begin() const { return pairs_.begin(); }
    [[nodiscard]] auto end() const { return pairs_.end(); }
    [[nodiscard]] const ComparedPair& operator[](std::size_t i) const { return pairs_[i]; }
    /// The place of the pair of two statements, in either order; kNone when they were not compared.
    [[nodiscard]] std::size_t place_of(std::size_t a, std::size_t b) const {
        return place_of_wordings(wordings_->of(a), wordings_->of(b));
    }
    [[nodiscard]] std::size_t place_of_wordings(std::size_t a, std::size_t b) const {
        const std::size_t later = std::max(a, b);
        const auto earlier = static_cast<std::uint32_t>(std::min(a, b));
        const std::uint8_t* const slots = slots_.data() + later * kSlots;
        for (std::size_t at = slot_of(earlier); slots[at] != 0; at = (at + 1) % kSlots) {
            const std::size_t i = first_[later] + slots[at] - 1U;
            if (earlier_[i] == earlier) return i;
        }
        return kNone;
    }

  private:
    static constexpr std::size_t kSlots = 64;  // of each y: a hash table of the places of its pairs, from 1
    static_assert(2 * (kMostPairs + 1) < kSlots);
    static std::size_t slot_of(std::uint32_t earlier) { return earlier * std::uint32_t{0x9e3779b9} >> 26; }

    Comparer* comparer_ = nullptr;
    const Wordings* wordings_ = nullptr;
    std::vector<ComparedPair> pairs_;
    std::vector<Match> matches_;          ///< of each pair
    std::vector<std::uint32_t> earlier_;  ///< x of each pair
    std::vector<std::uint32_t> first_;    ///< pair of each y; size wordings + 1
    std::vector<std::uint8_t> slots_;
};

/// Pairs of wordings of different members that share something to be compared by, with their traits and how likely it
/// is that they say the same. Bounded: the 24 most alike earlier wordings for each. The comparer must outlive them.
[[nodiscard]] ComparedPairs compared_pairs(Comparer& comparer, const LogOdds<kTraits>& model);

/// Two reports seldom have such a number by chance: 412 or 2.4, not 3 or 100.
[[nodiscard]] bool is_telling(double value);
/// Weight of the words of either that the other has not, but a word of their field.
[[nodiscard]] double near_weight(const SenseWeights& weights, const Statement& a, const Statement& b);
/// Likeness by the words themselves, where words of news of every kind count little.
void read_rare_words(const Statement& a, const Statement& b, Traits& traits);
/// The same by the rarity of what both have.
void set_rare_words(float both, float rarity_a, float rarity_b, Traits& traits);
/// The traits of the values both have.
void read_values(const Statement& a, const Statement& b, Traits& traits);

/// Traits of one pair by itself; who is whose best match is not known. For one pair; for many: Comparer (comparing.h).
[[nodiscard]] Traits traits_of(const Reading& reading, const SenseWeights& weights, const Statement& a,
                               const Statement& b);

/// The same unit and the same thing counted, by its words.
[[nodiscard]] bool same_thing(const Reading& reading, std::size_t member_a, std::size_t quantity_a,
                              std::size_t member_b, std::size_t quantity_b);

}  // namespace newsloom::story::detail
