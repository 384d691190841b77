#include "lang/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "lang/lexicon.h"
#include "lang/sentences.h"
#include "text/ascii.h"

namespace newsloom::lang {
namespace {

constexpr std::size_t kLongest = 16;  // tokens of one name

/// A run of tokens [begin, end) that may be a name.
struct Run {
    std::size_t begin = 0, end = 0;
    std::size_t words = 0;
    std::size_t last = 0;  ///< the last word that is no "Jr."
    NameKind kind = NameKind::other;
    bool title_before = false;
    bool certain = true;  ///< false: one capitalised word where capitals do not tell
};

class Finder {
  public:
    Finder(std::string_view text, std::span<const Term> terms, bool german, bool known_language)
        : text_(text), terms_(terms), german_(german), known_language_(known_language) {}

    std::vector<Name> run() {
        find_runs();
        if (german_) surnames_alone();
        drop_doubtful();
        return resolve();
    }

  private:
    std::string_view bytes(std::size_t i) const {
        return text_.substr(terms_[i].begin, terms_[i].end - terms_[i].begin);
    }
    bool is_word(std::size_t i) const { return i < terms_.size() && terms_[i].kind == TokenKind::word; }
    bool has(std::size_t i, std::uint32_t hints) const { return i < terms_.size() && (terms_[i].hints & hints) != 0; }
    bool is_capital(std::size_t i) const { return is_word(i) && terms_[i].capitalised && terms_[i].space_before; }
    bool is_dot(std::size_t i) const {
        return i > 0 && i < terms_.size() && terms_[i].mark == '.' && !terms_[i].space_before;
    }
    bool is_initial_dot(std::size_t i) const {
        return is_dot(i) && is_word(i - 1) && terms_[i - 1].capitalised && terms_[i - 1].end - terms_[i - 1].begin == 1;
    }
    bool is_title_dot(std::size_t i) const {
        return is_dot(i) && has(i - 1, kHintTitle) && terms_[i - 1].end - terms_[i - 1].begin <= 5;
    }
    bool begins(std::size_t i) const {
        return terms_[i].begins_sentence ||
               (i > 0 && (terms_[i - 1].kind == TokenKind::quote || terms_[i - 1].mark == ':'));
    }
    /// A word that has other work than being a name.
    bool is_common(std::size_t i) const {
        const Term& t = terms_[i];
        if ((t.hints & (kHintFirstName | kHintPlace)) != 0) return false;
        return t.word != 0 && (t.classes & (kNoun | kAnyVerb | kAdjective | kAdverb | kFunctionWord | kLinker |
                                            kNumberWord | kTimeWord)) != 0;
    }

    // Lower-case words inside names: "von der Leyen", "bin", "al".
    bool is_particle(std::size_t i) const {
        if (!is_word(i) || terms_[i].capitalised || terms_[i].end - terms_[i].begin > 5) return false;
        const std::string_view w = bytes(i);
        return w == "de" || w == "von" || w == "van" || w == "der" || w == "den" || w == "del" || w == "della" ||
               w == "di" || w == "da" || w == "dos" || w == "du" || w == "la" || w == "le" || w == "bin" ||
               w == "ibn" || w == "al" || w == "el" || w == "ten" || w == "ter" || w == "zu" || w == "y";
    }

    bool starts_name(std::size_t i) const {
        const Term& t = terms_[i];
        if (t.kind != TokenKind::word || !t.capitalised) return false;
        const std::size_t size = t.end - t.begin;
        if ((t.classes & kFunctionWord) != 0 && !(t.all_capitals && size <= 3 && (t.hints & kHintPlace) != 0))
            return false;
        if (size == 1 && !is_dot(i + 1)) return false;
        if (!known_language_ && t.begins_sentence && is_according(bytes(i))) return false;
        if ((t.hints & (kHintMonth | kHintDay)) != 0 && !((t.hints & kHintFirstName) != 0 && is_capital(i + 1)))
            return false;
        if ((t.classes & kLinker) != 0 && t.begins_sentence) return false;
        if (t.begins_sentence && (t.hints & (kHintFirstName | kHintPlace)) == 0 &&
            ((t.classes & (kTimeWord | kAdverb)) != 0 || (!german_ && size > 4 && bytes(i).ends_with("ly"))) &&
            ((t.classes & kNoun) == 0 || (is_capital(i + 1) && has(i + 1, kHintFirstName))))
            return false;
        if (german_) return german_name_start(i);
        // "Said Ellis: ..."
        if (t.begins_sentence && t.word != 0 && (t.classes & kVerbPast) != 0 &&
            (t.hints & (kHintFirstName | kHintPlace)) == 0)
            return false;
        if ((t.hints & kHintDemonym) != 0 && !(is_capital(i + 1) && !terms_[i].title_case)) return false;
        if (t.title_case && is_common(i)) return false;
        if (bytes(i)[0] == '#') return false;
        return true;
    }

