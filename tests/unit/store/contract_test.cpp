// What every store does, whichever it is: one suite over SQLite and memory.
#include <filesystem>
#include <functional>
#include <memory>

#include <gtest/gtest.h>

#include "store/content.h"
#include "store/ledger.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"
#include "unit/store/folder.h"

namespace newsloom::store {
namespace {

struct Kind {
    const char* name;
    std::function<std::unique_ptr<Store>(const std::filesystem::path&)> make;
};

std::unique_ptr<Store> sqlite(const std::filesystem::path& folder) {
    auto made = SqliteStore::open(folder / "content.db", content_schema(), OpenFor::write);
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
}

class StoreContract : public testing::TestWithParam<Kind> {
  protected:
    tests::Folder folder_;
    std::unique_ptr<Store> store_ = GetParam().make(folder_.path());

    void put_todo(std::string stage, std::int64_t item, std::int64_t due) {
        ASSERT_TRUE(put(*store_, TodoRow{std::move(stage), item, Instant(std::chrono::seconds(due)), {}}));
    }
    std::vector<std::int64_t> items(const Query& query) {
        std::vector<std::int64_t> result;
        const auto rows = *select<TodoRow>(*store_, query);
        for (const TodoRow& row : rows)
            result.push_back(row.item);
        return result;
    }
};

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract,
                         testing::Values(Kind{"sqlite", sqlite},
                                         Kind{"memory", [](const auto&) { return std::make_unique<MemoryStore>(); }}),
                         [](const auto& kind) { return kind.param.name; });

TEST_P(StoreContract, a_row_comes_back_as_it_was_put) {
    ProblemRow row{"extract", 7,         "https://a.example/ü", "bad_input", std::string("a\0b", 3),
                   2,         Instant{}, std::nullopt};
    ASSERT_TRUE(put(*store_, row));
    const auto found = *get<ProblemRow>(*store_, std::string("extract"), std::int64_t{7});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->subject, row.subject);
    EXPECT_EQ(found->what, row.what);
    EXPECT_EQ(found->tries, 2);
    EXPECT_FALSE(found->next_try);
}

TEST_P(StoreContract, bytes_with_zeros_and_empty_bytes_come_back) {
    ASSERT_TRUE(put(*store_, PageBodyRow{PageId(1), {std::string("\0\xff\0", 3)}}));
    ASSERT_TRUE(put(*store_, PageBodyRow{PageId(2), {}}));
    EXPECT_EQ((*get<PageBodyRow>(*store_, PageId(1)))->zstd.bytes, std::string("\0\xff\0", 3));
    EXPECT_EQ((*get<PageBodyRow>(*store_, PageId(2)))->zstd.bytes, "");
}

TEST_P(StoreContract, real_numbers_and_large_integers_come_back_exactly) {
    CopyRow row;
    row.article = ArticleId(std::numeric_limits<std::int64_t>::max());
    row.similarity = 0.1 + 0.2;
    row.copy_of = ArticleId(-3);
    ASSERT_TRUE(put(*store_, row));
    const auto found = *get<CopyRow>(*store_, row.article);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->similarity, row.similarity);
    EXPECT_EQ(found->copy_of, ArticleId(-3));
}

TEST_P(StoreContract, putting_a_key_again_replaces_its_row) {
    put_todo("extract", 1, 10);
    put_todo("extract", 1, 20);
    const auto rows = *select<TodoRow>(*store_);
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].due, Instant(std::chrono::seconds(20)));
}

TEST_P(StoreContract, a_unique_index_refuses_a_second_row_and_keeps_the_first) {
    DocumentRow row;
    row.id = DocumentId(1);
    row.url = "https://a.example/1";
    ASSERT_TRUE(put(*store_, row));
    row.id = DocumentId(2);
    const auto refused = put(*store_, row);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::internal);
    EXPECT_EQ(select<DocumentRow>(*store_)->size(), 1);
    row.id = DocumentId(1);
    row.versions = 2;
    EXPECT_TRUE(put(*store_, row));  // the same row again is no conflict with itself
}

