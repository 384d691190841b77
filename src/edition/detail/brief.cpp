#include "edition/detail/brief.h"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

#include "edition/detail/dates.h"
#include "edition/detail/line_traits.h"
#include "edition/detail/references.h"
#include "edition/detail/sentence.h"
#include "edition/detail/topic.h"
#include "edition/detail/voices.h"
#include "model/printed_speaker.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::edition::detail {
namespace {

// Of a report's second and third sentence; of what is next.
constexpr double kFirstRepeatedMost = 0.25, kThirdRepeatedMost = 0.35, kOpeningRepeatedMost = 0.4;
constexpr double kEventRepeatedMost = 0.4, kPlainRepeatedMost = 0.29;
constexpr std::size_t kNextOfEventMost = 2;      // plain words of the lead in what is next: else the lead has told it
constexpr std::size_t kSamePlain = 4;            // words of two sentences that are no names: they tell the same
constexpr std::size_t kOfTheEventLeast = 3;      // content words of the lead and the headline in what one outlet tells
constexpr std::size_t kBehindMost = 2;           // sentences directly behind the lead
constexpr std::size_t kBehindWords = 75;         // of the lead and what stands behind it
constexpr std::chrono::hours kOtherAccount{50};  // of a report whose outlet is named
constexpr std::chrono::hours kOtherDay{30};      // reports farther apart tell of another state of things
constexpr std::size_t kContentLeast = 5;         // content words of a line that tells something by itself
constexpr std::size_t kQuoteContentLeast = 6;
constexpr double kTurn = 0.6;     // for each line that its outlet has given
constexpr double kPromise = 0.4;  // for each word of the headlines that no line had
constexpr std::size_t kPromisesMost = 3;
constexpr double kLineLeast = 0.4;  // chance that an editor lets it stand
constexpr std::size_t kPlainOfOvertaken = 2;
constexpr std::size_t kAccountsMost = 2;
constexpr double kAccountRepeatedMost = 0.35;
constexpr std::size_t kNewOfAccountLeast = 5;  // content words that no line has told
constexpr std::size_t kShort = 60;             // words that a brief should have, come what may
constexpr std::size_t kEnough = 10;            // words over the least

// The printing order.
enum class Part { lead, event, number, voice, claim, denial, account, unknown, next };

struct Picked {
    Part part = Part::event;
    std::size_t position = 0;
    ArticleId article;
    Line line;
    const Candidate* sentence = nullptr;  ///< none of a voice whose sentence is no candidate
    std::vector<std::string> full_names;
    WordSet content, plain;
    [[nodiscard]] auto order() const { return std::tuple(part, position, article); }
};

/// "It is not known why ...", "Whether ... is unclear": the sentence is the question, not a report in which one occurs.
bool says_what_is_open(std::string_view sentence) {
    constexpr std::size_t kQuestionWords = 30;
    constexpr std::string_view kFronts[] = {
        "It is ", "It was ", "It wasn", "It remain", "It isn", "Whether ",   "Why ",      "How ",        "When ",
        "Who ",   "What ",   "Where ",  "Unclear",   "Still ", "Es ist ",    "Es blieb",  "Ob ",         "Warum ",
        "Wer ",   "Wie ",    "Wann ",   "Unklar ",   "Offen ", "The cause ", "No cause ", "The reason ", "The motive "};
    return count_words(sentence) <= kQuestionWords &&
           std::any_of(std::begin(kFronts), std::end(kFronts),
                       [&](std::string_view one) { return sentence.starts_with(one); });
}

class BriefMaker {
  public:
    BriefMaker(const Desk& desk, const Story& story, const std::vector<Candidate>& candidates, QuotingBudget& budget,
               const BriefOptions& options)
        : desk_(desk),
          story_(story),
          candidates_(candidates),
          budget_(budget),
          options_(options),
          told_(options.told),
          headline_(options.headline) {}

