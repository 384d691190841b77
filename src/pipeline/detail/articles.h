/// Reading what earlier stages stored.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/annotations.h"
#include "model/article.h"
#include "pipeline/detail/engine.h"

namespace newsloom::pipeline {

/// Nothing when there is no such article, or its text has expired. bad_input: the stored form cannot be read.
[[nodiscard]] Result<std::optional<Article>> read_article(Engine& engine, ArticleId id);
[[nodiscard]] Result<std::optional<Annotations>> read_annotations(Engine& engine, ArticleId id);
/// The story that tells a document; none when it is in none.
[[nodiscard]] Result<StoryId> story_of(Engine& engine, DocumentId document);

/// Whether a stored JSON may hold all of the folded words: rules out most rows by their bytes alone. Words that are not
/// ASCII are not looked for.
[[nodiscard]] bool may_hold(std::string_view json, std::span<const std::string> words);

}  // namespace newsloom::pipeline
