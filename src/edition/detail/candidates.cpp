#include "edition/detail/candidates.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "edition/detail/dates.h"
#include "edition/detail/quoting_budget.h"
#include "edition/detail/references.h"
#include "edition/detail/sentence.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::size_t kLeadWordsLeast = 12, kLeadWordsMost = 32, kLeadWordsLong = 40, kPairWordsMost = 50;
// Weights read off by hand on the sample days and on stories of the dated stream.
constexpr std::size_t kLeadPositionMost = 3;
constexpr std::size_t kSaidWords = 5;  // fewer between quotation marks are a title or a word held at arm's length
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

    /// Mean share of the texts that have a word.
    [[nodiscard]] double mean(const WordSet& words) const {
        return words.empty() ? 0 : sum(words) / static_cast<double>(words.size());
    }

    [[nodiscard]] double weight(const WordSet& words) const {
        // Long sentences hold more words: the root keeps them from always winning.
        return sum(words) / std::sqrt(static_cast<double>(std::max<std::size_t>(words.size(), 6)));
    }

  private:
    [[nodiscard]] double sum(const WordSet& words) const {
        double sum = 0;
        for (const std::uint64_t word : words) {
            const auto found = count_.find(word);
            if (found != count_.end())
                sum += static_cast<double>(found->second) / static_cast<double>(std::max<std::size_t>(texts_, 1));
        }
        return sum;
    }

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
            const WordSet words = content_words(article->title);
            add(all_, words);
            if (id == story.headline.article) headline_ = words;
            if (words.size() < 3) continue;
            for (const std::uint64_t word : words)
                with_[word].push_back(sizes_.size());
            sizes_.push_back(words.size());
        }
    }
    /// Mean share of a headline's words that the sentence has.
    [[nodiscard]] double likeness(const WordSet& sentence) const {
        std::vector<std::size_t> has(sizes_.size(), 0);
        for (const std::uint64_t word : sentence) {
            const auto found = with_.find(word);
            if (found == with_.end()) continue;
            for (const std::size_t title : found->second)
                ++has[title];
        }
        double sum = 0;
        for (std::size_t i = 0; i < sizes_.size(); ++i)
            sum += static_cast<double>(has[i]) / static_cast<double>(sizes_[i]);
        return sizes_.empty() ? 0 : sum / static_cast<double>(sizes_.size());
    }

    [[nodiscard]] double likeness_to_headline(const WordSet& sentence) const {
        return headline_.empty() ? 0 : repeated(headline_, sentence);
    }
    [[nodiscard]] bool has(std::uint64_t word) const { return std::binary_search(all_.begin(), all_.end(), word); }

  private:
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> with_;  ///< the titles with a word; never walked
    std::vector<std::size_t> sizes_;                                    ///< in words, of each title
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

/// "At least 12 hurt", when the last report counts 17.
bool is_outdated(const Story& story, const Article& article, TextRange range) {
    return std::any_of(story.differing.begin(), story.differing.end(), [&](const Difference& difference) {
        if (difference.kind != DifferenceKind::number || !difference.may_be_update) return false;
        Instant own = Instant::max(), latest = Instant::min();
        for (const auto& side : difference.sides) {
            Instant here = Instant::max(), others = Instant::min();
            for (const DifferenceSide& value : side) {
                const Span& span = value.span;
                const bool tells =
                    span.article == article.id && span.field == Field::text && span.range.overlaps(range);
                if (tells) here = std::min(here, value.time);
                others = std::max(others, value.time);
            }
            if (here == Instant::max()) latest = std::max(latest, others);
            own = std::min(own, here);
        }
        return own < latest;
    });
}

bool sets_a_scene(std::string_view sentence) {
    constexpr std::string_view kOpenings[] = {
        "When ", "As ",       "While ",    "Once ",        "If ",       "In recent ", "At a ", "Even ",
        "Amid ", "Although ", "Though ",   "In the wake ", "For the ",  "For a ",     "With ", "Als ",
        "Wenn ", "Während ",  "For years", "For months",   "Short of ", "Before "};
    return std::any_of(std::begin(kOpenings), std::end(kOpenings),
                       [&](std::string_view one) { return sentence.starts_with(one); });
}

