/// The Http port: one GET, its answer. The real one is curl_http.h, the scripted one scripted_http.h.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "base/limits.h"
#include "base/result.h"

namespace newsloom::net {

struct Request {
    std::string url;
    std::string etag;           ///< of the last answer; empty: ask for the whole
    std::string last_modified;  ///< of the last answer, as it came
    std::size_t max_bytes = Limits{}.page_bytes;
    std::chrono::milliseconds timeout{20000};  ///< for the whole exchange
};

struct Response {
    int status = 0;          ///< of the last answer after redirects; 304: nothing new, body empty
    std::string final_url;   ///< after redirects
    std::string media_type;  ///< with its parameters: "text/html; charset=utf-8"
    std::string body;        ///< decompressed
    std::string etag, last_modified;
    std::chrono::seconds retry_after{0};  ///< what 429 and 503 ask for; 0: nothing
};

/// An answer of any status is a Response; an Error is no answer at all: bad_input (not a http(s) URL), unavailable
/// (host unknown, connection, timeout, too many redirects), refused (private address), too_large (over max_bytes).
class Http {
  public:
    virtual ~Http() = default;
    [[nodiscard]] virtual Result<Response> get(const Request& request) = 0;
};

}  // namespace newsloom::net
