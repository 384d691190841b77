#include "extract/detail/credits.h"

#include <gtest/gtest.h>

#include "extract/detail/phrases.h"

namespace newsloom::extract {
namespace {

Caption split(std::string text) {
    Caption caption{std::move(text), {}};
    split_credit(caption);
    return caption;
}

TEST(Credits, stand_after_a_label_in_brackets_or_as_a_bare_name) {
    EXPECT_EQ(split("The pier at noon. Photo: Oona Pell/Courier").credit, "Oona Pell/Courier");
    EXPECT_EQ(split("The pier at noon. Photo: Oona Pell/Courier").text, "The pier at noon.");
    EXPECT_EQ(split("Der Steg am Mittag (Foto: Jule Brandner)").credit, "Jule Brandner");
    EXPECT_EQ(split("Der Steg am Mittag (Foto: Jule Brandner)").text, "Der Steg am Mittag");
    EXPECT_EQ(split("桟橋の朝（撮影：水野はるか）").credit, "水野はるか");
    EXPECT_EQ(split("The pier at noon, seen from the crane. Merrow Fire Service").credit, "Merrow Fire Service");
    EXPECT_EQ(split("The pier at noon (right) and the crane").credit, "");
    EXPECT_EQ(split("The mayor spoke. She went home.").credit, "");
}

TEST(Agencies, stand_beside_authors) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(agencies_beside_authors("By Oona Pell, with Harbour Wire"), Names{"Harbour Wire"});
    EXPECT_EQ(agencies_beside_authors("Von Jule Brandner, mit Material von KNB"), Names{"KNB"});
    EXPECT_EQ(agencies_beside_authors("Staff, Coast Press Agency"), Names{"Coast Press Agency"});
    EXPECT_EQ(agencies_beside_authors("By Oona Pell with her brother Tom"), Names{});
}

TEST(Wording, of_class_names_and_of_short_shapes) {
    EXPECT_TRUE(has(find_wording("donate-box promoBox"), Wording::support));
    EXPECT_FALSE(has(find_wording("col-md-6"), Wording::support));
    EXPECT_TRUE(has(find_phrases("14:20").wording, Wording::clock));
    EXPECT_TRUE(has(find_phrases("2 of 5").wording, Wording::fraction));
    EXPECT_TRUE(has(find_phrases("$49 $65").wording, Wording::price));
    EXPECT_FALSE(has(find_phrases("The pier is 14 metres long and closed").wording, Wording::digits));
}

}  // namespace
}  // namespace newsloom::extract
