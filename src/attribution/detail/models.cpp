#include "attribution/detail/models.h"

#include "attribution/detail/data_lists.h"

namespace newsloom::attribution::detail {
namespace {

Models load(std::string_view language) {
    const auto scorer = [&](std::string_view name) { return Scorer(data_list(language, name)); };
    return {scorer("cue.weights.txt"), scorer("content.weights.txt"), scorer("left.weights.txt"),
            scorer("right.weights.txt"), scorer("source.weights.txt")};
}

}  // namespace

const Models& Models::of(std::string_view language) {
    static const Models english = load("en");
    static const Models german = load("de");
    return language == "de" ? german : english;
}

}  // namespace newsloom::attribution::detail
