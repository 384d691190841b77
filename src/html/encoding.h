/// Which encoding a page is in (HTML 13.2.3, Encoding standard), and its bytes as UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "html/document.h"

namespace newsloom::html {

struct Encoding {
    std::string_view name = "UTF-8";  ///< the Encoding standard's name, static text
    EncodingConfidence confidence = EncodingConfidence::tentative;
};

/// "latin1" -> "windows-1252"; nothing for a label that the Encoding standard does not list. White space around it and
/// case do not matter.
[[nodiscard]] std::optional<std::string_view> encoding_of_label(std::string_view label);
/// The charset parameter of "text/html; charset=..." (or of a meta's content), as written; nothing when there is none.
[[nodiscard]] std::optional<std::string_view> charset_in(std::string_view content_type);
/// 13.2.3.2 "prescan a byte stream to determine its encoding": the name, over the first 1024 bytes.
[[nodiscard]] std::optional<std::string_view> prescan(std::string_view bytes);
/// Byte order mark, transport (`content_type` may be a bare label), prescan, UTF-8 validity, windows-1252.
[[nodiscard]] Encoding sniff_encoding(std::string_view bytes, std::string_view content_type = {});
/// Decodes by the Encoding standard's name; ill-formed sequences become U+FFFD. The byte order mark of that encoding is
/// dropped.
[[nodiscard]] std::string decode(std::string_view bytes, std::string_view encoding, bool* malformed = nullptr);

}  // namespace newsloom::html
