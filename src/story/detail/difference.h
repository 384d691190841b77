/// Numbers of different outlets that may be of the same thing and cannot both hold; claims and their denials.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "story/detail/agreement.h"
#include "story/detail/denial.h"
#include "story/detail/scope.h"

namespace newsloom::story::detail {

/// A number with what it is about.
struct Count {
    std::size_t member = 0, statement = 0, quantity = 0;
    Measure measure;
    std::vector<std::uint32_t> near;  ///< senses of the words around it, sorted
    bool part = false, whole = false, update = false;
    std::uint32_t periods = 0;  ///< bits of phrases of time ("a year", "so far")
    std::uint64_t years = 0;    ///< bits of years 1980 to 2043
    Scope scope;
    std::vector<std::uint32_t> close;   ///< senses of the words right beside it, sorted
    std::vector<std::uint32_t> source;  ///< senses of whom it is put down to, sorted
};

/// What is looked at in a pair of numbers. Order and names are those of data/story/difference.json.
enum CountTrait : std::size_t {
    kSameUnit,       ///< both have one, the same
    kSameThing,      ///< all words of what the one counts stand in what the other counts
    kThingsOverlap,  ///< some do
    kThingUnknown,   ///< one does not say what it counts
    kNearDice,       ///< of the words around the numbers
    kSentenceDice,
    kSentencePlainDice,
    kSentenceClauseDice,
    kSentenceAgree,  ///< how likely the sentences say the same, their numbers left aside
    kSentenceContained,
    kSentenceOnlyTheyShare,
    kSentenceNames,
    kSentenceNamesApart,
    kSentenceBestOfBoth,
    kSentencePlacesApart,
    kSentenceSameSpeaker,
    kSentenceOtherSpeaker,
    kSentenceOtherDay,
    kSentenceSameDay,
    kRatio,  ///< |ln| of the values' ratio, at most 3
    kPartDiffers,
    kWholeDiffers,
    kPeriodDiffers,
    kYearDiffers,
    kNegatedDiffers,
    kHedged,        ///< one of them
    kKnownToOther,  ///< one article has the other's number too
    kRivals,        ///< other numbers of the unit and thing in the two articles: min(n, 4) / 4
    kHoursApart,    ///< ln(1 + hours) / 5
    kUpdateWords,   ///< "rose to", "now", "by Sunday morning"
    kBothLeads,
    kOnlyOfUnit,  ///< each is the only number of its unit in its article
    kSentenceSoftDice,
    kSentenceNearWords,
    kAroundOfOneField,  ///< words around them that differ and are of one field (near_words.en.txt): min(n, 2) / 2
    kSameHead,          ///< the last words of what they count are the same
    kOtherHead,         ///< both known, not the same
    kThingLeft,         ///< share of the words of what they count that only one has
    kSameAfter,         ///< the next content words are the same
    kSameBefore,        ///< the last ones are
    kOtherFate,         ///< killed beside injured
    kOneFate,           ///< only one says what happened to those it counts
    kKindsApart,        ///< a poll, an estimate, a need in one sentence only: min(n, 2) / 2
    kBothPolls,
    kChangeDiffers,   ///< "by 5" beside "to 5"
    kEitherOfWhole,   ///< "5 of 12"
    kEitherAnchored,  ///< "three days after"
    kQuotedDiffers,
    kSmallNumbers,      ///< both at most 12 and of no unit
    kTelling,           ///< 412, not 3: both
    kNearNamesShared,   ///< around the numbers: min(n, 2) / 2
    kNearNamesApart,    ///< both have some there, none in common
    kNearNamesOfOne,    ///< share of these that only one has
    kNearContained,     ///< share of the smaller surroundings that the larger has
    kSharedFigures,     ///< other numbers both sentences have: min(n, 2) / 2
    kSharedTelling,     ///< of these, telling ones: min(n, 2) / 2
    kSharedRunsOfBoth,  ///< of four words: min(n, 8) / 8
    kDatedOne,          ///< only one names a month or a year
    kMonthDiffers,      ///< both name months, none in common
    kIsTime,            ///< lengths of time
    kIsPercent,
    kIsMoney,
    kSentenceRareDice,
    kSentenceRareShared,
    kLengthOfBoth,        ///< ln of the words of both / 10
    kTitleDice,           ///< of the words of their titles
    kNearWeightDice,      ///< near_dice with words that tell little in this story counted little
    kCloseDice,           ///< of the words within 24 bytes
    kCloseContained,      ///< share of the smaller of these that the other has
    kYearOne,             ///< only one names a year
    kNearestFateDiffers,  ///< "41 killed" beside "150 wounded", in their clauses
    kSameNearestFate,
    kWeekdayDiffers,  ///< both name days, none in common
    kCountTraits
};
using CountTraitValues = std::array<float, kCountTraits>;
inline constexpr std::array<const char*, kCountTraits> kCountTraitNames{"same_unit",
                                                                        "same_thing",
                                                                        "things_overlap",
                                                                        "thing_unknown",
                                                                        "near_dice",
                                                                        "sentence_dice",
                                                                        "sentence_plain_dice",
                                                                        "sentence_clause_dice",
                                                                        "sentence_agree",
                                                                        "sentence_contained",
                                                                        "sentence_only_they_share",
                                                                        "sentence_names",
                                                                        "sentence_names_apart",
                                                                        "sentence_best_of_both",
                                                                        "sentence_places_apart",
                                                                        "sentence_same_speaker",
                                                                        "sentence_other_speaker",
                                                                        "sentence_other_day",
                                                                        "sentence_same_day",
                                                                        "ratio",
                                                                        "part_differs",
                                                                        "whole_differs",
                                                                        "period_differs",
                                                                        "year_differs",
                                                                        "negated_differs",
                                                                        "hedged",
                                                                        "known_to_other",
                                                                        "rivals",
                                                                        "hours_apart",
                                                                        "update_words",
                                                                        "both_leads",
                                                                        "only_of_unit",
                                                                        "sentence_soft_dice",
                                                                        "sentence_near_words",
                                                                        "around_of_one_field",
                                                                        "same_head",
                                                                        "other_head",
                                                                        "thing_left",
                                                                        "same_after",
                                                                        "same_before",
                                                                        "other_fate",
                                                                        "one_fate",
                                                                        "kinds_apart",
                                                                        "both_polls",
                                                                        "change_differs",
                                                                        "either_of_whole",
                                                                        "either_anchored",
                                                                        "quoted_differs",
                                                                        "small_numbers",
                                                                        "telling_numbers",
                                                                        "near_names_shared",
                                                                        "near_names_apart",
                                                                        "near_names_of_one",
                                                                        "near_contained",
                                                                        "shared_figures",
                                                                        "shared_telling",
                                                                        "shared_runs",
                                                                        "dated_one",
                                                                        "month_differs",
                                                                        "is_time",
                                                                        "is_percent",
                                                                        "is_money",
                                                                        "sentence_rare_dice",
                                                                        "sentence_rare_shared",
                                                                        "sentences_long",
                                                                        "title_dice",
                                                                        "near_weight_dice",
                                                                        "close_dice",
                                                                        "close_contained",
                                                                        "year_one",
                                                                        "nearest_fate_differs",
                                                                        "same_nearest_fate",
                                                                        "weekday_differs"};

[[nodiscard]] std::vector<Count> counts_of(const Reading& reading);

struct CountPair {
    std::size_t a = 0, b = 0;  ///< indexes into the counts, a < b
    CountTraitValues traits{};
    double probability = 0;  ///< that they are of the same thing under the same predicate, so that one of them is off
};

/// Pairs of independent outlets' numbers whose intervals do not meet and that share something. Bounded: 120 numbers per
/// unit are compared with each other. `least`: without what is less probable.
[[nodiscard]] std::vector<CountPair> conflicting_counts(Comparer& comparer, const std::vector<Count>& counts,
                                                        const ComparedPairs& compared, const Models& models,
                                                        double least = 0);

/// Each is put down to somebody, and nobody to both: two accounts, and whoever prints both prints the quarrel.
[[nodiscard]] bool of_two_accounts(const Count& a, const Count& b);
/// Pairs of two independent reports each of which sets the two numbers against each other, as the accounts of two.
[[nodiscard]] std::vector<CountPair> disputed_counts(const Reading& reading, const std::vector<Count>& counts);

inline constexpr double kLeastDenial = 0.15;  ///< confidence under which a claim is not put beside a denial

/// Claims beside their denials, surest first.
[[nodiscard]] std::vector<Difference> denials(const Reading& reading, const SenseWeights& weights,
                                              const ComparedPairs& compared, const LogOdds<kDenialTraits>& model);

}  // namespace newsloom::story::detail
