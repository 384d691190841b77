#include "lang/names.h"

#include <string>
#include <unordered_map>

#include "lang/detail/tables.h"
#include "lang/sentences.h"
#include "lang/words.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::lang {
namespace {

using detail::NameHint;

/// A run of tokens [begin, end) that may be a name.
struct Run {
    std::size_t begin = 0, end = 0;
    NameKind kind = NameKind::other;
    bool title_before = false;
    bool certain = true;  ///< false: one capitalised word at the begin of a sentence
};

class Finder {
  public:
    Finder(std::string_view text, std::span<const Token> tokens, std::span<const Sentence> sentences, bool german,
           bool known_language)
        : text_(text),
          tokens_(tokens),
          german_(german),
          known_language_(known_language),
          language_(german ? "de" : "en"),
          hints_(detail::name_hints(german)) {
        starts_.resize(tokens.size());
        std::size_t next = 0;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (next < sentences.size() && sentences[next].range.begin <= tokens[i].range.begin) {
                starts_[i] = true;
                ++next;
            } else if (i > 0 && starts_[i - 1] && tokens[i - 1].kind != TokenKind::word) {
                starts_[i] = true;  // behind an opening quote mark
            } else if (i > 0 && (tokens[i - 1].kind == TokenKind::quote || bytes(i - 1) == ":")) {
                starts_[i] = true;
            }
        }
    }

    std::vector<Name> run() {
        find_runs();
        drop_doubtful();
        return resolve();
    }

  private:
    std::string_view bytes(std::size_t i) const { return slice(text_, tokens_[i].range); }
    std::string folded(std::size_t i) const {
        std::string word;
        append_folded(word, bytes(i));
        return word;
    }
    std::uint32_t hints(std::size_t i) const { return hints_.of(folded(i)); }
    bool is_word(std::size_t i) const { return i < tokens_.size() && tokens_[i].kind == TokenKind::word; }
    bool is_capital(std::size_t i) const { return is_word(i) && tokens_[i].capitalised && tokens_[i].space_before; }
    bool is_initial_dot(std::size_t i) const {
        return i > 0 && i < tokens_.size() && bytes(i) == "." && !tokens_[i].space_before && is_word(i - 1) &&
               tokens_[i - 1].range.size() == 1 && tokens_[i - 1].capitalised;
    }
    bool is_title_dot(std::size_t i) const {
        return i > 0 && i < tokens_.size() && bytes(i) == "." && !tokens_[i].space_before && is_word(i - 1) &&
               (hints(i - 1) & NameHint::kTitle) != 0 && tokens_[i - 1].range.size() <= 5;
    }

    // Lower-case words inside names: "von der Leyen", "Bank of England", "al-".
    bool is_particle(std::size_t i) const {
        if (!is_word(i) || tokens_[i].capitalised || tokens_[i].range.size() > 4) return false;
        const std::string_view w = bytes(i);
        return w == "de" || w == "von" || w == "van" || w == "der" || w == "den" || w == "del" || w == "della" ||
               w == "di" || w == "da" || w == "dos" || w == "du" || w == "la" || w == "le" || w == "bin" ||
               w == "ibn" || w == "al" || w == "el" || w == "ten" || w == "ter" || w == "zu" || w == "y";
    }

    bool starts_name(std::size_t i) const {
        if (!is_word(i) || !tokens_[i].capitalised || !(tokens_[i].space_before || starts_[i] || !glued(i)))
            return false;
        const std::string word = folded(i);
        if (tokens_[i].range.size() == 1 && (word == "i" || !dot_follows(i))) return false;
        if (is_function_word(word, language_)) return false;
        const std::uint32_t h = hints_.of(word);
        if ((h & (NameHint::kMonth | NameHint::kDay)) != 0 && (h & NameHint::kFirstName) == 0) return false;
        if (german_) return german_name_start(i, h);
        if ((h & NameHint::kDemonym) != 0 && !is_capital(i + 1)) return false;
        return true;
    }
    bool glued(std::size_t i) const {
        return i > 0 && !tokens_[i].space_before && tokens_[i - 1].kind != TokenKind::quote;
    }
    bool dot_follows(std::size_t i) const { return i + 1 < tokens_.size() && bytes(i + 1) == "."; }

