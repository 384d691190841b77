#include "attribution/detail/speakers.h"

#include <algorithm>

namespace newsloom::attribution::detail {

using lang::Tag;
using lang::Term;

namespace {

enum class Number : std::uint8_t { first, he, she, it, they, other };

Number number_of(std::string_view word) {
    const auto is = [&](std::string_view low) {
        return word.size() == low.size() && (word[0] | 0x20) == low[0] && word.substr(1) == low.substr(1);
    };
    if (is("he") || is("him") || is("his") || is("himself") || is("he's") || is("he'd") || is("he'll"))
        return Number::he;
    if (is("she") || is("her") || is("hers") || is("herself") || is("she's") || is("she'd") || is("she'll"))
        return Number::she;
    if (is("it") || is("its") || is("itself")) return Number::it;
    if (is("er") || is("ihm") || is("ihn") || is("sein") || is("seine") || is("seiner") || is("seinen"))
        return Number::he;
    if (is("sie") || is("ihr") || is("ihre") || is("ihrer") || is("ihren")) return Number::she;
    if (is("they") || is("them") || is("their") || is("themselves")) return Number::they;
    if (word == "I" || is("me") || is("my") || is("we") || is("us") || is("our") || word == "I'm" || word == "I've")
        return Number::first;
    return Number::other;
}

constexpr float kUnlikePeople = 0.8F;   // how sure a name of an unknown kind is one of a speaker
constexpr std::size_t kHolders = 8;     // of one role
constexpr std::uint32_t kMemory = 400;  // tokens back in which a pronoun's person is looked for

}  // namespace

Speakers::Speakers(const Context& context, const std::vector<Found>&) : scan_(context.scan) { collect_people(); }

void Speakers::collect_people() {
    std::unordered_map<std::string_view, std::uint32_t> by_name;
    person_of_name_.assign(scan_.names.size(), kNone);
    std::uint32_t token = 0;
    for (std::uint32_t n = 0; n < scan_.names.size(); ++n) {
        const Name& name = scan_.names[n];
        const auto [entry, is_new] = by_name.emplace(name.full, static_cast<std::uint32_t>(people_.size()));
        if (is_new) {
            Person person;
            person.name = name.full;
            people_.push_back(std::move(person));
        }
        const std::uint32_t index = entry->second;
        person_of_name_[n] = index;
        Person& person = people_[index];
        if (person.kind == NameKind::other) person.kind = name.kind;
        while (token < scan_.size() && scan_.terms[token].begin < name.range.begin)
            ++token;
        std::uint32_t end = token;
        while (end < scan_.size() && scan_.name_of[end] == n)
            ++end;
        if (end == token) continue;
        if (person.gender == Gender::unknown) {
            const Term& first = scan_.terms[token];
            if ((first.hints & lang::kHintFirstName) != 0 && end - token >= 2)
                person.gender = (first.hints & lang::kHintFemale) != 0 ? Gender::female : Gender::male;
            if (token > 0) {
                std::uint32_t before = token - 1;
                if (scan_.terms[before].mark == '.' && before > 0) --before;
                const std::string_view title = scan_.bytes(before);
                if (title == "Mr" || title == "Herr" || title == "Herrn") person.gender = Gender::male;
                if (title == "Mrs" || title == "Ms" || title == "Miss" || title == "Frau")
                    person.gender = Gender::female;
            }
        }
        read_role(index, {token, end});
    }
    judge_names();
}

// "President Kerr", "Mr. Kerr": a title directly in front.
bool Speakers::follows_title(std::uint32_t token) const {
    if (token == 0) return false;
    std::uint32_t before = token - 1;
    if (scan_.terms[before].mark == '.' && before > 0) --before;
    return scan_.terms[before].kind == lang::TokenKind::word && scan_.terms[before].capitalised &&
           (scan_.terms[before].hints & (lang::kHintTitle | lang::kHintRole)) != 0;
}

// "New Hampshire Democrat" is no name, "Education Secretary Arne Duncan" more than one, "Kerr" only a part.
void Speakers::judge_names() {
    std::unordered_map<std::string_view, std::uint32_t> by_last;  // -> family
    std::vector<char> seen(people_.size(), 0);
    std::uint32_t token = 0;
    for (std::uint32_t n = 0; n < scan_.names.size(); ++n) {
        Person& person = people_[person_of_name_[n]];
        const std::string_view shown = slice(scan_.text, scan_.names[n].range);
        while (token < scan_.size() && scan_.terms[token].begin < scan_.names[n].range.begin)
            ++token;
        const bool behind_title = follows_title(token);
        if (shown != person.name) {
            if (person.name.size() > shown.size() && person.name.ends_with(shown)) {
                person.by_last_name = true;
                person.titled_early = person.titled_early || (behind_title && person.named == 0);
            }
            continue;
        }
        ++person.named;
        person.titled = person.titled || behind_title;
        std::uint32_t end = token;
        while (end < scan_.size() && scan_.name_of[end] == n)
            ++end;
        if (end == token) continue;
        if (end - token >= 2 && (person.kind == NameKind::person || person.kind == NameKind::other)) {
            const auto [entry, is_new] =
                by_last.emplace(scan_.bytes(end - 1), static_cast<std::uint32_t>(families_.size()));
            if (is_new) families_.emplace_back();
            families_[entry->second].emplace_back(token, person_of_name_[n]);
            person.family = entry->second;
        }
        if (seen[person_of_name_[n]] != 0) continue;
        seen[person_of_name_[n]] = 1;
        const std::uint32_t last = scan_.terms[end - 1].hints, all = lang::kHintRole | lang::kHintTitle;
        const bool given = (scan_.terms[token].hints & lang::kHintFirstName) != 0;
        if (person.kind != NameKind::organisation) {
            if (end - token == 1)
                person.clean = 0.85F;
            else if ((last & (all | lang::kHintDemonym)) != 0 && (last & lang::kHintFirstName) == 0)
                person.clean = 0.5F;
            else if (!given)
                person.clean = person.kind == NameKind::person ? 0.93F : kUnlikePeople;
            for (std::uint32_t i = token; i + 1 < end && end - token > 2; ++i) {
                if ((scan_.terms[i].hints & all) != 0 && (scan_.terms[i].hints & lang::kHintFirstName) == 0)
                    person.clean = std::min(person.clean, 0.8F);
            }
            // "Rand Paul Randal": page matter that has run on behind the name
            if (given && end - token > 2 && (last & lang::kHintFirstName) != 0 && scan_.terms[end - 2].mark != '.')
                person.clean = std::min(person.clean, 0.7F);
        } else if (end - token == 1 && !scan_.terms[token].all_capitals) {
            person.clean = 0.9F;
        }
    }
}

// "Kerr" where two are called so: the one who is named in full most, when no other was named just before.
bool Speakers::is_the_one_meant(std::uint32_t index, std::uint32_t at) const {
    constexpr std::uint32_t kNear = 80;  // tokens
    const Person& person = people_[index];
    if (person.titled_early && !person.titled) return false;
    if (person.family == kNone) return true;
    const auto& family = families_[person.family];
    const auto given = [](const std::string& name) { return std::string_view(name).substr(0, name.find(' ')); };
    const auto behind = std::lower_bound(family.begin(), family.end(), std::pair(at, 0U));
    std::size_t looked = 0;
    for (auto it = behind; it != family.begin() && looked < 8; ++looked) {
        --it;
        if (at - it->first > kNear) break;
        if (given(people_[it->second].name) != given(person.name)) return false;
    }
    // of many namesakes the first ones tell
    for (std::size_t k = 0; k < std::min<std::size_t>(family.size(), 12); ++k) {
        const Person& other = people_[family[k].second];
        if (given(other.name) != given(person.name) && other.named * 2 > person.named) return false;
    }
    return true;
}

// Titles and appositions: "campaign spokesman Todd Arden", "Mina Okafor, a surgeon at the harbour hospital,".
void Speakers::read_role(std::uint32_t index, Run run) {
    Person& person = people_[index];
    const std::uint32_t phrase = scan_.phrase_of[run.begin];
    const auto take = [&](Run role, std::uint32_t head) {
        while (role.begin < role.end &&
               (scan_.tags[role.begin] == Tag::determiner || scan_.terms[role.begin].mark != 0))
            ++role.begin;
        if (role.empty() || role.size() > 24) return;
        // "Dr" says less than an apposition that may follow
        const bool courtesy =
            (scan_.terms[head].hints & lang::kHintRole) == 0 && scan_.terms[head].end - scan_.terms[head].begin <= 4;
        if (person.role.empty() || (person.courtesy && !courtesy)) {
            person.role = std::string(slice(scan_.text, scan_.range(role)));
            person.courtesy = courtesy;
        }
        const std::uint32_t word = scan_.terms[head].lemma;
        if (word != 0 && !courtesy) {
            std::vector<std::uint32_t>& holders = by_role_[word];
            if (holders.size() < kHolders && std::find(holders.begin(), holders.end(), index) == holders.end())
                holders.push_back(index);
        }
        if (person.kind == NameKind::other) person.kind = NameKind::person;
    };
    if (phrase != kNone && scan_.phrases[phrase].run.begin < run.begin &&
        scan_.phrases[phrase].run.begin + 14 > run.begin) {
        for (std::uint32_t i = run.begin; i > scan_.phrases[phrase].run.begin; --i) {
            if ((scan_.terms[i - 1].hints & (lang::kHintRole | lang::kHintTitle)) != 0 &&
                scan_.terms[i - 1].word != 0) {
                take({scan_.phrases[phrase].run.begin, i}, i - 1);
                if (!person.courtesy) return;
                break;
            }
            if (scan_.tags[i - 1] == Tag::clitic) break;
        }
    }
    if (run.end + 1 < scan_.size() && scan_.tags[run.end] == Tag::comma) {
        std::uint32_t at = run.end + 1;
        if (scan_.tags[at] == Tag::number && at + 1 < scan_.size() && scan_.tags[at + 1] == Tag::comma) at += 2;
        const std::uint32_t next = at < scan_.size() ? scan_.phrase_of[at] : kNone;
        if (next == kNone || scan_.sentence_of[at] != scan_.sentence_of[run.begin]) return;
        const Phrase& p = scan_.phrases[next];
        if ((scan_.terms[p.head].hints & (lang::kHintRole | lang::kHintTitle)) == 0 || scan_.name_of[p.head] != kNone)
            return;
        // up to the comma that closes the apposition
        std::uint32_t end = p.run.end;
        while (end < scan_.size() && end - at < 24 && scan_.sentence_of[end] == scan_.sentence_of[at] &&
               scan_.tags[end] != Tag::comma && scan_.tags[end] != Tag::end && scan_.tags[end] != Tag::wh &&
               !lang::is_verb(scan_.tags[end]) && scan_.tags[end] != Tag::quote)
            ++end;
        take({p.run.begin, end}, p.head);
    }
}

Speaker Speakers::spoken(std::uint32_t index, float sure, std::uint32_t at, bool full) {
    last_speaker_ = index;
    const Person& person = people_[index];
    // no first name that is listed, but used like a person's
    const float clean = person.clean == kUnlikePeople && person.by_last_name ? 0.95F : person.clean;
    return {person.name, person.role, sure * clean * (full || is_the_one_meant(index, at) ? 1.0F : 0.7F)};
}

// The person or body that a phrase names: the name its head lies in, an apposition behind or before it.
std::uint32_t Speakers::person_at(Run run, std::uint32_t head) const {
    if (head < scan_.size() && scan_.name_of[head] != kNone) return person_of_name_[scan_.name_of[head]];
    // "The head of the rescue team, Paul Arden,": a role, a comma, a name
    if ((scan_.terms[head].hints & (lang::kHintRole | lang::kHintTitle)) != 0 && run.end + 1 < scan_.size() &&
        scan_.tags[run.end] == Tag::comma && scan_.name_of[run.end + 1] != kNone &&
        scan_.sentence_of[run.end + 1] == scan_.sentence_of[run.begin]) {
        const std::uint32_t person = person_of_name_[scan_.name_of[run.end + 1]];
        if (people_[person].kind == NameKind::person || people_[person].kind == NameKind::other) return person;
    }
    return kNone;
}

Speaker Speakers::by_description(const Phrase& phrase) {
    const Term& head = scan_.terms[phrase.head];
    if ((head.hints & (lang::kHintRole | lang::kHintTitle)) == 0 || (head.classes & lang::kPlural) != 0) return {};
    // "a surgeon" is a new one, "the surgeon" one we know
    const Term& first = scan_.terms[phrase.run.begin];
    const bool definite = (first.classes & (lang::kArticle | lang::kDeterminer)) == 0 ||
                          scan_.bytes(phrase.run.begin) == "the" || scan_.bytes(phrase.run.begin) == "The";
    if (!definite || (first.classes & lang::kPossessive) != 0) return {};
    const auto found = by_role_.find(head.lemma);
    if (found == by_role_.end()) return {};
    const std::vector<std::uint32_t>& known = found->second;
    if (known.size() == 1) return spoken(known[0], 0.7F, phrase.head);
    if (last_speaker_ != kNone && std::find(known.begin(), known.end(), last_speaker_) != known.end())
        return spoken(last_speaker_, 0.5F, phrase.head);
    return {};
}

Speaker Speakers::by_pronoun(std::uint32_t token) {
    const Number number = number_of(scan_.bytes(token));
    if (number == Number::first || number == Number::other) return {};
    const auto fits = [&](std::uint32_t index) {
        const Person& p = people_[index];
        switch (number) {
            case Number::he:
                return (p.kind == NameKind::person || p.kind == NameKind::other) && p.gender != Gender::female;
            case Number::she:
                return (p.kind == NameKind::person || p.kind == NameKind::other) && p.gender != Gender::male;
            case Number::it:
            case Number::they:
                return p.kind == NameKind::organisation;
            default:
                return false;
        }
    };
    // Mentions before, nearest first; subjects and the last speaker weigh more.
    std::uint32_t best = kNone;
    float best_weight = 0, second = 0;
    bool best_leads = false;  // the best one is the subject of this sentence or the one before
    std::vector<std::uint32_t> seen;
    constexpr std::uint32_t kNear = 3;  // sentences
    std::size_t rivals = 0;             // who could be meant and is named near by, the right one among them
    const std::uint32_t own_sentence = scan_.sentence_of[token];
    // “...,” Kerr said. “...,” he said: who spoke in the sentence before goes on
    const bool just_spoke = last_at_ != kNone && last_at_ <= token && scan_.sentence_of[last_at_] + 2 >= own_sentence;
    for (std::uint32_t i = token; i > 0 && token - i < kMemory && seen.size() < 12; --i) {
        const std::uint32_t n = scan_.name_of[i - 1];
        if (n == kNone || (i < scan_.size() && scan_.name_of[i] == n)) continue;
        const std::uint32_t person = person_of_name_[n];
        if (std::find(seen.begin(), seen.end(), person) != seen.end() || !fits(person)) continue;
        const std::uint32_t phrase = scan_.phrase_of[i - 1];
        if (scan_.passage_of[i - 1] != kNone && scan_.passage_of[token] != scan_.passage_of[i - 1]) continue;
        seen.push_back(person);
        if (own_sentence - scan_.sentence_of[i - 1] <= kNear) ++rivals;
        const std::uint32_t back = own_sentence - scan_.sentence_of[i - 1];
        float weight = 1.0F / (1.0F + 0.7F * static_cast<float>(back));
        if (people_[person].kind == NameKind::person) weight *= 1.3F;
        if (people_[person].gender != Gender::unknown) weight *= 1.3F;
        if (people_[person].kind == NameKind::other) weight *= 0.7F;
        if (person == last_speaker_) weight *= just_spoke ? 3.0F : 1.9F;
        bool leads = false;
        if (phrase != kNone) {
            const Run run = scan_.phrases[phrase].run;
            const Run sentence = scan_.sentence_runs[scan_.sentence_of[i - 1]];
            leads = run.begin <= sentence.begin + 1 && back <= 1;
            if (run.begin <= sentence.begin + 1) weight *= 1.6F;
            if (i < run.end && scan_.tags[i] == Tag::clitic) weight *= 0.6F;
            if (run.begin > 0 && scan_.tags[run.begin - 1] == Tag::preposition) weight *= 0.6F;
        }
        if (weight > best_weight) {
            second = best_weight;
            best_weight = weight;
            best = person;
            best_leads = leads;
        } else if (weight > second) {
            second = weight;
        }
    }
    if (best == kNone) return {};
    const bool gender_known = people_[best].gender != Gender::unknown || number == Number::it || number == Number::they;
    const float margin = (best_weight - second) / best_weight;
    const float place = best == last_speaker_ && just_spoke   ? 1.0F
                        : best == last_speaker_ || best_leads ? (rivals <= 1 ? 0.95F : 0.8F)
                                                              : 0.7F;
    return spoken(best, (0.5F + 0.45F * margin) * (gender_known ? 1.0F : 0.9F) * place, token);
}

Speaker Speakers::resolve(const Found& found) {
    last_at_ = now_at_;
    now_at_ = found.trigger;
    if (found.source.run.empty()) return {};
    Run run = found.source.run;
    std::uint32_t phrase = found.source.phrase;
    if (found.source.kind == SourceOption::Kind::relative) {
        // "Kerr, who said": the phrase before
        std::uint32_t at = run.begin;
        if (at > 0 && scan_.tags[at - 1] == Tag::comma) --at;
        if (at == 0 || scan_.phrase_of[at - 1] == kNone) return {};
        phrase = scan_.phrase_of[at - 1];
        run = scan_.phrases[phrase].run;
        const std::uint32_t person = person_at(run, at - 1);
        if (person != kNone) return spoken(person, 0.85F, at - 1);
    }
    // "Radio Velm's Ines Kerr said": the possessor does not speak
    if (found.source.kind == SourceOption::Kind::possessor && found.word.part == CuePart::verb && phrase != kNone) {
        const std::uint32_t head = scan_.phrases[phrase].head;
        if (head >= run.end && scan_.name_of[head] != kNone &&
            people_[person_of_name_[scan_.name_of[head]]].kind != NameKind::place)
            return spoken(person_of_name_[scan_.name_of[head]], 0.85F, head);
    }
    if (found.source.kind == SourceOption::Kind::possessor) {
        if ((scan_.terms[run.begin].classes & lang::kPossessive) != 0) return by_pronoun(run.begin);
        // "Kerr's claim"; of "Kerr's spokesman said" somebody else is the speaker
        if (scan_.name_of[run.end - 1] != kNone)
            return spoken(person_of_name_[scan_.name_of[run.end - 1]], found.word.part == CuePart::verb ? 0.5F : 0.9F,
                          run.begin);
        return {};
    }
    if (scan_.language == "other") {
        const std::uint32_t name = scan_.name_of[run.begin];
        return name == kNone ? Speaker{} : spoken(person_of_name_[name], 0.8F, run.begin, true);
    }
    if (phrase == kNone) return {};
    const Phrase& p = scan_.phrases[phrase];
    if (scan_.tags[p.head] == Tag::pronoun) return by_pronoun(p.head);
    const std::uint32_t head = run.begin > p.head && scan_.language == "en" ? run.end - 1 : p.head;
    const std::uint32_t person = person_at(run, head);
    if (person != kNone) {
        const bool full = scan_.name_of[head] != kNone &&
                          slice(scan_.text, scan_.names[scan_.name_of[head]].range) == people_[person].name;
        return spoken(person, people_[person].kind == NameKind::person ? 0.97F : 0.9F, head, full);
    }
    return by_description(p);
}

}  // namespace newsloom::attribution::detail
