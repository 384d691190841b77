#include <algorithm>
#include <tuple>

#include "pipeline/detail/stage.h"
#include "pipeline/detail/stage_memory.h"
#include "pipeline/detail/work.h"

namespace newsloom::pipeline {

Instant EpochOrder::epoch_end(Instant at) { return std::chrono::floor<std::chrono::hours>(at) + kEpoch; }

Result<std::span<const store::TodoRow>> EpochOrder::next(Engine& engine, const Stage& stage, std::size_t most) {
    if (taken_ == epoch_.size()) {
        taken_ = 0;
        epoch_.clear();
        NL_TRY(const auto first, waiting(engine, stage, 1));
        if (first.empty()) return std::span<const store::TodoRow>();
        const Instant last = std::min(engine.now, epoch_end(first[0].due) - std::chrono::seconds(1));
        NL_TRY(epoch_, store::select<store::TodoRow>(engine.content, {.index = "todo_due",
                                                                      .equal = {stage.name},
                                                                      .from = store::to_value(first[0].due),
                                                                      .upto = store::to_value(last)}));
        std::sort(epoch_.begin(), epoch_.end(), [](const store::TodoRow& a, const store::TodoRow& b) {
            return std::tie(a.time, a.item) < std::tie(b.time, b.item);
        });
    }
    const std::size_t size = std::min(most, epoch_.size() - taken_);
    const auto chunk = std::span<const store::TodoRow>(epoch_).subspan(taken_, size);
    taken_ += size;
    return chunk;
}

}  // namespace newsloom::pipeline
