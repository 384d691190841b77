/// What was found as the model's Attribution: byte ranges, kind, speaker, stance, confidence.
#pragma once

#include <vector>

#include "attribution/detail/find.h"

namespace newsloom::attribution::detail {

[[nodiscard]] std::vector<Attribution> report(const Context& context, const std::vector<Found>& found);

}  // namespace newsloom::attribution::detail
