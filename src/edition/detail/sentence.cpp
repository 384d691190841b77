#include "edition/detail/sentence.h"

#include <algorithm>
#include <array>
#include <string>

#include "edition/detail/words.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::string_view kPersonPronouns[] = {"he", "she", "him", "her",  "his",   "hers",   "himself", "herself",
                                                "er", "ihn", "ihm", "sein", "seine", "seinem", "seinen",  "seiner"};
constexpr std::string_view kOpeningPronouns[] = {
    "he",   "she",   "it",    "they",  "this",    "that",   "these",  "those",  "his",     "her",
    "its",  "their", "such",  "both",  "neither", "him",    "them",   "others", "another", "one",
    "er",   "sie",   "es",    "dies",  "diese",   "dieser", "dieses", "sein",   "seine",   "ihr",
    "ihre", "das",   "dabei", "damit", "dazu",    "dafür",  "dort",   "beide",  "sowohl",  "dadurch"};
// What "he" may stand for when it is in the same sentence: "A man told police he ..."
constexpr std::string_view kUnnamedPersons[] = {"who",     "whose",  "man",      "boy",     "father",
                                                "someone", "anyone", "everyone", "driver",  "suspect",
                                                "pilot",   "worker", "officer",  "patient", "mann"};
constexpr std::string_view kUnnamedWomen[] = {"woman", "girl", "mother", "daughter", "actress", "frau"};
constexpr std::string_view kHerPronouns[] = {"she", "her", "hers", "herself", "ihr"};
constexpr std::string_view kFirstPerson[] = {
    "i",         "we",          "us",  "our",   "ours",  "my",    "me",     "myself",   "yourself",   "ourselves",
    "you",       "your",        "i'm", "we're", "we've", "i've",  "you're", "i\u2019m", "we\u2019re", "we\u2019ve",
    "i\u2019ve", "you\u2019re", "ich", "wir",   "uns",   "unser", "unsere", "mein",     "meine"};
// "But the minister said ...": cut. "However, the ministry ...": cut with its comma.
constexpr std::string_view kBareConnectives[] = {"but", "and", "so", "yet", "or", "nor", "doch", "aber", "und", "denn"};
constexpr std::string_view kConnectives[] = {"however",     "meanwhile",   "also",         "moreover", "nevertheless",
                                             "nonetheless", "furthermore", "additionally", "besides",  "indeed",
                                             "elsewhere",   "separately",  "afterwards",   "later",    "earlier"};
constexpr std::string_view kPhrases[] = {"in addition,", "as a result,",  "on the other hand,", "at the same time,",
                                         "for example,", "for instance,", "in contrast,",       "by contrast,",
                                         "as such,",     "of course,",    "in fact,",           "after that,",
                                         "since then,",  "as well,",      "even so,",           "that said,"};
// Within a sentence: it turns against what stood before.
constexpr std::string_view kAgainst[] = {"however", "nevertheless", "nonetheless", "moreover", "furthermore"};
// They point to what is not printed and cannot be cut without breaking the sentence.
constexpr std::string_view kOpeningNever[] = {
    "jedoch",  "allerdings",   "dennoch",       "trotzdem", "außerdem",    "zudem",   "deshalb",   "daher",     "darum",
    "instead", "still",        "then",          "now",      "except",      "got",     "otherwise", "therefore", "thus",
    "hence",   "consequently", "similarly",     "likewise", "accordingly", "because", "which",     "who",       "whose",
    "than",    "dann",         "danach",        "hier",     "here",        "click",   "read",      "photo",     "image",
    "video",   "watch",        "advertisement", "share",    "subscribe"};
constexpr std::string_view kTalking[] = {"it", "that", "there", "here", "what", "let", "he", "she", "they", "who"};
constexpr std::string_view kDenials[] = {"denied",      "denies",       "deny",           "denying",      "rejected",
                                         "rejects",     "reject",       "disputes",       "disputed",     "refuted",
                                         "refutes",     "dismissed",    "dismisses",      "contradicted", "untrue",
                                         "bestritt",    "bestreitet",   "bestritten",     "dementierte",  "dementiert",
                                         "widersprach", "widerspricht", "zurückgewiesen", "denial"};

bool is_opening(char32_t c) { return c == 0x201C || c == 0x201E || c == 0x00AB || c == 0x00BB || c == '"'; }

