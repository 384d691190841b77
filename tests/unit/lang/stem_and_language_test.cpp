#include <gtest/gtest.h>

#include "lang/language.h"
#include "lang/lexicon.h"
#include "lang/stem.h"

namespace newsloom::lang {
namespace {

TEST(Stemmer, joins_forms_of_one_word) {
    Stemmer english("en-GB");
    EXPECT_TRUE(english.knows_language());
    EXPECT_EQ(std::string(english.stem("fires")), std::string(english.stem("fire")));
    Stemmer german("de");
    EXPECT_EQ(std::string(german.stem("brücken")), std::string(german.stem("brücke")));
}

TEST(Stemmer, leaves_words_of_unknown_languages_alone) {
    Stemmer stemmer("xx");
    EXPECT_FALSE(stemmer.knows_language());
    EXPECT_EQ(stemmer.stem("fires"), "fires");
}

TEST(Language, of_running_text) {
    EXPECT_EQ(
        language_of("The council voted on Monday to close the old bridge to cars and to open it for people who walk."),
        "en");
    EXPECT_EQ(language_of("Der Stadtrat hat am Montag beschlossen, die alte Brücke für Autos zu sperren und für "
                          "Fußgänger zu öffnen."),
              "de");
    EXPECT_EQ(language_of(""), "und");
    EXPECT_EQ(language_of("\xFF\xFE\xFF"), "und");
}

TEST(Lexicon, inflects_verbs_and_nouns) {
    const Lexicon& english = Lexicon::of("en");
    const auto classes = [&](std::string_view word) { return english.info(english.find(word)).classes; };
    EXPECT_NE(classes("stopped") & kVerbPast, 0U);
    EXPECT_NE(classes("denies") & kVerbS, 0U);
    EXPECT_NE(classes("wrote") & kVerbPast, 0U);
    EXPECT_EQ(classes("wrote") & kVerbPart, 0U);
    EXPECT_NE(classes("spokesmen") & kPlural, 0U);
    EXPECT_EQ(english.word(english.info(english.find("telling")).lemma), "tell");
    const Lexicon& german = Lexicon::of("de");
    EXPECT_EQ(german.word(german.info(german.find("sagten")).lemma), "sagen");
    EXPECT_EQ(german.word(german.info(german.find("mitgeteilt")).lemma), "mitteilen");
    EXPECT_NE(german.info(german.find("erkläre")).classes & kVerbIng, 0U);
}

}  // namespace
}  // namespace newsloom::lang
