/// What a Newsloom object holds: lock, stores, engine. Private to the files that implement newsloom.h.
#pragma once

#include <memory>
#include <optional>

#include "pipeline/detail/engine.h"
#include "pipeline/detail/lock.h"
#include "pipeline/newsloom.h"
#include "store/sqlite/sqlite_store.h"
#include "store/store.h"

namespace newsloom::pipeline {

struct Newsloom::State {
    State(Options options, std::unique_ptr<store::Store> ledger_store, std::unique_ptr<store::Store> content_store)
        : ledger(std::move(ledger_store)),
          content(std::move(content_store)),
          engine(std::move(options), *ledger, *content) {}

    std::optional<RunnerLock> lock;  // first in, last out
    std::unique_ptr<store::Store> ledger, content;
    Engine engine;

    /// Null when the store is not SQLite (tests).
    [[nodiscard]] store::SqliteStore* sqlite_ledger() const { return dynamic_cast<store::SqliteStore*>(ledger.get()); }
    [[nodiscard]] store::SqliteStore* sqlite_content() const {
        return dynamic_cast<store::SqliteStore*>(content.get());
    }
};

}  // namespace newsloom::pipeline
