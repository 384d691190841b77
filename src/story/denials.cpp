// A claim beside its denial. The denial names itself ("denied", "said that was untrue"); the claim is what stands
// before it in the same report, or the statement of another speaker that shares its content words.
#include <algorithm>
#include <array>
#include <set>

#include "model/printed_speaker.h"
#include "story/detail/agreement.h"
#include "story/detail/denial.h"
#include "story/detail/difference.h"
#include "story/detail/phrases.h"
#include "story/detail/reading.h"
#include "story/detail/sources.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

/// Whole words of the lower-cased sentence.
constexpr std::array<std::string_view, 34> kDenials{
    "denied",        "denies",        "deny",           "denying",        "denial",      "rejected",
    "rejects",       "disputed",      "disputes",       "contradicted",   "contradicts", "refuted",
    "refutes",       "say otherwise", "says otherwise", "said otherwise", "untrue",      "that is wrong",
    "that is false", "was false",     "not true",       "is a lie",       "no such",     "any such",
    "bestritt",      "bestreitet",    "bestreiten",     "dementierte",    "dementiert",  "widersprach",
    "widerspricht",  "leugnet",       "das sei falsch", "stimme nicht"};
/// Denials that do not say what they deny: it stands before them.
constexpr std::array<std::string_view, 12> kPointBack{
    "denied this",   "denies this",   "denied that.",      "denies that.",  "denied it",      "denies it",
    "disputes this", "disputed this", "contradicted this", "rejected this", "bestreitet das", "bestritt das"};
constexpr std::array<std::string_view, 12> kPointBackAlone{
    "untrue",  "that is wrong", "that is false", "say otherwise", "says otherwise", "said otherwise",
    "no such", "any such",      "not true",      "is a lie",      "das sei falsch", "stimme nicht"};
constexpr std::array<std::string_view, 14> kAccusations{
    "accused", "accuses",  "accusing", "alleged", "alleges",     "claimed that", "claims that",
    "suspect", "suspects", "warf",     "wirft",   "beschuldigt", "beschuldigte", "investigating whether"};
/// A rejected motion, offer or budget is no denial.
constexpr std::array<std::string_view, 16> kRejectable{
    "accusation", "accusations", "allegation", "allegations", "claim",     "claims",  "charge",        "charges",
    "report",     "reports",     "suggestion", "criticism",   "assertion", "vorwurf", "vorw\u00fcrfe", "bericht"};

constexpr std::array<std::string_view, 8> kWithheld{"denied to them", "deny service", "deny services", "denied service",
                                                    "deny them",      "deny entry",   "denied entry",  "denied them"};

/// Nobody denies in "how heavily the boat was fired on is disputed".
constexpr std::array<std::string_view, 6> kPassives{"is disputed", "are disputed",   "was disputed",
                                                    "is doubted",  "ist umstritten", "sind umstritten"};
/// "She says she did not."
bool ends_in_not(std::string_view lower) {
    while (!lower.empty() && !ascii::is_alnum(lower.back()))
        lower.remove_suffix(1);
    return lower.ends_with(" not") || lower.ends_with("n't") || lower.ends_with("n\u2019t");
}

/// "neither confirmed nor denied", "declined to confirm or deny": nobody denies.
constexpr std::array<std::string_view, 8> kUndecided{"nor denied", "nor deny",      "or deny",    "not deny",
                                                     "n't deny",   "n\u2019t deny", "not denied", "noch dementiert"};
constexpr std::array<std::string_view, 3> kRefusals{"refused", "refuses", "refusal"};
constexpr std::array<std::string_view, 3> kRejections{"rejected", "rejects", "dismissed"};
constexpr std::array<std::string_view, 3> kThrowBack{"wies", "weist", "wiesen"};

enum Words : unsigned {
    kDenying,
    kPointingBack,
    kPointingBackAlone,
    kAccusing,
    kOfClaims,
    kWithholding,
    kPassive,
    kUndecidedWords,
    kRefusing,
    kRejecting,
    kThrowingBack
};

