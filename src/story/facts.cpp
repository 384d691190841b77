// Facts: statements of two or more independent outlets that say the same. Two ways: quotes that share their words, and
// sentences that share their content words, names and numbers. The clearest sentence is printed, with all its
// supporters.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "model/printed_speaker.h"
#include "model/printed_story.h"
#include "story/detail/agreement.h"
#include "story/detail/fact_groups.h"
#include "story/detail/models.h"
#include "story/detail/reading.h"
#include "story/detail/second_look.h"
#include "story/detail/sources.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

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

/// Adds the sentences of articles that do not support the fact yet.
void add_support(const Reading& reading, const Sources& sources, const std::vector<std::size_t>& more,
                 std::vector<std::size_t>& statements, Fact& fact) {
    std::vector<std::size_t> members;
    for (const std::size_t s : statements)
        members.push_back(reading.statements[s].member);
    for (const std::size_t s : more) {
        const Statement& statement = reading.statements[s];
        if (std::find(members.begin(), members.end(), statement.member) != members.end()) continue;
        members.push_back(statement.member);
        statements.push_back(s);
        fact.support.push_back(reading.span(statement.member, statement.range));
        const OutletId outlet = reading.outlet(statement.member);
        if (std::find(fact.outlets.begin(), fact.outlets.end(), outlet) == fact.outlets.end())
            fact.outlets.push_back(outlet);
    }
    if (fact.independent > 1) fact.independent = sources.behind(members);
}

}  // namespace

std::vector<Fact> facts(const Reading& reading, const ComparedPairs& compared) {
    return facts(reading, compared, built_in_models().second);
}

std::vector<Fact> facts(const Reading& reading, const ComparedPairs& compared, const SecondModel& second) {
    FactGroups agreement(reading, compared, second);
    const std::vector<std::vector<std::size_t>> groups = agreement.groups();

    const Notes notes(reading, groups);
    const Sources sources(reading.members);
    const Wordings& wordings = compared.wordings();
    struct Ranked {
        Fact fact;
        double score;
        std::size_t first;
        std::vector<std::size_t> statements;
        std::vector<std::uint32_t> wordings;  // sorted
        Core core;
    };
    std::vector<Ranked> ranked;
    std::set<std::vector<std::size_t>> told;                             // the sentences of each fact
    const auto tell = [&](const std::vector<std::size_t>& statements) {  // of one article one after the other
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
            if (reading.members[member]->outlet != nullptr) chosen.push_back(best);
        }
        const auto members = [&](const std::vector<std::size_t>& of) {
            std::vector<std::size_t> result;
            for (const std::size_t s : of)
                result.push_back(reading.statements[s].member);
            return result;
        };
        if (auto left = agreement.without_strays(chosen); sources.behind(members(left)) > 1) chosen = std::move(left);
        supporters = members(chosen);
        for (const std::size_t s : chosen) {
            const Notes::Note& note = notes.of(s);
            one_speaker = one_speaker && note.speaker == notes.of(chosen.front()).speaker;
            if (!note.credited.empty()) ++credits[note.credited];
        }
        if (chosen.size() < 2) return;
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
        if (fact.independent < 2 || !told.insert(chosen).second) return;
        agreement.mark_told(chosen);
        if (one_speaker && notes.of(chosen.front()).speaker != 0) {
            for (const std::size_t s : chosen) {
                const std::string speaker = speaker_of(reading, reading.statements[s], kPrintedSpeaker);
                if (speaker.size() > fact.one_source.size()) fact.one_source = speaker;
            }
        }
        std::stable_sort(chosen.begin(), chosen.end(),
                         [&](std::size_t x, std::size_t y) { return notes.of(x).clarity > notes.of(y).clarity; });
        fact.confidence = static_cast<float>(agreement.among(chosen));
        std::vector<std::size_t> none;
        add_support(reading, sources, chosen, none, fact);
        const double score = fact.independent + 0.5 * notes.of(chosen.front()).clarity + 0.5 * fact.confidence;
        std::vector<std::uint32_t> said;
        for (const std::size_t statement : chosen)
            said.push_back(wordings.of(statement));
        std::sort(said.begin(), said.end());
        said.erase(std::unique(said.begin(), said.end()), said.end());
        Core core = core_of(reading, wordings, said);
        const std::size_t front = chosen.front();
        ranked.push_back({std::move(fact), score, front, std::move(chosen), std::move(said), std::move(core)});
    };
    for (const auto& statements : groups)
        tell(statements);
    for (const auto& statements : agreement.untold())
        tell(statements);
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return a.score != b.score ? a.score > b.score : a.first < b.first;
    });
    std::vector<Fact> result;
    // A fact that has two wordings of a better one, and whose common words are the other's, tells it again, and so does
    // one that has one, where the common words are the same both ways: who else has it supports the other. What is sure
    // enough for print is not put together with what is not.
    std::vector<std::vector<std::uint32_t>> told_by(wordings.size());  // places in `kept`
    std::vector<Ranked*> kept;
    std::vector<std::size_t> shared, touched;  // with each of `kept`; those that share any
    const auto is_printed = [](const Ranked& entry) { return entry.fact.confidence >= kPrintedFact; };
    for (Ranked& entry : ranked) {
        for (const std::size_t other : touched)
            shared[other] = 0;
        touched.clear();
        shared.resize(kept.size(), 0);
        for (const std::uint32_t wording : entry.wordings) {
            for (const std::uint32_t other : told_by[wording]) {
                if (shared[other]++ == 0) touched.push_back(other);
            }
        }
        std::sort(touched.begin(), touched.end());
        const auto is_again = [&](std::size_t i) {
            const Ranked& other = *kept[i];
            if (shared[i] == 0 || is_printed(other) != is_printed(entry) ||
                other.fact.one_source != entry.fact.one_source || !is_in(entry.core, other.core))
                return false;
            return shared[i] >= 2 || (entry.core.senses.size() >= 2 && is_in(other.core, entry.core));
        };
        const auto again = std::find_if(touched.begin(), touched.end(), is_again);
        if (again != touched.end()) {
            const std::size_t same = *again;
            std::vector<std::size_t> all = kept[same]->statements;
            all.insert(all.end(), entry.statements.begin(), entry.statements.end());
            std::sort(all.begin(), all.end());
            all.erase(std::unique(all.begin(), all.end()), all.end());
            add_support(reading, sources, agreement.without_strays(all), kept[same]->statements, kept[same]->fact);
            continue;
        }
        for (const std::uint32_t wording : entry.wordings)
            told_by[wording].push_back(static_cast<std::uint32_t>(kept.size()));
        kept.push_back(&entry);
    }
    result.reserve(kept.size());
    for (Ranked* entry : kept)
        result.push_back(std::move(entry->fact));
    return result;
}

}  // namespace newsloom::story::detail