bool closes(char32_t open, char32_t c) {
    switch (open) {
        case 0x201C:
            return c == 0x201D;
        case 0x201E:
            return c == 0x201C || c == 0x201D;
        case 0x00AB:
            return c == 0x00BB;
        case 0x00BB:
            return c == 0x00AB;
        default:
            return c == '"';
    }
}

template <std::size_t N>
bool starts_with_one_of(std::string_view text, const std::string_view (&list)[N]) {
    return std::any_of(std::begin(list), std::end(list), [&](std::string_view one) {
        return !text.empty() && one.front() == text.front() && text.starts_with(one);
    });
}

/// Bytes taken by a dateline: "PORT HAVEN (Meridian) - ", "KIEL, 9 March — ".
std::size_t dateline_size(std::string_view sentence) {
    // "UPDATE:", "Updated:" is the desk's, not the report's.
    for (const std::string_view mark :
         {"UPDATE: ", "Update: ", "UPDATED: ", "Updated: ", "BREAKING: ", "Breaking: ", "EXCLUSIVE: ", "CLOSE ",
          "Exclusive: ", "EXCLUSIVE - ", "Exclusive- ", "Exclusive\xE2\x80\x94 ", "Exclusive\xE2\x80\x94"}) {
        if (sentence.starts_with(mark)) return mark.size();
    }
    constexpr std::array<std::string_view, 8> kDashes = {" - ",  " \xE2\x80\x93 ", " \xE2\x80\x94 ",  "\xE2\x80\x94",
                                                         " -- ", " \xE2\x80\x95 ", " \xE2\x80\x93- ", "\xE2\x80\x95"};
    const std::string_view front = sentence.substr(0, 60);
    // "Port Haven, Norland (ABC) The council": the agency in brackets, no dash.
    if (const std::size_t open = front.find(" ("); open != std::string_view::npos) {
        const std::size_t close = front.find(") ", open);
        const std::vector<Word> places = words_of(front.substr(0, open));
        constexpr std::string_view kAgencies[] = {"AP",  "AFP", "DPA", "UPI", "CNN",    "CBS",
                                                  "NBC", "ABC", "PTI", "ANI", "Reuters"};
        const bool agency =
            close != std::string_view::npos && is_one_of(front.substr(open + 2, close - open - 2), kAgencies);
        if (agency && !places.empty() && places.size() <= 5 && close + 2 < front.size() &&
            ascii::is_upper(front[close + 2]) && std::all_of(places.begin(), places.end(), [&](const Word& word) {
                return ascii::is_upper(front[word.range.begin]);
            }))
            return close + 2;
    }
    for (const std::string_view dash : kDashes) {
        const std::size_t at = front.find(dash);
        if (at == std::string_view::npos || at < 3) continue;
        // A place in capitals opens it.
        std::size_t capitals = 0;
        while (capitals < at &&
               (ascii::is_upper(front[capitals]) || static_cast<unsigned char>(front[capitals]) >= 0x80))
            ++capitals;
        if (capitals >= 3 || (front.substr(0, at).ends_with(")") && front.find('(') != std::string_view::npos))
            return at + dash.size();
    }
    return 0;
}

/// "— Ada Roe said": what is left of a dateline that was taken for a sentence.
std::size_t dash_size(std::string_view sentence) {
    for (const std::string_view dash : {"\xE2\x80\x94 ", "\xE2\x80\x93 ", "-- ", "- "}) {
        if (sentence.starts_with(dash)) return dash.size();
    }
    return 0;
}

std::size_t connective_size(std::string_view sentence) {
    const std::string lower = fold_case(sentence.substr(0, 40));
    for (const std::string_view phrase : kPhrases) {
        if (lower.starts_with(phrase)) return phrase.size() + 1;
    }
    const std::vector<TextRange> words = word_ranges(sentence.substr(0, 40));
    if (words.size() < 2 || words[0].begin != 0) return 0;
    const std::string first = fold_case(slice(sentence, words[0]));
    const bool comma = sentence.substr(words[0].end).starts_with(",");
    if (is_one_of(first, kBareConnectives)) return words[1].begin;
    if (comma && is_one_of(first, kConnectives)) return words[1].begin;
    return 0;
}

bool ends_as_a_sentence(std::string_view sentence) {
    // A closing mark may stand after the full stop.
    while (!sentence.empty()) {
        const auto [c, size] = utf8::decode_before(sentence, sentence.size());
        if (c != '"' && c != 0x201D && c != 0x201C && c != 0x2019 && c != ')' && c != 0x00AB && c != 0x00BB) break;
        sentence.remove_suffix(size);
    }
    return sentence.ends_with(".") || sentence.ends_with("!");
}