    // "Selon Marc Oduya": in languages without lists the word that opens the sentence would be part of the name.
    static bool is_according(std::string_view w) {
        return w == "Selon" || w == "Seg\u00fan" || w == "Secondo" || w == "Segundo" || w == "Volgens" ||
               w == "Enligt" || w == "If\u00f8lge";
    }

    // All German nouns have capitals: a name starts with a listed word, is all capitals, or follows a title.
    bool german_name_start(std::size_t i) const {
        const Term& t = terms_[i];
        if ((t.hints & (kHintFirstName | kHintPlace)) != 0) return true;
        if (t.all_capitals && t.end - t.begin <= 6) return true;
        const bool behind_title =
            i > 0 && (is_title_dot(i - 1) || (is_word(i - 1) && has(i - 1, kHintTitle | kHintRole)));
        return behind_title && !t.begins_sentence && (t.hints & (kHintTitle | kHintRole | kHintGroup)) == 0 &&
               !known_noun(bytes(i));
    }
    // Endings that German common nouns have and surnames seldom.
    static bool known_noun(std::string_view w) {
        for (const std::string_view ending :
             {"ung", "heit", "keit", "schaft", "tion", "ismus", "tät", "ungen", "chen"}) {
            if (w.size() > ending.size() + 2 && w.ends_with(ending)) return true;
        }
        return false;
    }

    bool goes_on(std::size_t i) const {
        if (!is_capital(i) || terms_[i].begins_sentence) return false;
        const Term& t = terms_[i];
        // German writes "Weil" with a capital in mid-sentence only where it is a name
        const bool surname = german_ && !t.title_case && i > 0 && has(i - 1, kHintFirstName);
        if ((t.classes & kFunctionWord) != 0 && !surname) return false;
        if (t.end - t.begin == 1 && !is_dot(i + 1)) return false;
        if ((t.hints & (kHintMonth | kHintDay)) != 0 && (t.hints & kHintFirstName) == 0) return false;
        if (t.title_case && is_common(i)) return false;
        if (german_) return (t.hints & (kHintTitle | kHintRole | kHintGroup)) == 0;
        return true;
    }

    void find_runs() {
        for (std::size_t i = 0; i < terms_.size();) {
            if (!starts_name(i)) {
                ++i;
                continue;
            }
            std::size_t end = i + 1;
            const std::size_t limit = std::min(terms_.size(), i + kLongest);
            while (end < limit) {
                if ((is_initial_dot(end) || (!german_ && is_title_dot(end))) && end + 1 < limit &&
                    is_capital(end + 1) && !terms_[end + 1].begins_sentence) {
                    ++end;
                } else if (!german_ && is_courtesy(end)) {
                    break;  // "R-N.Y. Mr. Kerr"
                } else if (goes_on(end)) {
                    if (german_ && end - i >= 3) break;
                    ++end;
                } else if (const std::size_t nick = nickname(end, limit); nick > end) {
                    end = nick;
                } else {
                    std::size_t next = end;
                    while (next < limit && next - end < 3 && is_particle(next))
                        ++next;
                    if (next == end && next < limit && terms_[next].mark == '&') ++next;
                    if (next == end && !german_ && is_word(next) &&
                        (bytes(next) == "of" || (bytes(next) == "for" && has(end - 1, kHintOrganisation)))) {
                        if (is_full_person(i, end)) break;  // "Ines Kerr of Maryland"
                        ++next;
                        if (is_word(next) && bytes(next) == "the") ++next;
                    }
                    if (next == end || next >= limit || !goes_on(next)) break;
                    end = next + 1;
                }
            }
            finish(i, end);
            i = end;
        }
    }

