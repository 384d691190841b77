// What is made fast in telling stories, beside its simple version, over random stories: the same to the last bit.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "story/detail/comparing.h"
#include "story/detail/models.h"
#include "story/detail/phrases.h"
#include "story/detail/reading.h"
#include "story/detail/sources.h"
#include "story/detail/stop_words.h"
#include "story/detail/voices.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t n) { return (state_ = mix64(state_)) % n; }

  private:
    std::uint64_t state_;
};

/// Reports that draw their sentences from one pool, some with a word changed; names, numbers and quotes as marked.
struct RandomStory {
    std::vector<std::unique_ptr<Outlet>> outlets;
    std::vector<std::unique_ptr<Article>> articles;
    std::vector<std::unique_ptr<Annotations>> annotations;
    StoryMaterial material;

    explicit RandomStory(std::uint64_t seed) {
        Dice dice(seed);
        std::vector<std::vector<std::string>> pool;
        for (std::size_t i = 0; i < 30; ++i)
            pool.push_back(sentence(dice));
        const std::size_t count = 4 + dice.below(8);
        for (std::size_t n = 0; n < count; ++n) {
            auto outlet = std::make_unique<Outlet>();
            outlet->id = OutletId(static_cast<std::int64_t>(n) + 1);
            outlet->key = outlet->name = outlet->short_name = "outlet " + std::to_string(n);
            outlet->owner = "owner " + std::to_string(dice.below(6));
            outlet->country = dice.below(2) == 0 ? "XA" : "XB";
            auto article = std::make_unique<Article>();
            article->id = ArticleId(static_cast<std::int64_t>(n) + 1);
            article->document = DocumentId(article->id.value);
            article->language = "en";
            article->title = "Alma struck the pier";
            article->first_seen = Instant(std::chrono::hours(400000 + static_cast<int>(dice.below(9))));
            article->outlet = outlet->id;
            auto notes = std::make_unique<Annotations>();
            for (std::size_t i = 0; i < 14; ++i)
                add(*article, *notes, pool[dice.below(pool.size())], dice);
            for (std::size_t i = 0; i < 3; ++i) {  // what nobody else has
                std::vector<std::string> own = sentence(dice);
                own.push_back(std::string("Na") + static_cast<char>('b' + n) + static_cast<char>('b' + i) + "o");
                own.push_back(std::to_string(1000 + dice.below(5000)));
                add(*article, *notes, own, dice);
            }
            Member member;
            member.article = article.get();
            member.annotations = notes.get();
            member.outlet = dice.below(9) == 0 ? nullptr : outlet.get();
            member.copy.article = article->id;
            member.copy.group = ArticleId(1 + static_cast<std::int64_t>(dice.below(count)));
            if (dice.below(6) == 0) member.copy.copy_of = ArticleId(1);
            material.members.push_back(member);
            outlets.push_back(std::move(outlet));
            articles.push_back(std::move(article));
            annotations.push_back(std::move(notes));
        }
    }