/// Bits of the kinds of words that a lower-cased sentence has.
std::uint64_t words_in(std::string_view lower) {
    static const Phrases phrases = [] {
        const std::array<Phrases::Group, 11> groups{{{kDenying, kDenials},
                                                     {kPointingBack, kPointBack},
                                                     {kPointingBackAlone, kPointBackAlone},
                                                     {kAccusing, kAccusations},
                                                     {kOfClaims, kRejectable},
                                                     {kWithholding, kWithheld},
                                                     {kPassive, kPassives},
                                                     {kUndecidedWords, kUndecided},
                                                     {kRefusing, kRefusals},
                                                     {kRejecting, kRejections},
                                                     {kThrowingBack, kThrowBack}}};
        return Phrases(groups);
    }();
    return phrases.in(lower);
}

constexpr double kLeastContrary = 0.5;  // likeness, negation aside, from which a "not" makes two statements opposed

constexpr double kLeastScore = 0.6;  // by hand-set steps, from which a denial found by its words is looked at

constexpr double kJoins = 0.35;     // from which claim and denial join those of a surer pair
constexpr double kSupports = 0.25;  // from which another report of the same quarrel makes it surer
constexpr double kLessSure = 0.75;
constexpr double kLeastPlain = 0.7;  // weight of the words, no names, that a claim and its denial share

constexpr std::size_t kMostContraryWords = 20;
constexpr std::size_t kMostEntries = 6;  // per side
constexpr double kUnsure = 0.8;          // of a claim that only stands before a denial which says itself what it denies

std::string surname(const std::string& name) { return ascii::lower(name.substr(name.find_last_of(' ') + 1)); }

bool same_speaker(const Side& a, const Side& b) {
    return !a.speaker.empty() && !b.speaker.empty() && a.surname == b.surname;
}

/// What a denial that points back is about: an attributed or accusing sentence just before it.
std::optional<Opposed> claim_before(const Reading& reading, const std::vector<Side>& sides, std::size_t d,
                                    std::size_t most) {
    const Statement& denial = reading.statements[d];
    for (std::size_t back = 1; back <= most && back <= d; ++back) {
        const std::size_t c = d - back;
        const Statement& claim = reading.statements[c];
        if (claim.member != denial.member) return std::nullopt;
        const Side& side = sides[c];
        if (side.denies || claim.question || same_speaker(side, sides[d])) continue;
        if (claim.negated && !side.accuses && !sides[d].bare) continue;
        if (side.accuses) return Opposed{c, d, back == 1 ? 0.9 : 0.7};
        if (side.attributed) return Opposed{c, d, back == 1 ? 0.8 : 0.65};
    }
    return std::nullopt;
}

/// The statements that may be claims, in order: of known outlets, neither questions nor negated.
struct Claims {
    std::vector<std::size_t> attributed, accusing;
};

Claims claims_of(const Reading& reading, const std::vector<Side>& sides) {
    Claims claims;
    for (std::size_t c = 0; c < sides.size(); ++c) {
        const Statement& claim = reading.statements[c];
        if (claim.question || claim.negated || reading.members[claim.member]->outlet == nullptr) continue;
        // An accusation, too, needs somebody who makes it.
        if (sides[c].attributed && !sides[c].denies) claims.attributed.push_back(c);
        if (sides[c].accuses) claims.accusing.push_back(c);
    }
    return claims;
}

