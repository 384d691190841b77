#include "mail/message.h"

#include <gtest/gtest.h>

namespace newsloom {
namespace {

mail::Message message() {
    mail::Message one;
    one.from_name = "Newsloom";
    one.from_address = "briefing@news.example";
    one.to_address = "reader@inbox.example";
    one.subject = "Tide gate at Saltmere fails";
    one.text = "Good morning.\n\nThe gate failed.\n";
    one.html = "<p>The gate failed. Größe</p>\n";
    one.message_id = "e12.s7@news.example";
    one.date = parse_rfc3339("2026-05-12T05:30:00Z")->at;
    one.headers = {{"List-Unsubscribe", "<https://news.example/u/abc>"},
                   {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
    return one;
}

std::string bytes(const mail::Message& one) {
    const auto result = mail::bytes_of(one);
    EXPECT_TRUE(result) << (result ? "" : result.error().message);
    return result.value_or("");
}

TEST(Message, has_the_headers_that_were_given) {
    const std::string text = bytes(message());
    for (const char* line :
         {"From: Newsloom <briefing@news.example>\r\n", "To: reader@inbox.example\r\n",
          "Subject: Tide gate at Saltmere fails\r\n", "Date: Tue, 12 May 2026 05:30:00 +0000\r\n",
          "Message-Id: <e12.s7@news.example>\r\n", "List-Unsubscribe: <https://news.example/u/abc>\r\n",
          "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", "MIME-Version: 1.0\r\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    EXPECT_NE(text.find("Content-Type: multipart/alternative;"), std::string::npos);
}

TEST(Message, puts_plain_text_before_html_both_quoted_printable) {
    const std::string text = bytes(message());
    const std::size_t plain = text.find("Content-Type: text/plain; charset=utf-8"),
                      html = text.find("Content-Type: text/html; charset=utf-8");
    EXPECT_NE(plain, std::string::npos) << text;
    EXPECT_LT(plain, html);
    EXPECT_NE(text.find("Content-Transfer-Encoding: quoted-printable"), std::string::npos);
    EXPECT_NE(text.find("Gr=C3=B6=C3=9Fe"), std::string::npos);
    EXPECT_NE(text.find("Good morning.\r\n\r\nThe gate failed."), std::string::npos);
}

TEST(Message, is_the_same_bytes_for_the_same_message) { EXPECT_EQ(bytes(message()), bytes(message())); }

TEST(Message, has_only_crlf_line_ends_and_lines_of_at_most_998_bytes) {
    mail::Message one = message();
    one.text = std::string(5000, 'x') + "\n" + "bare\rreturn\n";
    one.headers.emplace_back("X-Long", std::string(400, 'y') + " " + std::string(400, 'z'));
    const std::string text = bytes(one);
    std::size_t line = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') {
            ASSERT_TRUE(i > 0 && text[i - 1] == '\r') << i;
            EXPECT_LE(line, 999U);
            line = 0;
        } else {
            ++line;
        }
    }
}

TEST(Message, encodes_headers_that_are_not_ascii) {
    mail::Message one = message();
    one.from_name = "Küstenblick";
    one.subject = "Sperrtor klemmt, Häuser geräumt";
    const std::string text = bytes(one);
    const std::string head = text.substr(0, text.find("\r\n\r\n"));
    for (const char c : head)
        EXPECT_LT(static_cast<unsigned char>(c), 0x80);
    EXPECT_NE(head.find("From: =?UTF-8?"), std::string::npos) << head;
}

TEST(Message, refuses_line_breaks_in_anything_that_goes_into_a_header) {
    const auto refused = [](auto change) {
        mail::Message one = message();
        change(one);
        const auto result = mail::bytes_of(one);
        return !result && result.error().code == Errc::bad_input;
    };
    EXPECT_TRUE(refused([](auto& one) { one.to_address = "a@b.example\r\nBcc: all@b.example"; }));
    EXPECT_TRUE(refused([](auto& one) { one.to_address = "a@b.example, c@d.example"; }));
    EXPECT_TRUE(refused([](auto& one) { one.to_address = "nobody"; }));
    EXPECT_TRUE(refused([](auto& one) { one.from_address = "a b@c.example"; }));
    EXPECT_TRUE(refused([](auto& one) { one.from_name = "News\nBcc: x@y.example"; }));
    EXPECT_TRUE(refused([](auto& one) { one.subject = "Hello\r\nX: y"; }));
    EXPECT_TRUE(refused([](auto& one) { one.subject = std::string("a\0b", 3); }));
    EXPECT_TRUE(refused([](auto& one) { one.message_id = "a>b@c"; }));
    EXPECT_TRUE(refused([](auto& one) { one.headers = {{"List-Id", "a\nb"}}; }));
    EXPECT_TRUE(refused([](auto& one) { one.headers = {{"List Id", "ab"}}; }));
    EXPECT_TRUE(refused([](auto& one) { one.headers = {{"", "ab"}}; }));
}

}  // namespace
}  // namespace newsloom