/// "The package for Sen. Ada Roe (D-N.": the splitter took an abbreviation for an end.
bool breaks_off(std::string_view sentence) {
    const bool bracketed = sentence.find('(') != std::string_view::npos || sentence.find(')') != std::string_view::npos;
    if (bracketed && std::ranges::count(sentence, '(') != std::ranges::count(sentence, ')')) return true;
    if (!sentence.ends_with('.')) return false;
    sentence.remove_suffix(1);
    while (!sentence.empty() && sentence.back() == ' ')
        sentence.remove_suffix(1);
    const std::string_view last = sentence.substr(sentence.find_last_of(" (.-") + 1);
    constexpr std::string_view kShort[] = {
        "Mr",   "Mrs",  "Ms",  "Dr",  "Sen",  "Rep",   "Gov",  "Gen",  "Col",   "Lt",   "Sgt",  "Capt",
        "St",   "Va",   "Ky",  "Md",  "Ga",   "Fla",   "Tenn", "Sept", "Oct",   "Nov",  "Dec",  "Jan",
        "Feb",  "vs",   "p.m", "a.m", "No",   "Const", "Supt", "Insp", "Det",   "Cpl",  "Cmdr", "Maj",
        "Adm",  "Prof", "Rev", "Hon", "Mass", "Pa",    "Conn", "Ariz", "Calif", "Wash", "Colo", "Mich",
        "Minn", "Wis",  "Ill", "Ala", "Ark",  "Kan",   "Okla", "Neb",  "Ft",    "Mt"};
    return (last.size() == 1 && ascii::is_upper(last[0])) || last == "m" || is_one_of(last, kShort);
}

/// "May 30, 10 p.m.: The singer ...": the desk's clock.
bool opens_with_a_stamp(std::string_view sentence) {
    const std::size_t colon = sentence.substr(0, 28).find(": ");
    return colon != std::string_view::npos &&
           std::any_of(sentence.begin(), sentence.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](char c) { return ascii::is_digit(c); });
}

/// "Shortly afterwards, ...", "There was one problem: ...": tied to what stood before.
bool opens_by_pointing_back(std::string_view sentence) {
    // clang-format off
    constexpr std::string_view kOpenings[] = {
        "more recently", "shortly after", "soon after", "not long after", "days later", "hours later", "weeks later",
        "months later", "years later", "minutes later", "a day later", "a week later", "at that point",
        "at the time", "at one point", "in response", "in turn", "by then", "for his part", "for her part",
        "for their part", "in other words", "to that end", "true to form", "as for ", "like many", "in short",
        "that is why", "on that", "in that", "despite that", "despite this", "all of this", "all this",
        "the same day", "that same", "kurz darauf", "wenig später", "tage später", "at first", "in any case",
        "either way", "in the end", "ultimately", "eventually", "finally", "first,", "second,",
        "the following article", "this article", "this story", "this post", "in so doing", "in doing so",
        "immediately ", "in any event", "later in", "later that", "later on", "third,", "yes,", "no,", "sure,",
        "to wit", "allegedly", "reportedly", "needless to say", "in theory", "simply put", "put simply", "to be fair", "the next day", "the day after", "the day before",
        "an hour later"};
    // clang-format on
    if (sentence.find(" at the time") != std::string_view::npos) return true;
    const std::string lower = fold_case(sentence.substr(0, 40));
    if (starts_with_one_of(lower, kOpenings)) return true;
    const std::size_t colon = sentence.find(": ");
    return colon != std::string_view::npos && count_words(sentence.substr(0, colon)) < 6;
}

/// "Officers stand before the court, January 19, 2018.": a picture's.
bool is_a_caption(std::string_view sentence) {
    if (!sentence.ends_with('.')) return false;
    sentence.remove_suffix(1);
    const std::string_view tail = sentence.substr(sentence.size() < 30 ? 0 : sentence.size() - 30);
    if (std::none_of(tail.begin(), tail.end(), ascii::is_digit)) return false;
    const std::vector<Word> words = words_of(tail);
    if (words.size() < 3) return false;
    constexpr std::string_view kMonths[] = {"january", "february",  "march",   "april",    "may",      "june", "july",
                                            "august",  "september", "october", "november", "december", "jan",  "feb",
                                            "aug",     "sept",      "oct",     "nov",      "dec"};
    const auto number = [](const Word& word, std::size_t digits) {
        return word.folded.size() <= digits &&
               std::all_of(word.folded.begin(), word.folded.end(), [](char c) { return ascii::is_digit(c); });
    };
    const Word& month = words[words.size() - 3];
    const bool dated = number(words.back(), 4) && words.back().folded.size() == 4 &&
                       number(words[words.size() - 2], 2) && is_one_of(month.folded, kMonths);
    // "the law of January 19, 2018" tells; a caption sets its date off.
    return dated && month.range.begin >= 2 && tail.substr(month.range.begin - 2, 2) == ", ";
}

