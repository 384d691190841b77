#include "edition/detail/care.h"

#include <algorithm>
#include <set>

#include "edition/detail/lines.h"
#include "edition/detail/sentence.h"
#include "edition/detail/words.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::ptrdiff_t kSharedNames = 3;  // of two articles that tell of the same people and places

constexpr std::string_view kChildren[] = {
    "daughter",     "son",      "toddler",   "baby",    "infant",   "pupil",         "schoolgirl",
    "schoolboy",    "child",    "girl",      "boy",     "grandson", "granddaughter", "stepson",
    "stepdaughter", "teenager", "teen",      "tochter", "sohn",     "schüler",       "schülerin",
    "mädchen",      "junge",    "kleinkind", "enkel",   "enkelin",  "jugendliche",   "jugendlicher"};
constexpr std::string_view kNames[] = {"name",       "names", "named",     "identity", "identities",
                                       "identified", "namen", "identität", "genannt"};
constexpr std::string_view kNot[] = {"not",      "withheld", "withholding", "withhold", "secret",
                                     "declined", "refused",  "never",       "nicht",    "geheim"};
constexpr std::string_view kIs[] = {"is", "as", "named", "identified", "called", "ist", "als", "heißt"};

bool is_capitalised(std::string_view text, TextRange word) {
    return is_upper_case(utf8::decode(text, word.begin).code_point);
}

/// "15-year-old" as words_of gives it: "15", "year", "old". The age, or 0.
int age_of(std::string_view word) {
    if (word.empty() || word.size() > 3) return 0;
    int age = 0;
    for (const char c : word) {
        if (!ascii::is_digit(c)) return 0;
        age = age * 10 + (c - '0');
    }
    return age;
}

void add_name(std::set<std::string>& names, std::string_view full) {
    names.emplace(full);
    const std::size_t space = full.rfind(' ');
    if (space != std::string_view::npos && full.size() - space > 3) names.emplace(full.substr(space + 1));
}

std::string_view whole_name(const Article& article, const Name& name) {
    return name.full.empty() ? slice(article.text, name.range) : std::string_view(name.full);
}

void find_minors(const Article& article, const Annotations& notes, std::set<std::string>& names) {
    static const WordLists children(kChildren);
    const std::string_view text = article.text;
    const std::vector<TextRange> words = word_ranges(text);
    const auto folded = [&](std::size_t i) { return fold_case(slice(text, words[i])); };
    const auto stands_beside_next = [&](std::size_t i) {
        return slice(text, {words[i].end, words[i + 1].begin}) == " ";
    };
    // "her daughter Ivy": a first name alone.
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!stands_beside_next(i) || !is_capitalised(text, words[i + 1]) || children.of(folded(i)) == 0) continue;
        const bool surname = i + 2 < words.size() && is_capitalised(text, words[i + 2]) && stands_beside_next(i + 1);
        if (!surname) names.emplace(slice(text, words[i + 1]));
    }
    // "Ida Crane, 15, ...", "Ida Crane (15)", "15-year-old Ida Crane".
    for (const Name& name : notes.names) {
        if (name.kind != NameKind::person || name.range.end > text.size()) continue;
        const auto after =
            std::ranges::partition_point(words, [&](TextRange word) { return word.begin < name.range.end; });
        const std::string_view between = after == words.end() ? "x" : slice(text, {name.range.end, after->begin});
        int age = between == ", " || between == " (" ? age_of(slice(text, *after)) : 0;
        // A number that counts something else: "Ida Crane, 15 metres ahead"
        if (age > 0 && after->end < text.size() && text[after->end] != ',' && text[after->end] != ')' &&
            text[after->end] != '.' && text[after->end] != '-')
            age = 0;
        if (age == 0) {
            const auto before =
                std::ranges::partition_point(words, [&](TextRange word) { return word.end < name.range.begin; });
            const auto place = static_cast<std::size_t>(before - words.begin());
            const bool years = place >= 3 && (folded(place - 1) == "old" || folded(place - 1) == "jährige") &&
                               folded(place - 2) == "year";
            if (years) age = age_of(slice(text, words[place - 3]));
        }
        if (age > 0 && age < 18) add_name(names, whole_name(article, name));
    }
}

bool withholds(const Article& article, const Annotations& notes) {
    const auto has = [&](std::string_view part) { return article.text.find(part) != std::string::npos; };
    if (!has("name") && !has("Name") && !has("dentit") && !has("dentif") && !has("genannt")) return false;
    enum : std::uint32_t { kOfNames = 1, kOfNot = 2 };
    static const WordLists lists(kNames, kNot);
    return std::any_of(notes.sentences.begin(), notes.sentences.end(), [&](const Sentence& sentence) {
        bool name = false, no = false;
        for (const Word& word : words_of(slice(article.text, sentence.range))) {
            const std::uint32_t in = lists.of(word.folded);
            name = name || (in & kOfNames) != 0;
            no = no || (in & kOfNot) != 0;
        }
        return name && no;
    });
}

