#include "dedup/collapse.h"

#include <gtest/gtest.h>

#include "dedup/word_scan.h"

namespace newsloom::dedup {
namespace {

/// Sentences of made-up words, no two alike.
std::string prose(int seed, int sentences) {
    std::string text;
    auto state = static_cast<std::uint64_t>(seed) + 1;
    for (int s = 0; s < sentences; ++s) {
        for (int w = 0; w < 12; ++w) {
            state = mix64(state);
            text += w == 0 ? "The " : " ";
            for (int c = 0; c < 3; ++c)
                text += std::string(1, "bdfgklmnprst"[(state >> (8 * c)) % 12]) + "aeiou"[(state >> (8 * c + 4)) % 5];
        }
        text += ".\n";
    }
    return text;
}

Article article(std::int64_t id, std::string text) {
    Article result;
    result.id = ArticleId(id);
    result.document = DocumentId(id);
    result.text = std::move(text);
    return result;
}

TEST(Collapse, links_a_wire_copy_with_its_tail_cut_off) {
    Index index;
    const std::string text = prose(1, 20);
    EXPECT_FALSE(index.add(signature(article(1, text))).copy_of);
    const CopyLink link = index.add(signature(article(2, text.substr(0, text.size() * 6 / 10))));
    ASSERT_TRUE(link.copy_of);
    EXPECT_EQ(*link.copy_of, ArticleId(1));
    EXPECT_EQ(link.group, ArticleId(1));
    EXPECT_GT(link.containment, 0.95F);
}

TEST(Collapse, leaves_different_texts_apart) {
    Index index;
    for (int i = 1; i <= 50; ++i) {
        const CopyLink link = index.add(signature(article(i, prose(i, 15))));
        EXPECT_FALSE(link.copy_of) << i;
        EXPECT_EQ(link.group, ArticleId(i));
    }
}

TEST(Collapse, finds_a_short_text_inside_a_long_one) {
    Index index;
    const std::string inner = prose(3, 12);
    (void)index.add(signature(article(1, prose(1, 30) + inner + prose(2, 30))));
    const CopyLink link = index.add(signature(article(2, inner + prose(4, 2))));
    ASSERT_TRUE(link.copy_of);
    EXPECT_GT(link.containment, 0.7F);
    EXPECT_LT(link.similarity, 0.3F);
}

TEST(Collapse, keeps_versions_of_one_page_together) {
    Index index;
    Article first = article(1, prose(1, 10));
    Article second = article(2, prose(9, 10));
    second.document = first.document;
    (void)index.add(signature(first));
    EXPECT_EQ(index.add(signature(second)).group, ArticleId(1));
}

TEST(Collapse, goes_on_the_same_after_a_restore) {
    const std::string text = prose(5, 15);
    const Signature one = signature(article(1, text));
    const Signature two = signature(article(2, text + prose(6, 4)));
    Index index;
    const CopyLink link = index.add(one);
    Index restored;
    restored.restore(*from_bytes(to_bytes(one)), link);
    EXPECT_EQ(restored.add(two).copy_of, index.add(two).copy_of);
    EXPECT_FALSE(from_bytes("nonsense"));
    EXPECT_FALSE(from_bytes(to_bytes(one).substr(0, 30)));
}

TEST(Collapse, forgets_what_is_expired) {
    Index index;
    Article old = article(1, prose(1, 10));
    old.first_seen = Instant(std::chrono::seconds(100));
    (void)index.add(signature(old));
    index.expire(Instant(std::chrono::seconds(101)));
    EXPECT_EQ(index.size(), 0U);
    EXPECT_FALSE(index.add(signature(article(2, old.text))).copy_of);
}

TEST(Collapse, names_the_copied_ranges) {
    const std::string shared = prose(7, 3);
    const std::string text = "Our own report begins here with words. " + shared;
    const auto ranges = copied_ranges(text, prose(8, 2) + shared);
    ASSERT_EQ(ranges.size(), 1U);
    EXPECT_EQ(slice(text, ranges[0]).substr(0, 20), shared.substr(0, 20));
}

TEST(Agency, is_read_from_credit_byline_and_dateline) {
    Article a = article(1, "PORT TALBEC (AP) \u2014 The ferry was late.");
    EXPECT_EQ(agency_of(a), "ap");
    a.text = "BERLIN [dpa/lnw] - Die F\u00e4hre kam sp\u00e4t.";
    EXPECT_EQ(agency_of(a), "dpa");
    a.text = "The ferry (built in 1990) was late.";
    EXPECT_EQ(agency_of(a), "");
    a.authors = {"Reuters"};
    EXPECT_EQ(agency_of(a), "reuters");
}

TEST(WordScan, folds_words_and_drops_possessives) {
    std::vector<std::string> words;
    std::vector<std::uint64_t> hashes;
    const std::string text = "Kerr's \u2019ship\u2019 don't \u00c4pfel 1,200.5 \u65e5\u672c";
    scan_words(text, [&](const ScannedWord& word) {
        words.push_back(text.substr(word.begin, word.end - word.begin));
        hashes.push_back(word.hash());
    });
    EXPECT_EQ(words, (std::vector<std::string>{"Kerr", "ship", "don't", "\u00c4pfel", "1,200.5", "\u65e5", "\u672c"}));
    EXPECT_EQ(hashes[0], mix64(fnv_of("kerr")));
    EXPECT_EQ(hashes[2], mix64(fnv_of("dont")));
    EXPECT_EQ(hashes[4], mix64(fnv_of("1200.5")));
}

}  // namespace
}  // namespace newsloom::dedup