    Brief make(const Candidate& lead) {
        pick(lead, Part::lead, lead_label());
        event_ = headline_;
        add(event_, lead.content);
        topic_ = Topic(desk_, story_, headline_);
        add(topic_.words, lead.plain);
        lead_ = &lead;
        pick_behind(lead);
        pick_denial();
        pick_voice();
        pick_voice();
        pick_best(Part::number, [](const Candidate& one) { return one.number && !one.denial; });
        pick_unknown();
        pick_best(
            Part::next, [](const Candidate& one) { return one.future && !one.open && !one.quote && one.position > 0; },
            "brief.watch");
        const std::size_t enough = std::min(options_.least + kEnough, options_.most);
        const auto tells_more = [](const Candidate& one) { return !one.open && one.words >= 7; };
        while (words_ < enough && pick_best(Part::event, tells_more)) {
        }
        while (accounts_ < kAccountsMost && words_ < options_.most && options_.least >= kBriefWordsLeast &&
               pick_account()) {
        }
        // Too little: what only one outlet tells.
        alone_ = true;
        while (words_ < options_.least && pick_best(Part::event, tells_more)) {
        }
        // Next to nothing: what several tell may name what belongs to the event ("the line", "the points") unannounced.
        alone_ = false;
        bridging_ = true;
        while (words_ < kShort && pick_best(Part::event, tells_more)) {
        }
        std::stable_sort(picked_.begin(), picked_.end(),
                         [](const Picked& a, const Picked& b) { return a.order() < b.order(); });
        Brief brief;
        std::vector<const Candidate*> above;
        WordSet words;
        for (Picked& one : picked_) {
            add(words, one.content);
            brief.lines.push_back(std::move(one.line));
            if (one.sentence == nullptr) continue;
            brief.chance += chance(line_traits(story_, topic_, above, *one.sentence, taken(*one.sentence)));
            above.push_back(one.sentence);
        }
        brief.chance /= static_cast<double>(std::max<std::size_t>(above.size(), 1));
        brief.promise = repeated(topic_.of_headline, words);
        return brief;
    }

  private:
    std::optional<Piece> lead_label() const {
        if (!options_.since) return std::nullopt;
        return label("brief.since", {desk_.day(*options_.since, {"edition"})});
    }

    /// What another report still expects, and the lead tells as a fact.
    [[nodiscard]] bool is_overtaken(const Candidate& one) const {
        return one.ahead && !lead_->ahead && one.article->id != lead_->article->id &&
               shared(one.plain, lead_->plain) >= kPlainOfOvertaken;
    }

    /// The lead's report; or one that is no older and was not written before the event.
    [[nodiscard]] bool may_know_what_is_next(const Candidate& one) const {
        if (one.article->id == lead_->article->id) return true;
        return one.article->time() >= lead_->article->time() && tells(one.article->title) &&
               (lead_->ahead || !headline_looks_ahead(one.article->title));
    }