  private:
    static std::string word(Dice& dice) {
        static const std::vector<std::string> words{
            "harbour", "ferry",  "struck", "pier",   "Monday", "Talbec", "Alma",  "Kerr",   "Ines",
            "said",    "not",    "denied", "people", "hurt",   "fire",   "blaze", "police", "officer",
            "12",      "31",     "three",  "412",    "2019",   "strike", "union", "vote",   "council",
            "bridge",  "closed", "closes", "repair", "and",    "but",    "the",   "a",      "of",
            "because", "river",  "flood",  "water",  "mayor",  "town",   "court", "trial"};
        return words[dice.below(words.size())];
    }
    static std::vector<std::string> sentence(Dice& dice) {
        std::vector<std::string> words;
        for (std::size_t i = 5 + dice.below(14); i > 0; --i)
            words.push_back(word(dice) + (dice.below(7) == 0 ? "," : ""));
        return words;
    }
    static void add(Article& article, Annotations& notes, std::vector<std::string> words, Dice& dice) {
        if (dice.below(4) == 0) words[dice.below(words.size())] = word(dice);
        const std::size_t begin = article.text.size();
        for (const std::string& one : words) {
            const TextRange range{article.text.size(), article.text.size() + one.find_last_not_of(',') + 1};
            article.text += one + " ";
            const std::string bare = one.substr(0, one.find_last_not_of(',') + 1);
            if (ascii::is_upper(bare.front()) && bare != "Monday") {
                Name name;
                name.range = range;
                name.full = bare;
                notes.names.push_back(name);
            }
            if (ascii::is_digit(bare.front())) {
                const double value = std::stod(bare);
                notes.quantities.push_back({range, value, value, dice.below(3) == 0 ? value + 5 : value, "", range});
            }
        }
        article.text.back() = '.';
        notes.sentences.push_back({{begin, article.text.size()}, 0});
        if (dice.below(4) == 0) {
            Attribution said;
            said.kind = dice.below(2) == 0 ? QuoteKind::direct : QuoteKind::indirect;
            said.content = {begin, article.text.size() - 1};
            said.speaker = dice.below(3) == 0 ? "" : dice.below(2) == 0 ? "Ines Kerr" : "Jon Abbas";
            said.stance = dice.below(5) == 0 ? Stance::denial : Stance::neutral;
            said.confidence = 0.9F;
            notes.attributions.push_back(said);
        }
        article.text += " ";
    }
};

constexpr std::uint64_t kStories = 15;

TEST(Comparer, gives_the_traits_that_one_pair_by_itself_has) {
    std::size_t pairs = 0;
    for (std::uint64_t seed = 1; seed <= kStories; ++seed) {
        const RandomStory made(seed);
        const Reading reading = read_story(made.material);
        Comparer comparer(reading);
        const SenseWeights weights(reading);
        for (const ComparedPair& pair : compared_pairs(comparer, built_in_models().agreement)) {
            ASSERT_NE(reading.statements[pair.a].member, reading.statements[pair.b].member);
            const Traits simple = traits_of(reading, weights, reading.statements[pair.a], reading.statements[pair.b]);
            Traits fast{};
            comparer.read(pair.a, pair.b, fast);
            ASSERT_EQ(fast, simple) << "story " << seed << ", statements " << pair.a << " and " << pair.b;
            ++pairs;
        }
    }
    EXPECT_GT(pairs, 5000U);
}

/// The wordings by their statements: members, in order.
std::set<std::size_t> members_of(const Reading& reading, const Wordings& wordings, std::size_t wording) {
    std::set<std::size_t> members;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        if (wordings.of(s) == wording) members.insert(reading.statements[s].member);
    }
    return members;
}

TEST(Wordings, are_the_same_sentence_of_one_or_more_articles) {
    std::size_t shared = 0, pairs = 0;
    for (std::uint64_t seed = 1; seed <= kStories; ++seed) {
        const RandomStory made(seed);
        const Reading reading = read_story(made.material);
        const Wordings wordings(reading);
        const auto text = [&](std::size_t s) {
            return std::string(slice(reading.text(reading.statements[s].member), reading.statements[s].range));
        };
        std::size_t statements = 0;
        for (std::size_t wording = 0; wording < wordings.size(); ++wording) {
            const auto own = wordings.statements(wording);
            statements += own.size();
            std::set<std::size_t> members;
            for (const std::uint32_t s : own) {
                ASSERT_EQ(wordings.of(s), wording);
                ASSERT_EQ(text(s), text(own.front()));
                ASSERT_EQ(reading.statements[s].senses, reading.statements[own.front()].senses);
                ASSERT_EQ(reading.statements[s].speakers, reading.statements[own.front()].speakers);
                members.insert(reading.statements[s].member);
            }
            ASSERT_EQ(members, members_of(reading, wordings, wording));
            ASSERT_EQ(members.size(), wordings.members(wording));
            ASSERT_EQ(members.size(), wordings.one_of_each_member(wording).size());
            shared += members.size() > 1 ? 1 : 0;
        }
        ASSERT_EQ(statements, reading.statements.size());
        for (std::size_t x = 0; x < wordings.size(); ++x) {
            for (std::size_t y = x; y < wordings.size(); ++y) {
                const std::set<std::size_t> left = members_of(reading, wordings, x),
                                            right = members_of(reading, wordings, y);
                const auto [a, b] = wordings.apart(reading, x, y);
                ASSERT_EQ(wordings.of(a), x);
                ASSERT_EQ(wordings.of(b), y);
                const std::size_t m = reading.statements[a].member, n = reading.statements[b].member;
                ASSERT_EQ(m == n, left == right && left.size() == 1);
                const auto all_in = [](const auto& some, const auto& others) {
                    return std::all_of(some.begin(), some.end(), [&](auto member) { return others.contains(member); });
                };
                ASSERT_EQ(right.contains(m), all_in(left, right));
                ASSERT_EQ(left.contains(n), all_in(right, left));
                ++pairs;
            }
        }
    }
    EXPECT_GT(shared, 30U);
    EXPECT_GT(pairs, 1000U);
}

