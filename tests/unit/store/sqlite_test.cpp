// What only SQLite can get wrong: files, versions, damage, limits.
#include <algorithm>
#include <csignal>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "store/compress.h"
#include "store/content.h"
#include "store/failing.h"
#include "store/ledger.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"
#include "unit/store/folder.h"

namespace newsloom::store {
namespace {

using testing::HasSubstr;

std::unique_ptr<SqliteStore> open_content(const std::filesystem::path& file) {
    auto made = SqliteStore::open(file, content_schema(), OpenFor::write);
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
}

template <class Row>
void expect_columns(Connection& connection) {
    const TableSpec& table = spec<Row>();
    auto statement =
        connection.prepared("SELECT name, type, pk FROM pragma_table_info('" + std::string(table.name) + "')");
    ASSERT_TRUE(statement);
    std::vector<std::string> told, made;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        static constexpr const char* kTypes[] = {"INTEGER", "REAL", "TEXT", "BLOB"};
        told.push_back(std::string(table.columns[i].name) + " " + kTypes[static_cast<int>(table.columns[i].type)] +
                       (i < table.key_size ? " key" : ""));
    }
    while (*connection.step(**statement)) {
        const auto text = [&](int at) {
            const Value value = (*statement)->column(at);
            return std::string(std::get<std::string_view>(value));
        };
        const bool key = std::get<std::int64_t>((*statement)->column(2)) != 0;
        made.push_back(text(0) + " " + text(1) + (key ? " key" : ""));
    }
    EXPECT_EQ(told, made) << table.name;
    for (const IndexSpec& index : table.indexes)
        EXPECT_EQ(*connection.number("SELECT \"unique\" + 1 FROM pragma_index_list('" + std::string(table.name) +
                                     "') WHERE name = '" + std::string(index.name) + "'"),
                  index.unique ? 2 : 1)
            << index.name;
}

template <class... Rows>
void expect_all_columns(Connection& connection) {
    (expect_columns<Rows>(connection), ...);
    EXPECT_EQ(*connection.number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                                 " AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'search%'"),
              static_cast<std::int64_t>(sizeof...(Rows)));
}

TEST(SqliteStore, the_schema_has_the_columns_of_the_row_structs) {
    const tests::Folder folder;
    const auto content = open_content(folder.path() / "content.db");
    expect_all_columns<CounterRow, DocumentRow, PageRow, PageBodyRow, LinkRow, SourceStateRow, RobotsRow, ArticleRow,
                       ArticleTextRow, AnnotationsRow, CopyRow, FeaturesRow, ClusterLogRow, ClusterStateRow,
                       StoryDocumentRow, StoryForwardRow, StoryBeforeRow, StoryRow, TodoRow, ProblemRow, StageMadeRow>(
        content->connection());
    auto ledger = SqliteStore::open(folder.path() / "ledger.db", ledger_schema(), OpenFor::write);
    ASSERT_TRUE(ledger);
    expect_all_columns<CounterRow, OutletRow, SourceRow, SubscriberRow, ConsentRow, SuppressionRow, EditionRow, LineRow,
                       LineSourceRow, OutboxRow, StoryPrintedRow>((*ledger)->connection());
}

TEST(SqliteStore, keeps_its_rows_when_opened_again) {
    const tests::Folder folder;
    ASSERT_TRUE(put(*open_content(folder.path() / "content.db"), CounterRow{"page", 5}));
    const auto again = open_content(folder.path() / "content.db");
    EXPECT_EQ((*get<CounterRow>(*again, std::string("page")))->value, 5);
}

TEST(SqliteStore, the_ledger_waits_for_the_disk_and_the_content_does_not) {
    const tests::Folder folder;
    EXPECT_EQ(*open_content(folder.path() / "content.db")->connection().number("PRAGMA synchronous"), 1);
    auto ledger = SqliteStore::open(folder.path() / "ledger.db", ledger_schema(), OpenFor::write);
    EXPECT_EQ(*(*ledger)->connection().number("PRAGMA synchronous"), 2);
}

