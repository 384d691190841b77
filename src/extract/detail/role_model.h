/// What a block that does not belong to the body is: multinomial logistic regression over the block's numbers, cut into
/// steps, over its bits, over the words and links in it and around it (role_cues.h), and over what the rules
/// (roles.cpp) say of it and of the three blocks on either side.
///
/// Learned on evaluation/roles by evaluation/roles/train.py. Cost: one row of weights added for each of the block's
/// some 160 numbers, bits and neighbours.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <boost/json/fwd.hpp>

#include "base/result.h"
#include "extract/detail/features.h"
#include "extract/detail/role_cues.h"
#include "model/article.h"

namespace newsloom::extract {

inline constexpr std::size_t kRoleCount = static_cast<std::size_t>(Role::other) + 1;

class RoleModel {
  public:
    static constexpr int kReach = 3;  ///< blocks on either side whose roles by the rules are seen

    [[nodiscard]] bool empty() const { return roles_.empty(); }
    /// Whether it also tells the body from the rest.
    [[nodiscard]] bool tells_body() const {
        return std::find(roles_.begin(), roles_.end(), Role::paragraph) != roles_.end();
    }

    /// The likeliest role; Role::paragraph stands for all roles of the body. `rules` are those of all blocks of the
    /// page.
    [[nodiscard]] Role ask(const BlockRow& row, const RoleCues& cues, std::span<const Role> rules,
                           std::size_t block) const;

    /// {"roles", "bias", "columns": [{"feature", "above", "weights"}], "rules": [{"at", "role", "weights"}]}: a column
    /// adds weights[k] for each threshold above[k] that its value is greater than. bad_input names what is wrong.
    /// `with_body`: whether the body may be among the roles.
    [[nodiscard]] static Result<RoleModel> read(const boost::json::object& object, bool with_body);

    static constexpr std::size_t kMostRoles = 20;  ///< those outside of the body, and the body as one
    static constexpr std::size_t kWidth = 24;      ///< of a row of weights: whole vectors of eight
    static constexpr std::size_t kMostSteps = 8;
    /// [k][number]: rising thresholds of each number; infinity where there are fewer.
    using Steps = std::array<std::array<float, kPlainFeatures>, kMostSteps>;

  private:
    static constexpr std::size_t kMostParts = 1 + kPlainFeatures + 2 * std::size_t{kHintCount} + kPlaceCount +
                                              2 * std::size_t{kPhraseCount} + kBoxNumberCount +
                                              6 * std::size_t{kWordingCount} + 2 * std::size_t{kLinkKindCount} +
                                              2 * std::size_t{kReach} + 1;
    using Row = std::array<float, kWidth>;

    struct BoxSteps {
        std::size_t column = 0;  ///< of RoleCues::numbers
        std::size_t first = 0;   ///< as first_
        std::array<float, kMostSteps> above{};
    };

    static void add(Row& sum, const Row& row) {
        for (std::size_t i = 0; i < kWidth; ++i)
            sum[i] += row[i];
    }

    std::vector<Role> roles_;  ///< of the columns of a row
    Row bias_{};
    std::vector<std::uint16_t> numbers_;  ///< that have weights
    Steps above_{};
    std::array<std::uint32_t, kPlainFeatures> first_{};  ///< sums_[first_[n] + k] once k thresholds of n are passed
    std::vector<Row> sums_;  ///< the weights of all steps up to this one, for each number; nothing first
    std::vector<BoxSteps> box_numbers_;
    std::array<Row, kHintCount> near_{}, path_{};
    std::array<Row, kPlaceCount> places_{};
    std::array<Row, kPhraseCount> begin_{}, within_{};
    std::array<std::array<Row, kWordingCount>, 6> wording_{};  ///< in the order of RoleCues
    std::array<std::array<Row, kLinkKindCount>, 2> links_{};
    std::array<std::array<Row, kRoleCount>, 2 * kReach + 1> rules_{};
};

}  // namespace newsloom::extract