    // All German nouns have capitals: a name starts with a listed word, or is all capitals, or follows a title.
    bool german_name_start(std::size_t i, std::uint32_t h) const {
        if ((h & (NameHint::kFirstName | NameHint::kPlace)) != 0) return true;
        if (tokens_[i].all_capitals && tokens_[i].range.size() <= 6) return true;
        return i > 0 && (is_title_dot(i - 1) || (is_word(i - 1) && (hints(i - 1) & NameHint::kTitle) != 0)) &&
               (h & (NameHint::kTitle | NameHint::kRole | NameHint::kGroup)) == 0;
    }

    bool goes_on(std::size_t i) const {
        if (!is_capital(i)) return false;
        if (starts_[i]) return false;
        const std::string word = folded(i);
        if (tokens_[i].range.size() == 1 && !dot_follows(i)) return false;
        const std::uint32_t h = hints_.of(word);
        if ((h & (NameHint::kMonth | NameHint::kDay)) != 0) return false;
        if (is_function_word(word, language_)) return false;
        if (german_) return (h & (NameHint::kTitle | NameHint::kRole | NameHint::kGroup)) == 0;
        return true;
    }

    void find_runs() {
        for (std::size_t i = 0; i < tokens_.size();) {
            if (!starts_name(i)) {
                ++i;
                continue;
            }
            Run run;
            run.begin = i;
            std::size_t end = i + 1;
            const std::size_t limit = std::min(tokens_.size(), i + 16);
            while (end < limit) {
                if ((is_initial_dot(end) || (!german_ && is_title_dot(end))) && end + 1 < limit &&
                    is_capital(end + 1)) {
                    ++end;
                    continue;
                }
                if (goes_on(end)) {
                    if (german_ && end - run.begin >= 3) break;
                    ++end;
                    continue;
                }
                // connectors
                std::size_t next = end;
                while (next < limit && next - end < 3 && is_particle(next))
                    ++next;
                if (next == end && !german_ && next < limit && is_word(next)) {
                    const std::string_view w = bytes(next);
                    if (w == "of" || w == "for" || w == "&") ++next;
                    if (next < limit && next > end && bytes(next) == "the") ++next;
                } else if (next < limit && bytes(next) == "&") {
                    ++next;
                }
                if (next > end && goes_on(next)) {
                    end = next + 1;
                    continue;
                }
                break;
            }
            finish(run, end);
            i = end;
        }
    }

    void finish(Run run, std::size_t end) {
        // Titles in front are not part of the name: "Sen. Ines Kerr" -> "Ines Kerr"; "Prime Minister Kerr".
        std::size_t begin = run.begin;
        while (begin + 1 < end) {
            const std::uint32_t h = hints(begin);
            const bool title = (h & (NameHint::kTitle | NameHint::kRole)) != 0 && (h & NameHint::kFirstName) == 0;
            const bool lead = folded(begin) == "prime" || folded(begin) == "vice" || folded(begin) == "former" ||
                              folded(begin) == "foreign" || folded(begin) == "then";
            const bool next_is_of = !is_word(begin + 1) ? false : !tokens_[begin + 1].capitalised;
            if ((title ||
                 (lead && begin + 2 < end && (hints(begin + 1) & (NameHint::kTitle | NameHint::kRole)) != 0)) &&
                !next_is_of) {
                run.title_before = run.title_before || title;
                ++begin;
                if (begin < end && bytes(begin) == ".") ++begin;
            } else {
                break;
            }
        }
        if (begin >= end) return;
        if (begin == run.begin && begin > 0) {
            std::size_t before = begin - 1;
            if (bytes(before) == "." && before > 0) --before;
            if (is_word(before) && (hints(before) & NameHint::kTitle) != 0) run.title_before = true;
        }
        run.begin = begin;
        run.end = end;
        std::size_t words = 0;
        for (std::size_t i = begin; i < end; ++i)
            words += tokens_[i].kind == TokenKind::word;
        if (words == 1 && starts_[begin] && !run.title_before) run.certain = false;
        run.kind = classify(run, words);
        runs_.push_back(run);
    }

