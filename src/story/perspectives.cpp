// How each outlet, and each group of outlets, tells the story: whom it quotes, what only it has, which words it uses
// more than the rest (log-odds with an informative Dirichlet prior; Monroe, Colaresi and Quinn 2008, "Fightin' words").
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "story/detail/reading.h"
#include "story/detail/stop_words.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kEnoughWords = 120;  // per side, before words are compared
constexpr double kSignificant = 1.96;      // z of the log-odds
constexpr std::size_t kMostWords = 8;
constexpr std::size_t kMostOnlyHere = 12;
constexpr double kPriorWords = 500;  // weight of the prior, in words

struct WordCount {
    std::string printed;
    double in = 0, rest = 0;
};

std::vector<DistinctiveWord> distinctive(const Reading& reading, const std::vector<bool>& inside) {
    std::map<std::uint32_t, WordCount> counts;
    double in_total = 0, rest_total = 0;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        if (reading.members[m]->outlet == nullptr || reading.members[m]->copy.copy_of) continue;
        const std::string_view text = reading.text(m);
        const Tongue tongue = reading.tongue(m);
        dedup::scan_words(text, [&](const dedup::ScannedWord& word) {
            if (word.length < 3 || word.digits || is_stop_word(static_cast<std::uint32_t>(word.hash() >> 32))) return;
            WordCount& count = counts[static_cast<std::uint32_t>(mix64(stemmed(word, tongue)) >> 32)];
            const std::string_view printed = text.substr(word.begin, word.end - word.begin);
            if (count.printed.empty() || (inside[m] && count.in == 0)) count.printed = printed;
            (inside[m] ? count.in : count.rest) += 1;
            (inside[m] ? in_total : rest_total) += 1;
        });
    }
    std::vector<DistinctiveWord> words;
    if (in_total < kEnoughWords || rest_total < kEnoughWords) return words;
    struct Scored {
        DistinctiveWord word;
        double z;
    };
    std::vector<Scored> scored;
    for (const auto& [stem, count] : counts) {
        if (count.in < 3) continue;
        const double prior = kPriorWords * (count.in + count.rest) / (in_total + rest_total);
        const double in = count.in + prior, rest = count.rest + prior;
        const double log_odds =
            std::log(in / (in_total + kPriorWords - in)) - std::log(rest / (rest_total + kPriorWords - rest));
        const double z = log_odds / std::sqrt(1 / in + 1 / rest);
        if (z >= kSignificant) scored.push_back({{count.printed, log_odds, static_cast<int>(count.in)}, z});
    }
    std::stable_sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) {
        return a.z != b.z ? a.z > b.z : a.word.word < b.word.word;
    });
    for (std::size_t i = 0; i < std::min(scored.size(), kMostWords); ++i)
        words.push_back(scored[i].word);
    return words;
}

/// Sentences with quotes or with numbers or names that nobody outside the group has.
/// Runs of four words with the number of members that have them; looked up only.
struct Runs {
    std::vector<std::vector<std::uint32_t>> of;
    std::unordered_map<std::uint32_t, std::uint32_t> members;

    explicit Runs(const Reading& reading) {
        for (std::size_t m = 0; m < reading.members.size(); ++m) {
            of.push_back(word_runs(reading.text(m), 4));
            for (const std::uint32_t run : of.back())
                ++members[run];
        }
    }
};

