// Learns the merge decision in two steps. Imitation: the clusterer runs over a labelled set while a teacher that knows
// the gold clusters decides each merge of the second pass; what it decided and what the model saw are the examples,
// single articles and large groups alike; logistic regression by Newton's method, penalised towards a neutral start.
// Sets share equal weight, and so do yes and no. Then hill climbing on the clusters themselves, one weight after the
// other: what is learned from single decisions does not know what a wrong merge costs later. Sets are also shown
// without titles and as titles alone, so that what a missing field means can be learned from sets that have it.
//
// usage: learn_merge DATA_DIR --climb OUT.json   from the weights that ship, on all sets
//        learn_merge DATA_DIR --left-out SET...  each set scored with weights learned on the other sets only, from a
//                                                start that was learned on nothing
//        learn_merge DATA_DIR --halves           learned on a half of each set's gold clusters, scored on the other
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "base/hash.h"
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
        const std::size_t half = std::min(name.find('@'), name.size());
        const std::size_t slash = std::min(name.find('/'), half);
        const std::string view = name.substr(slash, half - slash);
        set.rows = evaluation::read_set(directory, name.substr(0, slash), 0);
        set.gold = evaluation::read_gold(directory, name.substr(0, slash));
        if (half < name.size()) {  // "@0", "@1": articles of a half of the gold clusters, and those in none
            const auto other_half = [&](const std::string& cluster) {
                return hash64(cluster, 5) % 2 != (name.back() == '0' ? 0U : 1U);
            };
            std::erase_if(set.rows, [&](const evaluation::Row& row) {
                const auto found = set.gold.find(row.id);
                return found != set.gold.end() && other_half(found->second);
            });
            std::erase_if(set.gold, [&](const auto& labelled) { return other_half(labelled.second); });
        }
        for (evaluation::Row& row : set.rows) {
            if (view == "/untitled") row.title.clear();
            if (view == "/titles") row.text.clear();
        }
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
    // Where no pair has dates "no date" says what the bias says: it stays at its start, or half of the bias would be
    // missing where there are dates.
    const bool undated =
        std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.signals[story::detail::kNoDate] == 1; });
    for (auto& row : rows)
        if (undated) row.signals[story::detail::kNoDate] = 0;
    const std::vector<double> w = evaluation::learn_logistic(rows, start, 1e-3);
    MergeModel model = hand;
    model.bias = static_cast<float>(w[0]);
    for (std::size_t i = 0; i < kSignals; ++i)
        model.weights[i] = static_cast<float>(w[i + 1]);
    if (undated) model.bias -= model.weights[story::detail::kNoDate];
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

/// Mean BCubed F1 over some sets; a view counts a quarter, so that what a set really is decides.
double quality(const std::string& directory, const std::vector<std::string>& sets, const MergeModel& model) {
    double sum = 0, all = 0;
    for (const std::string& name : sets) {
        const double weight = name.find('/') == std::string::npos ? 1 : 0.25;
        sum += weight * run(set_of(directory, name), model).b3;
        all += weight;
    }
    return sum / all;
}

/// Hill climbing, one weight after the other.
MergeModel tuned(const std::string& directory, const std::vector<std::string>& sets, MergeModel model) {
    double best = quality(directory, sets, model);
    const bool undated = std::none_of(sets.begin(), sets.end(), [&](const std::string& name) {
        return set_of(directory, name).rows.front().time.has_value();
    });
    float step = 0.5F;
    for (int round = 0; round < 2; ++round, step *= 0.6F) {
        for (std::size_t i = 0; i <= kSignals; ++i) {
            if (undated && i == story::detail::kNoDate) continue;
            for (const float direction : {1.0F, -1.0F}) {
                MergeModel other = model;
                (i == kSignals ? other.bias : other.weights[i]) += direction * step;
                const double here = quality(directory, sets, other);
                if (here <= best + 1e-4) continue;
                best = here;
                model = other;
                break;
            }
        }
        std::printf("round %d: %.4f\n", round, best);
        print("tuned", model);
        std::fflush(stdout);
    }
    return model;
}

/// The same articles as other streams may have them: without titles, or titles alone. What a field that is missing
/// means can then be learned on sets that have it.
std::vector<std::string> views_of(const std::string& set) {
    if (set == "googlenews_t" || set == "uci2014" || set == "fnc_test") return {set};
    return {set, set + "/untitled", set + "/titles"};
}

