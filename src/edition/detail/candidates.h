/// The sentences of a story that could be printed, each with what speaks for it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "edition/detail/desk.h"
#include "edition/detail/words.h"

namespace newsloom::edition::detail {

struct Candidate {
    const Article* article = nullptr;
    TextRange range;
    bool cut_front = false;
    std::size_t position = 0;  ///< which sentence of its article
    std::size_t words = 0;
    WordSet content;
    std::vector<std::string> full_names, short_names;
    WordSet bare_names;      ///< names of one word that no headline has
    WordSet opening;         ///< "The project found ...": what must have been told before; empty when it stands alone
    double as_headline = 0;  ///< share of the story's headline that it has
    bool may_lead = false;
    bool opens_with_quote = false;
    bool unresolved = false;         ///< opens with "The president", "The man" and names nobody in full
    std::vector<std::size_t> facts;  ///< of the story, that it supports
    bool sets_a_scene = false;       ///< "When the last barrel came up, ...": the news comes later
    WordSet counts;                  ///< the numbers that count or measure something, as in content
    bool number = false, denial = false, future = false, open = false, quote = false;
    double weight = 0;  ///< how much of what the reports share it tells; higher is better
};

/// Sentences of the story's news reports in the edition's language (of others when there are none), that may be printed
/// and can stand alone, by article order and position. `after`: only articles newer than this.
[[nodiscard]] std::vector<Candidate> candidates(const Desk& desk, const Story& story, Instant after = Instant::min());

/// The line of a sentence: cut mark, bytes, days in brackets; marked with the article, with the copies that carry the
/// same sentence, and with the outlets whose sentences say the same.
[[nodiscard]] Line line_of(const Desk& desk, const Story& story, const Candidate& candidate);
/// The marks alone, for ranges that are not whole sentences.
void add_marks(const Desk& desk, const Story& story, const Article& article, TextRange range, Line& line);

}  // namespace newsloom::edition::detail
