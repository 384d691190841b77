/// What somebody says, ready for printing: the sentence as it stands when it names its speaker, else the label and the
/// words in their quotation marks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edition/detail/desk.h"
#include "edition/detail/quoting_budget.h"
#include "edition/detail/words.h"

namespace newsloom::edition::detail {

struct Said {
    const Article* article = nullptr;
    std::vector<TextRange> ranges;  ///< all that is printed of the article
    Line bare;                      ///< the words alone, for the list of voices
    Line told;                      ///< with the speaker, for the brief
    bool with_role = false;
    WordSet content;
    std::size_t words = 0;
};

/// The first quote of the voice that may be printed within the budget. Nothing when there is none: fragments of fewer
/// than four words, quotes of more than 45, sentences that do not stand alone.
[[nodiscard]] std::optional<Said> say(const Desk& desk, const Story& story, const Voice& voice,
                                      const QuotingBudget& budget);
/// One quote of the voice.
[[nodiscard]] std::optional<Said> say(const Desk& desk, const Story& story, const Voice& voice, const Span& quote,
                                      const QuotingBudget& budget);

/// Name and role.
[[nodiscard]] Line speaker_line(const Desk& desk, const Story& story, const Voice& voice, ArticleId article);

/// "He has to stop": who? Within the words quoted nobody is named before.
[[nodiscard]] bool points_out_of_itself(std::string_view quote);

/// "I will not answer that, senator": an answer, within quotation marks, to somebody who is not printed.
[[nodiscard]] bool speaks_to_somebody(std::string_view sentence);

/// "That is not so", "It would": within its first words a quote takes up what was said before it.
[[nodiscard]] bool opens_by_pointing(std::string_view quote);

}  // namespace newsloom::edition::detail
