#include "pipeline/detail/runner.h"

#include <algorithm>
#include <chrono>

#include "pipeline/detail/stage_memory.h"
#include "pipeline/detail/work.h"

namespace newsloom::pipeline {

namespace {

constexpr std::int64_t kTries = 5;

/// Whether trying again later may help, and when: after 5 minutes, then 4 times as long each time.
std::optional<Instant> next_try(Errc code, int tries, Instant now) {
    if (code != Errc::unavailable || tries >= kTries) return std::nullopt;
    std::chrono::seconds wait = std::chrono::minutes(5);
    for (int i = 1; i < tries; ++i)
        wait *= 4;
    return now + wait;
}

store::Query due_now(const Stage& stage, Instant now, std::size_t most) {
    return {.index = "todo_due", .equal = {stage.name}, .upto = store::to_value(now), .limit = most};
}

/// When the stage's version is not the one that made its rows, what they were made from waits again.
Result<void> wait_again_after_a_change(Engine& engine, const Stage& stage) {
    NL_TRY(const auto made, store::get<store::StageMadeRow>(engine.content, std::string(stage.name)));
    if (made && made->made_by == stage.made_by()) return {};
    std::vector<Given> given;
    NL_TRY(auto transaction, store::Transaction::begin(engine.content));
    if (made && stage.again != nullptr) NL_CHECK(stage.again(engine, stage, given));
    for (const Given& item : given)
        NL_CHECK(store::put(engine.content, store::TodoRow{std::string(stage.name), item.item, item.due, item.time}));
    NL_CHECK(store::put(engine.content, store::StageMadeRow{std::string(stage.name), stage.made_by()}));
    return transaction.commit();
}

class Clock {
  public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    }

  private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

struct StageRun {
    StageReport report;
    bool stopped = false;
};

Result<StageRun> run_stage(Engine& engine, const Stage& stage) {
    StageRun run;
    run.report.stage = stage.name;
    const Clock clock;
    NL_CHECK(wait_again_after_a_change(engine, stage));
    NL_TRY(const std::uint64_t total, store::count<store::TodoRow>(engine.content, due_now(stage, engine.now, 0)));
    const auto tell = [&](bool ended) {
        if (!engine.options.progress || (total == 0 && run.report.done == 0)) return;
        engine.options.progress({std::string(stage.name), run.report.done, std::max(total, run.report.done),
                                 run.report.failed, clock.seconds(), ended});
    };
    tell(false);
    while (true) {
        auto step = stage.step(engine, stage);
        if (!step) return tl::unexpected(about(stage.name, std::move(step).error()));
        if (step->taken == 0) break;
        run.report.done += step->taken;
        run.report.failed += step->failed;
        tell(false);
        if (engine.options.stop && engine.options.stop()) {
            run.stopped = true;
            break;
        }
    }
    run.report.seconds = clock.seconds();
    tell(true);
    NL_TRY(run.report.waiting, store::count<store::TodoRow>(engine.content, {.equal = {stage.name}}));
    return run;
}

}  // namespace

Result<std::vector<store::TodoRow>> waiting(Engine& engine, const Stage& stage, std::size_t most) {
    return store::select<store::TodoRow>(engine.content, due_now(stage, engine.now, most));
}

Result<void> settle(Engine& engine, const Stage& stage, const store::TodoRow& todo) {
    NL_CHECK(store::erase<store::TodoRow>(engine.content, std::string(stage.name), todo.item));
    NL_CHECK(store::erase<store::ProblemRow>(engine.content, std::string(stage.name), todo.item));
    return {};
}

Result<void> settle_failed(Engine& engine, const Stage& stage, const store::TodoRow& todo, const std::string& subject,
                           const Error& error) {
    const std::string stage_name(stage.name);
    NL_TRY(const auto before, store::get<store::ProblemRow>(engine.content, stage_name, todo.item));
    store::ProblemRow problem{stage_name,    todo.item, subject,    std::string(name(error.code)),
                              error.message, 1,         engine.now, std::nullopt};
    if (before) problem.tries = before->tries + 1;
    problem.next_try = next_try(error.code, problem.tries, engine.now);
    NL_CHECK(store::put(engine.content, problem));
    if (problem.next_try)
        return store::put(engine.content, store::TodoRow{stage_name, todo.item, *problem.next_try, todo.time});
    NL_CHECK(store::erase<store::TodoRow>(engine.content, stage_name, todo.item));
    return {};
}

Result<void> note(Engine& engine, std::string_view stage, std::int64_t item, const std::string& subject, Errc code,
                  const std::string& what) {
    return store::put(engine.content, store::ProblemRow{std::string(stage), item, subject, std::string(name(code)),
                                                        what, 1, engine.now, std::nullopt});
}

Result<void> enqueue(Engine& engine, std::string_view giver, std::span<const Given> given) {
    for (const Stage& stage : engine.table) {
        if (std::find(stage.waits_for.begin(), stage.waits_for.end(), giver) == stage.waits_for.end()) continue;
        for (const Given& item : given)
            if (item.kind == stage.takes)
                NL_CHECK(store::put(engine.content,
                                    store::TodoRow{std::string(stage.name), item.item, item.due, item.time}));
    }
    return {};
}

Result<RunReport> run_stages(Engine& engine, std::span<const Stage> table, const RunRequest& request) {
    for (const std::string& wanted : request.stages) {
        const bool known =
            std::any_of(table.begin(), table.end(), [&](const Stage& stage) { return stage.name == wanted; });
        if (!known) return fail(Errc::usage, "no stage is called '" + wanted + "'");
    }
    engine.table = table;
    engine.now = request.now;
    engine.forget();
    RunReport report;
    for (const Stage& stage : table) {
        const bool wanted = request.stages.empty() ||
                            std::find(request.stages.begin(), request.stages.end(), stage.name) != request.stages.end();
        if (!wanted) continue;
        auto run = run_stage(engine, stage);
        if (!run) {
            engine.forget();  // what is remembered may be ahead of what is stored
            return tl::unexpected(std::move(run).error());
        }
        report.failed += run->report.failed;
        if (run->report.done > 0 || run->report.waiting > 0) report.stages.push_back(std::move(run->report));
        if (run->stopped) {
            report.stopped = true;
            break;
        }
    }
    return report;
}

}  // namespace newsloom::pipeline
