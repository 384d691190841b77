#include <ctime>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "attribution/annotate.h"
#include "input/read_file.h"
#include "invariants.h"
#include "shared.h"

namespace newsloom::attribution {
namespace {

std::string check(std::string text, const char* language, Genre genre = Genre::news) {
    Article article;
    article.text = std::move(text);
    article.language = language;
    article.genre = genre;
    return tests::broken(article, annotate(article));
}

TEST(AnnotateProperties, hold_for_random_mixtures_of_words_and_marks) {
    const std::vector<std::string> words = {
        "said",       "“",      "”",    "\"",  "''", "``",    "he",       "Ines Kerr", "the",
        "that",       ",",      ".",    "!",   "?",  ":",     "\n\n",     "„",         "“,",
        "claims",     "bridge", "who",  "and", "to", "5",     "at least", "million",   "’s",
        "‘",          "’",      "(",    ")",   "—",  "é",     "東京",     "\xFF",      "according to",
        "reportedly", "Mr.",    "U.S.", "»",   "«",  "sagte", "dass",     "sei",       "laut"};
    std::mt19937 random(3);
    for (int round = 0; round < 400; ++round) {
        std::string text;
        const int length = 1 + static_cast<int>(random() % 120);
        for (int i = 0; i < length; ++i) {
            text += words[random() % words.size()];
            if (random() % 4 != 0) text += ' ';
        }
        for (const char* language : {"en", "de", "fr"})
            ASSERT_EQ(check(text, language, round % 2 == 0 ? Genre::opinion : Genre::news), "") << text;
    }
}

TEST(AnnotateProperties, hold_for_the_texts_at_hand) {
    NL_NEEDS_SHARED("data/attribution/polnear-train.jsonl.gz");
    // Only texts that are there to be read; the JSON escapes stay in: any bytes must do.
    for (const char* name : {"polnear-train", "wikinews-de-train"}) {
        const std::string path = (tests::shared() / "data/attribution" / (std::string(name) + ".jsonl.gz")).string();
        const auto all = read_file(path);
        ASSERT_TRUE(all.has_value());
        std::string_view rest = *all;
        for (int count = 0; count < 150 && !rest.empty(); ++count) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            ASSERT_EQ(
                check(std::string(rest.substr(0, std::min<std::size_t>(end, 6000))), name[0] == 'p' ? "en" : "de"), "");
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
}

// A text of twice the length may take about twice the time.
void expect_linear(const std::string& unit) {
    const auto seconds = [&](std::size_t bytes) {
        Article article;
        article.language = "en";
        while (article.text.size() < bytes)
            article.text += unit;
        const auto begin = std::clock();
        const Annotations all = annotate(article);
        const auto took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        EXPECT_EQ(tests::broken(article, all), "");
        return took;
    };
    seconds(1000);
    const double small = seconds(100'000), large = seconds(800'000);
    EXPECT_LT(large, 40 * small + 0.5) << unit;  // eight times the text: linear is 8, quadratic 64
}

TEST(AnnotateProperties, cost_is_linear_on_hostile_text) {
    expect_linear("\"");
    expect_linear("“");
    expect_linear("said ");
    expect_linear("said that he ");
    expect_linear("Kerr ");
    expect_linear("Ines Kerr and ");
    expect_linear("the bridge of ");
    expect_linear("“a” he said, ");
    expect_linear("“So it is,” she said. ");
    expect_linear("5 million ");
    expect_linear("It is not yet known whether ");
}

}  // namespace
}  // namespace newsloom::attribution
