// Quotes in several articles that are cuts of the same words.
#include "story/detail/quotes.h"

#include <algorithm>

#include "story/detail/key_index.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

bool same_person(const std::string& a, const std::string& b) {
    if (ascii::iequals(a, b)) return true;
    const auto last = [](const std::string& name) { return name.substr(name.find_last_of(' ') + 1); };
    return !a.empty() && !b.empty() && ascii::iequals(last(a), last(b));
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

}  // namespace

std::vector<QuotePair> quote_pairs(const Reading& reading) {
    std::vector<QuotePart> parts;
    KeyIndex runs;
    std::vector<std::vector<std::size_t>> with_run;  // the parts that have a run
    std::vector<QuotePair> pairs;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        if (!statement.is_statement()) continue;
        for (const std::size_t i : statement.attributions) {
            const Attribution& attribution = reading.annotations(statement.member).attributions[i];
            if (attribution.kind == QuoteKind::indirect) continue;
            const TextRange own{std::max(statement.range.begin, attribution.content.begin),
                                std::min(statement.range.end, attribution.content.end)};
            if (own.begin >= own.end) continue;
            constexpr std::size_t kFewWords = 4;  // "Full speed ahead" states nothing
            if (count_words(slice(reading.text(statement.member), own)) < kFewWords) continue;
            const std::size_t index = parts.size();
            parts.push_back(
                {s, statement.member, &attribution, word_runs(slice(reading.text(statement.member), own), 4)});
            std::vector<std::size_t> met;
            for (const std::uint32_t run : parts.back().runs) {
                const std::uint32_t number = runs.number_of(run);
                if (number == with_run.size()) with_run.emplace_back();
                std::vector<std::size_t>& list = with_run[number];
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

}  // namespace newsloom::story::detail
