// backup: both databases in one file, taken beside a running runner; restore puts them into an empty folder.
//
// The file is a small SQLite database: part(name, n, zstd), each database compacted (VACUUM INTO) and cut into pieces.
// The content is copied first: a ledger that is newer than its content explains itself and keeps its promises (ids,
// lines, outlets); the other way round a new id could be issued twice.
#include <algorithm>
#include <fstream>

#include "pipeline/detail/publisher.h"
#include "pipeline/detail/state.h"
#include "store/compress.h"
#include "store/rows.h"

namespace newsloom::pipeline {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPart = 8 * kMiB;

struct PartRow {
    std::string name;
    std::int64_t n = 0;
    store::Blob zstd;
    static constexpr auto table() {
        using store::Column;
        return store::described(
            "part", 2,
            std::tuple(Column("name", &PartRow::name), Column("n", &PartRow::n), Column("zstd", &PartRow::zstd)));
    }
};

const store::Schema& backup_schema() {
    static constexpr std::string_view kSteps[] = {
        "CREATE TABLE part (name TEXT NOT NULL, n INTEGER NOT NULL, zstd BLOB NOT NULL, PRIMARY KEY (name, n));"};
    static constexpr store::Schema schema{"backup", 0x4e4c6270 /* "NLbp" */, "FULL", kSteps};
    return schema;
}

/// Removes a file when it goes.
struct Scratch {
    fs::path file;
    explicit Scratch(fs::path path) : file(std::move(path)) { remove(); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { remove(); }
    void remove() const {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", "-journal"})
            fs::remove(file.string() + suffix, ignored);
    }
};

std::string quoted_for_sql(const std::string& text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("''") : std::string(1, c);
    return result + "'";
}

Result<void> pack(store::Store& into, store::SqliteStore& from, const std::string& name, const fs::path& scratch) {
    const Scratch copy(scratch);
    NL_CHECK(from.connection().run("VACUUM INTO " + quoted_for_sql(copy.file.string())));
    std::ifstream in(copy.file, std::ios::binary);
    std::string bytes(kPart, '\0');
    for (std::int64_t n = 0; in; ++n) {
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        const auto size = static_cast<std::size_t>(in.gcount());
        if (size == 0) break;
        NL_CHECK(store::put(into, PartRow{name, n, {store::compress(std::string_view(bytes).substr(0, size))}}));
    }
    if (in.bad()) return fail(Errc::unavailable, copy.file.string() + ": cannot be read");
    return {};
}

Result<void> unpack(store::Store& from, const std::string& name, const fs::path& file) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    Result<void> result;
    bool any = false;
    NL_CHECK(from.scan(store::spec<PartRow>(), {.equal = {std::string_view(name)}}, [&](store::Values values) {
        any = true;
        const auto part = store::row_of<PartRow>(values);
        const auto bytes = store::decompress(part.zstd.bytes, kPart);
        if (!bytes) {
            result = tl::unexpected(bytes.error());
            return false;
        }
        out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
        return bool(out);
    }));
    if (!result) return result;
    if (!any) return fail(Errc::bad_input, "the backup has no " + name);
    if (!out.flush()) return fail(Errc::no_space, file.string() + ": cannot be written; is the disk full?");
    return {};
}

}  // namespace

Result<void> Newsloom::backup(const fs::path& file) {
    store::SqliteStore* content = state_->sqlite_content();
    store::SqliteStore* ledger = state_->sqlite_ledger();
    if (content == nullptr || ledger == nullptr) return fail(Errc::internal, "only SQLite stores are backed up");
    if (fs::exists(file)) return fail(Errc::refused, file.string() + ": is there already");
    const Scratch half(file.string() + ".half-written");
    {
        NL_TRY(const auto into, store::SqliteStore::open(half.file, backup_schema(), store::OpenFor::write));
        NL_CHECK(pack(*into, *content, "content.db", file.string() + ".content"));
        NL_CHECK(pack(*into, *ledger, "ledger.db", file.string() + ".ledger"));
        NL_CHECK(into->connection().run("PRAGMA journal_mode = DELETE"));  // one file, not three
    }
    std::error_code failed;
    fs::rename(half.file, file, failed);
    if (failed) return fail(Errc::unavailable, file.string() + ": " + failed.message());
    return {};
}

Result<void> restore(const fs::path& file, const fs::path& folder) {
    for (const char* name : {"ledger.db", "content.db"})
        if (fs::exists(folder / name))
            return fail(Errc::refused, (folder / name).string() + ": there is a store already");
    if (!fs::exists(file)) return fail(Errc::not_found, file.string() + ": no such backup");
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) return fail(Errc::unavailable, folder.string() + ": " + failed.message());
    NL_TRY(const RunnerLock lock, RunnerLock::take(folder / "newsloom.lock"));
    NL_TRY(const auto from, store::SqliteStore::open(file, backup_schema(), store::OpenFor::read));
    const fs::path ledger = folder / "ledger.db.half-written";
    const fs::path content = folder / "content.db.half-written";
    const Scratch ledger_guard(ledger), content_guard(content);
    NL_CHECK(unpack(*from, "ledger.db", ledger));
    NL_CHECK(unpack(*from, "content.db", content));
    fs::rename(ledger, folder / "ledger.db", failed);
    if (!failed) fs::rename(content, folder / "content.db", failed);
    if (failed) return fail(Errc::unavailable, folder.string() + ": " + failed.message());
    return {};
}

}  // namespace newsloom::pipeline
