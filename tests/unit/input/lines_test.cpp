#include "input/lines.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

namespace newsloom {
namespace {

class Lines : public testing::Test {
  protected:
    void SetUp() override {
        path_ = std::filesystem::temp_directory_path() / ("newsloom_lines_" + std::to_string(::getpid()));
    }
    void TearDown() override { std::filesystem::remove(path_); }

    void write(const std::string& bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }

    void write_gzip(const std::string& bytes) const {
        gzFile file = gzopen(path_.c_str(), "wb");
        gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
        gzclose(file);
    }

    /// The lines, and the error's message at the end if there was one.
    [[nodiscard]] std::vector<std::string> all(std::size_t longest = kMiB) const {
        std::vector<std::string> result;
        auto reader = LineReader::open(path_, longest);
        if (!reader) return {"error: " + reader.error().message};
        for (;;) {
            auto line = reader->next();
            if (!line) {
                result.push_back("error: " + line.error().message);
                return result;
            }
            if (!*line) return result;
            result.push_back(**line);
        }
    }

    std::filesystem::path path_;
};

TEST_F(Lines, come_without_their_ends_and_the_last_needs_none) {
    write("one\ntwo\r\n\nfour");
    EXPECT_EQ(all(), (std::vector<std::string>{"one", "two", "", "four"}));
    write("one\n");
    EXPECT_EQ(all(), std::vector<std::string>{"one"});
    write("");
    EXPECT_TRUE(all().empty());
}

TEST_F(Lines, of_a_gzip_file_longer_than_any_buffer) {
    std::string text;
    for (int i = 0; i < 100000; ++i)
        text += "line " + std::to_string(i) + "\n";
    write_gzip(text);
    const auto lines = all();
    ASSERT_EQ(lines.size(), 100000U);
    EXPECT_EQ(lines.back(), "line 99999");
}

TEST_F(Lines, before_a_truncation_are_given_and_then_the_error_names_file_and_line) {
    std::string text;
    for (int i = 0; i < 100000; ++i)
        text += "line " + std::to_string(i * 7919 % 100003) + "\n";
    write_gzip(text);
    std::filesystem::resize_file(path_, std::filesystem::file_size(path_) / 2);
    const auto lines = all();
    EXPECT_GT(lines.size(), 1000U);
    EXPECT_NE(lines.back().find("the gzip data ends too early"), std::string::npos) << lines.back();
    EXPECT_NE(lines.back().find(path_.string() + ":"), std::string::npos);
}

TEST_F(Lines, over_the_limit_are_refused) {
    write("short\n" + std::string(3 * kMiB, 'x') + "\n");
    const auto lines = all();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_NE(lines[1].find(":2: a line over 1 MB"), std::string::npos) << lines[1];
}

}  // namespace
}  // namespace newsloom
