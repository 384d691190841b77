/// What a block that does not belong to the body is: multinomial logistic regression over the block's numbers, cut into
/// steps, over its bits, over the words and links in it and around it (role_cues.h), and over what the rules
/// (roles.cpp) say of it and of the three blocks on either side.
///
/// Learned on evaluation/roles by evaluation/roles/train.py. Cost: one row of weights added for each of the block's
/// some 160 numbers, bits and neighbours; asked block after block, for those that change.
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

    /// How likely each role is, by its number; those that were not learned are not.
    using Likelihoods = std::array<float, kRoleCount>;
    [[nodiscard]] Likelihoods likelihoods(const BlockRow& row, const RoleCues& cues, std::span<const Role> rules,
                                          std::size_t block) const;

    /// Asks about one block after the other: of most numbers, bits and neighbours a block has the same as the one
    /// before, and only what differs is added or taken away, in whole numbers that no order of sums changes. Where two
    /// roles are nearly level ask() decides: the answers are its answers.
    class Walk;

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
    using WholeRow = std::array<std::int32_t, kWidth>;

    // Where the rows of each kind begin in rows_.
    static constexpr std::size_t kBiasRow = 0;
    static constexpr std::size_t kNearRow = 1;
    static constexpr std::size_t kPathRow = kNearRow + kHintCount;
    static constexpr std::size_t kPlaceRow = kPathRow + kHintCount;
    static constexpr std::size_t kBeginRow = kPlaceRow + kPlaceCount;
    static constexpr std::size_t kWithinRow = kBeginRow + kPhraseCount;
    static constexpr std::size_t kWordingRow = kWithinRow + kPhraseCount;  ///< in the order of RoleCues
    static constexpr std::size_t kLinkRow = kWordingRow + std::size_t{6} * kWordingCount;
    static constexpr std::size_t kRuleRow = kLinkRow + std::size_t{2} * kLinkKindCount;
    static constexpr std::size_t kStepRow = kRuleRow + (2 * std::size_t{kReach} + 1) * kRoleCount;

    /// The sets of bits that are asked, and the row of each set's first bit.
    static constexpr std::size_t kSets = 13;
    using Sets = std::array<std::uint64_t, kSets>;
    static Sets sets_of(const BlockRow& row, const RoleCues& cues);
    static const std::array<std::size_t, kSets> kSetRows;

    struct BoxSteps {
        std::size_t column = 0;   ///< of RoleCues::numbers
        std::uint32_t first = 0;  ///< as first_
        std::array<float, kMostSteps> above{};

        [[nodiscard]] std::uint32_t place(float value) const {
            std::uint32_t passed = first;
            for (const float threshold : above)
                passed += value > threshold ? 1U : 0U;
            return passed;
        }
    };

    [[nodiscard]] Row sum(const BlockRow& row, const RoleCues& cues, std::span<const Role> rules,
                          std::size_t block) const;

    static void add(Row& sum, const Row& row) {
        for (std::size_t i = 0; i < kWidth; ++i)
            sum[i] += row[i];
    }
    void make_whole();

    std::vector<Role> roles_;             ///< of the columns of a row
    std::vector<std::uint16_t> numbers_;  ///< that have weights
    Steps above_{};
    std::array<std::uint32_t, kPlainFeatures> first_{};  ///< rows_[first_[n] + k] once k thresholds of n are passed
    /// From kStepRow on, for each number: nothing, then the weights of all steps up to each.
    std::vector<Row> rows_;
    std::vector<WholeRow> whole_;  ///< rows_ in parts of 1 / kParts; empty when their sums might not fit
    std::vector<BoxSteps> box_numbers_;

    static constexpr double kParts = 1 << 20;
};

class RoleModel::Walk {
  public:
    explicit Walk(const RoleModel& model);
    [[nodiscard]] Role ask(const BlockRow& row, const RoleCues& cues, std::span<const Role> rules, std::size_t block);

  private:
    const RoleModel& model_;
    WholeRow sum_{};
    // What the sum is of.
    std::array<std::uint32_t, kPlainFeatures> places_;
    std::array<float, kBoxNumberCount> box_numbers_;
    std::array<std::uint32_t, kBoxNumberCount> box_places_{};
    Sets sets_{};
    std::array<std::size_t, 2 * kReach + 1> rule_rows_{};  ///< 0: none
};

}  // namespace newsloom::extract
