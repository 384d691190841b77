#include "story/detail/reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "base/hash.h"
#include "story/detail/common_words.h"
#include "story/detail/figures.h"
#include "story/detail/key_index.h"
#include "story/detail/senses.h"
#include "story/detail/sources.h"
#include "story/detail/stop_words.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kMostMembers = 200;
constexpr std::size_t kMostSentences = 150;  // per article
constexpr std::size_t kMostClauses = 8;      // per sentence

constexpr std::uint32_t word_hash(std::string_view word) {
    return static_cast<std::uint32_t>(mix64(dedup::fnv_of(word)) >> 32);
}
template <std::size_t N>
bool is_one_of(std::uint32_t hash, const std::array<std::uint32_t, N>& list) {
    return std::find(list.begin(), list.end(), hash) != list.end();
}

constexpr std::array kNegations{
    word_hash("not"),     word_hash("no"),      word_hash("never"),  word_hash("neither"), word_hash("nor"),
    word_hash("without"), word_hash("denied"),  word_hash("denies"), word_hash("didnt"),   word_hash("doesnt"),
    word_hash("dont"),    word_hash("wasnt"),   word_hash("werent"), word_hash("isnt"),    word_hash("arent"),
    word_hash("wont"),    word_hash("cannot"),  word_hash("cant"),   word_hash("couldnt"), word_hash("hasnt"),
    word_hash("havent"),  word_hash("hadnt"),   word_hash("nicht"),  word_hash("kein"),    word_hash("keine"),
    word_hash("keinen"),  word_hash("keiner"),  word_hash("nie"),    word_hash("niemals"), word_hash("nobody"),
    word_hash("nothing"), word_hash("niemand"), word_hash("ohne"),   word_hash("none"),    word_hash("wouldnt")};
constexpr std::array kDependent{
    word_hash("he"),    word_hash("she"),     word_hash("it"),      word_hash("they"),  word_hash("his"),
    word_hash("her"),   word_hash("their"),   word_hash("its"),     word_hash("this"),  word_hash("that"),
    word_hash("these"), word_hash("those"),   word_hash("however"), word_hash("but"),   word_hash("and"),
    word_hash("also"),  word_hash("then"),    word_hash("so"),      word_hash("yet"),   word_hash("meanwhile"),
    word_hash("still"), word_hash("instead"), word_hash("er"),      word_hash("sie"),   word_hash("es"),
    word_hash("diese"), word_hash("dieser"),  word_hash("dieses"),  word_hash("sein"),  word_hash("seine"),
    word_hash("ihr"),   word_hash("ihre"),    word_hash("aber"),    word_hash("und"),   word_hash("doch"),
    word_hash("dabei"), word_hash("damit"),   word_hash("dort"),    word_hash("there"), word_hash("we"),
    word_hash("i"),     word_hash("wir"),     word_hash("ich"),     word_hash("such"),  word_hash("another"),
    word_hash("both"),  word_hash("because"), word_hash("or"),      word_hash("too"),   word_hash("afterwards")};

const Annotations& nothing() {
    static const Annotations none;
    return none;
}

std::uint32_t stem_hash(const dedup::ScannedWord& word, Tongue tongue) {
    return static_cast<std::uint32_t>(mix64(stemmed(word, tongue)) >> 32);
}

/// Weekdays and months, English and German: bit i of Statement::days.
constexpr std::array kDays{word_hash("monday"),   word_hash("tuesday"),  word_hash("wednesday"), word_hash("thursday"),
                           word_hash("friday"),   word_hash("saturday"), word_hash("sunday"),    word_hash("january"),
                           word_hash("february"), word_hash("march"),    word_hash("april"),     word_hash("june"),
                           word_hash("july"),     word_hash("august"),   word_hash("september"), word_hash("october"),
                           word_hash("november"), word_hash("december")};
