/// Tree to HTML: the standard's fragment serialisation (13.3).
#pragma once

#include <string>

#include "html/document.h"

namespace newsloom::html {

/// The node's children (innerHTML).
[[nodiscard]] std::string inner_html(const Node& node, bool scripting = false);
/// The node and its children (outerHTML).
[[nodiscard]] std::string outer_html(const Node& node, bool scripting = false);
void append_html(std::string& out, const Node& node, bool scripting = false);

/// The standard's escaping of text (& no-break space < >) and of attribute values (" as well).
void append_escaped_text(std::string& out, std::string_view text);
void append_escaped_attribute(std::string& out, std::string_view text);

}  // namespace newsloom::html
