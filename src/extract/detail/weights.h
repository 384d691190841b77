/// All that is learned.
#pragma once

#include "extract/detail/forest.h"
#include "extract/detail/genre_cues.h"
#include "extract/detail/role_model.h"

namespace newsloom::extract {

/// Whether an article that does not say so is a feature: logistic regression over its cues.
struct FeatureModel {
    GenreCues weights{};
    float bias = 0, threshold = 1;  ///< of the probability; 1: never
};

struct Weights {
    Forest first;                    ///< over block features
    Forest second;                   ///< over block features and what the first says of the neighbours
    Forest text_first, text_second;  ///< the same for pages that are plain text
    Forest title;                    ///< over candidates for the headline
    Forest page;                     ///< over page features: is it an article
    RoleModel roles;                 ///< what blocks outside of the body are
    RoleModel line_roles;            ///< what lines of plain text are, the body among it
    FeatureModel feature;            ///< features and reports
    float threshold = 0.5F;
    float page_threshold = 0.5F;
};

[[nodiscard]] float probability(float log_odds);

}  // namespace newsloom::extract
