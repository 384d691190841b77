/// The bytes of one message: multipart/alternative, headers, encodings (GMime).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace newsloom::mail {

struct Message {
    std::string from_name, from_address, to_address;
    std::string subject, text, html;
    std::string message_id;  ///< without angle brackets; derived from (edition, subscriber)
    Instant date{};
    std::vector<std::pair<std::string, std::string>> headers;  ///< List-Unsubscribe, List-Id, ...
};

/// RFC 5322 bytes with CRLF, quoted-printable parts; the same message gives the same bytes (the boundary is derived
/// from the message id). bad_input: an address that cannot stand in a header (line breaks, no @).
[[nodiscard]] Result<std::string> bytes_of(const Message& message);

}  // namespace newsloom::mail
