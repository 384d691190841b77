// The runner with small stages of its own: what waits is done once, in order, whatever fails.
#include "pipeline/detail/runner.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "pipeline/detail/stage_memory.h"
#include "pipeline/detail/work.h"
#include "store/failing.h"
#include "unit/pipeline/fixture.h"

namespace newsloom::pipeline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A stage that squares: item 13 is bad input, 14 a bug, 15 does not answer.
Result<Loaded<std::int64_t>> load_number(Engine&, const store::TodoRow& todo) {
    Loaded<std::int64_t> loaded;
    loaded.subject = "number " + std::to_string(todo.item);
    loaded.input = todo.item;
    return loaded;
}
Result<std::int64_t> square(std::int64_t number, const Options&) {
    if (number == 13) return fail(Errc::bad_input, "thirteen is bad");
    if (number == 14) throw std::runtime_error("fourteen");
    if (number == 15) return fail(Errc::unavailable, "fifteen does not answer");
    return number * number;
}
Result<void> save_square(Engine& engine, const Stage&, const store::TodoRow& todo, std::int64_t made,
                         std::vector<Given>& given) {
    NL_TRY(const std::int64_t id, next_id(engine.content, "square"));
    NL_CHECK(store::put(engine.content, store::CounterRow{"square of " + std::to_string(todo.item), made}));
    given.push_back({Kind::article, id, todo.due, todo.time});
    return {};
}
Result<void> save_order(Engine& engine, const Stage&, const store::TodoRow& todo, std::int64_t, std::vector<Given>&) {
    NL_TRY(const std::int64_t place, next_id(engine.content, "place"));
    return store::put(engine.content, store::CounterRow{"place of " + std::to_string(todo.item), place});
}
Result<Step> squares(Engine& engine, const Stage& stage) {
    return each<load_number, square, save_square>(engine, stage);
}
Result<Step> places(Engine& engine, const Stage& stage) { return each<load_number, square, save_order>(engine, stage); }
Result<void> all_again(Engine&, const Stage&, std::vector<Given>& given) {
    given = {{Kind::page, 1, {}, {}}, {Kind::page, 2, {}, {}}};
    return {};
}

constexpr Stage kTable[] = {
    {"squares", 1, {"add"}, Kind::page, Kind::article, 4, squares, all_again, ""},
    {"places", 1, {"squares"}, Kind::article, Kind::story, 256, places, nullptr, ""},
};

void add(Engine& engine, std::vector<std::int64_t> items, Instant due = {}) {
    engine.table = kTable;
    std::vector<Given> given;
    for (const std::int64_t item : items)
        given.push_back({Kind::page, item, due, due});
    ASSERT_TRUE(enqueue(engine, "add", given));
}

std::int64_t counter(Engine& engine, const std::string& name) { return *last_id(engine.content, name); }

TEST(Runner, does_what_waits_and_hands_on_what_it_makes) {
    Bench bench;
    add(bench.engine, {3, 1, 2});
    const auto report = run_stages(bench.engine, kTable, {});
    ASSERT_TRUE(report);
    ASSERT_EQ(report->stages.size(), 2);
    EXPECT_EQ(report->stages[0].done, 3);
    EXPECT_EQ(report->stages[1].done, 3);
    EXPECT_EQ(counter(bench.engine, "square of 3"), 9);
    EXPECT_EQ(*store::count<store::TodoRow>(bench.content), 0);
}

TEST(Runner, a_second_run_finds_nothing_to_do) {
    Bench bench;
    add(bench.engine, {1, 2});
    ASSERT_TRUE(run_stages(bench.engine, kTable, {}));
    const auto report = run_stages(bench.engine, kTable, {});
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->stages.empty());
}

TEST(Runner, items_are_taken_by_due_time_then_number) {
    Bench bench;
    add(bench.engine, {7}, at("2026-03-09T02:00:00Z"));
    add(bench.engine, {9, 8}, at("2026-03-09T01:00:00Z"));
    ASSERT_TRUE(run_stages(bench.engine, kTable, {.now = at("2026-03-09T03:00:00Z")}));
    // squares numbers its results in the order in which it took the items
    EXPECT_EQ(counter(bench.engine, "square"), 3);
    EXPECT_EQ(counter(bench.engine, "square of 8"), 64);
}

TEST(Runner, what_is_due_later_waits) {
    Bench bench;
    add(bench.engine, {1}, at("2026-03-09T01:00:00Z"));
    add(bench.engine, {2}, at("2026-03-10T01:00:00Z"));
    const auto report = run_stages(bench.engine, kTable, {.now = at("2026-03-09T12:00:00Z")});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->stages[0].done, 1);
    EXPECT_EQ(report->stages[0].waiting, 1);
    ASSERT_TRUE(run_stages(bench.engine, kTable, {.now = at("2026-03-10T01:00:00Z")}));
    EXPECT_EQ(counter(bench.engine, "square of 2"), 4);
}

TEST(Runner, an_item_that_fails_becomes_a_problem_and_the_run_goes_on) {
    Bench bench;
    add(bench.engine, {12, 13, 14, 16});
    const auto report = run_stages(bench.engine, kTable, {});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->failed, 2);
    EXPECT_EQ(counter(bench.engine, "square of 16"), 256);
    const auto problems = *store::select<store::ProblemRow>(bench.content);
    ASSERT_EQ(problems.size(), 2);
    EXPECT_EQ(problems[0].code, "bad_input");
    EXPECT_EQ(problems[0].subject, "number 13");
    EXPECT_EQ(problems[1].code, "internal");
    EXPECT_THAT(problems[1].what, HasSubstr("fourteen"));
}

