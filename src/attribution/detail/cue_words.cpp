#include "attribution/detail/cue_words.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "attribution/detail/data_lists.h"
#include "lang/words.h"
#include "text/ascii.h"

namespace newsloom::attribution::detail {
namespace {

constexpr std::array<std::string_view, 6> kParts = {"none", "verb", "noun", "adjective", "adverb", "preposition"};
constexpr std::array<std::string_view, 16> kClasses = {"none",  "say",  "claim", "reveal", "hedge", "deny",
                                                       "tell",  "ask",  "think", "want",   "order", "name",
                                                       "judge", "seem", "other", "report"};

template <class E, std::size_t N>
E named(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name) return static_cast<E>(i);
    }
    return E{};
}

std::string_view next_word(std::string_view& line) {
    line = ascii::trim(line);
    std::size_t end = 0;
    while (end < line.size() && !ascii::is_space(line[end]))
        ++end;
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(end);
    return word;
}

}  // namespace

const CueWords& CueWords::of(std::string_view language) {
    static const CueWords english(false);
    static const CueWords german(true);
    return language == "de" ? german : english;
}

CueWords::CueWords(bool german) {
    const std::string_view language = german ? "de" : "en";
    const lang::Lexicon& lexicon = lang::Lexicon::of(language);
    verbs_.resize(lexicon.size());
    nouns_.resize(lexicon.size());
    others_.resize(lexicon.size());
    std::string_view text = data_list(language, "cues.txt");
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line = ascii::trim(line.substr(0, line.find('#')));
        if (line.empty()) continue;
        const std::size_t colon = line.find(':');
        std::string_view head = line.substr(0, colon);
        CueWord cue;
        cue.part = named<CuePart>(kParts, next_word(head));
        cue.kind = named<CueClass>(kClasses, next_word(head));
        cue.stance = stance_named(next_word(head)).value_or(Stance::neutral);
        std::string_view words = line.substr(colon + 1);
        while (true) {
            const std::string_view word = next_word(words);
            if (word.empty()) break;
            cue.number = ++count_;
            const std::size_t joint = word.find('_');
            if (joint != std::string_view::npos && cue.part == CuePart::preposition) {
                std::vector<std::uint32_t> ids;
                for (std::string_view rest = word; !rest.empty();) {
                    const std::size_t cut = std::min(rest.find('_'), rest.size());
                    ids.push_back(lexicon.find(rest.substr(0, cut)));
                    rest.remove_prefix(std::min(cut + 1, rest.size()));
                }
                if (std::find(ids.begin(), ids.end(), 0U) == ids.end()) prepositions_.emplace_back(std::move(ids), cue);
                continue;
            }
            if (joint != std::string_view::npos) {
                const std::uint32_t first = lexicon.find(word.substr(0, joint));
                const std::uint32_t second = lexicon.find(word.substr(joint + 1));
                if (first != 0 && second != 0) phrases_.push_back({first, second, cue});
                continue;
            }
            std::string folded;
            lang::append_folded(folded, word);
            const std::uint32_t id = lexicon.find(folded);
            if (id == 0) continue;
            for (const lang::Separable& verb : lexicon.separable_verbs()) {
                if (verb.verb == id) phrases_.push_back({verb.simple, verb.prefix, cue});
            }
            auto& table = cue.part == CuePart::verb ? verbs_ : cue.part == CuePart::noun ? nouns_ : others_;
            if (table[id].part == CuePart::none) table[id] = cue;
        }
    }
    std::stable_sort(phrases_.begin(), phrases_.end(), [](const CuePhrase& a, const CuePhrase& b) {
        return std::tie(a.first, a.second) < std::tie(b.first, b.second);
    });
}

bool CueWords::is_separable(std::uint32_t lemma) const {
    const auto found = std::lower_bound(phrases_.begin(), phrases_.end(), lemma,
                                        [](const CuePhrase& p, std::uint32_t key) { return p.first < key; });
    return found != phrases_.end() && found->first == lemma;
}

CueWord CueWords::phrase(std::uint32_t lemma, std::uint32_t next) const {
    if (lemma == 0 || next == 0) return {};
    const auto found = std::lower_bound(phrases_.begin(), phrases_.end(), std::pair(lemma, next),
                                        [](const CuePhrase& p, const auto& key) {
                                            return std::tie(p.first, p.second) < std::tie(key.first, key.second);
                                        });
    if (found == phrases_.end() || found->first != lemma || found->second != next) return {};
    return found->cue;
}

}  // namespace newsloom::attribution::detail
