#include "edition/detail/voices.h"

#include <algorithm>

#include "edition/detail/candidates.h"
#include "edition/detail/dates.h"
#include "edition/detail/sentence.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::size_t kQuoteWordsLeast = 4, kQuoteWordsMost = 45;

bool is_mark(char32_t c) { return c == '"' || (c >= 0x201C && c <= 0x201E) || c == 0x00AB || c == 0x00BB; }

/// With the quotation marks around it; nothing when there are none.
std::optional<TextRange> with_marks(std::string_view text, TextRange range) {
    if (range.empty() || range.end > text.size()) return std::nullopt;
    const bool opens_inside = is_mark(utf8::decode(text, range.begin).code_point);
    const bool closes_inside = is_mark(utf8::decode_before(text, range.end).code_point);
    if (!opens_inside) {
        if (range.begin == 0) return std::nullopt;
        const auto before = utf8::decode_before(text, range.begin);
        if (!is_mark(before.code_point)) return std::nullopt;
        range.begin -= before.size;
    }
    if (!closes_inside) {
        const auto after = utf8::decode(text, range.end);
        if (range.end >= text.size() || !is_mark(after.code_point)) return std::nullopt;
        range.end += after.size;
    }
    return range;
}

std::vector<TextRange> parts_of(const Annotations& notes, TextRange content) {
    for (const Attribution& one : notes.attributions) {
        if (one.content == content && !one.parts.empty()) return one.parts;
    }
    return {content};
}

std::optional<std::size_t> sentence_at(const Annotations& notes, TextRange range) {
    for (std::size_t i = 0; i < notes.sentences.size(); ++i) {
        if (notes.sentences[i].range.contains(range)) return i;
    }
    return std::nullopt;
}

bool names(const SentenceCheck& checked, const std::string& speaker) {
    return std::find(checked.full_names.begin(), checked.full_names.end(), speaker) != checked.full_names.end();
}

bool budget_allows(const QuotingBudget& budget, const Article& article, const std::vector<TextRange>& ranges) {
    QuotingBudget trial = budget;
    for (const TextRange& range : ranges) {
        if (!trial.allows(article, range)) return false;
        trial.print(article, range);
    }
    return true;
}

/// Not "Ms", "a friend", "critics of the mayor", "his lawyer".
bool is_a_role(std::string_view role) {
    // "CLOSE President": a page's button.
    if (role.find("CLOSE ") != std::string_view::npos) return false;
    std::string lower = ascii::lower(role);
    for (const std::string_view none : {"mr", "mrs", "ms", "dr", "miss", "sir", "friend", "a friend", "herr", "frau",
                                        "sen", "rep", "gov", "representative sen"}) {
        if (lower == none || (lower.ends_with('.') && lower.substr(0, lower.size() - 1) == none)) return false;
    }
    for (const std::string_view whose : {"his ", "her ", "their ", "its ", "my ", "our ", "your ", "seine ", "ihre "}) {
        if (lower.starts_with(whose)) return false;
    }
    // Who it is stands before "of", "at", "for": one person is not "critics".
    std::size_t end = lower.size();
    for (const std::string_view joint : {" of ", " at ", " for ", " in ", " to ", ", "})
        end = std::min(end, lower.find(joint));
    const std::string_view head = std::string_view(lower).substr(0, end);
    // "son of immigrants", "father of five", "sister of": no office
    const std::string last(head.substr(std::min(head.size(), head.rfind(' ') + 1)));
    for (const std::string_view kin : {"son",     "daughter",   "sister",   "brother", "father",   "mother",   "wife",
                                       "husband", "cousin",     "uncle",    "aunt",    "widow",    "grandson", "native",
                                       "mormon",  "republican", "democrat", "friend",  "graduate", "resident"}) {
        if (last == kin) return false;
    }
    const bool english_plural = head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us");
    return !english_plural;
}

