/// A page that is plain text already, sorted into the same roles by wording and shape alone.
#pragma once

#include "extract/extract.h"

namespace newsloom::extract {

/// Paragraphs are parted by blank lines or single newlines.
[[nodiscard]] Result<Extraction> extract_plain_text(const Page& page, const Options& options);

/// An article given as JSON (kArticleMediaType): the text is taken as it is.
[[nodiscard]] Result<Extraction> extract_article_json(const Page& page, const Options& options);

}  // namespace newsloom::extract
