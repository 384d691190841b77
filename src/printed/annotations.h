/// The printed form of annotations: what `newsloom attribute` prints and what the store keeps.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "json/writer.h"
#include "model/annotations.h"
#include "text/utf8.h"

namespace newsloom::printed {

/// Writes "attributions", "quantities", "unknowns", "theses" of CLI.md's `attribute` form into an open object. `text`
/// is the article's text.
void write_fields(json::Writer& w, const Annotations& annotations, std::string_view text,
                  utf8::OffsetUnit unit = utf8::OffsetUnit::code_points);

/// The stored form: also sentences and names; byte ranges, without the texts they point at.
[[nodiscard]] std::string to_json(const Annotations& annotations);
[[nodiscard]] Result<Annotations> annotations_from_json(std::string_view json);

}  // namespace newsloom::printed