// Own list: they judge what they name. Between quotation marks somebody else does.
constexpr std::string_view kLoaded[] = {
    "extreme",     "extremely",   "shocking",     "stunning",       "brazen",      "charismatic", "startling",
    "disgraceful", "notorious",   "infamous",     "outrageous",     "ridiculous",  "absurd",      "unhinged",
    "bizarre",     "hilarious",   "shameful",     "evil",           "sinister",    "heroic",      "brilliant",
    "masterful",   "incredible",  "unbelievable", "disastrous",     "horrific",    "vicious",     "cruel",
    "pathetic",    "laughable",   "stupid",       "idiotic",        "dishonest",   "corrupt",     "hypocritical",
    "hypocrisy",   "lie",         "lies",         "lied",           "propaganda",  "hysteria",    "meltdown",
    "fawning",     "damning",     "supposedly",   "alas",           "sadly",       "clearly",     "obviously",
    "frankly",     "truly",       "ironically",   "unsurprisingly", "importantly", "smear",       "witch",
    "blatant",     "blatantly",   "utterly",      "totally",        "demonize",    "demonizing",  "radical",
    "insane",      "predictably", "conveniently", "perhaps",        "surely",      "unsettling",  "uncorked",
    "ugly",        "nasty",       "gory",         "skandalös",      "unfassbar",   "angeblich"};

constexpr std::string_view kComesLater[] = {"later",   "also",      "again",   "meanwhile",
                                            "earlier", "similarly", "instead", "nevertheless"};
constexpr std::size_t kOpeningWords = 7;

int year_of(std::string_view word) {
    if (word.size() != 4 || !(word.starts_with("19") || word.starts_with("20"))) return 0;
    int year = 0;
    for (const char c : word) {
        if (!ascii::is_digit(c)) return 0;
        year = 10 * year + (c - '0');
    }
    return year;
}

bool is_of_old(const std::vector<Word>& words, int year) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const int named = year_of(words[i].folded);
        if (named != 0 && named < year) return true;
        if (i == 0) continue;
        const std::string_view now = words[i].folded, before = words[i - 1].folded;
        if (now == "ago" &&
            (before == "years" || before == "decades" || before == "year" || before == "decade" || before == "months"))
            return true;
        if (before == "last" && (now == "year" || now == "spring" || now == "summer" || now == "fall" ||
                                 now == "autumn" || now == "winter" || now == "december" || now == "november"))
            return true;
    }
    return false;
}

/// Somebody in the sentence says it.
bool is_said_here(const Annotations& notes, TextRange sentence, TextRange quote) {
    quote.begin += sentence.begin;
    quote.end += sentence.begin;
    return std::any_of(notes.attributions.begin(), notes.attributions.end(), [&](const Attribution& one) {
        return one.content.overlaps(quote) && one.source && sentence.contains(*one.source);
    });
}

/// Names return in every line; what is told of them should not.
WordSet plain_words(const Article& article, const Annotations& notes, TextRange range, const ReadSentence& sentence,
                    const WordSet& content) {
    WordSet names;
    for (const Name& name : notes.names) {
        if (range.contains(name.range)) add(names, content_words(slice(article.text, name.range)));
    }
    for (const Word& word : sentence.words) {
        if (is_weekday(word.folded)) add(names, content_words(word.folded));
    }
    WordSet plain;
    std::set_difference(content.begin(), content.end(), names.begin(), names.end(), std::back_inserter(plain));
    return plain;
}

References references_of(const Article& article, const Annotations& notes, const Candidate& candidate) {
    return references(article, notes, candidate.range, candidate.position == 0 ? Opens::yes : Opens::no);
}

