/// The templates of data/themes/default, compiled in, and how they are filled.
#pragma once

#include <string>
#include <string_view>

#include "render/detail/view.h"
#include "render/render.h"

namespace newsloom::render::detail {

/// Fills a template ("front.mustache"). `{{> name}}` takes in name.mustache; `{{#label}}section.top{{/label}}` prints a
/// label of the catalogue: the only way for a template to have words. Everything else is escaped for HTML unless
/// written with three braces.
[[nodiscard]] std::string fill(std::string_view name, const View& view, const LabelText& label_text);

/// A file of the theme as it is ("style.css"). Empty when there is none.
[[nodiscard]] std::string_view theme_file(std::string_view name);

}  // namespace newsloom::render::detail
