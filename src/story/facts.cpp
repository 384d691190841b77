// Facts: statements of two or more independent outlets that say the same. Two ways: quotes that share their words, and
// sentences that share their content words, names and numbers. The clearest sentence is printed, with all its
// supporters.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "model/printed_speaker.h"
#include "story/detail/agreement.h"
#include "story/detail/reading.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

constexpr double kSame = 0.5;           // probability from which two sentences are taken to say the same
constexpr double kSecond = 0.5;         // ... although each of them says the same as others
constexpr double kAverage = 0.5;        // mean over the pairs between two groups that are joined
constexpr double kLeast = 0.2;          // and the faintest of them
constexpr std::size_t kMostLinks = 12;  // statements of a group that others are compared with
constexpr double kFaint = 0.1;          // below it a pair counts as nothing

struct Pair {
    std::size_t a, b;
    double probability;
};

/// Who a statement is put down to; empty when the article says it itself, or nobody is `sure` enough.
std::string speaker_of(const Reading& reading, const Statement& statement, float sure = 0) {
    for (const std::size_t i : statement.attributions) {
        const Attribution& attribution = reading.annotations(statement.member).attributions[i];
        if (!attribution.speaker.empty() && attribution.confidence >= sure) return attribution.speaker;
    }
    return {};
}

bool same_person(const std::string& a, const std::string& b) {
    if (ascii::iequals(a, b)) return true;
    const auto last = [](const std::string& name) { return name.substr(name.find_last_of(' ') + 1); };
    return !a.empty() && !b.empty() && ascii::iequals(last(a), last(b));
}

/// "told Reuters", "according to the Harbour Post": the outlet or agency that a sentence takes its statement from.
std::string credited(const Reading& reading, const Statement& statement, const std::vector<std::string>& names) {
    const std::string text = ascii::lower(slice(reading.text(statement.member), statement.range));
    constexpr std::array<std::string_view, 7> kCues{"told ",  "according ",      "reported ",      "laut ",
                                                    "sagte ", "gegen\u00fcber ", "first reported "};
    const bool credits = std::any_of(kCues.begin(), kCues.end(),
                                     [&](std::string_view cue) { return text.find(cue) != std::string::npos; });
    if (!credits) return {};
    const Outlet* own = reading.members[statement.member]->outlet;
    for (const std::string& name : names) {
        if (text.find(name) == std::string::npos) continue;
        for (const std::string_view cue : {"told ", "according to ", "reported by ", "told the ", "according to the ",
                                           "laut ", "sagte der ", "first reported by ", "gegen\u00fcber "}) {
            const std::size_t at = text.find(std::string(cue) + name);
            if (at == std::string::npos) continue;
            const std::size_t end = at + cue.size() + name.size();
            if (end < text.size() && ascii::is_alnum(text[end])) continue;
            if (own != nullptr && (ascii::lower(own->name) == name || ascii::lower(own->short_name) == name)) continue;
            return name;
        }
    }
    return {};
}

