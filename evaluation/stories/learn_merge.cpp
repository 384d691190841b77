// Learns the merge decision by imitation: the clusterer runs over a labelled set while a teacher that knows the gold
// clusters decides each merge of the second pass; what it decided and what the model saw are the examples, single
// articles and large groups alike. Logistic regression by Newton's method, penalised towards weights set by hand (what
// the other sets cannot teach, as time when the dated set is left out, stays there). Sets share equal weight, and so do
// yes and no. Leave-one-set-out: each set is scored with weights learned on the other sets; the weights that ship are
// learned on all.
//
// usage: learn_merge DATA_DIR [OUT.json | --tune SET... | --left-out SET]
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "corpus.h"
#include "logistic.h"
#include "story/cluster.h"
#include "story/detail/open_stories.h"

namespace {

using namespace newsloom;
using story::detail::kSignals;
using story::detail::MergeModel;
using story::detail::Signals;

struct Example {
    Signals signals;
    bool same;
};

struct Set {
    std::vector<evaluation::Row> rows;
    std::vector<story::Features> features;
    std::map<std::string, std::string> gold;
    std::vector<int> labels;  ///< of each row; -1: none
};

const Set& set_of(const std::string& directory, const std::string& name) {
    static std::map<std::string, Set> cache;
    Set& set = cache[name];
    if (set.rows.empty()) {
        set.rows = evaluation::read_set(directory, name, 0);
        set.gold = evaluation::read_gold(directory, name);
        std::map<std::string, int> numbers;
        for (std::size_t i = 0; i < set.rows.size(); ++i) {
            const auto& row = set.rows[i];
            const auto at = set.gold.find(row.id);
            set.labels.push_back(at == set.gold.end()
                                     ? -1
                                     : numbers.emplace(at->second, static_cast<int>(numbers.size())).first->second);
            set.features.push_back(story::features(
                {static_cast<std::int64_t>(i), row.time, row.language, row.title, row.text, row.outlet}));
        }
    }
    return set;
}

/// What the teacher decided over one set, with `model` where it does not know.
std::vector<Example> examples(const Set& set, const MergeModel& model) {
    std::vector<Example> result;
    story::detail::OpenStories open;
    open.options.model = &model;
    if (!set.rows.back().time) open.options.close_after_days = 1'000'000;
    open.teacher = [&](std::span<const story::detail::Slot> a, std::span<const story::detail::Slot> b,
                       const Signals& signals) -> std::optional<bool> {
        const auto label = [&](std::span<const story::detail::Slot> members) {
            int found = -1;
            for (const auto slot : members) {
                const int here = set.labels[static_cast<std::size_t>(open.articles[slot].vector.id)];
                if (here < 0) continue;
                if (found >= 0 && found != here) return -2;
                found = here;
            }
            return found;
        };
        const int x = label(a), y = label(b);
        if (x < 0 || y < 0) return std::nullopt;
        result.push_back({signals, x == y});
        return x == y;
    };
    std::optional<std::int64_t> until;
    for (std::size_t i = 0; i < set.features.size(); ++i) {
        const auto& features = set.features[i];
        const std::optional<std::int64_t> time =
            features.time ? std::optional(static_cast<std::int64_t>(features.time->time_since_epoch().count()))
                          : std::nullopt;
        if (until && (!time || *time >= *until) && *until != 0) {
            (void)open.close_epoch(*until);
            until.reset();
        }
        if (!until) until = time ? (*time / 86400 + 1) * 86400 : 0;
        auto vector = *story::detail::decode(features.bytes);
        vector.id = features.id;
        vector.time = time.value_or(story::detail::kNoTime);
        (void)open.assign(std::move(vector));
    }
    if (until) (void)open.close_epoch(*until);
    return result;
}

/// Sets share equal weight, and so do yes and no within a set.
MergeModel learn(const std::vector<const std::vector<Example>*>& sets, const MergeModel& hand) {
    std::vector<double> start{static_cast<double>(hand.bias)};
    for (const float weight : hand.weights)
        start.push_back(static_cast<double>(weight));
    std::vector<evaluation::LabelledRow> rows;
    for (const auto* set : sets) {
        double positive = 0;
        for (const Example& e : *set)
            positive += e.same;
        const double negative = static_cast<double>(set->size()) - positive;
        for (const Example& e : *set)
            rows.push_back({{e.signals.begin(), e.signals.end()}, e.same, 0.5 / (e.same ? positive : negative)});
    }
    const std::vector<double> w = evaluation::learn_logistic(rows, start, 1e-3);
    MergeModel model = hand;
    model.bias = static_cast<float>(w[0]);
    for (std::size_t i = 0; i < kSignals; ++i)
        model.weights[i] = static_cast<float>(w[i + 1]);
    return model;
}

evaluation::Score run(const Set& set, const MergeModel& model) {
    story::StoryStream stream(set.rows.back().time ? story::Undated::none : story::Undated::follow, {.model = &model});
    for (const auto& features : set.features)
        stream.push(features);
    std::map<std::string, std::int64_t> answers;
    for (const auto& assignment : std::move(stream).finish())
        answers[set.rows[static_cast<std::size_t>(assignment.id)].id] = assignment.story;
    return evaluation::score(set.gold, answers);
}

void print(const char* name, const MergeModel& model) {
    std::printf("%s bias %.3f", name, static_cast<double>(model.bias));
    for (std::size_t i = 0; i < kSignals; ++i)
        std::printf(" %s %.2f", story::detail::kSignalNames[i], static_cast<double>(model.weights[i]));
    std::printf("\n");
}

/// Mean BCubed F1 over some sets.
double quality(const std::string& directory, const std::vector<std::string>& sets, const MergeModel& model) {
    double sum = 0;
    for (const std::string& name : sets)
        sum += run(set_of(directory, name), model).b3;
    return sum / static_cast<double>(sets.size());
}

/// Hill climbing on the clusters themselves, one weight after the other: what is learned from single decisions does not
/// know what a wrong merge costs later.
MergeModel tuned(const std::string& directory, const std::vector<std::string>& sets, MergeModel model) {
    double best = quality(directory, sets, model);
    std::vector<float> steps(kSignals + 1, 0.5F);
    for (int round = 0; round < 3; ++round) {
        for (std::size_t i = 0; i <= kSignals; ++i) {
            for (const float direction : {1.0F, -1.0F}) {
                MergeModel other = model;
                (i == kSignals ? other.bias : other.weights[i]) += direction * steps[i];
                const double here = quality(directory, sets, other);
                if (here <= best + 1e-4) continue;
                best = here;
                model = other;
                break;
            }
        }
        for (float& step : steps)
            step *= 0.6F;
        std::printf("round %d: %.4f\n", round, best);
        print("tuned", model);
        std::fflush(stdout);
    }
    return model;
}

/// A set is scored with weights that never saw it: imitation and hill climbing on the others, from a start that was not
/// learned on anything. The dense stream is left to the closing figures: it takes most of the time.
void left_out(const std::string& directory, const std::string& name) {
    MergeModel neutral;
    neutral.bias = -3;
    for (const auto signal : {story::detail::kCosTitle, story::detail::kCosLead, story::detail::kCosBody,
                              story::detail::kCosNames, story::detail::kCosNumbers, story::detail::kCosTitleAlone})
        neutral.weights[signal] = 2;
    neutral.weights[story::detail::kDaysApart] = -2;
    neutral.weights[story::detail::kCloseInTime] = 1;
    std::vector<std::string> others;
    std::map<std::string, std::vector<Example>> lists;
    std::vector<const std::vector<Example>*> all;
    for (const std::string& other : evaluation::kSets) {
        if (other == name || other == "dense") continue;
        others.push_back(other);
        lists[other] = examples(set_of(directory, other), neutral);
    }
    for (const auto& [other, list] : lists)
        all.push_back(&list);
    const MergeModel start = learn(all, neutral);
    const auto before = run(set_of(directory, name), start);
    std::printf("%s left out: imitation b3 %.4f pw p %.3f\n", name.c_str(), before.b3, before.pair_precision);
    const MergeModel model = tuned(directory, others, start);
    const auto after = run(set_of(directory, name), model);
    std::printf("%s left out: imitation, then climbing on the others b3 %.4f p %.3f r %.3f pw p %.3f\n", name.c_str(),
                after.b3, after.b3_precision, after.b3_recall, after.pair_precision);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: learn_merge DATA_DIR [OUT.json]\n";
        return 2;
    }
    const std::string directory = argv[1];
    const MergeModel hand = story::detail::built_in_model();
    if (argc > 2 && std::string(argv[2]) == "--tune") {  // the sets to tune on; the others are scored
        std::vector<std::string> sets(argv + 3, argv + argc);
        const MergeModel model = tuned(directory, sets, hand);
        for (const std::string& name : evaluation::kSets) {
            const auto s = run(set_of(directory, name), model);
            const bool used = std::find(sets.begin(), sets.end(), name) != sets.end();
            std::printf("  %-13s %s b3 %.4f p %.3f r %.3f pw p %.3f\n", name.c_str(), used ? "tuned on" : "unseen  ",
                        s.b3, s.b3_precision, s.b3_recall, s.pair_precision);
            std::fflush(stdout);
        }
        return 0;
    }
    if (argc > 3 && std::string(argv[2]) == "--left-out") {
        left_out(directory, argv[3]);
        return 0;
    }
    std::map<std::string, std::vector<Example>> lists;
    MergeModel shipped = hand;
    for (int round = 0; round < 3; ++round) {
        for (const std::string& name : evaluation::kSets) {
            if (name == "allsides_abp") continue;  // its examples come from the dense stream
            auto& list = lists[name];
            for (const Example& e : examples(set_of(directory, name), shipped))
                list.push_back(e);
            std::size_t same = 0;
            for (const Example& e : list)
                same += e.same;
            std::printf("%s: %zu examples, %zu of one story, %.0f s\n", name.c_str(), list.size(), same,
                        static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
            std::fflush(stdout);
        }
        std::vector<const std::vector<Example>*> all;
        for (const auto& [name, list] : lists)
            all.push_back(&list);
        shipped = learn(all, hand);
        print("all", shipped);
        for (const std::string& name : evaluation::kSets) {
            const auto s = run(set_of(directory, name), shipped);
            std::printf("  %-13s b3 %.4f p %.3f r %.3f pw p %.3f\n", name.c_str(), s.b3, s.b3_precision, s.b3_recall,
                        s.pair_precision);
        }
    }
    for (const std::string& name : evaluation::kSets) {
        std::vector<const std::vector<Example>*> others;
        for (const auto& [other, list] : lists) {
            if (other != name && !(other == "dense" && name == "allsides_abp")) others.push_back(&list);
        }
        const MergeModel left_out = learn(others, hand);
        print(name.c_str(), left_out);
        for (const float shift : {-1.0F, -0.5F, 0.0F, 0.5F, 1.0F, 1.5F}) {
            MergeModel shifted = left_out, shifted_all = shipped;
            shifted.bias -= shift;
            shifted_all.bias -= shift;
            const auto s = run(set_of(directory, name), shifted);
            const auto t = run(set_of(directory, name), shifted_all);
            std::printf("  %-13s shift %4.1f  left out b3 %.4f pw p %.3f | all b3 %.4f p %.3f r %.3f pw p %.3f\n",
                        name.c_str(), static_cast<double>(shift), s.b3, s.pair_precision, t.b3, t.b3_precision,
                        t.b3_recall, t.pair_precision);
            std::fflush(stdout);
        }
    }
}
