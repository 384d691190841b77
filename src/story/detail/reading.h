/// A story's articles made ready for comparing: every sentence with its content words, names, numbers and speakers.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "story/corroborate.h"
#include "story/detail/measures.h"
#include "story/detail/stems.h"

namespace newsloom::story::detail {

/// A content word of a sentence.
struct Term {
    std::uint32_t stem = 0;
    std::uint32_t at = 0;  ///< its place among the sentence's words
    float rarity = 1;      ///< small for words of news of every kind
    friend bool operator==(const Term&, const Term&) = default;
};

struct Statement {
    std::size_t member = 0;    ///< index into Reading::members
    std::size_t sentence = 0;  ///< index into the member's Annotations::sentences
    TextRange range;
    std::size_t words = 0;                   ///< all of them
    std::vector<Term> terms;                 ///< content words by stem, without repeats (the first place stands)
    float rarity = 0;                        ///< sum over the terms
    std::vector<std::uint32_t> senses;       ///< the same with words of one meaning made one, sorted
    std::vector<std::uint32_t> name_senses;  ///< those of the senses that are words of names, sorted
    std::vector<std::vector<std::uint32_t>> clauses;  ///< the senses by clauses of two or more, each sorted; at most 8
    std::vector<std::uint32_t> prefixes;              ///< first five letters of the content words, sorted
    std::vector<std::uint32_t> runs;                  ///< of four words, sorted
    std::vector<std::uint32_t> names;     ///< stems of the last words of the names in it (full forms too), sorted
    std::vector<std::uint32_t> speakers;  ///< stems of the last words of those it is put down to, sorted
    std::vector<std::size_t> quantities, attributions;  ///< indexes into the member's annotations
    std::vector<Measure> values;  ///< its numbers in base units: quantities, shares ("one in five"), clock times, years
    std::vector<std::pair<std::uint32_t, std::uint32_t>> fields;  ///< (field, sense) of near_words.en.txt, sorted
    std::uint32_t days = 0;                                       ///< bits of the weekdays and months it names
    std::vector<std::uint32_t> sayers;  ///< stems of capitalised words beside words of saying, in order
    std::size_t negations = 0;          ///< words of negation
    bool negated = false;               ///< one or more
    bool opens_dependent = false;       ///< begins with a pronoun, "However", "But": not to be printed alone
    bool quoted = false;                ///< carries a direct or mixed quote
    bool denial = false;                ///< somebody denies in it
    bool question = false;
    bool cut_off = false;  ///< ends at an initial ("Chuck Schumer (D-N."): the splitter's fault
    /// Can be told: neither a question nor a piece of a sentence.
    [[nodiscard]] bool is_statement() const { return !question && !cut_off; }
};

struct Reading {
    std::vector<const Member*> members;                           ///< in order; at most 200
    std::vector<std::size_t> statements_of;                       ///< first statement of member i; size members + 1
    std::vector<Statement> statements;                            ///< news genres only, in order
    std::vector<std::vector<std::vector<std::uint32_t>>> things;  ///< stems of what each quantity of a member counts
    std::vector<std::string> lowered;                             ///< the texts of reports, A to Z made small
    [[nodiscard]] const Annotations& annotations(std::size_t member) const;
    [[nodiscard]] std::string_view text(std::size_t member) const { return members[member]->article->text; }
    /// The statement's sentence, A to Z made small.
    [[nodiscard]] std::string_view lower(const Statement& statement) const {
        return slice(lowered[statement.member], statement.range);
    }
    [[nodiscard]] Tongue tongue(std::size_t member) const { return tongue_of(members[member]->article->language); }
    [[nodiscard]] Span span(std::size_t member, TextRange range) const {
        return {members[member]->article->id, range, Field::text};
    }
    [[nodiscard]] OutletId outlet(std::size_t member) const {
        return members[member]->outlet != nullptr ? members[member]->outlet->id : OutletId{};
    }
};

[[nodiscard]] Reading read_story(const StoryMaterial& material);

/// Genres whose statements are reports.
[[nodiscard]] bool is_report(Genre genre);

/// Content stems of a piece of text with words of one meaning made one, sorted, without repeats.
[[nodiscard]] std::vector<std::uint32_t> content_senses(std::string_view text, Tongue tongue);
/// Content stems of a piece of text, sorted, without repeats.
[[nodiscard]] std::vector<std::uint32_t> content_stems(std::string_view text, Tongue tongue);
/// Hashes of the runs of `n` words (at most 8), sorted, without repeats; one hash of all words when there are fewer
/// (but some).
[[nodiscard]] std::vector<std::uint32_t> word_runs(std::string_view text, std::size_t n);
/// Calls `each(hash)` for the same runs in text order, repeats and all.
template <class Each>
void each_run(std::string_view text, std::size_t n, Each&& each) {
    constexpr std::size_t kLongest = 8;
    n = std::min(n, kLongest);
    std::array<std::uint64_t, kLongest> last{};
    std::size_t words = 0;
    const auto run_ending_at = [&](std::size_t end, std::size_t length) {
        std::uint64_t run = 0;
        for (std::size_t i = end - length; i < end; ++i)
            run = mix64(run ^ last[i % kLongest]);
        return static_cast<std::uint32_t>(run);
    };
    dedup::scan_word_states(text, [&](std::uint64_t state, std::size_t, std::size_t) {
        last[words % kLongest] = mix64(state);
        if (++words >= n) each(run_ending_at(words, n));
    });
    if (words != 0 && words < n) each(run_ending_at(words, words));
}
[[nodiscard]] std::size_t count_words(std::string_view text);
/// How many values two sorted lists share.
[[nodiscard]] std::size_t shared_count(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

/// How good a sentence is to print for others: length near 12 to 32 words, early, no pronoun at its begin.
[[nodiscard]] double clarity(const Reading& reading, const Statement& statement);

// The parts of a story, each in a file of its own.
void choose_headline(Story& story, const Reading& reading);
class ComparedPairs;
class Comparer;
struct Models;
[[nodiscard]] std::vector<Fact> facts(const Reading& reading, const ComparedPairs& compared);
[[nodiscard]] std::vector<Difference> differences(Comparer& comparer, const ComparedPairs& compared,
                                                  const Models& models);
[[nodiscard]] std::vector<Span> unknowns(const Reading& reading);
[[nodiscard]] std::vector<Opinion> opinions(const Reading& reading);

}  // namespace newsloom::story::detail
