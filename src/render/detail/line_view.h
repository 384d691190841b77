/// Lines, marks and times as templates and plain text see them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "render/detail/view.h"
#include "render/render.h"

namespace newsloom::render::detail {

/// Foreign text made fit to print: UTF-8, white space collapsed, no control characters and none that turn the direction
/// of writing.
[[nodiscard]] std::string clean(std::string_view text);

/// One edition being rendered: its language, its labels, and what later editions have corrected.
struct Page {
    const Edition* edition = nullptr;
    const LabelText* label_text = nullptr;
    std::string root;  ///< "" or "../": the way to the site's root
    /// Line id -> the edition that corrects it.
    const std::map<std::string, const Edition*>* corrected = nullptr;

    [[nodiscard]] std::string label(const std::string& id, std::vector<Computed> slots = {}) const;
    /// "11 May, 14:10 UTC".
    [[nodiscard]] std::string time(Instant at) const;
    [[nodiscard]] std::string day(Date day) const;
};

/// What the line prints, cleaned.
[[nodiscard]] std::string text_of(const Page& page, const Line& line);
/// {id, pieces: [{is_label, is_quoted, is_computed, is_editor, text, lang, by}], marks: [...], corrected, any}.
[[nodiscard]] View line_view(const Page& page, const Line& line);
[[nodiscard]] View lines_view(const Page& page, const std::vector<Line>& lines);
/// {name, url, has_url, title, time, paywalled}. `words` are those that the link opens at.
[[nodiscard]] View mark_view(const Page& page, const SourceMark& mark, std::string_view words = {});

}  // namespace newsloom::render::detail
