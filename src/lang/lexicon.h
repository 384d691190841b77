/// What is known of words without their context: word classes, verb forms, hints for names.
///
/// Made from the lists of data/lang: base forms are inflected when the table is built. Unknown words are guessed by
/// their ending. A word may have several classes ("plan" is a noun and a verb); telling them apart is the caller's
/// work.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/tokens.h"
#include "model/article.h"

namespace newsloom::lang {

/// Bits of WordInfo::classes.
enum WordClass : std::uint32_t {
    kNoun = 1U << 0,
    kPlural = 1U << 1,    ///< a plural noun
    kVerbBase = 1U << 2,  ///< "say"
    kVerbS = 1U << 3,     ///< "says"
    kVerbPast = 1U << 4,  ///< "said", "wrote"
    kVerbPart = 1U << 5,  ///< "said", "written"
    kVerbIng = 1U << 6,   ///< "saying"
    kAdjective = 1U << 7,
    kAdverb = 1U << 8,
    kArticle = 1U << 9,
    kDeterminer = 1U << 10,
    kPossessive = 1U << 11,
    kSubject = 1U << 12,        ///< "he", "it", "who"
    kStrongSubject = 1U << 13,  ///< "he", "they", "I": a person
    kObject = 1U << 14,
    kReflexive = 1U << 15,
    kPronoun = 1U << 16,
    kWh = 1U << 17,
    kRelative = 1U << 18,
    kSubordinator = 1U << 19,
    kCoordinator = 1U << 20,
    kPreposition = 1U << 21,
    kModal = 1U << 22,
    kBe = 1U << 23,
    kHave = 1U << 24,
    kDo = 1U << 25,
    kTo = 1U << 26,
    kThat = 1U << 27,
    kNot = 1U << 28,
    kNumberWord = 1U << 29,
    kTimeWord = 1U << 30,
    kLinker = 1U << 31,
};
inline constexpr std::uint32_t kAnyVerb = kVerbBase | kVerbS | kVerbPast | kVerbPart | kVerbIng;
inline constexpr std::uint32_t kFunctionWord = kArticle | kDeterminer | kPossessive | kSubject | kObject | kReflexive |
                                               kPronoun | kWh | kRelative | kSubordinator | kCoordinator |
                                               kPreposition | kModal | kBe | kHave | kDo | kTo | kThat | kNot;

/// Bits of WordInfo::hints.
enum WordHint : std::uint32_t {
    kHintTitle = 1,
    kHintRole = 2,
    kHintGroup = 4,
    kHintOrganisation = 8,
    kHintFirstName = 16,
    kHintPlace = 32,
    kHintDemonym = 64,
    kHintMonth = 128,
    kHintDay = 256,
    kHintTime = 512,
    kHintFemale = 1024,  ///< a given name of women
};

/// A German verb that leaves its prefix at the end of the clause: "teilte ... mit" is mitteilen.
struct Separable {
    std::uint32_t verb = 0;    ///< lemma of the whole verb
    std::uint32_t simple = 0;  ///< lemma of the part that is inflected
    std::uint32_t prefix = 0;  ///< word id of the prefix
};

struct WordInfo {
    std::uint32_t classes = 0;  ///< bits of WordClass
    std::uint32_t hints = 0;    ///< bits of WordHint
    std::uint32_t lemma = 0;    ///< word id of the base form of a verb or noun; the word itself otherwise
};

class Lexicon {
  public:
    /// One read-only table per language, built at first use; English for all others than German.
    [[nodiscard]] static const Lexicon& of(std::string_view language);

    /// 0 for a word that is not listed. `folded` as in lang/words.h.
    [[nodiscard]] std::uint32_t find(std::string_view folded) const;
    /// The same by the word's hash64.
    [[nodiscard]] std::uint32_t find(std::uint64_t hash) const;
    /// Listed words: what is known; id 0: nothing.
    [[nodiscard]] const WordInfo& info(std::uint32_t id) const { return infos_[id]; }
    [[nodiscard]] std::string_view word(std::uint32_t id) const { return words_[id]; }
    [[nodiscard]] std::size_t size() const { return infos_.size(); }
    /// Classes of an unlisted word by its ending and, for plurals and compounds, by the listed rest.
    [[nodiscard]] WordInfo guess(std::string_view folded, bool capitalised) const;
    [[nodiscard]] bool is_german() const { return german_; }
    [[nodiscard]] const std::vector<Separable>& separable_verbs() const { return separable_; }

  private:
    explicit Lexicon(bool german);
    struct Slot {
        std::uint32_t id = 0, upper = 0;  ///< of the hash; its lower half is the place
    };
    std::uint32_t add(std::string_view word, std::uint32_t classes, std::uint32_t hints = 0, std::uint32_t lemma = 0);
    void add_verb(std::string_view base, bool doubled);
    void add_noun(std::string_view base, std::uint32_t hints);
    void add_function_classes(std::string_view list);
    void add_number_words(std::string_view list);
    void load_english();
    void load_german();
    void add_german_verb(std::string_view forms);
    void add_german_forms(std::uint32_t lemma, std::string_view infinitive, std::string_view third,
                          std::string_view past, std::string_view prefix);
    void grow();

    bool german_;
    std::vector<std::string> words_;
    std::vector<WordInfo> infos_;
    std::vector<Slot> slots_;
    std::vector<std::string> irregular_;
    std::vector<Separable> separable_;
};

}  // namespace newsloom::lang
