/// Decoding legacy encodings, by ICU's converters under the Encoding standard's names.
#include <algorithm>
#include <array>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include "html/encoding.h"
#include "text/utf8.h"

namespace newsloom::html {

namespace {

/// ICU's name for the table that the standard means.
std::string_view converter_name(std::string_view encoding) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kOthers = {{
        {"ISO-8859-8-I", "ISO-8859-8"},
        {"GBK", "gb18030"},
        {"Big5", "Big5-HKSCS"},
        {"Shift_JIS", "ibm-943_P15A-2003"},
        {"EUC-KR", "windows-949"},
        {"x-mac-cyrillic", "macos-7_3-10.2"},
        {"macintosh", "macos-0_2-10.2"},
        {"windows-874", "windows-874-2000"},
        {"IBM866", "ibm-866_P100-1995"},
    }};
    for (const auto& [name, icu] : kOthers)
        if (name == encoding) return icu;
    return encoding;
}

constexpr std::uint16_t kWindows1252[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                            0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// Encodings of one byte per character without a table: windows-1252 (the web's default) and x-user-defined.
template <class Map>
std::string decode_single(std::string_view bytes, Map map) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 16 + 16);
    std::size_t at = 0;
    while (at < bytes.size()) {
        std::size_t end = at;
        while (end < bytes.size() && static_cast<unsigned char>(bytes[end]) < 0x80)
            ++end;
        text.append(bytes, at, end - at);
        for (at = end; at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80; ++at)
            utf8::append(text, map(static_cast<unsigned char>(bytes[at])));
    }
    return text;
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

}  // namespace

std::string decode(std::string_view bytes, std::string_view encoding, bool* malformed) {
    if (malformed != nullptr) *malformed = false;
    if (encoding == "UTF-8") {
        if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        if (utf8::is_valid(bytes)) return std::string(bytes);
        if (malformed != nullptr) *malformed = true;
        return utf8::repaired(bytes);
    }
    if (encoding == "windows-1252")
        return decode_single(
            bytes, [](unsigned char c) { return static_cast<char32_t>(c < 0xA0 ? kWindows1252[c - 0x80] : c); });
    if (encoding == "x-user-defined")
        return decode_single(bytes, [](unsigned char c) { return static_cast<char32_t>(0xF700 + c); });
    if (encoding == "replacement") {
        if (malformed != nullptr) *malformed = !bytes.empty();
        return bytes.empty() ? std::string() : std::string("\xEF\xBF\xBD");
    }
    if (encoding == "UTF-16LE" && bytes.starts_with("\xFF\xFE")) bytes.remove_prefix(2);
    if (encoding == "UTF-16BE" && bytes.starts_with("\xFE\xFF")) bytes.remove_prefix(2);

    UErrorCode status = U_ZERO_ERROR;
    const std::string name(converter_name(encoding));
    const std::unique_ptr<UConverter, CloseConverter> from(ucnv_open(name.c_str(), &status));
    const std::unique_ptr<UConverter, CloseConverter> to(ucnv_open("UTF-8", &status));
    if (U_FAILURE(status)) {  // no such table in this ICU: ASCII is kept
        if (malformed != nullptr) *malformed = true;
        return utf8::repaired(bytes);
    }
    std::string text;
    text.reserve(bytes.size() * 3 / 2 + 64);
    const char* source = bytes.data();
    const char* const source_end = source + bytes.size();
    std::array<UChar, 2048> pivot{};
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    std::array<char, 8192> buffer{};
    UBool reset = 1;
    do {
        status = U_ZERO_ERROR;
        char* target = buffer.data();
        ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source, source_end, pivot.data(),
                       &pivot_source, &pivot_target, pivot.data() + pivot.size(), reset, 1, &status);
        reset = 0;
        text.append(buffer.data(), static_cast<std::size_t>(target - buffer.data()));
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (malformed != nullptr && text.find("\xEF\xBF\xBD") != std::string::npos) *malformed = true;
    return text;
}

}  // namespace newsloom::html
