/// "; did you mean \"net.timeout_seconds\"?"
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace newsloom::config {

/// Empty when nothing is near (edit distance over a third of the word).
[[nodiscard]] std::string did_you_mean(std::string_view given, std::span<const std::string> known);

}  // namespace newsloom::config
