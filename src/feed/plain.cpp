#include <algorithm>
#include <array>
#include <charconv>

#include "feed/detail/xml.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::feed {
namespace {

struct Reference {
    std::string_view name;
    char32_t code_point;
};

/// XML's five, HTML 4's Latin-1 names, and the punctuation that newsrooms type; sorted by name (bytes).
constexpr std::array kReferences = {
    Reference{"AElig", 0xC6},    Reference{"Aacute", 0xC1},   Reference{"Acirc", 0xC2},   Reference{"Agrave", 0xC0},
    Reference{"Aring", 0xC5},    Reference{"Atilde", 0xC3},   Reference{"Auml", 0xC4},    Reference{"Ccedil", 0xC7},
    Reference{"ETH", 0xD0},      Reference{"Eacute", 0xC9},   Reference{"Ecirc", 0xCA},   Reference{"Egrave", 0xC8},
    Reference{"Euml", 0xCB},     Reference{"Iacute", 0xCD},   Reference{"Icirc", 0xCE},   Reference{"Igrave", 0xCC},
    Reference{"Iuml", 0xCF},     Reference{"Ntilde", 0xD1},   Reference{"OElig", 0x152},  Reference{"Oacute", 0xD3},
    Reference{"Ocirc", 0xD4},    Reference{"Ograve", 0xD2},   Reference{"Oslash", 0xD8},  Reference{"Otilde", 0xD5},
    Reference{"Ouml", 0xD6},     Reference{"Scaron", 0x160},  Reference{"THORN", 0xDE},   Reference{"Uacute", 0xDA},
    Reference{"Ucirc", 0xDB},    Reference{"Ugrave", 0xD9},   Reference{"Uuml", 0xDC},    Reference{"Yacute", 0xDD},
    Reference{"Zcaron", 0x17D},  Reference{"aacute", 0xE1},   Reference{"acirc", 0xE2},   Reference{"acute", 0xB4},
    Reference{"aelig", 0xE6},    Reference{"agrave", 0xE0},   Reference{"amp", '&'},      Reference{"apos", '\''},
    Reference{"aring", 0xE5},    Reference{"atilde", 0xE3},   Reference{"auml", 0xE4},    Reference{"bdquo", 0x201E},
    Reference{"bull", 0x2022},   Reference{"ccedil", 0xE7},   Reference{"cent", 0xA2},    Reference{"copy", 0xA9},
    Reference{"dagger", 0x2020}, Reference{"deg", 0xB0},      Reference{"divide", 0xF7},  Reference{"eacute", 0xE9},
    Reference{"ecirc", 0xEA},    Reference{"egrave", 0xE8},   Reference{"emsp", 0x2003},  Reference{"ensp", 0x2002},
    Reference{"eth", 0xF0},      Reference{"euml", 0xEB},     Reference{"euro", 0x20AC},  Reference{"frac12", 0xBD},
    Reference{"frac14", 0xBC},   Reference{"frac34", 0xBE},   Reference{"gt", '>'},       Reference{"hellip", 0x2026},
    Reference{"iacute", 0xED},   Reference{"icirc", 0xEE},    Reference{"iexcl", 0xA1},   Reference{"igrave", 0xEC},
    Reference{"iquest", 0xBF},   Reference{"iuml", 0xEF},     Reference{"laquo", 0xAB},   Reference{"ldquo", 0x201C},
    Reference{"lsaquo", 0x2039}, Reference{"lsquo", 0x2018},  Reference{"lt", '<'},       Reference{"mdash", 0x2014},
    Reference{"micro", 0xB5},    Reference{"middot", 0xB7},   Reference{"minus", 0x2212}, Reference{"nbsp", 0xA0},
    Reference{"ndash", 0x2013},  Reference{"not", 0xAC},      Reference{"ntilde", 0xF1},  Reference{"oacute", 0xF3},
    Reference{"ocirc", 0xF4},    Reference{"oelig", 0x153},   Reference{"ograve", 0xF2},  Reference{"ordf", 0xAA},
    Reference{"ordm", 0xBA},     Reference{"oslash", 0xF8},   Reference{"otilde", 0xF5},  Reference{"ouml", 0xF6},
    Reference{"para", 0xB6},     Reference{"plusmn", 0xB1},   Reference{"pound", 0xA3},   Reference{"prime", 0x2032},
    Reference{"quot", '"'},      Reference{"raquo", 0xBB},    Reference{"rdquo", 0x201D}, Reference{"reg", 0xAE},
    Reference{"rsaquo", 0x203A}, Reference{"rsquo", 0x2019},  Reference{"sbquo", 0x201A}, Reference{"scaron", 0x161},
    Reference{"sect", 0xA7},     Reference{"shy", 0xAD},      Reference{"sup2", 0xB2},    Reference{"sup3", 0xB3},
    Reference{"szlig", 0xDF},    Reference{"thinsp", 0x2009}, Reference{"thorn", 0xFE},   Reference{"times", 0xD7},
    Reference{"trade", 0x2122},  Reference{"uacute", 0xFA},   Reference{"ucirc", 0xFB},   Reference{"ugrave", 0xF9},
    Reference{"uuml", 0xFC},     Reference{"yacute", 0xFD},   Reference{"yen", 0xA5},     Reference{"yuml", 0xFF},
    Reference{"zcaron", 0x17E},  Reference{"zwj", 0x200D},    Reference{"zwnj", 0x200C},
};

/// Numbers 128-159 mean windows-1252 (HTML 13.2.5.80).
constexpr std::array<char32_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

/// The code point of "amp", "#8217" or "#x2019"; 0 when not known.
char32_t code_point_of(std::string_view name) {
    if (!name.starts_with('#')) {
        const auto found = std::lower_bound(kReferences.begin(), kReferences.end(), name,
                                            [](const Reference& r, std::string_view n) { return r.name < n; });
        return found != kReferences.end() && found->name == name ? found->code_point : 0;
    }
    name.remove_prefix(1);
    const bool is_hex = name.starts_with('x') || name.starts_with('X');
    if (is_hex) name.remove_prefix(1);
    unsigned value = 0;
    const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), value, is_hex ? 16 : 10);
    if (code != std::errc{} || end != name.data() + name.size()) return 0;
    if (value >= 0x80 && value < 0xA0) return kWindows1252[value - 0x80];
    if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return utf8::kReplacement;
    return static_cast<char32_t>(value);
}

