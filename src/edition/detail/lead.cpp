#include "edition/detail/lead.h"

#include <algorithm>
#include <utility>

#include "edition/detail/brief.h"
#include "edition/detail/sentence.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::edition::detail {
namespace {

constexpr double kAsHeadlineLeast = 0.4, kAsHeadlineLater = 0.5;  // share of a title that a lead has
// Share of the words that reports open with, in the lead; and in one that names no day.
constexpr double kCoverageLeast = 0.4, kCoverageUndated = 0.5;

/// The first sentence of a report tells what its title promises; a later one that tells nearly all of it may stand in.
bool opens_the_news(const Candidate& one) {
    const double share = std::max(one.as_headline, one.as_title);
    return one.tells_title && share >= (one.position == 0 ? kAsHeadlineLeast : kAsHeadlineLater);
}

/// An earlier edition had it. A sentence of old words with a number that no line had is news: "31 families", not 14.
bool is_told(const Candidate& one, const WordSet& told) {
    return repeated(one.content, told) > kRepeatedMost && shared(one.counts, told) == one.counts.size();
}

}  // namespace

namespace {

// First by the rules, of the report whose title is the headline, then the others, with their own titles; then any
// sentence of the first four that stands alone and is not too long: better a plain opening than none.
enum class Rules { of_headline, all, but_length, none };

bool keeps(const Candidate& one, Rules rules, const QuotingBudget& budget, const WordSet& told) {
    const bool strict = rules != Rules::none;
    if (strict ? !(rules == Rules::but_length ? one.may_lead_long : one.may_lead)
               : (one.position > 3 || one.cut_front || !one.taken || !one.taken->words.empty() || one.taken->never ||
                  one.opens_with_quote || one.undated || !one.taken->surnames.empty() || one.words > 40))
        return false;
    if (rules == Rules::of_headline && (!one.of_headline || one.position > 1 || one.sets_a_scene || one.future))
        return false;
    if (strict && !opens_the_news(one)) return false;
    return !is_told(one, told) && budget.allows(*one.article, one.range);
}

double weight_as_lead(const Candidate& one) {
    // What is to come may have come in another report.
    const bool later = one.denial || one.open || one.sets_a_scene || one.tells_of_old || one.future;
    return one.weight * (0.5 + std::max(one.as_headline, 0.8 * one.as_title)) * (one.other_day ? 0.5 : 1.0) /
           (1.0 + 0.6 * static_cast<double>(one.position)) * (later ? 0.4 : 1.0) * (one.names_who ? 1.0 : 0.5) *
           (one.of_headline ? 1.2 : 1.0) * (one.on_a_day ? 1.15 : 1.0) * (one.taken->is_a_state ? 0.6 : 1.0) *
           (one.manner.chats ? 0.5 : 1.0) * (0.3 + std::min(one.coverage, 1.0)) * (one.of_last_day ? 1.0 : 0.6) *
           (one.taken->happens ? 1.0 : 0.6) * (one.taken->opens_unnamed ? 0.4 : 1.0) *
           (one.on_a_day || one.manner.has_happened ? 1.0 : 0.7) * (one.manner.looks_ahead ? 0.5 : 1.0);
}

}  // namespace

const Candidate* choose_lead(const std::vector<Candidate>& candidates, const QuotingBudget& budget, const WordSet& told,
                             Lead wanted) {
    for (const Rules rules : {Rules::of_headline, Rules::all, Rules::but_length, Rules::none}) {
        if (rules == Rules::none && wanted == Lead::by_the_rules) return nullptr;
        const Candidate* best = nullptr;
        double best_weight = 0;
        for (const Candidate& one : candidates) {
            if (!keeps(one, rules, budget, told)) continue;
            const double weight = weight_as_lead(one);
            if (best == nullptr || weight > best_weight) {
                best = &one;
                best_weight = weight;
            }
        }
        if (best != nullptr) return best;
    }
    return nullptr;
}

bool tells_the_event(const Candidate& lead, const std::vector<Candidate>& candidates) {
    constexpr std::size_t kSameEvent = 4;
    if (lead.sets_a_scene || lead.open || lead.tells_of_old) return false;
    if (lead.taken && lead.taken->opens_unnamed) return false;
    const bool dated = lead.on_a_day || lead.manner.has_happened;
    if (lead.coverage < (dated ? kCoverageLeast : kCoverageUndated) || !lead.of_last_day || !lead.taken ||
        !lead.taken->happens)
        return false;
    if (!lead.manner.looks_ahead && !lead.future) return true;
    return std::none_of(candidates.begin(), candidates.end(), [&](const Candidate& one) {
        return one.article->id != lead.article->id && one.position == 0 && !one.manner.looks_ahead && !one.future &&
               shared(one.content, lead.content) >= kSameEvent;
    });
}

std::vector<const Candidate*> leads(const std::vector<Candidate>& candidates, const QuotingBudget& budget,
                                    const WordSet& told) {
    constexpr std::size_t kLeadsMost = 6;
    constexpr double kNearlyAsGood = 0.3;
    std::vector<const Candidate*> result;
    const Candidate* const first = choose_lead(candidates, budget, told);
    if (first == nullptr) return result;
    result.push_back(first);
    std::vector<std::pair<double, const Candidate*>> others;
    for (const Candidate& one : candidates) {
        if (&one == first || !keeps(one, Rules::all, budget, told)) continue;
        const double weight = weight_as_lead(one);
        if (weight >= kNearlyAsGood * weight_as_lead(*first)) others.emplace_back(weight, &one);
    }
    std::stable_sort(others.begin(), others.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [weight, one] : others) {
        const bool fresh = std::none_of(result.begin(), result.end(),
                                        [&](const Candidate* other) { return other->article->id == one->article->id; });
        if (fresh && result.size() < kLeadsMost) result.push_back(one);
    }
    return result;
}

bool tells(std::string_view title) {
    constexpr std::string_view kAsking[] = {
        "what",   "how",   "why",  "who",  "when", "where",  "is",    "are",  "does",  "do",  "can",  "will",
        "should", "could", "has",  "was",  "were", "here's", "was",   "wie",  "warum", "wer", "wann", "wo",
        "two",    "three", "four", "five", "six",  "seven",  "eight", "nine", "ten",   "here"};
    const std::vector<Word> words = words_of(beginning(title, 60));
    if (words.size() < 3 || judges(title) || title.find('?') != std::string_view::npos || !QuoteMask(title).balanced())
        return false;
    if (std::find(std::begin(kAsking), std::end(kAsking), words.front().folded) != std::end(kAsking)) return false;
    const std::string lower = fold_case(title);
    for (const std::string_view asked :
         {": what", ": how", ": why", "what it means", "here's", "things to know", "explained", "explainer"}) {
        if (lower.find(asked) != std::string::npos) return false;
    }
    // "7 things ...": a list, not news. "18 states sue" is.
    return !(ascii::is_digit(words[0].folded[0]) && (words[1].folded == "things" || words[1].folded == "takeaways" ||
                                                     words[1].folded == "ways" || words[1].folded == "reasons"));
}

bool needs_its_own_title(const Candidate& lead) {
    return !lead.of_headline && lead.as_title >= kAsHeadlineLeast && tells(lead.article->title);
}

}  // namespace newsloom::edition::detail