std::vector<Span> only_here(const Reading& reading, const Runs& all_runs, const std::vector<bool>& inside,
                            const std::vector<Fact>& facts) {
    std::unordered_set<std::uint32_t> numbers, names;      // of the others; looked up only
    std::unordered_map<std::uint32_t, std::uint32_t> own;  // runs with the number of members inside that have them
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        if (!inside[m]) continue;
        for (const std::uint32_t run : all_runs.of[m])
            ++own[run];
    }
    const auto elsewhere = [&](std::uint32_t run) {
        const auto everywhere = all_runs.members.find(run);
        if (everywhere == all_runs.members.end()) return false;
        const auto here = own.find(run);
        return everywhere->second > (here == own.end() ? 0 : here->second);
    };
    for (const Statement& statement : reading.statements) {
        if (inside[statement.member]) continue;
        names.insert(statement.names.begin(), statement.names.end());
        for (const std::size_t q : statement.quantities) {
            const Quantity& quantity = reading.annotations(statement.member).quantities[q];
            numbers.insert(
                static_cast<std::uint32_t>(mix64(std::hash<double>{}(quantity.value.value_or(quantity.low)))));
        }
    }
    std::set<std::pair<std::int64_t, std::size_t>> shared;  // sentences of facts that others support too
    for (const Fact& fact : facts) {
        for (const Span& span : fact.support)
            shared.emplace(span.article.value, span.range.begin);
    }
    struct Ranked {
        Span span;
        double score;
        std::size_t at;
    };
    std::vector<Ranked> found;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        if (!inside[statement.member] || statement.words < 6 || statement.question) continue;
        if (reading.members[statement.member]->copy.copy_of) continue;
        const Span span = reading.span(statement.member, statement.range);
        if (shared.contains({span.article.value, span.range.begin})) continue;
        double score = 0;
        bool known_quote = false;
        for (const std::size_t i : statement.attributions) {
            const Attribution& attribution = reading.annotations(statement.member).attributions[i];
            if (attribution.kind == QuoteKind::indirect) continue;
            const auto said = word_runs(slice(reading.text(statement.member), attribution.content), 4);
            const bool known = std::any_of(said.begin(), said.end(), [&](std::uint32_t run) { return elsewhere(run); });
            known_quote = known_quote || known;
            if (!known) score = std::max(score, 2.0 + attribution.confidence);
        }
        if (known_quote) continue;
        for (const std::size_t q : statement.quantities) {
            const Quantity& quantity = reading.annotations(statement.member).quantities[q];
            if (!numbers.contains(
                    static_cast<std::uint32_t>(mix64(std::hash<double>{}(quantity.value.value_or(quantity.low))))))
                score += 0.8;
        }
        for (const std::uint32_t name : statement.names)
            score += names.contains(name) ? 0.0 : 0.6;
        if (score < 0.8) continue;
        found.push_back({span, score + 0.2 * clarity(reading, statement), s});
    }
    std::stable_sort(found.begin(), found.end(), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
    if (found.size() > kMostOnlyHere) found.resize(kMostOnlyHere);
    std::vector<Span> spans;
    for (const Ranked& entry : found)
        spans.push_back(entry.span);
    return spans;
}

}  // namespace

std::vector<Perspective> perspectives(const Reading& reading, const std::vector<Fact>& facts) {
    // Groups in a fixed order: outlets, then what outlets have in common.
    std::map<std::pair<int, std::string>, std::vector<std::size_t>> groups;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        const Outlet* outlet = reading.members[m]->outlet;
        if (outlet == nullptr) continue;
        groups[{0, "outlet:" + (outlet->key.empty() ? std::to_string(outlet->id.value) : outlet->key)}].push_back(m);
        if (!outlet->country.empty()) groups[{1, "country:" + outlet->country}].push_back(m);
        if (!outlet->owner_kind.empty()) groups[{2, "owner_kind:" + outlet->owner_kind}].push_back(m);
        const std::string& language = reading.members[m]->article->language;
        if (!language.empty() && language != "und")
            groups[{3, "language:" + language.substr(0, language.find('-'))}].push_back(m);
    }
    std::map<int, int> of_kind;
    for (const auto& [key, members] : groups)
        ++of_kind[key.first];
    const Runs runs(reading);
    std::vector<Perspective> result;
    for (const auto& [key, members] : groups) {
        if (of_kind[key.first] < 2) continue;  // one group is no perspective
        Perspective perspective;
        perspective.group = key.second;
        std::vector<bool> inside(reading.members.size(), false);
        for (const std::size_t m : members) {
            inside[m] = true;
            const OutletId outlet = reading.outlet(m);
            if (std::find(perspective.outlets.begin(), perspective.outlets.end(), outlet) == perspective.outlets.end())
                perspective.outlets.push_back(outlet);
        }
        perspective.voices = voices(reading, members);
        perspective.only_here = only_here(reading, runs, inside, facts);
        perspective.words = distinctive(reading, inside);
        result.push_back(std::move(perspective));
    }
    return result;
}

}  // namespace newsloom::story::detail
