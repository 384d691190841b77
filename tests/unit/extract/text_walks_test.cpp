// The fast walks over a text, each against a plain version of itself.
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "extract/detail/facts.h"
#include "extract/detail/genre_reading.h"
#include "extract/detail/link_kinds.h"
#include "extract/detail/phrases.h"
#include "extract/detail/text_signs.h"

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

TEST(TextWalks, signs_count_what_a_plain_look_counts_also_in_long_texts) {
    std::vector<std::string> list = texts();
    std::string all;
    for (const std::string& text : list)
        all += text;
    list.push_back(all + all + all + all);  // more than sixteen bits of letters
    for (const std::string& text : list) {
        const TextSigns signs = read_signs(text, {});
        std::uint32_t digits = 0, breaks = 0, commas = 0;
        for (const char c : text) {
            digits += c >= '0' && c <= '9' ? 1U : 0U;
            breaks += c == '\n' ? 1U : 0U;
            commas += c == ',' ? 1U : 0U;
        }
        EXPECT_EQ(signs.digits, digits);
        EXPECT_EQ(signs.breaks, breaks);
        EXPECT_EQ(signs.commas, commas);
        EXPECT_EQ(signs.squeezed, squeezed_hash(text));
        EXPECT_EQ(signs.at, text.find('@') != std::string::npos);
        EXPECT_EQ(signs.question, text.find('?') != std::string::npos);
    }
    const TextSigns signs = read_signs(std::string(200000, 'a') + std::string(70000, 'B'), {});
    EXPECT_EQ(signs.letters, 270000U);
    EXPECT_EQ(signs.uppers, 70000U);
}

/// texts(), and each few of them as one: many bytes of ASCII beside others.
std::vector<std::string> longer_texts() {
    std::vector<std::string> list = texts();
    std::mt19937 random(11);
    for (std::size_t i = 0, n = list.size(); i < n; ++i) {
        std::string text = list[i];
        for (auto k = random() % 4; k > 0; --k)
            text += " It's the readers' own app, they're asked for 20 % more on pages 3 of 5" + list[random() % n];
        list.push_back(std::move(text));
    }
    return list;
}

TEST(TextWalks, words_are_counted_as_character_by_character) {
    for (const std::string& text : longer_texts())
        EXPECT_EQ(count_words(text), count_words_plain(text)) << text;
    EXPECT_EQ(count_words("it's the girls'' own"), 4U);
}

TEST(TextWalks, phrases_are_found_as_when_each_is_looked_for_by_itself) {
    constexpr std::string_view kSome[] = {"share",          "Read more",  "newsletter", "(c) ",  "© 2021", "購読",
                                          "mehr zum thema", "Abonnieren", "’s",         "14:20", "$5",     "5 €",
                                          "2 of 5",         "ABO"};
    std::mt19937 random(5);
    const std::vector<std::string> list = longer_texts();
    for (std::size_t i = 0; i < list.size(); i += 7) {
        std::string text = list[i];
        for (auto k = random() % 3; k > 0; --k)
            text.insert(0, std::string(kSome[random() % std::size(kSome)]) + (random() % 2 == 0 ? " " : ""));
        const PhrasesFound found = find_phrases(text);
        const PhrasesFound plain = find_phrases_plain(text);
        EXPECT_EQ(found.at_begin, plain.at_begin) << text;
        EXPECT_EQ(found.within, plain.within) << text;
        EXPECT_EQ(found.wording, plain.wording) << text;
    }
}

