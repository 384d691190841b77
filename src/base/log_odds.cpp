#include "base/log_odds.h"

#include <charconv>
#include <string>
#include <system_error>

namespace newsloom {

std::optional<float> weight_named(std::string_view json, std::string_view key) {
    const std::string quoted = "\"" + std::string(key) + "\":";
    std::size_t at = json.find(quoted);
    if (at == std::string_view::npos) return std::nullopt;
    at = json.find_first_not_of(" \t\r\n", at + quoted.size());
    if (at == std::string_view::npos) return std::nullopt;
    float value = 0;
    const auto read = std::from_chars(json.data() + at, json.data() + json.size(), value);
    if (read.ec != std::errc()) return std::nullopt;
    return value;
}

}  // namespace newsloom