/// A start that was not learned on anything. Time: the decay of FINDINGS (sigma 1-2 days) makes similarity worth
/// nothing after four days; what a pair's whole similarity is worth is some 6, so being of one hour is worth 6 more
/// than being four days apart, and each further day one less. No date: no decay, as if both were of one hour.
MergeModel neutral() {
    constexpr float kSimilarityIsWorth = 6;
    MergeModel model;
    model.bias = -3 - kSimilarityIsWorth;
    for (const auto signal : {story::detail::kCosTitle, story::detail::kCosLead, story::detail::kCosBody,
                              story::detail::kCosNames, story::detail::kCosNumbers, story::detail::kCosTitleAlone})
        model.weights[signal] = 2;
    model.weights[story::detail::kDaysApart] = -10;
    model.weights[story::detail::kCloseInTime] = kSimilarityIsWorth;
    model.weights[story::detail::kNoDate] = kSimilarityIsWorth;
    return model;
}

MergeModel learned_on(const std::string& directory, const std::vector<std::string>& sets) {
    std::map<std::string, std::vector<Example>> lists;
    std::vector<const std::vector<Example>*> all;
    for (const std::string& set : sets)
        lists[set] = examples(set_of(directory, set), neutral());
    for (const auto& [set, list] : lists)
        all.push_back(&list);
    return tuned(directory, sets, learn(all, neutral()));
}

void report(const std::string& directory, const std::string& set, const MergeModel& model) {
    const auto s = run(set_of(directory, set), model);
    std::printf("%-15s unseen: b3 %.4f p %.4f r %.4f pairs p %.4f\n", set.c_str(), s.b3, s.b3_precision, s.b3_recall,
                s.pair_precision);
    std::fflush(stdout);
}

/// The dense stream is left out together with allsides_abp, and never learned on: it takes most of the time.
void left_out(const std::string& directory, const std::string& name) {
    const auto is_same = [](const std::string& a, const std::string& b) {
        return a == b || (a == "dense" && b == "allsides_abp") || (a == "allsides_abp" && b == "dense");
    };
    std::vector<std::string> others;
    for (const std::string& other : evaluation::kSets) {
        if (other == "dense" || is_same(other, name)) continue;
        for (const std::string& view : views_of(other))
            others.push_back(view);
    }
    const MergeModel model = learned_on(directory, others);
    for (const std::string& set : evaluation::kSets) {
        if (is_same(set, name)) report(directory, set, model);
    }
}

void halves(const std::string& directory) {
    for (const char* seen : {"@0", "@1"}) {
        std::vector<std::string> sets;
        for (const std::string& set : evaluation::kSets) {
            if (set == "dense") continue;
            for (const std::string& view : views_of(set))
                sets.push_back(view + seen);
        }
        const MergeModel model = learned_on(directory, sets);
        for (const std::string& set : evaluation::kSets)
            report(directory, set + (seen[1] == '0' ? "@1" : "@0"), model);
    }
}

void write(const std::string& path, const MergeModel& model) {
    std::ofstream out(path);
    char line[64];
    out << "{\n  \"about\": \"the merge decision of clustering: log-odds over signals between two groups of articles "
           "(src/story/detail/group.h)\",\n  \"made_by\": \"evaluation/stories/learn_merge: imitation, then hill "
           "climbing "
           "on allsides_abp with and without background, ecbplus, fnc_test, basil, googlenews_t, uci2014 (numbers "
           "only; "
           "no text of these sets is in here)\"";
    const auto field = [&](const char* name, float value) {
        std::snprintf(line, sizeof line, ",\n  \"%s\": %.2f", name, static_cast<double>(value));
        out << line;
    };
    field("sigma_days", model.sigma_days);
    field("bias", model.bias);
    for (std::size_t i = 0; i < kSignals; ++i)
        field(story::detail::kSignalNames[i], model.weights[i]);
    out << "\n}\n";
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 2) {
        std::cerr << "usage: learn_merge DATA_DIR (--climb OUT.json | --left-out SET... | --halves)\n";
        return 2;
    }
    const std::string& directory = arguments[0];
    if (arguments[1] == "--halves") halves(directory);
    for (std::size_t i = 2; i < arguments.size(); ++i) {
        if (arguments[1] == "--left-out") left_out(directory, arguments[i]);
        if (arguments[1] == "--climb")
            write(arguments[i], tuned(directory, evaluation::kSets, story::detail::built_in_model()));
    }
}
