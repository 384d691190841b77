// Learns when two sentences say the same (data/story/agreement.json): pairs of sentences of the open gold stories,
// labelled by whether both meet quotations of one gold fact; logistic regression, checked by leaving out whole stories.
//
// usage: learn_agreement DIR GOLD_DIR [OUT.json] [--wrong]
//   DIR as make_input.py writes it, GOLD_DIR = evaluation/facts/gold/open; --wrong prints the worst errors left out
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "input/read_file.h"
#include "input_stories.h"
#include "logistic.h"
#include "story/detail/agreement.h"

namespace {

using namespace newsloom;
namespace bj = boost::json;
using story::detail::kTraits;

struct Quoted {
    int fact = 0;
    bool optional = false;
    std::string article;
    TextRange range;
};

std::vector<Quoted> supports_of(const evaluation::InputStory& story, const bj::object& gold) {
    std::vector<Quoted> result;
    int number = 0;
    for (const auto& fact : gold.at("facts").as_array()) {
        const auto* optional = fact.as_object().if_contains("optional");
        for (const auto& support : fact.as_object().at("support").as_array()) {
            Quoted quoted{number,
                          optional != nullptr && optional->as_bool(),
                          story.name + "/" + evaluation::text_of(support.as_object(), "article"),
                          {}};
            const std::string quote = evaluation::text_of(support.as_object(), "quote");
            for (const auto& article : story.articles) {
                if (article->id != quoted.article) continue;
                const std::size_t at = article->article.text.find(quote);
                if (at != std::string::npos) quoted.range = {at, at + quote.size()};
            }
            if (!quoted.range.empty()) result.push_back(quoted);
        }
        ++number;
    }
    return result;
}

bool meets(TextRange span, TextRange quote) {
    const std::size_t begin = std::max(span.begin, quote.begin), end = std::min(span.end, quote.end);
    return end > begin && 2 * (end - begin) >= std::min(span.size(), quote.size());
}

struct Pair {
    std::size_t story;
    bool same = false, optional = false;
    story::detail::Traits traits;
    std::string left, right;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: learn_agreement DIR GOLD_DIR [OUT.json] [--wrong]\n";
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
    std::size_t gold_pairs = 0;
    for (std::size_t n = 0; n < input.stories.size(); ++n) {
        const auto& story = input.stories[n];
        if (!golds.contains(story.name)) continue;
        const auto supports = supports_of(story, golds.at(story.name).as_object());
        const auto reading = story::detail::read_story(story.material);
        const story::detail::SenseWeights weights(reading);
        const auto facts_of = [&](const story::detail::Statement& s) {
            std::map<int, bool> facts;
            for (const Quoted& quoted : supports) {
                if (quoted.article == story.find(reading.members[s.member]->article->id)->id &&
                    meets(s.range, quoted.range))
                    facts[quoted.fact] = quoted.optional;
            }
            return facts;
        };
        std::map<std::string, int> group_of;  // outlet -> gold group; pairs within one say nothing
        int group = 0;
        for (const auto& outlets : golds.at(story.name).as_object().at("independent").as_array()) {
            for (const auto& outlet : outlets.as_array())
                group_of[std::string(outlet.as_string())] = group;
            ++group;
        }
        const auto same_source = [&](std::size_t a, std::size_t b) {
            const auto x = group_of.find(input.key_of(reading.outlet(a)));
            const auto y = group_of.find(input.key_of(reading.outlet(b)));
            return x == group_of.end() || y == group_of.end() || x->second == y->second;
        };
        for (const auto& pair : story::detail::compared_pairs(reading, weights)) {
            const auto& a = reading.statements[pair.a];
            const auto& b = reading.statements[pair.b];
            if (same_source(a.member, b.member)) continue;
            Pair made{n,
                      false,
                      false,
                      pair.traits,
                      std::string(slice(reading.text(a.member), a.range)),
                      std::string(slice(reading.text(b.member), b.range))};
            const auto theirs = facts_of(b);
            for (const auto& [fact, optional] : facts_of(a)) {
                if (!theirs.contains(fact)) continue;
                (optional ? made.optional : made.same) = true;
            }
            pairs.push_back(std::move(made));
        }
        for (std::size_t a = 0; a < reading.statements.size(); ++a) {
            const auto facts = facts_of(reading.statements[a]);
            for (std::size_t b = a + 1; b < reading.statements.size() && !facts.empty(); ++b) {
                if (same_source(reading.statements[a].member, reading.statements[b].member)) continue;
                for (const auto& [fact, optional] : facts_of(reading.statements[b])) {
                    if (optional || !facts.contains(fact)) continue;
                    ++gold_pairs;
                    break;
                }
            }
        }
    }
    std::size_t positive = 0;
    for (const Pair& pair : pairs)
        positive += pair.same;
    std::printf("%zu pairs compared, %zu of them the same (of %zu in the gold)\n", pairs.size(), positive, gold_pairs);

