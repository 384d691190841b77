// Learns when two numbers are of the same thing and cannot both hold (data/story/difference.json), and when a sentence
// denies a claim (data/story/denial.json): from the open gold stories (pairs that stand in quotations of opposed sides
// of one gold difference) and from what readers said of pairs of real stories (labelled_rows.py).
//
// usage: learn_difference DIR GOLD_DIR ROWS [DATA_DIR]     (DATA_DIR: where both files are written)
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "gold_pairs.h"

namespace {

using namespace newsloom;

struct Scored {
    double probability = 0;
    bool right = false;
};

/// Precision and share found at thresholds, for the pairs of one origin.
void print_curve(const char* what, std::vector<Scored> scored) {
    std::stable_sort(scored.begin(), scored.end(),
                     [](const Scored& a, const Scored& b) { return a.probability > b.probability; });
    const auto all = std::count_if(scored.begin(), scored.end(), [](const Scored& s) { return s.right; });
    double sum = 0, right = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        if (!scored[i].right) continue;
        sum += ++right / static_cast<double>(i + 1);
    }
    std::printf("%s: %zu pairs, %ld right, average precision %.3f;", what, scored.size(), static_cast<long>(all),
                sum / static_cast<double>(std::max<long>(all, 1)));
    for (const double step : {0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5, 0.4, 0.3}) {
        const auto end =
            std::find_if(scored.begin(), scored.end(), [&](const Scored& s) { return s.probability < step; });
        std::printf(" %.2f %ld/%ld", step, std::count_if(scored.begin(), end, [](const Scored& s) { return s.right; }),
                    static_cast<long>(end - scored.begin()));
    }
    std::printf("\n");
}

constexpr std::size_t kFolds = 20;

/// Every pair by a model that has not seen its story, nor a twentieth of the others.
template <class Pair, class Learn, class Right>
void cross_validate(const char* what, const std::vector<Pair>& pairs, const Learn& learn, const Right& right) {
    std::vector<Scored> own, real;
    for (std::size_t fold = 0; fold < kFolds; ++fold) {
        const auto model = learn(pairs, [&](std::size_t story) { return story % kFolds != fold; });
        for (const Pair& pair : pairs) {
            if (pair.story % kFolds == fold)
                (pair.story < evaluation::kReal ? own : real).push_back({model.probability(pair.traits), right(pair)});
        }
    }
    std::printf("%s, ", what);
    print_curve("gold", own);
    std::printf("%s, ", what);
    print_curve("real", real);
}

template <class Model, class Names>
void write(const std::string& path, const char* about, const Model& model, const Names& names) {
    std::ofstream out(path);
    out << "{\n  \"about\": \"" << about << "; learned by evaluation/facts/learn_difference on "
        << "evaluation/facts/gold/open and evaluation/facts/differences/labels.jsonl\",\n  \"bias\": " << model.bias;
    for (std::size_t k = 0; k < names.size(); ++k)
        out << ",\n  \"" << names[k] << "\": " << model.weights[k];
    out << "\n}\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4 && argc != 5) {
        std::cerr << "usage: learn_difference DIR GOLD_DIR ROWS [DATA_DIR]\n";
        return 2;
    }
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    const evaluation::Golds golds = evaluation::read_golds(argv[2]);
    const auto& models = story::detail::built_in_models();
    auto numbers = evaluation::number_pairs(input, golds, models, true);
    auto denials = evaluation::denial_pairs(input, golds, models);
    const auto labelled = evaluation::read_labelled(argv[3]);
    numbers.insert(numbers.end(), labelled.numbers.begin(), labelled.numbers.end());
    denials.insert(denials.end(), labelled.denials.begin(), labelled.denials.end());
    cross_validate("numbers", numbers, evaluation::learn_difference, [](const auto& pair) { return pair.conflict; });
    cross_validate("denials", denials, evaluation::learn_denial, [](const auto& pair) { return pair.right; });
    if (argc == 4) return 0;
    const auto all = [](std::size_t) { return true; };
    const std::string folder = std::string(argv[4]) + "/";
    write(folder + "difference.json",
          "log-odds that two numbers of one story are of the same thing and cannot both hold",
          evaluation::learn_difference(numbers, all), story::detail::kCountTraitNames);
    write(folder + "denial.json", "log-odds that a sentence denies the claim of another",
          evaluation::learn_denial(denials, all), story::detail::kDenialTraitNames);
}
