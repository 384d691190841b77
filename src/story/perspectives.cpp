// How each outlet, and each group of outlets, tells the story: whom it quotes, what only it has, which words it uses
// more than the rest (log-odds with an informative Dirichlet prior; Monroe, Colaresi and Quinn 2008, "Fightin' words").
//
// Texts are read once, whatever the number of groups: what is outside of a group is what all members have less what its
// own have.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "story/detail/key_index.h"
#include "story/detail/stop_words.h"
#include "story/detail/voices.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kEnoughWords = 120;  // per side, before words are compared
constexpr double kSignificant = 1.96;      // z of the log-odds
constexpr std::size_t kMostWords = 8;
constexpr std::size_t kMostOnlyHere = 12;
constexpr double kPriorWords = 500;  // weight of the prior, in words

/// The words of every member that counts here, and of the group at hand.
class Words {
  public:
    explicit Words(const Reading& reading) : of_(reading.members.size()) {
        std::vector<std::uint32_t> place;  // of a word in the list of the member at hand; kNone when it is not there
        for (std::size_t m = 0; m < reading.members.size(); ++m) {
            if (reading.members[m]->outlet == nullptr || reading.members[m]->copy.copy_of) continue;
            const std::string_view text = reading.text(m);
            const Tongue tongue = reading.tongue(m);
            std::vector<Word>& own = of_[m];
            dedup::scan_words(text, [&](const dedup::ScannedWord& word) {
                if (word.length < 3 || word.digits || is_stop_word(static_cast<std::uint32_t>(word.hash() >> 32)))
                    return;
                const std::uint32_t number =
                    stems_.number_of(static_cast<std::uint32_t>(mix64(stemmed(word, tongue)) >> 32));
                if (number >= place.size()) place.resize(number + 1, KeyIndex::kNone);
                if (place[number] == KeyIndex::kNone) {
                    place[number] = static_cast<std::uint32_t>(own.size());
                    own.push_back({number, 0, text.substr(word.begin, word.end - word.begin)});
                }
                ++own[place[number]].count;
            });
            all_.resize(stems_.size(), 0);
            for (const Word& word : own) {
                all_[word.number] += word.count;
                total_ += word.count;
                place[word.number] = KeyIndex::kNone;
            }
        }
        inside_.resize(stems_.size());
    }

    /// The words that the members use more than the rest, most telling first.
    [[nodiscard]] std::vector<DistinctiveWord> distinctive(const std::vector<std::size_t>& members) {
        std::uint64_t inside_total = 0;
        std::vector<std::uint32_t> met;
        for (const std::size_t m : members) {
            for (const Word& word : of_[m]) {
                Inside& count = inside_[word.number];
                if (count.count == 0) {
                    met.push_back(word.number);
                    count.printed = word.printed;
                }
                count.count += word.count;
                inside_total += word.count;
            }
        }
        std::vector<DistinctiveWord> words;
        if (inside_total >= kEnoughWords && total_ - inside_total >= kEnoughWords) words = told(met, inside_total);
        for (const std::uint32_t number : met)
            inside_[number] = {};
        return words;
    }

  private:
    struct Word {
        std::uint32_t number, count;
        std::string_view printed;  ///< as it stands first
    };
    struct Inside {
        std::uint32_t count = 0;
        std::string_view printed;
    };

    [[nodiscard]] std::vector<DistinctiveWord> told(std::vector<std::uint32_t>& met, std::uint64_t inside_total) const {
        std::vector<std::uint32_t> often;
        for (const std::uint32_t number : met) {
            if (inside_[number].count >= 3) often.push_back(number);
        }
        std::sort(often.begin(), often.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return stems_.key(a) < stems_.key(b); });
        const auto in_total = static_cast<double>(inside_total),
                   rest_total = static_cast<double>(total_ - inside_total);
        struct Scored {
            std::uint32_t number;
            double log_odds, z;
        };
        std::vector<Scored> scored;
        for (const std::uint32_t number : often) {
            const double count_in = inside_[number].count, count_all = all_[number];
            const double prior = kPriorWords * count_all / (in_total + rest_total);
            const double in = count_in + prior, rest = count_all - count_in + prior;
            const double log_odds =
                std::log(in / (in_total + kPriorWords - in)) - std::log(rest / (rest_total + kPriorWords - rest));
            const double z = log_odds / std::sqrt(1 / in + 1 / rest);
            if (z >= kSignificant) scored.push_back({number, log_odds, z});
        }
        std::stable_sort(scored.begin(), scored.end(), [&](const Scored& a, const Scored& b) {
            return a.z != b.z ? a.z > b.z : inside_[a.number].printed < inside_[b.number].printed;
        });
        std::vector<DistinctiveWord> words;
        for (std::size_t i = 0; i < std::min(scored.size(), kMostWords); ++i) {
            const Inside& inside = inside_[scored[i].number];
            words.push_back({std::string(inside.printed), scored[i].log_odds, static_cast<int>(inside.count)});
        }
        return words;
    }

    KeyIndex stems_;
    std::vector<std::vector<Word>> of_;  ///< of each member, in order of first place
    std::vector<std::uint32_t> all_;     ///< of each stem, over all members
    std::vector<Inside> inside_;         ///< of each stem, in the group at hand; zero between groups
    std::uint64_t total_ = 0;
};