/// "Maine Sen. (R) said": a name was lost.
bool has_lost_a_name(std::string_view sentence) {
    constexpr std::string_view kLost[] = {"Sen. (", "Rep. (", "Gov. (", "Mr. (", "Ms. ("};
    return std::any_of(std::begin(kLost), std::end(kLost),
                       [&](std::string_view one) { return sentence.find(one) != std::string_view::npos; });
}

/// "skipped through of of": debris.
bool stutters(const std::vector<Word>& words, std::string_view text) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& now = words[i].folded;
        if (now != words[i - 1].folded || now == "had" || now == "that" || now == "very" || now == "major") continue;
        if (is_stop_word(now) && text.substr(words[i - 1].range.end, 1) == " ") return true;
    }
    return false;
}

/// "She was asked whether ...", "He did not say that ...": half of an exchange, whose other half is not printed.
bool is_half_an_exchange(std::string_view text, const std::vector<Word>& words, const QuoteMask& quotes) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (quotes.inside(words[i].range.begin)) continue;
        const std::string_view now = words[i].folded, next = words[i + 1].folded;
        // "Jo Mell, though, said": it turns against what stood before.
        if (now == "though" && i > 0 && text.substr(words[i].range.end).starts_with(",")) return true;
        if (now == "asked" && next != "to" &&
            (i == 0 || words[i - 1].folded == "was" || words[i - 1].folded == "were" || words[i - 1].folded == "when" ||
             words[i - 1].folded == "been"))
            return true;
        if (now == "asked" && (next == "whether" || next == "if" || next == "about" || next == "why" || next == "how"))
            return true;
        if ((now == "not" || now == "didn't") && (next == "say" || next == "mention" || next == "address")) return true;
    }
    return false;
}

/// "None have found", "Most were": of whom?
bool opens_with_a_bare_quantifier(const std::vector<Word>& words) {
    constexpr std::string_view kQuantifiers[] = {"none", "some", "most",   "many",     "several",  "few",
                                                 "all",  "half", "each",   "two",      "three",    "four",
                                                 "five", "six",  "dozens", "hundreds", "thousands"};
    constexpr std::string_view kVerbs[] = {"have",  "has",    "had",  "are",  "is",     "were",    "was", "will",
                                           "would", "could",  "can",  "may",  "might",  "say",     "did", "do",
                                           "does",  "didn't", "said", "also", "remain", "remained"};
    return words.size() > 1 && is_one_of(words[0].folded, kQuantifiers) && is_one_of(words[1].folded, kVerbs);
}

/// Somebody's words that began in a sentence before and go on: no mark of its own says so.
bool stands_in_a_quote(const Article& article, const Annotations& notes, std::size_t sentence) {
    std::size_t first = sentence;
    while (first > 0 && sentence - first < 8 &&
           notes.sentences[first - 1].paragraph == notes.sentences[sentence].paragraph)
        --first;
    if (first == sentence) return false;
    const TextRange before{notes.sentences[first].range.begin, notes.sentences[sentence].range.begin};
    if (before.end > article.text.size() || before.begin >= before.end) return false;
    const std::string_view text = slice(article.text, before);
    const QuoteMask quotes(text);
    return !quotes.balanced() && !quotes.quotes().empty() && quotes.quotes().back().end == text.size();
}

/// "a magnitude of 5." "9 people": the splitter took a decimal point for an end.
bool is_half_a_number(const Article& article, const Annotations& notes, std::size_t sentence) {
    const auto text = [&](std::size_t i) {
        return i < notes.sentences.size() && notes.sentences[i].range.end <= article.text.size()
                   ? slice(article.text, notes.sentences[i].range)
                   : std::string_view();
    };
    const auto parted = [](std::string_view one, std::string_view other) {
        return one.size() > 1 && one.ends_with('.') && ascii::is_digit(one[one.size() - 2]) && !other.empty() &&
               ascii::is_digit(other.front());
    };
    return parted(text(sentence), text(sentence + 1)) || (sentence > 0 && parted(text(sentence - 1), text(sentence)));
}

