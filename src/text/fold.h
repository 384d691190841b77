/// Unicode folding and classes for matching: never for printing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsloom {

/// Simple case folding (Unicode CaseFolding.txt, status C + S; ICU). ASCII is the fast path.
[[nodiscard]] char32_t fold_case(char32_t code_point);
[[nodiscard]] std::string fold_case(std::string_view text);
[[nodiscard]] bool is_letter(char32_t code_point);
[[nodiscard]] bool is_upper_case(char32_t code_point);
[[nodiscard]] bool is_word_character(char32_t code_point);  ///< letter, mark, digit or underscore
/// The runs of word characters, folded.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view text);
/// Scripts written without spaces between words (Han, kana, Thai, Lao, Khmer, Myanmar): each character counts as a
/// word.
[[nodiscard]] bool is_unspaced_script(char32_t code_point);

/// The documented normalisation under which a printed quote must be a substring of the stored text: all double quote
/// marks become U+0022, single ones and apostrophes U+0027, every run of white space (also no-break and thin spaces)
/// one space; soft hyphens and zero-width characters go.
[[nodiscard]] std::string normalise_quotes_and_spaces(std::string_view text);

/// Runs of white space (Unicode White_Space, no-break space among them) become one space; none at the ends.
[[nodiscard]] std::string collapse_whitespace(std::string_view text);
[[nodiscard]] bool is_white_space(char32_t code_point);

}  // namespace newsloom
