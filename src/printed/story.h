/// The printed form of a story: what `newsloom story` and `show --json` print, and what the store keeps.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/writer.h"
#include "model/story.h"
#include "text/utf8.h"

namespace newsloom::printed {

/// Looks up what a span points into and how an outlet is called. Both may answer "not known" (null, empty).
struct StoryContext {
    std::function<const Article*(ArticleId)> article;
    std::function<std::string(OutletId)> outlet;  ///< its key
    std::function<std::string(ArticleId)>
        article_name;  ///< how articles are named in this form (their id, as the input gave it)
    utf8::OffsetUnit unit = utf8::OffsetUnit::code_points;
};

/// Writes the fields of CLI.md's `story` form into an open object ("story" ... "rank").
void write_fields(json::Writer& w, const Story& story, const StoryContext& context);

/// The stored form: ids as numbers, byte ranges, no texts.
[[nodiscard]] std::string to_json(const Story& story);
[[nodiscard]] Result<Story> story_from_json(std::string_view json);

}  // namespace newsloom::printed
