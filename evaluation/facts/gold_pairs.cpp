#include "gold_pairs.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "boosted.h"
#include "input/read_file.h"
#include "logistic.h"
#include "story/detail/quotes.h"
#include "text/utf8.h"

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

/// A labelled pair of sentences: evaluation/facts/pairs.
struct ReadPair {
    std::string article_a, article_b, kind;
    TextRange a, b;
    bool same = false;
    double drawn_of = 1;
};

std::vector<ReadPair> read_pairs_of(const InputStory& story, const bj::object& gold) {
    std::vector<ReadPair> result;
    const auto* pairs = gold.if_contains("pairs");
    if (pairs == nullptr) return result;
    const auto range_of = [&](const bj::object& place, const std::string& id) {
        for (const auto& article : story.articles) {
            if (article->id != id) continue;
            const utf8::OffsetMap map(article->article.text, utf8::OffsetUnit::code_points);
            return TextRange{map.to_bytes(place.at("start").to_number<std::size_t>()),
                             map.to_bytes(place.at("end").to_number<std::size_t>())};
        }
        return TextRange{};
    };
    for (const auto& value : pairs->as_array()) {
        const auto& pair = value.as_object();
        const auto &a = pair.at("a").as_object(), &b = pair.at("b").as_object();
        ReadPair read;
        read.article_a = story.name + "/" + text_of(a, "article");
        read.article_b = story.name + "/" + text_of(b, "article");
        read.a = range_of(a, read.article_a);
        read.b = range_of(b, read.article_b);
        read.same = pair.at("same").as_bool();
        read.kind = text_of(pair, "set") + " " + text_of(pair, "half") + " " + text_of(pair, "stratum");
        read.drawn_of = pair.at("drawn_of").to_number<double>();
        result.push_back(std::move(read));
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
LogOdds<N> model_of(const std::vector<double>& learned) {
    LogOdds<N> model;
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
        const story::detail::StoryWords words(reading);
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
        const auto compared = story::detail::compared_pairs(comparer, models.agreement);
        std::vector<double> quoted(compared.size(), 0.0);
        for (const auto& pair : story::detail::quote_pairs(reading)) {
            const std::size_t i = compared.place_of(pair.a, pair.b);
            if (i != story::detail::ComparedPairs::kNone) quoted[i] = pair.probability;
        }
        std::vector<story::detail::LookedAt> looked_at;
        for (const auto& statement : reading.statements)
            looked_at.push_back(story::detail::look_at(reading, words, statement));
        const bool by_pairs = golds.at(story.name).as_object().contains("pairs");
        const auto read_pairs = read_pairs_of(story, golds.at(story.name).as_object());
        const auto read_pair = [&](const story::detail::Statement& a,
                                   const story::detail::Statement& b) -> const ReadPair* {
            const auto is = [&](const story::detail::Statement& s, const std::string& article, TextRange range) {
                return s.range == range && story.find(reading.members[s.member]->article->id)->id == article;
            };
            for (const ReadPair& read : read_pairs) {
                if ((is(a, read.article_a, read.a) && is(b, read.article_b, read.b)) ||
                    (is(a, read.article_b, read.b) && is(b, read.article_a, read.a)))
                    return &read;
            }
            return nullptr;
        };
        const auto add = [&](std::size_t place, std::size_t x, std::size_t y) {
            const auto& pair = compared[place];
            const auto &a = reading.statements[x], &b = reading.statements[y];
            if (same_source(a.member, b.member)) return;
            const ReadPair* const read = by_pairs ? read_pair(a, b) : nullptr;
            if (by_pairs && read == nullptr) return;
            const auto traits = compared.traits(place);
            SentencePair made{n,
                              false,
                              false,
                              traits,
                              std::string(slice(reading.text(a.member), a.range)),
                              std::string(slice(reading.text(b.member), b.range))};
            made.second = story::detail::second_look(words, looked_at[x], looked_at[y], quoted[place]);
            made.probability = pair.altered ? 0 : std::max(pair.probability, quoted[place]);
            made.kind = "read through";
            if (read != nullptr) {
                made.same = read->same;
                made.kind = read->kind;
                made.drawn_of = read->drawn_of;
                made.drawn = true;
                result.in_gold += read->same ? 1 : 0;
            }
            const auto theirs = facts_of(b);
            for (const auto& [fact, optional] : facts_of(a)) {
                if (!theirs.contains(fact)) continue;
                (optional ? made.optional : made.same) = true;
            }
            if (golds.at(story.name).as_object().contains("kinds")) {
                made.weight = kOwnWeight;
                made.kind = "own";
            }
            result.compared.push_back(std::move(made));
        };
        // Of two wordings every two statements.
        const auto& wordings = comparer.wordings();
        for (std::size_t place = 0; place < compared.size(); ++place) {
            for (const std::uint32_t x : wordings.statements(compared[place].x)) {
                for (const std::uint32_t y : wordings.statements(compared[place].y)) {
                    if (compared[place].x != compared[place].y || x < y) add(place, x, y);
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
        if (!golds.contains(story.name) || golds.at(story.name).as_object().contains("pairs")) continue;
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

LogOdds<kTraits> learn_agreement(const std::vector<SentencePair>& pairs, const std::function<bool(std::size_t)>& use) {
    std::vector<LabelledRow> rows;
    for (const SentencePair& pair : pairs) {
        // The strata of pairs/ are drawn by what was learned before: they are for the second look.
        if (!use(pair.story) || (pair.optional && !pair.same) || pair.drawn) continue;
        rows.push_back({{pair.traits.begin(), pair.traits.end()}, pair.same, pair.weight});
    }
    std::vector<double> hand(kTraits + 1, 0.0);
    hand[0] = -3;
    return model_of<kTraits>(learn_logistic(rows, hand, 2.0));
}

story::detail::SecondModel learn_second(const std::vector<SentencePair>& pairs, const LogOdds<kTraits>& first,
                                        const std::function<bool(std::size_t)>& use) {
    constexpr double kFaintest = 0.25;  // only what may be told is looked at twice
    constexpr double kDrawnWeight = 8;
    constexpr std::string_view kFor =
        " dice contained plain_dice clause_dice clause_shared shared_senses shared_plain only_they_share prefix_dice "
        "shared_runs shared_names same_values telling_values near_values same_measure same_speaker same_day best_dice "
        "best_of_both margin clause_contained soft_dice rare_dice rare_contained rare_shared cover_of_less "
        "cover_of_more "
        "opening_shared opening_of_more shared_in_order shared_together longest_run run_of_shorter all_words_dice "
        "shared_deeds quoted_shared shared_outside same_first_name few_words segment_cover segment_shared quoted_words "
        "shared_units deed_units units_of_shorter units_of_longer few_deeds first_odds special_shared special_of_less "
        "special_of_more special_deed special_deed_next ";
    constexpr std::string_view kAgainst =
        " other_names names_apart other_values other_measure other_speaker other_day negation_differs denial_differs "
        "rare_left_of_one rare_left_of_other alone_of_less alone_of_more rarest_alone other_first_name modals_differ "
        "units_alone handle opens_small alone_at_all ";
    std::vector<int> directions;
    const auto add_direction = [&](const char* name) {
        const std::string word = " " + std::string(name) + " ";
        directions.push_back(kFor.find(word) != std::string_view::npos       ? 1
                             : kAgainst.find(word) != std::string_view::npos ? -1
                                                                             : 0);
    };
    for (const char* name : story::detail::kTraitNames)
        add_direction(name);
    for (const char* name : story::detail::kSecondTraitNames)
        add_direction(name);
    std::vector<BoostedRow> rows;
    for (const SentencePair& pair : pairs) {
        if (!use(pair.story) || (pair.optional && !pair.same) || pair.probability < kFaintest) continue;
        BoostedRow row{{pair.traits.begin(), pair.traits.end()}, 0, pair.drawn ? kDrawnWeight : pair.weight, pair.same};
        row.traits.insert(row.traits.end(), pair.second.begin(), pair.second.end());
        const double sure = first.probability(pair.traits);
        row.traits[std::size_t{story::detail::kTraits} + std::size_t{story::detail::kFirstOdds}] =
            story::detail::SecondModel::first_odds(sure);
        row.start = story::detail::SecondModel::start(sure);
        rows.push_back(std::move(row));
    }
    return {Boosting(rows, directions).learn()};
}

LogOdds<kCountTraits> learn_difference(const std::vector<NumberPair>& pairs,
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

LogOdds<story::detail::kDenialTraits> learn_denial(const std::vector<DenialPair>& pairs,
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