    // German: the last word of a person's full name stands for the person where it stands alone.
    void surnames_alone() {
        std::unordered_set<std::uint32_t> surnames;
        for (const Run& run : runs_) {
            if (run.words >= 2 && run.kind == NameKind::person) surnames.insert(terms_[run.last].hash);
        }
        if (surnames.empty()) return;
        std::vector<Run> more;
        std::size_t next = 0;  // the first run that does not end before i
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            while (next < runs_.size() && runs_[next].end <= i)
                ++next;
            if (next < runs_.size() && runs_[next].begin <= i) continue;
            if (!is_word(i) || !terms_[i].capitalised || !surnames.contains(terms_[i].hash)) continue;
            more.push_back({i, i + 1, 1, i, NameKind::person, false, true});
        }
        runs_.insert(runs_.end(), more.begin(), more.end());
        std::sort(runs_.begin(), runs_.end(), [](const Run& a, const Run& b) { return a.begin < b.begin; });
    }

    // A first name and more behind it, and no word of an organisation.
    bool is_full_person(std::size_t begin, std::size_t end) const {
        if (has(end - 1, kHintOrganisation | kHintGroup | kHintTitle | kHintRole)) return false;
        for (std::size_t i = begin; i + 1 < end; ++i) {
            if (is_word(i) && has(i, kHintFirstName)) return true;
        }
        return false;
    }

    bool is_courtesy(std::size_t i) const {
        if (!is_word(i)) return false;
        const std::string_view w = bytes(i);
        return w == "Mr" || w == "Mrs" || w == "Ms" || w == "Dr";
    }

    // "Vice President Joseph Arden", "New Jersey Gov. Ines Kerr": the person's name begins behind the last title.
    std::size_t behind_titles(std::size_t begin, std::size_t end) const {
        for (std::size_t i = end; i-- > begin + 1;) {
            if (!has(i, kHintFirstName) || !is_word(i)) continue;
            const std::size_t before = terms_[i - 1].mark == '.' && i - 1 > begin ? i - 2 : i - 1;
            if (is_word(before) && terms_[before].capitalised && has(before, kHintTitle | kHintRole) && end - i >= 2)
                return i;
        }
        // the same with a first name that no list has: "National Committee Chairman Orwin Hale"
        for (std::size_t i = end; i-- > begin + 1;) {
            if (has(i, kHintOrganisation | kHintGroup | kHintPlace)) return begin;
            const std::size_t before = terms_[i - 1].mark == '.' && i - 1 > begin ? i - 2 : i - 1;
            if (!is_word(i) || !is_word(before) || !has(before, kHintTitle | kHintRole) || has(before, kHintFirstName))
                continue;
            return end - i >= 2 && !has(i, kHintTitle | kHintRole) ? i : begin;
        }
        return begin;
    }

    // Rob “Slim” Carver: a short quote between capitalised words.
    std::size_t nickname(std::size_t i, std::size_t limit) const {
        if (i + 2 >= limit || terms_[i].kind != TokenKind::quote || !terms_[i].space_before) return i;
        for (std::size_t k = i + 1; k < limit && k < i + 5; ++k) {
            if (terms_[k].kind == TokenKind::quote) return k > i + 1 && goes_on_behind_quote(k + 1) ? k + 2 : i;
            if (!is_word(k)) return i;
        }
        return i;
    }
    bool goes_on_behind_quote(std::size_t i) const {
        return is_capital(i) && (terms_[i].classes & kFunctionWord) == 0 && !is_common(i);
    }

