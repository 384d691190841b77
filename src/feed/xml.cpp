#include "feed/detail/xml.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <sstream>

#include <unicode/ucnv.h>

#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::feed {
namespace {

/// "windows-1252" of `<?xml version="1.0" encoding="windows-1252"?>`; empty when not given.
std::string declared_encoding(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 512);
    const std::size_t start = head.find("<?xml");
    if (start == std::string_view::npos) return {};
    const std::string_view declaration = head.substr(start, head.find("?>", start) - start);
    const std::size_t at = ascii::ifind(declaration, "encoding");
    if (at == std::string_view::npos) return {};
    const std::size_t open = declaration.find_first_of("\"'", at);
    if (open == std::string_view::npos) return {};
    const std::size_t close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return {};
    return ascii::lower(ascii::trim(declaration.substr(open + 1, close - open - 1)));
}

/// ISO-8859-1 as everybody means it (Encoding standard, 4.2).
std::string converter_name(const std::string& label) {
    if (label == "iso-8859-1" || label == "latin1" || label == "us-ascii" || label == "ascii" || label == "iso8859-1")
        return "windows-1252";
    if (label == "gb2312" || label == "gbk") return "gb18030";
    if (label == "iso-8859-9") return "windows-1254";
    return label;
}

std::optional<std::string> converted(std::string_view bytes, const std::string& label) {
    UErrorCode code = U_ZERO_ERROR;
    std::string result(bytes.size() * 3 + 16, '\0');
    const auto size =
        ucnv_convert("UTF-8", converter_name(label).c_str(), result.data(), static_cast<std::int32_t>(result.size()),
                     bytes.data(), static_cast<std::int32_t>(bytes.size()), &code);
    if (U_FAILURE(code) || size < 0) return std::nullopt;
    result.resize(static_cast<std::size_t>(size));
    return result;
}

void drop_control_characters(std::string& text) {
    std::erase_if(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
    });
}

/// Namespaces by what is left of their URI without case, scheme and a last slash.
struct Namespace {
    std::string_view uri, prefix;
};
constexpr std::array kNamespaces = {
    Namespace{"purl.org/dc/elements/1.1", "dc"},
    Namespace{"purl.org/dc/terms", "dcterms"},
    Namespace{"purl.org/rss/1.0/modules/content", "content"},
    Namespace{"purl.org/rss/1.0/modules/syndication", "sy"},
    Namespace{"purl.org/rss/1.0/modules/dc", "dc"},
    Namespace{"www.w3.org/2005/atom", "atom"},
    Namespace{"purl.org/atom/ns#", "atom"},
    Namespace{"search.yahoo.com/mrss", "media"},
    Namespace{"www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    Namespace{"www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    Namespace{"rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    Namespace{"www.w3.org/1999/xhtml", "xhtml"},
    Namespace{"purl.org/rss/1.0", ""},
    Namespace{"my.netscape.com/rdf/simple/0.9", ""},
    Namespace{"my.netscape.com/publish/formats/rss-0.91.dtd", ""},
    Namespace{"backend.userland.com/rss2", ""},
    Namespace{"blogs.law.harvard.edu/tech/rss", ""},
};

std::optional<std::string_view> known_prefix(std::string_view given) {
    std::string uri = ascii::lower(ascii::trim(given));
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (uri.starts_with(scheme)) uri.erase(0, scheme.size());
    }
    while (uri.ends_with('/'))
        uri.pop_back();
    for (const auto& known : kNamespaces) {
        if (known.uri == uri) return known.prefix;
    }
    return std::nullopt;
}

/// The next node in document order below `root`; none at the end. No recursion.
pugi::xml_node next_below(pugi::xml_node node, pugi::xml_node root) {
    if (node.first_child()) return node.first_child();
    while (node && node != root) {
        if (node.next_sibling()) return node.next_sibling();
        node = node.parent();
    }
    return {};
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::vector<std::string>& problems) {
    const auto has_nul = [&](std::size_t at) { return bytes.size() > at && bytes[at] == '\0'; };
    std::string encoding;
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
        encoding = "utf-8";
    } else if (bytes.starts_with("\xFE\xFF") || (has_nul(0) && !has_nul(1))) {
        encoding = "utf-16be";
    } else if (bytes.starts_with("\xFF\xFE") || (!has_nul(0) && has_nul(1))) {
        encoding = "utf-16le";
    } else {
        encoding = declared_encoding(bytes);
    }
    std::string text;
    const bool is_utf8 = encoding.empty() || encoding == "utf-8" || encoding == "utf8";
    if ((is_utf8 || encoding.starts_with("utf-16") || encoding.starts_with("utf16") || encoding == "us-ascii") &&
        bytes.find('\0') == std::string_view::npos && utf8::is_valid(bytes)) {
        text = bytes;  // UTF-8 whatever it calls itself
    } else if (is_utf8) {
        // Some multi-byte sequences are right: damaged UTF-8. None: a page of the West that does not say so.
        const std::string repaired = utf8::repaired(bytes);
        bool any = false;
        for (std::size_t i = 0; i < repaired.size() && !any;) {
            const auto next = utf8::decode(repaired, i);
            any = next.code_point >= 0x80 && next.code_point != utf8::kReplacement;
            i += next.size;
        }
        text = any ? repaired : converted(bytes, "windows-1252").value_or(repaired);
        problems.push_back(any ? "ill-formed UTF-8: damaged characters replaced" : "not UTF-8: read as windows-1252");
    } else if (auto converted_text = converted(bytes, encoding)) {
        text = std::move(*converted_text);
        if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    } else {
        problems.push_back("unknown encoding \"" + encoding.substr(0, 40) + "\"");
        text = utf8::is_valid(bytes) ? std::string(bytes) : converted(bytes, "windows-1252").value_or(std::string());
    }
    drop_control_characters(text);
    return text;
}

