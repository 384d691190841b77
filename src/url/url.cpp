#include "url/url.h"

#include <array>
#include <memory>

#include <curl/curl.h>
#include <libpsl.h>
#include <unicode/uidna.h>

#include "text/ascii.h"

namespace newsloom::url {
namespace {

struct Cleaner {
    void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};
using Handle = std::unique_ptr<CURLU, Cleaner>;

/// A part as libcurl has it; empty when it has none.
std::string part(CURLU* handle, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(handle, which, &text, flags) != CURLUE_OK) return {};
    std::string result(text);
    curl_free(text);
    return result;
}

bool is_ascii(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

/// UTS 46, non-transitional, through ICU: libcurl's own conversion depends on the process's locale. Empty: no host
/// name.
std::string punycode(std::string_view host) {
    UErrorCode code = U_ZERO_ERROR;
    const std::unique_ptr<UIDNA, decltype(&uidna_close)> converter(
        uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE, &code), uidna_close);
    std::array<char, 512> buffer{};
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    const auto size = uidna_nameToASCII_UTF8(converter.get(), host.data(), static_cast<std::int32_t>(host.size()),
                                             buffer.data(), static_cast<std::int32_t>(buffer.size()), &info, &code);
    if (U_FAILURE(code) || info.errors != 0 || size <= 0) return {};
    return {buffer.data(), static_cast<std::size_t>(size)};
}

void append_encoded(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += "0123456789ABCDEF"[byte >> 4];
    out += "0123456789ABCDEF"[byte & 15];
}

/// "https" of "https://..."; empty when the text does not begin with a scheme (RFC 3986, 3.1).
std::string_view scheme_of(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size() &&
           (ascii::is_alnum(text[i]) || (i > 0 && (text[i] == '+' || text[i] == '-' || text[i] == '.'))))
        ++i;
    if (i == 0 || i >= text.size() || text[i] != ':' || !ascii::is_alpha(text[0])) return {};
    return text.substr(0, i);
}

/// What browsers forgive, done once for all callers (URL Standard, 4.4): white space around and line breaks inside go,
/// a backslash before the query is a slash, what may not stand in a URL is percent-encoded, the host is punycode.
/// Nothing when a control character or a host that is none stays.
std::optional<std::string> cleaned(std::string_view given) {
    while (!given.empty() && static_cast<unsigned char>(given.front()) <= ' ')
        given.remove_prefix(1);
    while (!given.empty() && static_cast<unsigned char>(given.back()) <= ' ')
        given.remove_suffix(1);
    std::string text;
    text.reserve(given.size());
    bool before_query = true;
    for (const char c : given) {
        if (c == '\t' || c == '\n' || c == '\r') continue;
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) return std::nullopt;
        if (c == '?' || c == '#') before_query = false;
        text += before_query && c == '\\' ? '/' : c;
    }
    const std::string_view view = text;
    std::size_t at = scheme_of(view).size();
    if (at > 0) ++at;  // the colon
    std::string result(view.substr(0, at));
    if (view.substr(at).starts_with("//")) {
        const std::size_t end = std::min(view.find_first_of("/?#", at + 2), view.size());
        const std::string_view authority = view.substr(at + 2, end - at - 2);
        if (is_ascii(authority)) {
            result += view.substr(at, end - at);
        } else {
            const std::size_t user = authority.rfind('@') == std::string_view::npos ? 0 : authority.rfind('@') + 1;
            const std::size_t port = std::min(authority.find(':', user), authority.size());
            const std::string host = punycode(authority.substr(user, port - user));
            if (host.empty() || !is_ascii(authority.substr(0, user)) || !is_ascii(authority.substr(port)))
                return std::nullopt;
            result.append("//").append(authority.substr(0, user)).append(host).append(authority.substr(port));
        }
        at = end;
    }
    for (const char c : view.substr(at)) {
        if (static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '"' || c == '<' || c == '>' || c == '`') {
            append_encoded(result, c);
        } else {
            result += c;
        }
    }
    return result;
}

/// libcurl decodes "%2F" in hosts; what comes out must still be one (URL Standard, 3.1, forbidden host code points).
bool is_host(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return is_ascii(host) && host.find_first_of(" \"#%/<>?@[\\]^`{|}") == std::string_view::npos;
}

bool is_web_scheme(std::string_view scheme) {
    return ascii::iequals(scheme, "http") || ascii::iequals(scheme, "https");
}

/// A handle over an absolute URL, or the reason why not.
Result<Handle> opened(std::string_view text) {
    if (text.size() > kMostBytes) {
        return fail(Errc::bad_input, "URL of " + std::to_string(text.size()) + " bytes: over the limit");
    }
    const auto clean = cleaned(text);
    const auto refuse = [&](const std::string& why) {
        return fail(Errc::bad_input, "not a URL: \"" + std::string(text.substr(0, 200)) + "\" (" + why + ")");
    };
    if (!clean) return refuse("a control character, or no host name");
    const auto scheme = scheme_of(*clean);
    if (scheme.empty() || !std::string_view(*clean).substr(scheme.size()).starts_with(":/")) {
        return refuse("no scheme such as https://");
    }
    Handle handle(curl_url());
    if (!handle) return fail(Errc::internal, "libcurl: no memory for a URL");
    if (const auto code = curl_url_set(handle.get(), CURLUPART_URL, clean->c_str(), CURLU_NON_SUPPORT_SCHEME);
        code != CURLUE_OK) {
        return refuse(curl_url_strerror(code));
    }
    if (const std::string host = part(handle.get(), CURLUPART_HOST);
        (is_web_scheme(scheme) && host.empty()) || !is_host(host))
        return refuse(host.empty() ? "no host" : "no host name");
    return handle;
}

