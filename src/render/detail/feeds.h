/// The editions' stories as Atom (RFC 4287) and JSON Feed 1.1: one entry for each story that an edition tells as a
/// brief.
#pragma once

#include <span>
#include <string>

#include "render/render.h"

namespace newsloom::render::detail {

[[nodiscard]] std::string atom_feed(std::span<const Edition> editions, const LabelText& label_text,
                                    const SiteOptions& options);
[[nodiscard]] std::string json_feed(std::span<const Edition> editions, const LabelText& label_text,
                                    const SiteOptions& options);

}  // namespace newsloom::render::detail
