// cluster: articles into stories. Features in parallel, assignment in order; the order is a table (cluster_log), so
// that the state can be made again from it at any time: a stored state, then the log after it.
#include <algorithm>
#include <set>

#include "base/map_ordered.h"
#include "pipeline/detail/articles.h"
#include "pipeline/detail/stage_memory.h"
#include "pipeline/detail/stages.h"
#include "pipeline/detail/work.h"
#include "store/compress.h"
#include "story/cluster.h"

namespace newsloom::pipeline {

namespace {

/// The state is stored when so many articles came after the last time; fewer are quickly played again.
constexpr std::int64_t kSaveEvery = 500;
constexpr std::size_t kMostStateBytes = 4096 * kMiB;

story::Features features_of(const store::FeaturesRow& row) { return {row.article.value, row.time, row.bytes.bytes}; }

/// Plays the log after the stored state again. Closing an epoch is a row like any other.
Result<void> replay(Engine& engine, ClusterMemory& memory) {
    NL_TRY(const auto log,
           store::select<store::ClusterLogRow>(engine.content, {.from = store::to_value(memory.saved_seq + 1)}));
    std::vector<story::Features> run;
    const auto add_run = [&] {
        if (!run.empty()) memory.clusterer.add(run, engine.jobs);
        run.clear();
    };
    for (const store::ClusterLogRow& row : log) {
        memory.last_seq = row.seq;
        memory.epoch = row.epoch;
        memory.open = bool(row.article);
        if (row.article) {
            NL_TRY(const auto features, store::get<store::FeaturesRow>(engine.content, row.article));
            if (features) run.push_back(features_of(*features));
        } else {
            add_run();
            memory.clusterer.close_epoch(row.epoch, engine.jobs);
        }
    }
    add_run();
    return {};
}

Result<ClusterMemory*> memory_of(Engine& engine, const Stage& stage) {
    if (engine.cluster) return engine.cluster.get();
    // Ids of stories that were printed are never issued again, even when the content store is new.
    NL_TRY(const std::int64_t issued, last_id(engine.content, "story"));
    NL_TRY(const std::int64_t first_story, last_id(engine.content, "story_base"));
    auto memory = std::make_unique<ClusterMemory>(story::Clusterer({}, first_story + 1));
    NL_TRY(const auto state, store::get<store::ClusterStateRow>(engine.content, std::int64_t{1}));
    if (state && state->made_by == stage.made_by()) {
        if (const auto bytes = store::decompress(state->zstd.bytes, kMostStateBytes)) {
            if (auto clusterer = story::Clusterer::from_bytes(*bytes)) {
                memory->clusterer = *std::move(clusterer);
                memory->last_seq = memory->saved_seq = state->seq;
                NL_TRY(const auto at, store::get<store::ClusterLogRow>(engine.content, state->seq));
                if (at) memory->epoch = at->epoch;
                memory->open = at && at->article;
            }
        }
    }
    NL_CHECK(replay(engine, *memory));
    if (memory->clusterer.next_story() <= issued && memory->last_seq == 0) {
        // A store without a log, whose story ids are promised already.
        memory->clusterer = story::Clusterer({}, issued + 1);
        NL_CHECK(raise_id(engine.content, "story_base", issued));
    }
    engine.cluster = std::move(memory);
    return engine.cluster.get();
}

Result<void> save_state(Engine& engine, const Stage& stage, ClusterMemory& memory) {
    NL_CHECK(store::put(
        engine.content,
        store::ClusterStateRow{1, memory.last_seq, stage.made_by(), {store::compress(memory.clusterer.to_bytes())}}));
    memory.saved_seq = memory.last_seq;
    return {};
}

Result<void> log(Engine& engine, ClusterMemory& memory, ArticleId article, Instant epoch) {
    memory.epoch = epoch;
    memory.open = bool(article);
    return store::put(engine.content, store::ClusterLogRow{++memory.last_seq, article, epoch});
}

/// Puts documents where the clusterer says; both the story they come from and the one they go to are told anew. They
/// are due when what moved them was: a run that is resumed at an earlier `now` must not tell half an epoch.
class Moves {
  public:
    Moves(Engine& engine, std::vector<Given>& given, Instant due) : engine_(engine), given_(given), due_(due) {}

    Result<void> place(DocumentId document, ArticleId article, StoryId story) {
        NL_TRY(const StoryId before, story_of(engine_, document));
        NL_CHECK(store::put(engine_.content, store::StoryDocumentRow{document, story, article}));
        NL_CHECK(raise_id(engine_.content, "story", story.value));
        touch(before);
        touch(story);
        return {};
    }
    void touch(StoryId story) {
        if (story && touched_.insert(story).second) given_.push_back({Kind::story, story.value, due_, {}});
    }

