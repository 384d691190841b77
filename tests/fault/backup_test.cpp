// A backup taken beside a run, restored elsewhere: what is restored runs to the same end, to the byte.
#include <thread>

#include "fault/day.h"

namespace newsloom::tests {
namespace {

TEST(Backup, taken_during_a_run_and_restored_elsewhere_gives_the_same_site) {
    const Folder folder;
    const std::string input = folder.write("news.jsonl", invented_stream(60)).string();
    const auto here = folder.path() / "here";
    Process process(here, 2, {input});
    std::vector<std::filesystem::path> backups;
    for (int i = 0; i < 2000 && backups.size() < 4; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (!std::filesystem::exists(here / "store/content.db")) continue;
        pipeline::Options options;
        options.folder = here / "store";
        auto reader = pipeline::Newsloom::open(options, pipeline::Access::read);
        if (!reader) continue;  // being made at this moment
        const auto file = folder.path() / ("backup-" + std::to_string(backups.size()));
        const auto done = reader->backup(file);
        ASSERT_TRUE(done) << done.error().message;
        backups.push_back(file);
    }
    ASSERT_EQ(process.wait(), 0) << process.errors();
    ASSERT_GE(backups.size(), 2U);
    const std::string expected = export_of(here);
    const auto site = files_of(here / "site");
    ASSERT_TRUE(site.contains("index.html"));
    for (const auto& backup : backups) {
        const auto there = folder.path() / (backup.filename().string() + ".restored");
        const auto restored = pipeline::restore(backup, there / "store");
        ASSERT_TRUE(restored) << restored.error().message;
        Process resumed(there, 2, {input});
        ASSERT_EQ(resumed.wait(), 0) << resumed.errors();
        const std::string bytes = export_of(there);
        EXPECT_EQ(bytes == expected, true) << backup << difference(expected, bytes);
        EXPECT_EQ(files_of(there / "site") == site, true) << backup << ": the sites differ";
    }
}

}  // namespace
}  // namespace newsloom::tests
