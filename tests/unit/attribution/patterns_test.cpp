// One example of each way to put what somebody says, beyond the plain ones of annotate_test.cpp.
#include <string>

#include <gtest/gtest.h>

#include "attribution/annotate.h"
#include "model/printed_speaker.h"

namespace newsloom::attribution {
namespace {

struct Said {
    std::string content, source, speaker;
    QuoteKind kind = QuoteKind::indirect;
    Stance stance = Stance::neutral;
    float confidence = 0;
};

std::string joined(const std::string& text, const Attribution& x) {
    if (x.parts.empty()) return std::string(slice(text, x.content));
    std::string all;
    for (const TextRange part : x.parts)
        all += (all.empty() ? "" : " ... ") + std::string(slice(text, part));
    return all;
}

// The attribution whose content holds `words`.
Said said(const std::string& text, const std::string& words, const char* language = "en") {
    Article article;
    article.text = text;
    article.language = language;
    for (const Attribution& x : annotate(article).attributions) {
        const std::string content = joined(text, x);
        if (content.find(words) == std::string::npos) continue;
        return {content,     x.source ? std::string(slice(text, *x.source)) : "-", x.speaker, x.kind, x.stance,
                x.confidence};
    }
    ADD_FAILURE() << "nobody says: " << words;
    return {};
}

TEST(Patterns, according_to_somebody_opens_the_sentence) {
    const Said x = said("According to the coastguard, the ship turned back at noon.", "ship");
    EXPECT_EQ(x.content, "the ship turned back at noon");
    EXPECT_EQ(x.source, "the coastguard");
    EXPECT_EQ(
        said("In the words of Judge Amara Stein, the contract was “worth less than its paper”.", "contract").source,
        "Judge Amara Stein");
}

TEST(Patterns, a_headline_ends_with_its_source) {
    const Said x = said("Bank to cut rates: minister\n\nThe bank acts in May.", "rates");
    EXPECT_EQ(x.content, "Bank to cut rates");
    EXPECT_EQ(x.source, "minister");
    EXPECT_EQ(said("“We are ready”: minister\n\nMore in May.", "ready").source, "minister");
    EXPECT_EQ(said("Bank will Zinsen senken: Minister\n\nMehr im Mai.", "Zinsen", "de").source, "Minister");
}

TEST(Patterns, what_nobody_says_has_no_source) {
    const Said adverb = said("The suspect allegedly took the keys from a coat.", "keys");
    EXPECT_EQ(adverb.content, "The suspect ... took the keys from a coat");
    EXPECT_EQ(adverb.source, "-");
    EXPECT_EQ(adverb.stance, Stance::hedged);
    EXPECT_EQ(said("Ines Kerr is thought to have left the town.", "left").source, "-");
    EXPECT_EQ(said("It is believed that the boat sank before dawn.", "sank").source, "-");
}

TEST(Patterns, a_report_that_breaks_off_has_no_content_in_the_next_paragraph) {
    Article article;
    article.text = "The boat is said\n\nto be a wreck";
    article.language = "en";
    for (const Attribution& x : annotate(article).attributions)
        EXPECT_LT(x.content.end, article.text.size());
}

TEST(Patterns, a_signature_tells_whose_the_quote_is) {
    EXPECT_EQ(said("“So it was and so it will be.” ― Ines Kerr, surgeon", "so it will").source, "Ines Kerr, surgeon");
    const Said below =
        said("“I went to the harbour before the crash.”\n\n- Ines Kerr.\n\nThe harbour is shut.", "harbour");
    EXPECT_EQ(below.speaker, "Ines Kerr");
}

TEST(Patterns, british_texts_quote_with_single_marks) {
    const Said x = said("‘We are here and we stay,’ said Ada Quill.", "stay");
    EXPECT_EQ(x.kind, QuoteKind::direct);
    EXPECT_EQ(x.content, "‘We are here and we stay,’");
}

TEST(Patterns, a_quote_without_its_close_ends_at_its_speaker) {
    const Said x = said("“The first winter was hard, Mr Hale said.", "winter");
    EXPECT_EQ(x.content, "“The first winter was hard,");
    EXPECT_EQ(x.source, "Mr Hale");
}

TEST(Patterns, a_quote_takes_its_closing_mark_along) {
    EXPECT_EQ(said("Moss paused. Moss says, “That is reasonable.”", "reasonable").content, "“That is reasonable.”");
}

TEST(Patterns, one_aide_is_not_one) {
    EXPECT_EQ(said("“This is crucial for both of them,” said one former aide.", "crucial").source, "one former aide");
}

TEST(Patterns, other_languages_have_their_direct_quotes) {
    EXPECT_EQ(said("« Nous allons rouvrir le pont », a déclaré la maire Claire Dubreuil.", "pont", "fr").speaker,
              "Claire Dubreuil");
    EXPECT_EQ(said("Selon Marc Oduya, « la situation est grave et durable ».", "grave", "fr").speaker, "Marc Oduya");
    EXPECT_EQ(said("«No vamos a cerrar el puerto», dijo Marta Illana.", "puerto", "es").speaker, "Marta Illana");
    EXPECT_EQ(said("「橋は月曜日に再開します」と市長は語った。", "再開", "ja").content, "「橋は月曜日に再開します」");
}

TEST(Patterns, a_shared_last_name_is_not_sure_enough_to_be_printed) {
    const std::string start = "Maria Kerr runs the school. Her husband, Jonas Kerr, sells boats. ";
    const Said one = said(start + "“It was dark,” Kerr said.", "dark");
    EXPECT_LT(one.confidence, kPrintedSpeaker);
    const Said other = said(start + "“It was dark,” Mrs Kerr said.", "dark");
    EXPECT_EQ(other.speaker, "Maria Kerr");
}

TEST(Patterns, who_spoke_just_before_goes_on) {
    const Said x = said(
        "Maria Adler praised the crowds. Jonas Weber, a baker, said the square was full. “He was very clear,” he said.",
        "very clear");
    EXPECT_EQ(x.speaker, "Jonas Weber");
}

}  // namespace
}  // namespace newsloom::attribution
