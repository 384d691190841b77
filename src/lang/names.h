/// Names of people, organisations and places, each with its fullest form in the text.
///
/// Runs of capitalised words (with "von", "of", "and" where a list allows them), classified by titles, first names,
/// organisation words, place lists and context; short forms ("Kerr", "the ministry's Kerr") take the fullest earlier or
/// later form that ends (people) or begins (organisations) the same way, or whose initials they are. A speaker or a
/// name that is not in the article cannot come out: every `full` is a substring of the text.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lang/terms.h"
#include "lang/tokens.h"
#include "model/annotations.h"

namespace newsloom::lang {

/// In text order, not overlapping. English and German; for other languages runs of capitalised words without a kind.
[[nodiscard]] std::vector<Name> names(std::string_view text, std::string_view language = "en");
/// The same where the caller has tokens and sentences already.
[[nodiscard]] std::vector<Name> names(std::string_view text, std::span<const Token> tokens,
                                      std::span<const Sentence> sentences, std::string_view language);

/// The same over terms whose sentences are marked (mark_sentences).
[[nodiscard]] std::vector<Name> names(std::string_view text, std::span<const Term> terms, std::string_view language);

}  // namespace newsloom::lang
