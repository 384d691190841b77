/// The printed form of an edition: what `newsloom edition --json` prints and what the ledger freezes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/edition.h"

namespace newsloom::printed {

/// Complete: `edition_from_json(to_json(e))` prints the same lines. Offsets in bytes.
[[nodiscard]] std::string to_json(const Edition& edition);
[[nodiscard]] Result<Edition> edition_from_json(std::string_view json);

/// One line alone, as the ledger keeps it for `explain`.
[[nodiscard]] std::string to_json(const Line& line);
[[nodiscard]] Result<Line> line_from_json(std::string_view json);

}  // namespace newsloom::printed
