/// A claim and the sentence that may be its denial, with what speaks for it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "story/detail/agreement.h"
#include "story/detail/data_files.h"

namespace newsloom::story::detail {

/// A statement as one side of a quarrel.
struct Side {
    std::size_t statement = 0;
    std::string_view lower;                ///< its sentence, A to Z made small
    std::string speaker, printed_speaker;  ///< the second only when sure enough to be printed
    std::string surname;                   ///< of the speaker, lower-case
    TextRange content;                     ///< of what is said; the sentence when nobody is found
    bool attributed = false, denies = false, points_back = false, bare = false, accuses = false;
    bool named = false;  ///< by a word of denying, not by attribution alone
};

/// What is looked at in a claim and its denial. Order and names are those of data/story/denial.json.
enum DenialTrait : std::size_t {
    kByWords,            ///< found by the words they share
    kByContrary,         ///< nearly one sentence, with a "not" in one of them
    kAnswersAccusation,  ///< "Nobody was threatened" after "accused of threatening"
    kFirstScore,         ///< how sure by hand-set steps
    kNextSentence,       ///< the denial stands right after the claim
    kSameArticle,
    kDenies,         ///< "denied", "denies"
    kDisputes,       ///< "disputed", "rejected", "refuted"
    kFalse,          ///< "untrue", "not true", "a lie"
    kOnlyStance,     ///< no such word, by the attribution alone
    kDeniesClaims,   ///< "denied the allegations", "disputes that claim"
    kDeniesIt,       ///< "denied this", "denied it", "has denied that."
    kNegatedDenial,  ///< "did not dispute", "declined to refute", "was denied"
    kDenialLate,     ///< the word of denying stands after ten words and more
    kDenierNamed,    ///< a speaker is known
    kClaimerNamed,
    kClaimAttributed,
    kClaimAccuses,      ///< "accused", "alleged"
    kClaimClaims,       ///< "claimed", "allegedly", "reportedly", "allegations"
    kClaimAboutDenier,  ///< it names the one who denies
    kClaimDependent,    ///< begins with a pronoun, "But"
    kClaimQuoted,       ///< begins or ends in quotation marks
    kClaimNegated,
    kClaimShort,   ///< at most eight words
    kDenialShort,  ///< at most twelve words
    kDenialLong,   ///< more than thirty
    kDenialDependent,
    kSharedWords,        ///< content words both have, those of names left aside: min(w, 3) / 3
    kSharedContained,    ///< share of the denial's words that the claim has
    kSharedNamesOfBoth,  ///< min(n, 2) / 2
    kContrary,           ///< likeness, negation aside
    kClaimHedged,        ///< the claim hedges: "whether", "if", "could", "may"
    kDenialTraits
};
using DenialTraitValues = std::array<float, kDenialTraits>;
inline constexpr std::array<const char*, kDenialTraits> kDenialTraitNames{
    "by_words",       "by_contrary",        "answers_accusation",
    "first_score",    "next_sentence",      "same_article",
    "denies",         "disputes",           "false",
    "only_stance",    "denies_claims",      "denies_it",
    "negated_denial", "denial_late",        "denier_named",
    "claimer_named",  "claim_attributed",   "claim_accuses",
    "claim_claims",   "claim_about_denier", "claim_dependent",
    "claim_quoted",   "claim_negated",      "claim_short",
    "denial_short",   "denial_long",        "denial_dependent",
    "shared_words",   "shared_contained",   "shared_names",
    "contrary",       "claim_hedged"};

enum class FoundBy : std::uint8_t { place, words, contrary, accusation };

struct Opposed {
    std::size_t claim = 0, denial = 0;  ///< statements
    double confidence = 0;
    FoundBy by = FoundBy::place;
    double contrary = 0;
    DenialTraitValues traits{};
};

[[nodiscard]] std::vector<Side> sides_of(const Reading& reading);
/// Every claim beside what may deny it, surest first, by `model`.
[[nodiscard]] std::vector<Opposed> opposed_statements(const Reading& reading, const SenseWeights& weights,
                                                      const ComparedPairs& compared, const std::vector<Side>& sides,
                                                      const LogOdds<kDenialTraits>& model);
[[nodiscard]] DenialTraitValues denial_traits(const Reading& reading, const SenseWeights& weights,
                                              const std::vector<Side>& sides, const Opposed& opposed);

}  // namespace newsloom::story::detail