constexpr std::array kTage{
    word_hash("montag"),  word_hash("dienstag"), word_hash("mittwoch"), word_hash("donnerstag"), word_hash("freitag"),
    word_hash("samstag"), word_hash("sonntag"),  word_hash("januar"),   word_hash("februar"),    word_hash("mai"),
    word_hash("april"),   word_hash("juni"),     word_hash("juli"),     word_hash("august"),     word_hash("september"),
    word_hash("oktober"), word_hash("november"), word_hash("dezember")};

template <class T>
void sort_out(std::vector<T>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// FNV over the first five letters, folded for ASCII.
std::uint32_t prefix_hash(std::string_view word) {
    std::uint64_t state = dedup::kFnvStart;
    for (std::size_t i = 0; i < std::min<std::size_t>(word.size(), 5); ++i)
        state = dedup::fnv(state, static_cast<unsigned char>(ascii::lower(word[i])));
    return static_cast<std::uint32_t>(mix64(state) >> 32);
}

/// Words of saying beside which a name says who.
constexpr std::array kSaying{
    word_hash("said"),   word_hash("says"),          word_hash("told"),    word_hash("tells"),
    word_hash("added"),  word_hash("argued"),        word_hash("wrote"),   word_hash("writes"),
    word_hash("warned"), word_hash("tweeted"),       word_hash("stated"),  word_hash("sagte"),
    word_hash("sagt"),   word_hash("erkl\u00e4rte"), word_hash("schrieb"), word_hash("argues")};

/// Words with which a new clause begins.
constexpr std::array kJoints{word_hash("and"),   word_hash("but"),     word_hash("while"), word_hash("after"),
                             word_hash("when"),  word_hash("because"), word_hash("since"), word_hash("who"),
                             word_hash("which"), word_hash("that"),    word_hash("as"),    word_hash("where"),
                             word_hash("with"),  word_hash("und"),     word_hash("aber"),  word_hash("nachdem"),
                             word_hash("weil"),  word_hash("dass"),    word_hash("wo"),    word_hash("als"),
                             word_hash("mit")};

/// What lists a word is in, found by one look-up.
struct Kinds {
    bool joint = false, dependent = false, negation = false, saying = false, weekday_or_month = false;
    std::uint32_t days = 0;  ///< bits of Statement::days, in either language
};

class KnownWords {
  public:
    KnownWords() {
        for (const std::uint32_t word : kJoints)
            kinds(word).joint = true;
        for (const std::uint32_t word : kDependent)
            kinds(word).dependent = true;
        for (const std::uint32_t word : kNegations)
            kinds(word).negation = true;
        for (const std::uint32_t word : kSaying)
            kinds(word).saying = true;
        for (std::size_t day = 0; day < kDays.size(); ++day) {
            kinds(kDays[day]).weekday_or_month = true;
            kinds(kDays[day]).days |= 1U << day;
            kinds(kTage[day]).days |= 1U << day;
        }
    }
    [[nodiscard]] const Kinds& of(std::uint32_t hash) const {
        static constexpr Kinds kNothing;
        const std::uint32_t number = words_.find(hash);
        return number == KeyIndex::kNone ? kNothing : kinds_[number];
    }

  private:
    Kinds& kinds(std::uint32_t hash) {
        const std::uint32_t number = words_.number_of(hash);
        if (number == kinds_.size()) kinds_.emplace_back();
        return kinds_[number];
    }
    KeyIndex words_ = KeyIndex(512);
    std::vector<Kinds> kinds_;
};

/// Who stands beside the words of saying: the capitalised word right before one; right after one, the last of a run.
class Sayers {
  public:
    void read(const dedup::ScannedWord& word, const Kinds& kinds, std::uint32_t stem, bool is_content,
              Statement& statement) {
        const bool named = word.upper && is_content && !kinds.weekday_or_month;
        if (kinds.saying) {
            if (last_ && !word.after_mark) statement.sayers.push_back(*last_);
            after_ = true;
            last_.reset();
            return;
        }
        if (after_ && last_ && (!named || word.after_mark)) {
            statement.sayers.push_back(*last_);
            after_ = false;
        }
        if (!named) after_ = after_ && word.upper;
        last_ = named ? std::optional(stem) : std::nullopt;
    }

  private:
    std::optional<std::uint32_t> last_;  // the word before, when it is capitalised and no stop word
    bool after_ = false;                 // only capitalised words since a word of saying
};

/// Ends the clause at hand when it holds something.
void close_clause(Statement& statement, std::vector<std::uint32_t>& clause) {
    if (clause.size() < 2 || statement.clauses.size() == kMostClauses) return;
    sort_out(clause);
    statement.clauses.emplace_back(clause.begin(), clause.end());
    clause.clear();
}

/// The senses of phrases of two to four words that end with the last word read.
void add_phrases(const std::array<std::uint64_t, 4>& last, Statement& statement, std::vector<std::uint32_t>& clause) {
    std::array<std::uint64_t, 4> words{};
    const std::size_t most = std::min<std::size_t>(statement.words, 4);
    for (std::size_t n = 1; n <= most; ++n) {
        words[4 - n] = last[(statement.words - n) % 4];
        if (n == 1) continue;
        if (const auto sense = phrase_sense(std::span(words).last(n))) {
            statement.senses.push_back(*sense);
            clause.push_back(*sense);
        }
    }
}

/// "... Chuck Schumer (D-N.", "... Shepard Smith, D-N.", "said Donald J."; not "... in the U.S."
bool ends_at_initial(std::string_view text) {
    const std::size_t n = text.size();
    return n >= 3 && text[n - 1] == '.' && ascii::is_upper(text[n - 2]) &&
           (text[n - 3] == ' ' || text[n - 3] == '-' || text[n - 3] == '(');
}

/// "The shots", "Dispute over the line": a few words without an end are a heading inside a report.
bool is_heading(std::string_view text, std::size_t words) {
    constexpr std::size_t kMostWords = 6;
    while (!text.empty() && ascii::is_space(text.back()))
        text.remove_suffix(1);
    return words <= kMostWords && !text.empty() && ascii::is_alnum(text.back());
}

/// Who says it and the word of saying, in the sentence.
std::vector<TextRange> saying_in(const Annotations& annotations, TextRange sentence) {
    std::vector<TextRange> saying;
    for (const Attribution& attribution : annotations.attributions) {
        if (!sentence.overlaps(attribution.content)) continue;
        for (const auto& range : {attribution.source, attribution.cue}) {
            if (range && range->overlaps(sentence)) saying.push_back(*range);
        }
    }
    return saying;
}

/// The names that end after a place and begin before another.
std::span<const Name> names_between(const std::vector<Name>& names, std::size_t begin, std::size_t end) {
    auto first = std::partition_point(names.begin(), names.end(), [&](const Name& n) { return n.range.end <= begin; });
    auto last = first;
    while (last != names.end() && last->range.begin < end)
        ++last;
    return {first, last};
}

void read_sentence(const Reading& reading, const std::vector<TextRange>& saying, Statement& statement) {
    const std::string_view text = slice(reading.text(statement.member), statement.range);
    const Tongue tongue = reading.tongue(statement.member);
    static const KnownWords known_words;
    std::array<std::uint64_t, 4> last{};
    std::vector<std::uint32_t> clause;
    Sayers sayers;
    const std::size_t likely_words = text.size() / 6 + 1;
    clause.reserve(likely_words);
    statement.terms.reserve(likely_words);
    statement.senses.reserve(likely_words);
    statement.prefixes.reserve(likely_words);
    statement.runs.reserve(likely_words);
    const auto names =
        names_between(reading.annotations(statement.member).names, statement.range.begin, statement.range.end);
    const auto is_of_name = [&](const dedup::ScannedWord& word) {
        const TextRange range{statement.range.begin + word.begin, statement.range.begin + word.end};
        const auto at = std::partition_point(names.begin(), names.end(),
                                             [&](const Name& name) { return name.range.end <= range.begin; });
        return at != names.end() && at->range.overlaps(range);
    };
    // Who says it and the word of saying are no part of what is said.
    const auto is_of_saying = [&](const dedup::ScannedWord& word) {
        const TextRange range{statement.range.begin + word.begin, statement.range.begin + word.end};
        return std::any_of(saying.begin(), saying.end(), [&](TextRange r) { return r.overlaps(range); });
    };
    dedup::scan_words(text, [&](const dedup::ScannedWord& word) {
        const auto hash = static_cast<std::uint32_t>(word.hash() >> 32);
        const Kinds& kinds = known_words.of(hash);
        if (word.after_mark || kinds.joint) close_clause(statement, clause);
        if (statement.words == 0) statement.opens_dependent = kinds.dependent;
        if (kinds.negation) ++statement.negations;
        if (word.upper || tongue == Tongue::german) statement.days |= kinds.days;
        const bool is_content = !is_stop_word(hash) && (word.length > 1 || word.digits || word.last[0] == 0);
        const std::uint32_t stem = stem_hash(word, tongue);
        sayers.read(word, kinds, stem, is_content && tongue != Tongue::german, statement);
        if (is_content) statement.terms.push_back({stem, static_cast<std::uint32_t>(statement.words), rarity_of(stem)});
        if (is_content && !is_of_saying(word)) {
            statement.senses.push_back(sense_of(text, word, tongue));
            clause.push_back(statement.senses.back());
            if (is_of_name(word)) statement.name_senses.push_back(statement.senses.back());
            statement.prefixes.push_back(prefix_hash(text.substr(word.begin, word.end - word.begin)));
        }
        last[statement.words % 4] = word.hash();
        ++statement.words;
        if (tongue == Tongue::english && may_end_phrase(word.hash())) add_phrases(last, statement, clause);
        if (statement.words < 4) return;
        std::uint64_t run = 0;
        for (std::size_t k = 0; k < 4; ++k)
            run = mix64(run ^ last[(statement.words + k) % 4]);
        statement.runs.push_back(static_cast<std::uint32_t>(run));
    });
    std::sort(statement.terms.begin(), statement.terms.end(),
              [](const Term& a, const Term& b) { return a.stem != b.stem ? a.stem < b.stem : a.at < b.at; });
    statement.terms.erase(std::unique(statement.terms.begin(), statement.terms.end(),
                                      [](const Term& a, const Term& b) { return a.stem == b.stem; }),
                          statement.terms.end());
    for (const Term& term : statement.terms)
        statement.rarity += term.rarity;
    close_clause(statement, clause);
    statement.negated = statement.negations > 0;
    sort_out(statement.senses);
    sort_out(statement.name_senses);
    for (const std::uint32_t sense : statement.senses) {
        if (std::binary_search(statement.name_senses.begin(), statement.name_senses.end(), sense)) continue;
        for (const auto& [_, field] : fields_of(sense))
            statement.fields.emplace_back(field, sense);
    }
    sort_out(statement.fields);
    sort_out(statement.prefixes);
    sort_out(statement.runs);
    statement.question = text.find('?') != std::string_view::npos;
    statement.cut_off = ends_at_initial(text) || is_heading(text, statement.words);
}

/// Reads sentences; one that another article has too, to the letter and with the same names and words of saying marked
/// in it, is read once.
class SentenceReader {
  public:
    /// Statements must not move.
    explicit SentenceReader(const Reading& reading) : reading_(reading) {}

    void read(Statement& statement) {
        const Annotations& annotations = reading_.annotations(statement.member);
        const std::vector<TextRange> saying = saying_in(annotations, statement.range);
        const std::string_view text = slice(reading_.text(statement.member), statement.range);
        std::uint64_t key = hash64(text) ^ static_cast<std::uint64_t>(reading_.tongue(statement.member));
        const auto add = [&](TextRange range) {
            key = mix64(key ^ (range.begin - statement.range.begin));
            key = mix64(key ^ (range.end - statement.range.begin));
        };
        for (const Name& name : names_between(annotations.names, statement.range.begin, statement.range.end))
            add(name.range);
        key = mix64(key);
        for (const TextRange range : saying)
            add(range);
        const auto [at, is_new] = first_.emplace(key, &statement);
        if (!is_new && slice(reading_.text(at->second->member), at->second->range) == text) {
            copy_words(*at->second, statement);
        } else {
            read_sentence(reading_, saying, statement);
        }
    }

  private:
    static void copy_words(const Statement& from, Statement& to) {
        to.words = from.words;
        to.terms = from.terms;
        to.rarity = from.rarity;
        to.senses = from.senses;
        to.name_senses = from.name_senses;
        to.clauses = from.clauses;
        to.prefixes = from.prefixes;
        to.runs = from.runs;
        to.fields = from.fields;
        to.days = from.days;
        to.sayers = from.sayers;
        to.negations = from.negations;
        to.negated = from.negated;
        to.opens_dependent = from.opens_dependent;
        to.question = from.question;
        to.cut_off = from.cut_off;
    }

    const Reading& reading_;
    std::unordered_map<std::uint64_t, const Statement*> first_;  // looked up only
};

/// Hands the annotations of one article to its statements: both are in text order.
void spread(const Annotations& annotations, std::string_view lower, Tongue tongue, std::span<Statement> statements) {
    const auto first_after = [&](std::size_t begin) {
        return std::partition_point(statements.begin(), statements.end(),
                                    [&](const Statement& s) { return s.range.end <= begin; });
    };
    for (const Name& name : annotations.names) {
        const auto at = first_after(name.range.begin);
        if (at == statements.end() || !at->range.overlaps(name.range)) continue;
        std::uint32_t last = 0;
        dedup::scan_words(name.full, [&](const dedup::ScannedWord& word) { last = stem_hash(word, tongue); });
        if (last != 0) at->names.push_back(last);
    }
    for (std::size_t i = 0; i < annotations.quantities.size(); ++i) {
        const auto at = first_after(annotations.quantities[i].range.begin);
        if (at == statements.end() || !at->range.overlaps(annotations.quantities[i].range)) continue;
        at->quantities.push_back(i);
        if (annotations.quantities[i].value) at->values.push_back(measure_of(annotations.quantities[i]));
    }
    for (std::size_t i = 0; i < annotations.attributions.size(); ++i) {
        const Attribution& attribution = annotations.attributions[i];
        for (auto at = first_after(attribution.content.begin);
             at != statements.end() && at->range.begin < attribution.content.end; ++at) {
            at->attributions.push_back(i);
            at->quoted = at->quoted || attribution.kind != QuoteKind::indirect;
            at->denial = at->denial || attribution.stance == Stance::denial;
            std::uint32_t last = 0;
            dedup::scan_words(attribution.speaker,
                              [&](const dedup::ScannedWord& word) { last = stem_hash(word, tongue); });
            if (last != 0) at->speakers.push_back(last);
        }
    }
    for (Statement& statement : statements) {
        sort_out(statement.names);
        sort_out(statement.speakers);
        const auto first = statement.quantities.empty() ? 0 : statement.quantities.front();
        const std::span<const Quantity> own(annotations.quantities.data() + first, statement.quantities.size());
        for (const Measure& figure : other_figures(slice(lower, statement.range), own, statement.range.begin))
            statement.values.push_back(figure);
        for (Measure& value : statement.values) {
            if (value.unit == "people") value.unit = {};
        }
    }
}

}  // namespace

