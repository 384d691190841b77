#include "story/detail/scope.h"

#include <algorithm>
#include <array>
#include <string>

#include "story/detail/phrases.h"
#include "story/detail/reading.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

using Words = std::string_view;

// What may have happened to those that are counted. A number of one fate says nothing against a number of another.
constexpr std::array<Words, 22> kKilled{"killed",     "dead",         "died",       "deaths", "death",      "dies",
                                        "kill",       "kills",        "killing",    "die",    "fatalities", "bodies",
                                        "death toll", "lives",        "victims",    "slain",  "tote",       "toten",
                                        "tot",        "get\u00f6tet", "todesopfer", "leichen"};
constexpr std::array<Words, 12> kInjured{"injured", "wounded", "hurt",     "injuries",  "injuring",   "wounding",
                                         "wounds",  "injury",  "verletzt", "verletzte", "verletzten", "casualties"};
constexpr std::array<Words, 6> kMissing{"missing", "unaccounted", "trapped", "vermisst", "vermisste", "vermissten"};
constexpr std::array<Words, 11> kRescued{"rescued", "saved",    "survived", "survivors",  "pulled", "recovered",
                                         "freed",   "released", "gerettet", "discharged", "escaped"};
constexpr std::array<Words, 12> kArrested{"arrested", "arrests",  "detained", "charged",      "custody", "indicted",
                                          "charges",  "suspects", "jailed",   "festgenommen", "arrest",  "attackers"};
constexpr std::array<Words, 12> kDriven{"evacuated", "evacuate", "fled",     "displaced", "homeless",   "shelters",
                                        "stranded",  "flee",     "refugees", "shelter",   "evacuation", "geflohen"};
constexpr std::array<Words, 8> kTreated{"hospitalized", "hospitalised", "hospital", "hospitals",
                                        "treated",      "condition",    "surgery",  "krankenhaus"};

// Kinds of figures: a poll is not a result, a limit is not a count.
constexpr std::array<Words, 14> kPoll{
    "poll",   "polls",    "survey",       "surveys",           "polling", "approve", "respondents",
    "voters", "approval", "favorability", "percentage points", "umfrage", "support", "lead"};
constexpr std::array<Words, 12> kEstimated{"estimated", "estimates", "estimate", "projected", "projections", "expected",
                                           "could",     "would",     "may",      "might",     "forecast",    "planned"};
constexpr std::array<Words, 10> kNeeded{"needed",  "needs", "need",      "requires", "required",
                                        "require", "must",  "threshold", "majority", "ben\u00f6tigt"};
constexpr std::array<Words, 10> kEarlier{"previous", "previously", "earlier",  "last year", "in the past",
                                         "history",  "ever",       "annually", "average",   "each year"};
constexpr std::array<Words, 8> kOthers{"other",      "another", "others",  "separate",
                                       "additional", "latest",  "weitere", "andere"};

constexpr std::array<Words, 30> kMonths{
    "january",  "february", "march", "april", "may",    "june",    "july", "august", "september", "october",
    "november", "december", "jan",   "feb",   "mar",    "apr",     "jun",  "jul",    "aug",       "sept",
    "sep",      "oct",      "nov",   "dec",   "januar", "februar", "mai",  "juni",   "juli",      "oktober"};
constexpr std::array<Words, 30> kLabels{"flight", "section", "no",         "chapter",    "article",     "title",
                                        "route",  "highway", "category",   "grade",      "district",    "apollo",
                                        "line",   "room",    "page",       "channel",    "class",       "version",
                                        "type",   "phase",   "level",      "round",      "week",        "day",
                                        "game",   "top",     "resolution", "interstate", "proposition", "amendment"};
constexpr std::array<Words, 14> kChange{"by",      "up",     "down", "rose",    "fell",    "lost", "gained",
                                        "dropped", "jumped", "off",  "slipped", "climbed", "um",   "plus"};
constexpr std::array<Words, 8> kMore{"more than the", "fewer than the", "less than the", "higher",
                                     "lower",         "more votes",     "fewer",         "ahead"};
constexpr std::array<Words, 16> kShares{"one",  "two", "three", "four",   "five",    "six",  "seven",    "eight",
                                        "nine", "ten", "half",  "thirds", "fourths", "most", "quarters", "third"};
constexpr std::array<Words, 14> kAnchors{"after", "before",    "ago",   "later", "earlier", "into",        "since",
                                         "prior", "following", "apart", "away",  "until",   "sp\u00e4ter", "zuvor"};

