/// Dates in running text: "9 March 2026", "on Monday", "last week", "gestern".
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "lang/tokens.h"
#include "text/range.h"

namespace newsloom::lang {

struct DateMention {
    TextRange range;
    std::optional<Date> day;  ///< resolved day; none when only a month or a year is named or no reference day is given
    bool relative = false;    ///< "Monday", "yesterday": resolved against the reference day (the article's)
};

/// English and German. `reference` is the day the article was published: "on Monday" is the nearest Monday not after
/// it, unless "next" stands before.
[[nodiscard]] std::vector<DateMention> dates(std::string_view text, std::string_view language,
                                             std::optional<Date> reference = std::nullopt);
[[nodiscard]] std::vector<DateMention> dates(std::string_view text, std::span<const Token> tokens,
                                             std::string_view language, std::optional<Date> reference);

}  // namespace newsloom::lang