    NameKind classify(const Run& run, std::size_t words) const {
        if (!known_language_) return NameKind::other;
        const std::uint32_t first = hints(run.begin);
        const std::uint32_t last = hints(run.end - 1);
        std::string joined;
        for (std::size_t i = run.begin; i < run.end; ++i) {
            if (!joined.empty()) joined += '_';
            joined += folded(i);
        }
        if ((hints_.of(joined) & NameHint::kPlace) != 0 && !run.title_before) return NameKind::place;
        if (run.title_before && (last & (NameHint::kOrganisationWord | NameHint::kGroup)) == 0) return NameKind::person;
        bool organisation = false;
        for (std::size_t i = run.begin; i < run.end; ++i) {
            const std::uint32_t h = hints(i);
            if ((h & NameHint::kOrganisationWord) != 0 || (words > 1 && (h & NameHint::kGroup) != 0))
                organisation = true;
        }
        if ((first & NameHint::kFirstName) != 0 && words >= 2 && words <= 4 &&
            (last & (NameHint::kOrganisationWord | NameHint::kGroup)) == 0)
            return NameKind::person;
        if (organisation) return NameKind::organisation;
        if (words == 1) {
            if (tokens_[run.begin].all_capitals) return NameKind::organisation;
            if ((first & NameHint::kFirstName) != 0) return NameKind::person;
            return NameKind::other;
        }
        if (is_role_before(run.begin)) return NameKind::person;
        if (words <= 3 && comma_role_after(run.end)) return NameKind::person;
        return NameKind::other;
    }

    bool is_role_before(std::size_t i) const {
        return i > 0 && is_word(i - 1) && (hints(i - 1) & (NameHint::kRole | NameHint::kTitle)) != 0;
    }
    // "Ines Kerr, 45, ..." and "Ines Kerr, a surgeon ..."
    bool comma_role_after(std::size_t i) const {
        if (i + 1 >= tokens_.size() || bytes(i) != ",") return false;
        if (tokens_[i + 1].kind == TokenKind::number && tokens_[i + 1].range.size() <= 3) return true;
        const std::size_t limit = std::min(tokens_.size(), i + 7);
        for (std::size_t k = i + 1; k < limit && is_word(k); ++k) {
            if ((hints(k) & NameHint::kRole) != 0) return true;
        }
        return false;
    }

    // A single capitalised word at the begin of a sentence is a name when the article has it elsewhere as one.
    void drop_doubtful() {
        std::unordered_map<std::string, int> sure;
        std::unordered_map<std::string, int> lower_case;
        for (const Run& run : runs_) {
            if (!run.certain) continue;
            for (std::size_t i = run.begin; i < run.end; ++i)
                ++sure[folded(i)];
        }
        bool any_doubtful = false;
        for (const Run& run : runs_)
            any_doubtful = any_doubtful || !run.certain;
        if (any_doubtful) {
            for (std::size_t i = 0; i < tokens_.size(); ++i) {
                if (is_word(i) && !tokens_[i].capitalised) ++lower_case[std::string(bytes(i))];
            }
        }
        std::erase_if(runs_, [&](const Run& run) {
            if (run.certain) return false;
            const std::string word = folded(run.begin);
            if (sure.contains(word)) return false;
            if (lower_case.contains(word)) return true;
            const std::uint32_t h = hints_.of(word);
            if ((h & (NameHint::kFirstName | NameHint::kPlace)) != 0 || tokens_[run.begin].all_capitals) return false;
            if ((h & (NameHint::kRole | NameHint::kGroup)) != 0) return true;
            // "Kerr said", "Kerr, who": a finite verb or a comma follows; plural nouns and adverbs do not count
            return word.ends_with("ly") || word.ends_with("ing") || word.ends_with("ed") || word.ends_with("s");
        });
    }

