#include "attribution/annotate.h"

#include <string>

#include <gtest/gtest.h>

namespace newsloom::attribution {
namespace {

Article article(std::string text, std::string language = "en") {
    Article result;
    result.text = std::move(text);
    result.language = std::move(language);
    return result;
}

std::string content(const Article& a, const Attribution& x) {
    if (x.parts.empty()) return std::string(slice(a.text, x.content));
    std::string all;
    for (const TextRange part : x.parts) {
        if (!all.empty()) all += " ... ";
        all += slice(a.text, part);
    }
    return all;
}
std::string source(const Article& a, const Attribution& x) {
    return x.source ? std::string(slice(a.text, *x.source)) : "-";
}

// The attribution whose content holds `words`.
Attribution with(const Article& a, const std::string& words) {
    for (const Attribution& x : annotate(a).attributions) {
        if (content(a, x).find(words) != std::string::npos) return x;
    }
    ADD_FAILURE() << "nobody says: " << words;
    return {};
}

TEST(Annotate, a_quote_with_its_speaker_before_or_behind) {
    const Article a =
        article("“The bridge is closed,” Ines Kerr said on Monday. Tom Moss, the owner, said: “We will wait.”");
    const Attribution first = with(a, "bridge");
    EXPECT_EQ(first.kind, QuoteKind::direct);
    EXPECT_EQ(content(a, first), "“The bridge is closed,”");
    EXPECT_EQ(first.speaker, "Ines Kerr");
    ASSERT_TRUE(first.cue.has_value());
    EXPECT_EQ(slice(a.text, *first.cue), "said");
    EXPECT_EQ(with(a, "wait").speaker, "Tom Moss");
}

TEST(Annotate, indirect_speech_up_to_the_end_of_what_is_said) {
    const Article a = article("The minister said that the dam was safe. Engineers closed the road.");
    const Attribution x = with(a, "dam");
    EXPECT_EQ(x.kind, QuoteKind::indirect);
    EXPECT_EQ(source(a, x), "The minister");
    EXPECT_EQ(content(a, x).find("Engineers"), std::string::npos);
}

TEST(Annotate, a_quote_that_goes_on_behind_its_cue_is_one_attribution) {
    const Article a = article(
        "“We stayed,” Ada Quill said. “There was nowhere to go.\n\n“In spring we left.”\n\nThe house is empty now.");
    const Attribution x = with(a, "stayed");
    EXPECT_NE(content(a, x).find("nowhere"), std::string::npos);
    EXPECT_NE(content(a, x).find("spring"), std::string::npos);
    EXPECT_EQ(x.speaker, "Ada Quill");
}

TEST(Annotate, pronouns_and_descriptions_are_resolved_within_the_article) {
    const Article a = article(
        "Dr. Mina Okafor, a surgeon at the harbour hospital, operated for nine hours. “It went well,” she said.\n\n"
        "“He will walk again,” the surgeon said.");
    EXPECT_EQ(with(a, "went well").speaker, "Mina Okafor");
    EXPECT_EQ(with(a, "walk again").speaker, "Mina Okafor");
    EXPECT_EQ(with(a, "went well").speaker_role, "surgeon at the harbour hospital");
}

TEST(Annotate, stances_of_cues) {
    const Article a = article(
        "The driver claims that the light was green. The bank admitted that it had lost the letters. The firm denied "
        "that it had paid anyone.");
    EXPECT_EQ(with(a, "light").stance, Stance::assertive);
    EXPECT_EQ(with(a, "letters").stance, Stance::factive);
    EXPECT_EQ(with(a, "paid").stance, Stance::denial);
}

TEST(Annotate, what_is_not_known) {
    const Article a =
        article("The pilot's name has not been released. The plane landed at noon. A spokeswoman declined to comment.");
    const auto unknowns = annotate(a).unknowns;
    ASSERT_EQ(unknowns.size(), 2U);
    EXPECT_EQ(slice(a.text, unknowns[0]), "The pilot's name has not been released.");
}

TEST(Annotate, finds_questions_that_are_left_open_in_other_words) {
    for (const std::string& open : std::vector<std::string>{
             "The board has not said when the ferry will sail again.",
             "Whether the pier can be mended is an open question.", "How the rudder broke remains unresolved.",
             "Whether her crew will sail in spring is open.", "Who will pay has not been decided."}) {
        const Article a = article(open);
        EXPECT_EQ(annotate(a).unknowns.size(), 1U) << open;
    }
    for (const std::string& told :
         std::vector<std::string>{"The board has said when the ferry will sail.", "The harbour shop is open.",
                                  "She asked how the shop was doing. It is open on Sundays."}) {
        const Article a = article(told);
        EXPECT_TRUE(annotate(a).unknowns.empty()) << told;
    }
}

TEST(Annotate, theses_only_in_opinion_pieces) {
    Article a = article(
        "For years we have talked about the bridge. The council should close it to cars and give it to those who walk. "
        "Nobody would miss it.");
    EXPECT_TRUE(annotate(a).theses.empty());
    a.genre = Genre::opinion;
    const auto theses = annotate(a).theses;
    ASSERT_EQ(theses.size(), 1U);
    EXPECT_NE(slice(a.text, theses[0]).find("should close"), std::string_view::npos);
}

TEST(Annotate, german_direct_quotes) {
    const Article a = article("„Wir haben keine Zeit mehr“, sagte Bürgermeisterin Ines Kern am Montag.", "de");
    const Attribution x = with(a, "keine Zeit");
    EXPECT_EQ(x.kind, QuoteKind::direct);
    EXPECT_EQ(x.speaker, "Ines Kern");
}

TEST(Annotate, other_languages_give_direct_quotes_without_more) {
    const Article a = article("« Le pont est fermé jusqu'à lundi », a déclaré Inès Carrel.", "fr");
    const auto all = annotate(a).attributions;
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].kind, QuoteKind::direct);
    EXPECT_EQ(slice(a.text, all[0].content), "« Le pont est fermé jusqu'à lundi »");
}

TEST(Annotate, an_empty_article_has_nothing) {
    const Annotations all = annotate(article(""));
    EXPECT_TRUE(all.sentences.empty());
    EXPECT_TRUE(all.attributions.empty());
}

}  // namespace
}  // namespace newsloom::attribution
