// What speaks for a sentence being the denial of another.
#include <algorithm>
#include <array>

#include "story/detail/denial.h"
#include "story/detail/phrases.h"
#include "story/detail/reading.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 9> kDenyWords{"denied",   "denies",     "deny",        "denying",   "denial",
                                          "bestritt", "bestreitet", "dementierte", "dementiert"};
constexpr std::array<Words, 18> kDisputeWords{"disputed",    "disputes",     "dispute",   "rejected",  "rejects",
                                              "refuted",     "refutes",      "refute",    "rebutted",  "contradicted",
                                              "contradicts", "dismissed",    "dismisses", "disputing", "rejecting",
                                              "widersprach", "widerspricht", "denounced"};
constexpr std::array<Words, 12> kFalseWords{"untrue",   "false",       "not true",       "a lie",
                                            "lies",     "inaccurate",  "incorrect",      "wrong",
                                            "baseless", "no evidence", "das sei falsch", "stimme nicht"};
constexpr std::array<Words, 20> kClaimNouns{"allegation", "allegations", "accusation",       "accusations", "claim",
                                            "claims",     "charge",      "charges",          "reports",     "report",
                                            "wrongdoing", "assertion",   "suggestion",       "account",     "rumors",
                                            "affair",     "vorwurf",     "characterization", "involvement", "accounts"};
constexpr std::array<Words, 12> kUndoing{"not",     "n't",     "n\u2019t", "never", "declined", "nor",
                                         "neither", "refused", "was",      "were",  "without",  "been"};
constexpr std::array<Words, 22> kClaimWords{
    "claimed",    "claims",   "claim",   "allegedly", "reportedly",  "alleged",    "alleges",      "allegations",
    "allegation", "accused",  "accuses", "accusing",  "accusations", "accusation", "according to", "suggested",
    "suspected",  "reported", "rumors",  "insisted",  "insists",     "charged"};
constexpr std::array<Words, 8> kAccuseWords{"accused", "accuses",    "accusing",    "alleged",
                                            "alleges", "allegation", "accusations", "accusation"};
constexpr std::array<Words, 8> kHedges{"whether", "if", "could", "may", "might", "would", "should", "will"};

enum Kind : unsigned { kDeny, kDispute, kUntrue, kClaimsOf, kAccuse, kHedge };

std::uint64_t kinds_in(Words lower) {
    static const Phrases phrases = [] {
        const std::array<Phrases::Group, 6> groups{{{kDeny, kDenyWords},
                                                    {kDispute, kDisputeWords},
                                                    {kUntrue, kFalseWords},
                                                    {kClaimsOf, kClaimWords},
                                                    {kAccuse, kAccuseWords},
                                                    {kHedge, kHedges}}};
        return Phrases(groups);
    }();
    return phrases.in(lower);
}

template <std::size_t N>
bool is_in(const std::array<Words, N>& list, Words word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::size_t kMostWords = 80;

std::vector<Words> words_of(Words lower) {
    std::vector<Words> words;
    for (std::size_t at = 0; at < lower.size() && words.size() < kMostWords;) {
        while (at < lower.size() && ascii::is_space(lower[at]))
            ++at;
        std::size_t end = at;
        while (end < lower.size() && !ascii::is_space(lower[end]))
            ++end;
        Words word = lower.substr(at, end - at);
        while (!word.empty() && !ascii::is_alnum(word.back()) && static_cast<unsigned char>(word.back()) < 0x80)
            word.remove_suffix(1);
        if (!word.empty()) words.push_back(word);
        at = end;
    }
    return words;
}

/// What stands around the word of denying.
void read_denial(Words lower, DenialTraitValues& t) {
    const std::vector<Words> words = words_of(lower);
    const auto at = std::find_if(words.begin(), words.end(), [](Words word) {
        return is_in(kDenyWords, word) || is_in(kDisputeWords, word) || is_in(kFalseWords, word);
    });
    if (at == words.end()) return;
    const auto place = static_cast<std::size_t>(at - words.begin());
    t[kDenialLate] = place >= 10 ? 1.0F : 0.0F;
    for (std::size_t back = 1; back <= 4 && back <= place; ++back) {
        const Words word = words[place - back];
        const bool passive = word == "was" || word == "were" || word == "been";
        if ((!passive && (is_in(kUndoing, word) || word.ends_with("n't") || word.ends_with("n\u2019t"))) ||
            (passive && back == 1))
            t[kNegatedDenial] = 1;
    }
    for (std::size_t next = place + 1; next < words.size() && next <= place + 5; ++next) {
        if (words[next] == "that" && next + 1 < words.size() && !is_in(kClaimNouns, words[next + 1])) break;
        if (is_in(kClaimNouns, words[next])) t[kDeniesClaims] = 1;
    }
    if (place + 1 < words.size()) {
        const Words next = words[place + 1];
        const bool last = place + 2 >= words.size();
        if (next == "it" || next == "this" || next == "them" || (next == "that" && last)) t[kDeniesIt] = 1;
    }
}

bool is_quoted(Words text) {
    while (!text.empty() && ascii::is_space(text.back()))
        text.remove_suffix(1);
    return text.starts_with('"') || text.starts_with("\u201c") || text.ends_with('"') || text.ends_with("\u201d");
}

}  // namespace

