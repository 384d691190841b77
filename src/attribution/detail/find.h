/// Finds the attributions of an article: which triggers report, what, and whose words it is.
#pragma once

#include <optional>
#include <vector>

#include "attribution/detail/context.h"
#include "attribution/detail/scan.h"
#include "attribution/detail/sources.h"

namespace newsloom::attribution::detail {

/// Before speakers are resolved.
struct Found {
    std::vector<Run> content;  ///< parts in order; at least one
    Run cue;                   ///< empty for a quote that goes on without one
    SourceOption source;
    CueWord word;
    std::uint32_t trigger = kNone;  ///< the trigger's token
    float probability = 0;          ///< that it is one
    float sure_content = 0;         ///< of the content's place, given that
    float sure_source = 0;          ///< of the source, given that
};

/// In the order of their contents.
[[nodiscard]] std::vector<Found> find_attributions(const Context& context);

}  // namespace newsloom::attribution::detail