/// The pairs by the definition: what is shared is added up word by word, the 24 best of all are taken.
std::vector<std::pair<std::size_t, std::size_t>> simple_pairs(const Reading& reading, const Wordings& wordings,
                                                              const SenseWeights& weights) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t w = 0; w < wordings.size(); ++w) {
        const Statement& own = reading.statements[wordings.statements(w).front()];
        const std::set<std::size_t> members = members_of(reading, wordings, w);
        std::vector<std::pair<float, std::size_t>> found;
        for (std::size_t other = 0; other < w; ++other) {
            const Statement& before = reading.statements[wordings.statements(other).front()];
            if (members.size() == 1 && members_of(reading, wordings, other) == members) continue;
            float score = 0;
            for (const std::uint32_t sense : own.senses) {
                if (std::binary_search(before.senses.begin(), before.senses.end(), sense))
                    score += static_cast<float>(weights.of(sense));
            }
            for (const Measure& value : own.values) {
                const bool has = std::any_of(before.values.begin(), before.values.end(), [&](const Measure& m) {
                    return m.value == value.value && m.unit.size() == value.unit.size();
                });
                if (has) score += is_telling(value.value) ? 0.8F : 0.3F;
            }
            std::set<std::uint32_t> fields;
            for (const auto& [field, sense] : own.fields)
                fields.insert(field);
            for (const std::uint32_t field : fields) {
                if (std::any_of(before.fields.begin(), before.fields.end(),
                                [&](const auto& entry) { return entry.first == field; }))
                    score += 0.2F;
            }
            if (score >= 0.4F) found.emplace_back(score, other);
        }
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        if (found.size() > kMostPairs) found.resize(kMostPairs);
        for (const auto& [score, other] : found)
            pairs.emplace_back(other, w);
        if (members.size() > 1) pairs.emplace_back(w, w);
    }
    return pairs;
}

float simple_likeness(const Traits& t) {
    return t[kDice] + 0.15F * t[kSharedNames] + 0.2F * t[kSameValues] + 0.1F * t[kNearValues] + 0.1F * t[kSharedRuns];
}

TEST(ComparedPairs, are_those_that_share_most) {
    for (std::uint64_t seed = 1; seed <= kStories; ++seed) {
        const RandomStory made(seed);
        const Reading reading = read_story(made.material);
        Comparer comparer(reading);
        const Wordings& wordings = comparer.wordings();
        const ComparedPairs fast = compared_pairs(comparer, built_in_models().agreement);
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        for (const ComparedPair& pair : fast)
            pairs.emplace_back(pair.x, pair.y);
        ASSERT_EQ(pairs, simple_pairs(reading, wordings, comparer.weights())) << "story " << seed;
        for (std::size_t i = 0; i < fast.size(); ++i) {
            ASSERT_EQ(fast.place_of_wordings(fast[i].x, fast[i].y), i);
            ASSERT_EQ(fast.place_of_wordings(fast[i].y, fast[i].x), i);
            ASSERT_EQ(fast.place_of(fast[i].a, fast[i].b), i);
            ASSERT_EQ(wordings.of(fast[i].a), fast[i].x);
            ASSERT_EQ(wordings.of(fast[i].b), fast[i].y);
        }
        for (std::size_t s = 1; s < reading.statements_of[1]; ++s) {  // of one article
            const bool alone = wordings.members(wordings.of(0)) + wordings.members(wordings.of(s)) == 2;
            ASSERT_TRUE(!alone || fast.place_of(0, s) == ComparedPairs::kNone);
        }
    }
}

