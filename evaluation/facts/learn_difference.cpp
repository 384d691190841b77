// Learns when two numbers are of the same thing and cannot both hold (data/story/difference.json): pairs of numbers of
// the open gold stories, labelled by whether they stand in quotations of opposed sides of one gold difference.
//
// usage: learn_difference DIR GOLD_DIR [OUT.json] [--wrong]
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "input/read_file.h"
#include "input_stories.h"
#include "logistic.h"
#include "story/detail/difference.h"

namespace {

using namespace newsloom;
namespace bj = boost::json;
using story::detail::kCountTraits;

struct Entry {
    int difference = 0, side = 0;
    std::string article;
    TextRange range;
    double low = 0;
};

std::vector<Entry> entries_of(const evaluation::InputStory& story, const bj::object& gold) {
    std::vector<Entry> result;
    int number = 0;
    for (const auto& difference : gold.at("differences").as_array()) {
        ++number;
        if (evaluation::text_of(difference.as_object(), "kind") != "number") continue;
        int side = 0;
        for (const auto& entries : difference.as_object().at("sides").as_array()) {
            ++side;
            for (const auto& entry : entries.as_array()) {
                const std::string article = story.name + "/" + evaluation::text_of(entry.as_object(), "article");
                const std::string quote = evaluation::text_of(entry.as_object(), "quote");
                for (const auto& known : story.articles) {
                    const std::size_t at = known->article.text.find(quote);
                    if (known->id == article && at != std::string::npos)
                        result.push_back({number, side, article, {at, at + quote.size()}, 0});
                }
            }
        }
    }
    return result;
}

struct Pair {
    std::size_t story;
    bool conflict = false;
    story::detail::CountTraitValues traits;
    std::string left, right;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: learn_difference DIR GOLD_DIR [OUT.json] [--wrong]\n";
        return 2;
    }
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    std::map<std::string, bj::value> golds;
    for (const auto& file : std::filesystem::directory_iterator(argv[2])) {
        bj::value gold = bj::parse(read_file(file.path()).value());
        const std::string key = evaluation::text_of(gold.as_object(), "key");
        golds.emplace(key, std::move(gold));
    }
    std::vector<Pair> pairs;
    std::size_t wanted = 0, found = 0;
    for (std::size_t n = 0; n < input.stories.size(); ++n) {
        const auto& story = input.stories[n];
        if (!golds.contains(story.name)) continue;
        const auto entries = entries_of(story, golds.at(story.name).as_object());
        const auto reading = story::detail::read_story(story.material);
        const story::detail::SenseWeights weights(reading);
        const auto compared = story::detail::compared_pairs(reading, weights);
        const auto counts = story::detail::counts_of(reading);
        const auto at = [&](const story::detail::Count& count) {
            std::vector<const Entry*> met;
            const auto& quantity = reading.annotations(count.member).quantities[count.quantity];
            for (const Entry& entry : entries) {
                if (entry.article == story.find(reading.members[count.member]->article->id)->id &&
                    entry.range.overlaps(quantity.range)) {
                    met.push_back(&entry);
                }
            }
            return met;
        };
        std::map<int, bool> told;
        for (const Entry& entry : entries)
            told.emplace(entry.difference, false);
        for (const auto& pair : story::detail::conflicting_counts(reading, weights, counts, compared)) {
            const auto& a = reading.statements[counts[pair.a].statement];
            const auto& b = reading.statements[counts[pair.b].statement];
            Pair made{n, false, pair.traits, std::string(slice(reading.text(a.member), a.range)),
                      std::string(slice(reading.text(b.member), b.range))};
            for (const Entry* x : at(counts[pair.a])) {
                for (const Entry* y : at(counts[pair.b])) {
                    if (x->difference != y->difference || x->side == y->side) continue;
                    made.conflict = true;
                    told[x->difference] = true;
                }
            }
            pairs.push_back(std::move(made));
        }
        for (const auto& [difference, is_there] : told) {
            ++wanted;
            found += is_there;
            if (is_there) continue;
            std::printf("not among the pairs: %s\n", story.name.c_str());
            for (const Entry& entry : entries) {
                if (entry.difference != difference) continue;
                for (const auto& article : story.articles) {
                    if (article->id == entry.article)
                        std::printf("    %s\n", std::string(slice(article->article.text, entry.range)).c_str());
                }
                for (const auto& count : counts) {
                    const auto& quantity = reading.annotations(count.member).quantities[count.quantity];
                    if (story.find(reading.members[count.member]->article->id)->id == entry.article &&
                        entry.range.overlaps(quantity.range)) {
                        std::printf("      %g [%g %g] %s of '%s'\n", *quantity.value, quantity.low, quantity.high,
                                    quantity.unit.c_str(),
                                    std::string(slice(reading.text(count.member), quantity.of)).c_str());
                    }
                }
            }
        }
    }
    std::size_t positive = 0;
    for (const Pair& pair : pairs)
        positive += pair.conflict;
    std::printf("%zu pairs of numbers, %zu in conflict; %zu of %zu gold differences among them\n", pairs.size(),
                positive, found, wanted);
    const auto learn = [&](const std::function<bool(const Pair&)>& use) {
        std::vector<evaluation::LabelledRow> rows;
        for (const Pair& pair : pairs) {
            if (use(pair)) rows.push_back({{pair.traits.begin(), pair.traits.end()}, pair.conflict, 1});
        }
        // What is known of differences before any example: predicate, scope and period must match.
        std::vector<double> hand(kCountTraits + 1, 0.0);
        hand[0] = -3;
        const auto set = [&](story::detail::CountTrait trait, double value) { hand[trait + 1] = value; };
        set(story::detail::kSameThing, 1.5);
        set(story::detail::kNearDice, 2);
        set(story::detail::kSentenceDice, 2);
        set(story::detail::kPartDiffers, -2);
        set(story::detail::kPeriodDiffers, -1.5);
        set(story::detail::kYearDiffers, -2);
        set(story::detail::kKnownToOther, -2);
        return evaluation::learn_logistic(rows, hand, 1.0);
    };
    std::vector<std::pair<double, const Pair*>> scored;
    for (std::size_t part = 0; part < 10; ++part) {
        const auto w = learn([&](const Pair& pair) { return pair.story % 10 != part; });
        for (const Pair& pair : pairs) {
            if (pair.story % 10 != part) continue;
            double z = w[0];
            for (std::size_t i = 0; i < kCountTraits; ++i)
                z += w[i + 1] * static_cast<double>(pair.traits[i]);
            scored.emplace_back(1 / (1 + std::exp(-z)), &pair);
        }
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::size_t right = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        right += scored[i].second->conflict;
        const double next = i + 1 < scored.size() ? scored[i + 1].first : 0;
        for (const double step : {0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2}) {
            if (scored[i].first >= step && next < step) {
                std::printf("p >= %.2f: precision %.3f recall %.3f\n", step,
                            static_cast<double>(right) / static_cast<double>(i + 1),
                            static_cast<double>(right) / static_cast<double>(positive));
            }
        }
    }
    const auto w = learn([](const Pair&) { return true; });
    std::printf("bias %.2f", w[0]);
    for (std::size_t i = 0; i < kCountTraits; ++i)
        std::printf(" %s %.2f", story::detail::kCountTraitNames[i], w[i + 1]);
    std::printf("\n");
    for (int i = 3; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--wrong") {
            int shown = 0;
            for (const auto& [p, pair] : scored) {
                if (!pair->conflict && shown++ < 20)
                    std::printf("%.2f NO CONFLICT\n  %s\n  %s\n", p, pair->left.c_str(), pair->right.c_str());
            }
            shown = 0;
            for (auto at = scored.rbegin(); at != scored.rend(); ++at) {
                if (at->second->conflict && shown++ < 15)
                    std::printf("%.2f CONFLICT\n  %s\n  %s\n", at->first, at->second->left.c_str(),
                                at->second->right.c_str());
            }
            continue;
        }
        std::ofstream out(word);
        out << "{\n  \"about\": \"log-odds that two numbers of one story are of the same thing and cannot both hold; "
               "learned by "
               "evaluation/facts/learn_difference on evaluation/facts/gold/open\",\n  \"bias\": "
            << w[0];
        for (std::size_t k = 0; k < kCountTraits; ++k)
            out << ",\n  \"" << story::detail::kCountTraitNames[k] << "\": " << w[k + 1];
        out << "\n}\n";
    }
}
