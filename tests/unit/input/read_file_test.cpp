#include "input/read_file.h"

#include <fstream>

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

namespace newsloom {
namespace {

std::string gzip(const std::string& bytes) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

TEST(ReadFile, reads_gzip_members_one_after_the_other) {
    EXPECT_EQ(*decompressed("x.gz", gzip("one ") + gzip("two")), "one two");
    EXPECT_EQ(*decompressed("x", "plain"), "plain");
}

TEST(ReadFile, a_truncated_gzip_is_an_error_that_names_the_file) {
    const std::string whole = gzip(std::string(100000, 'x') + "end");
    for (const std::size_t size : {std::size_t{3}, std::size_t{12}, whole.size() / 2, whole.size() - 1}) {
        const auto result = decompressed("page.html.gz", whole.substr(0, size));
        ASSERT_FALSE(result) << size;
        EXPECT_EQ(result.error().code, Errc::bad_input);
        EXPECT_TRUE(result.error().message.starts_with("page.html.gz: ")) << result.error().message;
    }
}

TEST(ReadFile, a_bomb_is_refused_at_the_limit) {
    const auto result = decompressed("bomb.gz", gzip(std::string(5 * kMiB, '\0')), kMiB);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::too_large);
}

TEST(ReadFile, reads_zstd_and_refuses_half_of_it) {
    const std::string text(100000, 'y');
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
    EXPECT_EQ(*decompressed("x.zst", packed), text);
    EXPECT_FALSE(decompressed("x.zst", packed.substr(0, packed.size() / 2)));
}

TEST(ReadFile, a_missing_file_is_not_found_and_named) {
    const auto result = read_file("/nonexistent/page.html");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::not_found);
    EXPECT_TRUE(result.error().message.starts_with("/nonexistent/page.html: "));
}

TEST(ReadFile, a_folder_is_an_error_not_an_empty_file) {
    const auto result = read_file("/tmp");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::unavailable);
}

}  // namespace
}  // namespace newsloom
