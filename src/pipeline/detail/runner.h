/// Runs the stage table: each stage until nothing waits for it, in the order of the table.
#pragma once

#include "base/result.h"
#include "pipeline/detail/engine.h"
#include "pipeline/detail/stage.h"

namespace newsloom::pipeline {

/// Over any table, so that tests can bring small stages of their own. Errors: usage (a stage that is not in the table),
/// and what the store says; failed items are no error.
[[nodiscard]] Result<RunReport> run_stages(Engine& engine, std::span<const Stage> table, const RunRequest& request);

}  // namespace newsloom::pipeline
