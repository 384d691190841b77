/// Http over libcurl: http and https only, with every limit that foreign hosts deserve.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "net/http.h"

namespace newsloom::net {

struct CurlOptions {
    std::string user_agent = "Newsloom/0.1";
    std::chrono::milliseconds connect_timeout{10000};
    std::chrono::milliseconds most_time{600000};  ///< of one request, whatever it asks for
    int max_redirects = 5;
    /// Hosts (names or addresses as in the URL, lower case; a port may follow: "127.0.0.1:8080") that may resolve to
    /// private, loopback, link-local or otherwise reserved addresses.
    std::vector<std::string> allow_private;
};

/// Keeps connections open between requests. One request at a time per object: not thread-safe, use one per thread.
/// Addresses are looked at after DNS and before connecting (CURLOPT_OPENSOCKETFUNCTION), also of every redirect, so a
/// name that resolves to a private address never gets a packet. No proxies, no cookies, no .netrc.
class CurlHttp final : public Http {
  public:
    explicit CurlHttp(CurlOptions options = {});
    ~CurlHttp() override;
    CurlHttp(CurlHttp&&) noexcept;
    CurlHttp& operator=(CurlHttp&&) noexcept;

    [[nodiscard]] Result<Response> get(const Request& request) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// True for addresses that the public Internet does not route: loopback, private, link-local, carrier-grade NAT,
/// documentation, multicast, reserved, and IPv4 inside IPv6 (mapped, 6to4, NAT64). `address` is numeric.
[[nodiscard]] bool is_private_address(const std::string& address);

}  // namespace newsloom::net
