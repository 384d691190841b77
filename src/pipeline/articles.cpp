#include "pipeline/detail/articles.h"

#include "printed/annotations.h"
#include "printed/article.h"

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

}  // namespace newsloom::pipeline
