/// One batch of a stage that works item by item: read the rows that wait, call a pure function on all threads, write
/// results, problems and what comes next in one transaction. The three functions of a stage are
///
///   load(engine, todo)           -> Result<Loaded<Input>>   from the store, one after the other
///   make(input, options)         -> Result<Output>          pure, in parallel; an error becomes a problem row
///   save(engine, stage, todo, output, given) -> Result<void> into the store, in the order of the batch
///
/// Slot i of the results belongs to item i, so the number of threads changes nothing.
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "base/map_ordered.h"
#include "pipeline/detail/stage.h"

namespace newsloom::pipeline {

/// An input, or why this item cannot be read; `bytes` bounds what one batch holds in memory.
template <class Input>
struct Loaded {
    Result<Input> input = fail(Errc::not_found, "not there any more");
    std::string subject;  ///< names the item to people: its URL
    std::size_t bytes = 0;
};

/// One item's end: off the list, and its problem noted or forgotten.
[[nodiscard]] Result<void> settle(Engine& engine, const Stage& stage, const store::TodoRow& todo);
[[nodiscard]] Result<void> settle_failed(Engine& engine, const Stage& stage, const store::TodoRow& todo,
                                         const std::string& subject, const Error& error);
/// Something to tell people that did not stop the item.
[[nodiscard]] Result<void> note(Engine& engine, std::string_view stage, std::int64_t item, const std::string& subject,
                                Errc code, const std::string& what);

/// The first items of the stage that are due, by due time, then id.
[[nodiscard]] Result<std::vector<store::TodoRow>> waiting(Engine& engine, const Stage& stage, std::size_t most);

inline constexpr std::size_t kBatchBytes = 64 * kMiB;

/// Exceptions are bugs or lack of memory: the item is set aside, the run goes on.
template <auto make, class Input>
auto made_or_error(const Result<Input>& input, const Options& options) -> decltype(make(*input, options)) {
    if (!input) return tl::unexpected<Error>(input.error());
    try {
        return make(*input, options);
    } catch (const std::exception& bug) {
        return fail(Errc::internal, std::string("a bug: ") + bug.what());
    }
}

enum class Threads { all, one };

template <auto load, auto make, auto save, Threads threads = Threads::all>
Result<Step> each(Engine& engine, const Stage& stage) {
    NL_TRY(auto todo, waiting(engine, stage, stage.batch));
    using LoadedInput = typename decltype(load(engine, todo[0]))::value_type;
    std::vector<LoadedInput> inputs;
    std::size_t bytes = 0;
    for (const store::TodoRow& item : todo) {
        NL_TRY(LoadedInput loaded, load(engine, item));
        bytes += loaded.bytes;
        inputs.push_back(std::move(loaded));
        if (bytes >= kBatchBytes) break;
    }
    todo.resize(inputs.size());
    if (todo.empty()) return Step{};

    auto results = map_ordered(inputs, threads == Threads::all ? engine.jobs : 1, [&](const LoadedInput& loaded) {
        return made_or_error<make>(loaded.input, engine.options);
    });

    Step step;
    std::vector<Given> given;
    NL_TRY(auto transaction, store::Transaction::begin(engine.content));
    for (std::size_t i = 0; i < todo.size(); ++i) {
        ++step.taken;
        if (!results[i]) {
            ++step.failed;
            NL_CHECK(settle_failed(engine, stage, todo[i], inputs[i].subject, results[i].error()));
            continue;
        }
        NL_CHECK(settle(engine, stage, todo[i]));
        NL_CHECK(save(engine, stage, todo[i], *results[i], given));
    }
    NL_CHECK(enqueue(engine, stage.name, given));
    NL_CHECK(transaction.commit());
    return step;
}

}  // namespace newsloom::pipeline
