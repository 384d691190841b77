#include "edition/detail/manner.h"

#include <algorithm>
#include <string>

#include "edition/detail/word_lists.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::string_view kFile = "manner.txt";
constexpr std::size_t kBytesLookedAt = 6000;
constexpr std::size_t kOwnWordsMost = 3;  // of an author's "we" and "my" in a report

struct Lists {
    WordList leans = words_listed(kFile, "leans"), leans_in_front = words_listed(kFile, "leans_in_front"),
             of_a_day = words_listed(kFile, "of_a_day"), leaning_phrases = lines_listed(kFile, "leaning_phrases"),
             asking_phrases = lines_listed(kFile, "asking_phrases"),
             empty_phrases = lines_listed(kFile, "empty_phrases"), judges = words_listed(kFile, "judges"),
             judging_phrases = lines_listed(kFile, "judging_phrases"), says = words_listed(kFile, "says"),
             obliges = words_listed(kFile, "obliges"), first_person = words_listed(kFile, "first_person"),
             desk = lines_listed(kFile, "desk"), old_openings = lines_listed(kFile, "old_openings"),
             news_phrases = lines_listed(kFile, "news_phrases"), ahead_phrases = lines_listed(kFile, "ahead_phrases"),
             arguing_titles = lines_listed(kFile, "arguing_titles"),
             clause_openers = words_listed(kFile, "clause_openers"), pronouns = words_listed(kFile, "pronouns");
    PhraseLists phrases{&leaning_phrases, &asking_phrases,  &news_phrases, &ahead_phrases,
                        &empty_phrases,   &judging_phrases, &desk};
    enum Kind : unsigned { kLeaning, kAsking, kNews, kAhead, kEmpty, kJudging, kDesk };
};

const Lists& lists() {
    static const Lists kLists;
    return kLists;
}

bool is_word_byte(char c) { return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

/// The text in lower case, with plain apostrophes, and with blanks where somebody's words stand.
std::string own_words(std::string_view text, const QuoteMask& quotes) {
    std::string own(text);
    for (const TextRange& quote : quotes.quotes())
        std::fill(own.begin() + static_cast<std::ptrdiff_t>(quote.begin),
                  own.begin() + static_cast<std::ptrdiff_t>(quote.end), ' ');
    own = fold_case(own);
    for (std::size_t at = own.find("\xE2\x80\x99"); at != std::string::npos; at = own.find("\xE2\x80\x99", at))
        own.replace(at, 3, "'");
    return own;
}

bool has_any(std::string_view own, const WordList& phrases) {
    return std::any_of(phrases.entries().begin(), phrases.entries().end(), [&](std::string_view phrase) {
        for (std::size_t at = own.find(phrase); at != std::string_view::npos; at = own.find(phrase, at + 1)) {
            const std::size_t end = at + phrase.size();
            const bool begins = at == 0 || !is_word_byte(own[at - 1]) || !is_word_byte(phrase.front());
            const bool ends = end == own.size() || !is_word_byte(own[end]) || !is_word_byte(phrase.back());
            if (begins && ends) return true;
        }
        return false;
    });
}

std::string plain(const Word& word) {
    std::string result = word.folded;
    if (const std::size_t mark = result.find("\xE2\x80\x99"); mark != std::string::npos) result.replace(mark, 3, "'");
    return result;
}

/// "re - signed", "south, \" he", "1: 30", "a. m.", "end.Next", "one,two".
bool is_damaged(std::string_view text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
    std::size_t straight = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i], next = at(i + 1), after = at(i + 2);
        if (c == ' ' && next == '-' && after == ' ' && i > 0 && ascii::is_lower(text[i - 1]) &&
            ascii::is_lower(at(i + 3)))
            return true;
        // "13 - 3", "68 - yard"
        if (c == ' ' && next == '-' && after == ' ' && i > 0 && ascii::is_digit(text[i - 1]) &&
            !ascii::is_upper(at(i + 3)))
            return true;
        if (c == ' ' && (next == ',' || next == ';' || next == ')' || (next == '.' && after != '.'))) return true;
        if (c == '(' && next == ' ') return true;
        if (c == ':' && next == ' ' && ascii::is_digit(after) && i > 0 && ascii::is_digit(text[i - 1])) return true;
        if (c == '.' && next == ' ' && i > 0 && ascii::is_digit(text[i - 1]) && ascii::is_digit(after)) return true;
        if (c == '.' && next == ' ' && after != '\0' && at(i + 3) == '.' && i > 0 && ascii::is_alpha(text[i - 1]) &&
            ascii::is_alpha(after) && (i < 2 || !ascii::is_alnum(text[i - 2])))
            return true;
        const bool joined = (c == '.' || c == ',') && i > 1 && ascii::is_lower(text[i - 1]) &&
                            ascii::is_lower(text[i - 2]) && (c == '.' ? ascii::is_upper(next) : ascii::is_alpha(next));
        if (joined) return true;
        if (c == '"') {
            ++straight;
            if (straight % 2 == 0 && i > 0 && text[i - 1] == ' ') return true;
            if (straight % 2 == 1 && next == ' ') return true;
        }
    }
    return text.find("  ") != std::string_view::npos || text.find(" & ") != std::string_view::npos;
}

