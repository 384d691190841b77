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

constexpr std::string_view kWill[] = {"will", "wird", "werden", "soll", "sollen"};
constexpr std::string_view kIs[] = {"is", "are", "be", "been", "ist", "sind"};
constexpr std::string_view kPlanned[] = {"due", "expected", "scheduled",  "planned",  "set",
                                         "to",  "geplant",  "vorgesehen", "angesetzt"};
constexpr std::string_view kDeterminers[] = {"the", "a", "his", "her", "their", "its", "free", "own"};
constexpr std::string_view kTimes[] = {
    "tomorrow", "next",   "coming", "january",   "february", "march",    "april",     "may",
    "june",     "july",   "august", "september", "october",  "november", "december",  "spring",
    "summer",   "autumn", "winter", "morgen",    "nächste",  "nächsten", "kommenden", "januar",
    "februar",  "märz",   "mai",    "juni",      "juli",     "oktober",  "dezember"};
constexpr std::string_view kTimeUnits[] = {"hours",  "days",    "day",     "weeks", "week",  "months",
                                           "month",  "years",   "stunden", "tage",  "tagen", "wochen",
                                           "monate", "monaten", "jahre",   "jahren"};
constexpr std::string_view kCounted[] = {"two",  "three", "four",   "five",   "six",  "seven", "eight",  "nine",
                                         "ten",  "this",  "later",  "within", "few",  "zwei",  "drei",   "vier",
                                         "fünf", "sechs", "sieben", "acht",   "neun", "zehn",  "dieser", "wenigen"};

bool is_weekday(std::string_view folded) { return is_one_of(folded, kWeekdays); }

bool is_future_word(std::string_view folded) { return is_one_of(folded, kFuture); }

/// Perhaps tomorrow's paper, put online the afternoon before: its "yesterday" and "last night" are the day of
/// publication, or the one before. A day that may be wrong is not printed.
bool may_be_tomorrows(const Article& article) {
    constexpr std::chrono::hours kNoon{12};
    if (!article.published || article.published->date_only) return false;
    const Instant local = article.published->at + article.published->offset.value_or(std::chrono::minutes{0});
    return local - std::chrono::floor<std::chrono::days>(local) >= kNoon;
}

}  // namespace

bool may_point_ahead(std::string_view sentence) {
    const QuoteMask quotes(sentence);
    for (const Word& word : words_of(sentence)) {
        if (!quotes.inside(word.range.begin) && is_future_word(word.folded)) return true;
    }
    return false;
}

constexpr std::string_view kToldThen[] = {"said",  "told",     "announced", "declared", "wrote",    "signaled",
                                          "added", "believed", "sagte",     "teilte",   "erklärte", "schrieb"};

bool tells_what_is_next(std::string_view sentence) {
    const QuoteMask quotes(sentence);
    bool ahead = false, when = false, weekday = false, told_then = false;
    std::string_view one_before, two_before;
    const std::vector<Word> words = words_of(sentence);
    for (const Word& word : words) {
        if (!quotes.inside(word.range.begin)) {
            const std::string_view now = word.folded;
            const bool article_before = is_one_of(one_before, kDeterminers);
            if (is_one_of(now, kWill) && !article_before) ahead = true;
            // "is to meet", but not "is related to"
            const bool is_before = is_one_of(one_before, kIs) || (now != "to" && is_one_of(two_before, kIs));
            if (is_one_of(now, kPlanned) && is_before) ahead = true;
            if (is_one_of(now, kTimes) && (now != "may" || sentence[word.range.begin] == 'M')) when = true;
            if (is_weekday(now)) (one_before == "next" ? when : weekday) = true;
            if (is_one_of(now, kToldThen)) told_then = true;
            // "in 15 months", "by 2 April"
            if (is_one_of(now, kTimeUnits) &&
                (ascii::is_digit(one_before.empty() ? ' ' : one_before[0]) || is_one_of(one_before, kCounted)))
                when = true;
            // It was going to happen, and the sentence says what became of it.
            if (now == "would" || now == "hätte") return false;
        }
        two_before = one_before;
        one_before = word.folded;
    }
    // "On Wednesday she said that she will": the day may be that of saying.
    return ahead && (when || (weekday && !told_then));
}

std::vector<DateWord> date_words(const Article& article, TextRange range) {
    const std::string_view sentence = slice(article.text, range);
    const QuoteMask quotes(sentence);
    const std::vector<Word> words = words_of(sentence);
    const bool future = may_point_ahead(sentence);
    const std::optional<Date> published = published_day(article);
    const bool german = article.language.starts_with("de");
    const bool tomorrows = may_be_tomorrows(article);
    std::vector<DateWord> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& word = words[i];
        if (quotes.inside(word.range.begin)) continue;
        const TextRange at{range.begin + word.range.begin, range.begin + word.range.end};
        for (const DayWord& day : kRelative) {
            if (word.folded != day.word) continue;
            // "today's leaders", "heute-journal": not a day of the event. "Morgen" with a capital is the morning.
            if (sentence.substr(word.range.end).starts_with("-")) continue;
            // "USA Today", "the Today show"
            if (!german && i > 0 && ascii::is_upper(sentence[word.range.begin])) continue;
            if (german && day.word == "morgen" && sentence[word.range.begin] == 'M') continue;
            std::optional<Date> on;
            if (published && !(tomorrows && day.days != 0))
                on = Date{std::chrono::sys_days{*published} + std::chrono::days{day.days}};
            found.push_back({at, true, on});
        }
        if (word.folded == "night" && i > 0 && words[i - 1].folded == "last") {
            std::optional<Date> on;
            if (published && !tomorrows) on = Date{std::chrono::sys_days{*published} - std::chrono::days{1}};
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
                // Farther back the word may as well mean the day to come ("was to begin on Monday", said on Sunday).
                const std::chrono::days back = std::chrono::weekday{from} - wanted;
                if (back <= std::chrono::days{3}) on = Date{from - back};
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