const Annotations& Reading::annotations(std::size_t member) const {
    const Annotations* found = members[member]->annotations;
    return found != nullptr ? *found : nothing();
}

bool is_report(Genre genre) {
    return genre == Genre::news || genre == Genre::live || genre == Genre::feature || genre == Genre::analysis;
}

std::vector<std::uint32_t> content_stems(std::string_view text, Tongue tongue) {
    std::vector<std::uint32_t> stems;
    dedup::scan_words(text, [&](const dedup::ScannedWord& word) {
        if (!is_stop_word(static_cast<std::uint32_t>(word.hash() >> 32))) stems.push_back(stem_hash(word, tongue));
    });
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    return stems;
}

std::vector<std::uint32_t> content_senses(std::string_view text, Tongue tongue) {
    std::vector<std::uint32_t> senses;
    dedup::scan_words(text, [&](const dedup::ScannedWord& word) {
        if (!is_stop_word(static_cast<std::uint32_t>(word.hash() >> 32)))
            senses.push_back(sense_of(text, word, tongue));
    });
    sort_out(senses);
    return senses;
}

std::vector<std::uint32_t> word_runs(std::string_view text, std::size_t n) {
    std::vector<std::uint32_t> runs;
    each_run(text, n, [&](std::uint32_t run) { runs.push_back(run); });
    sort_out(runs);
    return runs;
}

