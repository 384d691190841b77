/// Numbers in digits and words, the hedges around them and their units, from data/lang.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/detail/tables.h"
#include "lang/tokens.h"

namespace newsloom::lang::detail {

/// "1,200.5" or "1.200,5" by the language's habit: English and most others by the last separator's shape. Nothing for
/// "2-1", "9:30", "2nd".
[[nodiscard]] std::optional<double> parse_digits(std::string_view digits, bool german);

struct ReadNumber {
    double value = 0;
    std::size_t end = 0;  ///< token behind it
    bool in_words = false;
    bool vague = false;  ///< "dozens", "hundreds of thousands": value is one of the magnitude
};

enum class Hedge { exact, min, max, near, about, above };

struct Phrase {
    std::vector<std::string_view> words;
    Hedge hedge = Hedge::exact;
};

class NumberTables {
  public:
    explicit NumberTables(bool german);
    [[nodiscard]] std::optional<ReadNumber> read(std::string_view text, std::span<const Token> tokens, std::size_t at,
                                                 const std::vector<std::string>& folded) const;
    /// Longest hedge that ends just before token `at`; its first token in `begin`.
    [[nodiscard]] Hedge before(const std::vector<std::string>& folded, std::size_t at, std::size_t& begin) const;
    /// Longest hedge that begins at token `at`; the token behind it in `end`.
    [[nodiscard]] Hedge after(const std::vector<std::string>& folded, std::size_t at, std::size_t& end) const;
    /// Unit that begins at token `at`; empty when there is none.
    [[nodiscard]] std::string_view unit(const std::vector<std::string>& folded, std::size_t at, std::size_t& end) const;
    [[nodiscard]] std::string_view unit(std::string_view word) const;
    [[nodiscard]] std::optional<double> word_value(std::string_view folded) const;
    [[nodiscard]] std::optional<double> magnitude(std::string_view folded) const;

  private:
    bool german_;
    WordTable words_, magnitudes_, units_;
    std::vector<double> values_;
    std::vector<std::string_view> unit_names_;
    std::vector<Phrase> before_, after_;
    std::vector<std::vector<std::string_view>> long_units_;
};

[[nodiscard]] const NumberTables& number_tables(bool german);

}  // namespace newsloom::lang::detail
