/// Numbers that reports put in different forms: shares ("nine drivers in ten", "a fifth of" = percent), lengths of time
/// in parts ("three years and four months", "2:41:09" = days), clock times, years, votes ("21 to 14"), "a fortnight".
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "model/annotations.h"
#include "story/detail/measures.h"

namespace newsloom::story::detail {

/// What a sentence, A to Z made small, has of these, in order. `quantities` are those found in it already, with `begin`
/// the sentence's place in their text; numbers in them are not given again. Reads English and German words.
[[nodiscard]] std::vector<Measure> other_figures(std::string_view lower, std::span<const Quantity> quantities,
                                                 std::size_t begin);

}  // namespace newsloom::story::detail
