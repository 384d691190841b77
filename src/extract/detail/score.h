/// How sure it is that a block belongs to the body: trees over its features, then trees that also see what the first
/// said of its neighbours and its containers (two steps of stacking in the place of a chain model).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/detail/features.h"
#include "extract/detail/weights.h"

namespace newsloom::extract {

[[nodiscard]] const std::vector<std::string>& second_names();

/// The rows of `first` widened by what its probabilities say around each block.
[[nodiscard]] FeatureRows second_features(const PageView& view, const FeatureRows& first,
                                          std::span<const float> probabilities);

/// 0..1 per block. Without weights (an empty file) the share of prose decides.
[[nodiscard]] std::vector<float> body_scores(const Facts& facts, const Article& metadata, const Weights& weights);

}  // namespace newsloom::extract
