#include "story/detail/data_files.h"

#include <charconv>
#include <string>
#include <system_error>

#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

struct File {
    std::string_view name, text;
};
constexpr File kFiles[] = {
#include "story_data.inc"
};

}  // namespace

std::string_view data_file(std::string_view name) {
    for (const File& file : kFiles) {
        if (file.name == name) return file.text;
    }
    return {};
}

std::optional<float> weight_named(std::string_view json, std::string_view key) {
    const std::string quoted = "\"" + std::string(key) + "\":";
    const std::size_t at = json.find(quoted);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view number = ascii::trim(json.substr(at + quoted.size(), 32));
    float value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    if (read.ec != std::errc()) return std::nullopt;
    return value;
}

}  // namespace newsloom::story::detail
