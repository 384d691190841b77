// A disk that is full: a clean refusal that names the file, and after there is room again the run ends as if nothing
// had been.
#include <gmock/gmock.h>
#include <sys/mount.h>

#include "fault/day.h"

namespace newsloom::tests {
namespace {

using testing::HasSubstr;

/// A small disk in memory; none when we may not mount.
class SmallDisk {
  public:
    SmallDisk(const std::filesystem::path& at, std::uint64_t bytes) : at_(at) {
        std::filesystem::create_directories(at);
        mounted_ = ::geteuid() == 0 && ::mount("tmpfs", at.c_str(), "tmpfs", 0, size(bytes).c_str()) == 0;
    }
    ~SmallDisk() {
        if (mounted_) ::umount2(at_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool is_there() const { return mounted_; }
    void grow(std::uint64_t bytes) {
        ASSERT_EQ(::mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT, size(bytes).c_str()), 0);
    }

  private:
    static std::string size(std::uint64_t bytes) { return "size=" + std::to_string(bytes); }
    std::filesystem::path at_;
    bool mounted_ = false;
};

TEST(FullDisk, is_refused_by_name_and_resumed_when_there_is_room) {
    const Folder folder;
    const std::string input = folder.write("news.jsonl", invented_stream(40)).string();
    ASSERT_EQ(Process(folder.path() / "undisturbed", 2, {input}).wait(), 0);
    const std::string expected = export_of(folder.path() / "undisturbed");
    int refused = 0;
    for (const std::uint64_t kib : {64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384}) {
        const auto here = folder.path() / "disk" / std::to_string(kib);
        SmallDisk disk(here.parent_path(), kib * 1024);
        if (!disk.is_there())
            GTEST_SKIP() << "skipped: mounting a small disk needs root; the file-size limit is tested instead";
        Process process(here, 2, {input});
        const int code = process.wait();
        if (code != 0) {
            ++refused;
            EXPECT_EQ(code, 1) << kib << " KiB: " << process.errors();
            // The message's file lies beside the folder, on the same disk, so it may be cut: the code is what counts
            // then.
            const std::string said = process.errors();
            if (!said.empty()) {
                EXPECT_THAT(said, HasSubstr("no_space")) << kib << " KiB";
            }
        }
        disk.grow(256ULL * 1024 * 1024);
        Process resumed(here, 2, {input});
        ASSERT_EQ(resumed.wait(), 0) << kib << " KiB: " << resumed.errors();
        const std::string bytes = export_of(here);
        EXPECT_EQ(bytes == expected, true) << kib << " KiB" << difference(expected, bytes);
    }
    EXPECT_GT(refused, 2);
}

TEST(FullDisk, a_file_size_limit_is_refused_by_name_and_resumed_without_it) {
    const Folder folder;
    const std::string input = folder.write("news.jsonl", invented_stream(40)).string();
    ASSERT_EQ(Process(folder.path() / "undisturbed", 2, {input}).wait(), 0);
    const std::string expected = export_of(folder.path() / "undisturbed");
    int refused = 0;
    for (const std::uint64_t kib : {64, 200, 400, 700, 1000, 1500, 3000}) {
        const auto here = folder.path() / std::to_string(kib);
        Process process(here, 2, {input}, kib * 1024);
        if (process.wait() != 0) {
            ++refused;
            EXPECT_THAT(process.errors(), HasSubstr("no_space")) << kib << " KiB";
            EXPECT_THAT(process.errors(), HasSubstr(here.string())) << kib << " KiB";
        }
        Process resumed(here, 2, {input});
        ASSERT_EQ(resumed.wait(), 0) << kib << " KiB: " << resumed.errors();
        const std::string bytes = export_of(here);
        EXPECT_EQ(bytes == expected, true) << kib << " KiB" << difference(expected, bytes);
    }
    EXPECT_GT(refused, 2);
}

}  // namespace
}  // namespace newsloom::tests