/// Persons whom a sentence of the article says somebody to be.
std::set<std::string> revealed(const Article& article, const Annotations& notes) {
    std::set<std::string> result;
    for (const Name& name : notes.names) {
        if (name.kind != NameKind::person || name.range.begin < 2 || name.range.end > article.text.size()) continue;
        const std::size_t from = name.range.begin < 24 ? 0 : name.range.begin - 24;
        std::size_t begin = from;
        while (begin < name.range.begin && !utf8::is_boundary(article.text, begin))
            ++begin;
        const std::vector<Word> before = words_of(slice(article.text, {begin, name.range.begin}));
        if (!before.empty() && is_one_of(before.back().folded, kIs)) result.emplace(whole_name(article, name));
    }
    return result;
}

bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_word_character(utf8::decode_before(text, at).code_point);
        const bool ends =
            at + word.size() >= text.size() || !is_word_character(utf8::decode(text, at + word.size()).code_point);
        if (begins && ends) return true;
    }
    return false;
}

std::string text_of(const Line& line) {
    return printed_text(line, [](const Label& label) {
        std::string text;
        for (const Computed& slot : label.slots)
            text += slot.text + " ";
        return text;
    });
}

}  // namespace

bool mentions(std::string_view text, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return has_word(text, name); });
}

bool mentions_in_address(std::string_view url, const std::vector<std::string>& names) {
    const std::string lower = ascii::lower(url);
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        std::string word = ascii::lower(name);
        std::replace(word.begin(), word.end(), ' ', '-');
        return has_word(lower, word);
    });
}

Care::Care(const Desk& desk) : desk_(&desk) {
    for (const auto& [id, article] : desk.material().articles) {
        const Annotations* const notes = desk.annotations(id);
        if (notes == nullptr || !withholds(*article, *notes)) continue;
        Withholding one{article, {}};
        for (const Name& name : notes->names)
            if (name.range.end <= article->text.size()) one.names.emplace(whole_name(*article, name));
        withholding_.push_back(std::move(one));
    }
}

bool Care::is_withheld_from(const Article& article, const Annotations& notes) const {
    std::set<std::string, std::less<>> names;
    for (const Name& name : notes.names)
        if (name.range.end <= article.text.size()) names.emplace(whole_name(article, name));
    return std::any_of(withholding_.begin(), withholding_.end(), [&](const Withholding& one) {
        const auto shared = std::count_if(names.begin(), names.end(),
                                          [&](const std::string& name) { return one.names.contains(name); });
        return shared >= kSharedNames;
    });
}

bool Care::others_name(std::string_view name, OutletId outlet) const {
    const auto& articles = desk_->material().articles;
    return std::any_of(articles.begin(), articles.end(), [&](const auto& entry) {
        return entry.second->outlet != outlet && has_word(entry.second->text, name);
    });
}

std::vector<std::string> Care::names_to_hide(const Story& story) const {
    std::set<std::string> names;
    const bool withheld = std::any_of(withholding_.begin(), withholding_.end(), [&](const Withholding& one) {
        return std::find(story.articles.begin(), story.articles.end(), one.article->id) != story.articles.end();
    });
    for (const ArticleId id : story.articles) {
        const Article* const article = desk_->article(id);
        const Annotations* const notes = desk_->annotations(id);
        if (article == nullptr || notes == nullptr) continue;
        find_minors(*article, *notes, names);
        const std::set<std::string> said = revealed(*article, *notes);
        if (said.empty() || !((withheld && story.outlets.size() > 1) || is_withheld_from(*article, *notes))) continue;
        for (const std::string& name : said)
            if (!others_name(name, article->outlet)) add_name(names, name);  // named by others, too: no secret
    }
    return {names.begin(), names.end()};
}

void hide_names(PrintedStory& story, const std::vector<std::string>& names) {
    if (names.empty()) return;
    const auto hide_source = [&](SourceMark& mark) {
        if (mentions(mark.title, names)) mark.title.clear();
        if (mentions_in_address(mark.url, names)) mark.url.clear();
    };
    for_each_line_of_story(story, [&](Line& line) {
        if (mentions(text_of(line), names)) line = Line{};
        for (SourceMark& mark : line.sources)
            hide_source(mark);
    });
    for (PrintedSource& source : story.sources)
        hide_source(source.mark);
    const auto empty = [](const Line& line) { return line.pieces.empty(); };
    for (auto* lines : {&story.brief, &story.facts, &story.unknowns, &story.timeline, &story.why_here})
        std::erase_if(*lines, empty);
    for (auto* voices : {&story.voices, &story.opinions}) {
        for (PrintedVoice& voice : *voices)
            std::erase_if(voice.quotes, empty);
        std::erase_if(*voices, [&](const PrintedVoice& voice) { return empty(voice.speaker) || voice.quotes.empty(); });
    }
    for (PrintedDifference& difference : story.differences) {
        for (auto& side : difference.sides)
            std::erase_if(side, empty);
        std::erase_if(difference.sides, [](const std::vector<Line>& side) { return side.empty(); });
    }
    std::erase_if(story.differences, [](const PrintedDifference& difference) { return difference.sides.size() < 2; });
    for (PrintedPerspective& perspective : story.perspectives)
        std::erase_if(perspective.lines, empty);
    std::erase_if(story.perspectives,
                  [&](const PrintedPerspective& one) { return empty(one.who) || one.lines.empty(); });
}

}  // namespace newsloom::edition::detail
