#include "lang/tokens.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "lang/words.h"
#include "text/utf8.h"

namespace newsloom::lang {
namespace {

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> result;
    for (const Token& token : tokens(text))
        result.emplace_back(slice(text, token.range));
    return result;
}

using Strings = std::vector<std::string>;

TEST(Tokens, keeps_inner_apostrophes_and_splits_the_possessive) {
    EXPECT_EQ(split("Kerr's dog didn't bark"), (Strings{"Kerr", "'s", "dog", "didn't", "bark"}));
    EXPECT_EQ(split("Kerr’s dog"), (Strings{"Kerr", "’s", "dog"}));
}

TEST(Tokens, keeps_abbreviations_of_single_letters_with_their_dots) {
    EXPECT_EQ(split("The U.S. army."), (Strings{"The", "U.S.", "army", "."}));
}

TEST(Tokens, keeps_hyphens_hosts_and_ampersands) {
    EXPECT_EQ(split("well-known AT&T example.org"), (Strings{"well-known", "AT&T", "example.org"}));
}

TEST(Tokens, reads_numbers_with_their_marks_and_endings) {
    EXPECT_EQ(split("1,200.5 9:30 2nd 10-15 20-year-old $5m"),
              (Strings{"1,200.5", "9:30", "2nd", "10-15", "20-year-old", "$", "5m"}));
}

TEST(Tokens, elides_french_articles_but_not_names) {
    EXPECT_EQ(split("l'homme d'un O'Brien"), (Strings{"l'", "homme", "d'", "un", "O'Brien"}));
}

TEST(Tokens, tells_quoting_single_marks_from_apostrophes) {
    const std::string text = "He said 'so what' of the workers' plan";
    int quotes = 0;
    for (const Token& token : tokens(text))
        quotes += token.kind == TokenKind::quote;
    EXPECT_EQ(quotes, 2);
}

TEST(Tokens, gives_one_token_per_character_for_scripts_without_spaces) { EXPECT_EQ(split("東京です").size(), 4U); }

TEST(Tokens, are_ordered_on_character_borders_and_cover_everything_but_space_for_any_bytes) {
    std::mt19937 random(7);
    const std::string alphabet =
        "aZ9 .,'\"-$\xC3\xA9\xE2\x80\x9C\xE2\x80\x9D\xE2\x80\x99\xE6\x9D\xB1\xF0\x9F\x98\x80\xFF\n";
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += alphabet[random() % alphabet.size()];
        std::size_t at = 0;
        for (const Token& token : tokens(text)) {
            ASSERT_LE(at, token.range.begin);
            ASSERT_LT(token.range.begin, token.range.end);
            ASSERT_LE(token.range.end, text.size());
            at = token.range.end;
        }
    }
}

TEST(Words, are_folded_and_without_marks) {
    const auto all = words("Ärger in Kerr’s HOUSE!");
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].folded, "ärger");
    EXPECT_EQ(all[2].folded, "kerr");
    EXPECT_EQ(all[3].folded, "house");
}

TEST(Words, knows_function_words_by_language) {
    EXPECT_TRUE(is_function_word("the", "en"));
    EXPECT_TRUE(is_function_word("und", "de-AT"));
    EXPECT_FALSE(is_function_word("bridge", "en"));
    EXPECT_FALSE(is_function_word("und", "fr"));
}

}  // namespace
}  // namespace newsloom::lang
