/// Sentences: complete and non-overlapping within blocks.
///
/// Rules over tokens: an end mark ends a sentence unless it belongs to an abbreviation, an initial, a number or a quote
/// that goes on. A blank line always ends one. Closing quotes and brackets go with the sentence they close.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lang/tokens.h"
#include "model/annotations.h"
#include "model/article.h"

namespace newsloom::lang {

/// Sentences of a text whose paragraphs are separated by newlines; Sentence::paragraph counts them.
[[nodiscard]] std::vector<Sentence> sentences(std::string_view text, std::string_view language = "en");
/// The same where the caller has the tokens already.
[[nodiscard]] std::vector<Sentence> sentences(std::string_view text, std::span<const Token> tokens,
                                              std::string_view language = "en");
/// Sentences of an article: no sentence crosses a block; a heading, a list item and a table row is one of its own.
/// Sentence::paragraph is the block's index (without blocks: the paragraph's).
[[nodiscard]] std::vector<Sentence> sentences(const Article& article);
[[nodiscard]] std::vector<Sentence> sentences(const Article& article, std::span<const Token> tokens);

}  // namespace newsloom::lang
