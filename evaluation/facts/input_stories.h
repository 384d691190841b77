/// The stories that make_input.py writes, read into what `story::corroborate` takes.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "model/annotations.h"
#include "model/article.h"
#include "model/outlet.h"
#include "story/corroborate.h"

namespace newsloom::evaluation {

struct InputArticle {
    std::string id;
    Article article;
    Annotations annotations;
};

struct InputStory {
    std::string name;
    std::vector<std::unique_ptr<InputArticle>> articles;  ///< by time, then id
    story::StoryMaterial material;                        ///< points into articles and outlets

    [[nodiscard]] const InputArticle* find(ArticleId id) const;
};

struct InputStories {
    std::map<std::string, Outlet> outlets;
    std::vector<InputStory> stories;

    [[nodiscard]] std::string key_of(OutletId id) const;
};

[[nodiscard]] std::string text_of(const boost::json::object& object, std::string_view key);
/// Reads DIR/articles.jsonl and DIR/clusters.jsonl, annotates, links copies. Ends the program when a file cannot be
/// read.
[[nodiscard]] InputStories read_stories(const std::string& directory);

}  // namespace newsloom::evaluation