/// Not "Bakers president" of "the Guild of Bakers president": the words before it belong to it.
bool stands_whole(std::string_view text, std::string_view role) {
    const std::size_t at = ascii::ifind(text, role);
    if (at == std::string_view::npos) return false;
    if (!ascii::is_upper(role.front()) || at < 2) return true;
    const std::vector<Word> before = words_of(text.substr(at < 40 ? 0 : at - 40, std::min<std::size_t>(at, 40)));
    if (before.empty()) return true;
    const std::string_view last = before.back().folded;
    const std::size_t begin = (at < 40 ? 0 : at - 40) + before.back().range.begin;
    const bool joined = text.substr(begin + before.back().range.size(), at - begin - before.back().range.size()) == " ";
    return !joined ||
           !(last == "of" || last == "for" || last == "and" || last == "the" || ascii::is_upper(text[begin]));
}

/// The role, unless the name says it already ("Interior Minister Hedda Vorn") or only other languages do.
bool adds_a_role(const Desk& desk, const Story& story, const Voice& voice) {
    if (voice.role.empty()) return false;
    const WordSet role = content_words(voice.role), name = content_words(voice.speaker);
    if (shared(role, name) == role.size() || !is_a_role(voice.role)) return false;
    const auto has_it = [&](ArticleId id) {
        const Article* const article = desk.article(id);
        return article != nullptr && desk.speaks(*article) && stands_whole(article->text, voice.role);
    };
    // As a rule it stands where the voice is quoted.
    return std::ranges::any_of(voice.quotes, has_it, &Span::article) || std::ranges::any_of(story.articles, has_it);
}

std::optional<Line> bare_words(const Desk& desk, const Story& story, const Article& article,
                               const std::vector<TextRange>& parts) {
    Line line;
    for (const TextRange& part : parts) {
        const auto marked = with_marks(article.text, part);
        if (!marked) return std::nullopt;
        if (!line.pieces.empty()) {
            line.pieces.push_back(label("brief.space"));
            line.pieces.push_back(label("brief.cut"));
            line.pieces.push_back(label("brief.space"));
        }
        line.pieces.push_back(quoted(article, *marked));
    }
    add_marks(desk, story, article, parts.front(), line);
    return line;
}

std::optional<Said> as_sentence(const Desk& desk, const Story& story, const Article& article,
                                const SentenceCheck& checked, const QuotingBudget& budget) {
    if (checked.standing != Standing::alone || checked.cut_front || checked.words > kQuoteWordsMost)
        return std::nullopt;
    if (!budget.allows(article, checked.range)) return std::nullopt;
    Candidate candidate;
    candidate.article = &article;
    candidate.range = checked.range;
    candidate.cut_front = checked.cut_front;
    Said said;
    said.article = &article;
    said.ranges = {checked.range};
    said.told = line_of(desk, story, candidate);
    said.bare = said.told;
    said.content = content_words(slice(article.text, checked.range));
    said.words = checked.words;
    return said;
}

/// Behind the opening mark; not ", I invited you".
bool begins_with_a_word(std::string_view quote) {
    const std::size_t first = utf8::decode(quote, 0).size;
    if (first >= quote.size()) return false;
    const char c = quote[first];
    return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::optional<Said> as_words(const Desk& desk, const Story& story, const Article& article, const Voice& voice,
                             const std::vector<TextRange>& parts, const QuotingBudget& budget) {
    Said said;
    said.article = &article;
    for (const TextRange& part : parts) {
        const auto marked = with_marks(article.text, part);
        if (!marked) return std::nullopt;
        said.ranges.push_back(*marked);
        const std::string_view text = slice(article.text, *marked);
        if (!begins_with_a_word(text)) return std::nullopt;
        said.words += count_words(text);
        add(said.content, content_words(text));
    }
    if (said.words < kQuoteWordsLeast || said.words > kQuoteWordsMost || voice.speaker.empty()) return std::nullopt;
    if (!budget_allows(budget, article, said.ranges)) return std::nullopt;
    auto bare = bare_words(desk, story, article, parts);
    if (!bare) return std::nullopt;
    said.bare = std::move(*bare);
    said.told = said.bare;
    const std::vector<std::string> inputs = {"article:" + std::to_string(article.id.value)};
    std::vector<Computed> slots = {{"speaker", voice.speaker, inputs}};
    const bool role = adds_a_role(desk, story, voice);
    said.with_role = role;
    if (role) slots.push_back({"role", voice.role, inputs});
    said.words += count_words(voice.speaker) + (role ? count_words(voice.role) : 0);
    const char* const form = role ? "brief.voice_role" : "brief.voice";
    said.told.pieces.insert(said.told.pieces.begin(), label(form, std::move(slots)));
    return said;
}

}  // namespace