void load(pugi::xml_document& document, const std::string& utf8, std::vector<std::string>& problems) {
    // Feeds behind a blank line, a stray word or a warning of the server's: the markup begins at the first "<".
    const std::size_t start = std::min(utf8.find('<'), utf8.size());
    const auto result = document.load_buffer(utf8.data() + start, utf8.size() - start,
                                             pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (result.status == pugi::status_ok) return;
    problems.push_back(std::string("not well-formed XML (") + result.description() + " at byte " +
                       std::to_string(start + static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0))) +
                       "): read tolerantly");
    document.reset();
    read_tolerant(document, std::string_view(utf8).substr(start));
}

Names::Names(pugi::xml_node root) {
    for (pugi::xml_node node = root; node; node = next_below(node, root)) {
        for (const pugi::xml_attribute a : node.attributes()) {
            const std::string name = ascii::lower(a.name());
            if (!name.starts_with("xmlns:")) continue;
            const auto known = known_prefix(a.value());
            prefixes_.emplace(name.substr(6), known ? std::string(*known) : name.substr(6));
        }
    }
}

std::string Names::of(pugi::xml_node node) const {
    std::string name = ascii::lower(node.name());
    const std::size_t colon = name.find(':');
    if (colon == std::string::npos) return name;
    const std::string local = name.substr(colon + 1);
    const auto found = prefixes_.find(name.substr(0, colon));
    if (found == prefixes_.end()) return name;
    return found->second.empty() ? local : found->second + ":" + local;
}

std::string text_of(pugi::xml_node node) {
    std::string result;
    for (pugi::xml_node at = node; at; at = next_below(at, node)) {
        if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) result += at.value();
    }
    return std::string(ascii::trim(result));
}

std::string html_of(pugi::xml_node node) {
    const auto children = node.children();
    if (std::none_of(children.begin(), children.end(),
                     [](const pugi::xml_node& child) { return child.type() == pugi::node_element; }))
        return text_of(node);
    std::ostringstream out;
    for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_cdata) {
            out << child.value();
        } else {
            child.print(out, "", pugi::format_raw, pugi::encoding_utf8);
        }
    }
    return std::string(ascii::trim(out.str()));
}

std::string escape_html(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

std::string attribute(pugi::xml_node node, std::string_view lower_name) {
    for (const pugi::xml_attribute a : node.attributes()) {
        if (ascii::iequals(a.name(), lower_name)) return std::string(ascii::trim(a.value()));
    }
    return {};
}

std::string base_at(pugi::xml_node node, std::string_view feed_url) {
    std::vector<std::string> given;  // innermost first
    for (int level = 0; node && level < 64; ++level, node = node.parent()) {
        if (std::string base = attribute(node, "xml:base"); !base.empty()) given.push_back(std::move(base));
    }
    std::string result(feed_url);
    for (auto it = given.rbegin(); it != given.rend(); ++it) {
        if (const auto next = url::resolve(result, *it)) result = *next;
    }
    return result;
}

std::string absolute(std::string_view base, std::string_view reference) {
    const std::string_view trimmed = ascii::trim(reference);
    if (trimmed.empty()) return {};
    return url::resolve(base, trimmed).value_or(std::string(trimmed));
}

}  // namespace newsloom::feed
