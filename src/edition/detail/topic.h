/// What a story's headlines say: what a brief has to tell, and what is beside it.
#pragma once

#include <cstddef>

#include "edition/detail/desk.h"
#include "edition/detail/words.h"

namespace newsloom::edition::detail {

struct Topic {
    WordSet words;            ///< of all headlines, names left aside
    WordSet promised;         ///< of the printed headline, and what two or more have
    WordSet of_headline;      ///< of the printed one, names left aside
    WordSet headline;         ///< of the printed one
    WordSet titles;           ///< of all headlines
    std::size_t reports = 0;  ///< of news, in the story

    Topic() = default;
    /// `printed`: the content words of the printed headline.
    Topic(const Desk& desk, const Story& story, WordSet printed);

    /// How many promised words a line has that were not told.
    [[nodiscard]] std::size_t promises(const WordSet& line, const WordSet& told) const;
};

}  // namespace newsloom::edition::detail
