/// What a sentence takes from the text before it: "the ruling", "Roe", "the DLA", "they".
///
/// Rules of thumb over the word classes of `lang`, English; of other languages the names only. A noun with a definite
/// article points back, unless it says itself which one ("the bill that", "the first", "the town of") or there is only
/// one ("the police", "the economy"). A person's surname points to the full name, an abbreviation to what it stands
/// for. No coreference is resolved: whoever prints the sentence looks for one of the words above it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "edition/detail/words.h"
#include "model/annotations.h"
#include "model/article.h"
#include "text/range.h"

namespace newsloom::edition::detail {

struct References {
    std::vector<WordSet> words;          ///< of each, one must stand above
    std::vector<std::uint64_t> nouns;    ///< of each of these, the noun itself
    std::vector<WordSet> names;          ///< the same of names of one word and of names that nothing explains
    std::vector<std::string> surnames;   ///< of persons, folded: their full names must stand above
    std::vector<std::string> strangers;  ///< surnames of persons in full of whom nothing is said
    bool never = false;                  ///< "the other", "they" without anybody before: not to be found by words
    bool is_a_state = false;             ///< its first verb is a form of "be" or "have": nothing happens
};

/// `first`: the article begins with it, so its nouns need nothing before them.
enum class Opens { yes, no };
[[nodiscard]] References references(const Article& article, const Annotations& notes, TextRange range,
                                    Opens first = Opens::no);

}  // namespace newsloom::edition::detail
