/// How a text is told, as numbers: reports, explanations, columns, features and reviews are told otherwise. Shares of
/// words are of what stands outside of quotation marks.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/detail/facts.h"
#include "extract/detail/roles.h"

namespace newsloom::extract {

// clang-format off: a list, one group a line
#define NL_GENRE_CUES(X) \
    X(first_person) X(first_plural) X(second_person) X(third_person) X(reporting_verbs) X(weekdays) X(modals) \
    X(present) X(past) X(cooking) X(arts) X(advice) X(hedges) X(judging) X(travel) X(science) \
    X(length) X(very_long) X(headings) X(list_items) X(questions_alone) X(quoted) X(exclamations) X(questions) \
    X(title_asks_how) X(title_begins_with_number) X(soft_folder) X(dateline) X(agency) X(bio) X(images) X(other_language) \
    X(title_asks) X(title_quotes) X(title_explains) X(title_judges) X(title_person) X(news_type) X(blog_type) X(news_folder) \
    X(view_folder) X(short_sentences) X(quotes) X(numbers) X(no_author) X(single_author) \
    X(negation) X(contrast) X(causal) X(condition) X(officials) X(months) X(howto) X(religion) X(notices) X(games) \
    X(dialogue) X(public_affairs) X(intensifiers) \
    X(lead_reporting) X(lead_weekdays) X(lead_past) X(lead_present) X(lead_first_person) X(lead_second_person) \
    X(lead_first_plural) X(lead_months) X(lead_officials) X(lead_numbers) X(lead_asks) X(lead_quotes) \
    X(digits) X(clock_times) X(paragraph_length) X(short_paragraphs) X(open_paragraphs) X(quoting_paragraphs) \
    X(title_length) X(title_words) X(title_short) X(title_colon) X(title_digit) X(title_holds_quote) \
    X(title_exclaims) X(title_ranks)
// clang-format on

enum class GenreCue : std::size_t {
#define X(name) name,
    NL_GENRE_CUES(X)
#undef X
        count_
};
inline constexpr std::size_t kGenreCues = static_cast<std::size_t>(GenreCue::count_);
using GenreCues = std::array<float, kGenreCues>;

[[nodiscard]] const std::vector<std::string>& genre_cue_names();

/// Linear in the text. Reads the finished article.
/// `type` as the page's linked data names it.
[[nodiscard]] GenreCues genre_cues(const Article& article, std::string_view type);

}  // namespace newsloom::extract