    std::vector<Name> resolve() {
        std::vector<Name> result;
        result.reserve(runs_.size());
        std::unordered_map<std::string, std::vector<std::size_t>> by_last, by_first;
        const auto is_initials = [&](const Run& run) {
            return run.end - run.begin == 1 && tokens_[run.begin].all_capitals;
        };
        std::unordered_map<std::string, std::size_t> by_initials;
        for (std::size_t r = 0; r < runs_.size(); ++r) {
            const Run& run = runs_[r];
            if (run.end - run.begin < 2) continue;
            by_last[folded(last_word(run))].push_back(r);
            by_first[folded(run.begin)].push_back(r);
            std::string initials;
            for (std::size_t i = run.begin; i < run.end; ++i) {
                if (is_word(i) && tokens_[i].capitalised) initials += ascii::lower(bytes(i)[0]);
            }
            if (initials.size() >= 2) by_initials.emplace(initials, r);
        }
        for (std::size_t r = 0; r < runs_.size(); ++r) {
            Run& run = runs_[r];
            std::size_t fullest = r;
            if (run.end - run.begin == 1) {
                const std::string word = folded(run.begin);
                if (const auto last = by_last.find(word); last != by_last.end()) {
                    fullest = best(last->second, r, true);
                } else if (const auto first = by_first.find(word);
                           first != by_first.end() && run.kind != NameKind::place) {
                    const std::size_t found = best(first->second, r, false);
                    if (found < runs_.size() &&
                        (runs_[found].kind == NameKind::person) ==
                            ((hints_.of(word) & NameHint::kFirstName) != 0 || run.kind == NameKind::person))
                        fullest = found;
                } else if (is_initials(run)) {
                    if (const auto found = by_initials.find(word); found != by_initials.end()) fullest = found->second;
                }
            } else if (run.kind == NameKind::person || run.kind == NameKind::other) {
                // "Kerr" of "Mayor Ines Kerr"; a longer form with the same first and last word
                const auto last = by_last.find(folded(last_word(run)));
                if (last != by_last.end()) {
                    for (const std::size_t other : last->second) {
                        if (runs_[other].end - runs_[other].begin > runs_[fullest].end - runs_[fullest].begin &&
                            folded(runs_[other].begin) == folded(run.begin)) {
                            fullest = other;
                        }
                    }
                }
            }
            if (fullest != r && run.kind == NameKind::other) run.kind = runs_[fullest].kind;
            if (fullest != r && run.kind == NameKind::person && runs_[fullest].kind == NameKind::other)
                runs_[fullest].kind = NameKind::person;
            Name name;
            name.range = range(run);
            name.kind = run.kind;
            name.full = std::string(slice(text_, range(runs_[fullest])));
            result.push_back(std::move(name));
        }
        return result;
    }

    std::size_t last_word(const Run& run) const {
        std::size_t i = run.end - 1;
        while (i > run.begin) {
            const std::string word = folded(i);
            if (is_word(i) && word != "jr" && word != "sr" && word != "ii" && word != "iii") break;
            --i;
        }
        return i;
    }

    // The longest form before r (people), else after it.
    std::size_t best(const std::vector<std::size_t>& candidates, std::size_t r, bool by_surname) const {
        std::size_t found = r;
        for (const std::size_t c : candidates) {
            if (by_surname && runs_[c].kind != NameKind::person && runs_[c].kind != NameKind::other) continue;
            if (runs_[c].kind == NameKind::place) continue;
            if (found == r || (c < r && found < r && runs_[c].kind >= runs_[found].kind && c > found)) found = c;
            if (c > r && found != r) break;
        }
        return found;
    }

    TextRange range(const Run& run) const { return {tokens_[run.begin].range.begin, tokens_[run.end - 1].range.end}; }

    std::string_view text_;
    std::span<const Token> tokens_;
    bool german_;
    bool known_language_;
    std::string_view language_;
    const detail::NameHints& hints_;
    std::vector<char> starts_;
    std::vector<Run> runs_;
};

}  // namespace

std::vector<Name> names(std::string_view text, std::string_view language) {
    const std::vector<Token> all = tokens(text);
    return names(text, all, sentences(text, all, language), language);
}

std::vector<Name> names(std::string_view text, std::span<const Token> tokens, std::span<const Sentence> sentences,
                        std::string_view language) {
    const bool german = language.starts_with("de");
    return Finder(text, tokens, sentences, german, german || language.starts_with("en")).run();
}

}  // namespace newsloom::lang
