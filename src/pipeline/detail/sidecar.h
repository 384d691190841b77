/// The little JSON that comes beside pages, and what is read of a line of a .jsonl file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace newsloom::pipeline {

struct Sidecar {
    std::string url, outlet, id, media_type;
    std::optional<Instant> time;  ///< when it was fetched ("fetched", "crawl_date"), or the article's own ("time", ...)
};

/// What lies beside NNNN.html. bad_input: not a JSON object.
[[nodiscard]] Result<Sidecar> read_sidecar(std::string_view json);
/// One article per line: "id", "url", "source" (the outlet), "time". bad_input: no JSON object, or no text in it.
[[nodiscard]] Result<Sidecar> read_article_line(std::string_view json);

}  // namespace newsloom::pipeline
