// expire: bodies go first, then texts, then stories; what a printed line cites stays.
#include <set>

#include "pipeline/detail/state.h"
#include "pipeline/detail/work.h"

namespace newsloom::pipeline {

namespace {

constexpr std::size_t kAtOnce = 1000;  // rows a transaction: a killed or full disk loses little work

std::optional<Instant> before(Instant now, int days) {
    if (days <= 0) return std::nullopt;
    return now - std::chrono::days(days);
}

Result<void> expire_bodies(Engine& engine, Instant limit) {
    NL_TRY(const auto pages,
           store::select<store::PageRow>(engine.content, {.index = "page_fetched", .upto = store::to_value(limit)}));
    for (std::size_t at = 0; at < pages.size(); at += kAtOnce) {
        NL_TRY(auto transaction, store::Transaction::begin(engine.content));
        for (std::size_t i = at; i < std::min(at + kAtOnce, pages.size()); ++i) {
            NL_TRY(const auto waiting,
                   store::get<store::TodoRow>(engine.content, std::string("extract"), pages[i].id.value));
            if (!waiting) NL_CHECK(store::erase<store::PageBodyRow>(engine.content, pages[i].id));
        }
        NL_CHECK(transaction.commit());
    }
    return {};
}

Result<bool> is_cited(Engine& engine, ArticleId article) {
    NL_TRY(const auto line, store::first<store::LineSourceRow>(
                                engine.ledger, {.index = "line_source_article", .equal = {store::to_value(article)}}));
    return line.has_value();
}

Result<void> expire_texts(Engine& engine, Instant limit) {
    NL_TRY(const auto articles, store::select<store::ArticleRow>(
                                    engine.content, {.index = "article_first_seen", .upto = store::to_value(limit)}));
    for (std::size_t at = 0; at < articles.size(); at += kAtOnce) {
        NL_TRY(auto transaction, store::Transaction::begin(engine.content));
        for (std::size_t i = at; i < std::min(at + kAtOnce, articles.size()); ++i) {
            const ArticleId id = articles[i].id;
            NL_TRY(const bool cited, is_cited(engine, id));
            if (cited) continue;
            NL_CHECK(store::erase<store::ArticleTextRow>(engine.content, id));
            NL_CHECK(store::erase<store::AnnotationsRow>(engine.content, id));
            NL_CHECK(store::erase<store::CopyRow>(engine.content, id));
        }
        NL_CHECK(transaction.commit());
    }
    return {};
}

Result<void> expire_stories(Engine& engine, Instant limit) {
    NL_TRY(const auto stories,
           store::select<store::StoryRow>(engine.content, {.index = "story_last", .upto = store::to_value(limit)}));
    NL_TRY(auto transaction, store::Transaction::begin(engine.content));
    for (const store::StoryRow& story : stories) {
        NL_TRY(const std::uint64_t printed,
               store::count<store::StoryPrintedRow>(engine.ledger, {.equal = {store::to_value(story.id)}}));
        if (printed == 0) NL_CHECK(store::erase<store::StoryRow>(engine.content, story.id));
    }
    return transaction.commit();
}

}  // namespace

Result<void> Newsloom::expire(Instant now) {
    Engine& engine = state_->engine;
    const Retention& keep = engine.options.retention;
    if (const auto limit = before(now, keep.bodies_days)) NL_CHECK(expire_bodies(engine, *limit));
    if (const auto limit = before(now, keep.texts_days)) NL_CHECK(expire_texts(engine, *limit));
    if (const auto limit = before(now, keep.stories_days)) NL_CHECK(expire_stories(engine, *limit));
    if (store::SqliteStore* content = state_->sqlite_content())
        return content->connection().run("PRAGMA incremental_vacuum");
    return {};
}

}  // namespace newsloom::pipeline
