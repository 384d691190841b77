// The fast walks over a text, each against a plain version of itself.
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "extract/detail/facts.h"
#include "extract/detail/text_signs.h"

namespace newsloom::extract {
namespace {

/// Texts of letters, digits, marks, white space and other scripts, also ill-formed ones.
std::vector<std::string> texts() {
    constexpr std::string_view kParts[] = {
        "a",   "Z",  "word", "Said", " ", " ", "\n", "'",    ".",        ",",
        "7",   "19", "2021", ":",    "ä", "É", "ß",  "Ж",    "東",       "京",
        "’",   "“",  "”",    "—",    "©", "@", "/",  "\xC3", "\xE2\x80", "\xF0\x9F\x98\x80",
        "the", "ไ",  "한",   "...",  "?", "!", "|",  "\"",   "\x80",     "Ⱥ"};
    std::mt19937 random(7);
    std::vector<std::string> list = {"", "a", " ", "'"};
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        const auto parts = random() % 40;
        for (unsigned k = 0; k < parts; ++k)
            text += kParts[random() % (i % 3 == 0 ? 14 : std::size(kParts))];
        list.push_back(std::move(text));
    }
    return list;
}

TEST(TextWalks, a_text_squeezes_to_what_squeeze_gives_and_to_nothing_else) {
    std::string last;
    for (const std::string& text : texts()) {
        const std::string flat = squeeze(text);
        EXPECT_TRUE(squeezes_to(text, flat)) << text;
        EXPECT_EQ(squeezes_to(text, last), flat == last) << text;
        EXPECT_FALSE(squeezes_to(text, flat + "x")) << text;
        if (!flat.empty()) {
            EXPECT_FALSE(squeezes_to(text, flat.substr(0, flat.size() - 1))) << text;
        }
        last = flat;
    }
}

TEST(TextWalks, signs_count_what_a_plain_look_counts_also_in_long_texts) {
    std::vector<std::string> list = texts();
    std::string all;
    for (const std::string& text : list)
        all += text;
    list.push_back(all + all + all + all);  // more than sixteen bits of letters
    for (const std::string& text : list) {
        const TextSigns signs = read_signs(text, {});
        std::uint32_t digits = 0, breaks = 0, commas = 0;
        for (const char c : text) {
            digits += c >= '0' && c <= '9' ? 1U : 0U;
            breaks += c == '\n' ? 1U : 0U;
            commas += c == ',' ? 1U : 0U;
        }
        EXPECT_EQ(signs.digits, digits);
        EXPECT_EQ(signs.breaks, breaks);
        EXPECT_EQ(signs.commas, commas);
        EXPECT_EQ(signs.squeezed, squeezed_hash(text));
        EXPECT_EQ(signs.at, text.find('@') != std::string::npos);
        EXPECT_EQ(signs.question, text.find('?') != std::string::npos);
    }
    const TextSigns signs = read_signs(std::string(200000, 'a') + std::string(70000, 'B'), {});
    EXPECT_EQ(signs.letters, 270000U);
    EXPECT_EQ(signs.uppers, 70000U);
}

TEST(TextWalks, the_hash_of_a_text_does_not_know_where_words_end) {
    EXPECT_EQ(squeezed_hash("Foot-ball, again 2021"), squeezed_hash("football AGAIN20 21"));
    EXPECT_EQ(squeezed_hash("Élan vital"), squeezed_hash("éLan-VITAL"));
    EXPECT_NE(squeezed_hash("football again"), squeezed_hash("football agains"));
    EXPECT_NE(squeezed_hash("ab"), squeezed_hash("ba"));
}

}  // namespace
}  // namespace newsloom::extract
