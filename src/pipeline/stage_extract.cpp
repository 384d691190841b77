// extract: a page in, an article out.
#include "extract/extract.h"
#include "lang/language.h"
#include "pipeline/detail/articles.h"
#include "pipeline/detail/stages.h"
#include "pipeline/detail/work.h"
#include "printed/article.h"
#include "store/compress.h"

namespace newsloom::pipeline {

namespace {

/// What is read but never told: it is left out of stories, and the edition says so.
bool is_told(const Article& article) {
    return article.is_article && article.genre != Genre::sponsored && article.genre != Genre::satire;
}

struct PageIn {
    Page page;
    Instant first_seen{};
};

Result<Loaded<PageIn>> load_page(Engine& engine, const store::TodoRow& todo) {
    Loaded<PageIn> loaded;
    NL_TRY(const auto row, store::get<store::PageRow>(engine.content, PageId(todo.item)));
    if (!row) return loaded;
    loaded.subject = row->url;
    NL_TRY(const auto body, store::get<store::PageBodyRow>(engine.content, row->id));
    if (!body) {
        loaded.input = fail(Errc::not_found, row->url + ": its stored body has expired");
        return loaded;
    }
    auto bytes = store::decompress(body->zstd.bytes, engine.options.limits.input_bytes);
    if (!bytes) {
        loaded.input = tl::unexpected(about(row->url, std::move(bytes).error()));
        return loaded;
    }
    NL_TRY(const auto document, store::get<store::DocumentRow>(engine.content, row->document));
    loaded.bytes = bytes->size();
    loaded.input = PageIn{Page{row->id, row->document, row->outlet, row->url, row->final_url, row->fetched, row->status,
                               row->media_type, *std::move(bytes)},
                          document ? document->first_seen : row->fetched};
    return loaded;
}

Result<extract::Extraction> make_article(const PageIn& in, const Options& options) {
    NL_TRY(extract::Extraction made, extract::extract(in.page, {.limits = options.limits}));
    // What a page does not say of its language, its text does; later stages depend on it.
    if (made.article.language == "und") made.article.language = lang::language_of(made.article.text);
    Article& article = made.article;
    article.page = in.page.id;
    article.document = in.page.document;
    article.outlet = in.page.outlet;
    article.first_seen = in.first_seen;
    if (article.url.empty()) article.url = in.page.final_url.empty() ? in.page.url : in.page.final_url;
    return made;
}

/// An older extraction of the same page that says the same: then nothing has changed.
Result<bool> is_known(Engine& engine, const Stage& stage, Article article) {
    NL_TRY(const auto rows,
           store::select<store::ArticleRow>(
               engine.content,
               {.index = "article_page", .equal = {store::to_value(article.page)}, .limit = 1, .descending = true}));
    if (rows.empty()) return false;
    NL_TRY(const auto text, store::get<store::ArticleTextRow>(engine.content, rows[0].id));
    article.id = rows[0].id;
    if (!text || text->json != printed::to_json(article)) return false;
    store::ArticleRow row = rows[0];
    row.made_by = stage.made_by();
    NL_CHECK(store::put(engine.content, row));
    return true;
}

Result<void> save_article(Engine& engine, const Stage& stage, const store::TodoRow& todo,
                          const extract::Extraction& made, std::vector<Given>& given) {
    Article article = made.article;
    NL_TRY(const bool known, is_known(engine, stage, article));
    if (known) return {};
    NL_TRY(const std::int64_t id, next_id(engine.content, "article"));
    article.id = ArticleId(id);
    NL_CHECK(store::put(engine.content, store::ArticleRow{article.id, article.page, article.document, article.outlet,
                                                          article.first_seen, article.time(), article.language,
                                                          std::string(name(article.genre)), article.is_article,
                                                          article.why_not, article.title, stage.made_by()}));
    NL_CHECK(store::put(engine.content, store::ArticleTextRow{article.id, printed::to_json(article)}));
    if (!made.problems.empty()) {
        std::string what = made.problems[0];
        for (std::size_t i = 1; i < made.problems.size(); ++i)
            what += "; " + made.problems[i];
        NL_CHECK(note(engine, stage.name, todo.item, article.url, Errc::bad_input, what));
    }
    if (!is_told(article)) return {};
    NL_TRY(auto document, store::get<store::DocumentRow>(engine.content, article.document));
    if (document) {
        document->article = article.id;
        NL_CHECK(store::put(engine.content, *document));
    }
    given.push_back({Kind::article, id, todo.due, article.time()});
    return {};
}

}  // namespace

Result<Step> extract(Engine& engine, const Stage& stage) {
    return each<load_page, make_article, save_article>(engine, stage);
}

Result<void> extract_again(Engine& engine, const Stage& stage, std::vector<Given>& given) {
    std::vector<PageId> newest;
    NL_CHECK(engine.content.scan(store::spec<store::DocumentRow>(), {}, [&](store::Values row) {
        newest.push_back(store::row_of<store::DocumentRow>(row).page);
        return true;
    }));
    for (const PageId page : newest) {
        NL_TRY(const auto row, store::get<store::PageRow>(engine.content, page));
        NL_TRY(const auto body, store::get<store::PageBodyRow>(engine.content, page));
        NL_TRY(const auto made,
               store::first<store::ArticleRow>(
                   engine.content, {.index = "article_page", .equal = {store::to_value(page)}, .descending = true}));
        if (!row || !body || (made && made->made_by == stage.made_by())) continue;
        given.push_back({Kind::page, page.value, row->fetched, row->fetched});
    }
    return {};
}

}  // namespace newsloom::pipeline
