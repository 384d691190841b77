/// What an element is to the text in it: where it ends lines, what it stands for, whether it is shown.
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/detail/blocks.h"
#include "html/names.h"

namespace newsloom::extract {

enum class Flow : std::uint8_t { inline_, block, skip, line_break, media };

[[nodiscard]] Flow flow_of(html::Tag tag);

/// The place (one bit, or none) that an element of that name is.
[[nodiscard]] std::uint32_t place_of(html::Tag tag);

/// The places that a role attribute names.
[[nodiscard]] std::uint32_t places_of_role(std::string_view role);

/// Whether a style attribute hides its element.
[[nodiscard]] bool hides(std::string_view style);

}  // namespace newsloom::extract
