// Clusters labelled sets and prints one score per set: BCubed and pairwise precision, recall and F1, as
// score/stories.py computes them.
//
// usage: evaluate_stories [--salts N] [--model FILE] [--print SET] DATA_DIR [SET...]
//   DATA_DIR holds SET.dev.jsonl.gz and SET.dev.gold.json; the set "dense" is allsides_abp and background in one
//   stream.
//   --model FILE: weights in the form of data/story/merge.json, as learn_merge writes them.
//   --salts N: N runs with re-salted ids (the order of articles of one time), mean and spread; --print prints
//   {"id","story"} lines of one set.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "corpus.h"
#include "input/read_file.h"
#include "story/cluster.h"
#include "story/detail/group.h"

int main(int argc, char** argv) {
    using namespace newsloom;
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    std::uint64_t salts = 1;
    std::string print, directory;
    std::optional<story::detail::MergeModel> model;
    std::vector<std::string> sets;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--salts" && i + 1 < arguments.size()) {
            salts = std::stoull(arguments[++i]);
        } else if (arguments[i] == "--print" && i + 1 < arguments.size()) {
            print = arguments[++i];
        } else if (arguments[i] == "--model" && i + 1 < arguments.size()) {
            const auto json = read_file(arguments[++i]);
            if (!json) {
                std::cerr << json.error().message << "\n";
                return 1;
            }
            model = story::detail::read_model(*json);
        } else if (directory.empty()) {
            directory = arguments[i];
        } else {
            sets.push_back(arguments[i]);
        }
    }
    if (directory.empty()) {
        std::cerr << "usage: evaluate_stories [--salts N] [--model FILE] [--print SET] DATA_DIR [SET...]\n";
        return 2;
    }
    if (!print.empty()) sets = {print};
    if (sets.empty()) sets = evaluation::kSets;
    for (const std::string& set : sets) {
        const auto gold = evaluation::read_gold(directory, set);
        evaluation::Score mean;
        double lowest = 1, highest = 0, seconds = 0;
        std::size_t articles = 0;
        for (std::uint64_t salt = 0; salt < salts; ++salt) {
            const auto rows = evaluation::read_set(directory, set, salt);
            articles += rows.size();
            const std::clock_t begin = std::clock();
            story::StoryStream stream(rows.back().time ? story::Undated::none : story::Undated::follow,
                                      {.model = model ? &*model : nullptr});
            for (std::size_t i = 0; i < rows.size(); ++i) {
                stream.push(story::features({static_cast<std::int64_t>(i), rows[i].time, rows[i].language,
                                             rows[i].title, rows[i].text, rows[i].outlet}));
            }
            const auto assigned = std::move(stream).finish();
            seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
            std::map<std::string, std::int64_t> answers;
            for (const auto& assignment : assigned)
                answers[rows[static_cast<std::size_t>(assignment.id)].id] = assignment.story;
            if (!print.empty()) {
                for (const auto& [id, story] : answers)
                    std::printf("{\"id\": \"%s\", \"story\": %lld}\n", id.c_str(), static_cast<long long>(story));
                return 0;
            }
            const evaluation::Score s = evaluation::score(gold, answers);
            const auto n = static_cast<double>(salts);
            mean.b3 += s.b3 / n;
            mean.b3_precision += s.b3_precision / n;
            mean.b3_recall += s.b3_recall / n;
            mean.pair_precision += s.pair_precision / n;
            mean.pair_recall += s.pair_recall / n;
            lowest = std::min(lowest, s.b3);
            highest = std::max(highest, s.b3);
        }
        std::printf("%-13s b3 %.4f [%.4f %.4f] (p %.4f r %.4f)  pairs p %.4f r %.4f  %6.0f articles per CPU-second\n",
                    set.c_str(), mean.b3, lowest, highest, mean.b3_precision, mean.b3_recall, mean.pair_precision,
                    mean.pair_recall, static_cast<double>(articles) / seconds);
        std::fflush(stdout);
    }
}
