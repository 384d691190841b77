/// The compiled-in catalogue, for tests and for the renderer's self-check.
#pragma once

#include <span>
#include <string_view>

namespace newsloom::edition::detail {

struct LabelEntry {
    std::string_view language, id, text;
};

/// Sorted by language, then id.
[[nodiscard]] std::span<const LabelEntry> label_catalogue();

}  // namespace newsloom::edition::detail
