/// One word class per token: nouns told from verbs by the words around them. English and German.
///
/// A left-to-right pass of hand-written rules over the classes of the lexicon: no weights, no parse. Made to find verbs
/// of saying and their subjects; a tagger trained on a treebank would be better at rare constructions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lang/terms.h"

namespace newsloom::lang {

enum class Tag : std::uint8_t {
    noun,
    name,        ///< a capitalised word that is no function word
    verb,        ///< finite
    infinitive,  ///< base form behind "to", a modal or "do"
    ing,
    participle,  ///< behind a form of be or have, or reduced: "the man accused of"
    auxiliary,   ///< modal, be, have, do before another verb
    be,          ///< a form of be that is the main verb
    adjective,
    adverb,
    determiner,  ///< article, demonstrative, possessive
    number,
    pronoun,  ///< subject or object
    wh,
    preposition,
    subordinator,
    coordinator,
    to,
    that,
    clitic,
    quote,
    comma,
    dash,
    colon,
    end,  ///< . ! ?
    bracket,
    other
};
inline constexpr int kTagCount = 27;

/// English.
[[nodiscard]] std::vector<Tag> tags(std::span<const Term> terms);
[[nodiscard]] std::vector<Tag> german_tags(std::span<const Term> terms, std::string_view text);

[[nodiscard]] constexpr bool is_noun(Tag tag) { return tag == Tag::noun || tag == Tag::name; }
[[nodiscard]] constexpr bool is_verb(Tag tag) {
    return tag == Tag::verb || tag == Tag::infinitive || tag == Tag::ing || tag == Tag::participle;
}

}  // namespace newsloom::lang
