/// Thin RAII over SQLite's C interface: one connection, its prepared statements, and the one place where SQLite's codes
/// become `Errc`.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/store.h"

struct sqlite3;
struct sqlite3_stmt;

namespace newsloom::store {

class Statement {
  public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
    [[nodiscard]] sqlite3_stmt* handle() const { return handle_.get(); }
    void bind(int at, const Value& value, ColumnType type);
    [[nodiscard]] Value column(int at) const;  ///< lives until the next step
    void reset();

  private:
    struct Finalise {
        void operator()(sqlite3_stmt* handle) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalise> handle_;
};

class Connection {
  public:
    enum class Open { existing_read, existing, create };
    [[nodiscard]] static Result<Connection> open(const std::filesystem::path& file, Open how);

    [[nodiscard]] Result<void> run(const std::string& sql);             ///< one or more statements without results
    [[nodiscard]] Result<std::int64_t> number(const std::string& sql);  ///< first column of the first row; 0 when none
    [[nodiscard]] Result<Statement*> prepared(const std::string& sql);  ///< kept for the next time
    /// True: a row is there. False: done.
    [[nodiscard]] Result<bool> step(Statement& statement);
    [[nodiscard]] int changes() const;
    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    Error error(int code) const;
    std::filesystem::path file_;
    std::unique_ptr<sqlite3, Close> handle_;
    std::map<std::string, Statement, std::less<>> statements_;  // destroyed before the handle
};

}  // namespace newsloom::store
