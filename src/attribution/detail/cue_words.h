/// Which words report what somebody says, thinks or wants: data/attribution/<language>/cues.txt as a table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/lexicon.h"
#include "model/annotations.h"

namespace newsloom::attribution::detail {

enum class CuePart : std::uint8_t { none, verb, noun, adjective, adverb, preposition };
enum class CueClass : std::uint8_t {
    none,
    say,
    claim,
    reveal,
    hedge,
    deny,
    tell,
    ask,
    think,
    want,
    order,
    name,
    judge,
    seem,
    other,
    report
};

struct CueWord {
    CuePart part = CuePart::none;
    CueClass kind = CueClass::none;
    Stance stance = Stance::neutral;
    std::uint16_t number = 0;  ///< of the listed word, in the order of the list; 0: none
};

/// A verb with its particle or preposition: "point out", "call for".
struct CuePhrase {
    std::uint32_t first = 0;   ///< lemma id
    std::uint32_t second = 0;  ///< word id
    CueWord cue;
};

class CueWords {
  public:
    [[nodiscard]] static const CueWords& of(std::string_view language);
    [[nodiscard]] CueWord verb(std::uint32_t lemma) const { return find(verbs_, lemma); }
    [[nodiscard]] CueWord noun(std::uint32_t lemma) const { return find(nouns_, lemma); }
    [[nodiscard]] CueWord other(std::uint32_t word) const { return find(others_, word); }
    /// The phrase of verb `lemma` with the word `next` behind it.
    [[nodiscard]] CueWord phrase(std::uint32_t lemma, std::uint32_t next) const;
    /// "according to", "in the words of": what the words from `first` on are, and how many of them (0: nothing).
    struct Preposition {
        CueWord cue;
        std::uint32_t words = 0;
    };
    template <class WordAt>
    [[nodiscard]] Preposition preposition(const WordAt& word_at) const {
        for (const auto& [words, cue] : prepositions_) {
            std::uint32_t same = 0;
            while (same < words.size() && word_at(same) == words[same])
                ++same;
            if (same == words.size()) return {cue, same};
        }
        return {};
    }
    /// German: does the verb have a prefix that it may leave at the end of its clause?
    [[nodiscard]] bool is_separable(std::uint32_t lemma) const;
    [[nodiscard]] std::size_t size() const { return count_ + 1U; }

  private:
    explicit CueWords(bool german);
    static CueWord find(const std::vector<CueWord>& table, std::uint32_t id) {
        return id < table.size() ? table[id] : CueWord{};
    }
    std::vector<CueWord> verbs_, nouns_, others_;                               // by word id
    std::vector<CuePhrase> phrases_;                                            // sorted by (first, second)
    std::vector<std::pair<std::vector<std::uint32_t>, CueWord>> prepositions_;  // of several words
    std::uint16_t count_ = 0;
};

}  // namespace newsloom::attribution::detail
