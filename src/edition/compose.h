/// The day's stories in, an edition out: sections, briefs, length budget.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/annotations.h"
#include "model/article.h"
#include "model/edition.h"
#include "model/outlet.h"
#include "model/story.h"

namespace newsloom::edition {

/// What compose looks at. Everything is owned by the caller for the call.
struct Material {
    std::vector<const Story*> stories;  ///< ranked, best first
    std::map<ArticleId, const Article*> articles;
    std::map<ArticleId, const Annotations*> annotations;
    std::map<OutletId, const Outlet*> outlets;
    std::vector<const Edition*> earlier;  ///< the last editions, newest first: what they told is not told again as new
    std::vector<std::pair<std::string, std::string>>
        left_out;  ///< (url, why) of pages that are no articles, sponsored, satire, ...
    std::map<OutletId, std::size_t> pages_fetched;  ///< without error, in the edition's window
};

struct Options {
    EditionKind kind = EditionKind::morning;
    Date day{};
    Instant now{};
    Instant since{};
    std::string language = "en";
    std::size_t top_stories = 5;
    bool short_briefs = true;  ///< fill up the top stories with such as yield fewer than 90 words
    std::size_t one_liners = 12;
    std::set<std::string> usual;  ///< keys of the outlets that the edition's readers read anyway
};

/// Pure and deterministic. Line ids are "<edition key>.<n>" with n counting from 1 in printing order.
[[nodiscard]] Edition compose(const Material& material, const Options& options);

/// The closed catalogue of labels: data/labels/<lang>.toml, compiled in. Slots "{}" are filled in order.
[[nodiscard]] std::string label_text(const Label& label, std::string_view language = "en");

}  // namespace newsloom::edition