std::vector<std::string> outlet_names(const Reading& reading) {
    std::vector<std::string> names{"reuters", "ap",  "the associated press", "associated press",
                                   "afp",     "dpa", "agence france-presse", "bloomberg"};
    for (const Member* member : reading.members) {
        if (member->outlet == nullptr) continue;
        for (const std::string& name : {member->outlet->name, member->outlet->short_name}) {
            if (name.size() >= 3) names.push_back(ascii::lower(name));
        }
    }
    std::sort(names.begin(), names.end(),
              [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

/// A sentence's part of a quote: a quote of several sentences agrees only where the words stand.
struct QuotePart {
    std::size_t statement, member;
    const Attribution* attribution;
    std::vector<std::uint32_t> runs;  // of four words
};

/// Probability that two parts of quotes are cuts of the same words.
double same_quote(const QuotePart& a, const QuotePart& b) {
    const std::string& left = a.attribution->speaker;
    const std::string& right = b.attribution->speaker;
    if (!left.empty() && !right.empty() && !same_person(left, right)) return 0;
    const std::size_t shared = shared_count(a.runs, b.runs);
    if (shared == 0) return 0;
    const double share = static_cast<double>(shared) / static_cast<double>(std::min(a.runs.size(), b.runs.size()));
    if (share < 0.5 && shared < 5) return 0;
    return !left.empty() && !right.empty() ? 0.98 : 0.85;
}

std::vector<Pair> quote_pairs(const Reading& reading) {
    std::vector<QuotePart> parts;
    std::map<std::uint32_t, std::vector<std::size_t>> by_run;
    std::vector<Pair> pairs;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        for (const std::size_t i : statement.attributions) {
            const Attribution& attribution = reading.annotations(statement.member).attributions[i];
            if (attribution.kind == QuoteKind::indirect) continue;
            const TextRange own{std::max(statement.range.begin, attribution.content.begin),
                                std::min(statement.range.end, attribution.content.end)};
            if (own.begin >= own.end) continue;
            const std::size_t index = parts.size();
            parts.push_back(
                {s, statement.member, &attribution, word_runs(slice(reading.text(statement.member), own), 4)});
            std::vector<std::size_t> met;
            for (const std::uint32_t run : parts.back().runs) {
                auto& list = by_run[run];
                for (const std::size_t other : list) {
                    if (parts[other].member != statement.member && met.size() < 64) met.push_back(other);
                }
                list.push_back(index);
            }
            std::sort(met.begin(), met.end());
            met.erase(std::unique(met.begin(), met.end()), met.end());
            for (const std::size_t other : met) {
                const double p = same_quote(parts[other], parts[index]);
                if (p > 0) pairs.push_back({parts[other].statement, s, p});
            }
        }
    }
    return pairs;
}

/// Who agrees with whom, and the groups this makes: first every statement in one group, by average link; then the
/// sure pairs that this left apart, since a sentence may make two statements.
class Agreement {
  public:
    Agreement(const Reading& reading, const std::vector<ComparedPair>& compared) : reading_(reading) {
        std::vector<Pair> pairs = quote_pairs(reading);
        std::set<std::pair<std::size_t, std::size_t>> altered;
        for (const ComparedPair& pair : compared) {
            if (pair.altered) altered.emplace(pair.a, pair.b);
        }
        std::erase_if(pairs, [&](const Pair& pair) { return altered.contains({pair.a, pair.b}); });
        for (const ComparedPair& pair : compared) {
            if (reading.statements[pair.a].question || reading.statements[pair.b].question) continue;
            if (pair.probability >= kFaint) pairs.push_back({pair.a, pair.b, pair.probability});
        }
        // A pair that both ways found: the better one stands.
        std::sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) {
            if (x.probability != y.probability) return x.probability > y.probability;
            return x.a != y.a ? x.a < y.a : x.b < y.b;
        });
        neighbours_.resize(reading.statements.size());
        for (const Pair& pair : pairs) {  // best first
            auto& own = neighbours_[pair.a];
            const bool known =
                std::any_of(own.begin(), own.end(), [&](const Neighbour& other) { return other.first == pair.b; });
            if (known) continue;
            own.emplace_back(pair.b, pair.probability);
            neighbours_[pair.b].emplace_back(pair.a, pair.probability);
            if (pair.probability >= kSame) sure_.push_back(pair);
        }
        for (auto& own : neighbours_)
            std::sort(own.begin(), own.end());
    }

    [[nodiscard]] double of(std::size_t a, std::size_t b) const {
        const auto& own = neighbours_[a];
        const auto at = std::lower_bound(own.begin(), own.end(), Neighbour(b, 0.0));
        return at == own.end() || at->first != b ? 0.0 : at->second;
    }

    /// Each sorted, two statements or more.
    [[nodiscard]] std::vector<std::vector<std::size_t>> groups() const {
        std::vector<std::vector<std::size_t>> result;
        std::map<std::size_t, std::size_t> group_of;
        for (const Pair& pair : sure_) {
            auto [a, new_a] = group_of.emplace(pair.a, result.size());
            if (new_a) result.push_back({pair.a});
            auto [b, new_b] = group_of.emplace(pair.b, result.size());
            if (new_b) result.push_back({pair.b});
            const std::size_t left = a->second, right = b->second;
            if (left == right || !belong_together(result[left], result[right])) continue;
            for (const std::size_t statement : result[right]) {
                group_of[statement] = left;
                result[left].push_back(statement);
            }
            result[right].clear();
        }
        std::map<std::size_t, std::vector<std::size_t>> later;  // statement -> the groups made here
        for (const Pair& pair : sure_) {
            if (pair.probability < kSecond || group_of[pair.a] == group_of[pair.b]) continue;
            const auto& made = later[pair.a];
            const bool told =
                std::any_of(made.begin(), made.end(), [&](std::size_t g) { return contains(result[g], pair.b); });
            if (told) continue;
            std::vector<std::size_t> group{pair.a, pair.b};
            for (const auto& [statement, probability] : neighbours_[pair.a]) {
                if (probability < kSame || group.size() >= kMostLinks) continue;
                const bool agrees = std::all_of(group.begin(), group.end(), [&, s = statement](std::size_t i) {
                    return i != s && of(i, s) >= kSame;
                });
                if (agrees) group.push_back(statement);
            }
            for (const std::size_t statement : group)
                later[statement].push_back(result.size());
            result.push_back(std::move(group));
        }
        std::erase_if(result, [](const auto& group) { return group.size() < 2; });
        for (auto& group : result)
            std::sort(group.begin(), group.end());
        return result;
    }

  private:
    static bool contains(const std::vector<std::size_t>& group, std::size_t statement) {
        return std::find(group.begin(), group.end(), statement) != group.end();
    }

    [[nodiscard]] bool belong_together(const std::vector<std::size_t>& left,
                                       const std::vector<std::size_t>& right) const {
        double sum = 0, count = 0, least = 1;
        for (std::size_t i = 0; i < std::min(left.size(), kMostLinks); ++i) {
            for (std::size_t j = 0; j < std::min(right.size(), kMostLinks); ++j) {
                const std::size_t x = left[i], y = right[j];
                if (reading_.statements[x].member == reading_.statements[y].member) continue;
                const double p = of(x, y);
                sum += p;
                least = std::min(least, p);
                count += 1;
            }
        }
        return count > 0 && sum / count >= kAverage && least >= kLeast;
    }

    const Reading& reading_;
    using Neighbour = std::pair<std::size_t, double>;
    std::vector<std::vector<Neighbour>> neighbours_;  // of each statement, sorted
    std::vector<Pair> sure_;                          // best first
};

}  // namespace

