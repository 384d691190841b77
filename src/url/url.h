/// URLs as the fetcher will request them: parsed by libcurl's URL API, so extraction and fetching never disagree.
///
/// Specification: RFC 3986, with what browsers forgive (spaces and non-ASCII characters are percent-encoded, `\` in the
/// path is `/`, line breaks inside go). Registrable domains: the Public Suffix List as libpsl carries it.
/// All functions are pure and thread-safe; cost is linear in the URL. URLs over kMostBytes are refused.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace newsloom::url {

inline constexpr std::size_t kMostBytes = 8192;

/// An absolute URL in its parts. Host in lower case, IDN as punycode; port only when it is not the scheme's own.
struct Url {
    std::string scheme;    ///< lower case
    std::string user;      ///< "user" or "user:password"; news pages have none
    std::string host;      ///< IPv6 in brackets
    std::string port;      ///< empty: the scheme's own
    std::string path;      ///< begins with "/" where there is a host
    std::string query;     ///< without "?"
    std::string fragment;  ///< without "#"

    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool is_web() const { return scheme == "http" || scheme == "https"; }
};

/// An absolute URL (any scheme with "://"). bad_input: not absolute, no host, control characters, too long.
[[nodiscard]] Result<Url> parse(std::string_view text);

/// `reference` (absolute, "//host/…", "/path", "path", "?query", "#part") as seen from `base`. Nothing when the result
/// is not a http(s) URL (mailto:, javascript:, data:) or cannot be read.
[[nodiscard]] std::optional<std::string> resolve(std::string_view base, std::string_view reference);

/// The form under which two URLs of one page are equal: https and http are kept apart, but the host is lower case, the
/// default port, the fragment, known tracking parameters (`utm_*`, `fbclid`, ...), empty queries and a trailing
/// "index.html" go, and what is left of the query keeps its order. Nothing when it is no http(s) URL.
[[nodiscard]] std::optional<std::string> canonical(std::string_view text);

/// "bbc.co.uk" for "https://www.bbc.co.uk/x" or "www.bbc.co.uk"; the host itself when it is an address, a public suffix
/// or has no dot. Empty when there is no host.
[[nodiscard]] std::string registrable_domain(std::string_view url_or_host);

/// The host in lower case, empty when there is none.
[[nodiscard]] std::string host(std::string_view url);

}  // namespace newsloom::url
