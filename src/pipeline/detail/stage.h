/// What a stage is: a row of the table in stages.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "pipeline/detail/engine.h"

namespace newsloom::pipeline {

/// What the items of a work list are ids of.
enum class Kind { source, link, page, article, story };
[[nodiscard]] std::string_view name(Kind kind);

/// Something made, which the stages that wait for it will take.
struct Given {
    Kind kind = Kind::page;
    std::int64_t item = 0;
    Instant due{};   ///< not to be looked at before
    Instant time{};  ///< the article's own time; orders articles of one epoch
};

/// What one step of a stage did: at most one batch, one transaction.
struct Step {
    std::uint64_t taken = 0;  ///< 0: nothing waits
    std::uint64_t failed = 0;
};

struct Stage {
    std::string_view name;
    int version = 1;  ///< raise it when the result changes: its items wait again
    std::array<std::string_view, 3> waits_for{};
    Kind takes = Kind::page;
    Kind gives = Kind::article;
    std::size_t batch = 256;
    Result<Step> (*step)(Engine& engine, const Stage& stage) = nullptr;
    /// Puts on the work list again what an older version made.
    Result<void> (*again)(Engine& engine, const Stage& stage, std::vector<Given>& given) = nullptr;
    std::string_view about;

    /// What rows of this stage carry: "extract/1".
    [[nodiscard]] std::string made_by() const { return std::string(name) + "/" + std::to_string(version); }
};

/// The stage table: the pipeline, from top to bottom.
[[nodiscard]] std::span<const Stage> stage_table();

/// Puts `given` on the lists of all stages that wait for `giver`. Within the caller's transaction.
[[nodiscard]] Result<void> enqueue(Engine& engine, std::string_view giver, std::span<const Given> given);

}  // namespace newsloom::pipeline
