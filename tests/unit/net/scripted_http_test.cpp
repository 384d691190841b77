#include "net/scripted_http.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace newsloom::net {
namespace {

namespace fs = std::filesystem;

class Scripted : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("newsloom-scripted-" + std::to_string(::getpid()));
        fs::create_directories(folder_ / "day-1" / "news.example");
        std::ofstream(folder_ / "day-1" / "news.example" / "a.html") << "<p>a";
    }
    void TearDown() override { fs::remove_all(folder_); }
    Result<ScriptedHttp> read(const std::string& lines) {
        std::ofstream(folder_ / "day-1" / "http.jsonl") << lines;
        return ScriptedHttp::read(folder_ / "day-1" / "http.jsonl");
    }
    static Request request(const std::string& url, const std::string& etag = {}) {
        Request result;
        result.url = url;
        result.etag = etag;
        return result;
    }
    fs::path folder_;
};

TEST_F(Scripted, answers_from_files_beside_the_list) {
    auto http = read(
        R"({"url":"https://news.example/a","status":200,"type":"text/html","file":"day-1/news.example/a.html","etag":"\"1\""}
{"url":"https://news.example/old","status":301,"location":"/a"}
{"url":"https://news.example/gone","status":410,"type":"text/html","body":"gone"}
{"url":"https://silent.example/","status":0}
)");
    ASSERT_TRUE(http) << http.error().message;
    const auto page = http->get(request("HTTPS://News.example:443/a#x"));
    ASSERT_TRUE(page) << page.error().message;
    EXPECT_EQ(page->body, "<p>a");
    EXPECT_EQ(page->media_type, "text/html");
    EXPECT_EQ(http->get(request("https://news.example/a", "\"1\""))->status, 304);
    EXPECT_EQ(http->get(request("https://news.example/a", "\"2\""))->status, 200);
    EXPECT_EQ(http->get(request("https://news.example/old"))->final_url, "https://news.example/a");
    EXPECT_EQ(http->get(request("https://news.example/gone"))->status, 410);
    EXPECT_EQ(http->get(request("https://silent.example/")).error().code, Errc::unavailable);
    EXPECT_EQ(http->get(request("https://unknown.example/")).error().code, Errc::unavailable);
}

TEST_F(Scripted, a_redirect_loop_ends) {
    auto http = read(R"({"url":"https://news.example/1","status":302,"location":"/2"}
{"url":"https://news.example/2","status":302,"location":"/1"}
)");
    ASSERT_TRUE(http);
    EXPECT_EQ(http->get(request("https://news.example/1")).error().code, Errc::unavailable);
}

TEST_F(Scripted, errors_name_file_and_line) {
    EXPECT_NE(read("{}\n").error().message.find("http.jsonl:1: no \"url\""), std::string::npos);
    EXPECT_NE(read("\nnonsense\n").error().message.find("http.jsonl:2: not a JSON object"), std::string::npos);
    EXPECT_NE(read(R"({"url":"https://x.example/","file":"../secret"})").error().message.find("leaves the folder"),
              std::string::npos);
}

TEST(ScriptedHttp, the_sample_days_can_be_read) {
    for (const char* day : {"day-1", "day-2"}) {
        const fs::path list = fs::path(NEWSLOOM_SOURCE_DIR) / "examples" / "sample-days" / day / "http.jsonl";
        auto http = ScriptedHttp::read(list);
        ASSERT_TRUE(http) << http.error().message;
        for (const std::string& url : http->urls()) {
            Request request;
            request.url = url;
            const auto answer = http->get(request);
            EXPECT_TRUE(answer || answer.error().code == Errc::unavailable) << url;
        }
    }
}

}  // namespace
}  // namespace newsloom::net