/// The statement of another speaker that says what this one denies, by content words.
std::optional<Opposed> claim_by_words(const Reading& reading, const SenseWeights& weights,
                                      const std::vector<Side>& sides, const Claims& claims, std::size_t d) {
    const Statement& denial = reading.statements[d];
    const auto senses =
        content_senses(slice(reading.text(denial.member), sides[d].content), reading.tongue(denial.member));
    const auto denier = content_senses(surname(sides[d].speaker), reading.tongue(denial.member));
    double mass_a = 0;
    for (const std::uint32_t sense : senses)
        mass_a += weights.of(sense);
    std::optional<Opposed> best;
    for (const std::size_t c : claims.attributed) {
        const Statement& claim = reading.statements[c];
        const Side& side = sides[c];
        if (c == d || same_speaker(side, sides[d])) continue;
        double shared = 0, plain = 0;
        std::size_t count = 0;
        for (const std::uint32_t sense : senses) {
            if (!std::binary_search(claim.senses.begin(), claim.senses.end(), sense)) continue;
            shared += weights.of(sense);
            if (!std::binary_search(claim.name_senses.begin(), claim.name_senses.end(), sense))
                plain += weights.of(sense);
            ++count;
        }
        if (plain < kLeastPlain) continue;
        const double mass_b = weights.of(claim);
        if (mass_a == 0 || mass_b == 0) continue;
        if (count < 2) {  // one shared word is enough where the claim is about the one who denies it
            const bool about = !denier.empty() && std::any_of(denier.begin(), denier.end(), [&](std::uint32_t sense) {
                return std::binary_search(claim.name_senses.begin(), claim.name_senses.end(), sense);
            });
            if (about && senses.size() <= 3 && (!best || best->confidence < 0.65))
                best = Opposed{c, d, 0.65, FoundBy::words};
            continue;
        }
        double score = 0.35 + 0.6 * (0.6 * shared / std::min(mass_a, mass_b) + 0.4 * 2 * shared / (mass_a + mass_b));
        if (side.accuses) score += 0.1;
        score = std::min(score, 0.95);
        if (!best || score > best->confidence) best = Opposed{c, d, score, FoundBy::words};
    }
    return best;
}

/// "Nobody was threatened," right after "accused the company of threatening strikers", or in another report.
std::optional<Opposed> answer_to_accusation(const Reading& reading, const SenseWeights& weights,
                                            const std::vector<Side>& sides, const Claims& claims, std::size_t d) {
    const Statement& answer = reading.statements[d];
    if (!answer.negated || !sides[d].attributed || sides[d].denies || answer.words > 25) return std::nullopt;
    std::optional<Opposed> best;
    for (const std::size_t c : claims.accusing) {
        const Statement& claim = reading.statements[c];
        if (same_speaker(sides[c], sides[d])) continue;
        const bool next = c + 1 == d && claim.member == answer.member;
        double plain = 0;
        std::size_t shared = 0;
        for (const std::uint32_t sense : answer.senses) {
            if (!std::binary_search(claim.senses.begin(), claim.senses.end(), sense)) continue;
            ++shared;
            if (!std::binary_search(claim.name_senses.begin(), claim.name_senses.end(), sense))
                plain += weights.of(sense);
        }
        if (shared == 0 || (!next && plain < kLeastPlain)) continue;
        const double score = next ? 0.75 : 0.6;
        if (!best || score > best->confidence) best = Opposed{c, d, score, FoundBy::accusation};
    }
    return best;
}

/// Two speakers of whom one says what the other says was not.
std::vector<Opposed> opposed_by_negation(const Reading& reading, const std::vector<Side>& sides,
                                         const ComparedPairs& compared) {
    std::vector<Opposed> found;
    for (const ComparedPair& pair : compared) {
        // In long sentences the "not" may be about anything.
        if (pair.contrary < kLeastContrary || reading.statements[pair.a].words > kMostContraryWords ||
            reading.statements[pair.b].words > kMostContraryWords)
            continue;
        const bool x_denies = reading.statements[pair.a].negated;
        const Wordings& wordings = compared.wordings();
        const auto claims = wordings.one_of_each_member(x_denies ? pair.y : pair.x);
        const auto answers = wordings.one_of_each_member(x_denies ? pair.x : pair.y);
        for (const std::uint32_t claim : claims.first(std::min(claims.size(), kMostEntries))) {
            if (sides[claim].denies || !sides[claim].attributed) continue;
            for (const std::uint32_t denial : answers.first(std::min(answers.size(), kMostEntries))) {
                if (!sides[denial].attributed || reading.statements[claim].member == reading.statements[denial].member)
                    continue;
                found.push_back({claim, denial, 0.5 + 0.4 * pair.contrary, FoundBy::contrary, pair.contrary});
            }
        }
    }
    return found;
}

/// The same words on both sides: one remark, quoted by both.
bool is_one_remark(const Reading& reading, const Opposed& opposed) {
    const auto& claim = reading.statements[opposed.claim].runs;
    const auto& denial = reading.statements[opposed.denial].runs;
    const std::size_t least = std::min(claim.size(), denial.size());
    return least > 0 && opposed.claim != opposed.denial && 2 * shared_count(claim, denial) >= least;
}