/// Keys with the members that have them: "has anybody outside of this group that number?"
class Holders {
  public:
    /// Member by member, in order; a key may come again.
    void add(std::size_t member, std::uint32_t key) { add_number(member, number_of(key)); }
    /// The same where somebody asks about the key: it has a number.
    void add_known(std::size_t member, std::uint32_t key) {
        const std::uint32_t number = keys_.find(key);
        if (number != KeyIndex::kNone) add_number(member, number);
    }
    [[nodiscard]] std::uint32_t number_of(std::uint32_t key) {
        const std::uint32_t number = keys_.number_of(key);
        if (number == all_.size()) {
            all_.push_back(0);
            last_.push_back(0);
        }
        return number;
    }
    void enter(const std::vector<std::size_t>& members) {
        inside_.resize(all_.size(), 0);
        for (const std::size_t m : members) {
            if (m >= of_.size()) continue;
            for (const std::uint32_t number : of_[m])
                ++inside_[number];
        }
    }
    void leave(const std::vector<std::size_t>& members) {
        for (const std::size_t m : members) {
            if (m >= of_.size()) continue;
            for (const std::uint32_t number : of_[m])
                inside_[number] = 0;
        }
    }
    /// Somebody who is not of the members that entered has it.
    [[nodiscard]] bool is_outside(std::uint32_t number) const { return all_[number] > inside_[number]; }

  private:
    void add_number(std::size_t member, std::uint32_t number) {
        if (last_[number] == member + 1) return;
        last_[number] = member + 1;
        ++all_[number];
        if (of_.size() <= member) of_.resize(member + 1);
        of_[member].push_back(number);
    }
    KeyIndex keys_;
    std::vector<std::vector<std::uint32_t>> of_;
    std::vector<std::uint32_t> all_, inside_;  ///< members, of each key
    std::vector<std::size_t> last_;            ///< member that added the key last, + 1
};

std::uint32_t key_of(const Quantity& quantity) {
    return static_cast<std::uint32_t>(mix64(std::hash<double>{}(quantity.value.value_or(quantity.low))));
}

/// Sentences with quotes or with numbers or names that nobody outside a group has.
class OnlyHere {
  public:
    OnlyHere(const Reading& reading, const std::vector<Fact>& facts)
        : reading_(reading), candidates_of_(reading.members.size()) {
        for (const Statement& statement : reading.statements) {
            for (const std::uint32_t name : statement.names)
                names_.add(statement.member, name);
            for (const std::size_t q : statement.quantities)
                numbers_.add(statement.member, key_of(reading.annotations(statement.member).quantities[q]));
        }
        const std::vector<bool> shared = supports(facts);
        for (std::size_t s = 0; s < reading.statements.size(); ++s) {
            const Statement& statement = reading.statements[s];
            if (statement.words < 6 || statement.question || shared[s]) continue;
            if (reading.members[statement.member]->copy.copy_of) continue;
            // "(Reporting by ...)": who made the report is no part of it.
            if (slice(reading.text(statement.member), statement.range).starts_with('(')) continue;
            add_candidate(s);
        }
        for (std::size_t m = 0; m < reading.members.size(); ++m)
            each_run(reading.text(m), 4, [&](std::uint32_t run) { runs_.add_known(m, run); });
    }

