/// Quotes with a signature: “So it is.” — Ines Kerr, surgeon; also where the signature is a paragraph of its own.
#pragma once

#include <vector>

#include "attribution/detail/find.h"

namespace newsloom::attribution::detail {

/// In text order. A signature is a dash, a name and what belongs to it, and the end of the paragraph: no verb.
[[nodiscard]] std::vector<Found> signed_quotes(const Context& context);

}  // namespace newsloom::attribution::detail
