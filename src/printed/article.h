/// The printed form of an article: what `newsloom extract` prints and what the store keeps.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "json/writer.h"
#include "model/article.h"
#include "text/utf8.h"

namespace newsloom::printed {

/// Writes the fields of CLI.md's `extract` form into an open object ("url" ... "topics"); ranges count `unit`.
void write_fields(json::Writer& w, const Article& article, utf8::OffsetUnit unit = utf8::OffsetUnit::code_points);

/// The stored form: ids, then the fields with byte ranges. One line, no newline at its end.
[[nodiscard]] std::string to_json(const Article& article);
[[nodiscard]] Result<Article> article_from_json(std::string_view json);

}  // namespace newsloom::printed
