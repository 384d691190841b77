// Learns when two sentences say the same (data/story/agreement.json): pairs of sentences of the open gold stories,
// labelled by whether both meet quotations of one gold fact; logistic regression, checked by leaving out whole stories.
//
// usage: learn_agreement DIR GOLD_DIR [OUT.json] [--wrong]
//   DIR as make_input.py writes it, GOLD_DIR = evaluation/facts/gold/open; --wrong prints the worst errors left out
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "gold_pairs.h"

namespace {

using namespace newsloom;

struct Scored {
    double probability = 0;
    const evaluation::SentencePair* pair = nullptr;
};

void print_wrong(const std::vector<Scored>& scored) {
    int shown = 0;
    for (const auto& [p, pair] : scored) {
        if (!pair->same && shown++ < 25)
            std::printf("%.2f NOT THE SAME\n  %s\n  %s\n", p, pair->left.c_str(), pair->right.c_str());
    }
    shown = 0;
    for (auto at = scored.rbegin(); at != scored.rend(); ++at) {
        if (at->pair->same && shown++ < 40)
            std::printf("%.2f THE SAME\n  %s\n  %s\n", at->probability, at->pair->left.c_str(),
                        at->pair->right.c_str());
    }
}

constexpr std::size_t kFolds = 10;  // of whole stories

struct Looked {
    double first = 0, second = 0;
    const evaluation::SentencePair* pair = nullptr;
};

/// What is right at and above some probabilities of the second look, and the share of what is told and right that it
/// lets through.
void print_looked(const char* title, const std::vector<Looked>& looked,
                  const std::function<bool(const evaluation::SentencePair&)>& is) {
    constexpr double kTold = 0.46;
    const auto weight = [](const Looked& one) { return std::min(one.pair->drawn_of, 60.0); };
    double told_right = 0, told = 0;
    for (const Looked& one : looked) {
        if (!is(*one.pair) || std::max(one.first, one.pair->probability >= 0.85 ? 0.5 : 0.0) < kTold) continue;
        told += weight(one);
        told_right += one.pair->same ? weight(one) : 0;
    }
    std::printf("%s: told %.3f right\n", title, told_right / told);
    for (const double step : {0.5, 0.7, 0.8, 0.85, 0.88, 0.9, 0.91, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98}) {
        double right = 0, all = 0;
        int drawn = 0, drawn_right = 0;
        for (const Looked& one : looked) {
            if (!is(*one.pair) || one.second < step || one.first < 0.3) continue;
            all += weight(one);
            right += one.pair->same ? weight(one) : 0;
            ++drawn;
            drawn_right += one.pair->same ? 1 : 0;
        }
        std::printf("  from %.2f: %d of %d, weighed %.3f, let through %.3f\n", step, drawn_right, drawn, right / all,
                    right / told_right);
    }
}

void second_look(const std::vector<evaluation::SentencePair>& pairs) {
    std::vector<Looked> looked;
    for (std::size_t fold = 0; fold < kFolds; ++fold) {
        const auto use = [&](std::size_t story) { return story % kFolds != fold; };
        const auto first = evaluation::learn_agreement(pairs, use);
        const auto second = evaluation::learn_second(pairs, first, use);
        for (const auto& pair : pairs) {
            if (pair.story % kFolds != fold || (pair.optional && !pair.same) || pair.probability <= 0) continue;
            const double p = first.probability(pair.traits);
            looked.push_back({p, second.probability(p, pair.traits, pair.second), &pair});
        }
    }
    using Pair = evaluation::SentencePair;
    print_looked("own", looked, [](const Pair& pair) { return pair.kind == "own"; });
    print_looked("read through", looked, [](const Pair& pair) { return pair.kind == "read through"; });
    print_looked("drawn, all", looked, [](const Pair& pair) { return pair.drawn; });
    print_looked("drawn, allsides_abp", looked, [](const Pair& pair) { return pair.kind.starts_with("allsides"); });
    print_looked("drawn, to learn from", looked,
                 [](const Pair& pair) { return pair.kind.find("learn") != std::string::npos; });
    print_looked("drawn, to measure", looked,
                 [](const Pair& pair) { return pair.kind.find("measure") != std::string::npos; });
    std::sort(looked.begin(), looked.end(), [](const Looked& a, const Looked& b) { return a.second > b.second; });
    int shown = 0;
    for (const Looked& one : looked) {
        if (!one.pair->same && one.pair->kind.find("learn") != std::string::npos && shown++ < 25)
            std::printf("%.2f (first %.2f) %s\n  %.250s\n  %.250s\n", one.second, one.first, one.pair->kind.c_str(),
                        one.pair->left.c_str(), one.pair->right.c_str());
    }
}

void write_second(const std::string& path, const story::detail::SecondModel& model) {
    std::ofstream out(path);
    out << "# What is seen at the second look at two sentences: learned by evaluation/facts/learn_agreement. Seven "
           "questions (trait, value), eight leaves.\n";
    for (const auto& tree : model.trees) {
        for (std::size_t i = 0; i < tree.traits.size(); ++i)
            out << int{tree.traits[i]} << ' ' << std::min(tree.thresholds[i], 99.0F) << ' ';
        for (std::size_t i = 0; i < tree.leaves.size(); ++i)
            out << (i == 0 ? "" : " ") << tree.leaves[i];
        out << '\n';
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: learn_agreement DIR GOLD_DIR [OUT.json] [--wrong]\n";
        return 2;
    }
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    const evaluation::Golds golds = evaluation::read_golds(argv[2]);
    const evaluation::SentencePairs made = evaluation::sentence_pairs(input, golds);
    const auto& pairs = made.compared;
    const auto positive =
        static_cast<std::size_t>(std::count_if(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.same; }));
    std::printf("%zu pairs compared, %zu of them the same (of %zu in the gold; recall is of these)\n", pairs.size(),
                positive, made.in_gold);
    if (argc > 3 && std::string(argv[3]) == "--second") {
        second_look(pairs);
        if (argc > 4) {
            const auto all = [](std::size_t) { return true; };
            write_second(argv[4], evaluation::learn_second(pairs, evaluation::learn_agreement(pairs, all), all));
        }
        return 0;
    }
    std::vector<Scored> scored;
    for (std::size_t left_out = 0; left_out < input.stories.size(); ++left_out) {
        const auto model = evaluation::learn_agreement(pairs, [&](std::size_t story) { return story != left_out; });
        for (const auto& pair : pairs) {
            if (pair.story == left_out && (pair.same || !pair.optional))
                scored.push_back({model.probability(pair.traits), &pair});
        }
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [](const Scored& a, const Scored& b) { return a.probability > b.probability; });
    std::size_t right = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        right += scored[i].pair->same ? 1 : 0;
        const double next = i + 1 < scored.size() ? scored[i + 1].probability : 0;
        for (const double step : {0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2}) {
            if (scored[i].probability >= step && next < step) {
                std::printf("p >= %.2f: precision %.3f recall %.3f\n", step,
                            static_cast<double>(right) / static_cast<double>(i + 1),
                            static_cast<double>(right) / static_cast<double>(made.in_gold));
            }
        }
    }
    const auto model = evaluation::learn_agreement(pairs, [](std::size_t) { return true; });
    std::printf("bias %.2f", static_cast<double>(model.bias));
    for (std::size_t i = 0; i < story::detail::kTraits; ++i)
        std::printf(" %s %.2f", story::detail::kTraitNames[i], static_cast<double>(model.weights[i]));
    std::printf("\n");
    for (int i = 3; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--wrong") {
            print_wrong(scored);
            continue;
        }
        std::ofstream out(word);
        out << "{\n  \"about\": \"log-odds that two sentences of one story say the same; learned by "
               "evaluation/facts/learn_agreement on evaluation/facts/gold/open\",\n  \"bias\": "
            << model.bias;
        for (std::size_t k = 0; k < story::detail::kTraits; ++k)
            out << ",\n  \"" << story::detail::kTraitNames[k] << "\": " << model.weights[k];
        out << "\n}\n";
    }
}
