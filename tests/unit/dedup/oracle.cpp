// The fast ways of the room against the simple ones: words with their hashes, 5-grams as strings, every pair
// compared.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "dedup/collapse.h"
#include "dedup/word_scan.h"
#include "text/ascii.h"

namespace newsloom::dedup {
namespace {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(mix64(seed)) {}
    std::size_t below(std::size_t n) { return static_cast<std::size_t>((state_ = mix64(state_)) % n); }

  private:
    std::uint64_t state_;
};

TEST(WordScan, gives_the_same_words_fast_and_in_full) {
    const std::vector<std::string> pieces{
        "a",      "Z",      "q",      "7",    "0",      " ",      " ",      "\n",     ".",      ",",
        "'",      "s",      "S",      "-",    "_",      "\u2019", "\u00c4", "\u00df", "\u00ad", "\u200b",
        "\u65e5", "\u0e01", "\u0301", "\xff", "\u201c", "!",      "\u2026", "'s",     "\u2019s"};
    Dice dice(1);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (std::size_t n = dice.below(24); n > 0; --n)
            text += pieces[dice.below(pieces.size())];
        using Word = std::tuple<std::uint64_t, std::size_t, std::size_t>;
        std::vector<Word> full, fast;
        scan_words(text, [&](const ScannedWord& word) { full.emplace_back(word.states[0], word.begin, word.end); });
        scan_word_states(text, [&](std::uint64_t state, std::size_t begin, std::size_t end) {
            fast.emplace_back(state, begin, end);
        });
        ASSERT_EQ(full, fast) << text;
    }
}

using Words = std::vector<std::string>;

Words random_words(Dice& dice, std::size_t count) {
    Words words;
    for (std::size_t i = 0; i < count; ++i) {
        std::string word;
        for (std::size_t c = 0; c < 3; ++c)
            word += std::string(1, "bdfgklmnprst"[dice.below(12)]) + "aeiou"[dice.below(5)];
        words.push_back(std::move(word));
    }
    return words;
}

/// Some of the words go, some others come, the end may be cut and a foreign part may stand before it.
Words edited(Dice& dice, Words words) {
    const std::size_t strength = dice.below(12);
    if (dice.below(2) == 0) words.resize(words.size() - words.size() * dice.below(60) / 100);
    for (std::size_t n = strength; n > 0; --n)
        words[dice.below(words.size())] = random_words(dice, 1).front();
    if (dice.below(3) == 0) {
        const Words foreign = random_words(dice, dice.below(400));
        words.insert(words.begin(), foreign.begin(), foreign.end());
    }
    return words;
}

using Grams = std::vector<std::uint64_t>;  // sorted, one hash for a whole 5-gram as a string

Grams grams_of(const Words& words) {
    std::set<std::uint64_t> grams;
    for (std::size_t i = 0; i + 5 <= words.size(); ++i)
        grams.insert(
            hash64(words[i] + " " + words[i + 1] + " " + words[i + 2] + " " + words[i + 3] + " " + words[i + 4]));
    return {grams.begin(), grams.end()};
}

struct Pair {
    double jaccard = 0, containment = 0;
};
Pair compared(const Grams& later, const Grams& earlier) {
    Grams in_both;
    std::set_intersection(later.begin(), later.end(), earlier.begin(), earlier.end(), std::back_inserter(in_both));
    const std::size_t shared = in_both.size();
    const auto both = static_cast<double>(shared);
    if (shared == 0) return {};
    return {both / static_cast<double>(later.size() + earlier.size() - shared),
            both / static_cast<double>(later.size())};
}

TEST(Collapse, links_what_comparing_every_pair_links) {
    Dice dice(2);
    std::vector<Words> texts;
    for (int i = 0; i < 700; ++i) {
        const bool copy = i > 20 && dice.below(2) == 0;
        texts.push_back(copy ? edited(dice, texts[dice.below(texts.size())])
                             : random_words(dice, 40 + dice.below(900)));
    }
    Index index;
    std::vector<Grams> grams;
    std::size_t copies = 0, missed = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        grams.push_back(grams_of(texts[i]));
        std::string text;
        for (const std::string& word : texts[i])
            text += word + (dice.below(12) == 0 ? ".\n" : " ");
        Article article;
        article.id = ArticleId(static_cast<std::int64_t>(i) + 1);
        article.document = DocumentId(article.id.value);
        article.text = text;
        const CopyLink link = index.add(signature(article));
        Pair best;
        bool any = false;
        for (std::size_t j = 0; j < i; ++j) {
            const Pair pair = compared(grams[i], grams[j]);
            if (pair.jaccard < 0.3 && pair.containment < 0.5) continue;
            any = true;
            if (pair.jaccard > best.jaccard) best = pair;
        }
        copies += any ? 1 : 0;
        missed += any && !link.copy_of ? 1 : 0;
        EXPECT_TRUE(any || !link.copy_of) << i;  // what is no copy is never linked
        if (!link.copy_of || !any) continue;
        const Pair linked = compared(grams[i], grams[static_cast<std::size_t>(link.copy_of->value) - 1]);
        EXPECT_NEAR(linked.jaccard, link.similarity, 1e-6) << i;
        EXPECT_NEAR(linked.containment, link.containment, 1e-6) << i;
        EXPECT_GE(linked.jaccard, best.jaccard - 0.05) << i;
    }
    EXPECT_GT(copies, 250U);
    EXPECT_LE(missed * 100, copies) << missed << " of " << copies;
}

TEST(Collapse, takes_a_text_of_few_words_over_and_over_in_linear_time) {
    Article article;
    article.id = ArticleId(1);
    for (int i = 0; i < 400000; ++i)
        article.text += "again ";
    EXPECT_EQ(signature(article).shingles.size(), 1U);
    Index index;
    for (int i = 1; i <= 2000; ++i) {
        article.text = "One notice stands under every article of this outlet and says nothing at all.";
        article.id = ArticleId(i);
        article.document = DocumentId(i);
        EXPECT_EQ(index.add(signature(article)).group, ArticleId(1));
    }
}

}  // namespace
}  // namespace newsloom::dedup
