/// Which addresses the public Internet does not route.
#pragma once

#include <sys/socket.h>

namespace newsloom::net {

/// `address` must be followed by the bytes of its family.
[[nodiscard]] bool is_private_address(const sockaddr& address);

}  // namespace newsloom::net