    void finish(std::size_t first, std::size_t end) {
        Run run;
        std::size_t begin = first;
        // Titles in front are not part of the name: "Sen. Ines Kerr", "Prime Minister Kerr", "Former President Kerr".
        while (begin + 1 < end) {
            const Term& t = terms_[begin];
            const bool title = (t.hints & (kHintTitle | kHintRole)) != 0 && (t.hints & kHintFirstName) == 0;
            const bool adjective = !title && (t.hints & (kHintFirstName | kHintPlace)) == 0 &&
                                   (t.classes & kAdjective) != 0 && t.word != 0;
            const bool former = adjective && bytes(begin) == "Former";
            std::size_t next = begin + 1;
            if (terms_[next].mark == '.') ++next;
            if (next >= end || !terms_[next].capitalised) break;
            if (title) {
                run.title_before = true;
                begin = next;
            } else if (former || ((adjective || (t.hints & kHintDemonym) != 0) && has(next, kHintTitle | kHintRole))) {
                begin = next;
            } else {
                break;
            }
        }
        if (!german_) {
            const std::size_t behind = behind_titles(begin, end);
            if (behind > begin) {
                begin = behind;
                run.title_before = true;
            }
        }
        if (begin == first && begin > 0) {
            std::size_t before = begin - 1;
            if (terms_[before].mark == '.' && before > 0) --before;
            if (is_word(before) && has(before, kHintTitle | kHintRole) && !terms_[before].begins_sentence &&
                terms_[before].capitalised)
                run.title_before = true;
        }
        run.begin = begin;
        run.end = end;
        run.last = begin;
        for (std::size_t i = begin; i < end; ++i) {
            if (!is_word(i)) continue;
            ++run.words;
            if (terms_[i].capitalised && !(i > begin && is_suffix(i))) run.last = i;
        }
        if (run.words == 1 && !run.title_before && (begins(begin) || terms_[begin].title_case)) run.certain = false;
        run.kind = classify(run);
        runs_.push_back(run);
    }
    bool is_suffix(std::size_t i) const {
        const std::string_view w = bytes(i);
        return w == "Jr" || w == "Sr" || w == "II" || w == "III" || w == "IV";
    }

    NameKind classify(const Run& run) const {
        if (!known_language_) return NameKind::other;
        const std::uint32_t first = terms_[run.begin].hints, last = terms_[run.last].hints;
        if (run.words <= 3 && !run.title_before && is_place(run)) return NameKind::place;
        const bool body = (last & (kHintOrganisation | kHintGroup)) != 0 && (last & kHintFirstName) == 0;
        if (run.title_before && !body) return NameKind::person;
        if ((first & kHintFirstName) != 0 && run.words >= 2 && run.words <= 5 && !body) return NameKind::person;
        for (std::size_t i = run.begin; i < run.end; ++i) {
            if (is_word(i) && (has(i, kHintOrganisation) || (run.words > 1 && has(i, kHintGroup))))
                return NameKind::organisation;
        }
        if (run.words == 1) {
            if (terms_[run.begin].all_capitals) return NameKind::organisation;
            return (first & kHintFirstName) != 0 ? NameKind::person : NameKind::other;
        }
        if (run.begin > 0 && has(run.begin - 1, kHintRole)) return NameKind::person;
        if (run.words <= 3 && role_behind(run.end)) return NameKind::person;
        return NameKind::other;
    }

    bool is_place(const Run& run) const {
        if (run.words == 1) return has(run.begin, kHintPlace) && !has(run.begin, kHintFirstName);
        std::string joined;
        for (std::size_t i = run.begin; i < run.end; ++i) {
            if (!joined.empty()) joined += '_';
            joined += ascii::lower(bytes(i));
        }
        const Lexicon& lexicon = Lexicon::of(german_ ? "de" : "en");
        return (lexicon.info(lexicon.find(joined)).hints & kHintPlace) != 0;
    }

    // "Ines Kerr, 45, ..." and "Ines Kerr, a surgeon ..."
    bool role_behind(std::size_t i) const {
        if (i + 1 >= terms_.size() || terms_[i].mark != ',') return false;
        if (terms_[i + 1].kind == TokenKind::number && terms_[i + 1].end - terms_[i + 1].begin <= 3) return true;
        const std::size_t limit = std::min(terms_.size(), i + 7);
        for (std::size_t k = i + 1; k < limit && is_word(k); ++k) {
            if (has(k, kHintRole)) return true;
        }
        return false;
    }