DenialTraitValues denial_traits(const Reading& reading, const SenseWeights& weights, const std::vector<Side>& sides,
                                const Opposed& opposed) {
    DenialTraitValues t{};
    const auto one_if = [](bool yes) { return yes ? 1.0F : 0.0F; };
    const Statement& claim = reading.statements[opposed.claim];
    const Statement& denial = reading.statements[opposed.denial];
    const Side& said = sides[opposed.claim];
    const Side& denied = sides[opposed.denial];
    t[kByWords] = one_if(opposed.by == FoundBy::words);
    t[kByContrary] = one_if(opposed.by == FoundBy::contrary);
    t[kAnswersAccusation] = one_if(opposed.by == FoundBy::accusation);
    t[kFirstScore] = static_cast<float>(opposed.confidence);
    t[kNextSentence] = one_if(opposed.claim + 1 == opposed.denial && claim.member == denial.member);
    t[kSameArticle] = one_if(claim.member == denial.member);
    const std::uint64_t theirs = kinds_in(denied.lower), ours = kinds_in(said.lower);
    const auto has = [](std::uint64_t kinds, Kind kind) { return (kinds >> kind & 1U) != 0; };
    t[kDenies] = one_if(has(theirs, kDeny));
    t[kDisputes] = one_if(has(theirs, kDispute));
    t[kFalse] = one_if(has(theirs, kUntrue));
    t[kOnlyStance] = one_if(!has(theirs, kDeny) && !has(theirs, kDispute) && !has(theirs, kUntrue));
    read_denial(denied.lower, t);
    t[kDenierNamed] = one_if(!denied.speaker.empty());
    t[kClaimerNamed] = one_if(!said.speaker.empty());
    t[kClaimAttributed] = one_if(said.attributed);
    t[kClaimAccuses] = one_if(has(ours, kAccuse));
    t[kClaimClaims] = one_if(has(ours, kClaimsOf));
    t[kClaimHedged] = one_if(has(ours, kHedge));
    const auto about = [&](const std::vector<std::uint32_t>& names) { return shared_count(names, claim.name_senses); };
    const auto denier = content_senses(denied.surname, reading.tongue(denial.member));
    if (about(denier) != 0) t[kClaimAboutDenier] = 1;
    t[kClaimDependent] = one_if(claim.opens_dependent);
    t[kClaimQuoted] = one_if(is_quoted(slice(reading.text(claim.member), claim.range)));
    t[kClaimNegated] = one_if(claim.negated);
    t[kClaimShort] = one_if(claim.words <= 8);
    t[kDenialShort] = one_if(denial.words <= 12);
    t[kDenialLong] = one_if(denial.words > 30);
    t[kDenialDependent] = one_if(denial.opens_dependent);
    double plain = 0, shared = 0, all = 0;
    for (const std::uint32_t sense : denial.senses) {
        all += weights.of(sense);
        if (!std::binary_search(claim.senses.begin(), claim.senses.end(), sense)) continue;
        shared += weights.of(sense);
        if (!std::binary_search(claim.name_senses.begin(), claim.name_senses.end(), sense)) plain += weights.of(sense);
    }
    t[kSharedWords] = static_cast<float>(std::min(plain, 3.0) / 3);
    t[kSharedContained] = all == 0 ? 0.0F : static_cast<float>(shared / all);
    t[kSharedNamesOfBoth] = static_cast<float>(std::min<std::size_t>(about(denial.name_senses), 2)) / 2;
    t[kContrary] = static_cast<float>(opposed.contrary);
    return t;
}

}  // namespace newsloom::story::detail
