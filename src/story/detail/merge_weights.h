/// The weights of the merge decision. Set by hand until evaluation/stories learns them.
#pragma once

#include <array>

#include "story/detail/article_vector.h"

namespace newsloom::story::detail {

inline constexpr float kMergeBias = -5.0F;
inline constexpr std::array<float, kSignals> kMergeWeights{
    2.0F,   // cos_title
    3.0F,   // cos_lead
    9.0F,   // cos_body
    3.0F,   // cos_names
    1.0F,   // cos_numbers
    2.5F,   // title_covered
    0.0F,   // one_title_only
    6.0F,   // cos_title_alone
    1.0F,   // no_title
    -1.0F,  // days_apart
    1.0F,   // close_in_time
    0.5F,   // no_date
    -0.7F,  // same_outlet
};

}  // namespace newsloom::story::detail
