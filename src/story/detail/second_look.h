/// A second look at the few pairs of sentences that are told as one fact: where in them the words stand that they
/// share, and what each says beside. Too dear for every pair that is compared.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "story/detail/agreement.h"
#include "story/detail/reading.h"
#include "story/detail/story_words.h"

namespace newsloom::story::detail {

enum SecondTrait : std::size_t {
    kCoverOfLess,    ///< share of its rare words that the other has, of the sentence that has less of it covered
    kCoverOfMore,    ///< of the other
    kAloneOfLess,    ///< content words without their like: the lesser number: min(n, 12) / 12
    kAloneOfMore,    ///< the greater: min(n, 24) / 24
    kRarestAlone,    ///< the rarest of these, of the sentence where it is less rare
    kOpeningShared,  ///< share of the first six content words that the other has, the lesser of both
    kOpeningSharedOfMore,
    kSharedInOrder,   ///< longest sequence of shared words in the same order, of all shared
    kSharedTogether,  ///< shared words whose neighbours are shared too, of all shared
    kLongestRun,      ///< words in a row, function words too: min(n, 12) / 12
    kRunOfShorter,    ///< the same, share of the shorter sentence's words
    kAllWordsDice,    ///< function words too
    kSharedDeeds,     ///< shared words that are neither names nor numbers: min(rarity, 5) / 5
    kSharedOfNames,   ///< share of the shared rarity that is of names
    kBothQuote,       ///< words in quotation marks in both
    kOneQuotes,
    kQuotedShared,   ///< share of quoted content words that are in quotes in the other, the lesser of both
    kSharedOutside,  ///< shared content words outside quotation marks in both: min(n, 6) / 6
    kSameFirstName,  ///< the first names in them are the same
    kOtherFirstName,
    kModalsDiffer,     ///< "will", "would", "could", "if" in the one only
    kFewWords,         ///< content words of the shorter: min(n, 12) / 12
    kOpensSmall,       ///< one begins with a small letter
    kHandle,           ///< "@", "#", "http" in either
    kSameLetters,      ///< the same words all through
    kLaterOne,         ///< relative place of the later one
    kSegmentCover,     ///< of the best two segments between marks: share of rarity covered, the lesser of both
    kSegmentShared,    ///< and what they share: min(rarity, 4) / 4
    kQuotedWords,      ///< quote_pairs has them
    kSharedUnits,      ///< phrases, names and numbers both have, a phrase of more words a little more: min(n, 8) / 8
    kSharedDeedUnits,  ///< of these, such as are neither names nor numbers: min(n, 6) / 6
    kUnitsOfShorter,   ///< share of the units of the one that has fewer
    kUnitsOfLonger,
    kUnitsAlone,       ///< units that the other has not, the lesser of both: min(n, 10) / 10
    kFewDeeds,         ///< words that are neither names nor numbers, the lesser of both: min(n, 8) / 8
    kStorySize,        ///< statements of the story: log2 / 12
    kArticleSizes,     ///< of the two articles, their product: log2 / 16
    kSpecialShared,    ///< shared words by how few of the story's statements have them: min(sum, 24) / 24
    kSpecialOfLess,    ///< the share of its words that this is, of the sentence that has less of it
    kSpecialOfMore,    ///< of the other
    kSpecialDeed,      ///< the most special shared word that is neither name nor number / 7
    kSpecialDeedNext,  ///< the next one
    kAloneAtAll,       ///< words of both together that the other has not: rarity, min(sum, 30) / 30
    kFirstOdds,        ///< log-odds of the first look
    kSecondTraits
};
using SecondTraits = std::array<float, kSecondTraits>;
inline constexpr std::array<const char*, kSecondTraits> kSecondTraitNames{
    "cover_of_less",   "cover_of_more",    "alone_of_less",   "alone_of_more",   "rarest_alone",   "opening_shared",
    "opening_of_more", "shared_in_order",  "shared_together", "longest_run",     "run_of_shorter", "all_words_dice",
    "shared_deeds",    "shared_of_names",  "both_quote",      "one_quotes",      "quoted_shared",  "shared_outside",
    "same_first_name", "other_first_name", "modals_differ",   "few_words",       "opens_small",    "handle",
    "same_letters",    "later_one",        "segment_cover",   "segment_shared",  "quoted_words",   "shared_units",
    "deed_units",      "units_of_shorter", "units_of_longer", "units_alone",     "few_deeds",      "story_size",
    "article_sizes",   "special_shared",   "special_of_less", "special_of_more", "special_deed",   "special_deed_next",
    "alone_at_all",    "first_odds"};

/// A sentence's words in order.
struct LookedAt {
    struct Word {
        std::uint32_t hash = 0, sense = 0;
        float rarity = 0;  ///< 0 for function words
        bool of_name = false, is_number = false, quoted = false, modal = false;
        std::uint8_t segment = 0;  ///< between marks
        std::uint16_t name = 0;    ///< words of one name have one number, from 1
        float special = 0;         ///< in the story: StoryWords
    };
    std::vector<Word> words;   ///< at most 80
    std::uint64_t senses = 0;  ///< for a first look: bit n where a content word's sense is n modulo 64
    float place = 0;
    std::size_t of_article = 1;  ///< statements of its article
    bool opens_small = false, has_handle = false;
};

/// Three questions, each answered by a trait; nodes as in a heap: those below n are 2n + 1 (less) and 2n + 2.
struct SecondTree {
    static constexpr std::size_t kInner = 7, kLeaves = 8;
    std::array<std::uint8_t, kInner> traits{};  ///< first those of Traits, then those of SecondTraits
    std::array<float, kInner> thresholds{};
    std::array<float, kLeaves> leaves{};

    template <class Row>
    [[nodiscard]] std::size_t leaf_of(const Row& row) const {
        std::size_t node = 0;
        while (node < kInner)
            node = 2 * node + (row[traits[node]] < thresholds[node] ? 1 : 2);
        return node - kInner;
    }
};

/// How likely it is at the second look that two sentences say the same: boosted trees upon the log-odds of the first.
struct SecondModel {
    std::vector<SecondTree> trees;
    /// data/story/second_look.txt
    [[nodiscard]] static SecondModel read();
    /// Log-odds before the first tree.
    [[nodiscard]] static double start(double first);
    [[nodiscard]] static float first_odds(double first);
    [[nodiscard]] double probability(double first, const Traits& traits, const SecondTraits& second) const;
};

[[nodiscard]] LookedAt look_at(const Reading& reading, const StoryWords& words, const Statement& statement);
/// `facts` (reading.h) by another model than the built-in one.
[[nodiscard]] std::vector<Fact> facts(const Reading& reading, const ComparedPairs& compared, const SecondModel& second);
[[nodiscard]] SecondTraits second_look(const StoryWords& words, const LookedAt& a, const LookedAt& b, double quoted);

}  // namespace newsloom::story::detail
