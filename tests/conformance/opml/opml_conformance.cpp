/// Public OPML files, most of them not well-formed: every xmlUrl that stands in the bytes must come out.
#include <algorithm>
#include <filesystem>
#include <set>

#include <gtest/gtest.h>

#include "feed/opml.h"
#include "input/read_file.h"
#include "shared.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;

/// What a plain search finds: xmlUrl="..." with the five references decoded.
std::set<std::string> urls_in(const std::string& bytes) {
    std::set<std::string> result;
    const std::string key = "xmlUrl=\"";
    for (std::size_t at = bytes.find(key); at != std::string::npos; at = bytes.find(key, at)) {
        at += key.size();
        std::string url = bytes.substr(at, bytes.find('"', at) - at);
        for (std::size_t amp = url.find("&amp;"); amp != std::string::npos; amp = url.find("&amp;", amp + 1))
            url.replace(amp, 5, "&");
        while (url.ends_with(' '))
            url.pop_back();
        while (url.starts_with(' '))
            url.erase(0, 1);
        if (!url.empty()) result.insert(url);
    }
    return result;
}

TEST(OpmlConformance, every_feed_of_public_files_is_read) {
    NL_NEEDS_SHARED("suites/opml");
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(tests::shared() / "suites/opml")) {
        if (file.path().extension() == ".opml") files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    std::size_t feeds = 0;
    std::size_t whole = 0;
    std::size_t tolerant = 0;
    for (const auto& path : files) {
        const auto bytes = read_file(path);
        ASSERT_TRUE(bytes);
        const auto opml = feed::parse_opml(*bytes);
        ASSERT_TRUE(opml) << path << opml.error().message;
        std::set<std::string> read;
        for (const auto& feed : opml->feeds)
            read.insert(feed.feed_url);
        const auto expected = urls_in(*bytes);
        std::vector<std::string> missing;
        std::set_symmetric_difference(read.begin(), read.end(), expected.begin(), expected.end(),
                                      std::back_inserter(missing));
        EXPECT_TRUE(missing.empty()) << path << ": " << missing.size() << " differ, e.g. " << missing.front();
        whole += read == expected ? 1 : 0;
        feeds += read.size();
        tolerant += std::any_of(opml->problems.begin(), opml->problems.end(),
                                [](const std::string& p) { return p.find("well-formed") != std::string::npos; })
                        ? 1
                        : 0;
    }
    std::printf("opml: %zu of %zu files whole, %zu feeds, %zu files read tolerantly\n", whole, files.size(), feeds,
                tolerant);
}

}  // namespace
}  // namespace newsloom
