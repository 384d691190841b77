/// Languages without word lists: direct quotes and the name beside them.
#pragma once

#include <vector>

#include "attribution/detail/find.h"

namespace newsloom::attribution::detail {

/// Every quote of at least four words, with the nearest name in its sentence as source; none when there is no name
/// near.
[[nodiscard]] std::vector<Found> plain_quotes(const Context& context);

}  // namespace newsloom::attribution::detail
