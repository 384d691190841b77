#include "base/log_odds.h"

#include <gtest/gtest.h>

namespace newsloom {
namespace {

constexpr std::array<const char*, 2> kNames{"long", "short"};

TEST(LogOdds, reads_named_weights) {
    const auto model = LogOdds<2>::from(R"({"about": "bakers", "bias": -1, "short": 2.5})", kNames);
    EXPECT_EQ(model.bias, -1.0F);
    EXPECT_EQ(model.weights[0], 0.0F);
    EXPECT_EQ(model.weights[1], 2.5F);
    EXPECT_NEAR(model.probability({1, 0.4F}), 0.5, 1e-6);
}

TEST(LogOdds, holds_everything_unlikely_without_weights) {
    EXPECT_LT(LogOdds<2>::from("", kNames).probability({1, 1}), 0.01);
    EXPECT_FALSE(weight_named(R"({"bias": })", "bias").has_value());
}

}  // namespace
}  // namespace newsloom
