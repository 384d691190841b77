/// An article as Markdown, for `newsloom extract --format markdown`.
#pragma once

#include <string>

#include "model/article.h"

namespace newsloom::cli {

/// Title, deck, byline, body; what Markdown would read as markup is escaped. CommonMark 0.30 with tables.
[[nodiscard]] std::string markdown(const Article& article);

}  // namespace newsloom::cli
