/// Which language a text is written in.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::lang {

/// BCP 47 primary language ("en", "de", "zh-Hant"), "und" when the text is too short or unclear. CLD2; reads at most
/// the first 2 KiB. Thread-safe.
[[nodiscard]] std::string language_of(std::string_view text);

/// "de-AT" -> "de"; lower case.
[[nodiscard]] std::string primary_language(std::string_view tag);

}  // namespace newsloom::lang
