// kill -9 at random moments, then resume: the result is that of an undisturbed run, byte for byte, and what readers see
// in between is whole.
#include <cstdlib>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "fault/day.h"
#include "store/sqlite/connection.h"

namespace newsloom::tests {
namespace {

/// How many kills: NEWSLOOM_KILLS, else 20.
int kills_wanted() {
    const char* text = std::getenv("NEWSLOOM_KILLS");
    return text != nullptr ? std::atoi(text) : 20;
}

int events_wanted() {
    const char* text = std::getenv("NEWSLOOM_EVENTS");
    return text != nullptr ? std::atoi(text) : 60;
}

/// The files that a page links to, within the site.
std::vector<std::string> links_of(const std::string& path, const std::string& bytes) {
    std::vector<std::string> links;
    for (std::size_t at = bytes.find("href=\""); at != std::string::npos; at = bytes.find("href=\"", at + 1)) {
        std::string link = bytes.substr(at + 6, bytes.find('"', at + 6) - at - 6);
        link = link.substr(0, link.find('#'));
        if (link.empty() || link.find(':') != std::string::npos || link.starts_with("//")) continue;
        auto target = std::filesystem::path(path).parent_path() / link;
        if (link.ends_with("/")) target /= "index.html";
        links.push_back(target.lexically_normal().string());
    }
    return links;
}

/// What a reader can reach from the front page is there, and every page is whole.
void expect_whole_site(const std::filesystem::path& site) {
    const auto files = files_of(site);
    for (const auto& [path, bytes] : files)
        EXPECT_TRUE(!path.ends_with(".html") || bytes.find("</html>") != std::string::npos) << path << " is torn";
    if (!files.contains("index.html")) return;  // nothing is published yet
    std::set<std::string> seen = {"index.html"};
    std::vector<std::string> open = {"index.html"};
    while (!open.empty()) {
        const std::string path = open.back();
        open.pop_back();
        for (const std::string& link : links_of(path, files.at(path))) {
            if (!seen.insert(link).second) continue;
            EXPECT_TRUE(files.contains(link)) << path << " links to " << link;
            if (files.contains(link) && link.ends_with(".html")) open.push_back(link);
        }
    }
}

TEST(Kill, a_run_killed_at_random_moments_and_resumed_ends_as_an_undisturbed_one) {
    const Folder folder;
    const std::string input = folder.write("news.jsonl", invented_stream(events_wanted())).string();
    const auto began = std::chrono::steady_clock::now();
    ASSERT_EQ(Process(folder.path() / "undisturbed", 2, {input}).wait(), 0)
        << Folder::read(folder.path() / "undisturbed.errors");
    const auto whole = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const std::string expected = export_of(folder.path() / "undisturbed");
    const auto expected_site = files_of(folder.path() / "undisturbed/site");
    ASSERT_GT(expected.size(), 10'000);
    expect_whole_site(folder.path() / "undisturbed/site");

    std::mt19937 random(8);
    int kills = 0;
    for (int round = 0; kills < kills_wanted(); ++round) {
        const auto here = folder.path() / ("round-" + std::to_string(round));
        while (true) {
            Process process(here, 2, {input});
            // Within a third of what the whole takes, so that a round sees several kills; each fourth in the first
            // moments, while the databases are made.
            const double most = random() % 4 == 0 ? whole / 40 : whole / 3;
            std::this_thread::sleep_for(
                std::chrono::duration<double>(most * static_cast<double>(random() % 1000) / 1000));
            if (kills < kills_wanted()) process.kill();
            const int code = process.wait();
            if (code == 0) break;
            ASSERT_EQ(code, -SIGKILL) << process.errors();
            ++kills;
            expect_whole_site(here / "site");
        }
        const std::string resumed = export_of(here);
        ASSERT_EQ(resumed == expected, true)
            << "round " << round << ", " << kills << " kills" << difference(expected, resumed);
        EXPECT_EQ(files_of(here / "site") == expected_site, true) << "the sites differ in round " << round;
        std::filesystem::remove_all(here);
    }
    std::printf("%d kills, each resumed; an undisturbed run takes %.2f s\n", kills, whole);
}

TEST(Kill, a_store_of_an_older_schema_killed_while_it_is_migrated_ends_as_an_undisturbed_one) {
    const Folder folder;
    const std::string input = folder.write("news.jsonl", invented_stream(20)).string();
    const auto whole = folder.path() / "whole";
    ASSERT_EQ(Process(whole, 2, {input}).wait(), 0);
    const std::string expected = export_of(whole);
    {  // The content as it was before its second schema step.
        auto old = store::Connection::open(whole / "store/content.db", store::Connection::Open::existing);
        ASSERT_TRUE(old) << old.error().message;
        const auto done = old->run(
            "ALTER TABLE link DROP COLUMN etag; ALTER TABLE link DROP COLUMN last_modified; PRAGMA user_version = 1;");
        ASSERT_TRUE(done) << done.error().message;
    }
    std::mt19937 random(9);
    int kills = 0;
    for (int round = 0; round < 20; ++round) {
        const auto here = folder.path() / ("round-" + std::to_string(round));
        std::filesystem::copy(whole, here, std::filesystem::copy_options::recursive);
        Process process(here, 2, {input});
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
        process.kill();
        if (process.wait() == -SIGKILL) ++kills;
        ASSERT_EQ(Process(here, 2, {input}).wait(), 0);
        const std::string resumed = export_of(here);
        EXPECT_EQ(resumed == expected, true) << difference(expected, resumed);
        std::filesystem::remove_all(here);
    }
    EXPECT_GT(kills, 10);
}

TEST(Kill, one_two_and_eight_threads_give_the_same_bytes) {
    const Folder folder;
    const std::string input = folder.write("news.jsonl", invented_stream(events_wanted())).string();
    std::string expected;
    std::map<std::string, std::string> expected_site;
    for (const unsigned jobs : {1U, 2U, 8U}) {
        const auto here = folder.path() / std::to_string(jobs);
        ASSERT_EQ(Process(here, jobs, {input}).wait(), 0) << Folder::read(here.string() + ".errors");
        const std::string bytes = export_of(here);
        const auto site = files_of(here / "site");
        if (expected.empty()) {
            expected = bytes;
            expected_site = site;
        }
        EXPECT_EQ(bytes == expected, true) << jobs << " threads" << difference(expected, bytes);
        EXPECT_EQ(site == expected_site, true) << jobs << " threads";
    }
}

TEST(Kill, a_killed_runner_leaves_no_lock_behind) {
    const Folder folder;
    const std::string input = folder.write("news.jsonl", invented_stream(10)).string();
    const auto here = folder.path() / "here";
    Process first(here, 1, {input});
    for (int i = 0; i < 200 && !std::filesystem::exists(here / "store/ledger.db"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    Process second(here, 1, {input});
    const int code = second.wait();
    EXPECT_TRUE(code == 75 || code == 0) << code << second.errors();  // 0: the first had ended already
    if (code == 75) {
        EXPECT_THAT(second.errors(), testing::HasSubstr("is held by process"));
    }
    first.kill();
    first.wait();
    EXPECT_EQ(Process(here, 1, {input}).wait(), 0);
}

}  // namespace
}  // namespace newsloom::tests