  private:
    Engine& engine_;
    std::vector<Given>& given_;
    Instant due_;
    std::set<StoryId> touched_;
};

/// The second pass over the open stories, once, when an epoch ends.
Result<void> close_epoch(Engine& engine, const Stage& stage, ClusterMemory& memory) {
    std::vector<Given> given;
    NL_TRY(auto transaction, store::Transaction::begin(engine.content));
    const story::EpochChanges changes = memory.clusterer.close_epoch(memory.epoch, engine.jobs);
    Moves moves(engine, given, std::min(engine.now, memory.epoch - std::chrono::seconds(1)));
    for (const auto& [from, into] : changes.forwarded) {
        NL_CHECK(store::put(engine.content, store::StoryForwardRow{StoryId(from), StoryId(into)}));
        moves.touch(StoryId(from));
        moves.touch(StoryId(into));
    }
    for (const story::Assignment& moved : changes.moved) {
        NL_TRY(const auto article, store::get<store::ArticleRow>(engine.content, ArticleId(moved.id)));
        if (article) NL_CHECK(moves.place(article->document, article->id, StoryId(moved.story)));
    }
    NL_CHECK(log(engine, memory, {}, memory.epoch));
    if (memory.last_seq - memory.saved_seq >= kSaveEvery) NL_CHECK(save_state(engine, stage, memory));
    NL_CHECK(enqueue(engine, stage.name, given));
    return transaction.commit();
}

/// Articles of documents that are in a story already are new versions: the story is told anew, nothing is clustered.
struct Chunk {
    std::vector<Article> fresh;
    std::vector<Given> given;
};

Result<Chunk> read_chunk(Engine& engine, std::span<const store::TodoRow> todo) {
    Chunk chunk;
    std::set<DocumentId> here;
    for (const store::TodoRow& item : todo) {
        NL_TRY(auto article, read_article(engine, ArticleId(item.item)));
        if (!article) continue;
        NL_TRY(const StoryId story, story_of(engine, article->document));
        if (story) {
            chunk.given.push_back({Kind::story, story.value, item.due, {}});
        } else if (here.insert(article->document).second) {
            chunk.fresh.push_back(*std::move(article));
        }
    }
    return chunk;
}

story::Features make_features(const Article& article, const std::map<OutletId, Outlet>& outlets) {
    const auto outlet = outlets.find(article.outlet);
    return story::features({article.id.value, article.time(), article.language, article.title, article.text,
                            outlet != outlets.end() ? std::string_view(outlet->second.key) : std::string_view(),
                            story::stands_beside_reports(article.genre)});
}

/// After everything was clustered again: a new story that holds most of an old one's documents, and has most of its own
/// from there, takes the old id; every other old story forwards to the new one that has most of its documents (ties:
/// the oldest).
Result<void> keep_old_stories(Engine& engine, const Stage& stage, ClusterMemory& memory) {
    NL_TRY(const auto before, store::select<store::StoryBeforeRow>(engine.content));
    if (before.empty()) return {};
    std::map<StoryId, std::map<StoryId, int>> now_of, before_of;
    for (const store::StoryBeforeRow& row : before) {
        NL_TRY(const StoryId now, story_of(engine, row.document));
        if (!now) continue;
        ++now_of[row.story][now];
        ++before_of[now][row.story];
    }
    const auto most = [](const std::map<StoryId, int>& shares) {
        return std::max_element(shares.begin(), shares.end(),
                                [](const auto& a, const auto& b) { return a.second < b.second; })
            ->first;
    };
    std::map<std::int64_t, std::int64_t> kept;  // new id -> old id
    for (const auto& [now, shares] : before_of) {
        const StoryId old = most(shares);
        if (most(now_of[old]) == now) kept[now.value] = old.value;
    }
    const auto named = [&](StoryId story) {
        const auto at = kept.find(story.value);
        return at == kept.end() ? story : StoryId(at->second);
    };
    std::vector<Given> given;
    NL_TRY(auto transaction, store::Transaction::begin(engine.content));
    for (const auto& [old, shares] : now_of) {
        const StoryId now = named(most(shares));
        if (now != old) NL_CHECK(store::put(engine.content, store::StoryForwardRow{old, now}));
    }
    NL_TRY(const auto documents, store::select<store::StoryDocumentRow>(engine.content));
    for (const store::StoryDocumentRow& row : documents) {
        if (named(row.story) == row.story) continue;
        NL_CHECK(store::put(engine.content, store::StoryDocumentRow{row.document, named(row.story), row.article}));
    }
    for (const auto& [now, old] : kept) {
        NL_CHECK(store::put(engine.content, store::StoryForwardRow{StoryId(now), StoryId(old)}));
        given.push_back({Kind::story, now, engine.now, {}});
        given.push_back({Kind::story, old, engine.now, {}});
    }
    for (const store::StoryBeforeRow& row : before)
        NL_CHECK(store::erase<store::StoryBeforeRow>(engine.content, row.document));
    memory.clusterer.rename(kept);
    NL_CHECK(save_state(engine, stage, memory));  // the log alone would give the new ids
    NL_CHECK(enqueue(engine, stage.name, given));
    return transaction.commit();
}

}  // namespace

Result<Step> cluster(Engine& engine, const Stage& stage) {
    NL_TRY(const auto first, waiting(engine, stage, 1));
    if (first.empty() && !engine.cluster) {
        // Nothing waits. An epoch is still open only when an earlier run was stopped before its end.
        NL_TRY(const auto last, store::first<store::ClusterLogRow>(engine.content, {.descending = true}));
        if (!last || !last->article) return Step{};
    }
    NL_TRY(ClusterMemory * memory, memory_of(engine, stage));
    if (first.empty()) {
        // An epoch after `now` is not closed: its articles came in a run at a later moment, which will go on with it.
        if (memory->open && memory->epoch <= EpochOrder::epoch_end(engine.now))
            NL_CHECK(close_epoch(engine, stage, *memory));
        NL_CHECK(keep_old_stories(engine, stage, *memory));
        return Step{};
    }
    const Instant epoch = std::max(memory->epoch, EpochOrder::epoch_end(first[0].due));
    if (memory->open && epoch > memory->epoch) NL_CHECK(close_epoch(engine, stage, *memory));

    NL_TRY(const auto todo, memory->order.next(engine, stage, stage.batch));
    NL_TRY(Chunk chunk, read_chunk(engine, todo));
    NL_TRY(const auto outlets, engine.outlets());
    const auto features =
        map_ordered(chunk.fresh, engine.jobs, [&](const Article& article) { return make_features(article, outlets); });

    Step step;
    NL_TRY(auto transaction, store::Transaction::begin(engine.content));
    Instant due{};
    for (const store::TodoRow& item : todo)
        due = std::max(due, item.due);
    Moves moves(engine, chunk.given, due);
    const std::vector<story::Assignment> assigned = memory->clusterer.add(features, engine.jobs);
    for (std::size_t i = 0; i < features.size(); ++i) {
        const Article& article = chunk.fresh[i];
        NL_CHECK(store::put(engine.content,
                            store::FeaturesRow{article.id, features[i].time, stage.made_by(), {features[i].bytes}}));
        NL_CHECK(log(engine, *memory, article.id, epoch));
        NL_CHECK(moves.place(article.document, article.id, StoryId(assigned[i].story)));
    }
    for (const store::TodoRow& item : todo) {
        ++step.taken;
        NL_CHECK(settle(engine, stage, item));
    }
    NL_CHECK(enqueue(engine, stage.name, chunk.given));
    NL_CHECK(transaction.commit());
    return step;
}

/// Another clusterer is another order of things: everything is clustered again, in the order in which it came, under
/// new ids; when that is done, old stories that are still there get their old ids back (keep_old_stories).
Result<void> cluster_again(Engine& engine, const Stage&, std::vector<Given>& given) {
    NL_TRY(const auto documents, store::select<store::StoryDocumentRow>(engine.content));
    NL_TRY(const auto log, store::select<store::ClusterLogRow>(engine.content));
    for (const store::StoryDocumentRow& document : documents) {
        NL_TRY(const auto row, store::get<store::ArticleRow>(engine.content, document.article));
        if (row) given.push_back({Kind::article, row->id.value, row->first_seen, row->time});
        NL_CHECK(store::put(engine.content, store::StoryBeforeRow{document.document, document.story}));
        NL_CHECK(store::erase<store::StoryDocumentRow>(engine.content, document.document));
        NL_CHECK(store::put(engine.content, store::TodoRow{"corroborate", document.story.value, {}, {}}));
    }
    for (const store::ClusterLogRow& row : log) {
        NL_CHECK(store::erase<store::FeaturesRow>(engine.content, row.article));
        NL_CHECK(store::erase<store::ClusterLogRow>(engine.content, row.seq));
    }
    NL_CHECK(store::erase<store::ClusterStateRow>(engine.content, std::int64_t{1}));
    NL_TRY(const std::int64_t issued, last_id(engine.content, "story"));
    return raise_id(engine.content, "story_base", issued);
}

}  // namespace newsloom::pipeline
