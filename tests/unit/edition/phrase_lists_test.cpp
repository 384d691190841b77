// Phrases of several lists, found in one go over a text, beside the simple way.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "edition/detail/word_lists.h"
#include "text/ascii.h"

namespace newsloom::edition::detail {
namespace {

bool is_part_of_word(char c) { return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

bool stands_in(std::string_view text, std::string_view phrase) {
    for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
        const std::size_t end = at + phrase.size();
        const bool begins = at == 0 || !is_part_of_word(text[at - 1]) || !is_part_of_word(phrase.front());
        const bool ends = end == text.size() || !is_part_of_word(text[end]) || !is_part_of_word(phrase.back());
        if (begins && ends) return true;
    }
    return false;
}

TEST(PhraseLists, find_what_stands_in_a_text_as_whole_words) {
    const WordList leaning({"even as", "as well.", "of it", "of", ", too", "\u00fcber das"});
    const WordList asking({"as", "even as it", "was asked", "it's", "(more)"});
    const PhraseLists lists{&leaning, &asking};
    const std::vector<std::string> parts{"even",  "as",     "well.",     "well", "of",     "it",
                                         "often", ", too",  "tool",      "was",  "asked",  "it's",
                                         "it'",   "(more)", "\u00fcber", "das",  "\u00fc", "e"};
    std::uint64_t state = 7;
    const auto below = [&](std::size_t n) { return (state = mix64(state)) % n; };
    std::size_t found = 0;
    for (int draw = 0; draw < 5000; ++draw) {
        std::string text;
        for (std::size_t i = below(7); i > 0; --i)
            text += parts[below(parts.size())] + (below(4) == 0 ? "" : " ");
        if (below(2) == 0 && !text.empty()) text.pop_back();
        std::uint32_t wanted = 0;
        for (const auto& [list, bit] : {std::pair(&leaning, 1U), std::pair(&asking, 2U)}) {
            for (const std::string_view phrase : list->entries())
                wanted |= stands_in(text, phrase) ? bit : 0U;
        }
        ASSERT_EQ(lists.in(text), wanted) << text;
        found += wanted != 0 ? 1 : 0;
    }
    EXPECT_GT(found, 1000U);
}

}  // namespace
}  // namespace newsloom::edition::detail