TEST_P(StoreContract, what_is_not_there_is_nothing_and_no_error) {
    EXPECT_FALSE(*get<DocumentRow>(*store_, DocumentId(9)));
    EXPECT_FALSE(*erase<DocumentRow>(*store_, DocumentId(9)));
    EXPECT_EQ(*count<DocumentRow>(*store_), 0);
}

TEST_P(StoreContract, scans_go_in_the_order_of_the_key) {
    put_todo("b", 1, 1);
    put_todo("a", 10, 5);
    put_todo("a", 9, 7);
    EXPECT_EQ(items({}), (std::vector<std::int64_t>{9, 10, 1}));
    EXPECT_EQ(items({.equal = {std::string_view("a")}, .descending = true}), (std::vector<std::int64_t>{10, 9}));
}

TEST_P(StoreContract, scans_go_in_the_order_of_an_index_then_of_the_key) {
    put_todo("a", 3, 5);
    put_todo("a", 1, 7);
    put_todo("a", 2, 5);
    put_todo("b", 4, 1);
    EXPECT_EQ(items({.index = "todo_due", .equal = {std::string_view("a")}}), (std::vector<std::int64_t>{2, 3, 1}));
}

TEST_P(StoreContract, a_range_includes_both_of_its_ends) {
    for (std::int64_t i = 1; i <= 5; ++i)
        put_todo("a", i, i * 10);
    const Query from_20_to_40{
        .index = "todo_due", .equal = {std::string_view("a")}, .from = std::int64_t{20}, .upto = std::int64_t{40}};
    EXPECT_EQ(items(from_20_to_40), (std::vector<std::int64_t>{2, 3, 4}));
    EXPECT_EQ(*count<TodoRow>(*store_, from_20_to_40), 3);
}

TEST_P(StoreContract, nothing_is_in_no_range) {
    FeaturesRow row;
    row.article = ArticleId(1);
    ASSERT_TRUE(put(*store_, row));
    EXPECT_FALSE((*get<FeaturesRow>(*store_, ArticleId(1)))->time);
}

TEST_P(StoreContract, a_limit_ends_the_scan_and_so_does_the_visitor) {
    for (std::int64_t i = 1; i <= 5; ++i)
        put_todo("a", i, 0);
    EXPECT_EQ(items({.limit = 2}), (std::vector<std::int64_t>{1, 2}));
    int seen = 0;
    ASSERT_TRUE(store_->scan(spec<TodoRow>(), {}, [&](Values) { return ++seen < 3; }));
    EXPECT_EQ(seen, 3);
    EXPECT_EQ(items({}).size(), 5);  // and the next scan begins anew
}

TEST_P(StoreContract, a_transaction_that_is_not_committed_leaves_nothing) {
    put_todo("a", 1, 0);
    {
        const auto transaction = Transaction::begin(*store_);
        ASSERT_TRUE(transaction);
        put_todo("a", 2, 0);
        ASSERT_TRUE(erase<TodoRow>(*store_, std::string("a"), std::int64_t{1}));
        EXPECT_EQ(items({}), (std::vector<std::int64_t>{2}));  // it sees its own writes
    }
    EXPECT_EQ(items({}), (std::vector<std::int64_t>{1}));
}

TEST_P(StoreContract, a_committed_transaction_stays) {
    {
        auto transaction = Transaction::begin(*store_);
        ASSERT_TRUE(transaction);
        put_todo("a", 2, 0);
        ASSERT_TRUE(transaction->commit());
    }
    EXPECT_EQ(items({}), (std::vector<std::int64_t>{2}));
}

TEST_P(StoreContract, transactions_do_not_nest) {
    const auto outer = Transaction::begin(*store_);
    ASSERT_TRUE(outer);
    EXPECT_FALSE(store_->begin(Mode::write));
}

}  // namespace
}  // namespace newsloom::store
