/// The Deliverer port: one message to one address. The real one is smtp.h; mbox_deliverer.h writes a file.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace newsloom::net {

enum class Sent {
    accepted,  ///< the server said yes to the whole message
    rejected,  ///< no, for this recipient or message: trying again is no use
    deferred,  ///< nothing was delivered; try later
    doubtful   ///< the connection broke after the last byte: delivered or not, nobody knows
};

struct SentAnswer {
    Sent sent = Sent::deferred;
    int code = 0;      ///< the server's last reply code; 0: none
    std::string what;  ///< for people
};

class Deliverer {
  public:
    virtual ~Deliverer() = default;
    /// `from`, `to`: addresses without angle brackets. `message`: RFC 5322 bytes with CRLF. bad_input: an address with
    /// a line break, space or angle bracket in it.
    [[nodiscard]] virtual Result<SentAnswer> send(std::string_view from, std::string_view to,
                                                  std::string_view message) = 0;
};

}  // namespace newsloom::net
