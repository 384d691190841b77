/// Learned weights: trees over block features (see evaluation/extraction/README.md for how they are made).
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"

namespace newsloom::extract {

struct Weights;

struct DeleteWeights {
    void operator()(const Weights* weights) const;
};
using WeightsPointer = std::unique_ptr<const Weights, DeleteWeights>;

/// Reads data/extract/weights.json or a file of the same form (`newsloom extract --weights FILE`). bad_input names what
/// is wrong; a file made for other features is refused.
[[nodiscard]] Result<WeightsPointer> read_weights(std::string_view json);

/// The ones compiled in. Read once, at the first call.
[[nodiscard]] const Weights& built_in_weights();

}  // namespace newsloom::extract