const Phrases& fates() {
    static const Phrases phrases = [] {
        const std::array<Phrases::Group, 7> groups{
            {{0, kKilled}, {1, kInjured}, {2, kMissing}, {3, kRescued}, {4, kArrested}, {5, kDriven}, {6, kTreated}}};
        return Phrases(groups);
    }();
    return phrases;
}
const Phrases& figure_kinds() {
    static const Phrases phrases = [] {
        const std::array<Phrases::Group, 5> groups{
            {{0, kPoll}, {1, kEstimated}, {2, kNeeded}, {3, kEarlier}, {4, kOthers}}};
        return Phrases(groups);
    }();
    return phrases;
}

template <std::size_t N>
bool is_in(const std::array<Words, N>& list, Words word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// The word before `at`, without marks at its end but with what stands between; empty at the beginning.
Words word_before(Words text, std::size_t at) {
    while (at > 0 && (ascii::is_space(text[at - 1]) || text[at - 1] == '-'))
        --at;
    std::size_t begin = at;
    while (begin > 0 && !ascii::is_space(text[begin - 1]))
        --begin;
    return text.substr(begin, at - begin);
}
Words word_after(Words text, std::size_t at) {
    while (at < text.size() && (ascii::is_space(text[at]) || text[at] == '-'))
        ++at;
    std::size_t end = at;
    while (end < text.size() && !ascii::is_space(text[end]))
        ++end;
    return text.substr(at, end - at);
}
Words bare(Words word) {
    while (!word.empty() && !ascii::is_alnum(word.back()) && static_cast<unsigned char>(word.back()) < 0x80)
        word.remove_suffix(1);
    while (!word.empty() && !ascii::is_alnum(word.front()) && static_cast<unsigned char>(word.front()) < 0x80)
        word.remove_prefix(1);
    return word;
}
bool ends_clause(Words word) {
    return !word.empty() && (word.back() == ',' || word.back() == ';' || word.back() == '.' || word.back() == ':');
}

std::uint32_t sense_of(Words word, Tongue tongue) {
    const auto senses = content_senses(word, tongue);
    return senses.empty() ? 0 : senses.front();
}

/// Which fate is told of the number's own clause: the next before or after it that no mark and no other number is
/// between, the one after it first ("killed 41 and wounded 150").
std::uint32_t nearest_fate(Words lower, TextRange here) {
    std::size_t at = here.end;
    for (std::size_t i = 0; i < 7; ++i) {
        const Words word = word_after(lower, at);
        if (word.empty()) break;
        if (ascii::is_digit(word.front())) break;
        const Words plain = bare(word);
        if (plain == "and" || plain == "while" || plain == "but") break;
        if (const std::uint64_t found = fates().in(plain); found != 0) return static_cast<std::uint32_t>(found);
        at = static_cast<std::size_t>(word.data() - lower.data()) + word.size();
        if (ends_clause(word)) break;
    }
    at = here.begin;
    for (std::size_t i = 0; i < 6; ++i) {
        const Words word = word_before(lower, at);
        if (word.empty() || ends_clause(word) || ascii::is_digit(word.front())) break;
        const Words plain = bare(word);
        if (const std::uint64_t found = fates().in(plain); found != 0) return static_cast<std::uint32_t>(found);
        at = static_cast<std::size_t>(word.data() - lower.data());
    }
    return 0;
}

constexpr std::size_t kMostWords = 5;   // looked at on each side for a content word
constexpr std::size_t kFateBytes = 60;  // around a number

}  // namespace

bool is_day_of_month(std::string_view lower, TextRange here) {
    return is_in(kMonths, bare(word_before(lower, here.begin))) ||
           (here.size() <= 3 && is_in(kMonths, bare(word_after(lower, here.end))));
}

bool is_age(std::string_view lower, TextRange here) {
    Words after = lower.substr(here.end);
    for (const Words part : {"year", "old"}) {
        while (!after.empty() && (ascii::is_space(after.front()) || after.front() == '-'))
            after.remove_prefix(1);
        if (!after.starts_with(part)) return false;
        after.remove_prefix(part.size());
    }
    return true;
}

bool is_apposition(std::string_view sentence, TextRange here) {
    std::size_t begin = here.begin;
    while (begin > 0 && ascii::is_space(sentence[begin - 1]))
        --begin;
    if (begin == 0 || sentence[begin - 1] != ',') return false;
    std::size_t name = begin - 1;
    while (name > 0 && !ascii::is_space(sentence[name - 1]))
        --name;
    if (!ascii::is_upper(sentence[name])) return false;
    const Words after = sentence.substr(here.end);
    return !after.empty() && (after.front() == ',' || after.front() == '.' || after.front() == ';');
}

