#include "store/sqlite/connection.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include <sqlite3.h>
#include <sys/resource.h>

namespace newsloom::store {

namespace {

bool is_disk_full(int system_error) {
    return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

/// SQLite does not always pass the system's error on (a failed write of the WAL at commit). Then we look: is there room
/// for another few pages, on the disk and below the process's file-size limit?
bool is_out_of_room(const std::string& file) {
    constexpr std::uintmax_t kRoom = 256 * 1024;
    std::error_code failed;
    const auto space = std::filesystem::space(std::filesystem::path(file).parent_path(), failed);
    if (!failed && space.available < kRoom) return true;
    ::rlimit limit{};
    if (::getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return false;
    for (const char* suffix : {"", "-wal", "-shm"}) {
        const std::uintmax_t size = std::filesystem::file_size(file + suffix, failed);
        if (!failed && size + kRoom > limit.rlim_cur) return true;
    }
    return false;
}

/// The one translation of SQLite's codes. Codes: https://www.sqlite.org/rescode.html
Error translate(int code, int system_error, const std::string& file, const std::string& detail) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return {Errc::no_space, file + ": no space left on the disk"};
        case SQLITE_IOERR:
            if (is_disk_full(system_error) || (system_error == 0 && is_out_of_room(file)))
                return {Errc::no_space, file + ": no space left on the disk"};
            return {Errc::unavailable, file + ": cannot be read or written (" + detail +
                                           (system_error != 0 ? std::string("; ") + std::strerror(system_error) : "") +
                                           ")"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Errc::busy, file + ": another process is writing to it"};
        case SQLITE_CORRUPT:
            return {Errc::bad_input, file + ": the database is damaged (" + detail + ")"};
        case SQLITE_NOTADB:
            return {Errc::bad_input, file + ": is not a database of newsloom"};
        case SQLITE_CANTOPEN:
            if (is_disk_full(system_error)) return {Errc::no_space, file + ": no space left on the disk"};
            return {Errc::unavailable,
                    file + ": cannot be opened" +
                        (system_error != 0 ? std::string(" (") + std::strerror(system_error) + ")" : "")};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {Errc::unavailable, file + ": cannot be written (read-only)"};
        case SQLITE_TOOBIG:
            return {Errc::too_large, file + ": a value over SQLite's limit of 1 GB"};
        default:
            return {Errc::internal, file + ": " + detail + " (SQLite code " + std::to_string(code) + ")"};
    }
}

}  // namespace

void Statement::Finalise::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

void Statement::bind(int at, const Value& value, ColumnType type) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        sqlite3_bind_int64(handle(), at, *whole);
    } else if (const auto* real = std::get_if<double>(&value)) {
        sqlite3_bind_double(handle(), at, *real);
    } else if (const auto* bytes = std::get_if<std::string_view>(&value)) {
        // Static: the caller's bytes outlive the step, and reset() clears the binding.
        const char* data = bytes->data() != nullptr ? bytes->data() : "";
        if (type == ColumnType::blob) {
            sqlite3_bind_blob64(handle(), at, data, bytes->size(), SQLITE_STATIC);
        } else {
            sqlite3_bind_text64(handle(), at, data, bytes->size(), SQLITE_STATIC, SQLITE_UTF8);
        }
    } else {
        sqlite3_bind_null(handle(), at);
    }
}

Value Statement::column(int at) const {
    switch (sqlite3_column_type(handle(), at)) {
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(handle(), at));
        case SQLITE_FLOAT:
            return sqlite3_column_double(handle(), at);
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle(), at));
            return std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(handle(), at)));
        }
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle(), at));
            if (bytes == nullptr) return std::string_view("");
            return std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle(), at)));
        }
        default:
            return {};
    }
}

void Statement::reset() {
    sqlite3_reset(handle());
    sqlite3_clear_bindings(handle());
}

void Connection::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Error Connection::error(int code) const {
    const int extended = sqlite3_extended_errcode(handle_.get());
    return translate((extended & 0xff) == (code & 0xff) ? extended : code, sqlite3_system_errno(handle_.get()),
                     file_.string(), sqlite3_errmsg(handle_.get()));
}

Result<Connection> Connection::open(const std::filesystem::path& file, Open how) {
    Connection made;
    made.file_ = file;
    int mode = SQLITE_OPEN_NOMUTEX | (how == Open::existing_read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    if (how == Open::create) mode |= SQLITE_OPEN_CREATE;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &handle, mode, nullptr);
    made.handle_.reset(handle);
    if (handle == nullptr) return fail(Errc::internal, file.string() + ": no memory to open it");
    if (code != SQLITE_OK) return tl::unexpected(made.error(code));
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, 5000);
    return made;
}

Result<void> Connection::run(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(error(code));
    return {};
}

Result<std::int64_t> Connection::number(const std::string& sql) {
    NL_TRY(Statement * statement, prepared(sql));
    NL_TRY(const bool found, step(*statement));
    std::int64_t result = 0;
    if (found) {
        const Value value = statement->column(0);
        if (const auto* whole = std::get_if<std::int64_t>(&value)) result = *whole;
    }
    statement->reset();
    return result;
}

Result<Statement*> Connection::prepared(const std::string& sql) {
    if (const auto known = statements_.find(sql); known != statements_.end()) return &known->second;
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.c_str(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    Statement made(handle);
    if (code != SQLITE_OK) return tl::unexpected(error(code));
    return &statements_.emplace(sql, std::move(made)).first->second;
}

Result<bool> Connection::step(Statement& statement) {
    const int code = sqlite3_step(statement.handle());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    Error failed = error(code);
    statement.reset();
    return tl::unexpected(std::move(failed));
}

int Connection::changes() const { return sqlite3_changes(handle_.get()); }

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

}  // namespace newsloom::store
