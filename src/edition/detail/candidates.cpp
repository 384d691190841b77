#include "edition/detail/candidates.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "edition/detail/dates.h"
#include "edition/detail/quoting_budget.h"
#include "edition/detail/sentence.h"
#include "text/ascii.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::size_t kLeadWordsLeast = 12, kLeadWordsMost = 32, kPairWordsMost = 50;
// Weights read off by hand on the sample days and on stories of the dated stream.
constexpr double kPerSupporter = 0.3, kTitles = 1.5;
// What matters stands above. Of one article so many sentences are looked at, and of a story that all report so many in
// all.
constexpr std::size_t kSentencesMost = 40, kSentencesLeast = 8, kSentencesOfStory = 600, kBytesLookedAt = 6000;

std::map<ArticleId, ArticleId> groups_of(const Story& story) {
    std::map<ArticleId, ArticleId> groups;
    for (const CopyLink& link : story.copies) {
        if (link.group) groups[link.article] = link.group;
    }
    return groups;
}

/// How many texts of the story (copies count once) use each word.
class SharedWords {
  public:
    SharedWords(const Desk& desk, const Story& story) {
        const auto groups = groups_of(story);
        std::map<ArticleId, WordSet> by_group;
        for (const ArticleId id : story.articles) {
            const Article* const article = desk.article(id);
            if (article == nullptr || !may_be_quoted(*article)) continue;
            const auto group = groups.find(id);
            add(by_group[group == groups.end() ? id : group->second],
                content_words(beginning(article->text, kBytesLookedAt)));
        }
        texts_ = by_group.size();
        for (const auto& [group, words] : by_group) {
            for (const std::uint64_t word : words)
                ++count_[word];
        }
    }

    [[nodiscard]] double weight(const WordSet& words) const {
        double sum = 0;
        for (const std::uint64_t word : words) {
            const auto found = count_.find(word);
            if (found != count_.end())
                sum += static_cast<double>(found->second) / static_cast<double>(std::max<std::size_t>(texts_, 1));
        }
        // Long sentences hold more words: the root keeps them from always winning.
        return sum / std::sqrt(static_cast<double>(std::max<std::size_t>(words.size(), 6)));
    }

  private:
    std::unordered_map<std::uint64_t, std::size_t> count_;  // looked up only, never walked
    std::size_t texts_ = 0;
};

/// What the outlets' headlines say: a sentence near to them tells the story's core.
class Titles {
  public:
    Titles(const Desk& desk, const Story& story) {
        for (const ArticleId id : story.articles) {
            const Article* const article = desk.article(id);
            if (article == nullptr || !reports_news(*article)) continue;
            WordSet words = content_words(article->title);
            add(all_, words);
            if (id == story.headline.article) headline_ = words;
            if (words.size() >= 3) titles_.push_back(std::move(words));
        }
    }
    /// Mean share of a headline's words that the sentence has.
    [[nodiscard]] double likeness(const WordSet& sentence) const {
        double sum = 0;
        for (const WordSet& title : titles_)
            sum += repeated(title, sentence);
        return titles_.empty() ? 0 : sum / static_cast<double>(titles_.size());
    }

    [[nodiscard]] double likeness_to_headline(const WordSet& sentence) const {
        return headline_.empty() ? 0 : repeated(headline_, sentence);
    }
    [[nodiscard]] bool has(std::uint64_t word) const { return std::binary_search(all_.begin(), all_.end(), word); }

  private:
    std::vector<WordSet> titles_;
    WordSet all_, headline_;
};

/// Numbers that count or measure something; "one" is mostly a pronoun.
WordSet counts_in(const Annotations& notes, const Article& article, TextRange range) {
    WordSet counts;
    for (const Quantity& quantity : notes.quantities) {
        if (!range.contains(quantity.range) || (quantity.of.empty() && quantity.unit.empty())) continue;
        const std::string_view text = slice(article.text, quantity.range);
        if (text == "one") continue;
        std::string digits;
        for (const Word& word : words_of(text)) {
            if (ascii::is_digit(word.folded.front())) digits += word.folded + " ";
        }
        add(counts, content_words(digits.empty() ? text : digits));
    }
    return counts;
}

bool overlaps_open(const Story& story, const Annotations& notes, const Article& article, TextRange range) {
    const bool of_story = std::any_of(story.open.begin(), story.open.end(), [&](const Span& span) {
        return span.article == article.id && span.field == Field::text && span.range.overlaps(range);
    });
    return of_story || std::any_of(notes.unknowns.begin(), notes.unknowns.end(),
                                   [&](const TextRange& one) { return one.overlaps(range); });
}

bool sets_a_scene(std::string_view sentence) {
    constexpr std::string_view kOpenings[] = {"When ", "As ",          "While ", "Once ", "If ",     "In recent ",
                                              "At a ", "Even before ", "Als ",   "Wenn ", "Während "};
    return std::any_of(std::begin(kOpenings), std::end(kOpenings),
                       [&](std::string_view one) { return sentence.starts_with(one); });
}

