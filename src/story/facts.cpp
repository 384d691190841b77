// Facts: statements of two or more independent outlets that say the same. Two ways: quotes that share their words, and
// sentences that share their content words, names and numbers. The clearest sentence is printed, with all its
// supporters.
#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

#include "model/printed_speaker.h"
#include "model/printed_story.h"
#include "story/detail/agreement.h"
#include "story/detail/models.h"
#include "story/detail/pair_table.h"
#include "story/detail/quotes.h"
#include "story/detail/reading.h"
#include "story/detail/second_look.h"
#include "story/detail/sources.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

constexpr double kSame = 0.46;          // probability from which two sentences are taken to say the same
constexpr double kSecond = 0.5;         // ... although each of them says the same as others
constexpr double kAverage = 0.48;       // mean over the pairs between two groups that are joined
constexpr double kLeast = 0.2;          // and the faintest of them
constexpr std::size_t kMostLinks = 12;  // wordings of a group that others are compared with

/// Who a statement is put down to; empty when the article says it itself, or nobody is `sure` enough.
std::string speaker_of(const Reading& reading, const Statement& statement, float sure = 0) {
    for (const std::size_t i : statement.attributions) {
        const Attribution& attribution = reading.annotations(statement.member).attributions[i];
        if (!attribution.speaker.empty() && attribution.confidence >= sure) return attribution.speaker;
    }
    return {};
}

/// One of the words with which a sentence says where it has it from, whatever its case.
bool may_credit(std::string_view sentence) {
    constexpr std::array<std::string_view, 6> kCues{"told ", "according ", "reported ",
                                                    "laut ", "sagte ",     "gegen\u00fcber "};
    for (std::size_t space = sentence.find(' '); space != std::string_view::npos;
         space = sentence.find(' ', space + 1)) {
        // The letters with which they end.
        const char last = space == 0 ? ' ' : ascii::lower(sentence[space - 1]);
        if (last != 'd' && last != 'e' && last != 'g' && last != 'r' && last != 't') continue;
        const std::string_view before = sentence.substr(0, space + 1);
        const bool is_cue = std::any_of(kCues.begin(), kCues.end(), [&](std::string_view cue) {
            return before.size() >= cue.size() && last == cue[cue.size() - 2] &&
                   ascii::iequals(before.substr(before.size() - cue.size()), cue);
        });
        if (is_cue) return true;
    }
    return false;
}

/// "told Reuters", "according to the Harbour Post": the outlet or agency that a sentence takes its statement from.
std::string credited(const Reading& reading, const Statement& statement, const std::vector<std::string>& names) {
    constexpr std::array<std::string_view, 9> kCues{"told ",      "according to ",      "reported by ",
                                                    "told the ",  "according to the ",  "laut ",
                                                    "sagte der ", "first reported by ", "gegen\u00fcber "};
    if (!may_credit(slice(reading.text(statement.member), statement.range))) return {};
    const std::string_view text = reading.lower(statement);
    // What stands behind each cue.
    std::array<std::vector<std::string_view>, kCues.size()> behind;
    for (std::size_t cue = 0; cue < kCues.size(); ++cue) {
        for (std::size_t at = text.find(kCues[cue]); at != std::string_view::npos; at = text.find(kCues[cue], at + 1))
            behind[cue].push_back(text.substr(at + kCues[cue].size()));
    }
    const Outlet* own = reading.members[statement.member]->outlet;
    for (const std::string& name : names) {
        for (const std::vector<std::string_view>& rests : behind) {
            const auto rest = std::ranges::find_if(rests, [&](std::string_view one) { return one.starts_with(name); });
            if (rest == rests.end() || (rest->size() > name.size() && ascii::is_alnum((*rest)[name.size()]))) continue;
            if (own != nullptr && (ascii::lower(own->name) == name || ascii::lower(own->short_name) == name)) continue;
            return name;
        }
    }
    return {};
}

