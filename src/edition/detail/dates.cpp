#include "edition/detail/dates.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "edition/detail/sentence.h"
#include "edition/detail/words.h"
#include "text/ascii.h"

namespace newsloom::edition::detail {
namespace {

struct DayWord {
    std::string_view word;
    int days;  ///< from the day of publication
};

constexpr DayWord kRelative[] = {{"yesterday", -1}, {"today", 0}, {"tonight", 0}, {"tomorrow", 1},
                                 {"gestern", -1},   {"heute", 0}, {"morgen", 1}};

constexpr std::string_view kWeekdays[] = {"sunday",   "monday",     "tuesday", "wednesday", "thursday",
                                          "friday",   "saturday",   "sonntag", "montag",    "dienstag",
                                          "mittwoch", "donnerstag", "freitag", "samstag"};

constexpr std::string_view kFuture[] = {
    "will", "due",    "upcoming", "scheduled", "expected", "planned", "plans",    "tomorrow", "next",     "shall",
    "wird", "werden", "soll",     "sollen",    "morgen",   "geplant", "erwartet", "nächste",  "nächsten", "kommenden"};

bool is_future_word(std::string_view folded) {
    return std::find(std::begin(kFuture), std::end(kFuture), folded) != std::end(kFuture);
}

}  // namespace

bool tells_the_future(std::string_view sentence) {
    const QuoteMask quotes(sentence);
    for (const Word& word : words_of(sentence)) {
        if (!quotes.inside(word.range.begin) && is_future_word(word.folded)) return true;
    }
    return false;
}

std::vector<DateWord> date_words(const Article& article, TextRange range) {
    const std::string_view sentence = slice(article.text, range);
    const QuoteMask quotes(sentence);
    const std::vector<Word> words = words_of(sentence);
    const bool future = tells_the_future(sentence);
    const std::optional<Date> published = published_day(article);
    const bool german = article.language.starts_with("de");
    std::vector<DateWord> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& word = words[i];
        if (quotes.inside(word.range.begin)) continue;
        const TextRange at{range.begin + word.range.begin, range.begin + word.range.end};
        for (const DayWord& day : kRelative) {
            if (word.folded != day.word) continue;
            // "today's leaders", "heute-journal": not a day of the event. "Morgen" with a capital is the morning.
            if (sentence.substr(word.range.end).starts_with("-")) continue;
            if (german && day.word == "morgen" && sentence[word.range.begin] == 'M') continue;
            std::optional<Date> on;
            if (published) on = Date{std::chrono::sys_days{*published} + std::chrono::days{day.days}};
            found.push_back({at, true, on});
        }
        if (word.folded == "night" && i > 0 && words[i - 1].folded == "last") {
            std::optional<Date> on;
            if (published) on = Date{std::chrono::sys_days{*published} - std::chrono::days{1}};
            found.push_back({at, true, on});
        }
        for (std::size_t day = 0; day < std::size(kWeekdays); ++day) {
            if (word.folded != kWeekdays[day]) continue;
            // "last Friday" and "next Friday" mean different days to different readers.
            const bool doubtful = i > 0 && (words[i - 1].folded == "last" || words[i - 1].folded == "next" ||
                                            words[i - 1].folded == "every");
            std::optional<Date> on;
            if (published && !future && !doubtful) {
                const std::chrono::sys_days from{*published};
                const std::chrono::weekday wanted{static_cast<unsigned>(day % 7)};
                on = Date{from - (std::chrono::weekday{from} - wanted)};
            }
            found.push_back({at, false, on});
        }
    }
    return found;
}

std::vector<Piece> dated_pieces(const Desk& desk, const Article& article, TextRange range) {
    std::vector<Piece> pieces;
    std::size_t from = range.begin;
    const Date edition_day = desk.options().day.ok() ? desk.options().day : date_of(desk.options().now);
    for (const DateWord& word : date_words(article, range)) {
        if (!word.day) continue;
        const auto age = std::chrono::sys_days{edition_day} - std::chrono::sys_days{*word.day};
        if (!word.relative && age <= std::chrono::days{6}) continue;
        pieces.push_back(quoted(article, {from, word.range.end}));
        pieces.push_back(
            label("brief.resolved", {desk.day(*word.day, {"article:" + std::to_string(article.id.value)})}));
        from = word.range.end;
    }
    if (from < range.end) pieces.push_back(quoted(article, {from, range.end}));
    return pieces;
}

}  // namespace newsloom::edition::detail
