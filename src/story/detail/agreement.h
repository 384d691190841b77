/// When two sentences of different outlets say the same, and when they cannot.
#pragma once

#include <vector>

#include "story/detail/reading.h"

namespace newsloom::story::detail {

/// How much each content word of the story tells: words of nearly every sentence tell little.
class TermWeights {
  public:
    explicit TermWeights(const Reading& reading);
    [[nodiscard]] double of(std::uint32_t stem) const;
    [[nodiscard]] double of(const Statement& statement) const;
    [[nodiscard]] std::size_t statements_with(std::uint32_t stem) const;

  private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> counts_;  // stem, statements; sorted
    double total_ = 1;
};

struct Agreement {
    double dice = 0;              ///< of weighted content words, 0..1
    double contained = 0;         ///< share of the smaller one's weight
    std::size_t shared = 0;       ///< content words
    std::size_t names = 0;        ///< shared names
    std::size_t numbers = 0;      ///< quantities that agree
    double order = 0;             ///< share of shared words in the same order, 0..1
    bool names_differ = false;    ///< both name somebody, nobody in common
    bool numbers_differ = false;  ///< quantities of the same thing that do not meet
    bool negation_differs = false;
    [[nodiscard]] double probability() const;
};

[[nodiscard]] Agreement agreement(const Reading& reading, const TermWeights& weights, const Statement& a,
                                  const Statement& b);

/// Pairs of statements (indexes) of different members that share enough rare words to be compared. Bounded: at most 24
/// per statement.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> comparable(const Reading& reading,
                                                                          const TermWeights& weights);

/// The same unit and the same thing counted; `stems` of the thing by head word.
[[nodiscard]] bool same_thing(const Reading& reading, std::size_t member_a, const Quantity& a, std::size_t member_b,
                              const Quantity& b);
[[nodiscard]] inline bool meet(const Quantity& a, const Quantity& b) { return a.low <= b.high && b.low <= a.high; }

}  // namespace newsloom::story::detail
