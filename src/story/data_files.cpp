#include "story/detail/data_files.h"

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

}  // namespace newsloom::story::detail