/// Whether y is what the member of its statement has that is most like x, and by how much more.
std::pair<bool, float> simple_match(const Reading& reading, const Wordings& wordings, const ComparedPairs& pairs,
                                    std::size_t x, std::size_t y, std::size_t member) {
    std::map<std::size_t, float> likeness;  // of what the member has
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i].x != x && pairs[i].y != x) continue;
        const std::size_t other = pairs[i].x == x ? pairs[i].y : pairs[i].x;
        if (members_of(reading, wordings, other).contains(member)) likeness[other] = simple_likeness(pairs.traits(i));
    }
    float most = 0, next = 0;  // of the others
    bool is_best = likeness.at(y) > 0;
    for (const auto& [other, like] : likeness) {
        if (other == y) continue;
        is_best = is_best && (like < likeness.at(y) || (like == likeness.at(y) && other > y));
        next = std::max(next, like);
        most = std::max(most, like);
    }
    return {is_best, likeness.at(y) - (is_best ? next : std::max(most, likeness.at(y)))};
}

TEST(ComparedPairs, know_who_is_whose_best_match) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const RandomStory made(seed);
        const Reading reading = read_story(made.material);
        Comparer comparer(reading);
        const ComparedPairs fast = compared_pairs(comparer, built_in_models().agreement);
        for (std::size_t i = 0; i < fast.size(); ++i) {
            const ComparedPair& pair = fast[i];
            const Traits traits = fast.traits(i);
            const auto of_x =
                simple_match(reading, comparer.wordings(), fast, pair.x, pair.y, reading.statements[pair.b].member);
            const auto of_y = simple_match(reading, comparer.wordings(), fast, pair.y, pair.x,
                                           reading.statements[pair.x == pair.y ? pair.b : pair.a].member);
            ASSERT_EQ(traits[kBestOfBoth], of_x.first && of_y.first ? 1.0F : 0.0F);
            ASSERT_EQ(traits[kBestOfOne], of_x.first != of_y.first ? 1.0F : 0.0F);
            ASSERT_EQ(traits[kMargin], std::min(of_x.second, of_y.second));
        }
    }
}

/// Models of every kind: what bounds are taken from must not depend on signs and sizes of weights.
LogOdds<kTraits> random_model(std::uint64_t seed) {
    LogOdds<kTraits> model = built_in_models().agreement;
    if (seed % 3 == 0) return model;
    Dice dice(seed);
    model.bias = -1 - static_cast<float>(dice.below(40)) / 10;
    for (float& weight : model.weights)
        weight = static_cast<float>(dice.below(600)) / 100 - 2;
    return model;
}

TEST(ComparedPairs, are_as_likely_the_same_as_all_their_traits_say) {
    std::size_t likely = 0, faint = 0, contrary = 0;
    for (std::uint64_t seed = 1; seed <= 3 * kStories; ++seed) {
        const RandomStory made(seed);
        const Reading reading = read_story(made.material);
        Comparer comparer(reading);
        const LogOdds<kTraits> model = random_model(seed);
        const ComparedPairs fast = compared_pairs(comparer, model);
        for (std::size_t i = 0; i < fast.size(); ++i) {
            const Traits traits = fast.traits(i);
            const bool conflict = traits[kOtherMeasure] > 0 && traits[kSameMeasure] == 0;
            const bool opposed = traits[kNegationDiffers] > 0 && traits[kOtherSpeaker] > 0;
            const float words = traits[kSharedPlain] * 4;
            const bool thin = traits[kSameValues] == 0 && words < (traits[kSharedNames] > 0 ? 1 : 2);
            double wanted = (thin ? 0.8 : 1.0) * model.probability(traits);
            if (conflict || opposed || fast[i].altered || wanted < kFaint) wanted = 0;
            ASSERT_EQ(fast[i].probability, wanted) << "story " << seed;
            (wanted > 0 ? likely : faint) += 1;
            if (!opposed) {
                ASSERT_EQ(fast[i].contrary, 0);
                continue;
            }
            Traits aside = traits;
            aside[kNegationDiffers] = aside[kOtherSpeaker] = 0;
            ASSERT_EQ(fast[i].contrary, (thin ? 0.8 : 1.0) * model.probability(aside));
            ++contrary;
        }
    }
    EXPECT_GT(likely, 1000U);
    EXPECT_GT(faint, 1000U);
    EXPECT_GT(contrary, 100U);
}

