#include "extract/byline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace newsloom::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> people(std::string_view text, BylineContext context = {}) {
    return split_byline(text, context).people;
}

TEST(Byline, splits_two_authors_joined_by_and) {
    EXPECT_THAT(people("By Ann Miller and Bob Stone"), ElementsAre("Ann Miller", "Bob Stone"));
    EXPECT_THAT(people("By Ann Miller, Bob Stone & Cy Young"), ElementsAre("Ann Miller", "Bob Stone", "Cy Young"));
}

TEST(Byline, knows_the_joints_and_prefixes_of_other_languages) {
    EXPECT_THAT(people("Von Anna Müller und Ben Stein"), ElementsAre("Anna Müller", "Ben Stein"));
    EXPECT_THAT(people("Anna Müller og Ben Stein"), ElementsAre("Anna Müller", "Ben Stein"));
    EXPECT_THAT(people("Par Anne Moulin et Benoît Pierre"), ElementsAre("Anne Moulin", "Benoît Pierre"));
    EXPECT_THAT(people("Ana Molina y Blas Piedra"), ElementsAre("Ana Molina", "Blas Piedra"));
    EXPECT_THAT(people("文＝山野花子、川村太郎"), ElementsAre("山野花子", "川村太郎"));
    EXPECT_THAT(people("김하늘 기자"), ElementsAre("김하늘"));
}

TEST(Byline, agencies_stand_apart) {
    const Byline byline = split_byline("Ann Miller, AFP/dpa");
    EXPECT_THAT(byline.people, ElementsAre("Ann Miller"));
    EXPECT_THAT(byline.agencies, ElementsAre("AFP", "dpa"));
}

TEST(Byline, titles_addresses_and_desks_are_no_people) {
    EXPECT_THAT(people("By Ann Miller, Political Editor"), ElementsAre("Ann Miller"));
    EXPECT_THAT(people("Ann Miller ann@paper.example"), ElementsAre("Ann Miller"));
    EXPECT_THAT(people("Redaktion Politik"), IsEmpty());
    EXPECT_THAT(people("The Harbour Post", {"The Harbour Post", "harbourpost.example", true}), IsEmpty());
    EXPECT_THAT(people("admin", {"", "", true}), IsEmpty());
}

TEST(Byline, names_keep_their_particles_and_initials) {
    EXPECT_THAT(people("By J. R. Ewing-Smith"), ElementsAre("J. R. Ewing-Smith"));
    EXPECT_THAT(people("Ludwig van der Berg"), ElementsAre("Ludwig van der Berg"));
    EXPECT_THAT(people("Seán O’Brien"), ElementsAre("Seán O'Brien"));
}

}  // namespace
}  // namespace newsloom::extract
