#include "text/utf8.h"

#include <gtest/gtest.h>

#include "text/fold.h"

namespace newsloom {
namespace {

TEST(Utf8, repairs_each_maximal_subpart_once) {
    EXPECT_EQ(utf8::repaired("a\xE2\x82z"), "a\uFFFDz");              // truncated three bytes
    EXPECT_EQ(utf8::repaired("\xC0\xAF"), "\uFFFD\uFFFD");            // overlong
    EXPECT_EQ(utf8::repaired("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
    EXPECT_EQ(utf8::repaired("\xF0\x9F\x98\x80"), "\U0001F600");
    EXPECT_FALSE(utf8::is_valid("\xF4\x90\x80\x80"));
    EXPECT_TRUE(utf8::is_valid("caf\u00E9 \uFFFD"));
}

TEST(Utf8, walks_backwards_over_whole_characters) {
    const std::string text = "a\u00E9\u20AC\U0001F600";
    EXPECT_EQ(utf8::decode_before(text, text.size()).code_point, U'\U0001F600');
    EXPECT_EQ(utf8::decode_before(text, text.size() - 4).code_point, U'\u20AC');
    EXPECT_EQ(utf8::decode_before(text, 1).code_point, U'a');
    EXPECT_EQ(utf8::decode_before(text, 0).size, 0U);
}

TEST(OffsetMap, counts_code_points_and_utf16_units_and_back) {
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "x\u00E9\U0001F600";
    const utf8::OffsetMap points(text, utf8::OffsetUnit::code_points);
    const utf8::OffsetMap units(text, utf8::OffsetUnit::utf16);
    std::size_t point = 0;
    std::size_t unit = 0;
    for (std::size_t i = 0; i < text.size();) {
        EXPECT_EQ(points(i), point);
        EXPECT_EQ(units(i), unit);
        EXPECT_EQ(points.to_bytes(point), i);
        EXPECT_EQ(units.to_bytes(unit), i);
        const auto next = utf8::decode(text, i);
        i += next.size;
        ++point;
        unit += next.code_point > 0xFFFF ? 2 : 1;
    }
    EXPECT_EQ(points(text.size()), 300U);
    EXPECT_EQ(units(text.size()), 400U);
}

TEST(Fold, quotes_and_spaces_are_normalised_as_documented) {
    EXPECT_EQ(normalise_quotes_and_spaces("\u201CWe\u00A0 saw\u201D  \u2018it\u2019\u00AD"), "\"We saw\" 'it'");
    EXPECT_EQ(normalise_quotes_and_spaces("\u201EGut\u201C, \u00ABbon\u00BB"), "\"Gut\", \"bon\"");
    EXPECT_EQ(collapse_whitespace("  a \n\t b  "), "a b");
}

TEST(Fold, case_goes_in_all_scripts) {
    EXPECT_EQ(fold_case("\u00C4RGER \u0416"), "\u00E4rger \u0436");
    EXPECT_TRUE(is_unspaced_script(U'\u65B0'));
    EXPECT_FALSE(is_unspaced_script(U'\u0416'));
}

TEST(Fold, words_are_runs_of_letters_digits_and_marks_in_lower_case) {
    EXPECT_EQ(folded_words("  Ada Vell’s 3rd, Größe_1\u00A0x"),
              (std::vector<std::string>{"ada", "vell", "s", "3rd", "größe_1", "x"}));
    EXPECT_EQ(folded_words(" ,"), std::vector<std::string>{});
}

}  // namespace
}  // namespace newsloom
