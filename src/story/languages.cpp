// Links across languages, when an epoch closes: groups of different languages that share rare names, numbers and words
// of one sense, close in time. Within a language the merge model decides; here there is no labelled stream to learn
// from, so the decision is a short formula with a high bar (docs/stages/stories.md has the figures).
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "story/detail/open_stories.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kCandidates = 8;   // articles of other languages looked at per article
constexpr std::size_t kSummed = 24;      // newest members that make a group's sum
constexpr std::size_t kMostGroups = 64;  // groups that share a key; keys of more say nothing
constexpr double kDay = 86400;

struct Weighed {
    std::uint32_t word = 0;
    float weight = 0;
    bool sense = false, number = false;
};

struct Side {
    std::uint32_t language = 0;
    std::vector<Weighed> keys;     // by word
    double names = 0, senses = 0;  // squared lengths
    double first = 0, last = 0;
    bool dated = false;
};

Side side_of(const std::vector<OpenArticle>& articles, const std::vector<Slot>& members) {
    Side side;
    side.language = articles[members.front()].vector.language;
    std::map<std::uint32_t, Weighed> sum;
    const std::size_t from = members.size() > kSummed ? members.size() - kSummed : 0;
    for (std::size_t i = from; i < members.size(); ++i) {
        const ArticleVector& vector = articles[members[i]].vector;
        for (const Entry& entry : vector.abroad) {
            Weighed& key = sum[entry.word];
            key = {entry.word, key.weight + static_cast<float>(entry.idf16) / 16.0F * damped()[entry.body],
                   is_sense(entry), entry.number()};
        }
        if (vector.time == kNoTime) continue;
        const double day = static_cast<double>(vector.time) / kDay;
        side.first = side.dated ? std::min(side.first, day) : day;
        side.last = side.dated ? std::max(side.last, day) : day;
        side.dated = true;
    }
    for (const auto& [word, key] : sum) {
        side.keys.push_back(key);
        (key.sense ? side.senses : side.names) += static_cast<double>(key.weight * key.weight);
    }
    return side;
}

LanguageLink link_of(const Side& a, const Side& b) {
    LanguageLink link;
    for (auto i = a.keys.begin(), j = b.keys.begin(); i != a.keys.end() && j != b.keys.end();) {
        if (i->word == j->word) {
            const auto product = static_cast<double>(i->weight * j->weight);
            (i->sense ? link.senses : link.names) += product;
            if (i->number) {
                ++link.shared_numbers;
            } else if (!i->sense) {
                ++link.shared_names;
            }
        }
        const bool step_i = i->word <= j->word, step_j = j->word <= i->word;
        i += step_i;
        j += step_j;
    }
    if (link.names > 0) link.names /= std::sqrt(a.names * b.names);
    if (link.senses > 0) link.senses /= std::sqrt(a.senses * b.senses);
    if (a.dated && b.dated) link.days_apart = std::max({0.0, a.first - b.last, b.first - a.last});
    return link;
}

}  // namespace

double language_logit(const LanguageLink& link) {
    if (link.shared_names + link.shared_numbers < 2 || link.shared_names == 0) return -8;
    return 10 * link.names + 6 * link.senses - 1.5 * std::min(link.days_apart, 7.0) - 4.3;
}

void OpenStories::add_abroad(Slot slot, const ArticleVector& vector) {
    if (vector.language == 0 || vector.abroad.empty()) return;
    abroad[vector.language].add(slot, StrongWords(vector.abroad));
}

std::vector<Slot> OpenStories::candidates_abroad(const ArticleVector& vector) {
    std::vector<Slot> result;
    if (vector.language == 0 || vector.abroad.empty()) return result;
    if (abroad.empty() || (abroad.size() == 1 && abroad.contains(vector.language))) return result;
    const StrongWords strong(vector.abroad);
    scores.resize(articles.size() + 1, 0.0F);
    touched.clear();
    for (const auto& [language, index] : abroad) {
        if (language != vector.language) index.collect(strong, closed, scores, touched);
    }
    std::sort(touched.begin(), touched.end(),
              [&](Slot a, Slot b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
    for (const Slot slot : touched) {
        if (result.size() < kCandidates) result.push_back(slot);
        scores[slot] = 0;
    }
    return result;
}

void link_languages(const std::vector<OpenArticle>& articles, std::vector<std::vector<Slot>>& groups) {
    std::set<std::uint32_t> languages;
    for (const auto& group : groups)
        languages.insert(articles[group.front()].vector.language);
    languages.erase(0);
    if (languages.size() < 2) return;

    std::vector<Side> sides;
    std::map<std::uint32_t, std::vector<std::size_t>> having;  // name or number -> groups
    for (std::size_t g = 0; g < groups.size(); ++g) {
        sides.push_back(side_of(articles, groups[g]));
        if (sides.back().language == 0) continue;
        for (const Weighed& key : sides.back().keys) {
            if (!key.sense) having[key.word].push_back(g);
        }
    }
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& [word, list] : having) {
        if (list.size() > kMostGroups) continue;
        for (std::size_t j = 1; j < list.size(); ++j) {
            for (std::size_t i = 0; i < j; ++i) {
                if (sides[list[i]].language != sides[list[j]].language) pairs.emplace(list[i], list[j]);
            }
        }
    }
    struct Candidate {
        double logit;
        std::size_t a, b;
    };
    std::vector<Candidate> candidates;
    for (const auto& [a, b] : pairs) {
        const double logit = language_logit(link_of(sides[a], sides[b]));
        if (logit > 0) candidates.push_back({logit, a, b});
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
        if (x.logit != y.logit) return x.logit > y.logit;
        return x.a != y.a ? x.a < y.a : x.b < y.b;
    });
    // One group per language: a second German group of the same event was kept apart for a reason.
    std::vector<std::size_t> home(groups.size());
    std::vector<std::set<std::uint32_t>> spoken(groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
        home[g] = g;
        spoken[g].insert(sides[g].language);
    }
    const auto root = [&](std::size_t g) {
        while (home[g] != g)
            g = home[g];
        return g;
    };
    for (const Candidate& candidate : candidates) {
        const std::size_t a = root(candidate.a), b = root(candidate.b);
        if (a == b) continue;
        const bool apart = std::none_of(spoken[b].begin(), spoken[b].end(),
                                        [&](std::uint32_t language) { return spoken[a].contains(language); });
        if (!apart) continue;
        home[b] = a;
        spoken[a].insert(spoken[b].begin(), spoken[b].end());
        groups[a].insert(groups[a].end(), groups[b].begin(), groups[b].end());
        groups[b].clear();
    }
    std::erase_if(groups, [](const std::vector<Slot>& group) { return group.empty(); });
    for (auto& group : groups)
        std::sort(group.begin(), group.end());
}

}  // namespace newsloom::story::detail
