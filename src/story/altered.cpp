#include "story/detail/altered.h"

#include <algorithm>
#include <cmath>

namespace newsloom::story::detail {
namespace {

bool equal(const Measure& a, const Measure& b) { return a.unit == b.unit && a.value == b.value; }

/// "more than 4" and "more than 9" can both hold of one thing; in one sentence they are two numbers.
bool hedged_alike(const Measure& a, const Measure& b) {
    return std::isfinite(a.low) == std::isfinite(b.low) && std::isfinite(a.high) == std::isfinite(b.high);
}

/// After every number has found its like in the other sentence, each has one of the same unit left over.
bool numbers_differ(std::vector<Measure> a, std::vector<Measure> b) {
    const auto pair_off = [&](const auto& like) {
        std::erase_if(a, [&](const Measure& own) {
            const auto at = std::find_if(b.begin(), b.end(), [&](const Measure& other) { return like(own, other); });
            if (at == b.end()) return false;
            b.erase(at);
            return true;
        });
    };
    pair_off([](const Measure& x, const Measure& y) { return equal(x, y) && x.low == y.low && x.high == y.high; });
    pair_off([](const Measure& x, const Measure& y) { return x.value == y.value || nearly_equal(x, y); });
    pair_off([](const Measure& x, const Measure& y) { return x.unit == y.unit && meet(x, y) && !hedged_alike(x, y); });
    return std::any_of(a.begin(), a.end(), [&](const Measure& own) {
        return std::any_of(b.begin(), b.end(), [&](const Measure& other) { return own.unit == other.unit; });
    });
}

bool has_stem(const Statement& statement, std::uint32_t stem) {
    const auto at = std::lower_bound(statement.terms.begin(), statement.terms.end(), stem,
                                     [](const Term& term, std::uint32_t value) { return term.stem < value; });
    return at != statement.terms.end() && at->stem == stem;
}

/// Each names somebody beside a word of saying of whom the other says nothing.
bool speakers_differ(const Statement& a, const Statement& b) {
    const auto only_in = [](const Statement& own, const Statement& other) {
        return std::any_of(own.sayers.begin(), own.sayers.end(),
                           [&](std::uint32_t stem) { return !has_stem(other, stem); });
    };
    if (only_in(a, b) && only_in(b, a)) return true;
    return !a.speakers.empty() && !b.speakers.empty() && shared_count(a.speakers, b.speakers) == 0;
}

}  // namespace

bool is_altered(const Statement& a, const Statement& b) {
    return a.negations != b.negations || speakers_differ(a, b) || numbers_differ(a.values, b.values);
}

}  // namespace newsloom::story::detail