    /// The lead's report goes on.
    void pick_behind(const Candidate& lead) {
        std::optional<Candidate> last = lead;
        for (std::size_t i = 0; i < kBehindMost && last; ++i) {
            last = sentence_behind(desk_, *last);
            if (!last || last->speakerless || !fits(last->content, last->words) || words_ + last->words > kBehindWords)
                return;
            if (!budget_.allows(*last->article, last->range) || !names_stand(*last)) return;
            behind_.push_back(*last);
            pick(behind_.back(), Part::lead);
            // Weighed among all sentences, as the model learned it.
            const auto weighed = std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& one) {
                return one.article->id == last->article->id && one.position == last->position;
            });
            picked_.back().sentence = weighed == candidates_.end() ? nullptr : &*weighed;
        }
    }

    [[nodiscard]] bool names_stand(const Candidate& one) const {
        References names = taken_by(desk_, one);
        names.words.clear();
        names.never = false;
        return stands(names, std::tuple(Part::lead, one.position, one.article->id));
    }

    /// Told on another day than the lead: things may have gone on since.
    [[nodiscard]] bool is_of_another_day(const Candidate& one) const { return is_apart(one, kOtherDay); }

    [[nodiscard]] bool is_apart(const Candidate& one, std::chrono::hours most) const {
        if (lead_ == nullptr || one.article->id == lead_->article->id) return false;
        const auto apart = one.article->time() - lead_->article->time();
        return apart > most || apart < -most;
    }

    [[nodiscard]] bool fits(const WordSet& content, std::size_t words) const {
        return words_ + words <= options_.most && repeated(content, told_) <= kRepeatedMost;
    }

    /// What it points to stands above it, or in the headline.
    [[nodiscard]] bool stands(const Candidate& one, Part part) const {
        if (one.speakerless || one.undated || one.cut_front || is_of_another_day(one)) return false;
        if (one.opens_with_quote) {
            const std::string_view text = slice(one.article->text, one.range);
            if (opens_by_pointing(text) || points_out_of_itself(text) || speaks_to_somebody(text)) return false;
        }
        return stands(taken(one), std::tuple(part, one.position, one.article->id));
    }

    const References& taken(const Candidate& one) const {
        auto [known, fresh] = taken_.try_emplace(&one);
        if (fresh) known->second = taken_by(desk_, one);
        return known->second;
    }

    /// How likely an editor lets it stand at its place.
    [[nodiscard]] double chance_of(const Candidate& one, Part part) const {
        std::vector<const Picked*> before;
        for (const Picked& line : picked_) {
            if (line.sentence != nullptr && line.order() < std::tuple(part, one.position, one.article->id))
                before.push_back(&line);
        }
        std::sort(before.begin(), before.end(),
                  [](const Picked* a, const Picked* b) { return a->order() < b->order(); });
        std::vector<const Candidate*> above;
        for (const Picked* const line : before)
            above.push_back(line->sentence);
        return chance(line_traits(story_, topic_, above, one, taken(one)));
    }

    [[nodiscard]] bool stands(const References& taken, const std::tuple<Part, std::size_t, ArticleId>& order) const {
        if (taken.never) return false;
        WordSet above = headline_;
        std::vector<std::string> named;
        for (const Picked& line : picked_) {
            if (!(line.order() < order)) continue;
            add(above, line.content);
            for (const std::string& name : line.full_names)
                named.push_back(surname(name));
        }
        const auto is_named = [&](const std::string& name) {
            return std::find(named.begin(), named.end(), name) != named.end();
        };
        const auto is_told_above = [&](const WordSet& any) { return shared(any, above) > 0; };
        return (bridging_ || std::all_of(taken.words.begin(), taken.words.end(), is_told_above)) &&
               std::all_of(taken.names.begin(), taken.names.end(), is_told_above) &&
               std::all_of(taken.surnames.begin(), taken.surnames.end(), is_named) &&
               std::all_of(taken.strangers.begin(), taken.strangers.end(), [&](const std::string& name) {
                   return is_named(name) || shared(content_words(name), above) > 0;
               });
    }

    /// Some line told it in other words, or in the same.
    [[nodiscard]] bool is_doubled(const WordSet& plain, const Article& article, TextRange range) const {
        if (shared(runs_of_words(slice(article.text, range)), runs_) > 0) return true;
        return std::any_of(picked_.begin(), picked_.end(), [&](const Picked& line) {
            const std::size_t same = shared(plain, line.plain);
            const std::size_t least = std::min(plain.size(), line.plain.size());
            return same >= kSamePlain ||
                   (same >= 3 && static_cast<double>(same) > kPlainRepeatedMost * static_cast<double>(least));
        });
    }

    [[nodiscard]] bool allowed(const Candidate& one, Part part) const {
        const bool printed = std::any_of(ranges_.begin(), ranges_.end(), [&](const auto& range) {
            return range.first == one.article->id && range.second.overlaps(one.range);
        });
        if (!one.bare_names.empty() && shared(one.bare_names, told_) < one.bare_names.size()) return false;
        return !printed && fits(one.content, one.words) && stands(one, part) && budget_.allows(*one.article, one.range);
    }

    void pick(const Candidate& one, Part part, std::optional<Piece> front = std::nullopt) {
        Picked picked;
        picked.part = part;
        picked.position = one.position;
        picked.article = one.article->id;
        picked.line = line_of(desk_, story_, one);
        picked.sentence = &one;
        picked.full_names = one.full_names;
        picked.content = one.content;
        picked.plain = one.plain;
        if (front) picked.line.pieces.insert(picked.line.pieces.begin(), std::move(*front));
        budget_.print(*one.article, one.range);
        note_told(one.article->id, one.range);
        add(told_, one.content);
        words_ += one.words;
        ++used_[one.article->outlet];
        picked_.push_back(std::move(picked));
    }

    /// "State Senator Ada Roe", of whom the lines above tell in full: another report's beginning.
    [[nodiscard]] bool introduces_again(const Candidate& one) const {
        return std::any_of(one.full_names.begin(), one.full_names.end(), [&](const std::string& name) {
            return std::any_of(picked_.begin(), picked_.end(), [&](const Picked& line) {
                return std::find(line.full_names.begin(), line.full_names.end(), name) != line.full_names.end();
            });
        });
    }

    /// A fact that another report's sentence told above, or one that shares a supporter with such a fact.
    [[nodiscard]] bool tells_again(const Candidate& one) const {
        return std::any_of(one.facts.begin(), one.facts.end(),
                           [&](std::size_t i) { return i < told_facts_.size() && told_facts_[i]; });
    }

    /// What is printed, and what says the same.
    void note_told(ArticleId article, TextRange range) {
        if (const Article* const text = desk_.article(article)) add(runs_, runs_of_words(slice(text->text, range)));
        ranges_.emplace_back(article, range);
        const auto tell = [&](ArticleId of, TextRange told) {
            auto& ranges = told_ranges_[of];
            if (std::find(ranges.begin(), ranges.end(), told) == ranges.end()) ranges.push_back(told);
        };
        tell(article, range);
        for (const Fact& fact : story_.facts) {
            if (std::none_of(fact.support.begin(), fact.support.end(), [&](const Span& span) {
                    return span.article == article && span.field == Field::text && span.range.overlaps(range);
                }))
                continue;
            for (const Span& span : fact.support)
                tell(span.article, span.range);
        }
        told_facts_.resize(story_.facts.size(), false);
        for (std::size_t i = 0; i < told_facts_.size(); ++i)
            told_facts_[i] = told_facts_[i] || is_told(story_.facts[i]);
    }

    /// One of its supporters' sentences is.
    [[nodiscard]] bool is_told(const Fact& fact) const {
        return std::any_of(fact.support.begin(), fact.support.end(), [&](const Span& span) {
            const auto told = told_ranges_.find(span.article);
            return told != told_ranges_.end() &&
                   std::any_of(told->second.begin(), told->second.end(),
                               [&](TextRange range) { return range.overlaps(span.range); });
        });
    }

    template <class Wanted>
    bool pick_best(Part part, const Wanted& wanted, const char* front = nullptr) {
        const Candidate* best = nullptr;
        double best_weight = 0;
        for (const Candidate& one : candidates_) {
            if (!wanted(one) || !fits(one.content, one.words)) continue;
            // Several outlets tell the story: each sentence already taken from one makes its next less likely.
            const auto used = used_.find(one.article->outlet);
            const double turns = used == used_.end() ? 0.0 : static_cast<double>(used->second);
            const double share = repeated(one.content, told_);
            // Another report's opening tells the same event in other words.
            if (part == Part::event || part == Part::number || part == Part::voice) {
                if (one.position == 0 || (one.position == 1 && share > kFirstRepeatedMost) ||
                    (one.position == 2 && share > kThirdRepeatedMost))
                    continue;
                if (one.content.size() < kContentLeast || share > kEventRepeatedMost || tells_again(one)) continue;
                if (one.tells_of_old && one.facts.empty()) continue;
            }
            if (one.facts.empty() && part != Part::denial && !alone_) continue;
            if (shared(one.content, event_) < (one.facts.empty() && part != Part::denial ? kOfTheEventLeast : 1))
                continue;
            // A side event has the names of the story, and nothing else of what its headlines say.
            if (part != Part::denial && !bridging_ && shared(one.plain, topic_.words) == 0) continue;
            if (is_overtaken(one) || (part == Part::next && !may_know_what_is_next(one))) continue;
            // What was to come is told already; a denial of something else.
            if (part == Part::next && (share > kOpeningRepeatedMost || shared(one.plain, event_) > kNextOfEventMost))
                continue;
            if (part == Part::denial && shared(one.content, told_) < 2) continue;
            double weight =
                one.weight * (1.0 - share) / (1.0 + kTurn * turns) * (one.tells_of_old ? 0.6 : 1.0) *
                (one.facts.empty() ? 0.6 : 1.0) * (introduces_again(one) ? 0.5 : 1.0) * (one.loaded > 0 ? 0.5 : 1.0) *
                (one.comes_later ? 0.6 : 1.0) * (one.outdated ? 0.5 : 1.0) *
                (1.0 + kPromise * static_cast<double>(std::min(topic_.promises(one.content, told_), kPromisesMost)));
            if (best != nullptr && weight <= best_weight) continue;
            // What costs most is asked last.
            if (!allowed(one, part) || (part != Part::next && is_doubled(one.plain, *one.article, one.range))) continue;
            const double stands = chance_of(one, part);
            if (stands < kLineLeast) continue;
            weight *= stands * stands;
            if (best != nullptr && weight <= best_weight) continue;
            best = &one;
            best_weight = weight;
        }
        if (best == nullptr) return false;
        pick(*best, part, front == nullptr ? std::nullopt : std::optional<Piece>(label(front)));
        return true;
    }

    /// How an outlet that has given no line opens its report, when that is more than the same in other words.
    bool pick_account() {
        const Candidate* best = nullptr;
        double best_weight = 0;
        for (const Candidate& one : candidates_) {
            if (!opens_a_report(one) || one.speakerless || one.loaded > 0 || one.sets_a_scene || one.tells_of_old ||
                used_.contains(one.article->outlet) || is_apart(one, kOtherAccount) || tells_again(one))
                continue;
            if ((one.ahead && !lead_->ahead) || desk_.outlet(one.article->outlet) == nullptr) continue;
            const std::size_t same = shared(one.content, told_);
            if (!fits(one.content, one.words) || one.content.size() - same < kNewOfAccountLeast ||
                repeated(one.content, told_) > kAccountRepeatedMost)
                continue;
            if (shared(one.content, event_) < 2 || shared(one.plain, topic_.words) == 0) continue;
            if (shared(runs_of_words(slice(one.article->text, one.range)), runs_) > 0) continue;
            if (best != nullptr && one.weight <= best_weight) continue;
            if (!allowed_as_account(one)) continue;
            best = &one;
            best_weight = one.weight;
        }
        if (best == nullptr) return false;
        pick(*best, Part::account, label("brief.account", {desk_.outlet_name(best->article->outlet)}));
        ++accounts_;
        return true;
    }

    static bool opens_a_report(const Candidate& one) {
        if (one.position > 0) return one.position == 1 && one.may_lead_long;
        return one.taken && !one.taken->never && one.taken->surnames.empty() && !one.cut_front &&
               !one.opens_with_quote && !one.undated;
    }

    /// An opening introduces its people by itself.
    [[nodiscard]] bool allowed_as_account(const Candidate& one) const {
        return budget_.allows(*one.article, one.range) && names_stand(one);
    }

    bool pick_said(const Voice& voice, Part part, std::size_t content_least = 0) {
        Voice heard = voice;
        // Of an update, only what the new reports carry.
        std::erase_if(heard.quotes, [&](const Span& quote) {
            return std::none_of(candidates_.begin(), candidates_.end(),
                                [&](const Candidate& one) { return one.article->id == quote.article; });
        });
        auto said = say(desk_, story_, heard, budget_);
        if (!said || said->content.size() < content_least || !fits(said->content, said->words)) return false;
        if (part == Part::voice && shared(said->content, topic_.words) == 0) return false;
        if (!can_be_said(voice, *said, part) || is_doubled(said->content, *said->article, said->ranges.front()))
            return false;
        for (const auto& [article, range] : ranges_) {
            if (article == said->article->id && said->ranges.front().overlaps(range)) return false;
        }
        Picked picked;
        picked.part = part;
        picked.article = said->article->id;
        picked.line = std::move(said->told);
        const auto around = std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& one) {
            return one.article->id == said->article->id && one.range.overlaps(said->ranges.front());
        });
        if (around != candidates_.end()) picked.sentence = &*around;
        picked.full_names = {voice.speaker};
        picked.content = said->content;
        add(picked.content, content_words(voice.speaker));
        picked.plain = said->content;
        for (const TextRange& range : said->ranges) {
            budget_.print(*said->article, range);
            note_told(said->article->id, range);
        }
        add(told_, said->content);
        words_ += said->words;
        ++used_[said->article->outlet];
        picked_.push_back(std::move(picked));
        return true;
    }

    /// Far from its report: nobody knows whom "he" means, who the speaker is, or that the words are of another year.
    bool can_be_said(const Voice& voice, const Said& said, Part part) const {
        if (voice.confidence < kPrintedSpeaker) return false;
        if (part == Part::voice && shared(said.content, event_) == 0) return false;
        const Annotations* const notes = desk_.annotations(said.article->id);
        if (notes == nullptr) return false;
        const auto order = std::tuple(part, std::size_t{0}, said.article->id);
        for (const TextRange& range : said.ranges) {
            if (!stands(references(*said.article, *notes, range), order)) return false;
        }
        const auto around = std::find_if(notes->sentences.begin(), notes->sentences.end(),
                                         [&](const Sentence& one) { return one.range.overlaps(said.ranges.front()); });
        if (around != notes->sentences.end() && tells_of_old(slice(said.article->text, around->range), year()))
            return false;
        const std::string_view first = slice(said.article->text, said.ranges.front());
        const QuoteMask marks(first);
        if (!marks.inside(0) || marks.quotes().front().end < first.size()) return true;  // a whole sentence
        if (points_out_of_itself(first) || opens_by_pointing(first) || speaks_to_somebody(first) ||
            names_its_own_day(said))
            return false;
        // "..., the agency said" is cut off: half a quote.
        const std::string_view last_part = slice(said.article->text, said.ranges.back());
        if (!ends_a_sentence(last_part)) return false;
        // Who speaks: a role of more than a word, or somebody whom the lines above name.
        if (said.with_role && count_words(voice.role) > 1) return true;
        return std::any_of(picked_.begin(), picked_.end(), [&](const Picked& line) {
            return line.order() < order &&
                   std::find(line.full_names.begin(), line.full_names.end(), voice.speaker) != line.full_names.end();
        });
    }

    [[nodiscard]] int year() const {
        if (!year_) year_ = year_of(desk_, story_);
        return *year_;
    }

    /// "tomorrow", said nobody knows when.
    static bool names_its_own_day(const Said& said) {
        return std::any_of(said.ranges.begin(), said.ranges.end(), [&](const TextRange& range) {
            const std::vector<Word> words = words_of(slice(said.article->text, range));
            return std::any_of(words.begin(), words.end(), [](const Word& word) {
                return word.folded == "today" || word.folded == "tomorrow" || word.folded == "yesterday" ||
                       word.folded == "tonight" || word.folded == "heute" || word.folded == "gestern";
            });
        });
    }

    /// Several outlets quote it, or the lead names it.
    [[nodiscard]] bool matters(const Voice& voice) const {
        return voice.outlets.size() > 1 || shared(content_words(surname(voice.speaker)), event_) > 0;
    }

    [[nodiscard]] bool is_heard(const Voice& voice) const {
        return std::find(heard_.begin(), heard_.end(), voice.speaker) != heard_.end();
    }

    void pick_voice() {
        for (const Voice& voice : story_.voices) {
            if (voice.denial || !matters(voice) || is_heard(voice)) continue;
            if (pick_said(voice, Part::voice, kQuoteContentLeast)) {
                heard_.push_back(voice.speaker);
                return;
            }
        }
        pick_best(Part::voice, [](const Candidate& one) { return one.says && !one.denial; });
    }

    void pick_denial() {
        for (const Difference& difference : story_.differing) {
            if (difference.kind != DifferenceKind::denial) continue;
            if (pick_dispute(difference)) return;
        }
        for (const Voice& voice : story_.voices) {
            if (voice.denial && pick_said(voice, Part::denial)) return;
        }
        pick_best(Part::denial, [](const Candidate& one) { return one.denial; });
    }

    /// The claim and its denial, one after the other; the denial alone when the claim does not fit.
    bool pick_dispute(const Difference& difference) {
        const Candidate* claim = nullptr;
        const Candidate* denial = nullptr;
        for (const auto& side : difference.sides) {
            for (const DifferenceSide& value : side) {
                for (const Candidate& one : candidates_) {
                    if (one.article->id != value.span.article || !one.range.overlaps(value.span.range) ||
                        !allowed(one, Part::denial) || is_doubled(one.plain, *one.article, one.range))
                        continue;
                    const Candidate*& slot = one.denial ? denial : claim;
                    if (slot == nullptr || one.weight > slot->weight) slot = &one;
                }
            }
        }
        if (denial == nullptr) return false;
        if (claim != nullptr && claim->article != denial->article) pick(*claim, Part::claim);
        if (!allowed(*denial, Part::denial)) return true;
        pick(*denial, Part::denial);
        return true;
    }

    void pick_unknown() {
        const auto open = [](const Candidate& one) { return says_what_is_open(slice(one.article->text, one.range)); };
        for (const Span& span : story_.open) {
            if (pick_sentence(span, Part::unknown, open, "brief.unknown")) return;
        }
    }

    template <class Wanted>
    bool pick_sentence(const Span& span, Part part, const Wanted& wanted, const char* front = nullptr) {
        if (span.field != Field::text) return false;
        for (const Candidate& one : candidates_) {
            if (one.article->id != span.article || !one.range.overlaps(span.range) || !wanted(one)) continue;
            if (!allowed(one, part)) continue;
            pick(one, part, front == nullptr ? std::nullopt : std::optional<Piece>(label(front)));
            return true;
        }
        return false;
    }

    const Desk& desk_;
    const Story& story_;
    const std::vector<Candidate>& candidates_;
    QuotingBudget& budget_;
    const BriefOptions& options_;
    WordSet told_, headline_, event_, runs_;
    Topic topic_;
    const Candidate* lead_ = nullptr;
    std::deque<Candidate> behind_;
    mutable std::map<const Candidate*, References> taken_;  // looked up only, never walked
    mutable std::optional<int> year_;
    std::size_t words_ = 0;
    std::vector<std::string> heard_;  // speakers
    std::size_t accounts_ = 0;
    bool alone_ = false;     // what one outlet tells may be taken
    bool bridging_ = false;  // "the line" of a railway accident needs no line before, nor a word of the headlines
    std::vector<Picked> picked_;
    std::vector<std::pair<ArticleId, TextRange>> ranges_;      // of the lines picked so far
    std::map<ArticleId, std::vector<TextRange>> told_ranges_;  // of what says the same, too
    std::vector<bool> told_facts_;                             // of each fact, whether it overlaps with these
    std::map<OutletId, std::size_t> used_;
};

}  // namespace

Brief compose_brief(const Desk& desk, const Story& story, const std::vector<Candidate>& candidates,
                    const Candidate* lead, QuotingBudget& budget, const BriefOptions& options) {
    if (lead == nullptr) return {};
    return BriefMaker(desk, story, candidates, budget, options).make(*lead);
}

}  // namespace newsloom::edition::detail