Url parts_of(CURLU* handle) {
    Url url;
    url.scheme = ascii::lower(part(handle, CURLUPART_SCHEME));
    url.user = part(handle, CURLUPART_USER);
    if (const auto password = part(handle, CURLUPART_PASSWORD); !password.empty()) url.user += ":" + password;
    url.host = ascii::lower(part(handle, CURLUPART_HOST));
    url.port = part(handle, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
    url.path = part(handle, CURLUPART_PATH);
    url.query = part(handle, CURLUPART_QUERY);
    url.fragment = part(handle, CURLUPART_FRAGMENT);
    return url;
}

/// Letters, digits and what else may stand in a path or query and is left as it is by everybody.
constexpr bool is_plain(char c) {
    return ascii::is_alnum(c) || c == '/' || c == '-' || c == '_' || c == '.' || c == ',' || c == '~' || c == '=' ||
           c == '&' || c == '+' || c == ';' || c == '!' || c == '*' || c == '(' || c == ')';
}

/// Whether a path with its query ("/a/b.html?c=d") is written in plain characters, with no dot segment: libcurl would
/// give it back as it is.
bool is_plain_path(std::string_view path) {
    char last = '\0';
    bool query = false;
    for (const char c : path) {
        if (c == '?' && !query) {
            query = true;
        } else if (!is_plain(c) || (c == '.' && last == '/' && !query)) {
            return false;
        }
        last = c;
    }
    return path.starts_with('/') && last != '?';
}

/// The bytes of "https://host.name" when it is all lower case, of two labels at least, the last of them no number;
/// else 0.
std::size_t plain_origin(std::string_view url) {
    std::size_t begin = 0;
    if (url.starts_with("https://")) {
        begin = 8;
    } else if (url.starts_with("http://")) {
        begin = 7;
    } else {
        return 0;
    }
    std::size_t end = begin;
    std::size_t label = begin;
    bool several = false;
    for (; end < url.size() && url[end] != '/'; ++end) {
        if (url[end] == '.') {
            if (end == label) return 0;
            label = end + 1;
            several = true;
        } else if (!ascii::is_lower(url[end]) && !ascii::is_digit(url[end]) && url[end] != '-') {
            return 0;
        }
    }
    return several && end - begin < 200 && end > label && ascii::is_lower(url[label]) ? end : 0;
}

}  // namespace

std::string Url::text() const {
    std::string result = scheme + "://";
    if (!user.empty()) result += user + "@";
    result += host;
    if (!port.empty()) result += ":" + port;
    result += path;
    if (!query.empty()) result += "?" + query;
    if (!fragment.empty()) result += "#" + fragment;
    return result;
}

Result<Url> parse(std::string_view text) {
    NL_TRY(const Handle handle, opened(text));
    return parts_of(handle.get());
}

std::optional<std::string> resolve(std::string_view base, std::string_view reference) {
    // Most references need no parser: nothing in them is to be changed.
    if (reference.size() <= kMostBytes) {
        if (const auto origin = plain_origin(reference); origin > 0 && is_plain_path(reference.substr(origin)))
            return std::string(reference);
        if (reference.starts_with('/') && !reference.starts_with("//") && is_plain_path(reference)) {
            const auto origin = plain_origin(base);
            if (origin > 0 && base.size() <= kMostBytes && is_plain_path(base.substr(origin)))
                return std::string(base.substr(0, origin)).append(reference);
        }
    }
    const auto clean = cleaned(reference);
    if (!clean || clean->size() > kMostBytes) return std::nullopt;
    const auto scheme = scheme_of(*clean);
    if (!scheme.empty()) {
        if (!is_web_scheme(scheme)) return std::nullopt;
        const auto parsed = parse(*clean);
        return parsed ? std::optional(parsed->text()) : std::nullopt;
    }
    const auto handle = opened(base);
    if (!handle) return std::nullopt;
    if (!clean->empty() &&
        curl_url_set(handle->get(), CURLUPART_URL, clean->c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return std::nullopt;
    const Url url = parts_of(handle->get());
    if (!url.is_web() || url.host.empty()) return std::nullopt;
    return url.text();
}

std::string registrable_domain(std::string_view url_or_host) {
    std::string name =
        url_or_host.find("://") == std::string_view::npos ? ascii::lower(url_or_host) : host(url_or_host);
    while (!name.empty() && name.back() == '.')
        name.pop_back();
    const bool address = name.starts_with('[') || name.find_first_not_of("0123456789.") == std::string::npos;
    if (name.empty() || address) return name;
    const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
    return domain != nullptr ? domain : name;
}

std::string host(std::string_view url) {
    if (const auto origin = plain_origin(url);
        origin > 0 && url.size() <= kMostBytes && is_plain_path(url.substr(origin)))
        return std::string(url.substr(url.find("//") + 2, origin - url.find("//") - 2));
    const auto parsed = parse(url);
    return parsed ? parsed->host : std::string();
}

}  // namespace newsloom::url