bool breaks_words(std::string_view tag) {
    constexpr std::array kBlocks = {"p",  "br", "div", "li", "ul", "ol", "td",
                                    "tr", "h1", "h2",  "h3", "h4", "hr", "img"};
    return std::any_of(kBlocks.begin(), kBlocks.end(), [&](std::string_view b) { return ascii::iequals(tag, b); });
}

}  // namespace

std::string decode_references(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t at = std::min(text.find('&'), text.size());
        result += text.substr(0, at);
        text.remove_prefix(at);
        if (text.empty()) break;
        const std::size_t end = text.substr(0, 12).find(';');
        const char32_t c = end == std::string_view::npos ? 0 : code_point_of(text.substr(1, end - 1));
        if (c == 0) {
            result += '&';
            text.remove_prefix(1);
        } else {
            utf8::append(result, c);
            text.remove_prefix(end + 1);
        }
    }
    return result;
}

std::string plain_text(std::string_view html) {
    if (html.find_first_of("<&") == std::string_view::npos) return collapse_whitespace(html);
    std::string without;
    without.reserve(html.size());
    for (std::size_t i = 0; i < html.size();) {
        const bool is_tag = html[i] == '<' && i + 1 < html.size() &&
                            (ascii::is_alpha(html[i + 1]) || html[i + 1] == '/' || html[i + 1] == '!');
        const std::size_t end = is_tag ? html.find('>', i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            without += html[i++];
            continue;
        }
        std::string_view tag = html.substr(i + 1, end - i - 1);
        if (tag.starts_with('/')) tag.remove_prefix(1);
        if (breaks_words(tag.substr(0, tag.find_first_of(" \t\r\n/")))) without += ' ';
        i = end + 1;
    }
    return collapse_whitespace(decode_references(without));
}

}  // namespace newsloom::feed
