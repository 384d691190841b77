/// The Store on SQLite: one file, WAL, one connection.
#pragma once

#include <filesystem>
#include <memory>

#include "store/sqlite/connection.h"
#include "store/sqlite/schema.h"
#include "store/store.h"

namespace newsloom::store {

enum class OpenFor {
    read,  ///< the file must be there and of our schema version
    write  ///< made when absent, migrated when older
};

class SqliteStore final : public Store {
  public:
    /// Errors: not_found (read), wrong_version (names the file and both versions), bad_input (not a database of ours),
    /// no_space, busy, unavailable.
    [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& file,
                                                                   const Schema& schema, OpenFor what);

    Result<void> begin(Mode mode) override;
    Result<void> commit() override;
    void rollback() noexcept override;
    Result<void> put(const TableSpec& table, Values row) override;
    Result<bool> erase(const TableSpec& table, Values key) override;
    Result<void> scan(const TableSpec& table, const Query& query, const Visit& visit) override;
    Result<std::uint64_t> count(const TableSpec& table, const Query& query) override;

    /// For what only SQLite can do (backup, integrity check, giving space back).
    [[nodiscard]] Connection& connection() { return connection_; }

  private:
    explicit SqliteStore(Connection connection) : connection_(std::move(connection)) {}
    Connection connection_;
};

}  // namespace newsloom::store
