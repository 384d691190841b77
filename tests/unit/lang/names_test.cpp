#include "lang/names.h"

#include <string>

#include <gtest/gtest.h>

namespace newsloom::lang {
namespace {

struct Seen {
    std::string name, full;
    NameKind kind;
    bool operator==(const Seen&) const = default;
};
void PrintTo(const Seen& seen, std::ostream* out) {
    *out << seen.name << " = " << seen.full << " (" << name(seen.kind) << ")";
}

std::vector<Seen> find(const std::string& text, std::string_view language = "en") {
    std::vector<Seen> result;
    for (const Name& name : names(text, language))
        result.push_back({std::string(slice(text, name.range)), name.full, name.kind});
    return result;
}

TEST(Names, a_surname_takes_the_full_name_of_its_person) {
    const auto all = find("The mayor, Ines Kerr, spoke first. Then Kerr left.");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[1], (Seen{"Kerr", "Ines Kerr", NameKind::person}));
}

TEST(Names, titles_are_not_part_of_the_name) {
    const auto all = find("We asked Sen. Tom Adeyemi and Prime Minister Weil.");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0], (Seen{"Tom Adeyemi", "Tom Adeyemi", NameKind::person}));
    EXPECT_EQ(all[1], (Seen{"Weil", "Weil", NameKind::person}));
}

TEST(Names, a_name_begins_behind_the_last_title) {
    EXPECT_EQ(
        find("The bridge was opened again this morning by Vice President Joseph Arden while it rained.").at(0).name,
        "Joseph Arden");
    EXPECT_EQ(find("They say that we met Rep. Thomas Arden of New York there.").at(0).name, "Thomas Arden");
    EXPECT_EQ(find("He left. Said Ellis: “No.”").at(0).name, "Ellis");
}

TEST(Names, a_name_begins_behind_a_title_also_when_its_first_name_is_in_no_list) {
    const auto all = find("We asked National Committee Chairman Orwin Quale about it.");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].name, "Orwin Quale");
}

TEST(Names, initials_stand_for_an_organisation) {
    const auto all = find("The Dorwick Rail Union met. The DRU voted.");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[1].full, "Dorwick Rail Union");
    EXPECT_EQ(all[1].kind, NameKind::organisation);
}

TEST(Names, words_that_begin_sentences_are_no_names) {
    EXPECT_TRUE(find("Nobody came. Trains were late. However, it rained.").empty());
}

TEST(Names, knows_places_and_nicknames) {
    EXPECT_EQ(find("They flew to New Zealand.").at(0).kind, NameKind::place);
    EXPECT_EQ(find("Then Rob “Slim” Carver sang.").at(0).name, "Rob “Slim” Carver");
}

TEST(Names, german_nouns_are_no_names) {
    const auto all = find("Die Brücke wurde von Ministerin Petra Kern in Hamburg eröffnet. Kern lachte.", "de");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].name, "Petra Kern");
    EXPECT_EQ(all[1].kind, NameKind::place);
}

TEST(Names, every_full_form_is_in_the_text) {
    const std::string text =
        "Dr. Ana de la Cruz of the Bank of Velm met J. R. Moss. Moss, Cruz and the bank agreed. BV rose.";
    for (const Name& name : names(text, "en"))
        EXPECT_NE(text.find(name.full), std::string::npos) << name.full;
}

}  // namespace
}  // namespace newsloom::lang
