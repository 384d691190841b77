#include "store/sqlite/sqlite_store.h"

#include <algorithm>
#include <utility>

namespace newsloom::store {

namespace {

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

const IndexSpec* index_named(const TableSpec& table, std::string_view name) {
    for (const IndexSpec& index : table.indexes)
        if (index.name == name) return &index;
    return nullptr;
}

/// The columns that order a query: of the index, then the key.
std::vector<std::size_t> order_of(const TableSpec& table, const Query& query) {
    std::vector<std::size_t> order;
    if (const IndexSpec* index = index_named(table, query.index)) order = index->columns;
    for (std::size_t i = 0; i < table.key_size; ++i)
        if (std::find(order.begin(), order.end(), i) == order.end()) order.push_back(i);
    return order;
}

std::string where(const TableSpec& table, const Query& query, const std::vector<std::size_t>& order) {
    std::string sql;
    const auto condition = [&](std::size_t at, const char* comparison) {
        sql += (sql.empty() ? " WHERE " : " AND ") + quoted(table.columns[order[at]].name) + comparison;
    };
    for (std::size_t i = 0; i < query.equal.size(); ++i)
        condition(i, " = ?");
    if (query.from) condition(query.equal.size(), " >= ?");
    if (query.upto) condition(query.equal.size(), " <= ?");
    return sql;
}

int bind(Statement& statement, const TableSpec& table, const Query& query, const std::vector<std::size_t>& order) {
    int at = 1;
    for (std::size_t i = 0; i < query.equal.size(); ++i)
        statement.bind(at++, query.equal[i], table.columns[order[i]].type);
    for (const auto* bound : {&query.from, &query.upto})
        if (*bound) statement.bind(at++, **bound, table.columns[order[query.equal.size()]].type);
    return at;
}

std::string versions(const std::filesystem::path& file, std::int64_t theirs, std::size_t ours) {
    return file.string() + ": schema version " + std::to_string(theirs) + ", this newsloom knows version " +
           std::to_string(ours);
}

Result<void> migrate(Connection& connection, const Schema& schema, std::int64_t version) {
    for (auto step = static_cast<std::size_t>(version); step < schema.steps.size(); ++step) {
        // Schema and version number change in one transaction: a kill leaves the one or the other version.
        std::string sql = "BEGIN IMMEDIATE;" + std::string(schema.steps[step]);
        sql += "PRAGMA application_id = " + std::to_string(schema.application_id) + ";";
        sql += "PRAGMA user_version = " + std::to_string(step + 1) + "; COMMIT;";
        if (auto done = connection.run(sql); !done) {
            if (connection.in_transaction()) static_cast<void>(connection.run("ROLLBACK"));
            return done;
        }
    }
    return {};
}

Result<void> prepare(Connection& connection, const Schema& schema, OpenFor what) {
    const std::filesystem::path& file = connection.file();
    NL_TRY(const std::int64_t version, connection.number("PRAGMA user_version"));
    NL_TRY(const std::int64_t application, connection.number("PRAGMA application_id"));
    NL_TRY(const std::int64_t tables, connection.number("SELECT count(*) FROM sqlite_master"));
    const auto newest = static_cast<std::int64_t>(schema.steps.size());
    const bool is_new = version == 0 && application == 0 && tables == 0;
    if (!is_new && application != schema.application_id)
        return fail(Errc::bad_input, file.string() + ": is not newsloom's " + std::string(schema.name) +
                                         " but another program's database");
    if (version > newest)
        return fail(Errc::wrong_version,
                    versions(file, version, schema.steps.size()) + ": it was made by a newer newsloom; use that one");
    if (version < newest && what == OpenFor::read)
        return fail(Errc::wrong_version,
                    versions(file, version, schema.steps.size()) + ": `newsloom run` brings it up to date");
    if (what == OpenFor::write) {
        if (is_new) {
            NL_CHECK(connection.run("PRAGMA auto_vacuum = INCREMENTAL"));
        }
        NL_CHECK(connection.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = " + std::string(schema.synchronous)));
        if (version < newest) NL_CHECK(migrate(connection, schema, version));
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& file, const Schema& schema,
                                                       OpenFor what) {
    std::error_code ignored;
    const bool exists = std::filesystem::exists(file, ignored);
    if (!exists && what == OpenFor::read) return fail(Errc::not_found, file.string() + ": no such database");
    // Readers open for writing too where they may: a WAL left by a killed writer must be recovered.
    NL_TRY(Connection connection,
           Connection::open(file, what == OpenFor::write ? Connection::Open::create : Connection::Open::existing));
    // Bounded: the WAL is cut back after a checkpoint (every 4 MB of it), temporary tables stay in memory.
    NL_CHECK(
        connection.run("PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 1000;"
                       "PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = OFF"));
    NL_CHECK(prepare(connection, schema, what));
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(connection)));
}

Result<void> SqliteStore::begin(Mode mode) {
    NL_TRY(Statement * statement, connection_.prepared(mode == Mode::write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED"));
    NL_CHECK(connection_.step(*statement));
    statement->reset();
    return {};
}

Result<void> SqliteStore::commit() {
    NL_TRY(Statement * statement, connection_.prepared("COMMIT"));
    NL_CHECK(connection_.step(*statement));
    statement->reset();
    return {};
}

void SqliteStore::rollback() noexcept {
    // SQLite may have rolled back by itself (disk full, I/O error): then there is nothing left to do.
    if (connection_.in_transaction()) static_cast<void>(connection_.run("ROLLBACK"));
}

Result<void> SqliteStore::put(const TableSpec& table, Values row) {
    // An upsert by the key: REPLACE would silently delete another row that a unique index protects.
    std::string sql = "INSERT INTO " + quoted(table.name) + " (";
    std::string marks, key, sets;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::string column = quoted(table.columns[i].name);
        sql += (i ? ", " : "") + column;
        marks += i ? ", ?" : "?";
        if (i < table.key_size) {
            key += (i ? ", " : "") + column;
        } else {
            sets += (sets.empty() ? "" : ", ") + column + " = excluded." + column;
        }
    }
    sql += ") VALUES (" + marks + ") ON CONFLICT (" + key + ") DO " + (sets.empty() ? "NOTHING" : "UPDATE SET " + sets);
    NL_TRY(Statement * statement, connection_.prepared(sql));
    for (std::size_t i = 0; i < row.size(); ++i)
        statement->bind(static_cast<int>(i) + 1, row[i], table.columns[i].type);
    NL_CHECK(connection_.step(*statement));
    statement->reset();
    return {};
}

Result<bool> SqliteStore::erase(const TableSpec& table, Values key) {
    std::string sql = "DELETE FROM " + quoted(table.name) + " WHERE ";
    for (std::size_t i = 0; i < table.key_size; ++i)
        sql += (i ? " AND " : "") + quoted(table.columns[i].name) + " = ?";
    NL_TRY(Statement * statement, connection_.prepared(sql));
    for (std::size_t i = 0; i < key.size(); ++i)
        statement->bind(static_cast<int>(i) + 1, key[i], table.columns[i].type);
    NL_CHECK(connection_.step(*statement));
    statement->reset();
    return connection_.changes() > 0;
}

Result<void> SqliteStore::scan(const TableSpec& table, const Query& query, const Visit& visit) {
    const std::vector<std::size_t> order = order_of(table, query);
    std::string sql = "SELECT ";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        sql += (i ? ", " : "") + quoted(table.columns[i].name);
    sql += " FROM " + quoted(table.name);
    if (!query.index.empty()) sql += " INDEXED BY " + quoted(query.index);
    sql += where(table, query, order) + " ORDER BY ";
    for (std::size_t i = 0; i < order.size(); ++i)
        sql += (i ? ", " : "") + quoted(table.columns[order[i]].name) + (query.descending ? " DESC" : "");
    sql += " LIMIT ?";
    NL_TRY(Statement * statement, connection_.prepared(sql));
    const int at = bind(*statement, table, query, order);
    const auto most = static_cast<std::int64_t>(std::min<std::size_t>(query.limit, std::size_t{1} << 62));
    statement->bind(at, most, ColumnType::integer);
    std::vector<Value> row(table.columns.size());
    while (true) {
        NL_TRY(const bool found, connection_.step(*statement));
        if (!found) break;
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = statement->column(static_cast<int>(i));
        if (!visit(row)) break;
    }
    statement->reset();
    return {};
}

Result<std::uint64_t> SqliteStore::count(const TableSpec& table, const Query& query) {
    const std::vector<std::size_t> order = order_of(table, query);
    NL_TRY(Statement * statement,
           connection_.prepared("SELECT count(*) FROM " + quoted(table.name) + where(table, query, order)));
    bind(*statement, table, query, order);
    NL_CHECK(connection_.step(*statement));
    const Value value = statement->column(0);
    const auto* number = std::get_if<std::int64_t>(&value);
    const auto result = static_cast<std::uint64_t>(number != nullptr ? *number : 0);
    statement->reset();
    return result;
}

}  // namespace newsloom::store
