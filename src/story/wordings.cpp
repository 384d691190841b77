#include "story/detail/wordings.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "base/hash.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kMostVersions = 4;  // of one row of words, read in different ways, that are told apart

bool same(const Measure& a, const Measure& b) {
    const auto equal = [](double x, double y) {
        return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
    };
    return a.unit == b.unit && equal(a.value, b.value) && equal(a.low, b.low) && equal(a.high, b.high);
}

bool same_quantities(const Reading& reading, const Statement& a, const Statement& b) {
    return std::equal(a.quantities.begin(), a.quantities.end(), b.quantities.begin(), b.quantities.end(),
                      [&](std::size_t p, std::size_t q) {
                          const Quantity& x = reading.annotations(a.member).quantities[p];
                          const Quantity& y = reading.annotations(b.member).quantities[q];
                          return same(measure_of(x), measure_of(y)) && x.unit.empty() == y.unit.empty() &&
                                 reading.things[a.member][p] == reading.things[b.member][q];
                      });
}

/// Of one row of words, what else may differ comes from marks and from what was found in the rest of the article.
bool same_wording(const Reading& reading, const Statement& a, const Statement& b) {
    return a.words == b.words && a.runs == b.runs && a.terms == b.terms &&
           reading.tongue(a.member) == reading.tongue(b.member) && a.senses == b.senses &&
           a.name_senses == b.name_senses && a.clauses == b.clauses && a.prefixes == b.prefixes && a.names == b.names &&
           a.speakers == b.speakers && a.sayers == b.sayers && a.fields == b.fields && a.days == b.days &&
           a.negations == b.negations && a.quoted == b.quoted && a.denial == b.denial && a.question == b.question &&
           a.cut_off == b.cut_off &&
           std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(), same) &&
           same_quantities(reading, a, b);
}

std::uint64_t hash_of(const Statement& statement) {
    std::uint64_t hash = statement.words;
    for (const std::uint32_t run : statement.runs)
        hash = mix64(hash ^ run);
    for (const Term& term : statement.terms)
        hash = mix64(hash ^ term.stem);
    return hash;
}

}  // namespace

Wordings::Wordings(const Reading& reading) {
    const std::size_t count = reading.statements.size();
    wording_of_.reserve(count);
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> of_words;  // looked up only
    std::vector<std::uint32_t> example;                                      // statement of each wording
    for (std::size_t s = 0; s < count; ++s) {
        const Statement& statement = reading.statements[s];
        auto& known = of_words[hash_of(statement)];
        const auto at = std::find_if(known.begin(), known.end(), [&](std::uint32_t wording) {
            return same_wording(reading, reading.statements[example[wording]], statement);
        });
        if (at != known.end()) {
            wording_of_.push_back(*at);
            continue;
        }
        const auto wording = static_cast<std::uint32_t>(example.size());
        example.push_back(static_cast<std::uint32_t>(s));
        wording_of_.push_back(wording);
        if (known.size() < kMostVersions) known.push_back(wording);
    }
    first_.assign(example.size() + 1, 0);
    for (const std::uint32_t wording : wording_of_)
        ++first_[wording + 1];
    for (std::size_t i = 1; i < first_.size(); ++i)
        first_[i] += first_[i - 1];
    statements_.resize(count);
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t s = 0; s < count; ++s)
        statements_[next[wording_of_[s]]++] = static_cast<std::uint32_t>(s);
    for (std::size_t wording = 0; wording < size(); ++wording) {
        const std::size_t begin = of_members_.size();
        for (const std::uint32_t s : statements(wording)) {
            if (of_members_.size() == begin ||
                reading.statements[of_members_.back()].member != reading.statements[s].member)
                of_members_.push_back(s);
        }
        first_of_member_.push_back(static_cast<std::uint32_t>(of_members_.size()));
    }
}

Wordings::Pair Wordings::apart_of_many(const Reading& reading, std::size_t a, std::size_t b) const {
    const auto left = one_of_each_member(a), right = one_of_each_member(b);
    const auto member = [&](std::uint32_t s) { return reading.statements[s].member; };
    // The first of one side whose member has nothing of the other side.
    const auto alone = [&](std::span<const std::uint32_t> own, std::span<const std::uint32_t> others) {
        auto other = others.begin();
        for (const std::uint32_t s : own) {
            while (other != others.end() && member(*other) < member(s))
                ++other;
            if (other == others.end() || member(*other) != member(s)) return s;
        }
        return own.front();
    };
    Pair pair{alone(left, right), alone(right, left)};
    if (member(static_cast<std::uint32_t>(pair.a)) == member(static_cast<std::uint32_t>(pair.b)) && right.size() > 1)
        pair.b = right[1];
    return pair;
}

}  // namespace newsloom::story::detail