/// Sentences that only the members inside have, by going through all sentences of all members.
std::set<std::size_t> simple_only_here(const Reading& reading, const std::vector<Fact>& facts, std::size_t inside) {
    std::set<std::uint32_t> runs, names;
    std::set<double> numbers;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        if (m == inside) continue;
        for (const std::uint32_t run : word_runs(reading.text(m), 4))
            runs.insert(run);
    }
    for (const Statement& statement : reading.statements) {
        if (statement.member == inside) continue;
        names.insert(statement.names.begin(), statement.names.end());
        for (const std::size_t q : statement.quantities)
            numbers.insert(reading.annotations(statement.member).quantities[q].value.value());
    }
    std::map<double, std::vector<std::size_t>, std::greater<>> ranked;
    for (std::size_t s = 0; s < reading.statements.size(); ++s) {
        const Statement& statement = reading.statements[s];
        if (statement.member != inside || statement.words < 6 || reading.members[inside]->copy.copy_of) continue;
        const bool of_fact = std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
            return std::any_of(fact.support.begin(), fact.support.end(), [&](const Span& span) {
                return span.article == reading.members[inside]->article->id &&
                       span.range.begin == statement.range.begin;
            });
        });
        double score = 0;
        bool known = of_fact;
        for (const std::size_t i : statement.attributions) {
            const Attribution& said = reading.annotations(inside).attributions[i];
            if (said.kind == QuoteKind::indirect) continue;
            for (const std::uint32_t run : word_runs(slice(reading.text(inside), said.content), 4))
                known = known || runs.contains(run);
            score = std::max(score, 2.0 + said.confidence);
        }
        if (known) continue;
        for (const std::size_t q : statement.quantities)
            score += numbers.contains(reading.annotations(inside).quantities[q].value.value()) ? 0 : 0.8;
        for (const std::uint32_t name : statement.names)
            score += names.contains(name) ? 0 : 0.6;
        if (score >= 0.8) ranked[score + 0.2 * clarity(reading, statement)].push_back(s);
    }
    std::set<std::size_t> chosen;
    for (const auto& [score, statements] : ranked) {
        for (const std::size_t s : statements) {
            if (chosen.size() < 12) chosen.insert(reading.statements[s].range.begin);
        }
    }
    return chosen;
}

/// How often a group and the others use a word, by going through all texts.
std::pair<double, double> simple_uses(const Reading& reading, std::size_t inside, const std::string& printed) {
    std::uint64_t wanted = 0;
    dedup::scan_words(printed, [&](const dedup::ScannedWord& word) { wanted = stemmed(word, reading.tongue(inside)); });
    double in = 0, rest = 0;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        if (reading.members[m]->outlet == nullptr || reading.members[m]->copy.copy_of) continue;
        dedup::scan_words(reading.text(m), [&](const dedup::ScannedWord& word) {
            if (stemmed(word, reading.tongue(m)) == wanted) (m == inside ? in : rest) += 1;
        });
    }
    return {in, rest};
}

