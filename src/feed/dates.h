/// Times as feeds write them: RFC 822/2822 and what is near it, RFC 3339/ISO 8601 and what is near it, and forms of
/// single languages.
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.h"

namespace newsloom::feed {

/// Nothing when no date can be read for sure. A time without a zone is taken as UTC, and has no offset. Cost: linear in
/// the text; texts of over 200 bytes are not read.
[[nodiscard]] std::optional<Timestamp> parse_date(std::string_view text);

}  // namespace newsloom::feed
