#include "text/bytes64.h"

#include <string>

#include <gtest/gtest.h>

#include "text/ascii.h"

namespace newsloom {
namespace {

TEST(Bytes64, of_a_text_without_an_address_are_none) {
    const Bytes64 bytes(std::string_view(), 0);
    std::array<char, Bytes64::kSize> lower{};
    bytes.write_lower(lower.data());
    EXPECT_EQ(lower, (std::array<char, Bytes64::kSize>{}));
}

TEST(Bytes64, tells_each_byte_s_kind) {
    std::string text(256, '\0');
    for (std::size_t i = 0; i < text.size(); ++i)
        text[i] = static_cast<char>(i);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Bytes64 bytes(text, at);
        std::array<char, Bytes64::kSize> lower;
        bytes.write_lower(lower.data());
        for (std::size_t k = 0; k < Bytes64::kSize; ++k) {
            const char c = at + k < text.size() ? text[at + k] : '\0';
            const auto number = static_cast<unsigned char>(c);
            EXPECT_EQ(bytes.is('\'') >> k & 1, c == '\'' ? 1U : 0U);
            EXPECT_EQ(bytes.is_upper() >> k & 1, ascii::is_upper(c) ? 1U : 0U);
            EXPECT_EQ(bytes.is_digit() >> k & 1, ascii::is_digit(c) ? 1U : 0U);
            EXPECT_EQ(bytes.is_letter() >> k & 1, ascii::is_alpha(c) ? 1U : 0U);
            EXPECT_EQ(bytes.is_wide() >> k & 1, number >= 0x80 ? 1U : 0U);
            EXPECT_EQ(bytes.is_from_to('\0', ' ') >> k & 1, number <= ' ' ? 1U : 0U);
            EXPECT_EQ(bytes.is_from_to('\x80', '\xBF') >> k & 1, number >= 0x80 && number <= 0xBF ? 1U : 0U);
            EXPECT_EQ(bytes.is_from_to('\xC2', '\xFF') >> k & 1, number >= 0xC2 ? 1U : 0U);
            EXPECT_EQ(lower[k], ascii::lower(c));
        }
    }
}

}  // namespace
}  // namespace newsloom