TEST(Perspectives, of_an_outlet_hold_what_the_others_do_not_have) {
    std::size_t sentences = 0;
    for (std::uint64_t seed = 1; seed <= kStories; ++seed) {
        const RandomStory made(seed);
        const Reading reading = read_story(made.material);
        const std::vector<Fact> facts = corroborate(made.material).facts;
        for (const Perspective& side : perspectives(reading, facts, Quotes(reading))) {
            if (!side.group.starts_with("outlet:")) continue;
            std::size_t inside = 0;
            while (reading.outlet(inside) != side.outlets.front())
                ++inside;
            std::set<std::size_t> begins;
            for (const Span& span : side.only_here)
                begins.insert(span.range.begin);
            ASSERT_EQ(begins, simple_only_here(reading, facts, inside)) << "story " << seed << ", " << side.group;
            sentences += begins.size();
            for (const DistinctiveWord& word : side.words) {
                const auto [in, rest] = simple_uses(reading, inside, word.word);
                ASSERT_EQ(word.count, static_cast<int>(in)) << word.word;
                ASSERT_GT(in * 3, rest) << word.word;  // of one outlet among four and more
            }
        }
    }
    EXPECT_GT(sentences, 40U);
}

TEST(Sources, behind_some_members_are_as_many_as_their_groups) {
    for (std::uint64_t seed = 1; seed <= kStories; ++seed) {
        const RandomStory made(seed);
        const Reading reading = read_story(made.material);
        const Sources sources(reading.members);
        Dice dice(seed);
        for (int draw = 0; draw < 50; ++draw) {
            std::vector<std::size_t> some;
            std::vector<const Member*> members;
            for (std::size_t m = 0; m < reading.members.size(); ++m) {
                if (dice.below(2) == 0) continue;
                some.push_back(m);
                members.push_back(reading.members[m]);
            }
            ASSERT_EQ(sources.behind(some), independent_sources(members)) << "story " << seed;
        }
    }
}

TEST(Phrases, stand_in_a_text_as_whole_words) {
    const std::array<std::string_view, 3> denied{"denied", "denies", "said that is false"};
    const std::array<std::string_view, 2> others{"no such", "per"};
    const std::array<Phrases::Group, 2> groups{{{0, denied}, {5, others}}};
    const Phrases phrases(groups);
    const std::vector<std::string> parts{"denied", "denies", "undenied", "said",   "that is false", "no",      "such",
                                         "nosuch", "per",    "super",    "person", "\u00fcper",     "that is", "false",
                                         "7per",   "p",      "x"};
    const auto simple = [](std::string_view text, std::string_view phrase) {
        for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
            const std::size_t end = at + phrase.size();
            if ((at == 0 || !ascii::is_alnum(text[at - 1])) && (end == text.size() || !ascii::is_alnum(text[end])))
                return true;
        }
        return false;
    };
    Dice dice(7);
    for (int draw = 0; draw < 3000; ++draw) {
        std::string text;
        for (std::size_t i = dice.below(6); i > 0; --i)
            text += parts[dice.below(parts.size())] + (dice.below(3) == 0 ? "." : " ");
        if (dice.below(2) == 0 && !text.empty()) text.pop_back();
        std::uint64_t wanted = 0;
        for (const Phrases::Group& group : groups) {
            for (const std::string_view phrase : group.phrases)
                wanted |= simple(text, phrase) ? std::uint64_t{1} << group.number : 0;
        }
        ASSERT_EQ(phrases.in(text), wanted) << text;
    }
}

TEST(KeyIndex, numbers_keys_in_the_order_in_which_they_come) {
    KeyIndex index;
    std::map<std::uint32_t, std::uint32_t> simple;
    PairTable<int> table;
    std::map<std::pair<std::size_t, std::size_t>, int> pairs;
    Dice dice(3);
    for (int i = 0; i < 5000; ++i) {
        const auto key = static_cast<std::uint32_t>(dice.below(2000));
        EXPECT_EQ(index.find(key), simple.contains(key) ? simple.at(key) : KeyIndex::kNone);
        const auto number = static_cast<std::uint32_t>(simple.size());
        EXPECT_EQ(index.number_of(key), simple.emplace(key, number).first->second);
        const std::size_t a = dice.below(60), b = dice.below(60);
        EXPECT_EQ(table.find(a, b) != nullptr, pairs.contains(std::pair(a, b)));
        EXPECT_EQ(++table.at(a, b), ++pairs[std::pair(a, b)]);
    }
    EXPECT_EQ(index.size(), simple.size());
}

}  // namespace
}  // namespace newsloom::story::detail
