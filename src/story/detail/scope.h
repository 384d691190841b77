/// What the words right around a number say of what it counts: the thing, what happened to it, which way it went.
#pragma once

#include <cstdint>
#include <string_view>

#include "story/detail/stems.h"
#include "text/range.h"

namespace newsloom::story::detail {

struct Scope {
    std::uint32_t head = 0;    ///< sense of the last word of what is counted; 0 when not known
    std::uint32_t after = 0;   ///< sense of the next content word in its clause
    std::uint32_t before = 0;  ///< of the last one
    std::uint32_t fates = 0;   ///< bits: killed, injured, missing, rescued, ... near it
    std::uint32_t fate = 0;    ///< of these, the one in its own clause that stands nearest; 0 when there is none
    std::uint32_t kinds = 0;   ///< bits: a poll, a lead, a rise, a limit, a price, ... in its sentence
    bool change = false;       ///< "by 5", "up 5", "5 more than"
    bool of_whole = false;     ///< "5 of 12", "12" in it, "one in 12"
    bool anchored = false;     ///< "three days after", "two weeks ago", "within 30 days of"
    bool quoted = false;       ///< it stands in quotation marks
};

/// Of the number at `here` of a sentence; `of` is what the annotation says it counts (offsets of the sentence), `near`
/// how many bytes on both sides are its surroundings.
[[nodiscard]] Scope scope_of(std::string_view sentence, std::string_view lower, TextRange here, std::string_view of,
                             Tongue tongue);

/// "Feb. 14", "14 February", "May 3": the number is a day, and counts nothing.
[[nodiscard]] bool is_day_of_month(std::string_view lower, TextRange here);
/// "38-year-old", also with blanks.
[[nodiscard]] bool is_age(std::string_view lower, TextRange here);
/// "Anthony Smith, 24,": an age or the like in apposition, and nothing after it that could be counted.
[[nodiscard]] bool is_apposition(std::string_view sentence, TextRange here);
/// "a score" (a goal), "162-139": a result of a game.
[[nodiscard]] bool is_result(std::string_view lower, TextRange here);
/// "not seven", "rather than seven": nobody says that it is so many.
[[nodiscard]] bool is_set_aside(std::string_view lower, TextRange here);
/// "Flight 804", "Section 8", "No. 3", "Chapter 7", "Article 5": a name.
[[nodiscard]] bool is_label(std::string_view sentence, TextRange here);

}  // namespace newsloom::story::detail
