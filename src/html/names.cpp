#include "html/names.h"

#include "html/detail/name_table.h"
#include "html/name_factors.inc"

namespace newsloom::html {

constexpr std::array<std::string_view, kTagCount> kTagNames = {
    "",
#define X(id, lower, svg) lower,
#include "html/tags.inc"
#undef X
};
constexpr std::array<std::string_view, kTagCount> kSvgTagNames = {
    "",
#define X(id, lower, svg) svg,
#include "html/tags.inc"
#undef X
};
constexpr std::array<std::string_view, kAttrCount> kAttrNames = {
    "",
#define X(id, lower, foreign) lower,
#include "html/attributes.inc"
#undef X
};
constexpr std::array<std::string_view, kAttrCount> kForeignAttrNames = {
    "",
#define X(id, lower, foreign) foreign,
#include "html/attributes.inc"
#undef X
};
constexpr NameTable<kTagCount> kTagTable(kTagNames, kTagFactor);
constexpr NameTable<kAttrCount> kAttrTable(kAttrNames, kAttrFactor);
static_assert(kTagTable.is_perfect() && kAttrTable.is_perfect());

std::string_view name(Tag tag, Namespace ns) {
    return ns == Namespace::svg ? kSvgTagNames[static_cast<std::size_t>(tag)]
                                : kTagNames[static_cast<std::size_t>(tag)];
}
std::string_view name(Attr attribute) { return kAttrNames[static_cast<std::size_t>(attribute)]; }

Tag tag_of(std::string_view lower_name) {
    const auto tag = static_cast<Tag>(kTagTable.find(NameWords::of(lower_name)));
    return name(tag) == lower_name ? tag : Tag::unknown;
}
Attr attr_of(std::string_view lower_name) {
    const auto attribute = static_cast<Attr>(kAttrTable.find(NameWords::of(lower_name)));
    return name(attribute) == lower_name ? attribute : Attr::unknown;
}

}  // namespace newsloom::html