/// "The speaker met ...": who?
bool opens_unresolved(std::string_view sentence) {
    constexpr std::string_view kOpenings[] = {
        "The president ", "The speaker ",  "The senator ",      "The governor ",  "The minister ",  "The man ",
        "The woman ",     "The suspect ",  "The company ",      "The candidate ", "The two ",       "The three ",
        "The men ",       "The victim ",   "The group ",        "The agency ",    "The officer ",   "The boy ",
        "The girl ",      "The decision ", "The move ",         "The meeting ",   "The statement ", "The report ",
        "The flurry ",    "The project ",  "The announcement ", "Der Mann ",      "Die Frau ",      "Der Minister ",
        "Die Firma "};
    return std::any_of(std::begin(kOpenings), std::end(kOpenings),
                       [&](std::string_view one) { return sentence.starts_with(one); });
}

/// The words of "The project" at the front, when nothing behind them says which one.
WordSet opening_of(std::string_view sentence) {
    constexpr std::string_view kPointing[] = {"The ", "That ", "This ", "These ", "Those "};
    for (const std::string_view front : kPointing) {
        if (!sentence.starts_with(front)) continue;
        std::string_view rest = sentence.substr(front.size());
        if (rest.empty() || !ascii::is_lower(rest[0])) return {};
        std::size_t end = 0;
        for (std::size_t words = 0; words < 5 && end < rest.size(); ++words) {
            const std::size_t space = std::min(rest.find(' ', end), rest.size());
            const std::string_view word = rest.substr(end, space - end);
            // "The elder Roe daughter" says which; "The governor, a Liberal, told" does not.
            if (words < 3 && ascii::is_upper(word.empty() ? ' ' : word[0]) &&
                rest.substr(0, end).find(',') == std::string_view::npos)
                return {};
            for (const std::string_view which :
                 {"of", "that", "who", "which", "for", "from", "to", "between", "against"}) {
                if (word == which) return {};
            }
            end = space + 1;
        }
        std::size_t two = rest.find(' ');
        if (two != std::string_view::npos) two = std::min(rest.find(' ', two + 1), rest.size());
        return content_words(rest.substr(0, std::min(two, rest.size())));
    }
    return {};
}

Candidate candidate_of(const Article& article, const Annotations& notes, std::size_t position,
                       const SentenceCheck& checked) {
    Candidate result;
    result.article = &article;
    result.range = checked.range;
    result.cut_front = checked.cut_front;
    result.position = position;
    result.words = checked.words;
    result.full_names = checked.full_names;
    result.short_names = checked.short_names;
    const std::string_view text = slice(article.text, result.range);
    result.content = content_words(text);
    const QuoteMask quotes(text);
    result.quote = !quotes.quotes().empty();
    result.opens_with_quote = quotes.inside(0);
    result.denial = tells_a_denial(text);
    result.sets_a_scene = sets_a_scene(text);
    result.unresolved = result.full_names.empty() && opens_unresolved(text);
    result.opening = opening_of(text);
    for (const std::string& name : checked.bare_names)
        add(result.bare_names, content_words(name));
    result.future = tells_what_is_next(text);
    result.counts = counts_in(notes, article, result.range);
    result.number = !result.counts.empty();
    return result;
}

bool may_lead(const Article& article, const Annotations& notes, const Candidate& candidate) {
    if (candidate.cut_front || candidate.position > 3) return false;
    if (candidate.words < kLeadWordsLeast || candidate.words > kLeadWordsMost) return false;
    if (!candidate.short_names.empty() || !candidate.opening.empty()) return false;
    const std::string_view text = slice(article.text, candidate.range);
    if (QuoteMask(text).inside(0)) return false;
    for (const DateWord& word : date_words(article, candidate.range)) {
        if (word.relative && !word.day) return false;
    }
    // "The man was taken to hospital": who? A lead needs a name of a person, a body or a place.
    return std::any_of(notes.names.begin(), notes.names.end(),
                       [&](const Name& name) { return candidate.range.contains(name.range); });
}

class Finder {
  public:
    Finder(const Desk& desk, const Story& story, Instant after)
        : desk_(desk), story_(story), after_(after), shared_words_(desk, story), titles_(desk, story) {
        const std::size_t articles = std::max<std::size_t>(story.articles.size(), 1);
        sentences_ = std::clamp(kSentencesOfStory / articles, kSentencesLeast, kSentencesMost);
        for (std::size_t i = 0; i < story.facts.size(); ++i) {
            for (const Span& span : story.facts[i].support) {
                if (span.field == Field::text) supports_[span.article].emplace_back(i, span.range);
            }
        }
    }