    // One capitalised word where capitals do not tell is a name when the article has it elsewhere as one, or when it is
    // no word that we know.
    void drop_doubtful() {
        std::unordered_map<std::uint32_t, char> seen;  // 1: part of a sure name, 2: written in lower case
        bool any_doubtful = false;
        for (const Run& run : runs_) {
            any_doubtful = any_doubtful || !run.certain;
            if (!run.certain) continue;
            for (std::size_t i = run.begin; i < run.end; ++i)
                seen[terms_[i].hash] |= 1;
        }
        if (!any_doubtful) return;
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            if (is_word(i) && !terms_[i].capitalised && terms_[i].word == 0) seen[terms_[i].hash] |= 2;
        }
        std::erase_if(runs_, [&](const Run& run) {
            if (run.certain) return false;
            const Term& t = terms_[run.begin];
            const auto found = seen.find(t.hash);
            if (found != seen.end() && (found->second & 1) != 0) return false;
            if ((t.hints & (kHintFirstName | kHintPlace)) != 0 || t.all_capitals) return false;
            if (is_common(run.begin) || (found != seen.end() && (found->second & 2) != 0)) return true;
            const std::string_view w = bytes(run.begin);
            return w.ends_with("ly") || w.ends_with("ing");
        });
    }

    std::vector<Name> resolve() {
        // Which longer names end or begin with a word, or have these initials: the last one before, else the first
        // behind.
        struct Longer {
            std::size_t before = kNone, first = kNone;
            std::size_t main = kNone, most = 0;  ///< by_last: a run of the name that most of the article's runs have
            std::array<std::size_t, 3> of_gender = {kNone, kNone, kNone};  ///< by_last: the last before, else the first
        };
        std::unordered_map<std::uint64_t, std::size_t> times;  // by first and last word
        std::unordered_map<std::uint32_t, Longer> by_last, by_first;
        std::unordered_map<std::string, std::size_t> by_initials;
        for (std::size_t r = 0; r < runs_.size(); ++r) {
            const Run& run = runs_[r];
            if (run.words < 2) continue;
            if (run.kind == NameKind::person || run.kind == NameKind::other) {
                Longer& entry = by_last[terms_[run.last].hash];
                if (entry.first == kNone) entry.first = r;
                std::size_t& same = entry.of_gender[static_cast<std::size_t>(given_gender(run))];
                if (same == kNone) same = r;
                const std::size_t count = ++times[std::uint64_t{terms_[run.begin].hash} << 32U | terms_[run.last].hash];
                if (count > entry.most) {
                    entry.most = count;
                    entry.main = r;
                }
            }
            Longer& start = by_first[terms_[run.begin].hash];
            if (start.first == kNone) start.first = r;
            if (run.words >= 2) {
                std::string initials;
                for (std::size_t i = run.begin; i < run.end; ++i) {
                    if (is_word(i) && terms_[i].capitalised) initials += ascii::lower(bytes(i)[0]);
                }
                by_initials.emplace(std::move(initials), r);
            }
        }
        std::vector<std::size_t> fullest(runs_.size());
        for (std::size_t r = 0; r < runs_.size(); ++r) {
            Run& run = runs_[r];
            fullest[r] = r;
            const auto pick = [](const Longer& entry) { return entry.before != kNone ? entry.before : entry.first; };
            // "Kerr" is the Kerr just named; else the one the article names most, as long as that is no one-off
            const auto person = [&](const Longer& entry) {
                constexpr std::size_t kNear = 80;  // tokens
                const std::size_t last = pick(entry);
                const bool near = entry.before != kNone && runs_[last].end + kNear > run.begin;
                return near || entry.most < 2 || entry.before == kNone || entry.main > r ? last : entry.main;
            };
            if (run.words == 1) {
                const std::uint32_t word = terms_[run.begin].hash;
                const bool given = (terms_[run.begin].hints & kHintFirstName) != 0;
                if (const auto last = by_last.find(word); last != by_last.end() && run.kind != NameKind::place) {
                    fullest[r] = person(last->second);
                    // "Mrs Kerr" is no Jonas Kerr
                    const Gender asked = title_gender(run), got = given_gender(runs_[fullest[r]]);
                    if (asked != Gender::unknown && got != asked) {
                        const std::size_t other = last->second.of_gender[static_cast<std::size_t>(asked)];
                        if (other != kNone)
                            fullest[r] = other;
                        else if (got != Gender::unknown)
                            fullest[r] = r;
                    }
                } else if (const auto first = by_first.find(word);
                           first != by_first.end() && run.kind != NameKind::place) {
                    const std::size_t other = pick(first->second);
                    if ((runs_[other].kind == NameKind::person) == (given || run.kind == NameKind::person))
                        fullest[r] = other;
                } else if (terms_[run.begin].all_capitals) {
                    if (const auto found = by_initials.find(ascii::lower(bytes(run.begin))); found != by_initials.end())
                        fullest[r] = found->second;
                }
            } else if (run.kind == NameKind::person || run.kind == NameKind::other) {
                Longer& entry = by_last[terms_[run.last].hash];
                // a longer form of the same person that came before: "Ines M. Kerr"
                if (entry.before != kNone && terms_[runs_[entry.before].begin].hash == terms_[run.begin].hash &&
                    runs_[entry.before].words > run.words)
                    fullest[r] = entry.before;
                else
                    entry.before = r;
                entry.of_gender[static_cast<std::size_t>(given_gender(run))] = fullest[r];
            }
            if (run.words >= 2) by_first[terms_[run.begin].hash].before = r;
            if (fullest[r] != r) {
                if (run.kind == NameKind::other) run.kind = runs_[fullest[r]].kind;
                if (run.kind == NameKind::person && runs_[fullest[r]].kind == NameKind::other)
                    runs_[fullest[r]].kind = NameKind::person;
            }
        }
        std::vector<Name> result;
        result.reserve(runs_.size());
        for (std::size_t r = 0; r < runs_.size(); ++r) {
            Name name;
            name.range = range(runs_[r]);
            name.kind = fullest[r] != r && runs_[r].kind == NameKind::other ? runs_[fullest[r]].kind : runs_[r].kind;
            name.full = std::string(slice(text_, range(runs_[fullest[r]])));
            result.push_back(std::move(name));
        }
        return result;
    }

