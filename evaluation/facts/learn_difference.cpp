// Learns when two numbers are of the same thing and cannot both hold (data/story/difference.json): pairs of numbers of
// the open gold stories, labelled by whether they stand in quotations of opposed sides of one gold difference.
//
// usage: learn_difference DIR GOLD_DIR [OUT.json] [--wrong]
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "gold_pairs.h"

namespace {

using namespace newsloom;

struct Scored {
    double probability = 0;
    const evaluation::NumberPair* pair = nullptr;
};

void print_wrong(const std::vector<Scored>& scored) {
    int shown = 0;
    for (const auto& [p, pair] : scored) {
        if (!pair->conflict && shown++ < 25)
            std::printf("%.2f NO CONFLICT\n  %s\n  %s\n", p, pair->left.c_str(), pair->right.c_str());
    }
    shown = 0;
    for (auto at = scored.rbegin(); at != scored.rend(); ++at) {
        if (at->pair->conflict && shown++ < 40)
            std::printf("%.2f CONFLICT\n  %s\n  %s\n", at->probability, at->pair->left.c_str(),
                        at->pair->right.c_str());
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: learn_difference DIR GOLD_DIR [OUT.json] [--wrong]\n";
        return 2;
    }
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    const evaluation::Golds golds = evaluation::read_golds(argv[2]);
    const auto pairs = evaluation::number_pairs(input, golds, story::detail::built_in_models(), true);
    const auto positive = static_cast<std::size_t>(
        std::count_if(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.conflict; }));
    std::printf("%zu pairs of numbers, %zu in conflict\n", pairs.size(), positive);
    std::vector<Scored> scored;
    for (std::size_t left_out = 0; left_out < input.stories.size(); ++left_out) {
        const auto model = evaluation::learn_difference(pairs, [&](std::size_t story) { return story != left_out; });
        for (const auto& pair : pairs) {
            if (pair.story == left_out) scored.push_back({model.probability(pair.traits), &pair});
        }
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [](const Scored& a, const Scored& b) { return a.probability > b.probability; });
    std::size_t right = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        right += scored[i].pair->conflict ? 1 : 0;
        const double next = i + 1 < scored.size() ? scored[i + 1].probability : 0;
        for (const double step : {0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2}) {
            if (scored[i].probability >= step && next < step) {
                std::printf("p >= %.2f: precision %.3f recall %.3f\n", step,
                            static_cast<double>(right) / static_cast<double>(i + 1),
                            static_cast<double>(right) / static_cast<double>(positive));
            }
        }
    }
    const auto model = evaluation::learn_difference(pairs, [](std::size_t) { return true; });
    std::printf("bias %.2f", static_cast<double>(model.bias));
    for (std::size_t i = 0; i < story::detail::kCountTraits; ++i)
        std::printf(" %s %.2f", story::detail::kCountTraitNames[i], static_cast<double>(model.weights[i]));
    std::printf("\n");
    for (int i = 3; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--rows") {
            for (const auto& pair : pairs) {
                std::printf("ROW %d %s", pair.conflict ? 1 : 0, input.stories[pair.story].name.c_str());
                for (const float t : pair.traits) std::printf(" %g", static_cast<double>(t));
                std::printf("\n");
            }
            continue;
        }
        if (word == "--wrong") {
            print_wrong(scored);
            continue;
        }
        std::ofstream out(word);
        out << "{\n  \"about\": \"log-odds that two numbers of one story are of the same thing and cannot both hold; "
               "learned by evaluation/facts/learn_difference on evaluation/facts/gold/open\",\n  \"bias\": "
            << model.bias;
        for (std::size_t k = 0; k < story::detail::kCountTraits; ++k)
            out << ",\n  \"" << story::detail::kCountTraitNames[k] << "\": " << model.weights[k];
        out << "\n}\n";
    }
}
