/// One line of an articles' JSON Lines file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/article.h"
#include "model/outlet.h"

namespace newsloom::cli {

/// Texts are taken as they are: offsets in answers point into the line's own "text".
struct ArticleLine {
    std::string id;       ///< the id's own characters
    std::string id_json;  ///< as it is printed again: a string with its quotes, or a number
    Article article;
    std::optional<Instant> time;  ///< none: absent or null
    std::string outlet;  ///< "source" or "outlet"; the URL's registrable domain when there is none; may be empty
    Outlet about;        ///< "outlet_name", "owner", "owner_kind", "country", as far as they are given
};

/// bad_input: no JSON object, no id, no text.
[[nodiscard]] Result<ArticleLine> read_article_line(std::string_view line);

/// {"id": ..., "story": ...} of `newsloom cluster`: (id, story).
[[nodiscard]] Result<std::pair<std::string, std::string>> read_cluster_line(std::string_view line);

/// The lines of a JSON Lines file that are not empty, with their numbers from 1; views into `bytes`.
[[nodiscard]] std::vector<std::pair<std::string_view, std::size_t>> lines_of(std::string_view bytes);

/// All lines of the files. A line that cannot be read keeps its place with its error.
struct NumberedLine {
    std::string name;  ///< "file:17"
    Result<ArticleLine> line;
};
[[nodiscard]] Result<std::vector<NumberedLine>> read_article_files(const std::vector<std::string>& files,
                                                                   unsigned jobs);

}  // namespace newsloom::cli