std::vector<std::string> outlet_names(const Reading& reading) {
    std::vector<std::string> names{"reuters", "ap",  "the associated press", "associated press",
                                   "afp",     "dpa", "agence france-presse", "bloomberg"};
    for (const Member* member : reading.members) {
        if (member->outlet == nullptr) continue;
        for (const std::string& name : {member->outlet->name, member->outlet->short_name}) {
            if (name.size() >= 3) names.push_back(ascii::lower(name));
        }
    }
    std::sort(names.begin(), names.end(),
              [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

/// Which wordings agree, and the groups this makes: first every wording in one group, by average link; then the
/// sure pairs that this left apart, since a sentence may make two statements.
class Agreement {
  public:
    Agreement(const Reading& reading, const ComparedPairs& compared, const SecondModel& second)
        : reading_(reading),
          compared_(compared),
          wordings_(compared.wordings()),
          second_(second),
          seen_(compared.size(), kNotSeen),
          quoted_too_(compared.size(), 0),
          looked_at_(compared.wordings().size()) {
        // A pair that both ways found: the better one stands.
        probability_.resize(compared.size(), 0.0);
        for (std::size_t i = 0; i < compared.size(); ++i) {
            const ComparedPair& pair = compared[i];
            if (pair.probability < kFaint || !reading.statements[pair.a].is_statement() ||
                !reading.statements[pair.b].is_statement())
                continue;
            probability_[i] = pair.probability;
        }
        std::vector<QuotePair> only_quoted;
        for (const QuotePair& pair : quote_pairs(reading)) {
            const auto [x, y] = std::minmax({wordings_.of(pair.a), wordings_.of(pair.b)});
            std::size_t i = compared.place_of_wordings(x, y);
            if (i != ComparedPairs::kNone && compared[i].altered) continue;
            if (i == ComparedPairs::kNone) {
                std::size_t& place = quoted_.at(x, y);
                if (place == 0) {
                    place = probability_.size();
                    probability_.push_back(0);
                    only_quoted.push_back({x, y, 0});
                }
                i = place;
            }
            probability_[i] = std::max(probability_[i], pair.probability);
            if (i < quoted_too_.size()) quoted_too_[i] = static_cast<float>(pair.probability);
        }
        const auto add_sure = [&](std::size_t a, std::size_t b, std::size_t i) {
            if (probability_[i] >= kSame) sure_.push_back({{a, b, probability_[i]}, i});
        };
        for (std::size_t i = 0; i < compared.size(); ++i)
            add_sure(compared[i].x, compared[i].y, i);
        for (std::size_t i = 0; i < only_quoted.size(); ++i)
            add_sure(only_quoted[i].a, only_quoted[i].b, compared.size() + i);
        std::sort(sure_.begin(), sure_.end(), [](const SurePair& x, const SurePair& y) {
            if (x.probability != y.probability) return x.probability > y.probability;
            return x.a != y.a ? x.a < y.a : x.b < y.b;
        });
        agreeing_.resize(wordings_.size());
        for (const SurePair& pair : sure_) {
            if (pair.a == pair.b) continue;
            const auto place = static_cast<std::uint32_t>(pair.place);
            agreeing_[pair.a].push_back({static_cast<std::uint32_t>(pair.b), place});
            agreeing_[pair.b].push_back({static_cast<std::uint32_t>(pair.a), place});
        }
        for (auto& own : agreeing_)
            std::sort(own.begin(), own.end(), [](const Agreeing& x, const Agreeing& y) { return x.with < y.with; });
    }

    /// Of wordings.
    [[nodiscard]] double of(std::size_t a, std::size_t b) const {
        const std::size_t i = compared_.place_of_wordings(a, b);
        if (i != ComparedPairs::kNone) return probability_[i];
        if (probability_.size() == compared_.size()) return 0;
        const std::size_t* const place = quoted_.find(std::min(a, b), std::max(a, b));
        return place == nullptr ? 0.0 : probability_[*place];
    }

    /// Of wordings, at the second look.
    [[nodiscard]] double seen_twice(std::size_t a, std::size_t b) {
        constexpr double kOnlyQuoted = 0.8;
        const std::size_t i = compared_.place_of_wordings(a, b);
        if (i == ComparedPairs::kNone) return std::min(of(a, b), kOnlyQuoted);
        if (probability_[i] <= 0) return 0;
        if (seen_[i] == kNotSeen) {
            const SecondTraits traits = second_look(looked_at(a), looked_at(b), static_cast<double>(quoted_too_[i]));
            seen_[i] = static_cast<float>(
                second_.probability(std::max(compared_[i].probability, kFaint), compared_.traits(i), traits));
        }
        return static_cast<double>(seen_[i]);
    }

    /// Mean over all pairs of some statements, at the second look; of many, of those of the first wordings.
    [[nodiscard]] double among(const std::vector<std::size_t>& statements) {
        constexpr std::size_t kMostLooks = 6;
        std::vector<std::pair<std::uint32_t, double>> met;  // wordings, and how many of the statements are of each
        for (const std::size_t s : statements) {
            if (met.size() == kMostLooks) break;
            const std::uint32_t wording = wordings_.of(s);
            const auto at = std::find_if(met.begin(), met.end(), [&](const auto& one) { return one.first == wording; });
            if (at == met.end()) {
                met.emplace_back(wording, 1);
            } else {
                at->second += 1;
            }
        }
        double sum = 0, count = 0;
        for (std::size_t i = 0; i < met.size(); ++i) {
            const auto [x, times] = met[i];
            for (std::size_t j = 0; j < i; ++j) {
                const double pairs = times * met[j].second;
                sum += pairs * seen_twice(x, met[j].first);
                count += pairs;
            }
            if (times < 2) continue;
            const double pairs = times * (times - 1) / 2;
            sum += pairs * seen_twice(x, x);
            count += pairs;
        }
        return count > 0 ? sum / count : 0.4;
    }

    /// Statements, each sorted: those of two wordings or more, or of one that says something by itself.
    [[nodiscard]] std::vector<std::vector<std::size_t>> groups() {
        std::vector<std::vector<std::size_t>> result;
        constexpr std::size_t kNoGroup = std::numeric_limits<std::size_t>::max();
        std::vector<std::size_t> group_of(wordings_.size(), kNoGroup);
        const auto own_group = [&](std::size_t wording) {
            if (group_of[wording] == kNoGroup) {
                group_of[wording] = result.size();
                result.push_back({wording});
            }
            return group_of[wording];
        };
        PairTable<std::uint32_t> apart;
        for (const SurePair& pair : sure_) {
            const std::size_t left = own_group(pair.a), right = own_group(pair.b);
            if (left == right) continue;
            // Two groups that did not belong together do not as long as what is looked at is the same.
            const auto looked_at = static_cast<std::uint32_t>(std::min(result[left].size(), kMostLinks) * 256 +
                                                              std::min(result[right].size(), kMostLinks));
            std::uint32_t& apart_at = apart.at(left, right);
            if (apart_at == looked_at) continue;
            if (!belong_together(result[left], result[right])) {
                apart_at = looked_at;
                continue;
            }
            for (const std::size_t wording : result[right]) {
                group_of[wording] = left;
                result[left].push_back(wording);
            }
            result[right].clear();
        }
        // Second groups: each wording that agrees with all that are in.
        std::vector<std::uint8_t> told(probability_.size(), 0);  // pairs that are together in one
        std::vector<std::uint32_t> agreed(wordings_.size(), 0);  // wordings of the group that agree with it
        std::vector<std::uint8_t> is_in(wordings_.size(), 0);
        for (const SurePair& pair : sure_) {
            if (pair.probability < kSecond || group_of[pair.a] == group_of[pair.b] || told[pair.place] != 0) continue;
            std::vector<std::size_t> group;
            const auto add = [&](std::size_t wording) {
                group.push_back(wording);
                is_in[wording] = 1;
                for (const Agreeing& other : agreeing_[wording])
                    ++agreed[other.with];
            };
            add(pair.a);
            add(pair.b);
            for (const Agreeing& other : agreeing_[pair.a]) {
                if (group.size() >= kMostLinks) break;
                // An article that has both says two things.
                const auto has_both = [&](std::size_t w) { return one_member_has_both(w, other.with); };
                if (agreed[other.with] == group.size() && std::none_of(group.begin(), group.end(), has_both))
                    add(other.with);
            }
            // Each agrees with all others of the group and with nobody else that much.
            for (const std::size_t wording : group) {
                for (const Agreeing& other : agreeing_[wording]) {
                    told[other.place] |= is_in[other.with];
                    agreed[other.with] = 0;
                }
            }
            for (const std::size_t wording : group)
                is_in[wording] = 0;
            result.push_back(std::move(group));
        }
        // A wording by itself is a group where it was put into one for its own sake alone.
        std::erase_if(result, [&](const auto& group) {
            return group.empty() || (group.size() == 1 && of(group.front(), group.front()) < kSame);
        });
        for (auto& group : result) {
            std::vector<std::size_t> statements;
            for (const std::size_t wording : group) {
                const auto own = wordings_.statements(wording);
                statements.insert(statements.end(), own.begin(), own.end());
            }
            std::sort(statements.begin(), statements.end());
            group = std::move(statements);
        }
        return result;
    }

  private:
    /// Both, and no other: they are two statements.
    [[nodiscard]] bool one_member_has(std::size_t a, std::size_t b) const {
        const auto member = [&](std::size_t w) { return reading_.statements[wordings_.statements(w).front()].member; };
        return wordings_.members(a) == 1 && wordings_.members(b) == 1 && member(a) == member(b);
    }
    [[nodiscard]] bool one_member_has_both(std::size_t a, std::size_t b) const {
        const auto left = wordings_.one_of_each_member(a), right = wordings_.one_of_each_member(b);
        const auto member = [&](std::uint32_t s) { return reading_.statements[s].member; };
        for (auto i = left.begin(), j = right.begin(); i != left.end() && j != right.end();) {
            const std::size_t x = member(*i), y = member(*j);
            if (x == y) return true;
            i += x < y ? 1 : 0;
            j += y < x ? 1 : 0;
        }
        return false;
    }
    [[nodiscard]] bool belong_together(const std::vector<std::size_t>& left,
                                       const std::vector<std::size_t>& right) const {
        double sum = 0, count = 0;
        for (std::size_t i = 0; i < std::min(left.size(), kMostLinks); ++i) {
            for (std::size_t j = 0; j < std::min(right.size(), kMostLinks); ++j) {
                const std::size_t x = left[i], y = right[j];
                if (one_member_has(x, y)) continue;
                const double p = of(x, y);
                if (p < kLeast) return false;
                sum += p;
                count += 1;
            }
        }
        return count > 0 && sum / count >= kAverage;
    }

    [[nodiscard]] const LookedAt& looked_at(std::size_t wording) {
        LookedAt& kept = looked_at_[wording];
        if (kept.words.empty()) kept = look_at(reading_, reading_.statements[wordings_.statements(wording).front()]);
        return kept;
    }

    static constexpr float kNotSeen = -1;
    const Reading& reading_;
    const ComparedPairs& compared_;
    const Wordings& wordings_;
    const SecondModel& second_;
    std::vector<float> seen_, quoted_too_;  // of each compared pair: at the second look; by quote_pairs
    std::vector<LookedAt> looked_at_;       // of each wording, when it was asked for
    std::vector<double> probability_;       // of the compared pairs, then of those that only share a quote
    PairTable<std::size_t> quoted_;         // the latter's places in it
    struct SurePair : QuotePair {
        std::size_t place;  // in probability_
    };
    struct Agreeing {
        std::uint32_t with, place;
    };
    std::vector<std::vector<Agreeing>> agreeing_;  // surely, with each wording; sorted
    std::vector<SurePair> sure_;                   // best first
};

/// What is asked about a sentence for every group it is in.
class Notes {
  public:
    struct Note {
        double clarity = 0;
        std::uint32_t speaker = 0;  // by the last word of the name; 0: nobody
        std::string credited;
    };

    /// Of the sentences that are in groups.
    Notes(const Reading& reading, const std::vector<std::vector<std::size_t>>& groups)
        : notes_(reading.statements.size()) {
        const std::vector<std::string> names = outlet_names(reading);
        std::vector<bool> wanted(reading.statements.size(), false);
        for (const auto& group : groups) {
            for (const std::size_t s : group)
                wanted[s] = true;
        }
        std::map<std::string, std::uint32_t> speakers{{std::string(), 0}};
        for (std::size_t s = 0; s < wanted.size(); ++s) {
            if (!wanted[s]) continue;
            const Statement& statement = reading.statements[s];
            const std::string speaker = speaker_of(reading, statement);
            const std::string last = ascii::lower(speaker.substr(speaker.find_last_of(' ') + 1));
            const auto number = static_cast<std::uint32_t>(speakers.size());
            notes_[s] = {clarity(reading, statement), speakers.emplace(last, number).first->second,
                         credited(reading, statement, names)};
        }
    }

    [[nodiscard]] const Note& of(std::size_t s) const { return notes_[s]; }

  private:
    std::vector<Note> notes_;
};

/// The senses and the numbers that more than half of some wordings have, sorted.
struct Core {
    std::vector<std::uint32_t> senses;
    std::vector<double> values;
};

template <class T>
std::vector<T> had_by_most(std::vector<T> all, std::size_t wordings) {
    std::vector<T> most;
    std::sort(all.begin(), all.end());
    for (auto at = all.begin(); at != all.end();) {
        const auto end = std::upper_bound(at, all.end(), *at);
        if (2 * static_cast<std::size_t>(end - at) > wordings) most.push_back(*at);
        at = end;
    }
    return most;
}

Core core_of(const Reading& reading, const Wordings& wordings, const std::vector<std::uint32_t>& said) {
    Core all;
    for (const std::uint32_t wording : said) {
        const Statement& statement = reading.statements[wordings.statements(wording).front()];
        all.senses.insert(all.senses.end(), statement.senses.begin(), statement.senses.end());
        for (const Measure& value : statement.values)
            all.values.push_back(value.value);
    }
    return {had_by_most(std::move(all.senses), said.size()), had_by_most(std::move(all.values), said.size())};
}

/// What some wordings say in common is said by others: most of their words, and all of their numbers.
bool is_in(const Core& core, const Core& other) {
    constexpr double kMost = 0.7;
    return static_cast<double>(shared_count(core.senses, other.senses)) >=
               kMost * static_cast<double>(core.senses.size()) &&
           std::includes(other.values.begin(), other.values.end(), core.values.begin(), core.values.end());
}

}  // namespace

std::vector<Fact> facts(const Reading& reading, const ComparedPairs& compared) {
    return facts(reading, compared, built_in_models().second);
}

std::vector<Fact> facts(const Reading& reading, const ComparedPairs& compared, const SecondModel& second) {
    Agreement agreement(reading, compared, second);
    const std::vector<std::vector<std::size_t>> groups = agreement.groups();

    const Notes notes(reading, groups);
    const Sources sources(reading.members);
    const Wordings& wordings = compared.wordings();
    struct Ranked {
        Fact fact;
        double score;
        std::size_t first;
        std::vector<std::uint32_t> wordings;  // sorted
        Core core;
    };
    std::vector<Ranked> ranked;
    std::set<std::vector<std::size_t>> told;                     // the sentences of each fact
    for (const std::vector<std::size_t>& statements : groups) {  // of one article one after the other
        // One sentence per article: the clearest.
        std::vector<std::size_t> chosen, supporters;
        std::map<std::string, int> credits;
        bool one_speaker = true;
        for (std::size_t i = 0; i < statements.size();) {
            std::size_t best = statements[i];
            const std::size_t member = reading.statements[best].member;
            for (++i; i < statements.size() && reading.statements[statements[i]].member == member; ++i) {
                if (notes.of(statements[i]).clarity > notes.of(best).clarity) best = statements[i];
            }
            if (reading.members[member]->outlet == nullptr) continue;
            chosen.push_back(best);
            supporters.push_back(member);
            const Notes::Note& note = notes.of(best);
            one_speaker = one_speaker && note.speaker == notes.of(chosen.front()).speaker;
            if (!note.credited.empty()) ++credits[note.credited];
        }
        if (chosen.size() < 2) continue;
        Fact fact;
        fact.independent = sources.behind(supporters);
        // All but (at most) the named outlet itself take it from one outlet: that is one source.
        for (const auto& [name, count] : credits) {
            if (count + 1 < static_cast<int>(chosen.size())) continue;
            const bool rest_is_it = count == static_cast<int>(chosen.size()) ||
                                    std::any_of(supporters.begin(), supporters.end(), [&, &n = name](std::size_t m) {
                                        const Outlet& outlet = *reading.members[m]->outlet;
                                        return ascii::lower(outlet.name) == n || ascii::lower(outlet.short_name) == n;
                                    });
            if (!rest_is_it) continue;
            fact.one_source = name;
            fact.independent = 1;
        }
        if (fact.independent < 2 || !told.insert(chosen).second) continue;
        if (one_speaker && notes.of(chosen.front()).speaker != 0) {
            for (const std::size_t s : chosen) {
                const std::string speaker = speaker_of(reading, reading.statements[s], kPrintedSpeaker);
                if (speaker.size() > fact.one_source.size()) fact.one_source = speaker;
            }
        }
        std::stable_sort(chosen.begin(), chosen.end(),
                         [&](std::size_t x, std::size_t y) { return notes.of(x).clarity > notes.of(y).clarity; });
        fact.confidence = static_cast<float>(agreement.among(chosen));
        fact.support.reserve(chosen.size());
        fact.outlets.reserve(chosen.size());
        for (const std::size_t s : chosen) {
            const Statement& statement = reading.statements[s];
            fact.support.push_back(reading.span(statement.member, statement.range));
            const OutletId outlet = reading.outlet(statement.member);
            if (std::find(fact.outlets.begin(), fact.outlets.end(), outlet) == fact.outlets.end())
                fact.outlets.push_back(outlet);
        }
        const double score = fact.independent + 0.5 * notes.of(chosen.front()).clarity + 0.5 * fact.confidence;
        std::vector<std::uint32_t> said;
        for (const std::size_t statement : chosen)
            said.push_back(wordings.of(statement));
        std::sort(said.begin(), said.end());
        said.erase(std::unique(said.begin(), said.end()), said.end());
        Core core = core_of(reading, wordings, said);
        ranked.push_back({std::move(fact), score, chosen.front(), std::move(said), std::move(core)});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return a.score != b.score ? a.score > b.score : a.first < b.first;
    });
    std::vector<Fact> result;
    // A fact that has two wordings of a better one, and whose common words are the other's, tells it again; but one
    // that is sure enough for print stands where the other is not.
    std::vector<std::vector<std::uint32_t>> told_by(wordings.size());  // places in `kept`
    std::vector<const Ranked*> kept;
    std::vector<std::size_t> shared;  // with each of `kept`
    for (const Ranked& entry : ranked) {
        shared.assign(kept.size(), 0);
        for (const std::uint32_t wording : entry.wordings) {
            for (const std::uint32_t other : told_by[wording])
                ++shared[other];
        }
        bool again = false;
        for (std::size_t i = 0; i < kept.size() && !again; ++i)
            again = shared[i] >= 2 && is_in(entry.core, kept[i]->core) &&
                    (kept[i]->fact.confidence >= kPrintedFact || entry.fact.confidence < kPrintedFact);
        if (again) continue;
        for (const std::uint32_t wording : entry.wordings)
            told_by[wording].push_back(static_cast<std::uint32_t>(kept.size()));
        kept.push_back(&entry);
    }
    result.reserve(kept.size());
    for (const Ranked* entry : kept)
        result.push_back(entry->fact);
    return result;
}

}  // namespace newsloom::story::detail