std::vector<Fact> facts(const Reading& reading, const std::vector<ComparedPair>& compared) {
    Agreement agreement(reading, compared);
    const std::vector<std::vector<std::size_t>> groups = agreement.groups();

    const std::vector<std::string> names = outlet_names(reading);
    struct Ranked {
        Fact fact;
        double score;
        std::size_t first;
    };
    std::vector<Ranked> ranked;
    for (const std::vector<std::size_t>& statements : groups) {
        // One sentence per article: the clearest.
        std::map<std::size_t, std::size_t> best;
        for (const std::size_t s : statements) {
            const Statement& statement = reading.statements[s];
            const auto [at, is_new] = best.emplace(statement.member, s);
            if (!is_new && clarity(reading, statement) > clarity(reading, reading.statements[at->second]))
                at->second = s;
        }
        std::vector<std::size_t> chosen;
        std::vector<const Member*> supporters;
        std::map<std::string, int> speakers, credits;
        for (const auto& [member, s] : best) {
            if (reading.members[member]->outlet == nullptr) continue;
            chosen.push_back(s);
            supporters.push_back(reading.members[member]);
            const std::string speaker = speaker_of(reading, reading.statements[s]);
            ++speakers[ascii::lower(speaker.substr(speaker.find_last_of(' ') + 1))];
            ++credits[credited(reading, reading.statements[s], names)];
        }
        if (chosen.size() < 2) continue;
        Fact fact;
        fact.independent = independent_sources(supporters);
        // All but (at most) the named outlet itself take it from one outlet: that is one source.
        for (const auto& [name, count] : credits) {
            if (name.empty() || count + 1 < static_cast<int>(chosen.size())) continue;
            const bool rest_is_it =
                count == static_cast<int>(chosen.size()) ||
                std::any_of(supporters.begin(), supporters.end(), [&, &n = name](const Member* m) {
                    return ascii::lower(m->outlet->name) == n || ascii::lower(m->outlet->short_name) == n;
                });
            if (!rest_is_it) continue;
            fact.one_source = name;
            fact.independent = 1;
        }
        if (fact.independent < 2) continue;
        if (speakers.size() == 1 && !speakers.begin()->first.empty()) {
            for (const std::size_t s : chosen) {
                const std::string speaker = speaker_of(reading, reading.statements[s], kPrintedSpeaker);
                if (speaker.size() > fact.one_source.size()) fact.one_source = speaker;
            }
        }
        std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t x, std::size_t y) {
            return clarity(reading, reading.statements[x]) > clarity(reading, reading.statements[y]);
        });
        double sum = 0, count = 0;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            const Statement& statement = reading.statements[chosen[i]];
            fact.support.push_back(reading.span(statement.member, statement.range));
            const OutletId outlet = reading.outlet(statement.member);
            if (std::find(fact.outlets.begin(), fact.outlets.end(), outlet) == fact.outlets.end())
                fact.outlets.push_back(outlet);
            for (std::size_t j = 0; j < i; ++j) {
                sum += agreement.of(chosen[i], chosen[j]);
                count += 1;
            }
        }
        fact.confidence = static_cast<float>(count > 0 ? sum / count : 0.4);
        const Statement& printed = reading.statements[chosen.front()];
        const double score = fact.independent + 0.5 * clarity(reading, printed) + 0.5 * fact.confidence;
        ranked.push_back({std::move(fact), score, chosen.front()});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return a.score != b.score ? a.score > b.score : a.first < b.first;
    });
    std::vector<Fact> result;
    for (Ranked& entry : ranked)
        result.push_back(std::move(entry.fact));
    return result;
}

}  // namespace newsloom::story::detail
