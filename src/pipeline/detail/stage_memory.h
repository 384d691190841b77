/// What the two stages that work in order keep between batches: their indexes, and the order at hand.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "dedup/collapse.h"
#include "pipeline/detail/engine.h"
#include "store/content.h"
#include "story/cluster.h"

namespace newsloom::pipeline {

/// Articles are grouped and clustered epoch by epoch (an hour of first_seen), within an epoch by time, then id: an
/// order that depends on the articles only, not on when or in which portions they are looked at.
class EpochOrder {
  public:
    static constexpr std::chrono::seconds kEpoch = std::chrono::hours(1);

    /// The next items of the stage, at most `most`, all of one epoch; empty when nothing is due.
    [[nodiscard]] Result<std::span<const store::TodoRow>> next(Engine& engine, const Stage& stage, std::size_t most);
    /// End of the epoch that an instant lies in.
    [[nodiscard]] static Instant epoch_end(Instant at);

  private:
    std::vector<store::TodoRow> epoch_;
    std::size_t taken_ = 0;
};

/// An index over the last days. It is filled anew when a new day begins, so that what it knows on a day depends on the
/// order of the articles only, never on when the process started.
struct CollapseMemory {
    EpochOrder order;
    dedup::Index index;
    std::int64_t day = 0;
    std::int64_t last_seq = 0;
};

struct ClusterMemory {
    explicit ClusterMemory(story::Clusterer with) : clusterer(std::move(with)) {}
    EpochOrder order;
    story::Clusterer clusterer;
    std::int64_t last_seq = 0;   ///< of the log
    std::int64_t saved_seq = 0;  ///< of the stored state
    Instant epoch{};             ///< end of the newest epoch
    bool open = false;           ///< articles were added since it was closed
};

}  // namespace newsloom::pipeline