Candidate candidate_of(const Article& article, const Annotations& notes, std::size_t position,
                       const SentenceCheck& checked, int year, Sentences& sentences) {
    Candidate result;
    result.article = &article;
    result.range = checked.range;
    result.cut_front = checked.cut_front;
    result.position = position;
    result.year = year;
    result.words = checked.words;
    result.full_names = checked.full_names;
    result.short_names = checked.short_names;
    const std::string_view text = slice(article.text, result.range);
    const ReadSentence& sentence = sentences.read(text);
    const QuoteMask& quotes = sentence.quotes;
    result.content = content_words(sentence.words);
    result.quote = !quotes.quotes().empty();
    result.opens_with_quote = quotes.inside(0);
    for (const TextRange& quote : quotes.quotes()) {
        if (count_words(slice(text, quote)) < kSaidWords) continue;
        (is_said_here(notes, result.range, quote) ? result.says : result.speakerless) = true;
    }
    result.denial = tells_a_denial(sentence);
    result.sets_a_scene = sets_a_scene(text);
    for (const std::string& name : checked.bare_names)
        add(result.bare_names, content_words(name));
    result.future = tells_what_is_next(sentence);
    result.ahead = looks_ahead(sentence);
    result.tells_of_old = is_of_old(sentence.words, year);
    static const WordLists loaded(kLoaded), later(kComesLater);
    for (std::size_t i = 0; i < sentence.words.size(); ++i) {
        const Word& word = sentence.words[i];
        if (loaded.of(word.folded) != 0 && !sentence.is_quoted(word)) ++result.loaded;
        if (i < kOpeningWords && later.of(word.folded) != 0) result.comes_later = true;
    }
    const std::vector<DateWord> days = date_words(article, result.range, sentence);
    result.undated =
        std::any_of(days.begin(), days.end(), [](const DateWord& day) { return day.relative && !day.day; });
    result.on_a_day = !days.empty();
    if (!days.empty()) result.day = fold_case(slice(article.text, days.front().range));
    // Dear, and asked of what may open the brief.
    if (position <= kLeadPositionMost && !result.cut_front && result.words <= kLeadWordsLong &&
        !result.opens_with_quote && !result.undated)
        result.taken = references_of(article, notes, result);
    result.plain = plain_words(article, notes, result.range, sentence, result.content);
    result.counts = counts_in(notes, article, result.range);
    result.number = !result.counts.empty();
    return result;
}

bool may_lead(const Annotations& notes, const Candidate& candidate) {
    if (candidate.cut_front || candidate.position > kLeadPositionMost || !candidate.taken || candidate.taken->never)
        return false;
    if (candidate.words < kLeadWordsLeast || candidate.words > kLeadWordsLong) return false;
    if (!candidate.taken->surnames.empty() || candidate.comes_later) return false;
    if (candidate.position > 0 && !candidate.taken->words.empty()) return false;
    // "The man was taken to hospital": who? A lead needs a name of a person, a body or a place.
    return std::any_of(notes.names.begin(), notes.names.end(),
                       [&](const Name& name) { return candidate.range.contains(name.range); });
}

class Finder {
  public:
    Finder(const Desk& desk, const Story& story, Instant after)
        : desk_(desk), story_(story), after_(after), shared_words_(desk, story), titles_(desk, story) {
        const std::size_t articles = std::max<std::size_t>(story.articles.size(), 1);
        year_ = year_of(desk, story);
        find_people_of_headline();
        headline_words_ = words_of_headline(desk, story);
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
        for (Candidate& one : found_)
            one.other_day = !one.day.empty() && !headline_day_.empty() && one.day != headline_day_;
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
        const WordSet title = content_words(article.title);
        SentenceCheck before;
        for (std::size_t i = 0; i < notes.sentences.size() && i < sentences_; ++i) {
            SentenceCheck checked = check(article, notes, i, read_);
            const SentenceCheck previous = std::exchange(before, checked);
            if (checked.standing == Standing::never) continue;
            const bool alone = checked.standing == Standing::alone;
            if (!alone && !joined(previous, checked)) continue;
            if (!may_be_printed(article, checked.range)) continue;
            Candidate candidate = candidate_of(article, notes, i, checked, year_, read_);
            candidate.may_lead_long = alone && may_lead(notes, candidate) && points_to_headline(candidate, title);
            candidate.may_lead = candidate.may_lead_long && candidate.words <= kLeadWordsMost;
            candidate.of_headline = article.id == story_.headline.article;
            if (candidate.of_headline && headline_day_.empty() && i < 3) headline_day_ = candidate.day;
            candidate.in_headline = shared(headline_words_, candidate.content);
            candidate.names_who = people_.empty() || shared(people_, candidate.content) > 0;
            candidate.outdated = is_outdated(story_, article, candidate.range);
            candidate.open = overlaps_open(story_, notes, article, candidate.range);
            candidate.weight = weight(candidate);
            candidate.tells_title = shared(candidate.plain, title) > 0 || shared(candidate.plain, headline_words_) > 0;
            candidate.as_title = repeated(title, candidate.content);
            candidate.as_headline = titles_.likeness_to_headline(candidate.content);
            std::erase_if(candidate.bare_names, [&](std::uint64_t word) { return titles_.has(word); });
            found_.push_back(std::move(candidate));
        }
    }

