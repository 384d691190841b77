#include "edition/detail/words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::edition::detail {
namespace {

// Own lists: the closed classes of both languages, and what every report says of itself ("said", "told", "added").
constexpr std::string_view kStopWords[] = {
    "a",       "aber",     "about",  "above",  "according", "add",     "added",   "after", "again",   "ago",
    "all",     "alle",     "allem",  "allen",  "aller",     "alles",   "almost",  "along", "already", "als",
    "also",    "although", "am",     "among",  "an",        "and",     "another", "any",   "are",     "around",
    "as",      "at",       "auch",   "auf",    "aus",       "away",    "back",    "be",    "because", "been",
    "before",  "behind",   "bei",    "being",  "below",     "between", "bis",     "both",  "but",     "by",
    "can",     "could",    "da",     "damit",  "das",       "dass",    "dazu",    "dem",   "den",     "der",
    "des",     "did",      "die",    "dies",   "diese",     "dieser",  "dieses",  "do",    "doch",    "does",
    "doing",   "done",     "down",   "during", "durch",     "each",    "ein",     "eine",  "einem",   "einen",
    "einer",   "eines",    "either", "er",     "es",        "etwa",    "even",    "ever",  "every",   "few",
    "for",     "from",     "für",    "gegen",  "get",       "got",     "hab",     "haben", "had",     "has",
    "hat",     "hatte",    "hatten", "have",   "having",    "he",      "her",     "here",  "him",     "his",
    "how",     "however",  "i",      "if",     "ihr",       "ihre",    "im",      "in",    "into",    "is",
    "ist",     "it",       "its",    "just",   "kann",      "kein",    "keine",   "less",  "like",    "made",
    "make",    "man",      "many",   "may",    "me",        "mehr",    "might",   "mit",   "more",    "most",
    "much",    "must",     "my",     "nach",   "near",      "nicht",   "no",      "noch",  "nor",     "not",
    "now",     "nur",      "of",     "off",    "on",        "once",    "one",     "only",  "onto",    "or",
    "other",   "others",   "our",    "out",    "over",      "own",     "per",     "said",  "sagte",   "same",
    "say",     "says",     "sein",   "seine",  "shall",     "she",     "should",  "sich",  "sie",     "sind",
    "since",   "so",       "some",   "still",  "such",      "take",    "taken",   "than",  "that",    "the",
    "their",   "them",     "then",   "there",  "these",     "they",    "this",    "those", "though",  "through",
    "to",      "told",     "too",    "toward", "towards",   "über",    "um",      "und",   "under",   "until",
    "unter",   "up",       "upon",   "us",     "very",      "vom",     "von",     "vor",   "war",     "waren",
    "was",     "we",       "well",   "were",   "werden",    "what",    "when",    "where", "whether", "which",
    "while",   "who",      "whom",   "whose",  "why",       "wie",     "will",    "wird",  "with",    "within",
    "without", "would",    "wurde",  "wurden", "yet",       "you",     "your",    "zu",    "zum",     "zur"};

bool is_joiner(char c) { return c == '\'' || c == '.' || c == ','; }

/// The ASCII ones of is_word_character.
constexpr std::array<bool, 256> kWordBytes = [] {
    std::array<bool, 256> bytes{};
    for (std::size_t c = 0; c < 128; ++c)
        bytes[c] = ascii::is_alnum(static_cast<char>(c)) || c == '_';
    return bytes;
}();
bool is_ascii_word(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

template <class Visit>
void for_each_word(std::string_view text, const Visit& visit) {
    constexpr std::size_t kNone = std::string_view::npos;
    std::size_t begin = kNone;
    const auto close = [&](std::size_t end) {
        if (begin != kNone) visit(TextRange{begin, end});
        begin = kNone;
    };
    for (std::size_t at = 0; at < text.size();) {
        if (is_ascii_word(text[at])) {
            if (begin == kNone) begin = at;
            do
                ++at;
            while (at < text.size() && is_ascii_word(text[at]));
            continue;
        }
        if (text[at] == ' ') {
            close(at++);
            continue;
        }
        const auto [code_point, size] = utf8::decode(text, at);
        if (is_unspaced_script(code_point)) {
            close(at);
            visit(TextRange{at, at + size});
        } else if (is_word_character(code_point)) {
            if (begin == kNone) begin = at;
        } else {
            const bool apostrophe = code_point == 0x2019 || (size == 1 && is_joiner(text[at]));
            const bool inside = begin != kNone && at + size < text.size() &&
                                is_word_character(utf8::decode(text, at + size).code_point);
            if (!(apostrophe && inside)) close(at);
        }
        at += size;
    }
    close(text.size());
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    words.reserve(text.size() / 5 + 1);
    for_each_word(text, [&](TextRange range) { words.push_back({range, fold_case(slice(text, range))}); });
    return words;
}

std::vector<TextRange> word_ranges(std::string_view text) {
    std::vector<TextRange> ranges;
    ranges.reserve(text.size() / 5 + 1);
    for_each_word(text, [&](TextRange range) { ranges.push_back(range); });
    return ranges;
}

std::string_view beginning(std::string_view text, std::size_t most) {
    std::size_t end = std::min(text.size(), most);
    while (!utf8::is_boundary(text, end))
        --end;
    return text.substr(0, end);
}

std::size_t count_words(std::string_view text) {
    // As people count: what stands between spaces and holds a letter or digit.
    std::size_t words = 0;
    bool counted = false;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ' || is_ascii_word(text[at])) {
            const bool in_word = text[at++] != ' ';
            words += in_word && !counted ? 1 : 0;
            counted = in_word;
            continue;
        }
        const auto [code_point, size] = utf8::decode(text, at);
        if (is_white_space(code_point)) {
            counted = false;
        } else if (is_unspaced_script(code_point)) {
            ++words;
            counted = false;
        } else if (!counted && is_word_character(code_point)) {
            ++words;
            counted = true;
        }
        at += size;
    }
    return words;
}

