/// deliver: what waits in the outbox, sent. Mail cannot be undone, so every step is in the ledger before it is done.
///
/// pending -> sending -> sent | failed | doubtful. A row is `sending` in the ledger before its first byte goes out, and
/// gets its end state after the server's answer. Rows found `sending` at the start belong to a sender that was killed:
/// they become `doubtful`. Doubtful rows are sent again with the same bytes and Message-ID: none is lost, and copies
/// are possible of those rows alone (RFC 1047).
#pragma once

#include <cstdint>
#include <string>

#include "base/instant.h"
#include "net/deliverer.h"
#include "pipeline/newsloom.h"

namespace newsloom::pipeline {

struct DeliverRequest {
    Instant now{};
    std::string edition{};  ///< key; empty: all
    bool dry_run = false;   ///< counts what would be sent
};

struct DeliverReport {
    std::uint64_t sent = 0;
    std::uint64_t failed = 0;    ///< refused for good, or no longer subscribed
    std::uint64_t doubtful = 0;  ///< delivered perhaps; sent again at the next call
    std::uint64_t waiting = 0;   ///< deferred, or due later; of a dry run: what would be sent
    bool stopped = false;        ///< Options::stop said so, or no server answered: call again to go on
    std::string why{};           ///< the last answer that was no yes
};

}  // namespace newsloom::pipeline
