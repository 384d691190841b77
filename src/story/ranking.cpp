// Why a story is big: each independent source counts once, by its outlet's weight and by how fresh its first report is;
// more countries, owners' kinds and languages behind it raise it a little. Everything that a further copy or a further
// article of the same owner could change can only lower the score; docs/stages/stories.md has the argument.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "story/corroborate.h"
#include "story/detail/sources.h"

namespace newsloom::story {
namespace {

constexpr double kHalfLifeHours = 18;  // a report a day and a half old counts a quarter
constexpr double kPaceHours = 6;       // sources that joined within these hours make the pace
constexpr double kFloor = 0.15;        // share of a source's weight that age never takes
constexpr double kPerCountry = 0.08, kPerLanguage = 0.08, kPerKind = 0.04, kPerPace = 0.03;

/// The value that all members of one source share; empty when they differ or do not say: a further article can only
/// take it away.
template <class Value>
std::string shared(const std::vector<const Member*>& members, const std::vector<std::size_t>& source,
                   const Value& value) {
    const std::string first = value(*members[source.front()]);
    for (const std::size_t i : source) {
        if (value(*members[i]) != first) return {};
    }
    return first;
}

}  // namespace

void rank(Story& story, const StoryMaterial& material, const RankOptions& options) {
    const std::vector<const Member*> members = detail::in_order(material);
    double coverage = 0, weights = 0;
    int pace = 0, count = 0;
    std::set<std::string> countries, languages, kinds;
    for (const auto& source : detail::source_groups(members)) {
        double weight = std::numeric_limits<double>::infinity();
        Instant first = Instant::max();
        for (const std::size_t i : source) {
            weight = std::min(weight, std::max(0.0, members[i]->outlet->weight));
            first = std::min(first, members[i]->article->time());
        }
        double hours = 0;
        if (options.now != Instant{} && first < options.now)
            hours = std::chrono::duration<double, std::ratio<3600>>(options.now - first).count();
        coverage += weight * (kFloor + (1 - kFloor) * std::exp2(-hours / kHalfLifeHours));
        weights += weight;
        pace += options.now != Instant{} && hours <= kPaceHours ? 1 : 0;
        ++count;
        countries.insert(shared(members, source, [](const Member& m) { return m.outlet->country; }));
        kinds.insert(shared(members, source, [](const Member& m) { return m.outlet->owner_kind; }));
        languages.insert(shared(members, source, [](const Member& m) {
            return m.article->language.substr(0, m.article->language.find('-'));
        }));
    }
    const auto more_than_one = [](std::set<std::string>& values) {
        values.erase("");
        return values.empty() ? 0.0 : static_cast<double>(values.size() - 1);
    };
    const double more_countries = more_than_one(countries);
    const double more_kinds = more_than_one(kinds);
    const double more_languages = more_than_one(languages);
    const double breadth =
        1 + kPerCountry * more_countries + kPerKind * more_kinds + kPerLanguage * more_languages + kPerPace * pace;
    double topic = 1;
    for (const auto& [category, factor] : options.topic_weights) {
        if (category == story.category) topic = factor;
    }
    story.score = coverage * breadth * topic;
    story.because = {{"independent outlets", static_cast<double>(count)},
                     {"freshness", weights > 0 ? coverage / weights : 0.0}};
    if (!countries.empty()) story.because.push_back({"countries", static_cast<double>(countries.size())});
    if (!kinds.empty()) story.because.push_back({"kinds of owner", static_cast<double>(kinds.size())});
    if (!languages.empty()) story.because.push_back({"languages", static_cast<double>(languages.size())});
    if (pace > 0) story.because.push_back({"new sources in six hours", static_cast<double>(pace)});
    if (count > 0 && weights != count) story.because.push_back({"weight of the outlets", weights});
    if (topic != 1) story.because.push_back({"weight of the topic", topic});
}

}  // namespace newsloom::story