void WordLists::sort() {
    std::ranges::stable_sort(entries_, {}, [](const Entry& entry) { return bucket(entry.word); });
    for (const Entry& entry : entries_)
        ++first_[bucket(entry.word) + 1];
    for (std::size_t i = 1; i < first_.size(); ++i)
        first_[i] = static_cast<std::uint16_t>(first_[i] + first_[i - 1]);
}

bool is_stop_word(std::string_view folded) {
    static const WordLists known(kStopWords);
    return known.of(folded) != 0;
}

std::string_view stem(std::string_view folded) {
    const auto cut = [&](std::string_view ending, std::size_t keep) {
        if (folded.size() >= ending.size() + keep && folded.ends_with(ending)) {
            folded.remove_suffix(ending.size());
            return true;
        }
        return false;
    };
    cut("'s", 2) || cut("\xE2\x80\x99s", 2);
    cut("ing", 4) || cut("ies", 3) || cut("ed", 4) || cut("es", 4) || cut("en", 4) || cut("s", 3) || cut("e", 4);
    return folded;
}

namespace {

void add_content_word(WordSet& set, std::string_view folded) {
    if (is_stop_word(folded) || (folded.size() < 2 && !ascii::is_digit(folded[0]))) return;
    set.push_back(hash64(stem(folded)));
}

WordSet sorted_once(WordSet set) {
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
}

}  // namespace

WordSet content_words(std::string_view text) {
    WordSet set;
    set.reserve(text.size() / 10 + 1);
    for_each_word(text, [&](TextRange range) { add_content_word(set, fold_case(slice(text, range))); });
    return sorted_once(std::move(set));
}

WordSet content_words(const std::vector<Word>& words) {
    WordSet set;
    set.reserve(words.size());
    for (const Word& word : words)
        add_content_word(set, word.folded);
    return sorted_once(std::move(set));
}

WordSet runs_of_words(std::string_view text) {
    constexpr std::size_t kRun = 5;
    const std::vector<Word> words = words_of(text);
    WordSet set;
    for (std::size_t i = 0; i + kRun <= words.size(); ++i) {
        std::string run;
        for (std::size_t k = i; k < i + kRun; ++k)
            run += words[k].folded + " ";
        set.push_back(hash64(run));
    }
    return sorted_once(std::move(set));
}

void add(WordSet& set, const WordSet& more) {
    WordSet both;
    std::set_union(set.begin(), set.end(), more.begin(), more.end(), std::back_inserter(both));
    set = std::move(both);
}

std::size_t shared(const WordSet& words, const WordSet& seen) {
    return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [&](std::uint64_t word) {
        return std::binary_search(seen.begin(), seen.end(), word);
    }));
}

double repeated(const WordSet& words, const WordSet& seen) {
    return words.empty() ? 1.0 : static_cast<double>(shared(words, seen)) / static_cast<double>(words.size());
}

std::string surname(std::string_view name) {
    std::string last;
    for (const Word& word : words_of(name)) {
        if (word.folded == "jr" || word.folded == "sr" || word.folded == "iii") continue;
        last = word.folded;
    }
    if (last.ends_with("'s")) last.resize(last.size() - 2);
    if (last.ends_with("\xE2\x80\x99s")) last.resize(last.size() - 4);
    return last;
}

}  // namespace newsloom::edition::detail
