/// The sentences of a story that could be printed, each with what speaks for it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "edition/detail/desk.h"
#include "edition/detail/references.h"
#include "edition/detail/words.h"

namespace newsloom::edition::detail {

struct Candidate {
    const Article* article = nullptr;
    TextRange range;
    bool cut_front = false;
    std::size_t position = 0;  ///< which sentence of its article
    std::size_t words = 0;
    int year = 0;  ///< in which the story is told
    WordSet content;
    std::vector<std::string> full_names, short_names;
    WordSet bare_names;                            ///< names of one word that no headline has
    std::optional<References> taken;               ///< what must have been told before; looked at where it may lead
    WordSet plain;                                 ///< content words that are no parts of names
    double as_headline = 0;                        ///< share of the story's headline that it has
    double as_title = 0;                           ///< share of its own article's title that it has
    bool tells_title = false;                      ///< more than the names of a title
    bool of_headline = false;                      ///< its article's title is the story's headline
    bool names_who = true;                         ///< has one of the people of the headline, if it has any
    bool may_lead = false, may_lead_long = false;  ///< by the rules; by the rules but for its length
    bool opens_with_quote = false;
    std::vector<std::size_t> facts;  ///< of the story, that it supports
    bool sets_a_scene = false;       ///< "When the last barrel came up, ...": the news comes later
    bool says = false;               ///< somebody in the sentence says words in quotation marks
    bool speakerless = false;        ///< words in quotation marks, and nobody in the sentence who says them
    std::size_t loaded = 0;          ///< words that judge: "shocking", "brazen"
    bool tells_of_old = false;       ///< an earlier year, "a decade ago"
    bool ahead = false;              ///< what it tells has not happened yet
    bool outdated = false;           ///< a later report has another number of the same thing
    bool comes_later = false;        ///< "later", "also", "again": something stood before it
    bool on_a_day = false;           ///< "on Monday"
    bool undated = false;            ///< "yesterday", and nobody knows which day that was
    bool other_day = false;          ///< not the day that the article of the headline names first
    std::string day;                 ///< the first day that it names, folded
    std::size_t in_headline = 0;     ///< words of the headline that it has
    WordSet counts;                  ///< the numbers that count or measure something, as in content
    bool number = false, denial = false, future = false, open = false, quote = false;
    double share_of_reports = 0;  ///< of its content words, mean share of the reports that have them
    double weight = 0;            ///< how much of what the reports share it tells; higher is better
};

/// Sentences of the story's news reports in the edition's language (of others when there are none), that may be printed
/// and can stand alone, by article order and position. `after`: only articles newer than this.
[[nodiscard]] std::vector<Candidate> candidates(const Desk& desk, const Story& story, Instant after = Instant::min());

/// A year before `year`, "four years ago", "last year".
[[nodiscard]] bool tells_of_old(std::string_view sentence, int year);
/// The year in which the story is told; of a story without dates the latest that it names.
[[nodiscard]] int year_of(const Desk& desk, const Story& story);

/// What the story's headline says, for what "the ruling" points to.
[[nodiscard]] WordSet words_of_headline(const Desk& desk, const Story& story);

/// What it takes from the text before it, also where it has not been looked at yet.
[[nodiscard]] References taken_by(const Desk& desk, const Candidate& candidate);

/// The sentence behind it, to be printed directly below it: what it points to stands there. None when it cannot be
/// printed, asks, speaks for the reporter or turns against what stood before.
[[nodiscard]] std::optional<Candidate> sentence_behind(const Desk& desk, const Candidate& before);

/// The line of a sentence: cut mark, bytes, days in brackets; marked with the article, with the copies that carry the
/// same sentence, and with the outlets whose sentences say the same.
[[nodiscard]] Line line_of(const Desk& desk, const Story& story, const Candidate& candidate);
/// The marks alone, for ranges that are not whole sentences.
void add_marks(const Desk& desk, const Story& story, const Article& article, TextRange range, Line& line);

}  // namespace newsloom::edition::detail
