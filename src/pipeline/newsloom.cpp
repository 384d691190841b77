#include "pipeline/newsloom.h"

#include "pipeline/detail/ingest.h"
#include "pipeline/detail/material.h"
#include "pipeline/detail/runner.h"
#include "pipeline/detail/stage.h"
#include "pipeline/detail/stage_memory.h"
#include "pipeline/detail/state.h"

namespace newsloom::pipeline {

namespace {

/// Ids that were printed are never issued again, also by a new content store beside an old ledger.
Result<void> keep_high_water_marks(store::Store& ledger, store::Store& content) {
    for (const std::string counter : {"document", "page", "article", "story"}) {
        NL_TRY(const std::int64_t printed, last_id(ledger, counter));
        NL_TRY(const std::int64_t issued, last_id(content, counter));
        if (issued < printed) NL_CHECK(raise_id(content, counter, printed));
    }
    return {};
}

}  // namespace

Newsloom::Newsloom(std::unique_ptr<State> state) : state_(std::move(state)) {}
Newsloom::~Newsloom() = default;
Newsloom::Newsloom(Newsloom&&) noexcept = default;
Newsloom& Newsloom::operator=(Newsloom&&) noexcept = default;

Result<Newsloom> Newsloom::open(Options options, Access access) {
    const std::filesystem::path folder = options.folder;
    const bool write = access == Access::write;
    std::optional<RunnerLock> lock;
    if (write) {
        std::error_code failed;
        std::filesystem::create_directories(folder, failed);
        if (failed)
            return fail(failed == std::errc::no_space_on_device ? Errc::no_space : Errc::unavailable,
                        folder.string() + ": cannot be made (" + failed.message() + ")");
        NL_TRY(RunnerLock taken, RunnerLock::take(folder / "newsloom.lock"));
        lock = std::move(taken);
    }
    const store::OpenFor what = write ? store::OpenFor::write : store::OpenFor::read;
    NL_TRY(auto ledger, store::SqliteStore::open(folder / "ledger.db", store::ledger_schema(), what));
    NL_TRY(auto content, store::SqliteStore::open(folder / "content.db", store::content_schema(), what));
    NL_TRY(Newsloom news, over(std::move(options), std::move(ledger), std::move(content), access));
    news.state_->lock = std::move(lock);
    return news;
}

Result<Newsloom> Newsloom::over(Options options, std::unique_ptr<store::Store> ledger,
                                std::unique_ptr<store::Store> content, Access access) {
    auto state = std::make_unique<State>(std::move(options), std::move(ledger), std::move(content));
    if (access == Access::write) NL_CHECK(keep_high_water_marks(*state->ledger, *state->content));
    return Newsloom(std::move(state));
}

Result<void> Newsloom::put_outlets(std::span<const Outlet> outlets, Instant now) {
    return declare_outlets(state_->engine, outlets, now);
}

Result<AddReport> Newsloom::add_sources(std::span<const NewSource> sources, Instant now) {
    return add_new_sources(state_->engine, sources, now);
}

Result<AddReport> Newsloom::add(std::span<const std::string> what, Instant now) {
    state_->engine.now = now;
    return add_what(state_->engine, what, now);
}

Result<AddReport> Newsloom::add_pages(std::span<const Page> pages) {
    NL_TRY(Ingest ingest, Ingest::begin(state_->engine));
    for (const Page& page : pages)
        NL_CHECK(ingest.add({page, {}, page.url}));
    return ingest.end();
}

Result<std::vector<Outlet>> Newsloom::outlets() {
    NL_TRY(auto known, state_->engine.outlets());
    std::vector<Outlet> result;
    for (auto& [id, outlet] : known)
        result.push_back(std::move(outlet));
    return result;
}

namespace {

std::string cure_of(const Source& source) {
    constexpr int kTooOften = 3;
    if (source.failures >= kTooOften) return "check the address in a browser; replace or remove the source";
    if (source.failures > 0) return "it is tried again by itself";
    if (!source.last_error.empty()) return "nothing to do; tell the publisher if you like";
    return {};
}

}  // namespace

Result<std::vector<Source>> Newsloom::sources() {
    Engine& engine = state_->engine;
    NL_TRY(const auto outlets, engine.outlets());
    NL_TRY(const auto rows, store::select<store::SourceRow>(engine.ledger));
    std::vector<Source> result;
    for (const store::SourceRow& row : rows) {
        Source& source = result.emplace_back();
        source.id = row.id;
        source.kind = row.kind == "page"      ? SourceKind::page
                      : row.kind == "sitemap" ? SourceKind::sitemap
                                              : SourceKind::feed;
        source.url = row.url;
        source.title = row.title;
        source.outlet = row.outlet;
        if (const auto outlet = outlets.find(row.outlet); outlet != outlets.end())
            source.outlet_key = outlet->second.key;
        source.added = row.added;
        NL_TRY(const auto state, store::get<store::SourceStateRow>(engine.content, row.id));
        if (!state) continue;
        source.last_success = state->last_success;
        source.last_try = state->last_try;
        source.next_try = state->next_try;
        source.failures = state->failures;
        source.last_error = state->last_error;
        if (const std::string own = source.url + ": "; source.last_error.starts_with(own))
            source.last_error.erase(0, own.size());
        source.cure = cure_of(source);
        source.articles = static_cast<std::uint64_t>(state->articles);
    }
    return result;
}

Result<RunReport> Newsloom::run(const RunRequest& request) {
    return run_stages(state_->engine, stage_table(), request);
}

namespace {

StoryView view_of(RankedStory ranked) {
    StoryView view;
    view.story = std::move(ranked.story);
    std::map<OutletId, Outlet> outlets;
    for (OwnedMember& member : ranked.members) {
        if (member.outlet) outlets.emplace(member.outlet->id, *member.outlet);
        view.articles.push_back(std::move(member.article));
        view.annotations.push_back(std::move(member.annotations));
    }
    for (auto& [id, outlet] : outlets)
        view.outlets.push_back(std::move(outlet));
    return view;
}

}  // namespace

Result<std::vector<StoryView>> Newsloom::stories(const StoriesRequest& request) {
    const Instant since = request.since.value_or(request.now - std::chrono::hours(24));
    NL_TRY(auto ranked, ranked_stories(state_->engine, since, request.now, request.most));
    std::vector<StoryView> result;
    for (RankedStory& one : ranked)
        result.push_back(view_of(std::move(one)));
    return result;
}

Result<StoryView> Newsloom::show(StoryId id, Instant now) {
    NL_TRY(auto ranked, ranked_story(state_->engine, id, now));
    if (!ranked) return fail(Errc::not_found, "no story " + std::to_string(id.value));
    return view_of(*std::move(ranked));
}

}  // namespace newsloom::pipeline
