/// The data files of this room (data/story/), compiled in.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace newsloom::story::detail {

/// The bytes of data/story/NAME; empty when there is none.
[[nodiscard]] std::string_view data_file(std::string_view name);
/// Calls each(line, number) for every line of data/story/NAME, from 1, without its comment ("# ...").
template <class Each>
void each_data_line(std::string_view name, const Each& each) {
    std::string_view text = data_file(name);
    for (std::uint32_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        each(line.substr(0, line.find('#')), number);
    }
}

/// The number after `"key":` in a file of weights; nothing when it is not there. Keys are unique in these files.
[[nodiscard]] std::optional<float> weight_named(std::string_view json, std::string_view key);

/// A logistic model over named traits, as the learners in evaluation/facts write it.
template <std::size_t N>
struct LogOdds {
    float bias = 0;
    std::array<float, N> weights{};

    /// Of a file without a bias, or without a trait: as good as never, and no weight.
    [[nodiscard]] static LogOdds read(std::string_view file, const std::array<const char*, N>& names) {
        const std::string_view json = data_file(file);
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

}  // namespace newsloom::story::detail
