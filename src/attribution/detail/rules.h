/// Attributions by rules alone: quotes with a verb of saying beside them, and "X said (that) Y".
#pragma once

#include <vector>

#include "attribution/detail/scan.h"

namespace newsloom::attribution::detail {

[[nodiscard]] std::vector<Attribution> find_attributions(const Scan& scan);

}  // namespace newsloom::attribution::detail
