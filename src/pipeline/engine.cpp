#include "pipeline/detail/engine.h"

#include <algorithm>
#include <thread>

#include "pipeline/detail/stage.h"
#include "pipeline/detail/stage_memory.h"

namespace newsloom::pipeline {

Engine::Engine(Options given, store::Store& ledger_store, store::Store& content_store)
    : options(std::move(given)),
      ledger(ledger_store),
      content(content_store),
      table(stage_table()),
      jobs(options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency())) {}

Engine::~Engine() = default;

void Engine::forget() {
    collapse.reset();
    cluster.reset();
}

Outlet outlet_of(const store::OutletRow& row) {
    Outlet outlet;
    outlet.id = row.id;
    outlet.key = row.key;
    outlet.name = row.name;
    outlet.short_name = row.short_name.empty() ? row.name : row.short_name;
    outlet.home = row.home;
    outlet.country = row.country;
    outlet.language = row.language;
    outlet.owner = row.owner;
    outlet.owner_kind = row.owner_kind;
    outlet.weight = row.weight;
    return outlet;
}

Result<std::map<OutletId, Outlet>> Engine::outlets() {
    NL_TRY(const auto rows, store::select<store::OutletRow>(ledger));
    std::map<OutletId, Outlet> result;
    for (const store::OutletRow& row : rows)
        result.emplace(row.id, outlet_of(row));
    return result;
}

Result<std::int64_t> last_id(store::Store& store, const std::string& counter) {
    NL_TRY(const auto row, store::get<store::CounterRow>(store, counter));
    return row ? row->value : 0;
}

Result<std::int64_t> next_id(store::Store& store, const std::string& counter) {
    NL_TRY(const std::int64_t last, last_id(store, counter));
    NL_CHECK(store::put(store, store::CounterRow{counter, last + 1}));
    return last + 1;
}

Result<void> raise_id(store::Store& store, const std::string& counter, std::int64_t at_least) {
    NL_TRY(const std::int64_t last, last_id(store, counter));
    if (last >= at_least) return {};
    return store::put(store, store::CounterRow{counter, at_least});
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace newsloom::pipeline
