// Inputs that nobody should have to read: each is named, nothing is lost, the run goes on.
#include <gmock/gmock.h>

#include "fault/day.h"

namespace newsloom::tests {
namespace {

using testing::HasSubstr;

const Instant kNow = parse_rfc3339("2026-03-12T06:00:00Z")->at;

pipeline::Newsloom open_in(const std::filesystem::path& folder) {
    pipeline::Options options;
    options.folder = folder / "store";
    options.site = folder / "site";
    auto news = pipeline::Newsloom::open(options);
    EXPECT_TRUE(news) << news.error().message;
    return std::move(*news);
}

std::string page(const std::string& words) {
    return "<!DOCTYPE html><html lang=en><head><title>The harbour of Skarvoy</title></head><body><article><h1>The "
           "harbour of Skarvoy</h1><p>" +
           words +
           "</p><p>The council of Skarvoy meets on Thursday to decide about the harbour, its speaker said on "
           "Monday.</p></article></body></html>";
}

TEST(BadInput, every_bad_page_is_named_and_the_good_ones_are_told) {
    const Folder folder;
    folder.write("p/01.html",
                 page("The harbour of Skarvoy was closed on Sunday night after a storm, the harbour master said."));
    folder.write("p/02.html", "");
    folder.write("p/03.html.gz", std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\x4c", 12));
    folder.write("p/04.html", "\xff\xfe\x00\xd8 not in any encoding \x80\x81\xfe\xff");
    folder.write("p/05.html", std::string(1000, '\0'));
    folder.write(
        "p/06.html",
        page("Zwei H\xe4"
             "fen wurden am Sonntag nach einem Sturm geschlossen, sagte die Verwaltung von Skarvoy."));  // Latin-1, not
                                                                                                         // said
    folder.write("p/07.json", "{");
    folder.write("p/07.html", page("Its JSON is broken, so nobody knows where this page came from, which is a pity."));
    const auto unreadable = folder.write("p/08.html", "x");
    std::filesystem::permissions(unreadable, std::filesystem::perms::none);
    std::filesystem::create_directory(folder.path() / "p/09.html");
    pipeline::Newsloom news = open_in(folder.path());
    const std::vector<std::string> what = {(folder.path() / "p").string()};
    const auto added = news.add(what, kNow);
    ASSERT_TRUE(added) << added.error().message;
    std::string failed;
    for (const pipeline::Failed& one : added->failed)
        failed += one.error.message + "\n";
    for (const char* file : {"02.html", "03.html.gz", "07.json", "09.html"})
        EXPECT_THAT(failed, HasSubstr(file));
    if (::geteuid() != 0) {
        EXPECT_THAT(failed, HasSubstr("08.html"));
    }
    EXPECT_THAT(failed, testing::Not(HasSubstr("01.html")));
    const auto run = news.run({.now = kNow});
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_GE(news.stories({.now = kNow})->size(), 1);
    EXPECT_GE(news.doctor(kNow)->size(), 3);
}

TEST(BadInput, a_page_of_200_mb_is_cut_and_the_run_goes_on) {
    const Folder folder;
    std::string large = "<html><body><p>";
    while (large.size() < 200 * kMiB)
        large += "words words <b>words</b> words &amp; <div>words</p> <table><tr><td>words ";
    folder.write("p/large.html", large);
    large.clear();
    large.shrink_to_fit();
    folder.write("p/small.html",
                 page("The harbour of Skarvoy was closed on Sunday night after a storm, the harbour master said."));
    pipeline::Newsloom news = open_in(folder.path());
    const std::vector<std::string> what = {(folder.path() / "p").string()};
    const auto added = news.add(what, kNow);
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(added->pages, 2);
    const auto run = news.run({.now = kNow});
    ASSERT_TRUE(run) << run.error().message;
    std::string all;
    const auto findings = *news.doctor(kNow);
    for (const pipeline::Finding& finding : findings)
        all += finding.what + "\n";
    EXPECT_THAT(all, HasSubstr("large.html: 200 MB, cut at 20 MB"));
    EXPECT_GE(news.stories({.now = kNow})->size(), 1);
}

TEST(BadInput, a_store_of_a_newer_version_is_refused_by_name_with_exit_code_1) {
    const Folder folder;
    const std::string input = folder.write("news.jsonl", invented_stream(3)).string();
    const auto here = folder.path() / "here";
    ASSERT_EQ(Process(here, 1, {input}).wait(), 0);
    {
        std::fstream file(here / "store/content.db", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(60);  // user_version in SQLite's header, big-endian
        file.write("\0\0\x03\xe7", 4);
    }
    Process process(here, 1, {input});
    EXPECT_EQ(process.wait(), 1);
    EXPECT_THAT(process.errors(), HasSubstr("wrong_version"));
    EXPECT_THAT(process.errors(), HasSubstr("content.db: schema version 999"));
}

TEST(BadInput, a_damaged_store_is_refused_by_name) {
    const Folder folder;
    const std::string input = folder.write("news.jsonl", invented_stream(3)).string();
    const auto here = folder.path() / "here";
    ASSERT_EQ(Process(here, 1, {input}).wait(), 0);
    std::string bytes = Folder::read(here / "store/content.db");
    for (std::size_t i = 4096; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 7);
    folder.write("here/store/content.db", bytes);
    Process process(here, 1, {input});
    EXPECT_EQ(process.wait(), 1);
    EXPECT_THAT(process.errors(), HasSubstr("bad_input"));
    EXPECT_THAT(process.errors(), HasSubstr("content.db"));
}

}  // namespace
}  // namespace newsloom::tests
