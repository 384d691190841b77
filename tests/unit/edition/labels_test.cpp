#include "edition/detail/labels.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "edition/compose.h"
#include "edition/detail/good_news.h"
#include "edition/detail/slug.h"
#include "edition/detail/words.h"

namespace newsloom::edition {
namespace {

std::set<std::string> ids(std::string_view language) {
    std::set<std::string> result;
    for (const auto& entry : detail::label_catalogue()) {
        if (entry.language == language) result.emplace(entry.id);
    }
    return result;
}

TEST(Labels, fill_their_slots_in_order_and_choose_the_form) {
    const auto foot = [](const char* articles, const char* outlets, const char* language) {
        return label_text({"brief.foot", {{"n", articles, {}}, {"n", outlets, {}}}}, language);
    };
    EXPECT_EQ(foot("1", "1", "en"), "From 1 article by 1 outlet.");
    EXPECT_EQ(foot("14", "9", "en"), "From 14 articles by 9 outlets.");
    EXPECT_EQ(foot("14", "9", "de-AT"), "Aus 14 Artikeln von 9 Medien.");
    EXPECT_EQ(label_text({"section.top", {}}, "fr"), "What happened");
    EXPECT_EQ(label_text({"no.such.label", {}}), "");
}

TEST(Labels, are_the_same_in_both_languages) { EXPECT_EQ(ids("en"), ids("de")); }

TEST(Labels, are_short_and_without_exclamation_marks) {
    for (const auto& entry : detail::label_catalogue()) {
        EXPECT_EQ(entry.text.find('!'), std::string_view::npos) << entry.id;
        EXPECT_LE(entry.text.size(), 160U) << entry.id;
    }
}

/// Every label named in the code or a template is in the catalogue.
TEST(Labels, that_are_asked_for_exist) {
    const std::set<std::string> known = ids("en");
    const std::filesystem::path root = NEWSLOOM_SOURCE_DIR;
    const std::regex in_code(
        "\"((?:edition|section|empty|kicker|brief|story|fact|difference|perspective|opinion|time|worth|question|"
        "correction|source|media|site|mail|list|care)\\.[a-z_]+)\"");
    const std::regex in_template("\\{\\{#label\\}\\}([a-z_.]+)\\{\\{/label\\}\\}");
    std::size_t found = 0;
    for (const char* folder : {"src/edition", "src/render", "data/themes/default"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in(entry.path());
            const std::string text((std::istreambuf_iterator<char>(in)), {});
            const std::regex& pattern = entry.path().extension() == ".mustache" ? in_template : in_code;
            for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) {
                const std::string id = (*it)[1];
                if (id.ends_with("_") || id.ends_with(".") || id.ends_with(".mustache"))
                    continue;  // completed by a value
                ++found;
                EXPECT_TRUE(known.contains(id)) << entry.path() << ": " << id;
            }
        }
    }
    EXPECT_GT(found, 60U);
}

TEST(Slug, keeps_letters_and_digits_of_ascii) {
    EXPECT_EQ(detail::slug("Küstenwache: Flug über die Enge!"), "kuestenwache-flug-ueber-die-enge");
    EXPECT_EQ(detail::slug("Coast guard’s 9,000 books"), "coast-guards-9-000-books");
    EXPECT_EQ(detail::slug("../../etc/passwd <script>"), "etc-passwd-script");
    EXPECT_EQ(detail::slug("日本"), "");
    EXPECT_LE(detail::slug(std::string(500, 'a')).size(), 60U);
    EXPECT_EQ(detail::slug("one two three", 8), "one-two");
}

TEST(GoodNews, needs_a_good_outcome_and_no_harm) {
    EXPECT_TRUE(detail::is_good_news({"Library reopens after six weeks", "Readers carried books for a week."}));
    EXPECT_FALSE(detail::is_good_news({"Three rescued, two dead in harbour", "A boat sank."}));
    EXPECT_FALSE(detail::is_good_news({"Porridge recalled", "Jars are free of glass, the company said."}));
    EXPECT_FALSE(detail::is_good_news({"Council meets on Monday", "The council met."}));
}

TEST(Words, are_looked_up_in_several_lists_at_once) {
    constexpr std::string_view kCities[] = {"mill", "haven", "ost"}, kThings[] = {"mill", "boat"};
    const detail::WordLists lists(kCities, kThings);
    EXPECT_EQ(lists.of("mill"), 3U);
    EXPECT_EQ(lists.of("haven"), 1U);
    EXPECT_EQ(lists.of("boat"), 2U);
    EXPECT_EQ(lists.of("boot"), 0U);
    EXPECT_EQ(lists.of("mills"), 0U);
    EXPECT_EQ(lists.of(""), 0U);
}

TEST(Words, compare_without_endings_and_function_words) {
    EXPECT_EQ(detail::content_words("The gates were closed"), detail::content_words("A gate is closing"));
    EXPECT_DOUBLE_EQ(
        detail::repeated(detail::content_words("gate failed"), detail::content_words("the gate failed on Monday")),
        1.0);
    EXPECT_EQ(detail::count_words("“We don't know,” she said – 1,200 times."), 7U);
    EXPECT_EQ(detail::count_words("日本語"), 3U);
}

}  // namespace
}  // namespace newsloom::edition
