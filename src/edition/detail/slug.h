/// File names from headlines.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::edition::detail {

/// Lower-case ASCII words joined by hyphens, at most `most` bytes, cut between words: "Küstenwache: Flug über die Enge"
/// -> "kuestenwache-flug-ueber-die-enge". Empty when the text has no Latin letter or digit.
[[nodiscard]] std::string slug(std::string_view text, std::size_t most = 60);

}  // namespace newsloom::edition::detail
