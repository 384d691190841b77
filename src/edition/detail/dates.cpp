#include "edition/detail/dates.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "edition/detail/sentence.h"
#include "edition/detail/words.h"
#include "text/ascii.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::string_view kRelative[] = {"yesterday", "today", "tonight", "tomorrow", "gestern", "heute", "morgen"};
constexpr int kDaysAway[] = {-1, 0, 0, 1, -1, 0, 1};  // from the day of publication

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
constexpr std::string_view kToldThen[] = {"said",  "told",     "announced", "declared", "wrote",    "signaled",
                                          "added", "believed", "sagte",     "teilte",   "erklärte", "schrieb"};
constexpr std::string_view kMay[] = {"could", "may", "might", "könnte", "könnten"};
// "Damage to homes", "Challenge to the law fails"
constexpr std::string_view kGoesWithTo[] = {
    "damage",   "threat", "response",   "challenge", "challenges", "changes", "change",  "return",   "returns",
    "road",     "guide",  "aid",        "access",    "how",        "what",    "back",    "due",      "close",
    "path",     "visit",  "call",       "calls",     "trip",       "key",     "answers", "reaction", "tribute",
    "tributes", "letter", "opposition", "end",       "thanks",     "way",     "threats", "attempt",  "attempts",
    "bid",      "push",   "plan",       "plans",     "efforts",    "effort",  "right",   "need"};
constexpr std::size_t kNewsBytes = 80;  // of a sentence, which say what happened
constexpr std::string_view kPlanning[] = {"planning", "preparing", "poised", "expected",
                                          "set",      "readies",   "eyes",   "weighs"};
constexpr std::string_view kPlannedOrPlanning[] = {"due",       "expected", "scheduled", "planned",
                                                   "set",       "to",       "geplant",   "vorgesehen",
                                                   "angesetzt", "planning", "preparing", "poised"};
constexpr std::string_view kPlanTo[] = {"plans", "plan", "hopes", "aims", "intends", "expects"};
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

/// "warned", "passed"; "expected" and "planned" are no deeds.
bool tells_a_deed(const ReadSentence& sentence, const Word& word) {
    constexpr std::string_view kNone[] = {"armed", "hundred", "indeed", "speed", "united", "alleged", "proposed"};
    const std::string_view folded = word.folded;
    const bool name = word.range.begin > 0 && ascii::is_upper(sentence.text[word.range.begin]);
    return folded.size() > 4 && folded.ends_with("ed") && !name && folded.find('-') == std::string_view::npos &&
           !is_one_of(folded, kNone) && !is_one_of(folded, kPlannedOrPlanning);
}

/// Perhaps tomorrow's paper, put online the afternoon before: its "yesterday" and "last night" are the day of
/// publication, or the one before. A day that may be wrong is not printed.
bool may_be_tomorrows(const Article& article) {
    constexpr std::chrono::hours kNoon{12};
    if (!article.published || article.published->date_only) return false;
    const Instant local = article.published->at + article.published->offset.value_or(std::chrono::minutes{0});
    return local - std::chrono::floor<std::chrono::days>(local) >= kNoon;
}

/// A word that may point ahead ("will", "due", "expected"): then a weekday may be the next one.
bool may_point_ahead(const ReadSentence& sentence) {
    static const WordLists future(kFuture);
    return std::any_of(sentence.words.begin(), sentence.words.end(),
                       [&](const Word& word) { return future.of(word.folded) != 0 && !sentence.is_quoted(word); });
}

}  // namespace

bool is_weekday(std::string_view folded) { return is_one_of(folded, kWeekdays); }

bool tells_what_is_next(const ReadSentence& sentence) {
    enum : std::uint32_t {
        kOfWill = 1,
        kOfIs = 2,
        kOfPlanned = 4,
        kOfDeterminers = 8,
        kOfTimes = 16,
        kOfUnits = 32,
        kOfCounted = 64,
        kOfToldThen = 128,
        kOfWeekdays = 256
    };
    static const WordLists lists(kWill, kIs, kPlanned, kDeterminers, kTimes, kTimeUnits, kCounted, kToldThen,
                                 kWeekdays);
    bool ahead = false, when = false, weekday = false, told_then = false;
    std::string_view before;                         // the word before this one
    std::uint32_t of_before = 0, of_two_before = 0;  // the lists that it and the one before it are in
    for (const Word& word : sentence.words) {
        const std::string_view now = word.folded;
        const std::uint32_t in = lists.of(now);
        if (!sentence.is_quoted(word)) {
            if ((in & kOfWill) != 0 && (of_before & kOfDeterminers) == 0) ahead = true;
            // "is to meet", but not "is related to"
            const bool is_before = (of_before & kOfIs) != 0 || (now != "to" && (of_two_before & kOfIs) != 0);
            if ((in & kOfPlanned) != 0 && is_before) ahead = true;
            if ((in & kOfTimes) != 0 && (now != "may" || sentence.text[word.range.begin] == 'M')) when = true;
            if ((in & kOfWeekdays) != 0) (before == "next" ? when : weekday) = true;
            if ((in & kOfToldThen) != 0) told_then = true;
            // "in 15 months", "by 2 April"
            if ((in & kOfUnits) != 0 &&
                (ascii::is_digit(before.empty() ? ' ' : before[0]) || (of_before & kOfCounted) != 0))
                when = true;
            // It was going to happen, and the sentence says what became of it.
            if (now == "would" || now == "hätte") return false;
        }
        of_two_before = std::exchange(of_before, in);
        before = now;
    }
    // "On Wednesday she said that she will": the day may be that of saying.
    return ahead && (when || (weekday && !told_then));
}