TEST(SqliteStore, a_newer_schema_is_refused_and_the_error_names_file_and_versions) {
    const tests::Folder folder;
    const auto file = folder.path() / "content.db";
    ASSERT_TRUE(open_content(file)->connection().run("PRAGMA user_version = 999"));
    for (const OpenFor what : {OpenFor::read, OpenFor::write}) {
        const auto refused = SqliteStore::open(file, content_schema(), what);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::wrong_version);
        EXPECT_THAT(refused.error().message, HasSubstr("content.db"));
        EXPECT_THAT(refused.error().message, HasSubstr("999"));
        EXPECT_THAT(refused.error().message, HasSubstr(std::to_string(content_schema().steps.size())));
    }
}

TEST(SqliteStore, an_older_schema_is_migrated_for_writing_and_refused_for_reading) {
    static constexpr std::string_view kFirst[] = {"CREATE TABLE a (id INTEGER PRIMARY KEY);"};
    static constexpr std::string_view kBoth[] = {"CREATE TABLE a (id INTEGER PRIMARY KEY);",
                                                 "ALTER TABLE a ADD COLUMN b TEXT;"};
    const Schema old{"content.db", 77, "NORMAL", kFirst}, now{"content.db", 77, "NORMAL", kBoth};
    const tests::Folder folder;
    const auto file = folder.path() / "content.db";
    ASSERT_TRUE(SqliteStore::open(file, old, OpenFor::write));
    const auto refused = SqliteStore::open(file, now, OpenFor::read);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::wrong_version);
    auto migrated = SqliteStore::open(file, now, OpenFor::write);
    ASSERT_TRUE(migrated);
    EXPECT_EQ(*(*migrated)->connection().number("PRAGMA user_version"), 2);
    EXPECT_TRUE(SqliteStore::open(file, now, OpenFor::read));
}

TEST(SqliteStore, a_step_that_fails_leaves_the_version_before_it) {
    static constexpr std::string_view kFirst[] = {"CREATE TABLE a (id INTEGER PRIMARY KEY);"};
    static constexpr std::string_view kBad[] = {"CREATE TABLE a (id INTEGER PRIMARY KEY);",
                                                "CREATE TABLE b (id INTEGER PRIMARY KEY); CREATE TABLE a (x);"};
    const Schema old{"content.db", 77, "NORMAL", kFirst}, bad{"content.db", 77, "NORMAL", kBad};
    const tests::Folder folder;
    const auto file = folder.path() / "content.db";
    ASSERT_TRUE(SqliteStore::open(file, old, OpenFor::write));
    EXPECT_FALSE(SqliteStore::open(file, bad, OpenFor::write));
    auto still = SqliteStore::open(file, old, OpenFor::write);
    ASSERT_TRUE(still);
    EXPECT_EQ(*(*still)->connection().number("SELECT count(*) FROM sqlite_master"), 1);
}

TEST(SqliteStore, a_file_that_is_no_database_is_refused_by_name) {
    const tests::Folder folder;
    const auto file = folder.write("content.db", std::string(5000, 'x'));
    const auto refused = SqliteStore::open(file, content_schema(), OpenFor::write);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::bad_input);
    EXPECT_THAT(refused.error().message, HasSubstr("content.db"));
}

TEST(SqliteStore, the_ledger_is_not_taken_for_the_content) {
    const tests::Folder folder;
    const auto file = folder.path() / "ledger.db";
    ASSERT_TRUE(SqliteStore::open(file, ledger_schema(), OpenFor::write));
    const auto refused = SqliteStore::open(file, content_schema(), OpenFor::write);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::bad_input);
}

