/// Sequences of words as data: "a|b" one of, "word?" may be missing, "~" up to three other words. Matched over the
/// hashes of folded words; bounded work per token.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "attribution/detail/scan.h"

namespace newsloom::attribution::detail {

class Patterns {
  public:
    /// One pattern a line; a number in front is its weight (else 1).
    explicit Patterns(std::string_view list);

    struct Match {
        std::uint32_t begin = 0, end = 0;
        int weight = 0;
    };
    /// The matches that begin in [begin, end) and end before `end`; at most one for each token.
    [[nodiscard]] std::vector<Match> find(const Scan& scan, Run within) const;

  private:
    struct Slot {
        std::vector<std::uint32_t> words;  ///< sorted hashes; empty: a gap
        bool optional = false;
    };
    struct Pattern {
        std::vector<Slot> slots;
        int weight = 1;
    };
    [[nodiscard]] std::uint32_t match(const Scan& scan, const Pattern& pattern, std::size_t slot, std::uint32_t at,
                                      std::uint32_t end) const;
    std::vector<Pattern> patterns_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_first_;
};

}  // namespace newsloom::attribution::detail
