#include "input/warc.h"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include "shared.h"

namespace newsloom::warc {
namespace {

std::string http(const std::string& header, const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + header + "\r\n" + body;
}

std::string record(const std::string& block, const std::string& type = "response") {
    return "WARC/1.0\r\nWARC-Type: " + type +
           "\r\nWARC-Target-URI: https://post.example/a\r\nWARC-Date: 2026-03-09T10:00:00Z\r\n"
           "Content-Type: application/http; msgtype=response\r\nContent-Length: " +
           std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string gzip(const std::string& bytes) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(bytes.size() + 200, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    return out;
}

std::vector<Record> records_of(const std::string& bytes, const Options& options = {}) {
    const auto path = std::filesystem::temp_directory_path() / ("newsloom-warc-" + std::to_string(::getpid()));
    std::ofstream(path, std::ios::binary) << bytes;
    auto reader = Reader::open(path, options);
    std::vector<Record> result;
    EXPECT_TRUE(reader);
    while (auto one = reader->next())
        result.push_back(std::move(*one));
    std::filesystem::remove(path);
    return result;
}

TEST(Warc, gives_each_record_with_its_place_in_a_plain_file) {
    const std::string first = record(http("", "<p>one</p>"));
    const auto records = records_of(first + record(http("", "<p>two</p>")));
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].offset, 0U);
    EXPECT_EQ(records[1].offset, first.size());
    EXPECT_EQ(records[1].body, "<p>two</p>");
    EXPECT_EQ(records[1].url, "https://post.example/a");
    EXPECT_EQ(records[1].status, 200);
    EXPECT_EQ(records[1].media_type, "text/html; charset=utf-8");
}

TEST(Warc, the_place_in_a_gzip_file_is_that_of_the_member) {
    const std::string first = gzip(record(http("", "<p>one</p>")));
    const auto records = records_of(first + gzip(record(http("", "<p>two</p>"))));
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[1].offset, first.size());
    EXPECT_EQ(records[1].body, "<p>two</p>");
}

TEST(Warc, joins_chunks_and_undoes_packing) {
    const auto records =
        records_of(record(http("Transfer-Encoding: chunked\r\n", "4\r\n<p>a\r\n5\r\nb</p>\r\n0\r\n\r\n")) +
                   record(http("Content-Encoding: gzip\r\n", gzip("<p>packed</p>"))));
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].body, "<p>ab</p>");
    EXPECT_EQ(records[1].body, "<p>packed</p>");
}

TEST(Warc, what_says_chunks_but_has_none_stays_as_it_is) {
    const auto records = records_of(record(http("Transfer-Encoding: chunked\r\n", "<p>whole</p>")));
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(records[0].body, "<p>whole</p>");
}

TEST(Warc, goes_on_after_a_damaged_member) {
    std::string damaged = gzip(record(http("", std::string(3000, 'x') + "abcdefg")));
    for (std::size_t i = 12; i < 40; ++i)
        damaged[i] = static_cast<char>(~damaged[i]);
    const auto records = records_of(damaged + gzip(record(http("", "<p>whole</p>"))));
    ASSERT_FALSE(records.empty());
    bool whole = false;
    for (const Record& one : records)
        whole = whole || one.body == "<p>whole</p>";
    EXPECT_TRUE(whole);
}

TEST(Warc, says_that_a_file_ends_within_a_record) {
    const std::string bytes = record(http("", "<p>one</p>"));
    const auto records = records_of(bytes + bytes.substr(0, bytes.size() - 12));
    ASSERT_EQ(records.size(), 2U);
    EXPECT_FALSE(records[0].error);
    EXPECT_TRUE(records[1].error);
}

TEST(Warc, says_that_a_file_is_none) {
    const auto records = records_of("no such thing\n\nat all\n");
    ASSERT_EQ(records.size(), 1U);
    ASSERT_TRUE(records[0].error);
    EXPECT_EQ(records[0].error->message, "no WARC file");
    EXPECT_TRUE(records_of("").empty());
}

TEST(Warc, any_prefix_of_a_file_ends) {
    const std::string plain = record(http("", "<p>one</p>"));
    const std::string packed = gzip(plain) + gzip(plain);
    for (std::size_t size = 0; size <= packed.size(); ++size)
        EXPECT_LE(records_of(packed.substr(0, size)).size(), 3U);
    for (std::size_t size = 0; size <= plain.size(); ++size)
        EXPECT_LE(records_of(plain.substr(0, size)).size(), 1U);
}

TEST(Warc, keeps_no_more_of_a_body_than_it_may) {
    const auto records = records_of(record(http("", std::string(10000, 'x'))), {.most = 2000});
    ASSERT_EQ(records.size(), 1U);
    EXPECT_TRUE(records[0].cut);
    EXPECT_LE(records[0].body.size(), 2000U);
}

TEST(Warc, reads_the_samples_of_other_projects) {
    const auto folder = tests::shared() / "suites/warcio/test/data";
    NL_NEEDS_SHARED("suites/warcio/test/data");
    for (const auto& [name, pages] :
         {std::pair{"example.warc.gz", 1}, {"example.warc", 1}, {"example-wrong-chunks.warc.gz", 1}}) {
        auto reader = Reader::open(folder / name);
        ASSERT_TRUE(reader);
        int found = 0;
        while (const auto one = reader->next()) {
            EXPECT_FALSE(one->error) << name;
            if (one->type == "response" && one->body.find("Example Domain") != std::string::npos) ++found;
        }
        EXPECT_EQ(found, pages) << name;
    }
}

}  // namespace
}  // namespace newsloom::warc
