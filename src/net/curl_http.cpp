#include "net/curl_http.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/detail/address.h"
#include "net/detail/libcurl.h"
#include "url/url.h"

namespace newsloom::net {

void start_libcurl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

namespace {

using Clock = std::chrono::steady_clock;

/// One hop of a request: what the callbacks need.
struct Hop {
    std::string body;
    std::size_t most = 0;
    bool too_large = false;
    bool private_allowed = false;
    std::string refused;  ///< the private address that was not connected to
};

std::size_t on_bytes(const char* bytes, std::size_t size, std::size_t count, void* context) {
    auto& hop = *static_cast<Hop*>(context);
    const std::size_t n = size * count;
    if (hop.body.size() + n > hop.most) {
        hop.too_large = true;
        return 0;  // ends the transfer
    }
    hop.body.append(bytes, n);
    return n;
}

/// After DNS, before connecting: the one place where an address becomes a socket.
curl_socket_t on_open(void* context, curlsocktype, curl_sockaddr* address) {
    auto& hop = *static_cast<Hop*>(context);
    if (is_private_address(address->addr) && !hop.private_allowed) {
        hop.refused = "a private or reserved address";
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Errc errc_of(CURLcode code) {
    switch (code) {
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT:
            return Errc::bad_input;
        case CURLE_FILESIZE_EXCEEDED:
            return Errc::too_large;
        default:
            return Errc::unavailable;
    }
}

std::string header(CURL* handle, const char* name) {
    curl_header* found = nullptr;
    if (curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) return {};
    return found->value;
}

bool is_redirect(long status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// A header line; one with a line break in its value is left out.
void add_header(SlistPointer& headers, const std::string& name, const std::string& value) {
    if (value.empty() || value.find_first_of("\r\n") != std::string::npos) return;
    if (curl_slist* longer = curl_slist_append(headers.get(), (name + ": " + value).c_str()); longer != nullptr) {
        (void)headers.release();
        headers.reset(longer);
    }
}

}  // namespace

struct CurlHttp::State {
    CurlOptions options;
    CURL* handle = nullptr;
    std::array<char, CURL_ERROR_SIZE> why{};

    explicit State(CurlOptions given) : options(std::move(given)) {
        start_libcurl();
        handle = curl_easy_init();
    }
    ~State() { curl_easy_cleanup(handle); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    [[nodiscard]] bool allows_private(const url::Url& url) const {
        const auto& allowed = options.allow_private;
        const std::string port = !url.port.empty() ? url.port : url.scheme == "https" ? "443" : "80";
        return std::find(allowed.begin(), allowed.end(), url.host) != allowed.end() ||
               std::find(allowed.begin(), allowed.end(), url.host + ":" + port) != allowed.end();
    }

    Result<void> fetch(const url::Url& url, const Request& request, std::chrono::milliseconds left, Hop& hop);
};

Result<void> CurlHttp::State::fetch(const url::Url& url, const Request& request, std::chrono::milliseconds left,
                                    Hop& hop) {
    const std::string address = url.text();
    hop.private_allowed = allows_private(url);
    hop.most = request.max_bytes;
    SlistPointer headers;
    add_header(headers, "If-None-Match", request.etag);
    add_header(headers, "If-Modified-Since", request.last_modified);
    add_header(headers, "Accept",
               "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
               "application/feed+json,application/xml;q=0.9,*/*;q=0.5");

    curl_easy_reset(handle);  // keeps open connections and the DNS cache
    why[0] = '\0';
    const auto set = [&](auto option, auto value) { curl_easy_setopt(handle, option, value); };
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);  // done here: each hop is looked at
    set(CURLOPT_PROXY, "");           // a proxy would connect where we may not
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_USERAGENT, options.user_agent.c_str());
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(left, options.connect_timeout).count()));
    set(CURLOPT_ERRORBUFFER, why.data());
    set(CURLOPT_WRITEFUNCTION, on_bytes);
    set(CURLOPT_WRITEDATA, &hop);
    set(CURLOPT_OPENSOCKETFUNCTION, on_open);
    set(CURLOPT_OPENSOCKETDATA, &hop);

    const CURLcode code = curl_easy_perform(handle);
    if (code == CURLE_OK) return {};
    if (hop.too_large) {
        return fail(Errc::too_large, address + ": over " + std::to_string(request.max_bytes) + " bytes");
    }
    if (!hop.refused.empty()) {
        return fail(Errc::refused, address + ": " + url.host + " leads to " + hop.refused +
                                       "; name it in net.allow_private to fetch from it");
    }
    return fail(errc_of(code), address + ": " + (why[0] != '\0' ? why.data() : curl_easy_strerror(code)));
}

CurlHttp::CurlHttp(CurlOptions options) : state_(std::make_unique<State>(std::move(options))) {}
CurlHttp::~CurlHttp() = default;
CurlHttp::CurlHttp(CurlHttp&&) noexcept = default;
CurlHttp& CurlHttp::operator=(CurlHttp&&) noexcept = default;

Result<Response> CurlHttp::get(const Request& request) {
    if (state_->handle == nullptr) return fail(Errc::internal, "libcurl does not start");
    const auto deadline = Clock::now() + std::min(request.timeout, state_->options.most_time);
    NL_TRY(url::Url url, url::parse(request.url));
    for (int hop_number = 0; hop_number <= state_->options.max_redirects; ++hop_number) {
        if (!url.is_web()) return fail(Errc::bad_input, url.text() + ": not a http or https URL");
        url.fragment.clear();
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0) return fail(Errc::unavailable, request.url + ": no answer in time");
        Hop hop;
        NL_CHECK(state_->fetch(url, request, left, hop));
        CURL* handle = state_->handle;
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        if (const std::string location = header(handle, "location"); is_redirect(status) && !location.empty()) {
            const auto next = url::resolve(url.text(), location);
            if (!next) return fail(Errc::unavailable, url.text() + ": redirects to \"" + location + "\"");
            NL_TRY(url, url::parse(*next));
            continue;
        }
        Response response;
        response.status = static_cast<int>(status);
        response.final_url = url.text();
        response.media_type = header(handle, "content-type");
        response.body = status == 304 ? std::string() : std::move(hop.body);
        response.etag = header(handle, "etag");
        response.last_modified = header(handle, "last-modified");
        curl_off_t retry = 0;
        curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &retry);
        response.retry_after = std::chrono::seconds(std::max<curl_off_t>(retry, 0));
        return response;
    }
    return fail(Errc::unavailable,
                request.url + ": over " + std::to_string(state_->options.max_redirects) + " redirects");
}

}  // namespace newsloom::net