TEST(Runner, what_does_not_answer_is_tried_again_later_and_then_given_up) {
    Bench bench;
    add(bench.engine, {15});
    Instant now = at("2026-03-09T00:00:00Z");
    for (int tries = 1; tries <= 5; ++tries) {
        ASSERT_TRUE(run_stages(bench.engine, kTable, {.now = now}));
        const auto problem = *store::get<store::ProblemRow>(bench.content, std::string("squares"), std::int64_t{15});
        ASSERT_TRUE(problem);
        EXPECT_EQ(problem->tries, tries);
        // before its time nothing happens
        ASSERT_TRUE(run_stages(bench.engine, kTable, {.now = now + std::chrono::minutes(4)}));
        EXPECT_EQ((*store::get<store::ProblemRow>(bench.content, std::string("squares"), std::int64_t{15}))->tries,
                  tries);
        if (problem->next_try) now = *problem->next_try;
    }
    EXPECT_EQ(*store::count<store::TodoRow>(bench.content), 0);
}

TEST(Runner, any_number_of_threads_gives_the_same_rows) {
    std::vector<store::CounterRow> first;
    for (const unsigned jobs : {1U, 2U, 8U}) {
        Bench bench;
        bench.engine.jobs = jobs;
        add(bench.engine, {5, 3, 99, 13, 4, 20, 21, 22, 23, 24, 25});
        ASSERT_TRUE(run_stages(bench.engine, kTable, {}));
        const auto rows = *store::select<store::CounterRow>(bench.content);
        if (first.empty()) first = rows;
        ASSERT_EQ(rows.size(), first.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_EQ(rows[i].name, first[i].name);
            EXPECT_EQ(rows[i].value, first[i].value);
        }
    }
}

TEST(Runner, stops_after_the_batch_at_hand_and_goes_on_later) {
    Bench bench;
    bench.engine.options.stop = [] { return true; };
    add(bench.engine, {1, 2, 3, 4, 5, 6});
    const auto stopped = run_stages(bench.engine, kTable, {});
    ASSERT_TRUE(stopped);
    EXPECT_TRUE(stopped->stopped);
    EXPECT_EQ(stopped->stages[0].done, 4);
    bench.engine.options.stop = {};
    ASSERT_TRUE(run_stages(bench.engine, kTable, {}));
    EXPECT_EQ(counter(bench.engine, "square of 6"), 36);
}

TEST(Runner, a_raised_version_makes_its_items_wait_again_and_only_those) {
    Bench bench;
    add(bench.engine, {1, 2, 3});
    ASSERT_TRUE(run_stages(bench.engine, kTable, {}));
    Stage raised[] = {kTable[0], kTable[1]};
    raised[0].version = 2;
    const auto report = run_stages(bench.engine, raised, {});
    ASSERT_TRUE(report);
    ASSERT_FALSE(report->stages.empty());
    EXPECT_EQ(report->stages[0].done, 2);  // what all_again names
    EXPECT_TRUE(run_stages(bench.engine, raised, {})->stages.empty());
}

TEST(Runner, only_the_stages_named_run) {
    Bench bench;
    add(bench.engine, {1});
    ASSERT_TRUE(run_stages(bench.engine, kTable, {.stages = {"squares"}}));
    EXPECT_EQ(counter(bench.engine, "place"), 0);
    EXPECT_EQ(run_stages(bench.engine, kTable, {.stages = {"sqares"}}).error().code, Errc::usage);
}

TEST(Runner, progress_tells_what_is_done_of_how_much) {
    Bench bench;
    std::vector<Progress> told;
    bench.engine.options.progress = [&](const Progress& progress) { told.push_back(progress); };
    add(bench.engine, {1, 2, 3, 4, 5});
    ASSERT_TRUE(run_stages(bench.engine, kTable, {.stages = {"squares"}}));
    std::vector<std::uint64_t> done;
    for (const Progress& one : told)
        done.push_back(one.done);
    EXPECT_THAT(done, ElementsAre(0, 4, 5, 5));
    EXPECT_EQ(told[1].total, 5);
    EXPECT_TRUE(told.back().ended);
}

TEST(Runner, a_store_that_fails_at_any_write_loses_nothing) {
    const auto run_all = [](Engine& engine) { return run_stages(engine, kTable, {}); };
    Bench undisturbed;
    add(undisturbed.engine, {1, 2, 3, 13, 4, 5});
    ASSERT_TRUE(run_all(undisturbed.engine));
    const auto expected = *store::select<store::CounterRow>(undisturbed.content);

    for (std::int64_t k = 1;; ++k) {
        Bench bench;
        add(bench.engine, {1, 2, 3, 13, 4, 5});
        store::Countdown countdown{k};
        store::FailingStore failing(bench.content, countdown);
        Engine engine({}, bench.ledger, failing);
        const auto failed = run_all(engine);
        if (failed) break;  // k is past the last write
        EXPECT_EQ(failed.error().code, Errc::no_space);
        ASSERT_TRUE(run_all(bench.engine));
        const auto rows = *store::select<store::CounterRow>(bench.content);
        ASSERT_EQ(rows.size(), expected.size()) << "k = " << k;
        for (std::size_t i = 0; i < rows.size(); ++i)
            EXPECT_EQ(rows[i].value, expected[i].value) << rows[i].name << ", k = " << k;
        ASSERT_LT(k, 1000);
    }
}

}  // namespace
}  // namespace newsloom::pipeline