    void find_people_of_headline() {
        const Article* const titled = desk_.article(story_.headline.article);
        if (titled == nullptr) return;
        const WordSet title = content_words(titled->title);
        for (const ArticleId id : story_.articles) {
            const Annotations* const notes = desk_.annotations(id);
            const Article* const article = desk_.article(id);
            if (notes == nullptr || article == nullptr) continue;
            for (const Name& name : notes->names) {
                if (name.kind != NameKind::person || name.range.end > article->text.size()) continue;
                const WordSet last = content_words(surname(slice(article->text, name.range)));
                if (last.size() == 1 && shared(last, title) == 1) add(people_, last);
            }
        }
    }

    [[nodiscard]] bool points_to_headline(const Candidate& one, const WordSet& title) const {
        const auto is_told = [&](const WordSet& any) {
            return shared(any, headline_words_) > 0 || shared(any, title) > 0;
        };
        return std::all_of(one.taken->words.begin(), one.taken->words.end(), is_told) &&
               std::all_of(one.taken->names.begin(), one.taken->names.end(), is_told);
    }

    /// A sentence with a pronoun, only together with the sentence that names its person, as one span.
    static bool joined(const SentenceCheck& previous, SentenceCheck& checked) {
        if (checked.cut_front || previous.standing != Standing::alone || !previous.names_somebody ||
            previous.short_name)
            return false;
        if (previous.words + checked.words > kPairWordsMost) return false;
        checked.range.begin = previous.range.begin;
        checked.cut_front = previous.cut_front;
        checked.words += previous.words;
        checked.full_names = previous.full_names;
        return true;
    }

    [[nodiscard]] double weight(Candidate& candidate) const {
        candidate.share_of_reports = shared_words_.mean(candidate.content);
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
    WordSet people_, headline_words_;
    std::string headline_day_;
    int year_ = 0;
    std::size_t sentences_ = 0;
    std::map<ArticleId, std::vector<std::pair<std::size_t, TextRange>>> supports_;  // (fact, where) of each article
    Sentences read_;
    std::vector<Candidate> found_;
};

}  // namespace

bool tells_of_old(std::string_view sentence, int year) { return is_of_old(words_of(sentence), year); }

int year_of(const Desk& desk, const Story& story) {
    constexpr int kDated = 1980, kNone = 2100;
    const int dated = static_cast<int>(date_of(story.last).year());
    if (dated > kDated) return dated;
    int latest = 0;
    for (const ArticleId id : story.articles) {
        const Article* const article = desk.article(id);
        if (article == nullptr || !reports_news(*article)) continue;
        const std::string_view text = beginning(article->text, kBytesLookedAt);
        for (const TextRange word : word_ranges(text)) {
            const int named = year_of(slice(text, word));
            if (named < kNone) latest = std::max(latest, named);
        }
    }
    return latest;
}

WordSet words_of_headline(const Desk& desk, const Story& story) {
    const Article* const titled = desk.article(story.headline.article);
    return titled == nullptr ? WordSet() : content_words(titled->title);
}

std::vector<Candidate> candidates(const Desk& desk, const Story& story, Instant after) {
    return Finder(desk, story, after).find();
}

References taken_by(const Desk& desk, const Candidate& candidate) {
    if (candidate.taken) return *candidate.taken;
    const Annotations* const notes = desk.annotations(candidate.article->id);
    return notes == nullptr ? References() : references_of(*candidate.article, *notes, candidate);
}

std::optional<Candidate> sentence_behind(const Desk& desk, const Candidate& before) {
    const Article& article = *before.article;
    const Annotations* const notes = desk.annotations(article.id);
    const std::size_t next = before.position + 1;
    if (notes == nullptr || next >= notes->sentences.size()) return std::nullopt;
    Sentences sentences;
    const SentenceCheck checked = check(article, *notes, next, sentences);
    if (checked.standing == Standing::never || checked.cut_front || !may_be_printed(article, checked.range))
        return std::nullopt;
    // "He": of two people above, which?
    if (checked.standing == Standing::needs_name && before.full_names.size() > 1) return std::nullopt;
    Candidate result = candidate_of(article, *notes, next, checked, before.year, sentences);
    if (result.opens_with_quote || result.undated || result.words < 8) return std::nullopt;
    return result;
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