bool points_out_of_itself(std::string_view quote) {
    constexpr std::string_view kPointing[] = {"he",    "him", "his", "she", "her",   "hers",  "they", "them",
                                              "their", "er",  "ihm", "ihn", "ihnen", "those", "these"};
    bool named = false, first = true;
    for (const Word& word : words_of(quote)) {
        const char begin = quote[word.range.begin];
        if (!first && ascii::is_upper(begin) && word.folded != "i" && word.folded.size() > 2 && word.range.size() > 2)
            named = true;
        first = false;
        for (const std::string_view pointing : kPointing) {
            if (!named && word.folded == pointing) return true;
        }
    }
    return false;
}

namespace {

/// "I will not answer that, senator."
bool is_called_upon(std::string_view quote, const Word& word) {
    constexpr std::string_view kOffices[] = {"senator", "congressman", "congresswoman", "chairman",
                                             "mayor",   "minister",    "sir",           "madam"};
    if (!is_one_of(word.folded, kOffices)) return false;
    const std::string_view before = quote.substr(0, word.range.begin), after = quote.substr(word.range.end);
    const bool closes = after.starts_with(",") || after.starts_with(".");
    return closes && (before.ends_with(", ") || count_words(before) == 0);
}

}  // namespace

bool speaks_to_somebody(std::string_view sentence) {
    const QuoteMask quotes(sentence);
    const std::vector<Word> words = words_of(sentence);
    return std::any_of(words.begin(), words.end(), [&](const Word& word) {
        return quotes.inside(word.range.begin) && is_called_upon(sentence, word);
    });
}

bool opens_by_pointing(std::string_view quote) {
    constexpr std::string_view kPointing[] = {"that", "this",  "it",   "it's", "that's", "thank",
                                              "dear", "hello", "such", "so",   "well",   "yes",
                                              "no",   "ah",    "then", "das",  "es",     "dies"};
    std::size_t looked_at = 0;
    for (const Word& word : words_of(quote)) {
        if (++looked_at > 5) return false;
        std::string plain = word.folded;
        if (const std::size_t mark = plain.find("\xE2\x80\x99"); mark != std::string::npos) plain.replace(mark, 3, "'");
        if (std::find(std::begin(kPointing), std::end(kPointing), plain) != std::end(kPointing)) return true;
    }
    return false;
}

std::optional<Said> say(const Desk& desk, const Story& story, const Voice& voice, const Span& quote,
                        const QuotingBudget& budget) {
    const Article* const article = desk.article(quote.article);
    const Annotations* const notes = desk.annotations(quote.article);
    if (article == nullptr || notes == nullptr || quote.field != Field::text || !may_be_quoted(*article))
        return std::nullopt;
    if (!desk.speaks(*article)) return std::nullopt;
    if (const auto sentence = sentence_at(*notes, quote.range)) {
        const SentenceCheck checked = check(*article, *notes, *sentence);
        if (names(checked, voice.speaker)) {
            if (auto said = as_sentence(desk, story, *article, checked, budget)) {
                if (auto bare = bare_words(desk, story, *article, parts_of(*notes, quote.range)))
                    said->bare = std::move(*bare);
                return said;
            }
        }
    }
    return as_words(desk, story, *article, voice, parts_of(*notes, quote.range), budget);
}

std::optional<Said> say(const Desk& desk, const Story& story, const Voice& voice, const QuotingBudget& budget) {
    for (const Span& quote : voice.quotes) {
        if (auto said = say(desk, story, voice, quote, budget)) return said;
    }
    return std::nullopt;
}

Line speaker_line(const Desk& desk, const Story& story, const Voice& voice, ArticleId article) {
    const std::vector<std::string> inputs = {"article:" + std::to_string(article.value)};
    Line line = line_of(Computed{"speaker", voice.speaker, inputs});
    if (adds_a_role(desk, story, voice)) {
        line.pieces.push_back(label("list.comma"));
        line.pieces.push_back(Computed{"role", voice.role, inputs});
    }
    return line;
}

}  // namespace newsloom::edition::detail