    const auto learn = [&](const std::function<bool(const Pair&)>& use) {
        std::vector<evaluation::LabelledRow> rows;
        for (const Pair& pair : pairs) {
            if (!use(pair) || (pair.optional && !pair.same)) continue;
            rows.push_back({{pair.traits.begin(), pair.traits.end()}, pair.same, 1});
        }
        std::vector<double> hand(kTraits + 1, 0.0);
        hand[0] = -3;
        return evaluation::learn_logistic(rows, hand, 2.0);
    };
    // Left out in ten parts, by stories.
    std::vector<std::pair<double, const Pair*>> scored;
    for (std::size_t part = 0; part < 10; ++part) {
        const auto w = learn([&](const Pair& pair) { return pair.story % 10 != part; });
        for (const Pair& pair : pairs) {
            if (pair.story % 10 != part || (pair.optional && !pair.same)) continue;
            double z = w[0];
            for (std::size_t i = 0; i < kTraits; ++i)
                z += w[i + 1] * static_cast<double>(pair.traits[i]);
            scored.emplace_back(1 / (1 + std::exp(-z)), &pair);
        }
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::size_t right = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        right += scored[i].second->same;
        const double next = i + 1 < scored.size() ? scored[i + 1].first : 0;
        for (const double step : {0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2}) {
            if (scored[i].first >= step && next < step) {
                std::printf("p >= %.2f: precision %.3f recall %.3f (of the gold %.3f)\n", step,
                            static_cast<double>(right) / static_cast<double>(i + 1),
                            static_cast<double>(right) / static_cast<double>(positive),
                            static_cast<double>(right) / static_cast<double>(gold_pairs));
            }
        }
    }
    const auto w = learn([](const Pair&) { return true; });
    std::printf("bias %.2f", w[0]);
    for (std::size_t i = 0; i < kTraits; ++i)
        std::printf(" %s %.2f", story::detail::kTraitNames[i], w[i + 1]);
    std::printf("\n");
    for (int i = 3; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--wrong") {
            int shown = 0;
            for (const auto& [p, pair] : scored) {
                if (!pair->same && shown++ < 25)
                    std::printf("%.2f NOT THE SAME\n  %s\n  %s\n", p, pair->left.c_str(), pair->right.c_str());
            }
            shown = 0;
            for (auto at = scored.rbegin(); at != scored.rend(); ++at) {
                if (at->second->same && shown++ < 40)
                    std::printf("%.2f THE SAME\n  %s\n  %s\n", at->first, at->second->left.c_str(),
                                at->second->right.c_str());
            }
            continue;
        }
        std::ofstream out(word);
        out << "{\n  \"about\": \"log-odds that two sentences of one story say the same; learned by "
               "evaluation/facts/learn_agreement "
               "on evaluation/facts/gold/open\",\n  \"bias\": "
            << w[0];
        for (std::size_t k = 0; k < kTraits; ++k)
            out << ",\n  \"" << story::detail::kTraitNames[k] << "\": " << w[k + 1];
        out << "\n}\n";
    }
}
