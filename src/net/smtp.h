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
#include "net/deliverer.h"

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

/// Not thread-safe: one per thread.
class SmtpClient final : public Deliverer {
  public:
    explicit SmtpClient(SmtpOptions options);
    ~SmtpClient() override;
    SmtpClient(SmtpClient&&) noexcept;
    SmtpClient& operator=(SmtpClient&&) noexcept;

    /// Dots are stuffed here.
    [[nodiscard]] Result<SentAnswer> send(std::string_view from, std::string_view to,
                                          std::string_view message) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace newsloom::net