DifferenceSide printed(const Reading& reading, const Side& side) {
    const Statement& statement = reading.statements[side.statement];
    DifferenceSide entry;
    entry.span = reading.span(statement.member, statement.range);
    entry.value = reading.span(statement.member, side.content);
    entry.outlet = reading.outlet(statement.member);
    entry.time = reading.members[statement.member]->article->time();
    entry.speaker = side.printed_speaker;
    return entry;
}

}  // namespace

std::vector<Side> sides_of(const Reading& reading) {
    std::vector<Side> sides;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        Side side;
        side.statement = s;
        side.content = statement.range;
        side.lower = reading.lower(statement);
        bool stance = false;
        for (const std::size_t i : statement.attributions) {
            const Attribution& attribution = reading.annotations(statement.member).attributions[i];
            if (!statement.range.overlaps(attribution.content)) continue;
            side.attributed = true;
            stance = stance || attribution.stance == Stance::denial;
            if (side.speaker.empty()) side.speaker = attribution.speaker;
            if (side.printed_speaker.empty() && attribution.confidence >= kPrintedSpeaker)
                side.printed_speaker = attribution.speaker;
            if (attribution.content.begin >= statement.range.begin) side.content = attribution.content;
        }
        const std::uint64_t words = words_in(side.lower);
        const auto has = [&](Words kind) { return (words >> kind & 1U) != 0; };
        const bool named = has(kDenying);
        side.named = named;
        side.denies = (stance && side.attributed && !side.speaker.empty()) || named;
        if (has(kPassive)) side.denies = false;
        if (has(kUndecidedWords)) side.denies = side.named = false;
        // Something is withheld, not denied; a refusal to do something says nothing of what is so.
        if (has(kWithholding)) side.denies = side.named = false;
        if (!named && has(kRefusing)) side.denies = false;
        if (has(kRejecting) && !has(kOfClaims)) side.denies = side.named = false;
        if (has(kThrowingBack) && reading.tongue(statement.member) == Tongue::german &&
            side.lower.find("zur\u00fcck") != std::string_view::npos)
            side.denies = true;
        side.accuses = has(kAccusing);
        const bool elliptic = side.attributed && statement.words <= 7 && ends_in_not(side.lower);
        if (elliptic) side.denies = true;
        side.bare = elliptic || has(kPointingBack) || (has(kPointingBackAlone) && statement.words <= 14);
        side.points_back = side.denies && (side.bare || (named && statement.senses.size() <= 4));
        if (!side.speaker.empty()) side.surname = surname(side.speaker);
        sides.push_back(std::move(side));
    }
    return sides;
}

std::vector<Opposed> opposed_statements(const Reading& reading, const SenseWeights& weights,
                                        const ComparedPairs& compared, const std::vector<Side>& sides,
                                        const LogOdds<kDenialTraits>& model) {
    const Claims claims = claims_of(reading, sides);
    std::vector<Opposed> found;
    for (std::size_t d = 0; d < sides.size(); ++d) {
        const Statement& statement = reading.statements[d];
        if (reading.members[statement.member]->outlet == nullptr || statement.question) continue;
        std::optional<Opposed> opposed;
        if (sides[d].denies) {
            if (sides[d].points_back) opposed = claim_before(reading, sides, d, 2);
            if (!opposed) opposed = claim_by_words(reading, weights, sides, claims, d);
            if (opposed && opposed->confidence < kLeastScore) opposed.reset();
            if (!opposed && sides[d].named) {
                opposed = claim_before(reading, sides, d, 1);
                if (opposed) opposed->confidence *= kUnsure;
            }
        } else {
            opposed = answer_to_accusation(reading, weights, sides, claims, d);
        }
        if (opposed) found.push_back(*opposed);
    }
    for (const Opposed& opposed : opposed_by_negation(reading, sides, compared))
        found.push_back(opposed);
    std::erase_if(found, [&](const Opposed& opposed) { return is_one_remark(reading, opposed); });
    for (Opposed& opposed : found) {
        opposed.traits = denial_traits(reading, weights, sides, opposed);
        opposed.confidence = model.probability(opposed.traits);
        // Surest where the claim names the one who denies it in the next sentence.
        const DenialTraitValues& t = opposed.traits;
        if (t[kClaimAboutDenier] == 0 || t[kNextSentence] == 0 || t[kOnlyStance] != 0) opposed.confidence *= kLessSure;
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Opposed& a, const Opposed& b) { return a.confidence > b.confidence; });
    return found;
}