bool looks_ahead(const ReadSentence& sentence) {
    enum : std::uint32_t {
        kOfWill = 1,
        kOfMay = 2,
        kOfIs = 4,
        kOfPlanned = 8,
        kOfPlanTo = 16,
        kOfDeterminers = 32,
        kOfTold = 64
    };
    static const WordLists lists(kWill, kMay, kIs, kPlannedOrPlanning, kPlanTo, kDeterminers, kToldThen);
    std::uint32_t of_before = 0, of_two_before = 0;
    for (const Word& word : sentence.words) {
        // Farther on stands what may follow from what has happened.
        if (word.range.begin > kNewsBytes) break;
        if (sentence.is_quoted(word)) continue;
        const std::string_view now = word.folded;
        const std::uint32_t in = lists.of(now);
        // "She said that she will", "warned that a war could": the saying has happened.
        const bool named_before = (of_before & kOfDeterminers) != 0;
        if ((in & kOfTold) != 0 || (!named_before && tells_a_deed(sentence, word))) return false;
        if ((in & kOfWill) != 0 && !named_before) return true;
        if ((in & kOfMay) != 0 && !named_before && sentence.text[word.range.begin] != 'M') return true;
        const bool is_before = (of_before & kOfIs) != 0 || (now != "to" && (of_two_before & kOfIs) != 0);
        if ((in & kOfPlanned) != 0 && is_before) return true;
        if (now == "to" && (of_before & kOfPlanTo) != 0) return true;
        of_two_before = of_before;
        of_before = in;
    }
    return false;
}

bool headline_looks_ahead(std::string_view title) {
    const ReadSentence read(title);
    if (looks_ahead(read)) return true;
    bool capitals = true;
    for (std::size_t i = 0; i < read.words.size(); ++i) {
        const Word& word = read.words[i];
        if (read.is_quoted(word)) continue;
        const std::string_view before = i == 0 ? std::string_view() : read.words[i - 1].folded;
        // "more than expected", "record set": no plans.
        if (i > 0 && is_one_of(word.folded, kPlanning) && before != "than" && before != "as" &&
            (word.folded != "set" || (i + 1 < read.words.size() && read.words[i + 1].folded == "to")))
            return true;
        // "Roe to visit Norland", in capitals or not; but "returns to Norland", "a visit to Norland".
        if (word.folded == "to" && capitals && i > 0 && i <= 3 && !is_one_of(before, kGoesWithTo) &&
            i + 1 < read.words.size() && ascii::is_lower(title[read.words[i + 1].range.begin]))
            return true;
        capitals = capitals && ascii::is_upper(title[word.range.begin]);
    }
    return false;
}

std::vector<DateWord> date_words(const Article& article, TextRange range) {
    return date_words(article, range, ReadSentence(slice(article.text, range)));
}

std::vector<DateWord> date_words(const Article& article, TextRange range, const ReadSentence& sentence) {
    static const WordLists lists(kRelative, kWeekdays);
    const std::string_view text = sentence.text;
    const std::vector<Word>& words = sentence.words;
    const std::optional<Date> published = published_day(article);
    const bool german = article.language.starts_with("de");
    const bool tomorrows = may_be_tomorrows(article);
    std::vector<DateWord> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& word = words[i];
        const bool last_night = word.folded == "night" && i > 0 && words[i - 1].folded == "last";
        if ((lists.of(word.folded) == 0 && !last_night) || sentence.is_quoted(word)) continue;
        const TextRange at{range.begin + word.range.begin, range.begin + word.range.end};
        for (std::size_t k = 0; k < std::size(kRelative); ++k) {
            if (word.folded != kRelative[k]) continue;
            // "today's leaders", "heute-journal": not a day of the event. "Morgen" with a capital is the morning.
            if (text.substr(word.range.end).starts_with("-")) continue;
            // "USA Today", "the Today show"
            if (!german && i > 0 && ascii::is_upper(text[word.range.begin])) continue;
            if (german && kRelative[k] == "morgen" && text[word.range.begin] == 'M') continue;
            std::optional<Date> on;
            if (published && !(tomorrows && kDaysAway[k] != 0))
                on = Date{std::chrono::sys_days{*published} + std::chrono::days{kDaysAway[k]}};
            found.push_back({at, true, on});
        }
        if (last_night) {
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
            if (published && !doubtful && !may_point_ahead(sentence)) {
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
