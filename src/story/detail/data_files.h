/// The data files of this room (data/story/), compiled in.
#pragma once

#include <optional>
#include <string_view>

namespace newsloom::story::detail {

/// The bytes of data/story/NAME; empty when there is none.
[[nodiscard]] std::string_view data_file(std::string_view name);
/// The number after `"key":` in a file of weights; nothing when it is not there. Keys are unique in these files.
[[nodiscard]] std::optional<float> weight_named(std::string_view json, std::string_view key);

}  // namespace newsloom::story::detail
