/// What the names of sections and the labels of articles say of the genre, in many languages.
#pragma once

#include <optional>
#include <string_view>

#include "model/article.h"

namespace newsloom::extract {

/// The genre that a section's name, a folder or a label is the word for.
[[nodiscard]] std::optional<Genre> genre_of_word(std::string_view word);

}  // namespace newsloom::extract
