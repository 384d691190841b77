// Files are whole or not there, and never outside of the site.
#include "pipeline/detail/publisher.h"

#include <gmock/gmock.h>

#include "unit/pipeline/fixture.h"

namespace newsloom::pipeline {
namespace {

TEST(Publisher, writes_a_file_once_and_again_only_when_it_changed) {
    const tests::Folder folder;
    FolderPublisher site(folder.path() / "site");
    EXPECT_TRUE(*site.put("day/index.html", "one"));
    EXPECT_FALSE(*site.put("day/index.html", "one"));
    EXPECT_TRUE(*site.put("day/index.html", "two"));
    ASSERT_TRUE(site.finish());
    EXPECT_EQ(tests::Folder::read(folder.path() / "site/day/index.html"), "two");
}

TEST(Publisher, nothing_leads_out_of_the_site) {
    const tests::Folder folder;
    FolderPublisher site(folder.path() / "site");
    MemoryPublisher memory;
    for (const char* path : {"../x", "/etc/x", "a/../../x", ""}) {
        EXPECT_EQ(site.put(path, "x").error().code, Errc::refused) << path;
        EXPECT_EQ(memory.put(path, "x").error().code, Errc::refused) << path;
    }
}

TEST(Publisher, a_place_that_cannot_be_written_is_named) {
    const tests::Folder folder;
    folder.write("site", "a file where the folder should be");
    FolderPublisher site(folder.path() / "site");
    const auto failed = site.put("index.html", "x");
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, Errc::unavailable);
    EXPECT_THAT(failed.error().message, testing::HasSubstr("site"));
}

TEST(Publisher, what_a_killed_publisher_left_is_removed) {
    const tests::Folder folder;
    folder.write("site/day/x.html.newsloom-half-written", "ha");
    FolderPublisher site(folder.path() / "site");
    ASSERT_TRUE(site.finish());
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "site/day/x.html.newsloom-half-written"));
}

}  // namespace
}  // namespace newsloom::pipeline