std::size_t count_words(std::string_view text) {
    std::size_t count = 0;
    dedup::scan_word_states(text, [&](std::uint64_t, std::size_t, std::size_t) { ++count; });
    return count;
}

std::size_t shared_count(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    std::size_t count = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i == *j) ++count;
        const bool step_i = *i <= *j, step_j = *j <= *i;
        i += step_i;
        j += step_j;
    }
    return count;
}

Reading read_story(const StoryMaterial& material) {
    Reading reading;
    reading.members = in_order(material);
    if (reading.members.size() > kMostMembers) {
        // Originals first, then copies, each in order; what is kept is put in order again.
        std::vector<const Member*> kept;
        for (const bool copies : {false, true}) {
            for (const Member* member : reading.members) {
                if (member->copy.copy_of.has_value() == copies && kept.size() < kMostMembers) kept.push_back(member);
            }
        }
        std::erase_if(reading.members,
                      [&](const Member* member) { return std::find(kept.begin(), kept.end(), member) == kept.end(); });
    }
    std::size_t sentences_at_most = 0;
    for (std::size_t m = 0; m < reading.members.size(); ++m)
        sentences_at_most += std::min(reading.annotations(m).sentences.size(), kMostSentences);
    reading.statements.reserve(sentences_at_most);
    SentenceReader sentence_reader(reading);
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        const std::size_t first = reading.statements.size();
        auto& things = reading.things.emplace_back();
        for (const Quantity& quantity : reading.annotations(m).quantities)
            things.push_back(content_senses(slice(reading.text(m), quantity.of), reading.tongue(m)));
        reading.statements_of.push_back(first);
        std::string& lowered = reading.lowered.emplace_back();
        if (!is_report(reading.members[m]->article->genre)) continue;
        lowered = ascii::lower(reading.text(m));
        const auto& sentences = reading.annotations(m).sentences;
        for (std::size_t s = 0; s < std::min(sentences.size(), kMostSentences); ++s) {
            Statement& statement = reading.statements.emplace_back();
            statement.member = m;
            statement.sentence = s;
            statement.range = sentences[s].range;
            sentence_reader.read(statement);
        }
        spread(reading.annotations(m), lowered, reading.tongue(m), std::span(reading.statements).subspan(first));
    }
    reading.statements_of.push_back(reading.statements.size());
    return reading;
}

double clarity(const Reading& reading, const Statement& statement) {
    double score = 0;
    if (statement.words >= 8 && statement.words <= 32) score += 1;
    if (statement.words >= 12 && statement.words <= 28) score += 0.5;
    if (statement.words > 40) score -= 1;
    if (statement.opens_dependent) score -= 1.5;
    if (statement.question) score -= 1;
    if (!statement.names.empty()) score += 0.4;
    if (!statement.quantities.empty()) score += 0.2;
    score -= 0.04 * static_cast<double>(std::min<std::size_t>(statement.sentence, 20));
    if (reading.members[statement.member]->copy.copy_of) score -= 0.3;
    if (reading.members[statement.member]->article->paywalled) score -= 0.5;
    return score;
}

}  // namespace newsloom::story::detail
