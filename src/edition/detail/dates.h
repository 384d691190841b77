/// Words such as "yesterday" mean another day in the edition than in the article: they are printed with the day in
/// brackets.
#pragma once

#include <string_view>
#include <vector>

#include "edition/detail/desk.h"
#include "edition/detail/sentence.h"

namespace newsloom::edition::detail {

struct DateWord {
    TextRange range;       ///< in the article's text
    bool relative = true;  ///< "yesterday"; a weekday is not
    std::optional<Date>
        day;  ///< none: not to be told (no date of publication, or a weekday of a sentence about the future)
};

/// The words for days outside of quotation marks in text[range].
[[nodiscard]] std::vector<DateWord> date_words(const Article& article, TextRange range);
[[nodiscard]] std::vector<DateWord> date_words(const Article& article, TextRange range, const ReadSentence& sentence);

[[nodiscard]] bool is_weekday(std::string_view folded);
/// A sentence that tells what comes next, and when: "The court will decide on Thursday", "The report is due in June".
[[nodiscard]] bool tells_what_is_next(const ReadSentence& sentence);
/// What it tells has not happened yet, whether or not it says when: "will unveil", "is expected to", "could clinch".
[[nodiscard]] bool looks_ahead(const ReadSentence& sentence);
/// The same of a headline: "Council to vote", "Mayor planning to", "Team could clinch".
[[nodiscard]] bool headline_looks_ahead(std::string_view title);

/// The pieces of a range of the article's text: the bytes, and after each word for a day that needs it the day: " [9
/// March]". Weekdays get theirs only when the edition is composed more than six days after the article.
[[nodiscard]] std::vector<Piece> dated_pieces(const Desk& desk, const Article& article, TextRange range);

}  // namespace newsloom::edition::detail