    enum class Gender : std::uint8_t { unknown, female, male };
    Gender given_gender(const Run& run) const {
        if (run.words < 2 || !has(run.begin, kHintFirstName)) return Gender::unknown;
        return has(run.begin, kHintFemale) ? Gender::female : Gender::male;
    }
    Gender title_gender(const Run& run) const {
        if (run.begin == 0) return Gender::unknown;
        std::size_t before = run.begin - 1;
        if (terms_[before].mark == '.' && before > 0) --before;
        const std::string_view title = bytes(before);
        if (title == "Mr" || title == "Herr" || title == "Herrn") return Gender::male;
        if (title == "Mrs" || title == "Ms" || title == "Miss" || title == "Frau") return Gender::female;
        return Gender::unknown;
    }
    TextRange range(const Run& run) const { return {terms_[run.begin].begin, terms_[run.end - 1].end}; }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::string_view text_;
    std::span<const Term> terms_;
    bool german_;
    bool known_language_;
    std::vector<Run> runs_;
};

}  // namespace

std::vector<Name> names(std::string_view text, std::span<const Term> terms, std::string_view language) {
    const bool german = language.starts_with("de");
    return Finder(text, terms, german, german || language.starts_with("en")).run();
}

std::vector<Name> names(std::string_view text, std::string_view language) {
    const std::vector<Token> all = tokens(text);
    return names(text, all, sentences(text, all, language), language);
}

std::vector<Name> names(std::string_view text, std::span<const Token> tokens, std::span<const Sentence> sentences,
                        std::string_view language) {
    std::vector<Term> all = terms(text, tokens, Lexicon::of(language));
    mark_sentences(all, sentences);
    return names(text, all, language);
}

}  // namespace newsloom::lang