    std::vector<Candidate> find() {
        look_at_articles(true);
        if (found_.empty()) look_at_articles(false);
        return std::move(found_);
    }

  private:
    void look_at_articles(bool of_own_language) {
        for (const ArticleId id : story_.articles) {
            const Article* const article = desk_.article(id);
            const Annotations* const notes = desk_.annotations(id);
            if (article == nullptr || notes == nullptr || !reports_news(*article)) continue;
            if (article->time() <= after_ || desk_.speaks(*article) != of_own_language) continue;
            look_at(*article, *notes);
        }
    }

    void look_at(const Article& article, const Annotations& notes) {
        SentenceCheck before;
        for (std::size_t i = 0; i < notes.sentences.size() && i < sentences_; ++i) {
            SentenceCheck checked = check(article, notes, i);
            const SentenceCheck previous = std::exchange(before, checked);
            if (checked.standing == Standing::never) continue;
            const bool alone = checked.standing == Standing::alone;
            if (!alone && !joined(previous, checked)) continue;
            if (!may_be_printed(article, checked.range)) continue;
            Candidate candidate = candidate_of(article, notes, i, checked);
            candidate.may_lead = alone && may_lead(article, notes, candidate);
            candidate.open = overlaps_open(story_, notes, article, candidate.range);
            candidate.weight = weight(candidate);
            candidate.as_headline = titles_.likeness_to_headline(candidate.content);
            std::erase_if(candidate.bare_names, [&](std::uint64_t word) { return titles_.has(word); });
            found_.push_back(std::move(candidate));
        }
    }

    /// A sentence with a pronoun, only together with the sentence that names its person, as one span.
    static bool joined(const SentenceCheck& previous, SentenceCheck& checked) {
        if (previous.standing != Standing::alone || !previous.names_somebody || previous.short_name) return false;
        if (previous.words + checked.words > kPairWordsMost) return false;
        checked.range.begin = previous.range.begin;
        checked.cut_front = previous.cut_front;
        checked.words += previous.words;
        checked.full_names = previous.full_names;
        return true;
    }

    [[nodiscard]] double weight(Candidate& candidate) const {
        double result =
            shared_words_.weight(candidate.content) / (1.0 + 0.05 * static_cast<double>(candidate.position));
        result += kTitles * titles_.likeness(candidate.content);
        const auto supports = supports_.find(candidate.article->id);
        if (supports == supports_.end()) return result;
        for (const auto& [fact, range] : supports->second) {  // by fact
            if (!range.overlaps(candidate.range) || (!candidate.facts.empty() && candidate.facts.back() == fact))
                continue;
            result += kPerSupporter * std::min(story_.facts[fact].independent, 5);
            candidate.facts.push_back(fact);
        }
        return result;
    }

    const Desk& desk_;
    const Story& story_;
    Instant after_;
    SharedWords shared_words_;
    Titles titles_;
    std::size_t sentences_ = 0;
    std::map<ArticleId, std::vector<std::pair<std::size_t, TextRange>>> supports_;  // (fact, where) of each article
    std::vector<Candidate> found_;
};

}  // namespace

std::vector<Candidate> candidates(const Desk& desk, const Story& story, Instant after) {
    return Finder(desk, story, after).find();
}

void add_marks(const Desk& desk, const Story& story, const Article& article, TextRange range, Line& line) {
    add_mark(line, desk.mark(article, range));
    const auto groups = groups_of(story);
    const auto own = groups.find(article.id);
    const std::string_view bytes = slice(article.text, range);
    for (const auto& [copy, group] : groups) {
        if (own == groups.end() || group != own->second || copy == article.id) continue;
        const Article* const other = desk.article(copy);
        if (other == nullptr || !may_be_quoted(*other)) continue;
        const std::size_t at = other->text.find(bytes);
        if (at != std::string::npos) add_mark(line, desk.mark(*other, {at, at + bytes.size()}));
    }
    for (const Fact& fact : story.facts) {
        const bool supports = std::any_of(fact.support.begin(), fact.support.end(), [&](const Span& span) {
            return span.article == article.id && span.field == Field::text && span.range.overlaps(range);
        });
        if (!supports) continue;
        for (const Span& span : fact.support) {
            const Article* const other = desk.article(span.article);
            if (other != nullptr && may_be_quoted(*other)) add_mark(line, desk.mark(*other, span.range));
        }
    }
}

Line line_of(const Desk& desk, const Story& story, const Candidate& candidate) {
    Line line;
    if (candidate.cut_front) {
        line.pieces.push_back(label("brief.cut"));
        line.pieces.push_back(label("brief.space"));
    }
    for (Piece& piece : dated_pieces(desk, *candidate.article, candidate.range))
        line.pieces.push_back(std::move(piece));
    add_marks(desk, story, *candidate.article, candidate.range, line);
    return line;
}

}  // namespace newsloom::edition::detail