bool in_a_paragraph(const Article& article, TextRange range) {
    if (article.blocks.empty()) return true;
    return std::any_of(article.blocks.begin(), article.blocks.end(), [&](const Block& block) {
        return (block.role == Role::paragraph || block.role == Role::quote) && block.range.contains(range);
    });
}

}  // namespace

QuoteMask::QuoteMask(std::string_view text) {
    char32_t open = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80 && text[at] != '"') {
            ++at;
            continue;
        }
        const auto [c, size] = utf8::decode(text, at);
        if (open != 0 && closes(open, c)) {
            quotes_.push_back({begin, at + size});
            open = 0;
        } else if (open == 0 && is_opening(c)) {
            open = c;
            begin = at;
        } else if (open == 0 && c == 0x201D) {
            balanced_ = false;
        }
        at += size;
    }
    if (open != 0) {
        quotes_.push_back({begin, text.size()});
        balanced_ = false;
    }
}

bool QuoteMask::inside(std::size_t at) const {
    return std::any_of(quotes_.begin(), quotes_.end(),
                       [&](const TextRange& one) { return one.begin <= at && at < one.end; });
}

bool ends_a_sentence(std::string_view text) { return ends_as_a_sentence(text); }

bool tells_a_denial(const ReadSentence& sentence) {
    static const WordLists denials(kDenials);
    for (std::size_t i = 0; i < sentence.words.size(); ++i) {
        const Word& word = sentence.words[i];
        if (denials.of(word.folded) == 0 || sentence.is_quoted(word)) continue;
        // "A bid to deny her the nomination": nobody says that something is not so.
        if (i > 0 && sentence.words[i - 1].folded == "to") continue;
        return true;
    }
    return false;
}

namespace {

/// A name of several words of no known kind, but not "Harbour Tower".
bool may_be_a_person(std::string_view name) {
    constexpr std::string_view kBuilt[] = {"tower",   "house",  "street", "hotel",   "hall",       "park",
                                           "center",  "centre", "court",  "square",  "university", "times",
                                           "post",    "news",   "party",  "club",    "school",     "church",
                                           "airport", "bridge", "avenue", "college", "room"};
    const std::vector<Word> words = words_of(name);
    return words.size() > 1 && !is_one_of(words.back().folded, kBuilt);
}

}  // namespace

SentenceCheck check(const Article& article, const Annotations& notes, std::size_t sentence) {
    Sentences sentences;
    return check(article, notes, sentence, sentences);
}

