/// Element and attribute names as small numbers. Names that are not listed keep their text and share the number
/// `unknown`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsloom::html {

enum class Namespace : std::uint8_t { html, svg, mathml };

/// Known element names (tags.inc), one number per lower-case name whatever the namespace: `Tag::title` is both HTML's
/// and SVG's title.
enum class Tag : std::uint16_t {
    unknown,
#define X(id, lower, svg) id,
#include "html/tags.inc"
#undef X
    count_
};

/// Known attribute names (attributes.inc): `Attr::href`, `Attr::class_`, `Attr::data_src`, `Attr::http_equiv`.
enum class Attr : std::uint16_t {
    unknown,
#define X(id, lower, foreign) id,
#include "html/attributes.inc"
#undef X
    count_
};

inline constexpr std::size_t kTagCount = static_cast<std::size_t>(Tag::count_);
inline constexpr std::size_t kAttrCount = static_cast<std::size_t>(Attr::count_);

/// "div"; "" for unknown. SVG's mixed-case names only when asked for the SVG namespace ("foreignObject").
[[nodiscard]] std::string_view name(Tag tag, Namespace ns = Namespace::html);
[[nodiscard]] std::string_view name(Attr attribute);
/// The number of a lower-case name; unknown when it has none.
[[nodiscard]] Tag tag_of(std::string_view lower_name);
[[nodiscard]] Attr attr_of(std::string_view lower_name);

}  // namespace newsloom::html