TEST(TextWalks, a_text_is_read_for_its_genre_as_byte_by_byte) {
    const auto same = [](const WordCounts& a, const WordCounts& b) {
        return a.groups == b.groups && a.words == b.words && a.told == b.told && a.numbers == b.numbers &&
               a.stops == b.stops && a.questions == b.questions && a.exclamations == b.exclamations;
    };
    std::vector<std::string> list = longer_texts();
    for (std::size_t i = 0, n = list.size(); i + 9 < n; i += 9) {
        std::string text;  // longer than what is looked at as the lead
        for (std::size_t k = i; k < i + 9; ++k)
            text += list[k] + (k % 2 == 0 ? " said. \"" : "");
        list.push_back(std::move(text));
    }
    for (std::size_t size = 480; size < 700; ++size)
        list.push_back(std::string(size, 'a') + ". \"Why?\" must be!");
    for (const std::string& text : list) {
        const GenreReading fast = read_for_genre(text);
        const GenreReading plain = read_for_genre_plain(text);
        EXPECT_TRUE(same(fast.all, plain.all)) << text;
        EXPECT_TRUE(same(fast.lead, plain.lead)) << text;
        EXPECT_EQ(fast.quoted, plain.quoted) << text;
        EXPECT_EQ(fast.quotes, plain.quotes) << text;
        EXPECT_EQ(fast.digits, plain.digits) << text;
        EXPECT_EQ(fast.clock_times, plain.clock_times) << text;
    }
}

TEST(TextWalks, links_are_of_the_kinds_that_are_found_word_by_word) {
    constexpr std::string_view kParts[] = {"/",
                                           "/",
                                           "/news/",
                                           "-",
                                           "_",
                                           ".",
                                           "?",
                                           "#",
                                           "#comments",
                                           "tag",
                                           "topics",
                                           "2021",
                                           "12345",
                                           "html",
                                           "//",
                                           "https://",
                                           "www.",
                                           "a.test",
                                           "b.test",
                                           "author/",
                                           "Abo",
                                           "e-paper",
                                           "share",
                                           "url=",
                                           "aff",
                                           "filiate",
                                           "utm_medium=aff",
                                           "facebook.com",
                                           "t.me/",
                                           ":8080",
                                           "x.com",
                                           " ",
                                           "privacy",
                                           "é"};
    std::mt19937 random(9);
    for (int i = 0; i < 20000; ++i) {
        std::string href = i % 3 == 0 ? "https://www.a.test/" : i % 3 == 1 ? "https://www.facebook.com" : "";
        for (auto k = random() % 24; k > 0; --k)
            href += kParts[random() % std::size(kParts)];
        const std::string_view rel = i % 7 == 0 ? "nofollow sponsored" : i % 7 == 1 ? "tag" : "";
        EXPECT_EQ(link_kinds(href, rel, "a.test"), link_kinds_plain(href, rel, "a.test")) << href;
    }
    EXPECT_EQ(link_kinds("#comments", "", "a.test"), link_kinds_plain("#comments", "", "a.test"));
    EXPECT_EQ(link_kinds("MAILTO:a@b.test", "", "a.test"), link_kinds_plain("mailto:a@b.test", "", "a.test"));
}

TEST(TextWalks, the_hash_of_letters_and_digits_is_their_polynomial) {
    std::mt19937 random(13);
    for (int i = 0; i < 500; ++i) {
        std::string text(random() % 300, ' ');
        std::uint64_t expected = 0;
        for (char& c : text) {
            c = "abcdeFGH0129 .-'"[random() % 16];
            const char folded = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            if ((folded >= 'a' && folded <= 'z') || (folded >= '0' && folded <= '9'))
                expected = expected * 1099511628211ULL + static_cast<std::uint64_t>(folded);
        }
        EXPECT_EQ(squeezed_hash(text), expected) << text;
    }
}

TEST(TextWalks, the_hash_of_a_text_does_not_know_where_words_end) {
    EXPECT_EQ(squeezed_hash("Foot-ball, again 2021"), squeezed_hash("football AGAIN20 21"));
    EXPECT_EQ(squeezed_hash("Élan vital"), squeezed_hash("éLan-VITAL"));
    EXPECT_NE(squeezed_hash("football again"), squeezed_hash("football agains"));
    EXPECT_NE(squeezed_hash("ab"), squeezed_hash("ba"));
}

}  // namespace
}  // namespace newsloom::extract
