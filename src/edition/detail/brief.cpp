#include "edition/detail/brief.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "edition/detail/references.h"
#include "edition/detail/sentence.h"
#include "edition/detail/voices.h"
#include "model/printed_speaker.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::edition::detail {
namespace {

// Of a report's second and third sentence; of what is next.
constexpr double kFirstRepeatedMost = 0.25, kThirdRepeatedMost = 0.35, kOpeningRepeatedMost = 0.4;
constexpr double kEventRepeatedMost = 0.45, kPlainRepeatedMost = 0.29;
constexpr std::size_t kNextOfEventMost = 2;  // plain words of the lead in what is next: else the lead has told it
constexpr std::size_t kSamePlain = 4;        // words of two sentences that are no names: they tell the same
constexpr std::size_t kBehindMost = 2;       // sentences directly behind the lead
constexpr std::size_t kBehindWords = 75;     // of the lead and what stands behind it
constexpr std::chrono::hours kOtherDay{20};  // reports farther apart tell of another state of things
constexpr std::size_t kContentLeast = 5;     // content words of a line that tells something by itself
constexpr std::size_t kQuoteContentLeast = 6;
constexpr double kKin = 0.25;       // share of the shorter opening's words that two reports have in common
constexpr std::size_t kUpper = 20;  // sentences of a report that tell the event, whatever its length
constexpr std::size_t kCentral = 3, kCentralAlone = 4;
constexpr std::size_t kShort = 60;   // words that a brief should have, come what may
constexpr std::size_t kEnough = 10;  // words over the least

enum class Part { lead, event, voice, claim, denial, unknown, next };

/// Where a line stands: what one report tells stands together, in the report's order; the lead's report first, then the
/// others as they were chosen, then claim and denial, what is open and what comes.
struct Place {
    std::size_t group = 0, position = 0;
    ArticleId article;
    auto operator<=>(const Place&) const = default;
};
constexpr std::size_t kClaimGroup = 1000, kUnknownGroup = 2000;

struct Picked {
    Place place;
    Line line;
    std::vector<std::string> full_names;
    WordSet content, plain;
    bool names_a_place = false;
};

/// "It is not known why ...", "Whether ... is unclear": the sentence is the question, not a report in which one occurs.
bool says_what_is_open(std::string_view sentence) {
    constexpr std::size_t kQuestionWords = 30;
    constexpr std::string_view kFronts[] = {
        "It is ", "It was ", "It wasn", "It remain", "It isn", "Whether ",   "Why ",      "How ",        "When ",
        "Who ",   "What ",   "Where ",  "Unclear",   "Still ", "Es ist ",    "Es blieb",  "Ob ",         "Warum ",
        "Wer ",   "Wie ",    "Wann ",   "Unklar ",   "Offen ", "The cause ", "No cause ", "The reason ", "The motive "};
    // "When the court meets is not known", not "When asked, the court ..."
    constexpr std::string_view kOpen[] = {"unclear",  "not clear", "unknown",       "not known", "remain",
                                          "yet to",   "unklar",    "nicht bekannt", "offen",     "not yet",
                                          "not been", "n't been",  "noch nicht"};
    if (std::none_of(std::begin(kOpen), std::end(kOpen),
                     [&](std::string_view one) { return sentence.find(one) != std::string_view::npos; }))
        return false;
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

    std::vector<Line> make(const Candidate& lead) {
        pick(lead, Part::lead, lead_label());
        event_ = headline_;
        add(event_, lead.content);
        lead_ = &lead;
        pick_behind(lead, kBehindMost, kBehindWords);
        for (const Picked& line : picked_)
            add(event_, line.content);
        const std::size_t enough = std::min(options_.least + kEnough, options_.most);
        pick_denial();
        pick_event(enough);
        pick_unknown();
        if (words_ < enough) pick_voice();
        if (words_ < enough) {
            pick_best(
                Part::next,
                [](const Candidate& one) { return one.future && !one.open && !one.quote && one.position > 0; },
                "brief.watch");
        }
        // Too little: what only one outlet tells.
        alone_ = true;
        pick_event(options_.least);
        // Next to nothing: what several tell may name what belongs to the event ("the line", "the points") unannounced.
        alone_ = false;
        bridging_ = true;
        pick_event(std::min(kShort, options_.least));
        alone_ = true;
        pick_event(std::min(kShort, options_.least));
        std::stable_sort(picked_.begin(), picked_.end(),
                         [](const Picked& a, const Picked& b) { return a.place < b.place; });
        std::vector<Line> lines;
        for (Picked& one : picked_)
            lines.push_back(std::move(one.line));
        return lines;
    }

  private:
    std::optional<Piece> lead_label() const {
        if (!options_.since) return std::nullopt;
        return label("brief.since", {desk_.day(*options_.since, {"edition"})});
    }

    /// One line after the other, each with what its report says next, as long as there is too little.
    void pick_event(std::size_t enough) {
        while (words_ < enough) {
            const Candidate* const one =
                pick_best(Part::event, [](const Candidate& any) { return !any.open && any.words >= 7; });
            if (one == nullptr) return;
            if (words_ < enough) pick_behind(*one, 1, one->words + kBehindWords / 2);
        }
    }

    /// The report goes on.
    void pick_behind(const Candidate& first, std::size_t most, std::size_t words_most) {
        std::optional<Candidate> last = first;
        std::size_t words = first.words;
        for (std::size_t i = 0; i < most && last; ++i) {
            last = sentence_behind(desk_, story_, *last);
            if (!last || last->speakerless || !fits(last->content, last->words) || words + last->words > words_most)
                return;
            if (!last->manner.stands_behind_its_own() || last->open || last->tells_of_old) return;
            // "Eager to forge a bond, ...": of another report only what goes on with the event.
            if (&first != lead_ && shared(last->plain, event_) == 0) return;
            if (shared(last->content, event_) == 0) return;
            if (is_printed(*last) || !budget_.allows(*last->article, last->range) || !names_stand(*last)) return;
            if (tells_again(*last) || (i > 0 && is_doubled(last->plain, *last->article, last->range))) return;
            pick(*last, &first == lead_ ? Part::lead : Part::event);
            words += last->words;
        }
    }

    /// Its report opens with the words that the lead's report opens with: the same event, not another of its day.
    [[nodiscard]] bool is_kin(const Article& article) const {
        if (lead_ == nullptr || article.id == lead_->article->id) return true;
        const WordSet& one = opening_of(article);
        const WordSet& other = opening_of(*lead_->article);
        const std::size_t least = std::min(one.size(), other.size());
        return static_cast<double>(shared(one, other)) >= kKin * static_cast<double>(least);
    }
    [[nodiscard]] const WordSet& opening_of(const Article& article) const {
        const auto [known, fresh] = openings_.try_emplace(article.id);
        const Annotations* const notes = desk_.annotations(article.id);
        if (fresh && notes != nullptr) known->second = opening_words(article, *notes);
        return known->second;
    }

    [[nodiscard]] bool is_printed(const Candidate& one) const {
        return std::any_of(ranges_.begin(), ranges_.end(), [&](const auto& range) {
            return range.first == one.article->id && range.second.overlaps(one.range);
        });
    }

    [[nodiscard]] bool names_stand(const Candidate& one) const {
        References names = taken_by(desk_, one);
        names.words.clear();
        names.never = false;
        return stands(names, place_of(Part::event, *one.article, one.range.begin));
    }

    /// Where a line of the part would stand.
    [[nodiscard]] Place place_of(Part part, const Article& article, std::size_t at) const {
        switch (part) {
            case Part::claim:
                return {kClaimGroup, at, article.id};
            case Part::denial:
                return {disputed_ ? kClaimGroup + 1 : group_of(article.id), at, article.id};
            case Part::unknown:
                return {kUnknownGroup, at, article.id};
            case Part::next:
                return {kUnknownGroup + 1, at, article.id};
            default:
                return {group_of(article.id), at, article.id};
        }
    }
    [[nodiscard]] std::size_t group_of(ArticleId article) const {
        const auto found = std::find(groups_.begin(), groups_.end(), article);
        return static_cast<std::size_t>(found - groups_.begin());
    }

    /// Told on another day than the lead: things may have gone on since.
    [[nodiscard]] bool is_of_another_day(const Candidate& one) const {
        if (lead_ == nullptr || one.article->id == lead_->article->id) return false;
        const auto apart = one.article->time() - lead_->article->time();
        return apart > kOtherDay || apart < -kOtherDay;
    }

    [[nodiscard]] bool fits(const WordSet& content, std::size_t words) const {
        return words_ + words <= options_.most && repeated(content, told_) <= kRepeatedMost;
    }

    /// What it points to stands above it, or in the headline.
    [[nodiscard]] bool stands(const Candidate& one, Part part) const {
        if (one.speakerless || one.undated || one.cut_front || is_of_another_day(one)) return false;
        if (!(bridging_ && !one.facts.empty()) && !one.manner.is_plain()) return false;
        // What is not told by all rules makes no full brief.
        if (bridging_ && words_ + one.words >= options_.least) return false;
        if (one.manner.damaged || one.manner.asks) return false;
        if (one.opens_with_quote) {
            const std::string_view text = slice(one.article->text, one.range);
            if (opens_by_pointing(text) || points_out_of_itself(text)) return false;
        }
        auto [known, fresh] = taken_.try_emplace(&one);
        if (fresh) known->second = taken_by(desk_, one);
        if (known->second.is_of_before && !bridging_) return false;
        // What is so, and does not happen: once, to explain.
        if (known->second.is_a_state && states_ > 0 && !bridging_) return false;
        return stands(known->second, place_of(part, *one.article, one.range.begin));
    }

    [[nodiscard]] bool stands(const References& taken, const Place& place) const {
        if (taken.never) return false;
        WordSet above = headline_;
        std::vector<std::string> named;
        for (const Picked& line : picked_) {
            if (!(line.place < place)) continue;
            add(above, line.content);
            if (line.names_a_place) add(above, {kSomePlace});
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
        if (!bridging_ && !is_kin(*one.article)) return false;
        if (!one.bare_names.empty() && shared(one.bare_names, told_) < one.bare_names.size()) return false;
        return !is_printed(one) && fits(one.content, one.words) && stands(one, part) &&
               budget_.allows(*one.article, one.range);
    }

    void pick(const Candidate& one, Part part, std::optional<Piece> front = std::nullopt) {
        Picked picked;
        picked.place = place_of(part, *one.article, one.range.begin);
        note_group(one.article->id);
        picked.names_a_place = one.names_a_place;
        picked.line = line_of(desk_, story_, one);
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

    void note_group(ArticleId article) {
        if (std::find(groups_.begin(), groups_.end(), article) == groups_.end()) groups_.push_back(article);
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

    /// It has words of the lead, the headline and what reports open with; more of them where only one outlet tells it.
    [[nodiscard]] bool is_central(const Candidate& one) const {
        if (bridging_) return shared(one.content, event_) > 0;
        if (shared(one.plain, event_) == 0) return false;
        // "There are several factors": nobody, nothing counted, nothing said.
        if (one.facts.empty() && one.full_names.empty() && one.short_names.empty() && !one.number && !one.says &&
            one.content.size() == one.plain.size())
            return false;
        return one.core > 0 && one.core + shared(one.content, event_) >= (one.facts.empty() ? kCentralAlone : kCentral);
    }

    /// What only one report tells, far down in it, is rather its background.
    [[nodiscard]] bool is_in_upper_half(const Candidate& one) const {
        const Annotations* const notes = desk_.annotations(one.article->id);
        return one.position < kUpper || (notes != nullptr && 2 * one.position < notes->sentences.size());
    }

    template <class Wanted>
    const Candidate* pick_best(Part part, const Wanted& wanted, const char* front = nullptr) {
        const Candidate* best = nullptr;
        double best_weight = 0;
        for (const Candidate& one : candidates_) {
            if (!wanted(one) || !fits(one.content, one.words)) continue;
            // Several outlets tell the story: each sentence already taken from one makes its next less likely.
            const auto used = used_.find(one.article->outlet);
            const double turns = used == used_.end() ? 0.0 : static_cast<double>(used->second);
            const double share = repeated(one.content, told_);
            // Another report's opening tells the same event in other words.
            if (part == Part::event || part == Part::voice) {
                if (one.position == 0 || (one.position == 1 && share > kFirstRepeatedMost) ||
                    (one.position == 2 && share > kThirdRepeatedMost))
                    continue;
                if (one.content.size() < kContentLeast || share > kEventRepeatedMost || tells_again(one)) continue;
                if (one.tells_of_old || one.manner.of_before) continue;
                if (!is_central(one) || (alone_ && one.facts.empty() && !is_in_upper_half(one))) continue;
            }
            if (one.facts.empty() && part != Part::denial && !alone_) continue;
            const bool heard = used != used_.end();
            if (shared(one.content, event_) == 0) continue;
            // What was to come is told already; a denial of something else.
            if (part == Part::next && (share > kOpeningRepeatedMost || shared(one.plain, event_) > kNextOfEventMost))
                continue;
            if (part == Part::denial && shared(one.content, told_) < 2) continue;
            const double weight = one.weight * (1.0 - share) / (1.0 + 0.4 * turns) * (one.facts.empty() ? 0.6 : 1.0) *
                                  (introduces_again(one) ? 0.5 : 1.0) * (one.manner.chats ? 0.6 : 1.0) *
                                  (one.number ? 1.1 : 1.0) * (one.says ? 1.15 : 1.0) * (heard ? 1.0 : 1.2);
            if (best != nullptr && weight <= best_weight) continue;
            // What costs most is asked last.
            if (!allowed(one, part) || (part != Part::next && is_doubled(one.plain, *one.article, one.range))) continue;
            best = &one;
            best_weight = weight;
        }
        if (best != nullptr && taken_[best].is_a_state) ++states_;
        if (best != nullptr) pick(*best, part, front == nullptr ? std::nullopt : std::optional<Piece>(label(front)));
        return best;
    }

    bool pick_said(const Voice& voice, Part part, std::size_t content_least = 0) {
        Voice heard = voice;
        // Of an update, only what the new reports carry.
        std::erase_if(heard.quotes, [&](const Span& quote) {
            return std::none_of(candidates_.begin(), candidates_.end(),
                                [&](const Candidate& one) { return one.article->id == quote.article; });
        });
        auto said = say(desk_, story_, heard, budget_);
        if (!said || said->ranges.size() > 1 || said->content.size() < content_least ||
            !fits(said->content, said->words))
            return false;
        if (!can_be_said(voice, *said, part) || is_doubled(said->content, *said->article, said->ranges.front()))
            return false;
        for (const auto& [article, range] : ranges_) {
            if (article == said->article->id && said->ranges.front().overlaps(range)) return false;
        }
        Picked picked;
        picked.place = place_of(part, *said->article, said->ranges.front().begin);
        note_group(said->article->id);
        picked.line = std::move(said->told);
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
        const Place place = place_of(part, *said.article, said.ranges.front().begin);
        for (const TextRange& range : said.ranges) {
            if (!stands(references(*said.article, *notes, range), place)) return false;
            const std::string_view words = slice(said.article->text, range);
            if (!manner_of(words, words_of(words), QuoteMask(words)).is_plain()) return false;
        }
        const auto around = std::find_if(notes->sentences.begin(), notes->sentences.end(),
                                         [&](const Sentence& one) { return one.range.overlaps(said.ranges.front()); });
        if (around != notes->sentences.end() && tells_of_old(slice(said.article->text, around->range), year()))
            return false;
        const std::string_view first = slice(said.article->text, said.ranges.front());
        const QuoteMask marks(first);
        if (!marks.inside(0) || marks.quotes().front().end < first.size()) return true;  // a whole sentence
        if (points_out_of_itself(first) || opens_by_pointing(first) || names_its_own_day(said)) return false;
        // "..., the agency said" is cut off: half a quote.
        const std::string_view last_part = slice(said.article->text, said.ranges.back());
        if (!ends_a_sentence(last_part)) return false;
        // Who speaks: a role of more than a word, or somebody whom the lines above name.
        if (said.with_role && count_words(voice.role) > 1) return true;
        return std::any_of(picked_.begin(), picked_.end(), [&](const Picked& line) {
            return line.place < place &&
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

    void pick_voice() {
        for (const Voice& voice : story_.voices) {
            if (!voice.denial && matters(voice) && pick_said(voice, Part::voice, kQuoteContentLeast)) return;
        }
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
        if (claim != nullptr && claim->article != denial->article) {
            disputed_ = true;
            pick(*claim, Part::claim);
        }
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
    const Candidate* lead_ = nullptr;
    mutable std::map<const Candidate*, References> taken_;  // looked up only, never walked
    mutable std::map<ArticleId, WordSet> openings_;
    mutable std::optional<int> year_;
    std::size_t words_ = 0;
    std::size_t states_ = 0;
    bool disputed_ = false;          // a claim stands above its denial
    std::vector<ArticleId> groups_;  // in printing order
    bool alone_ = false;             // what one outlet tells may be taken
    bool bridging_ = false;          // "the line" of a railway accident needs no line before
    std::vector<Picked> picked_;
    std::vector<std::pair<ArticleId, TextRange>> ranges_;      // of the lines picked so far
    std::map<ArticleId, std::vector<TextRange>> told_ranges_;  // of what says the same, too
    std::vector<bool> told_facts_;                             // of each fact, whether it overlaps with these
    std::map<OutletId, std::size_t> used_;
};

}  // namespace

std::vector<Line> compose_brief(const Desk& desk, const Story& story, const std::vector<Candidate>& candidates,
                                const Candidate* lead, QuotingBudget& budget, const BriefOptions& options) {
    if (lead == nullptr) return {};
    return BriefMaker(desk, story, candidates, budget, options).make(*lead);
}

}  // namespace newsloom::edition::detail
