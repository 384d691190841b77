// annotate: an article in; its sentences, names, quantities, attributions out.
#include "attribution/annotate.h"
#include "pipeline/detail/articles.h"
#include "pipeline/detail/stages.h"
#include "pipeline/detail/work.h"
#include "printed/annotations.h"

namespace newsloom::pipeline {

namespace {

struct Annotated {
    ArticleId article;
    DocumentId document;
    std::string json;
};

Result<Loaded<Article>> load_article(Engine& engine, const store::TodoRow& todo) {
    Loaded<Article> loaded;
    loaded.subject = "article " + std::to_string(todo.item);
    auto article = read_article(engine, ArticleId(todo.item));
    if (!article && article.error().code != Errc::bad_input) return tl::unexpected(std::move(article).error());
    if (!article) {
        loaded.input = tl::unexpected(std::move(article).error());
    } else if (*article) {
        loaded.subject = (*article)->url;
        loaded.bytes = (*article)->text.size();
        loaded.input = **std::move(article);
    }
    return loaded;
}

Result<Annotated> make_annotations(const Article& article, const Options&) {
    Annotations made = attribution::annotate(article);
    made.article = article.id;
    return Annotated{article.id, article.document, printed::to_json(made)};
}

Result<void> save_annotations(Engine& engine, const Stage& stage, const store::TodoRow& todo, const Annotated& made,
                              std::vector<Given>& given) {
    NL_CHECK(store::put(engine.content, store::AnnotationsRow{made.article, stage.made_by(), made.json}));
    NL_TRY(const StoryId story, story_of(engine, made.document));
    if (story) given.push_back({Kind::story, story.value, todo.due, {}});
    return {};
}

}  // namespace

Result<Step> annotate(Engine& engine, const Stage& stage) {
    return each<load_article, make_annotations, save_annotations>(engine, stage);
}

Result<void> annotate_again(Engine& engine, const Stage& stage, std::vector<Given>& given) {
    std::vector<ArticleId> newest;
    NL_CHECK(engine.content.scan(store::spec<store::DocumentRow>(), {}, [&](store::Values row) {
        if (const ArticleId article = store::row_of<store::DocumentRow>(row).article) newest.push_back(article);
        return true;
    }));
    for (const ArticleId article : newest) {
        NL_TRY(const auto made, store::get<store::AnnotationsRow>(engine.content, article));
        NL_TRY(const auto row, store::get<store::ArticleRow>(engine.content, article));
        if (row && (!made || made->made_by != stage.made_by()))
            given.push_back({Kind::article, article.value, row->first_seen, row->time});
    }
    return {};
}

}  // namespace newsloom::pipeline
