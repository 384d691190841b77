/// Sending one message by SMTP.
///
/// libcurl over a connection that stays open between messages; STARTTLS, TLS or none; login when a user is named.
/// SMTP cannot be exactly-once (RFC 1047): an error after the message's bytes went out is `doubtful`, and the caller
/// must treat it as possibly delivered.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace newsloom::net {

enum class Encryption { starttls, tls, none };

struct SmtpOptions {
    std::string host;
    int port = 587;
    Encryption encryption = Encryption::starttls;
    std::string user, password;
    std::chrono::seconds timeout{60};  ///< for one message
    std::string helo = "localhost";    ///< the name given in EHLO
};

enum class Sent {
    accepted,  ///< the server said 250 to the whole message
    rejected,  ///< a 5xx for this recipient or message: trying again is no use
    deferred,  ///< a 4xx, or no connection: nothing was delivered, try later
    doubtful   ///< the connection broke after the last byte: delivered or not, nobody knows
};

struct SmtpAnswer {
    Sent sent = Sent::deferred;
    int code = 0;      ///< the server's last reply code; 0: none
    std::string what;  ///< for people
};

/// Not thread-safe: one per thread.
class SmtpClient {
  public:
    explicit SmtpClient(SmtpOptions options);
    ~SmtpClient();
    SmtpClient(SmtpClient&&) noexcept;
    SmtpClient& operator=(SmtpClient&&) noexcept;

    /// `from`, `to`: addresses without angle brackets. `message`: RFC 5322 bytes with CRLF; dots are stuffed here.
    /// bad_input: an address with a line break or angle bracket in it.
    [[nodiscard]] Result<SmtpAnswer> send(std::string_view from, std::string_view to, std::string_view message);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace newsloom::net