bool is_result(std::string_view lower, TextRange here) {
    if (slice(lower, here).ends_with("score")) return true;
    const auto digit_beyond = [&](std::size_t at, bool forward) {
        std::size_t steps = 0;
        bool dash = false;
        while (at < lower.size() && steps++ < 4 && !ascii::is_digit(lower[at])) {
            if (!ascii::is_space(lower[at]) && lower[at] != '-') return false;
            dash = dash || lower[at] == '-';
            if (!forward && at == 0) return false;
            at = forward ? at + 1 : at - 1;
        }
        return dash && at < lower.size() && ascii::is_digit(lower[at]);
    };
    return digit_beyond(here.end, true) || (here.begin > 0 && digit_beyond(here.begin - 1, false));
}

bool is_set_aside(std::string_view lower, TextRange here) {
    constexpr std::array<Words, 8> kAside{"not",     "nicht",           "rather than", "instead of",
                                          "not the", "rather than the", "statt",       "instead of the"};
    Words before = lower.substr(0, here.begin);
    while (!before.empty() && ascii::is_space(before.back()))
        before.remove_suffix(1);
    return std::any_of(kAside.begin(), kAside.end(), [&](Words aside) {
        return before.ends_with(aside) &&
               (before.size() == aside.size() || !ascii::is_alnum(before[before.size() - aside.size() - 1]));
    });
}

bool is_label(std::string_view sentence, TextRange here) {
    const Words word = word_before(sentence, here.begin);
    if (word.empty() || !ascii::is_upper(word.front())) return false;
    return is_in(kLabels, bare(ascii::lower(word))) && here.begin > word.size();
}

Scope scope_of(std::string_view sentence, std::string_view lower, TextRange here, std::string_view of, Tongue tongue) {
    Scope scope;
    std::size_t at = of.size();
    for (std::size_t i = 0; i < kMostWords && at > 0 && scope.head == 0; ++i) {
        const Words word = word_before(of, at);
        scope.head = sense_of(word, tongue);
        at = static_cast<std::size_t>(word.data() - of.data());
    }
    at = here.end;
    for (std::size_t i = 0; i < kMostWords && scope.after == 0; ++i) {
        const Words word = word_after(lower, at);
        if (word.empty()) break;
        scope.after = sense_of(word, tongue);
        at = static_cast<std::size_t>(word.data() - lower.data()) + word.size();
        if (ends_clause(word)) break;
    }
    at = here.begin;
    for (std::size_t i = 0; i < kMostWords && scope.before == 0; ++i) {
        const Words word = word_before(lower, at);
        if (word.empty() || ends_clause(word)) break;
        scope.before = sense_of(word, tongue);
        at = static_cast<std::size_t>(word.data() - lower.data());
    }
    const std::size_t from = here.begin > kFateBytes ? here.begin - kFateBytes : 0;
    scope.fates = static_cast<std::uint32_t>(fates().in(lower.substr(from, here.end + kFateBytes - from)));
    scope.fate = nearest_fate(lower, here);
    scope.kinds = static_cast<std::uint32_t>(figure_kinds().in(lower));
    const Words last = bare(word_before(lower, here.begin)), next = bare(word_after(lower, here.end));
    const Words tail = lower.substr(here.end, 40);
    scope.change = is_in(kChange, last) ||
                   std::any_of(kMore.begin(), kMore.end(), [&](Words more) { return tail.find(more) < 24; });
    scope.anchored = is_in(kAnchors, next) || last == "within" || last == "in";
    const auto digit_after_of = [&](Words text) {
        const std::size_t found = text.find("of");
        if (found > 3) return false;
        const Words number = bare(word_after(text, found + 2));
        return (!number.empty() && ascii::is_digit(number.front())) || number == "the" || number == "them" ||
               number == "those" || number == "its" || number == "all";
    };
    const auto whole_of_share = [&](Words text) {  // "seven of the eight", "135 of New York's 247"
        const std::size_t found = text.rfind(" of ");
        if (found == Words::npos || found + 26 < text.size()) return false;
        const Words share = bare(word_before(text, found));
        return !share.empty() &&
               (ascii::is_digit(share.front()) || share == "out" || is_in(kShares, share) ||
                share.ends_with("thirds") || share.ends_with("fourths") || share.ends_with("quarters"));
    };
    scope.of_whole = digit_after_of(tail) || whole_of_share(lower.substr(0, here.begin)) ||
                     tail.substr(0, 8).find("out of") != Words::npos;
    scope.quoted =
        std::count(sentence.begin(), sentence.begin() + static_cast<std::ptrdiff_t>(here.begin), '"') % 2 == 1 ||
        sentence.substr(0, here.begin).rfind("\u201c") + 1 > sentence.substr(0, here.begin).rfind("\u201d") + 1;
    return scope;
}

}  // namespace newsloom::story::detail
