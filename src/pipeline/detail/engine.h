/// What every part of the pipeline works on: the two stores, the options, and what is remembered between batches.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "model/outlet.h"
#include "pipeline/newsloom.h"
#include "store/content.h"
#include "store/ledger.h"
#include "store/store.h"

namespace newsloom::pipeline {

struct Stage;
struct CollapseMemory;  // stage_memory.h
struct ClusterMemory;

struct Engine {
    Engine(Options given, store::Store& ledger_store, store::Store& content_store);
    ~Engine();

    Options options;
    store::Store& ledger;
    store::Store& content;
    std::span<const Stage> table;  ///< whose lists `enqueue` writes
    unsigned jobs = 1;
    Instant now{};  ///< of the run at hand

    /// Open state of the two stages that work in order. Filled from the store when first needed, dropped when a batch
    /// fails: what is in the store is what counts.
    std::unique_ptr<CollapseMemory> collapse;
    std::unique_ptr<ClusterMemory> cluster;
    void forget();

    [[nodiscard]] Result<std::map<OutletId, Outlet>> outlets();
};

/// The next id of a kind ("page", "article", ...). Part of the caller's transaction: a kill neither loses nor repeats
/// one.
[[nodiscard]] Result<std::int64_t> next_id(store::Store& store, const std::string& counter);
/// The last one issued; 0 when none.
[[nodiscard]] Result<std::int64_t> last_id(store::Store& store, const std::string& counter);
/// Never goes back.
[[nodiscard]] Result<void> raise_id(store::Store& store, const std::string& counter, std::int64_t at_least);

[[nodiscard]] Outlet outlet_of(const store::OutletRow& row);

/// "412 pages", "1 page".
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

}  // namespace newsloom::pipeline
