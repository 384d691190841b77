/// How sure it is that a block belongs to the body: trees over its features, then trees that also see what the first
/// said of its neighbours and its containers (two steps of stacking in the place of a chain model).
#pragma once

#include <span>
#include <vector>

#include "extract/detail/features.h"
#include "extract/detail/weights.h"

namespace newsloom::extract {

/// What these probabilities (one per block) say around each block.
class Surroundings {
  public:
    Surroundings(const PageView& view, std::span<const float> probabilities);
    [[nodiscard]] SecondRow row(std::size_t block);

  private:
    struct Mean {
        double sum = 0, weight = 0;
        void add(double p, double w) {
            sum += p * w;
            weight += w;
        }
        [[nodiscard]] float value() const { return weight <= 0 ? 0.F : static_cast<float>(sum / weight); }
    };
    const PageView& view_;
    std::span<const float> p_;
    std::vector<Mean> within_;
    std::vector<Mean> same_, pair_;  ///< by Container::make, ::pair
    double all_ = 0, best_ = 0;
    std::vector<double> before_, window_, window_words_;
    std::vector<float> next_text_, prev_text_;
};

/// 0..1 per block. Without trees the share of prose decides. `rows` and `phrases` are filled on
/// the way.
[[nodiscard]] std::vector<float> body_scores(const Facts& facts, const Article& metadata, const Forest& first,
                                             const Forest& second, std::vector<BlockRow>& rows,
                                             std::vector<PhrasesFound>& phrases);

}  // namespace newsloom::extract