SentenceCheck check(const Article& article, const Annotations& notes, std::size_t sentence, Sentences& sentences) {
    SentenceCheck result;
    result.range = notes.sentences[sentence].range;
    if (result.range.end > article.text.size() || result.range.empty()) return result;
    std::string_view text = slice(article.text, result.range);
    const std::size_t dateline = dateline_size(text);
    result.range.begin += dateline;
    text.remove_prefix(dateline);
    const std::size_t dash = dash_size(text);
    result.range.begin += dash;
    text.remove_prefix(dash);
    const std::size_t connective = connective_size(text);
    result.range.begin += connective;
    text.remove_prefix(connective);
    result.cut_front = connective > 0;
    result.words = count_words(text);
    if (result.words < 5 || result.words > 50) return result;
    if (breaks_off(text) || opens_with_a_stamp(text) || opens_by_pointing_back(text) || is_a_caption(text) ||
        has_lost_a_name(text))
        return result;
    if (sentence > 0 && dash == 0 && notes.sentences[sentence - 1].paragraph == notes.sentences[sentence].paragraph &&
        notes.sentences[sentence - 1].range.end <= article.text.size() &&
        breaks_off(slice(article.text, notes.sentences[sentence - 1].range)))
        return result;
    if (sentence > 0 && notes.sentences[sentence - 1].range.end <= article.text.size() &&
        slice(article.text, notes.sentences[sentence - 1].range).ends_with(":"))
        return result;  // a message that is shown below its announcement
    if (stands_in_a_quote(article, notes, sentence) || is_half_a_number(article, notes, sentence)) return result;
    if (!ends_as_a_sentence(text) || !in_a_paragraph(article, result.range)) return result;
    if (text.find("\xE2\x96\x88") != std::string_view::npos) return result;  // blacked out
    if (text.find('*') != std::string_view::npos) return result;
    if (text.find("http") != std::string_view::npos || text.find('|') != std::string_view::npos) return result;
    const auto [first, first_size] = utf8::decode(text, 0);
    if (!result.cut_front && !is_upper_case(first) && !is_opening(first) && !ascii::is_digit(text[0]) && first < 0x250)
        return result;
    const ReadSentence& read = sentences.read(text);
    const QuoteMask& quotes = read.quotes;
    if (!quotes.balanced()) return result;

    for (const Name& name : notes.names) {
        if (!result.range.contains(name.range) || quotes.inside(name.range.begin - result.range.begin)) continue;
        if (name.kind != NameKind::person) continue;
        const std::string_view surface = slice(article.text, name.range);
        const bool in_full = name.full.empty() || surface.size() >= name.full.size() || name.full == surface;
        if (in_full && surface.find(' ') != std::string_view::npos) {
            result.names_somebody = true;
            result.full_names.emplace_back(surface);
        } else if (!in_full) {
            result.short_name = true;
            result.short_names.push_back(name.full);
        } else {
            result.names_somebody = true;  // the only form there is
            result.full_names.emplace_back(surface);
            result.bare_names.emplace_back(surface);
        }
    }

    const std::vector<Word>& words = read.words;
    if (words.empty() || stutters(words, text)) return result;
    // "Jo Mell said: ..., Jo Mell told reporters": two sentences in one.
    std::vector<std::string> twice = result.full_names;
    std::sort(twice.begin(), twice.end());
    if (std::adjacent_find(twice.begin(), twice.end()) != twice.end()) return result;
    if (is_half_an_exchange(text, words, quotes)) return result;
    const bool quote_opens = quotes.inside(0);
    if (!quote_opens) {
        if (is_one_of(words[0].folded, kOpeningNever) || opens_with_a_bare_quantifier(words)) return result;
        // "It's", "That's": the reporter talks.
        const std::string_view first_word = words[0].folded;
        const std::size_t clitic = std::min(first_word.find('\''), first_word.find("\xE2\x80\x99"));
        if (clitic != std::string_view::npos && is_one_of(first_word.substr(0, clitic), kTalking)) return result;
        if (is_one_of(words[0].folded, kOpeningPronouns)) {
            result.standing = Standing::needs_name;
        }
    }
    bool person_before = false, woman_before = false;
    bool needs_name = result.standing == Standing::needs_name;
    enum : std::uint32_t { kOfFirst = 1, kOfAgainst = 2, kOfPerson = 4, kOfWoman = 8, kOfHer = 16, kOfPronoun = 32 };
    static const WordLists lists(kFirstPerson, kAgainst, kUnnamedPersons, kUnnamedWomen, kHerPronouns, kPersonPronouns);
    for (const Word& word : words) {
        const std::size_t at = word.range.begin;
        const std::uint32_t in = lists.of(word.folded);
        if (in == 0 && word.folded != "then") continue;
        if (quotes.inside(at)) continue;
        if ((in & kOfFirst) != 0 && text[at] != 'U') {  // "US" folds to "us"
            result.standing = Standing::never;
            return result;
        }
        if ((in & kOfAgainst) != 0) return result;
        // "then-Secretary Roe": told from another time.
        if (word.folded == "then" && text.substr(word.range.end).starts_with("-")) return result;
        if ((in & kOfPerson) != 0) person_before = true;
        if ((in & kOfWoman) != 0) woman_before = true;
        const bool her = (in & kOfHer) != 0;
        if (!person_before && !(her && woman_before) && (in & kOfPronoun) != 0) {
            const bool named = std::any_of(notes.names.begin(), notes.names.end(), [&](const Name& name) {
                const bool person = name.kind == NameKind::person ||
                                    (name.kind == NameKind::other && may_be_a_person(slice(article.text, name.range)));
                return person && name.range.begin >= result.range.begin &&
                       !quotes.inside(name.range.begin - result.range.begin) &&
                       name.range.begin < result.range.begin + at;
            });
            if (!named) needs_name = true;
        }
    }
    // Words between quotation marks and nobody beside them: who says it?
    const auto outside =
        std::count_if(words.begin(), words.end(), [&](const Word& word) { return !quotes.inside(word.range.begin); });
    if (!quotes.quotes().empty() && outside < 2) return result;
    // A question outside of quotation marks asks the reader, it does not report.
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '?' && !quotes.inside(at)) return result;
    }
    result.standing = needs_name ? Standing::needs_name : Standing::alone;
    return result;
}

}  // namespace newsloom::edition::detail
