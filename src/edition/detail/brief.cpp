#include "edition/detail/brief.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "edition/detail/sentence.h"
#include "edition/detail/voices.h"

namespace newsloom::edition::detail {
namespace {

constexpr double kFirstRepeatedMost = 0.25, kOpeningRepeatedMost = 0.4;
constexpr double kEventRepeatedMost = 0.45;
constexpr std::size_t kContentLeast = 5;  // content words of a line that tells something by itself
constexpr std::size_t kQuoteContentLeast = 6;
constexpr std::size_t kEnough = 30;  // words over the least: 120 read in half a minute

// The printing order.
enum class Part { lead, event, number, voice, claim, denial, unknown, next };

struct Picked {
    Part part = Part::event;
    std::size_t position = 0;
    ArticleId article;
    Line line;
    std::vector<std::string> full_names;
    [[nodiscard]] auto order() const { return std::tuple(part, position, article); }
};

class BriefMaker {
  public:
    BriefMaker(const Desk& desk, const Story& story, const std::vector<Candidate>& candidates, QuotingBudget& budget,
               const BriefOptions& options)
        : desk_(desk),
          story_(story),
          candidates_(candidates),
          budget_(budget),
          options_(options),
          told_(options.told) {}

    std::vector<Line> make() {
        const Candidate* const lead = choose_lead(candidates_, budget_, told_);
        if (lead == nullptr) return {};
        pick(*lead, Part::lead, lead_label());
        pick_denial();
        pick_voice();
        pick_best(Part::number, [](const Candidate& one) { return one.number && !one.denial; });
        pick_unknown();
        pick_best(
            Part::next, [](const Candidate& one) { return one.future && !one.open && !one.quote && one.position > 0; },
            "brief.watch");
        const std::size_t enough = std::min(options_.least + kEnough, options_.most);
        while (words_ < enough &&
               pick_best(Part::event, [](const Candidate& one) { return !one.open && one.words >= 7; })) {
        }
        std::stable_sort(picked_.begin(), picked_.end(),
                         [](const Picked& a, const Picked& b) { return a.order() < b.order(); });
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

    [[nodiscard]] bool fits(const WordSet& content, std::size_t words) const {
        return words_ + words <= options_.most && repeated(content, told_) <= kRepeatedMost;
    }

    /// A short name only where its full form stands above.
    [[nodiscard]] bool names_are_known(const Candidate& one, Part part) const {
        const auto order = std::tuple(part, one.position, one.article->id);
        return std::all_of(one.short_names.begin(), one.short_names.end(), [&](const std::string& name) {
            return std::any_of(picked_.begin(), picked_.end(), [&](const Picked& above) {
                return above.order() < order &&
                       std::find(above.full_names.begin(), above.full_names.end(), name) != above.full_names.end();
            });
        });
    }

    [[nodiscard]] bool allowed(const Candidate& one, Part part) const {
        const bool printed = std::any_of(ranges_.begin(), ranges_.end(), [&](const auto& range) {
            return range.first == one.article->id && range.second.overlaps(one.range);
        });
        if (!one.bare_names.empty() && shared(one.bare_names, told_) < one.bare_names.size()) return false;
        if (!one.opening.empty() && shared(one.opening, told_) == 0) return false;
        return !printed && fits(one.content, one.words) && names_are_known(one, part) &&
               budget_.allows(*one.article, one.range);
    }

    void pick(const Candidate& one, Part part, std::optional<Piece> front = std::nullopt) {
        Picked picked;
        picked.part = part;
        picked.position = one.position;
        picked.article = one.article->id;
        picked.line = line_of(desk_, story_, one);
        picked.full_names = one.full_names;
        if (front) picked.line.pieces.insert(picked.line.pieces.begin(), std::move(*front));
        budget_.print(*one.article, one.range);
        ranges_.emplace_back(one.article->id, one.range);
        add(told_, one.content);
        words_ += one.words;
        ++used_[one.article->outlet];
        picked_.push_back(std::move(picked));
    }

    /// A fact that another report's sentence told above.
    [[nodiscard]] bool tells_again(const Candidate& one) const {
        return std::any_of(one.facts.begin(), one.facts.end(), [&](std::size_t i) {
            const auto& support = story_.facts[i].support;
            return std::any_of(support.begin(), support.end(), [&](const Span& span) {
                return std::any_of(ranges_.begin(), ranges_.end(), [&](const auto& range) {
                    return range.first == span.article && range.second.overlaps(span.range);
                });
            });
        });
    }

    template <class Wanted>
    bool pick_best(Part part, const Wanted& wanted, const char* front = nullptr) {
        const Candidate* best = nullptr;
        double best_weight = 0;
        for (const Candidate& one : candidates_) {
            if (!wanted(one) || !allowed(one, part)) continue;
            // Several outlets tell the story: each sentence already taken from one makes its next less likely.
            const auto used = used_.find(one.article->outlet);
            const double turns = used == used_.end() ? 0.0 : static_cast<double>(used->second);
            const double share = repeated(one.content, told_);
            // Another report's opening tells the same event in other words.
            if (part == Part::event || part == Part::number) {
                if (one.position < 2 && share > (one.position == 0 ? kFirstRepeatedMost : kOpeningRepeatedMost))
                    continue;
                if (one.content.size() < kContentLeast || share > kEventRepeatedMost || tells_again(one)) continue;
            }
            // What was to come is told already; a denial of something else.
            if (part == Part::next && share > kOpeningRepeatedMost) continue;
            if (part == Part::denial && shared(one.content, told_) < 2) continue;
            const double weight = one.weight * (1.0 - share) / (1.0 + 0.4 * turns);
            if (best == nullptr || weight > best_weight) {
                best = &one;
                best_weight = weight;
            }
        }
        if (best == nullptr) return false;
        pick(*best, part, front == nullptr ? std::nullopt : std::optional<Piece>(label(front)));
        return true;
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
        // Far from its report nobody knows whom "he" means.
        const std::string_view first = slice(said->article->text, said->ranges.front());
        if (QuoteMask(first).inside(0) && points_out_of_itself(first)) return false;
        for (const auto& [article, range] : ranges_) {
            if (article == said->article->id && said->ranges.front().overlaps(range)) return false;
        }
        Picked picked;
        picked.part = part;
        picked.article = said->article->id;
        picked.line = std::move(said->told);
        picked.full_names = {voice.speaker};
        for (const TextRange& range : said->ranges) {
            budget_.print(*said->article, range);
            ranges_.emplace_back(said->article->id, range);
        }
        add(told_, said->content);
        words_ += said->words;
        ++used_[said->article->outlet];
        picked_.push_back(std::move(picked));
        return true;
    }

    void pick_voice() {
        for (const Voice& voice : story_.voices) {
            if (!voice.denial && pick_said(voice, Part::voice, kQuoteContentLeast)) return;
        }
        pick_best(Part::voice, [](const Candidate& one) { return one.quote && !one.denial; });
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
                        !allowed(one, Part::denial))
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
        const auto any = [](const Candidate&) { return true; };
        for (const Span& span : story_.open) {
            if (pick_sentence(span, Part::unknown, any, "brief.unknown")) return;
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
    WordSet told_;
    std::size_t words_ = 0;
    std::vector<Picked> picked_;
    std::vector<std::pair<ArticleId, TextRange>> ranges_;  // of the lines picked so far
    std::map<OutletId, std::size_t> used_;
};

}  // namespace

namespace {

/// An earlier edition had it. A sentence of old words with a number that no line had is news: "31 families", not 14.
bool is_told(const Candidate& one, const WordSet& told) {
    return repeated(one.content, told) > kRepeatedMost && shared(one.counts, told) == one.counts.size();
}

}  // namespace

const Candidate* choose_lead(const std::vector<Candidate>& candidates, const QuotingBudget& budget,
                             const WordSet& told) {
    // First by the rules; then any sentence of the first four that stands alone and is not too long; better a plain
    // opening than none.
    for (const bool strict : {true, false}) {
        const Candidate* best = nullptr;
        double best_weight = 0;
        for (const Candidate& one : candidates) {
            if (strict ? !one.may_lead
                       : (one.position > 3 || one.cut_front || !one.opening.empty() || one.opens_with_quote ||
                          !one.short_names.empty() || one.words > 40))
                continue;
            if (is_told(one, told) || !budget.allows(*one.article, one.range)) continue;
            const bool later = one.denial || one.open || one.sets_a_scene || one.unresolved;
            const double weight = one.weight * (0.5 + one.as_headline) /
                                  (1.0 + 0.6 * static_cast<double>(one.position)) * (later ? 0.4 : 1.0);
            if (best == nullptr || weight > best_weight) {
                best = &one;
                best_weight = weight;
            }
        }
        if (best != nullptr) return best;
    }
    return nullptr;
}

std::vector<Line> compose_brief(const Desk& desk, const Story& story, const std::vector<Candidate>& candidates,
                                QuotingBudget& budget, const BriefOptions& options) {
    return BriefMaker(desk, story, candidates, budget, options).make();
}

}  // namespace newsloom::edition::detail
