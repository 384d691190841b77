/// The Store port: tables of rows, read in the order of a key or of an index, written in transactions.
///
/// Four verbs (put, erase, scan, count) and transactions are all the engine needs; `sqlite/` and `memory/` implement
/// them and pass one contract suite (tests/contract). Which tables there are is said once, in content.h and ledger.h.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/value.h"

namespace newsloom::store {

struct ColumnSpec {
    std::string_view name;
    ColumnType type = ColumnType::integer;
};

struct IndexSpec {
    std::string_view name;
    std::vector<std::size_t> columns;  ///< positions in TableSpec::columns
    bool unique = false;
};

struct TableSpec {
    std::string_view name;
    std::vector<ColumnSpec> columns;
    std::size_t key_size = 1;  ///< the first columns are the key
    std::vector<IndexSpec> indexes;
};

/// Rows in the order of the key (or of the index, then the key): those whose first columns equal `equal`, and whose
/// next column lies in [from, upto]. Views live for the call.
struct Query {
    std::string_view index{};  ///< none: the key
    std::vector<Value> equal{};
    std::optional<Value> from{};
    std::optional<Value> upto{};  ///< included
    std::size_t limit = std::numeric_limits<std::size_t>::max();
    bool descending = false;
};

/// Gets one row; its bytes live until it returns. `false` ends the scan. It must not write to the store.
using Visit = std::function<bool(Values row)>;

enum class Mode {
    read,  ///< one consistent view until the end
    write
};

/// One database. Not thread-safe: one thread uses it. Errors of every verb: no_space, busy, unavailable, bad_input (the
/// database is damaged), internal. A verb that fails leaves the transaction to be rolled back, nothing half done is
/// ever seen.
class Store {
  public:
    virtual ~Store() = default;
    /// Outside of a transaction every write is one of its own. Transactions do not nest.
    [[nodiscard]] virtual Result<void> begin(Mode mode) = 0;
    [[nodiscard]] virtual Result<void> commit() = 0;
    virtual void rollback() noexcept = 0;
    /// Inserts the row or replaces the one with its key. internal: a unique index says no.
    [[nodiscard]] virtual Result<void> put(const TableSpec& table, Values row) = 0;
    /// True when there was such a row.
    [[nodiscard]] virtual Result<bool> erase(const TableSpec& table, Values key) = 0;
    [[nodiscard]] virtual Result<void> scan(const TableSpec& table, const Query& query, const Visit& visit) = 0;
    [[nodiscard]] virtual Result<std::uint64_t> count(const TableSpec& table, const Query& query) = 0;
};

/// Rolls back unless committed.
class Transaction {
  public:
    [[nodiscard]] static Result<Transaction> begin(Store& store, Mode mode = Mode::write) {
        NL_CHECK(store.begin(mode));
        return Transaction(store);
    }
    Transaction(Transaction&& other) noexcept : store_(std::exchange(other.store_, nullptr)) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction() {
        if (store_ != nullptr) store_->rollback();
    }
    [[nodiscard]] Result<void> commit() {
        NL_CHECK(store_->commit());
        store_ = nullptr;
        return {};
    }

  private:
    explicit Transaction(Store& store) : store_(&store) {}
    Store* store_;
};

}  // namespace newsloom::store
