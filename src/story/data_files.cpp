#include "story/detail/data_files.h"

#include <cstdlib>
#include <string>

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
    const std::string number(json.substr(at + quoted.size(), 32));
    char* end = nullptr;
    const float value = std::strtof(number.c_str(), &end);
    if (end == number.c_str()) return std::nullopt;
    return value;
}

}  // namespace newsloom::story::detail
