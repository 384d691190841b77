// The fast walks over a text, each against a plain version of itself.
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "extract/detail/facts.h"

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

}  // namespace
}  // namespace newsloom::extract
