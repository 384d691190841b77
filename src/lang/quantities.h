/// Numbers as a text gives them: with the interval that their hedge allows, their unit and what they count.
///
/// "at least five shots" = [5, inf) of "shots"; "between 20 and 30 percent"; "nearly 2.5 million euros" = at most the
/// value; "about 400" = +-10 %; "a dozen". Not quantities: dates and years, clock times, ages ("aged 45", "45-year-old"
/// come with unit "years old"), ordinals, scores ("2-1"), phone numbers, names with numbers ("Apollo 11").
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lang/terms.h"
#include "lang/tokens.h"
#include "model/annotations.h"

namespace newsloom::lang {

/// In text order, not overlapping. English and German number words; for other languages digits only.
[[nodiscard]] std::vector<Quantity> quantities(std::string_view text, std::string_view language = "en");
[[nodiscard]] std::vector<Quantity> quantities(std::string_view text, std::span<const Token> tokens,
                                               std::string_view language);

/// The same, quicker, where the caller has one term per token.
[[nodiscard]] std::vector<Quantity> quantities(std::string_view text, std::span<const Token> tokens,
                                               std::span<const Term> terms, std::string_view language);

}  // namespace newsloom::lang
