#include "attribution/detail/data_lists.h"

namespace newsloom::attribution::detail {
namespace {

struct List {
    const char* name;
    const char* text;  // long: its length is counted at run time
};
constexpr List kEnglish[] = {
#include "attribution_en.inc"
};
constexpr List kGerman[] = {
#include "attribution_de.inc"
};

template <std::size_t N>
std::string_view find(const List (&lists)[N], std::string_view name) {
    for (const List& list : lists) {
        if (name == list.name) return list.text;
    }
    return {};
}

}  // namespace

std::string_view data_list(std::string_view language, std::string_view name) {
    return language == "de" ? find(kGerman, name) : find(kEnglish, name);
}

}  // namespace newsloom::attribution::detail
