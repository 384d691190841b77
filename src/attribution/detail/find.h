/// Finds the attributions of an article: which triggers report, what, and whose words it is.
#pragma once

#include <optional>
#include <vector>

#include "attribution/detail/context.h"
#include "attribution/detail/models.h"
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
    bool in_quote = false;          ///< the trigger stands in a quote: somebody quoted reports
    float probability = 0;          ///< that it is one
    float sure_content = 0;         ///< of the content's place, given that
    float sure_source = 0;          ///< of the source, given that
};

/// Chosen on a held-out third of polnear-train: content IoU precision of .80 (docs/stages/attribution.md).
struct Thresholds {
    float report = 0.29F;          ///< of trigger and content together, where the cue is of speech
    float report_other = 0.38F;    ///< the same for thinking, wanting, judging and what is not listed
    float report_quote = 0.2F;     ///< the same, of words in quote marks
    float consider = 0.3F;         ///< a trigger less probable than this is not looked at further
    float report_in_quote = 0.6F;  ///< what a quoted person reports: seldom asked for, and it splits the quote
};

/// In the order of their contents.
[[nodiscard]] std::vector<Found> find_attributions(const Context& context, const Thresholds& thresholds = {});
/// With other weights than the compiled-in ones: for cross-validation.
[[nodiscard]] std::vector<Found> find_attributions(const Context& context, const Models& models,
                                                   const Thresholds& thresholds);

}  // namespace newsloom::attribution::detail