TEST(SqliteStore, a_damaged_database_is_bad_input_and_names_the_file) {
    const tests::Folder folder;
    const auto file = folder.path() / "content.db";
    {
        const auto store = open_content(file);
        for (std::int64_t i = 1; i <= 2000; ++i)
            ASSERT_TRUE(put(*store, TodoRow{"extract", i, {}, {}}));
    }
    std::string bytes = tests::Folder::read(file);
    for (std::size_t i = 4096; i < bytes.size(); ++i)
        bytes[i] = 'x';
    folder.write("content.db", bytes);
    Error error;
    if (auto store = SqliteStore::open(file, content_schema(), OpenFor::write)) {
        auto rows = select<TodoRow>(**store);
        ASSERT_FALSE(rows);
        error = rows.error();
    } else {
        error = store.error();
    }
    EXPECT_EQ(error.code, Errc::bad_input);
    EXPECT_THAT(error.message, HasSubstr("content.db"));
}

TEST(SqliteStore, a_database_that_is_not_there_is_not_found) {
    const tests::Folder folder;
    const auto missing = SqliteStore::open(folder.path() / "content.db", content_schema(), OpenFor::read);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, Errc::not_found);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "content.db"));
}

TEST(SqliteStore, a_reader_works_beside_a_writer_and_sees_one_state) {
    const tests::Folder folder;
    const auto writer = open_content(folder.path() / "content.db");
    ASSERT_TRUE(put(*writer, CounterRow{"a", 1}));
    auto reader = SqliteStore::open(folder.path() / "content.db", content_schema(), OpenFor::read);
    ASSERT_TRUE(reader);
    const auto view = Transaction::begin(**reader, Mode::read);
    EXPECT_EQ(select<CounterRow>(**reader)->size(), 1);
    ASSERT_TRUE(put(*writer, CounterRow{"b", 1}));
    EXPECT_EQ(select<CounterRow>(**reader)->size(), 1);
}

/// RLIMIT_FSIZE stands for a full disk: no root needed. (A full tmpfs is tests/fault's work.)
TEST(SqliteStore, a_file_size_limit_is_no_space_and_what_was_committed_stays) {
    const tests::Folder folder;
    const auto file = folder.path() / "content.db";
    auto store = open_content(file);
    ::rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto old = std::signal(SIGXFSZ, SIG_IGN);
    const ::rlimit small{std::filesystem::file_size(file) + 400'000, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    std::int64_t committed = 0;
    Error error;
    for (std::int64_t i = 1; i < 10'000; ++i) {
        if (auto done = put(*store, PageBodyRow{PageId(i), {std::string(5000, static_cast<char>('a' + i % 26))}});
            !done) {
            error = done.error();
            break;
        }
        committed = i;
    }
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, old);
    EXPECT_EQ(error.code, Errc::no_space) << error.message;
    EXPECT_THAT(error.message, HasSubstr("content.db"));
    store.reset();
    store = open_content(file);
    EXPECT_EQ(*count<PageBodyRow>(*store), static_cast<std::uint64_t>(committed));
    EXPECT_EQ(*store->connection().number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"),
              1);
}

TEST(FailingStore, fails_at_the_kth_write_and_ever_after) {
    MemoryStore memory;
    Countdown countdown{3};
    FailingStore store(memory, countdown);
    EXPECT_TRUE(put(store, CounterRow{"a", 1}));
    EXPECT_TRUE(put(store, CounterRow{"b", 1}));
    EXPECT_EQ(put(store, CounterRow{"c", 1}).error().code, Errc::no_space);
    EXPECT_FALSE(put(store, CounterRow{"c", 1}));
    EXPECT_EQ(select<CounterRow>(store)->size(), 2);
}

TEST(Compress, bytes_come_back) {
    for (const std::string& bytes : {std::string(), std::string("a"), std::string(100'000, 'x')})
        EXPECT_EQ(*decompress(compress(bytes), 1'000'000), bytes);
    EXPECT_EQ(decompress("not zstd", 100).error().code, Errc::bad_input);
    EXPECT_EQ(decompress(compress(std::string(1000, 'x')), 100).error().code, Errc::too_large);
    std::string cut = compress(std::string(1000, 'x') + "yz");
    cut.resize(cut.size() - 3);
    EXPECT_EQ(decompress(cut, 10'000).error().code, Errc::bad_input);
}

}  // namespace
}  // namespace newsloom::store
