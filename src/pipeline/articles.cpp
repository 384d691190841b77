#include "pipeline/detail/articles.h"

#include <algorithm>

#include "printed/annotations.h"
#include "printed/article.h"
#include "text/ascii.h"

namespace newsloom::pipeline {

Result<std::optional<Article>> read_article(Engine& engine, ArticleId id) {
    NL_TRY(const auto row, store::get<store::ArticleTextRow>(engine.content, id));
    if (!row) return std::nullopt;
    NL_TRY(Article article, printed::article_from_json(row->json));
    article.id = id;
    return article;
}

Result<std::optional<Annotations>> read_annotations(Engine& engine, ArticleId id) {
    NL_TRY(const auto row, store::get<store::AnnotationsRow>(engine.content, id));
    if (!row) return std::nullopt;
    NL_TRY(Annotations annotations, printed::annotations_from_json(row->json));
    annotations.article = id;
    return annotations;
}

Result<StoryId> story_of(Engine& engine, DocumentId document) {
    NL_TRY(const auto row, store::get<store::StoryDocumentRow>(engine.content, document));
    return row ? row->story : StoryId();
}

bool may_hold(std::string_view json, std::span<const std::string> words) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
        return !std::all_of(word.begin(), word.end(), is_ascii) || ascii::ifind(json, word) != std::string_view::npos;
    });
}

}  // namespace newsloom::pipeline