std::vector<Difference> denials(const Reading& reading, const SenseWeights& weights, const ComparedPairs& compared,
                                const LogOdds<kDenialTraits>& model) {
    const std::vector<Side> sides = sides_of(reading);
    const std::vector<Opposed> found = opposed_statements(reading, weights, compared, sides, model);
    const auto says_the_same = [&](std::size_t a, std::size_t b) {
        const std::size_t pair = a == b ? ComparedPairs::kNone : compared.place_of(a, b);
        return a == b || (pair != ComparedPairs::kNone && compared[pair].probability >= 0.5);
    };
    // A quarrel of which an independent report tells too, in each the denial right after the claim, is surer.
    const Sources sources(reading.members);
    const auto is_next = [&](const Opposed& opposed) {
        return opposed.claim + 1 == opposed.denial &&
               reading.statements[opposed.claim].member == reading.statements[opposed.denial].member;
    };
    const auto with_support = [&](const Opposed& opposed) {
        if (!is_next(opposed)) return opposed.confidence;
        const std::size_t member = reading.statements[opposed.claim].member;
        for (const Opposed& other : found) {  // best first
            if (other.confidence < kSupports) break;
            const std::array members{member, reading.statements[other.claim].member};
            if (members[0] != members[1] && is_next(other) && says_the_same(opposed.claim, other.claim) &&
                sources.behind(members) == 2)
                return 1 - (1 - opposed.confidence) * (1 - other.confidence);
        }
        return opposed.confidence;
    };
    std::vector<Difference> result;
    std::vector<Opposed> told;
    for (const Opposed& opposed : found) {
        if (opposed.confidence < kLeastDenial) break;
        // The same quarrel in another report, or the same denier again, joins the first.
        const auto known = std::find_if(told.begin(), told.end(), [&](const Opposed& other) {
            if (says_the_same(other.claim, opposed.claim) || says_the_same(other.denial, opposed.denial)) return true;
            const std::size_t shared =
                shared_count(reading.statements[other.claim].senses, reading.statements[opposed.claim].senses);
            if (shared >= 4 || (shared >= 1 && same_speaker(sides[other.denial], sides[opposed.denial]))) return true;
            return shared >= 2 && same_speaker(sides[other.claim], sides[opposed.claim]);
        });
        if (known != told.end()) {
            if (opposed.confidence < kJoins) continue;
            Difference& difference = result[static_cast<std::size_t>(known - told.begin())];
            for (const auto& [side, statement] : {std::pair(0U, opposed.claim), std::pair(1U, opposed.denial)}) {
                DifferenceSide entry = printed(reading, sides[statement]);
                const bool is_new =
                    std::none_of(difference.sides.begin(), difference.sides.end(), [&](const auto& entries) {
                        return std::any_of(entries.begin(), entries.end(), [&](const DifferenceSide& e) {
                            return e.span.article == entry.span.article && e.span.range == entry.span.range;
                        });
                    });
                if (is_new && difference.sides[side].size() < kMostEntries)
                    difference.sides[side].push_back(std::move(entry));
            }
            continue;
        }
        told.push_back(opposed);
        Difference difference;
        difference.kind = DifferenceKind::denial;
        difference.confidence = static_cast<float>(with_support(opposed));
        const Statement& claim = reading.statements[opposed.claim];
        difference.about = std::string(slice(reading.text(claim.member), sides[opposed.claim].content));
        difference.sides.push_back({printed(reading, sides[opposed.claim])});
        difference.sides.push_back({printed(reading, sides[opposed.denial])});
        result.push_back(std::move(difference));
    }
    return result;
}

}  // namespace newsloom::story::detail
