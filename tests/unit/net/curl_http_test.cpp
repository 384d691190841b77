#include "net/curl_http.h"

#include <gtest/gtest.h>

#include "loopback_server.h"

namespace newsloom::net {
namespace {

using tests::LoopbackServer;

std::string answer(const std::string& status, const std::string& headers, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           headers + "\r\n" + body;
}

CurlHttp client_for(const LoopbackServer& server) {
    CurlOptions options;
    options.user_agent = "Newsloom-test/1";
    options.allow_private = {server.host()};
    return CurlHttp(options);
}

Request request_for(const std::string& url) {
    Request request;
    request.url = url;
    request.timeout = std::chrono::milliseconds(5000);
    return request;
}

TEST(CurlHttp, gets_a_page_with_what_it_needs_to_ask_again) {
    std::string seen;
    const LoopbackServer server([&](const std::string& request) {
        seen = request;
        return answer("200 OK",
                      "Content-Type: text/html; charset=utf-8\r\nETag: \"v1\"\r\nLast-Modified: Mon, 09 Mar 2026 "
                      "06:30:00 GMT\r\n",
                      "<p>hello");
    });
    CurlHttp http = client_for(server);
    const auto response = http.get(request_for(server.url("/a b#part")));
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "<p>hello");
    EXPECT_EQ(response->media_type, "text/html; charset=utf-8");
    EXPECT_EQ(response->etag, "\"v1\"");
    EXPECT_EQ(response->last_modified, "Mon, 09 Mar 2026 06:30:00 GMT");
    EXPECT_NE(seen.find("GET /a%20b HTTP/1.1"), std::string::npos) << seen;
    EXPECT_NE(seen.find("User-Agent: Newsloom-test/1"), std::string::npos);
}

TEST(CurlHttp, asks_with_the_etag_and_understands_304) {
    const LoopbackServer server([](const std::string& request) {
        const bool known = request.find("If-None-Match: \"v1\"") != std::string::npos;
        return known ? std::string("HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: \"v1\"\r\n\r\n")
                     : answer("200 OK", "", "x");
    });
    CurlHttp http = client_for(server);
    Request request = request_for(server.url("/"));
    request.etag = "\"v1\"";
    const auto response = http.get(request);
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->status, 304);
    EXPECT_TRUE(response->body.empty());
}

TEST(CurlHttp, follows_redirects_but_not_for_ever) {
    const LoopbackServer server([](const std::string& request) {
        if (request.starts_with("GET /loop")) return answer("302 Found", "Location: /loop\r\n", "");
        if (request.starts_with("GET /old")) return answer("301 Moved", "Location: new?x=1\r\n", "moved");
        return answer("200 OK", "", "here");
    });
    CurlHttp http = client_for(server);
    const auto moved = http.get(request_for(server.url("/a/../old")));
    ASSERT_TRUE(moved) << moved.error().message;
    EXPECT_EQ(moved->final_url, server.url("/new?x=1"));
    EXPECT_EQ(moved->body, "here");
    const auto loop = http.get(request_for(server.url("/loop")));
    ASSERT_FALSE(loop);
    EXPECT_EQ(loop.error().code, Errc::unavailable);
    EXPECT_NE(loop.error().message.find("over 5 redirects"), std::string::npos);
}

TEST(CurlHttp, connects_to_no_private_address_unless_it_is_named) {
    const LoopbackServer server([](const std::string&) { return answer("200 OK", "", "secret"); });
    CurlHttp http;
    const auto refused = http.get(request_for(server.url("/")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::refused);
    const std::string port = server.host().substr(server.host().find(':'));
    EXPECT_EQ(http.get(request_for("http://localhost" + port + "/")).error().code, Errc::refused);
    EXPECT_EQ(http.get(request_for("http://[::1]" + port + "/")).error().code, Errc::refused);
    EXPECT_EQ(http.get(request_for("http://0x7f.1" + port + "/")).error().code, Errc::refused);
    EXPECT_EQ(server.requests(), 0);
}

TEST(CurlHttp, does_not_follow_a_redirect_to_a_private_address) {
    const LoopbackServer inside([](const std::string&) { return answer("200 OK", "", "secret"); });
    const LoopbackServer outside(
        [&](const std::string&) { return answer("302 Found", "Location: " + inside.url("/admin") + "\r\n", ""); });
    CurlHttp http = client_for(outside);
    const auto response = http.get(request_for(outside.url("/")));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, Errc::refused);
    EXPECT_EQ(inside.requests(), 0);
}

TEST(CurlHttp, stops_at_the_size_cap) {
    const LoopbackServer server([](const std::string&) { return answer("200 OK", "", std::string(100000, 'x')); });
    CurlHttp http = client_for(server);
    Request request = request_for(server.url("/"));
    request.max_bytes = 5000;
    EXPECT_EQ(http.get(request).error().code, Errc::too_large);
}

TEST(CurlHttp, other_schemes_are_no_urls_for_it) {
    CurlHttp http;
    for (const char* url : {"file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "news.example"})
        EXPECT_EQ(http.get(request_for(url)).error().code, Errc::bad_input) << url;
}

TEST(CurlHttp, an_unfinished_answer_is_no_answer) {
    const LoopbackServer server(
        [](const std::string&) { return std::string("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"); });
    CurlHttp http = client_for(server);
    EXPECT_EQ(http.get(request_for(server.url("/"))).error().code, Errc::unavailable);
}

TEST(CurlHttp, retry_after_is_handed_on) {
    const LoopbackServer server([](const std::string&) { return answer("503 Busy", "Retry-After: 120\r\n", "later"); });
    CurlHttp http = client_for(server);
    const auto response = http.get(request_for(server.url("/")));
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->status, 503);
    EXPECT_EQ(response->retry_after, std::chrono::seconds(120));
}

TEST(PrivateAddress, what_the_internet_does_not_route) {
    for (const char* address : {"127.0.0.1",
                                "10.1.2.3",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "169.254.169.254",
                                "100.64.0.1",
                                "0.0.0.0",
                                "224.0.0.1",
                                "255.255.255.255",
                                "192.0.2.1",
                                "198.18.0.1",
                                "::",
                                "::1",
                                "fe80::1",
                                "fc00::1",
                                "fd12::1",
                                "ff02::1",
                                "::ffff:10.0.0.1",
                                "64:ff9b::7f00:1",
                                "2002:7f00:1::",
                                "2001:db8::1",
                                "2001::1",
                                "nonsense",
                                ""})
        EXPECT_TRUE(is_private_address(address)) << address;
    for (const char* address : {"1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "193.0.0.1", "2606:4700::1111",
                                "::ffff:1.1.1.1", "64:ff9b::101:101", "2a00:1450::1"})
        EXPECT_FALSE(is_private_address(address)) << address;
}

}  // namespace
}  // namespace newsloom::net
