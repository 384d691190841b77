/// The fast searches against the scalar ones, which say what they mean.
#include "html/detail/scan.h"

#include <memory>
#include <random>

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace newsloom::html {
namespace {

/// Random bytes, mostly plain, in a buffer of exactly their size.
struct Sample {
    Sample(std::mt19937& random, std::size_t size) : bytes(new char[size]), view(bytes.get(), size) {
        static constexpr char kOdd[] = {'<', '&', '\0', '"', '\'', '-', '-', '\r', '\n', '>'};
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = random() % 9 == 0 ? kOdd[random() % sizeof kOdd] : static_cast<char>('a' + random() % 26);
    }
    std::unique_ptr<char[]> bytes;
    std::string_view view;
};

TEST(HtmlScan, every_form_finds_what_the_scalar_one_finds) {
    std::size_t count = 0;
    const scan::Named* forms = scan::forms(&count);
    std::mt19937 random(7);
    for (int round = 0; round < 4000; ++round) {
        const Sample sample(random, random() % 200);
        const char* end = sample.view.data() + sample.view.size();
        const char* p = sample.view.data() + (sample.view.empty() ? 0 : random() % sample.view.size());
        for (std::size_t i = 0; i < count; ++i) {
            const scan::Searches& fast = *forms[i].searches;
            EXPECT_EQ(fast.text_end(p, end), scan::kScalar.text_end(p, end)) << forms[i].name;
            EXPECT_EQ(fast.raw_text_end(p, end), scan::kScalar.raw_text_end(p, end)) << forms[i].name;
            EXPECT_EQ(fast.double_quoted_end(p, end), scan::kScalar.double_quoted_end(p, end)) << forms[i].name;
            EXPECT_EQ(fast.single_quoted_end(p, end), scan::kScalar.single_quoted_end(p, end)) << forms[i].name;
            EXPECT_EQ(fast.reference_or_null(p, end), scan::kScalar.reference_or_null(p, end)) << forms[i].name;
            EXPECT_EQ(fast.dash_dash(p, end), scan::kScalar.dash_dash(p, end)) << forms[i].name;
        }
        EXPECT_EQ(scan::text_end(p, end), scan::kScalar.text_end(p, end));
        EXPECT_EQ(scan::double_quoted_end(p, end), scan::kScalar.double_quoted_end(p, end));
    }
}

TEST(HtmlScan, every_form_judges_utf8_alike) {
    std::size_t count = 0;
    const scan::Named* forms = scan::forms(&count);
    std::mt19937 random(11);
    const std::string pieces[] = {"a",
                                  "\xC3\xA9",
                                  "\xE2\x82\xAC",
                                  "\xF0\x9F\x98\x80",
                                  "\xED\x9F\xBF",
                                  "\xEE\x80\x80",
                                  "\xF4\x8F\xBF\xBF",
                                  "\x80",
                                  "\xC0\x80",
                                  "\xC1\xBF",
                                  "\xE0\x9F\xBF",
                                  "\xED\xA0\x80",
                                  "\xF0\x8F\xBF\xBF",
                                  "\xF4\x90\x80\x80",
                                  "\xF5",
                                  "\xFF",
                                  "\xC3",
                                  "\xE2\x82",
                                  "\xF0\x9F\x98",
                                  "\r"};
    for (int round = 0; round < 20000; ++round) {
        std::string text(random() % 70, 'x');
        for (unsigned n = random() % 4; n > 0; --n)
            text.insert(random() % (text.size() + 1), pieces[random() % (random() % 3 == 0 ? 20 : 7)]);
        if (random() % 2 == 0) text.append(random() % 80, 'y');
        for (std::size_t i = 0; i < count; ++i) {
            const scan::Checked checked = forms[i].searches->check(text);
            EXPECT_EQ(checked.valid_utf8, utf8::is_valid(text)) << forms[i].name;
            EXPECT_EQ(checked.has_carriage_return, text.find('\r') != std::string::npos) << forms[i].name;
        }
    }
}

TEST(HtmlScan, newlines_and_bytes_are_repaired) {
    const std::string text = "a\r\nb\rc\r\r\nd\xFF";
    std::string out;
    bool malformed = false;
    scan::repair(text, scan::kScalar.check(text), out, malformed);
    EXPECT_EQ(out, "a\nb\nc\n\nd\xEF\xBF\xBD");
    EXPECT_TRUE(malformed);
}

}  // namespace
}  // namespace newsloom::html
