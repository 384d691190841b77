#include "gold_pairs.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "input/read_file.h"
#include "logistic.h"

namespace newsloom::evaluation {
namespace {

namespace bj = boost::json;
using story::detail::kCountTraits;
using story::detail::kTraits;

struct Quoted {
    int fact = 0;
    bool optional = false;
    std::string article;
    TextRange range;
};

std::vector<Quoted> supports_of(const InputStory& story, const bj::object& gold) {
    std::vector<Quoted> result;
    int number = 0;
    for (const auto& fact : gold.at("facts").as_array()) {
        const auto* optional = fact.as_object().if_contains("optional");
        for (const auto& support : fact.as_object().at("support").as_array()) {
            Quoted quoted{number,
                          optional != nullptr && optional->as_bool(),
                          story.name + "/" + text_of(support.as_object(), "article"),
                          {}};
            const std::string quote = text_of(support.as_object(), "quote");
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

struct Entry {
    int difference = 0, side = 0;
    std::string article;
    TextRange range;
    double low = 0;
};

std::vector<Entry> entries_of(const InputStory& story, const bj::object& gold, std::string_view kind) {
    std::vector<Entry> result;
    int number = 0;
    for (const auto& difference : gold.at("differences").as_array()) {
        ++number;
        if (text_of(difference.as_object(), "kind") != kind) continue;
        int side = 0;
        for (const auto& entries : difference.as_object().at("sides").as_array()) {
            ++side;
            for (const auto& entry : entries.as_array()) {
                const std::string article = story.name + "/" + text_of(entry.as_object(), "article");
                const std::string quote = text_of(entry.as_object(), "quote");
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

constexpr double kOwnWeight = 3;  // of a pair of the own gold beside one of basil_gold.py

template <std::size_t N>
story::detail::LogOdds<N> model_of(const std::vector<double>& learned) {
    story::detail::LogOdds<N> model;
    model.bias = static_cast<float>(learned[0]);
    for (std::size_t i = 0; i < N; ++i)
        model.weights[i] = static_cast<float>(learned[i + 1]);
    return model;
}

}  // namespace

Golds read_golds(const std::string& directory) {
    Golds golds;
    for (const auto& file : std::filesystem::directory_iterator(directory)) {
        const auto bytes = read_file(file.path());
        if (!bytes) {
            std::cerr << bytes.error().message << "\n";
            std::exit(1);
        }
        bj::value gold = bj::parse(*bytes);
        const std::string key = text_of(gold.as_object(), "key");
        golds.emplace(key, std::move(gold));
    }
    return golds;
}

SentencePairs sentence_pairs(const InputStories& input, const Golds& golds) {
    const auto& models = story::detail::built_in_models();  // which pairs there are does not depend on it
    SentencePairs result;
    for (std::size_t n = 0; n < input.stories.size(); ++n) {
        const auto& story = input.stories[n];
        if (!golds.contains(story.name)) continue;
        const auto supports = supports_of(story, golds.at(story.name).as_object());
        const auto reading = story::detail::read_story(story.material);
        story::detail::Comparer comparer(reading);
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
        const auto add = [&](const story::detail::Traits& traits, const story::detail::Statement& a,
                             const story::detail::Statement& b) {
            if (same_source(a.member, b.member)) return;
            SentencePair made{n,
                              false,
                              false,
                              traits,
                              std::string(slice(reading.text(a.member), a.range)),
                              std::string(slice(reading.text(b.member), b.range))};
            const auto theirs = facts_of(b);
            for (const auto& [fact, optional] : facts_of(a)) {
                if (!theirs.contains(fact)) continue;
                (optional ? made.optional : made.same) = true;
            }
            if (golds.at(story.name).as_object().contains("kinds")) made.weight = kOwnWeight;
            result.compared.push_back(std::move(made));
        };
        // Of two wordings every two statements.
        const auto& wordings = comparer.wordings();
        const auto compared = story::detail::compared_pairs(comparer, models.agreement);
        for (std::size_t i = 0; i < compared.size(); ++i) {
            const auto& pair = compared[i];
            const story::detail::Traits traits = compared.traits(i);
            for (const std::uint32_t x : wordings.statements(pair.x)) {
                for (const std::uint32_t y : wordings.statements(pair.y)) {
                    if (pair.x != pair.y || x < y) add(traits, reading.statements[x], reading.statements[y]);
                }
            }
        }
        for (std::size_t a = 0; a < reading.statements.size(); ++a) {
            const auto facts = facts_of(reading.statements[a]);
            for (std::size_t b = a + 1; b < reading.statements.size() && !facts.empty(); ++b) {
                if (same_source(reading.statements[a].member, reading.statements[b].member)) continue;
                for (const auto& [fact, optional] : facts_of(reading.statements[b])) {
                    if (optional || !facts.contains(fact)) continue;
                    ++result.in_gold;
                    break;
                }
            }
        }
    }
    return result;
}

std::vector<NumberPair> number_pairs(const InputStories& input, const Golds& golds, const story::detail::Models& models,
                                     bool print_missed) {
    std::vector<NumberPair> pairs;
    std::size_t wanted = 0, found = 0;
    for (std::size_t n = 0; n < input.stories.size(); ++n) {
        const auto& story = input.stories[n];
        if (!golds.contains(story.name)) continue;
        const auto entries = entries_of(story, golds.at(story.name).as_object(), "number");
        const auto reading = story::detail::read_story(story.material);
        story::detail::Comparer comparer(reading);
        const auto compared = story::detail::compared_pairs(comparer, models.agreement);
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
        for (const auto& pair : story::detail::conflicting_counts(comparer, counts, compared, models)) {
            const auto& a = reading.statements[counts[pair.a].statement];
            const auto& b = reading.statements[counts[pair.b].statement];
            NumberPair made{n, false, pair.traits, std::string(slice(reading.text(a.member), a.range)),
                            std::string(slice(reading.text(b.member), b.range))};
            if (golds.at(story.name).as_object().contains("kinds")) made.weight = kOwnWeight;
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
            found += is_there ? 1 : 0;
            if (is_there || !print_missed) continue;
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
    if (print_missed) std::printf("%zu of %zu gold differences of numbers are among the pairs\n", found, wanted);
    return pairs;
}

std::vector<DenialPair> denial_pairs(const InputStories& input, const Golds& golds,
                                     const story::detail::Models& models) {
    std::vector<DenialPair> pairs;
    for (std::size_t n = 0; n < input.stories.size(); ++n) {
        const auto& story = input.stories[n];
        if (!golds.contains(story.name) || !golds.at(story.name).as_object().contains("kinds")) continue;
        const auto entries = entries_of(story, golds.at(story.name).as_object(), "denial");
        const auto reading = story::detail::read_story(story.material);
        story::detail::Comparer comparer(reading);
        const auto compared = story::detail::compared_pairs(comparer, models.agreement);
        const auto sides = story::detail::sides_of(reading);
        const auto met = [&](const story::detail::Statement& statement) {
            std::vector<const Entry*> found;
            for (const Entry& entry : entries) {
                if (entry.article == story.find(reading.members[statement.member]->article->id)->id &&
                    meets(statement.range, entry.range))
                    found.push_back(&entry);
            }
            return found;
        };
        for (const auto& opposed :
             story::detail::opposed_statements(reading, comparer.weights(), compared, sides, models.denial)) {
            const auto& claim = reading.statements[opposed.claim];
            const auto& denial = reading.statements[opposed.denial];
            DenialPair made{n, false, opposed.traits, std::string(slice(reading.text(claim.member), claim.range)),
                            std::string(slice(reading.text(denial.member), denial.range))};
            for (const Entry* x : met(claim)) {
                for (const Entry* y : met(denial))
                    made.right = made.right || (x->difference == y->difference && x->side != y->side);
            }
            pairs.push_back(std::move(made));
        }
    }
    return pairs;
}

LabelledPairs read_labelled(const std::string& path) {
    const auto bytes = read_file(path);
    if (!bytes) {
        std::cerr << bytes.error().message << "\n";
        std::exit(1);
    }
    LabelledPairs pairs;
    std::map<std::string, std::size_t> stories;
    std::istringstream lines(*bytes);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string kind, story, confidence;
        int right = 0;
        words >> kind >> right >> story >> confidence;
        const std::size_t number = stories.emplace(story, kReal + stories.size()).first->second;
        const auto read = [&](auto& values, const auto& names) {
            for (std::string word; words >> word;) {
                const std::size_t mark = word.find('=');
                const auto name = std::find(names.begin(), names.end(), std::string_view(word).substr(0, mark));
                if (mark == std::string::npos || name == names.end()) {
                    std::cerr << path << ": no trait: " << word << "\n";
                    std::exit(1);
                }
                values[static_cast<std::size_t>(name - names.begin())] = std::stof(word.substr(mark + 1));
            }
        };
        if (kind == "number") {
            NumberPair pair{number, right != 0, {}, story, {}, 1};
            read(pair.traits, story::detail::kCountTraitNames);
            pairs.numbers.push_back(std::move(pair));
        } else {
            DenialPair pair{number, right != 0, {}, story, {}};
            read(pair.traits, story::detail::kDenialTraitNames);
            pairs.denials.push_back(std::move(pair));
        }
    }
    return pairs;
}

story::detail::LogOdds<kTraits> learn_agreement(const std::vector<SentencePair>& pairs,
                                                const std::function<bool(std::size_t)>& use) {
    std::vector<LabelledRow> rows;
    for (const SentencePair& pair : pairs) {
        if (!use(pair.story) || (pair.optional && !pair.same)) continue;
        rows.push_back({{pair.traits.begin(), pair.traits.end()}, pair.same, pair.weight});
    }
    std::vector<double> hand(kTraits + 1, 0.0);
    hand[0] = -3;
    return model_of<kTraits>(learn_logistic(rows, hand, 2.0));
}

story::detail::LogOdds<kCountTraits> learn_difference(const std::vector<NumberPair>& pairs,
                                                      const std::function<bool(std::size_t)>& use) {
    std::vector<LabelledRow> rows;
    for (const NumberPair& pair : pairs) {
        if (use(pair.story)) rows.push_back({{pair.traits.begin(), pair.traits.end()}, pair.conflict, pair.weight});
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
    return model_of<kCountTraits>(learn_logistic(rows, hand, 2.0));
}

story::detail::LogOdds<story::detail::kDenialTraits> learn_denial(const std::vector<DenialPair>& pairs,
                                                                  const std::function<bool(std::size_t)>& use) {
    std::vector<LabelledRow> rows;
    for (const DenialPair& pair : pairs) {
        if (use(pair.story))
            rows.push_back({{pair.traits.begin(), pair.traits.end()}, pair.right, pair.story < kReal ? kOwnWeight : 1});
    }
    std::vector<double> hand(story::detail::kDenialTraits + 1, 0.0);
    hand[0] = -2;
    const auto set = [&](story::detail::DenialTrait trait, double value) { hand[trait + 1] = value; };
    set(story::detail::kNegatedDenial, -2);
    set(story::detail::kDenies, 1);
    return model_of<story::detail::kDenialTraits>(learn_logistic(rows, hand, 2.0));
}

}  // namespace newsloom::evaluation
