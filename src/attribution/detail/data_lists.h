/// The files of data/attribution, compiled in.
#pragma once

#include <string_view>

namespace newsloom::attribution::detail {

/// "cues.txt" of "en"; empty when there is none.
[[nodiscard]] std::string_view data_list(std::string_view language, std::string_view name);

}  // namespace newsloom::attribution::detail
