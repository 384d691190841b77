/// Boosted trees of three questions each over rows of traits: Friedman 2001, with Newton steps in the leaves; a trait
/// that may only speak for, or only against, never does otherwise.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

#include "story/detail/second_look.h"

namespace newsloom::evaluation {

struct BoostedRow {
    std::vector<float> traits;
    double start = 0;  ///< log-odds before the first tree
    double weight = 1;
    bool yes = false;
};

class Boosting {
  public:
    static constexpr std::size_t kRounds = 90;
    static constexpr double kRate = 0.08, kL2 = 6;
    static constexpr std::size_t kLeast = 20;  // rows of a leaf

    Boosting(const std::vector<BoostedRow>& rows, const std::vector<int>& directions)
        : rows_(rows), directions_(directions), score_(rows.size()), gradient_(rows.size()), curve_(rows.size()) {
        order_.resize(directions.size());
        for (std::size_t t = 0; t < order_.size(); ++t) {
            order_[t].resize(rows.size());
            std::iota(order_[t].begin(), order_[t].end(), std::size_t{0});
            std::stable_sort(order_[t].begin(), order_[t].end(),
                             [&](std::size_t x, std::size_t y) { return rows[x].traits[t] < rows[y].traits[t]; });
        }
    }

    [[nodiscard]] std::vector<story::detail::SecondTree> learn() {
        for (std::size_t i = 0; i < rows_.size(); ++i)
            score_[i] = rows_[i].start;
        std::vector<story::detail::SecondTree> trees;
        for (std::size_t round = 0; round < kRounds; ++round) {
            for (std::size_t i = 0; i < rows_.size(); ++i) {
                const double p = 1 / (1 + std::exp(-score_[i]));
                gradient_[i] = rows_[i].weight * ((rows_[i].yes ? 1 : 0) - p);
                curve_[i] = rows_[i].weight * p * (1 - p);
            }
            story::detail::SecondTree tree;
            at_.assign(rows_.size(), 0);
            constexpr double kFar = 4;
            grow(tree, 0, -kFar, kFar);
            for (std::size_t i = 0; i < rows_.size(); ++i)
                score_[i] += static_cast<double>(tree.leaves[tree.leaf_of(rows_[i].traits)]);
            trees.push_back(tree);
        }
        return trees;
    }

  private:
    struct Sums {
        double gradient = 0, curve = 0;
        std::size_t rows = 0;
        void add(double g, double c) {
            gradient += g;
            curve += c;
            ++rows;
        }
        [[nodiscard]] double value() const { return gradient / (curve + kL2); }
        [[nodiscard]] double gain() const { return gradient * gradient / (curve + kL2); }
    };

    void grow(story::detail::SecondTree& tree, std::size_t node, double low, double high) {
        constexpr std::size_t kInner = story::detail::SecondTree::kInner;
        Sums all;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (at_[i] == node) all.add(gradient_[i], curve_[i]);
        }
        if (node >= kInner) {
            tree.leaves[node - kInner] = static_cast<float>(kRate * std::clamp(all.value(), low, high));
            return;
        }
        double best = 1e-6, middle = 0;
        std::size_t trait = 0;
        float threshold = std::numeric_limits<float>::max();  // all to the left
        for (std::size_t t = 0; t < order_.size(); ++t) {
            Sums left;
            float last = 0;
            for (const std::size_t i : order_[t]) {
                if (at_[i] != node) continue;
                const float value = rows_[i].traits[t];
                if (left.rows >= kLeast && value > last && all.rows - left.rows >= kLeast) {
                    Sums right;
                    right.gradient = all.gradient - left.gradient;
                    right.curve = all.curve - left.curve;
                    right.rows = all.rows - left.rows;
                    const double gain = left.gain() + right.gain() - all.gain();
                    const double rises = right.value() - left.value();
                    if (gain > best && rises * directions_[t] >= 0) {
                        best = gain;
                        trait = t;
                        threshold = (last + value) / 2;
                        middle = (std::clamp(left.value(), low, high) + std::clamp(right.value(), low, high)) / 2;
                    }
                }
                left.add(gradient_[i], curve_[i]);
                last = value;
            }
        }
        tree.traits[node] = static_cast<std::uint8_t>(trait);
        tree.thresholds[node] = threshold;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (at_[i] == node) at_[i] = 2 * node + (rows_[i].traits[trait] < threshold ? 1 : 2);
        }
        const int direction = best > 1e-6 ? directions_[trait] : 0;
        grow(tree, 2 * node + 1, direction < 0 ? std::max(low, middle) : low,
             direction > 0 ? std::min(high, middle) : high);
        grow(tree, 2 * node + 2, direction > 0 ? std::max(low, middle) : low,
             direction < 0 ? std::min(high, middle) : high);
    }

    const std::vector<BoostedRow>& rows_;
    const std::vector<int>& directions_;
    std::vector<double> score_, gradient_, curve_;
    std::vector<std::size_t> at_;                  // node of each row
    std::vector<std::vector<std::size_t>> order_;  // of the rows, by each trait
};

}  // namespace newsloom::evaluation
