/// One story as the templates see it.
#pragma once

#include "render/detail/line_view.h"

namespace newsloom::render::detail {

/// `story_url` is the way from the page being rendered to the story's own page.
[[nodiscard]] View story_view(const Page& page, const PrintedStory& story, const std::string& story_url);

/// The brief's lines in paragraphs: lines that a label opens ("Not yet known: ...") stand alone.
struct Paragraph {
    bool note = false;
    std::vector<const Line*> lines;
};
[[nodiscard]] std::vector<Paragraph> paragraphs_of(const std::vector<Line>& brief);

/// Reports over time as bars, for an inline SVG of 320 x 56, with a sentence that says the same. No plot for fewer than
/// three times.
void add_plot(const Page& page, const PrintedStory& story, View& view);

}  // namespace newsloom::render::detail
