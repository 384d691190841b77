// collapse: which texts are copies of which. Signatures in parallel, linking in order.
#include "base/map_ordered.h"
#include "dedup/collapse.h"
#include "pipeline/detail/articles.h"
#include "pipeline/detail/stage_memory.h"
#include "pipeline/detail/stages.h"
#include "pipeline/detail/work.h"

namespace newsloom::pipeline {

namespace {

/// How many days back a text is looked for. Agency copy is printed within hours, features within days.
constexpr std::int64_t kDaysBack = 6;

std::int64_t day_of(Instant at) { return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count(); }

/// Fills the index with the days before `day`, and with `day` so far.
Result<void> remember(Engine& engine, CollapseMemory& memory, std::int64_t day) {
    memory.index = dedup::Index();
    memory.day = day;
    return engine.content.scan(
        store::spec<store::CopyRow>(),
        {.index = "copy_day", .from = store::to_value(day - kDaysBack), .upto = store::to_value(day)},
        [&](store::Values values) {
            const auto row = store::row_of<store::CopyRow>(values);
            if (auto signature = dedup::from_bytes(row.signature.bytes)) {
                memory.index.restore(*std::move(signature),
                                     {row.article, row.group, row.copy_of, static_cast<float>(row.similarity),
                                      static_cast<float>(row.containment), row.agency});
            }
            return true;
        });
}

Result<CollapseMemory*> memory_of(Engine& engine) {
    if (engine.collapse) return engine.collapse.get();
    auto memory = std::make_unique<CollapseMemory>();
    NL_TRY(const auto last, store::first<store::CopyRow>(engine.content, {.index = "copy_seq", .descending = true}));
    if (last) {
        memory->last_seq = last->seq;
        NL_CHECK(remember(engine, *memory, last->day));
    }
    engine.collapse = std::move(memory);
    return engine.collapse.get();
}

struct Signed {
    std::optional<dedup::Signature> signature;
    DocumentId document;
};

}  // namespace

Result<Step> collapse(Engine& engine, const Stage& stage) {
    NL_TRY(const auto first, waiting(engine, stage, 1));
    if (first.empty()) return Step{};
    NL_TRY(CollapseMemory * memory, memory_of(engine));
    NL_TRY(const auto todo, memory->order.next(engine, stage, stage.batch));

    std::vector<std::optional<Article>> articles;
    for (const store::TodoRow& item : todo) {
        NL_TRY(auto article, read_article(engine, ArticleId(item.item)));
        articles.push_back(std::move(article));
    }
    auto signatures = map_ordered(articles, engine.jobs, [](const std::optional<Article>& article) {
        return article ? Signed{dedup::signature(*article), article->document} : Signed{};
    });

    Step step;
    std::vector<Given> given;
    NL_TRY(auto transaction, store::Transaction::begin(engine.content));
    for (std::size_t i = 0; i < todo.size(); ++i) {
        ++step.taken;
        NL_CHECK(settle(engine, stage, todo[i]));
        if (!signatures[i].signature) continue;
        const std::int64_t day = std::max(memory->day, day_of(todo[i].due));
        if (day != memory->day) NL_CHECK(remember(engine, *memory, day));
        store::CopyRow row;
        row.article = ArticleId(todo[i].item);
        row.signature.bytes = dedup::to_bytes(*signatures[i].signature);
        const CopyLink link = memory->index.add(*std::move(signatures[i].signature));
        row.seq = ++memory->last_seq;
        row.day = day;
        row.group = link.group;
        row.copy_of = link.copy_of;
        row.similarity = link.similarity;
        row.containment = link.containment;
        row.agency = link.agency;
        row.made_by = stage.made_by();
        NL_CHECK(store::put(engine.content, row));
        NL_TRY(const StoryId story, story_of(engine, signatures[i].document));
        if (story) given.push_back({Kind::story, story.value, todo[i].due, {}});
    }
    NL_CHECK(enqueue(engine, stage.name, given));
    NL_CHECK(transaction.commit());
    return step;
}

/// Linking depends on all that came before: everything is linked again, in the order of first_seen.
Result<void> collapse_again(Engine& engine, const Stage&, std::vector<Given>& given) {
    NL_TRY(const auto rows, store::select<store::CopyRow>(engine.content));
    for (const store::CopyRow& copy : rows) {
        NL_TRY(const auto row, store::get<store::ArticleRow>(engine.content, copy.article));
        if (row) given.push_back({Kind::article, row->id.value, row->first_seen, row->time});
        NL_CHECK(store::erase<store::CopyRow>(engine.content, copy.article));
    }
    return {};
}

}  // namespace newsloom::pipeline
