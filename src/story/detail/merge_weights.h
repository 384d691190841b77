/// The weights of the merge decision. Set by hand until evaluation/stories learns them.
#pragma once

#include <array>

#include "story/detail/group.h"

namespace newsloom::story::detail {

inline constexpr float kMergeSigmaDays = 1.5F;
inline constexpr float kMergeBias = -3.130F;
inline constexpr std::array<float, kSignals> kMergeWeights{
    1.91F,   // cos_title
    3.12F,   // cos_lead
    5.95F,   // cos_body
    1.31F,   // cos_names
    1.01F,   // cos_numbers
    -3.43F,  // title_in_body
    0.69F,   // no_title
    -3.02F,  // title_only
    12.60F,  // cos_title_alone
    -4.89F,  // days_apart
    3.47F,   // close_in_time
    2.65F,   // no_date
    -3.62F,  // same_outlet
    -5.56F,  // smaller
    -3.19F,  // larger
    5.56F,   // smaller_alone
    3.19F,   // larger_alone
};

}  // namespace newsloom::story::detail
