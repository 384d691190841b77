#include "edition/detail/line_traits.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "base/log_odds.h"

namespace newsloom::edition::detail {
namespace {

float of(std::size_t count, double most) {
    return static_cast<float>(std::min(static_cast<double>(count) / most, 1.0));
}
float yes(bool value) { return value ? 1.0F : 0.0F; }

int independent_of(const Story& story, const Candidate& one) {
    int most = 0;
    for (const std::size_t fact : one.facts)
        most = std::max(most, story.facts[fact].independent);
    return most;
}

struct File {
    std::string_view name, text;
};
constexpr File kFiles[] = {
#include "edition_data.inc"
};

}  // namespace

LineTraits line_traits(const Story& story, const Topic& topic, const std::vector<const Candidate*>& above,
                       const Candidate& one, const References& taken) {
    LineTraits traits{};
    const Candidate* const lead = above.empty() ? &one : above.front();
    const Candidate* const last = above.empty() ? nullptr : above.back();
    WordSet told;
    std::vector<std::string> named;
    for (const Candidate* const line : above) {
        add(told, line->content);
        named.insert(named.end(), line->full_names.begin(), line->full_names.end());
    }
    WordSet known = told;
    add(known, topic.headline);
    const bool same_report = last != nullptr && last->article->id == one.article->id;
    traits[kIsLead] = yes(above.empty());
    traits[kIsBehind] = yes(same_report && one.position == last->position + 1);
    traits[kIsAccount] = yes(!above.empty() && one.position <= 1 && lead->article->id != one.article->id);
    traits[kWords] = of(one.words, 40);
    traits[kPlace] = of(one.position, 20);
    traits[kSupport] = static_cast<float>(std::log2(1 + independent_of(story, one)) / 3);
    traits[kWithoutFact] = yes(one.facts.empty());
    traits[kRepeats] = static_cast<float>(repeated(one.content, known));
    traits[kPlainOfLead] = above.empty() ? 0.0F : of(shared(one.plain, lead->plain), 5);
    traits[kPlainOfTitles] = of(shared(one.plain, topic.titles), 5);
    traits[kOfHeadline] = static_cast<float>(repeated(topic.headline, one.content));
    traits[kOfOwnTitle] = static_cast<float>(one.as_title);
    std::size_t by_title = 0;
    for (const WordSet& any : taken.words)
        by_title += shared(any, told) == 0 ? 1 : 0;
    std::size_t by_group = 0;
    for (const std::uint64_t noun : taken.nouns)
        by_group += shared({noun}, known) == 0 ? 1 : 0;
    traits[kPointersByGroup] = of(by_group, 2);
    traits[kPointers] = of(taken.words.size(), 3);
    traits[kPointersByTitle] = of(by_title, 2);
    traits[kSurnames] = of(taken.surnames.size(), 2);
    traits[kNewNames] =
        of(static_cast<std::size_t>(std::count_if(
               one.full_names.begin(), one.full_names.end(),
               [&](const std::string& name) { return std::find(named.begin(), named.end(), name) == named.end(); })),
           3);
    traits[kComesLater] = yes(one.comes_later);
    traits[kTellsOfOld] = yes(one.tells_of_old);
    traits[kQuotes] = yes(one.quote);
    traits[kOpensWithQuote] = yes(one.opens_with_quote);
    traits[kAhead] = yes(one.ahead);
    traits[kLoaded] = yes(one.loaded > 0);
    traits[kCounts] = yes(one.number);
    traits[kOtherReport] = yes(lead->article->id != one.article->id);
    traits[kSameReportAbove] = yes(same_report && one.position != last->position + 1);
    const auto apart = one.article->time() - lead->article->time();
    const double hours = std::abs(static_cast<double>(std::chrono::duration_cast<std::chrono::hours>(apart).count()));
    traits[kHoursApart] = static_cast<float>(std::min(hours / 48, 2.0));
    traits[kWeightOfLead] = static_cast<float>(std::min(one.weight / std::max(lead->weight, 0.1), 2.0));
    const std::string_view text = slice(one.article->text, one.range);
    traits[kCommas] = of(static_cast<std::size_t>(std::count(text.begin(), text.end(), ',')), 5);
    traits[kState] = yes(taken.is_a_state);
    traits[kReports] = static_cast<float>(std::log2(static_cast<double>(std::max<std::size_t>(topic.reports, 1))) / 4);
    traits[kLinesAbove] = of(above.size(), 5);
    traits[kShareOfReports] = static_cast<float>(one.share_of_reports);
    return traits;
}

double chance(const LineTraits& traits) {
    static const LogOdds<kLineTraits> model = [] {
        const auto* const file =
            std::find_if(std::begin(kFiles), std::end(kFiles), [](const File& one) { return one.name == "line.json"; });
        return LogOdds<kLineTraits>::from(file == std::end(kFiles) ? std::string_view() : file->text, kLineTraitNames);
    }();
    return model.probability(traits);
}

}  // namespace newsloom::edition::detail
