#include <bit>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extract/detail/genre_labels.h"
#include "extract/detail/genre_words.h"
#include "extract/extract.h"
#include "unit/extract/page.h"

namespace newsloom::extract {
namespace {

Genre genre_of(std::string body) {
    Page page;
    page.url = page.final_url = "https://post.example/2026/on-the-pier";
    page.media_type = "text/html";
    page.body = std::move(body);
    const auto result = extract(page, {});
    EXPECT_TRUE(result);
    return result ? result->article.genre : Genre::other;
}

std::string page_of(const std::string& title, const std::vector<std::string>& paragraphs) {
    std::string body = "<html lang=en><body><article><h1>" + title + "</h1>";
    for (const std::string& text : paragraphs)
        body += "<p>" + text + "</p>";
    return body + "</article></body></html>";
}

std::uint32_t groups_of(std::string_view word) {
    std::uint32_t hash = word_hash();
    for (const char c : word)
        hash = word_hash(hash, c);
    return WordTable::get().groups_of(word, hash);
}

TEST(GenreLabels, know_the_names_of_sections_in_many_languages) {
    EXPECT_EQ(genre_of_word("Kommentar"), Genre::opinion);
    EXPECT_EQ(genre_of_word(" Opinión "), Genre::opinion);
    EXPECT_EQ(genre_of_word("Todesanzeigen"), Genre::other);
    EXPECT_EQ(genre_of_word("Paid for by Example & Sons"), Genre::sponsored);
    EXPECT_EQ(genre_of_word("Harbour"), std::nullopt);
}

TEST(GenreWords, a_word_may_stand_in_several_groups_or_in_none) {
    EXPECT_EQ(std::popcount(groups_of("said")), 1);
    EXPECT_GE(std::popcount(groups_of("must")), 2);
    EXPECT_EQ(groups_of("halvard"), 0U);
    EXPECT_EQ(groups_of(""), 0U);
    EXPECT_LE(word_groups().size(), 32U);
}

TEST(Genre, entries_with_clock_times_the_newest_first_are_a_live_page) {
    const std::vector<std::string> entries = {
        "18:40 - The ferry has left the rocks. Two tugs are pulling it towards the harbour, the coast guard says.",
        "18:12 - High tide in a quarter of an hour. On the pier some three hundred people are waiting in the rain.",
        "17:55 - The operator names the captain. He has been with the company for eleven years and is not hurt.",
        "17:20 - The second tug has arrived from the mainland, an hour later than the harbour master had hoped.",
        "16:48 - All passengers are ashore. The school of the village has been opened for them, with soup and beds.",
        "16:05 - The ferry Halvard has run aground off Skarvoy with 48 people on board, the coast guard reports."};
    EXPECT_EQ(genre_of(page_of("Ferry aground off Skarvoy", entries)), Genre::live);
    EXPECT_NE(genre_of(page_of("Ferry aground off Skarvoy", {entries.rbegin(), entries.rend()})), Genre::live);
}

TEST(Genre, two_voices_with_their_names_before_what_they_say_are_an_interview) {
    EXPECT_EQ(
        genre_of(page_of(
            "A morning with the harbour master",
            {"Per Lund has kept the harbour of Skarvoy for thirty years. We met him on the pier.",
             "Post: What is the first thing that you do in the morning?",
             "Lund: I look at the flag. If it is still there, the day can begin, I always tell people.",
             "Post: And on the night of the storm?",
             "Lund: It was gone. I found it two days later in the tree behind the school.", "Post: Were you afraid?",
             "Lund: I was too cold to be afraid. My wife was afraid, she had the radio on all night.",
             "Post: Will the ferry sail again?",
             "Lund: It will. It has been lower than that, and so have I, if you must know."})),
        Genre::interview);
}

TEST(Genre, a_word_in_the_menu_above_a_report_is_no_label_of_it) {
    std::string page = tests::article_page();
    const std::string menu =
        "<ul class=\"bar\"><li><a href=\"/a\">Inland</a></li><li><a href=\"/b\">Culture</a></li><li><a "
        "href=\"/c\">Opinion</a></li><li><a href=\"/d\">Archive</a></li></ul>";
    page.insert(page.find("<main>"), menu);
    EXPECT_EQ(genre_of(page), Genre::news);
}

}  // namespace
}  // namespace newsloom::extract
