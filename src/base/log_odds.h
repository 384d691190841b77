/// A logistic model over named traits: what the learners in evaluation/ write as a small JSON object of numbers.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>

namespace newsloom {

/// The number after `"key":` in a file of weights; nothing when it is not there. Keys are unique in these files.
[[nodiscard]] std::optional<float> weight_named(std::string_view json, std::string_view key);

template <std::size_t N>
struct LogOdds {
    float bias = 0;
    std::array<float, N> weights{};

    /// Of a text without a bias, or without a trait: as good as never, and no weight.
    [[nodiscard]] static LogOdds from(std::string_view json, const std::array<const char*, N>& names) {
        LogOdds model;
        model.bias = weight_named(json, "bias").value_or(-6.0F);
        for (std::size_t i = 0; i < N; ++i)
            model.weights[i] = weight_named(json, names[i]).value_or(0.0F);
        return model;
    }
    [[nodiscard]] double probability(const std::array<float, N>& traits) const {
        double z = static_cast<double>(bias);
        for (std::size_t i = 0; i < N; ++i)
            z += static_cast<double>(weights[i] * traits[i]);
        return 1 / (1 + std::exp(-z));
    }
};

}  // namespace newsloom