    [[nodiscard]] std::vector<Span> of(const std::vector<std::size_t>& members) {
        for (Holders* holders : {&runs_, &names_, &numbers_})
            holders->enter(members);
        struct Ranked {
            std::size_t statement;
            double score;
        };
        std::vector<Ranked> found;
        for (const std::size_t m : members) {
            for (const Candidate& candidate : candidates_of_[m]) {
                const double score = score_of(candidate);
                if (score < 0.8) continue;
                found.push_back(
                    {candidate.statement, score + 0.2 * clarity(reading_, reading_.statements[candidate.statement])});
            }
        }
        for (Holders* holders : {&runs_, &names_, &numbers_})
            holders->leave(members);
        std::stable_sort(found.begin(), found.end(),
                         [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
        if (found.size() > kMostOnlyHere) found.resize(kMostOnlyHere);
        std::vector<Span> spans;
        for (const Ranked& entry : found) {
            const Statement& statement = reading_.statements[entry.statement];
            spans.push_back(reading_.span(statement.member, statement.range));
        }
        return spans;
    }

  private:
    struct Said {
        float confidence;
        std::vector<std::uint32_t> runs;
    };
    struct Candidate {
        std::size_t statement;
        std::vector<Said> quotes;
        std::vector<std::uint32_t> numbers, names;
    };

    /// Sentences of facts: others support them too.
    [[nodiscard]] std::vector<bool> supports(const std::vector<Fact>& facts) const {
        std::map<ArticleId, std::size_t> member_of;
        for (std::size_t m = 0; m < reading_.members.size(); ++m)
            member_of.emplace(reading_.members[m]->article->id, m);
        std::vector<bool> found(reading_.statements.size(), false);
        const auto& all = reading_.statements;
        for (const Fact& fact : facts) {
            for (const Span& span : fact.support) {
                const auto member = member_of.find(span.article);
                if (member == member_of.end()) continue;
                const auto first = all.begin() + static_cast<std::ptrdiff_t>(reading_.statements_of[member->second]);
                const auto last = all.begin() + static_cast<std::ptrdiff_t>(reading_.statements_of[member->second + 1]);
                const auto at = std::partition_point(
                    first, last, [&](const Statement& s) { return s.range.begin < span.range.begin; });
                if (at != last && at->range.begin == span.range.begin)
                    found[static_cast<std::size_t>(at - all.begin())] = true;
            }
        }
        return found;
    }

    void add_candidate(std::size_t s) {
        const Statement& statement = reading_.statements[s];
        const Annotations& annotations = reading_.annotations(statement.member);
        Candidate candidate{s, {}, {}, {}};
        for (const std::size_t i : statement.attributions) {
            const Attribution& attribution = annotations.attributions[i];
            if (attribution.kind == QuoteKind::indirect) continue;
            Said said{attribution.confidence, {}};
            each_run(slice(reading_.text(statement.member), attribution.content), 4,
                     [&](std::uint32_t run) { said.runs.push_back(runs_.number_of(run)); });
            candidate.quotes.push_back(std::move(said));
        }
        for (const std::size_t q : statement.quantities)
            candidate.numbers.push_back(numbers_.number_of(key_of(annotations.quantities[q])));
        for (const std::uint32_t name : statement.names)
            candidate.names.push_back(names_.number_of(name));
        if (candidate.quotes.empty() && candidate.numbers.empty() && candidate.names.empty()) return;
        candidates_of_[statement.member].push_back(std::move(candidate));
    }

    [[nodiscard]] double score_of(const Candidate& candidate) const {
        double score = 0;
        for (const Said& said : candidate.quotes) {
            if (std::any_of(said.runs.begin(), said.runs.end(),
                            [&](std::uint32_t run) { return runs_.is_outside(run); }))
                return 0;  // a known quote
            score = std::max(score, 2.0 + said.confidence);
        }
        for (const std::uint32_t number : candidate.numbers) {
            if (!numbers_.is_outside(number)) score += 0.8;
        }
        for (const std::uint32_t name : candidate.names)
            score += names_.is_outside(name) ? 0.0 : 0.6;
        return score;
    }

    const Reading& reading_;
    Holders runs_, names_, numbers_;
    std::vector<std::vector<Candidate>> candidates_of_;  ///< of each member, in order
};

}  // namespace

std::vector<Perspective> perspectives(const Reading& reading, const std::vector<Fact>& facts, const Quotes& quotes) {
    // Groups in a fixed order: outlets, then what outlets have in common.
    std::map<std::pair<int, std::string>, std::vector<std::size_t>> groups;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        const Outlet* outlet = reading.members[m]->outlet;
        if (outlet == nullptr) continue;
        groups[{0, "outlet:" + (outlet->key.empty() ? std::to_string(outlet->id.value) : outlet->key)}].push_back(m);
        if (!outlet->country.empty()) groups[{1, "country:" + outlet->country}].push_back(m);
        if (!outlet->owner_kind.empty()) groups[{2, "owner_kind:" + outlet->owner_kind}].push_back(m);
        const std::string& language = reading.members[m]->article->language;
        if (!language.empty() && language != "und")
            groups[{3, "language:" + language.substr(0, language.find('-'))}].push_back(m);
    }
    std::map<int, int> of_kind;
    for (const auto& [key, members] : groups)
        ++of_kind[key.first];
    Words words(reading);
    OnlyHere only_here(reading, facts);
    std::vector<Perspective> result;
    for (const auto& [key, members] : groups) {
        if (of_kind[key.first] < 2) continue;  // one group is no perspective
        Perspective perspective;
        perspective.group = key.second;
        for (const std::size_t m : members) {
            const OutletId outlet = reading.outlet(m);
            if (std::find(perspective.outlets.begin(), perspective.outlets.end(), outlet) == perspective.outlets.end())
                perspective.outlets.push_back(outlet);
        }
        perspective.voices = quotes.voices(members);
        perspective.only_here = only_here.of(members);
        perspective.words = words.distinctive(members);
        result.push_back(std::move(perspective));
    }
    return result;
}

}  // namespace newsloom::story::detail