/// "CHICAGO Officers say": two words in capitals that a page has put in front.
bool opens_in_capitals(std::string_view text, const std::vector<Word>& words) {
    std::size_t capitals = 0;
    for (std::size_t i = 0; i < words.size() && i < 3; ++i) {
        const std::string_view bytes = slice(text, words[i].range);
        if (bytes.size() < 4 || !std::all_of(bytes.begin(), bytes.end(), [](char c) { return ascii::is_upper(c); }))
            break;
        ++capitals;
    }
    return capitals >= 2;
}

}  // namespace

Manner manner_of(std::string_view sentence, const std::vector<Word>& words, const QuoteMask& quotes) {
    const Lists& known = lists();
    Manner result;
    const std::string own = own_words(sentence, quotes);
    bool says = false, obliges = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (quotes.inside(words[i].range.begin)) continue;
        const std::string word = plain(words[i]);
        const std::size_t begin = words[i].range.begin, end = words[i].range.end;
        const std::string_view behind = sentence.substr(end);
        const bool in_front = i == 0 || (begin >= 2 && sentence.substr(begin - 2, 2) == ", ");
        if (known.leans.has(word)) {
            // "if ..., then"; "too many"; "then-Senator"; "not only ... but also"
            const bool ends_there = behind.empty() ||
                                    !ascii::is_alnum(behind[std::min<std::size_t>(1, behind.size() - 1)]) ||
                                    behind.front() != ' ';
            if (word == "too")
                result.leans = result.leans || ends_there;
            else if (word == "though")
                result.leans = result.leans || ends_there || i == 0;
            else if (word == "instead")
                result.leans = result.leans || !behind.starts_with(" of");
            else if (word == "also")
                result.leans = result.leans || own.find("but also") == std::string::npos;
            else if (word == "again")
                result.leans = result.leans || i < 8;
            else
                result.leans = true;
        }
        if (in_front && known.leans_in_front.has(word)) result.leans = true;
        // "both ideas", not "both the mayor and the council"
        if (word == "both") {
            bool joined = false;
            for (std::size_t k = i + 1; k < std::min(words.size(), i + 9); ++k)
                joined = joined || words[k].folded == "and" || words[k].folded == "of";
            result.leans = result.leans || !joined;
        }
        if ((word == "later" || word == "earlier") &&
            !(i + 1 < words.size() && known.of_a_day.has(words[i + 1].folded)))
            result.leans = true;
        if (known.judges.has(word)) result.judges = true;
        says = says || known.says.has(word);
        obliges = obliges || known.obliges.has(word);
        result.chats =
            result.chats ||
            (word.size() > 3 && (word.ends_with("'s") || word.ends_with("n't")) &&
             (word == "it's" || word == "that's" || word == "there's" || word == "what's" || word.ends_with("n't")));
    }
    // "As it was getting underway, ..."
    result.leans = result.leans || (words.size() > 1 && !quotes.inside(0) &&
                                    known.clause_openers.has(words[0].folded) && known.pronouns.has(words[1].folded));
    const std::uint32_t found = known.phrases.in(own);
    const auto has = [&](Lists::Kind kind) { return (found >> kind & 1U) != 0; };
    result.leans = result.leans || has(Lists::kLeaning);
    result.asks = has(Lists::kAsking);
    result.has_happened = has(Lists::kNews);
    result.looks_ahead = has(Lists::kAhead);
    result.says_nothing = has(Lists::kEmpty);
    result.judges = result.judges || (obliges && !says) || has(Lists::kJudging);
    const std::string_view front = std::string_view(own).substr(0, 60);
    result.of_before = std::any_of(known.old_openings.entries().begin(), known.old_openings.entries().end(),
                                   [&](std::string_view one) { return front.starts_with(one); });
    result.damaged = is_damaged(sentence) || opens_in_capitals(sentence, words) || has(Lists::kDesk);
    return result;
}

bool judges(std::string_view title) {
    const std::vector<Word> words = words_of(beginning(title, 300));
    const Manner manner = manner_of(title, words, QuoteMask(title));
    return manner.judges || has_any(own_words(title, QuoteMask(title)), lists().arguing_titles);
}

bool argues(const Article& article) {
    const Lists& known = lists();
    const std::string_view text = beginning(article.text, kBytesLookedAt);
    std::size_t own = 0;
    // Paragraph by paragraph: a mark that never closes spoils one only.
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        const std::string_view paragraph = text.substr(from, end - from);
        from = end + 1;
        const QuoteMask quotes(paragraph);
        if (!quotes.balanced()) continue;
        for (const Word& word : words_of(paragraph)) {
            const bool has_apostrophe = word.folded.find('\xE2') != std::string::npos;
            if (!known.first_person.has(has_apostrophe ? plain(word) : word.folded) || quotes.inside(word.range.begin))
                continue;
            // "US" folds to "us".
            own += word.folded == "us" && paragraph[word.range.begin] == 'U' ? 0 : 1;
        }
    }
    if (own > kOwnWordsMost) return true;
    const QuoteMask marks(article.title);
    if (has_any(own_words(article.title, marks), known.arguing_titles)) return true;
    const std::vector<Word> title = words_of(beginning(article.title, 200));
    return std::any_of(title.begin(), title.end(), [&](const Word& word) {
        if (marks.inside(word.range.begin)) return false;
        const std::string one = plain(word);
        return known.obliges.has(one) || one == "our" || one == "we" || one == "my" || one == "i";
    });
}

}  // namespace newsloom::edition::detail
