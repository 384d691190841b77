#include "lang/sentences.h"

#include <string>

#include <gtest/gtest.h>

namespace newsloom::lang {
namespace {

std::vector<std::string> split(const std::string& text, std::string_view language = "en") {
    std::vector<std::string> result;
    for (const Sentence& sentence : sentences(text, language))
        result.emplace_back(slice(text, sentence.range));
    return result;
}

using Strings = std::vector<std::string>;

TEST(Sentences, end_at_full_stops_before_capitals) {
    EXPECT_EQ(split("The bridge fell. Nobody was hurt."), (Strings{"The bridge fell.", "Nobody was hurt."}));
}

TEST(Sentences, do_not_end_at_titles_initials_and_abbreviations) {
    EXPECT_EQ(split("Mr. Kerr met Dr. J. Moss in St. Velm. They talked.").size(), 2U);
    EXPECT_EQ(split("The U.S. Army left. It was late.").size(), 2U);
    EXPECT_EQ(split("Prices rose by 2.5 percent, i.e. a lot.").size(), 1U);
}

TEST(Sentences, end_after_an_abbreviation_when_the_next_word_begins_one) {
    EXPECT_EQ(split("He moved to the U.S. The house was sold.").size(), 2U);
}

TEST(Sentences, keep_closing_quotes_with_what_they_close) {
    EXPECT_EQ(split("“It is over.” She left."), (Strings{"“It is over.”", "She left."}));
}

TEST(Sentences, go_on_after_a_quoted_question) {
    EXPECT_EQ(split("“Why now?” he asked. Nobody knew.").size(), 2U);
    EXPECT_EQ(split("“Why now?” Ines Kerr asked. Nobody knew.").size(), 2U);
}

TEST(Sentences, end_before_the_speaker_of_the_next_quote) {
    EXPECT_EQ(split("He calls her “a friend.” She adds, “We go on.”").size(), 2U);
    EXPECT_EQ(split("It was “a mess.” Kerr said the bridge was shut.").size(), 2U);
}

TEST(Sentences, end_at_line_ends_without_a_mark) {
    EXPECT_EQ(split("Bridge to close\n\nThe bridge closes on Monday.").size(), 2U);
}

TEST(Sentences, know_german_ordinals_and_years) {
    EXPECT_EQ(split("Am 5. Mai begann der 3. Versuch. Er gelang.", "de").size(), 2U);
    EXPECT_EQ(split("Das war 2005. Der Hafen schloss.", "de").size(), 2U);
}

TEST(Sentences, never_cross_blocks_and_take_headings_whole) {
    Article article;
    article.language = "en";
    article.text = "What now? Nobody knows\n\nThe port is shut. Ships wait";
    article.blocks = {{Role::heading, {0, 22}, 2}, {Role::paragraph, {24, article.text.size()}, 0}};
    const auto all = sentences(article);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].range, (TextRange{0, 22}));
    EXPECT_EQ(all[0].paragraph, 0);
    EXPECT_EQ(all[2].paragraph, 1);
    EXPECT_EQ(all[2].range.end, article.text.size());
}

TEST(Sentences, end_in_scripts_without_capitals) { EXPECT_EQ(split("今日は晴れ。明日は雨。", "ja").size(), 2U); }

}  // namespace
}  // namespace newsloom::lang
