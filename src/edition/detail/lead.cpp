#include "edition/detail/lead.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "edition/detail/dates.h"
#include "edition/detail/sentence.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::edition::detail {
namespace {

constexpr double kAsHeadlineLeast = 0.4, kAsHeadlineLater = 0.5;  // share of a title that a lead has

constexpr std::chrono::hours kOfTheDay{20};  // before the latest report
constexpr double kAsGood = 0.7;              // of the best one's weight
constexpr double kOlder = 0.6;               // the weight of a lead that is older

/// The first sentence of a report tells what its title promises; a later one that tells nearly all of it may stand in.
bool opens_the_news(const Candidate& one) {
    const double share = std::max(one.as_headline, one.as_title);
    return one.tells_title && share >= (one.position == 0 ? kAsHeadlineLeast : kAsHeadlineLater);
}

/// An earlier edition had it. A sentence of old words with a number that no line had is news: "31 families", not 14.
bool is_told(const Candidate& one, const WordSet& told) {
    return repeated(one.content, told) > kRepeatedMost && shared(one.counts, told) == one.counts.size();
}

/// Where no sentence may lead by the rules.
bool may_open_at_need(const Candidate& one) {
    constexpr std::size_t kPositionMost = 3, kWordsMost = 40;
    return one.position <= kPositionMost && !one.cut_front && one.taken && one.taken->words.empty() &&
           !one.taken->never && !one.opens_with_quote && !one.undated && one.taken->surnames.empty() &&
           one.words <= kWordsMost;
}

/// The later report knows more: a little for hours, much for another day.
double freshness(Instant::duration older) {
    constexpr double kPerHour = 0.03, kHoursMost = 5;
    const double hours = static_cast<double>(std::chrono::duration_cast<std::chrono::minutes>(older).count()) / 60;
    return older > kOfTheDay ? kOlder : 1 - kPerHour * std::min(hours, kHoursMost);
}

double weight_as_lead(const Candidate& one) {
    // What is to come may have come in another report.
    const bool later = one.denial || one.open || one.sets_a_scene || one.tells_of_old || one.future;
    return one.weight * (0.5 + std::max(one.as_headline, 0.8 * one.as_title)) * (one.other_day ? 0.5 : 1.0) /
           (1.0 + 0.6 * static_cast<double>(one.position)) * (later ? 0.4 : 1.0) * (one.names_who ? 1.0 : 0.5) *
           (one.of_headline ? 1.2 : 1.0) * (one.on_a_day ? 1.15 : 1.0) * (one.taken->is_a_state ? 0.6 : 1.0) *
           (one.loaded > 0 ? 0.5 : 1.0) * (one.outdated ? 0.4 : 1.0);
}

}  // namespace

std::vector<const Candidate*> leads(const std::vector<Candidate>& candidates, const QuotingBudget& budget,
                                    const WordSet& told, Lead wanted, std::size_t most) {
    // By the rules, the report whose title is the headline first; then the others, with their own titles. Only where
    // these yield none: "Before the reading began, ...", and any sentence of the first four that stands alone and is
    // not too long.
    enum class Rules { of_headline, all, but_length, scenes, none };
    const bool has_come = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& one) {
        return one.may_lead_long && one.position <= 1 && !one.ahead && !one.sets_a_scene && opens_the_news(one);
    });
    Instant latest = Instant::min();
    for (const Candidate& one : candidates)
        latest = std::max(latest, one.article->time());
    double best = 0;
    std::vector<const Candidate*> found;
    for (const Rules rules : {Rules::of_headline, Rules::all, Rules::but_length, Rules::scenes, Rules::none}) {
        const bool long_ones = rules == Rules::but_length || rules == Rules::scenes;
        const bool strict = rules != Rules::none;
        if (found.size() >= most || (!strict && wanted == Lead::by_the_rules)) break;
        if (rules >= Rules::scenes && !found.empty()) break;
        std::vector<std::pair<double, const Candidate*>> here;
        for (const Candidate& one : candidates) {
            if (strict && rules != Rules::scenes && one.sets_a_scene) continue;
            if (strict ? !(long_ones ? one.may_lead_long : one.may_lead) : !may_open_at_need(one)) continue;
            if (rules == Rules::of_headline && (!one.of_headline || one.position > 1 || one.future)) continue;
            if (strict && (!opens_the_news(one) || (one.ahead && has_come))) continue;
            if (is_told(one, told) || !budget.allows(*one.article, one.range)) continue;
            here.emplace_back(weight_as_lead(one) * freshness(latest - one.article->time()), &one);
        }
        std::stable_sort(here.begin(), here.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        if (best == 0 && !here.empty()) best = here.front().first;
        for (const auto& [weight, one] : here) {
            if (weight < kAsGood * best) break;
            if (found.size() < most && std::find(found.begin(), found.end(), one) == found.end()) found.push_back(one);
        }
    }
    return found;
}

const Candidate* choose_lead(const std::vector<Candidate>& candidates, const QuotingBudget& budget, const WordSet& told,
                             Lead wanted) {
    const std::vector<const Candidate*> found = leads(candidates, budget, told, wanted, 1);
    return found.empty() ? nullptr : found.front();
}

bool tells(std::string_view title) {
    constexpr std::string_view kAsking[] = {
        "what",   "how",   "why",  "who",  "when", "where",  "is",    "are",  "does",  "do",  "can",  "will",
        "should", "could", "has",  "was",  "were", "here's", "was",   "wie",  "warum", "wer", "wann", "wo",
        "two",    "three", "four", "five", "six",  "seven",  "eight", "nine", "ten",   "here"};
    const std::vector<Word> words = words_of(beginning(title, 60));
    if (words.size() < 3 || title.find('?') != std::string_view::npos || !QuoteMask(title).balanced()) return false;
    if (std::find(std::begin(kAsking), std::end(kAsking), words.front().folded) != std::end(kAsking)) return false;
    const std::string lower = fold_case(title);
    for (const std::string_view asked : {": what", ": how", ": why", "what it means", "here's", "things to know"}) {
        if (lower.find(asked) != std::string::npos) return false;
    }
    // "7 things ...": a list, not news. "18 states sue" is.
    return !(ascii::is_digit(words[0].folded[0]) && (words[1].folded == "things" || words[1].folded == "takeaways" ||
                                                     words[1].folded == "ways" || words[1].folded == "reasons"));
}

bool needs_its_own_title(const Candidate& lead) {
    return !lead.of_headline && lead.as_title >= kAsHeadlineLeast && tells(lead.article->title) &&
           (lead.ahead || !headline_looks_ahead(lead.article->title));
}

}  // namespace newsloom::edition::detail
