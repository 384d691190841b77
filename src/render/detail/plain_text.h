/// An edition as plain text: for the mail's first part and for the terminal.
#pragma once

#include <string>

#include "render/detail/line_view.h"

namespace newsloom::render::detail {

struct PlainOptions {
    std::size_t width = 72;
    std::string base;      ///< where the site stands, with its slash; empty: no links to it
    bool links = true;     ///< the sources' addresses below each brief
    bool details = false;  ///< what the story pages have, too (terminal)
};

[[nodiscard]] std::string plain_text(const Page& page, const PlainOptions& options);

}  // namespace newsloom::render::detail
