#include <algorithm>

#include "run_word.h"

namespace newsloom {
namespace {

using Words = tests::InFolder;

constexpr const char* kFeed = "<rss version='2.0'><channel><title>T</title></channel></rss>";

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> result;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        result.push_back(line);
    return result;
}

TEST_F(Words, wrong_usage_is_2_and_names_what_is_wrong) {
    EXPECT_EQ(run({}).code, 2);
    EXPECT_EQ(run({"nonsense"}).code, 2);
    EXPECT_EQ(run({"feed", "--nonsense", "x"}).code, 2);
    const auto nothing = run({"extract"});
    EXPECT_EQ(nothing.code, 2);
    EXPECT_NE(nothing.err.find("no FILE given"), std::string::npos);
}

TEST_F(Words, extract_names_what_it_cannot_read_and_goes_on) {
    const std::string page = write("page.html", "<p>The ferry ran aground off the island on Sunday evening.</p>");
    const std::string empty = write("empty.html", "");
    std::string bytes;
    for (int i = 0; i < 5000; ++i)
        bytes += static_cast<char>(i * i % 251);
    const std::string binary = write("picture.html", bytes);
    const auto ran = run({"extract", empty, binary, "absent.html", page});
    EXPECT_EQ(ran.code, 3);
    const auto lines = lines_of(ran.out);
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_NE(lines[0].find("the page has no text"), std::string::npos) << lines[0];
    EXPECT_NE(lines[1].find("neither HTML nor text: binary data"), std::string::npos) << lines[1];
    EXPECT_NE(lines[2].find("not_found"), std::string::npos) << lines[2];
    EXPECT_NE(lines[3].find("The ferry ran aground"), std::string::npos) << lines[3];

    const auto no_page = run({"extract", "--warc", binary});
    EXPECT_EQ(no_page.code, 3);
    EXPECT_NE(no_page.out.find("\"error\""), std::string::npos) << no_page.out;
    const auto no_list = run({"extract", "--files-from", empty});
    EXPECT_EQ(no_list.code, 2);
    EXPECT_NE(no_list.err.find("--files-from " + empty + ": no file is named in it"), std::string::npos) << no_list.err;
    for (const char* url : {"not a url", "ftp://post.example/a", "post.example/a"}) {
        const auto wrong = run({"extract", "--url", url, page});
        EXPECT_EQ(wrong.code, 2) << url;
        EXPECT_NE(wrong.err.find("--url: "), std::string::npos) << wrong.err;
    }
    EXPECT_EQ(run({"extract", "--url", "https://post.example/a", page}).code, 0);
}

TEST_F(Words, help_is_everywhere_and_has_an_example) {
    for (const char* word : {"demo",    "init",      "add",     "sources", "run",         "stories", "show",
                             "explain", "search",    "export",  "edition", "subscribers", "doctor",  "config",
                             "backup",  "restore",   "html",    "extract", "feed",        "opml",    "robots",
                             "dedup",   "attribute", "cluster", "story",   "schema",      "voices",  "warc"}) {
        const auto ran = run({word, "--help"});
        EXPECT_EQ(ran.code, 0) << word;
        EXPECT_NE(ran.out.find("Example:\n  newsloom"), std::string::npos) << word << ran.out;
    }
    EXPECT_EQ(run({"--version"}).code, 0);
}

TEST_F(Words, an_input_that_fails_is_named_in_its_place_and_the_run_goes_on) {
    const std::string good = write("good.xml", kFeed);
    const auto ran = run({"feed", good, "absent.xml", good});
    EXPECT_EQ(ran.code, 3);
    const auto lines = lines_of(ran.out);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_NE(lines[1].find(R"("input":"absent.xml","error":{"code":"not_found")"), std::string::npos) << lines[1];
    EXPECT_NE(lines[2].find("\"title\":\"T\""), std::string::npos);
}

std::string record_of(const std::string& type, const std::string& body, const std::string& status = "200 OK") {
    const std::string block = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n\r\n" + body;
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\n"
           "WARC-Date: 2026-03-09T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: " +
           std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

TEST_F(Words, pages_of_a_warc_file_are_named_by_file_and_offset) {
    const std::string picture = record_of("image/png", "x");
    const std::string page = record_of("text/html", "<h1>Ferry aground</h1><p>The ferry ran aground on Sunday.</p>");
    write("crawl.warc", picture + record_of("text/html", "<p>gone</p>", "404 Not Found") + page);
    const auto ran = run({"extract", "--warc", "crawl.warc"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    const auto lines = lines_of(ran.out);
    ASSERT_EQ(lines.size(), 1U) << ran.out;
    EXPECT_NE(lines[0].find(R"("input":"crawl.warc#)"), std::string::npos) << lines[0];
    EXPECT_NE(lines[0].find(R"("url":"https://post.example/a")"), std::string::npos);
    EXPECT_NE(lines[0].find("The ferry ran aground"), std::string::npos);
    const auto records = run({"warc", "crawl.warc"});
    EXPECT_EQ(lines_of(records.out).size(), 3U) << records.out;
    EXPECT_EQ(run({"extract", "page.html", "--warc", "crawl.warc"}).code, 2);
    EXPECT_EQ(run({"extract", "--warc", "absent.warc"}).code, 3);
}

TEST_F(Words, answers_come_in_input_order_whatever_jobs_is) {
    std::string list;
    for (int i = 0; i < 60; ++i)
        list += write("f" + std::to_string(i) + ".xml",
                      "<rss><channel><title>" + std::to_string(i) + "</title></channel></rss>") +
                "\thttps://x.example/" + std::to_string(i) + "\n";
    write("list.tsv", list);
    const auto one = run({"feed", "--files-from", "list.tsv", "--jobs", "1"});
    const auto eight = run({"feed", "--files-from", "list.tsv", "--jobs", "8"});
    EXPECT_EQ(one.code, 0);
    EXPECT_EQ(one.out, eight.out);
    EXPECT_EQ(lines_of(one.out).size(), 60U);
}

TEST_F(Words, a_minus_is_standard_input) {
    const auto ran = run({"feed", "-"}, kFeed);
    EXPECT_EQ(ran.code, 0);
    EXPECT_NE(ran.out.find("\"input\":\"-\""), std::string::npos);
}

TEST_F(Words, robots_answers_one_line_per_url) {
    write("robots.txt", "user-agent: *\ndisallow: /private\n");
    const auto ran =
        run({"robots", "--agent", "Newsloom", "robots.txt", "https://x.example/private/1", "https://x.example/"});
    EXPECT_EQ(ran.code, 0);
    const auto lines = lines_of(ran.out);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_NE(lines[0].find(R"("allowed":false,"rule":"disallow: /private")"), std::string::npos) << lines[0];
    EXPECT_NE(lines[1].find(R"("allowed":true,"rule":null)"), std::string::npos);
}

constexpr const char* kArticles =
    R"({"id":"b","time":"2026-03-09T06:00:00Z","lang":"en","title":"Ferry late","text":"The ferry was late, Ines Kerr said.","source":"echo"}
{"id":7,"time":null,"lang":"en","title":"Ferry","text":"\"We are sorry,\" said Ines Kerr, the captain.","source":"post"}
not json
{"id":"c","title":"No text"}
)";

TEST_F(Words, article_words_keep_ids_order_and_errors) {
    write("a.jsonl", kArticles);
    for (const char* word : {"dedup", "attribute", "cluster"}) {
        const auto ran = run({word, "a.jsonl"});
        EXPECT_EQ(ran.code, 3) << word << ran.err;
        const auto lines = lines_of(ran.out);
        ASSERT_EQ(lines.size(), 4U) << word << ran.out;
        EXPECT_NE(lines[0].find("\"id\":\"b\""), std::string::npos);
        EXPECT_NE(lines[1].find("\"id\":7"), std::string::npos);
        EXPECT_NE(lines[2].find("\"input\":\"a.jsonl:3\",\"error\""), std::string::npos) << lines[2];
        EXPECT_NE(lines[3].find("no \\\"text\\\""), std::string::npos) << lines[3];
    }
}

TEST_F(Words, story_takes_the_clusters_of_the_cluster_word) {
    write("a.jsonl", R"({"id":"x","text":"One thing happened.","source":"echo"}
{"id":"y","text":"Another thing happened.","source":"post"}
)");
    write("c.jsonl", R"({"id":"x","story":4}
{"id":"y","story":9}
)");
    const auto one = run({"story", "a.jsonl"});
    EXPECT_EQ(one.code, 0) << one.err;
    EXPECT_EQ(lines_of(one.out).size(), 1U);
    const auto two = run({"story", "--clusters", "c.jsonl", "a.jsonl"});
    EXPECT_EQ(lines_of(two.out).size(), 2U);
    EXPECT_NE(two.out.find("\"cluster\":\"9\""), std::string::npos);
}

TEST_F(Words, every_schema_is_listed_and_printed) {
    const auto list = run({"schema"});
    EXPECT_EQ(list.code, 0);
    const auto words = lines_of(list.out);
    EXPECT_GE(words.size(), 10U);
    for (const std::string& word : words) {
        const auto schema = run({"schema", word});
        EXPECT_EQ(schema.code, 0);
        EXPECT_NE(schema.out.find("newsloom/" + word + "/1"), std::string::npos) << word;
    }
    EXPECT_EQ(run({"schema", "nonsense"}).code, 2);
}

TEST_F(Words, a_closed_pipe_ends_quietly) {
    std::string list;
    const std::string feed = write("f.xml", kFeed);
    for (int i = 0; i < 5000; ++i)
        list += feed + "\n";
    write("list", list);
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        ::dup2(ends[1], STDOUT_FILENO);
        if (std::freopen(path(".err").c_str(), "wb", stderr) == nullptr || ::chdir(folder_.c_str()) != 0) ::_exit(99);
        std::vector<std::string> words{"newsloom", "feed", "--files-from", "list"};
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        const int code = cli::run(4, arguments.data());
        std::fflush(nullptr);
        ::_exit(code);
    }
    ::close(ends[1]);
    char byte = 0;
    EXPECT_EQ(::read(ends[0], &byte, 1), 1);
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_EQ(tests::file_text(path(".err")), "");
}

TEST_F(Words, markdown_escapes_what_would_be_markup) {
    const auto ran = run({"extract", "--input", "text", "--format", "markdown", "-"},
                         "The *first* paragraph of this report is long enough to be read as one.\n"
                         "1. A second paragraph that looks like a list [but] is none of that kind.\n");
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.out.find("The \\*first\\* paragraph"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("1\\. A second paragraph that looks like a list \\[but\\]"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace newsloom
