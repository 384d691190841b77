// The same articles with the same first_seen: the same bytes in 2 batches, in 200, and with kills between them; ids
// that were printed resolve for good; another version of a stage keeps the ids of stories that stayed as they were.
#include <algorithm>
#include <cstdlib>
#include <set>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>

#include "fault/day.h"
#include "store/sqlite/connection.h"

namespace newsloom::tests {
namespace {

struct Batch {
    Instant now;
    std::string file;
};

std::string time_of(const std::string& line) {
    const std::size_t at = line.find(R"("time":")") + 8;
    return line.substr(at, line.find('"', at) - at);
}

/// The stream stretched over nine days, cut into `count` pieces of whole hours, for an hour is an epoch: when a run
/// ends within one, the second pass looks at what is there (docs/decisions/0005). Each is worked on when its last hour
/// ends.
std::vector<Batch> in_batches(const Folder& folder, const std::string& name, std::int64_t count) {
    const Instant start = parse_rfc3339("2026-03-09T00:00:00Z")->at;
    constexpr std::int64_t kHours = 250;
    std::vector<std::string> pieces(static_cast<std::size_t>(count));
    std::vector<std::pair<Instant, std::string>> lines;
    std::istringstream stream(invented_stream(75));
    for (std::string line; std::getline(stream, line);) {
        const Instant time = start + 3 * (parse_rfc3339(time_of(line))->at - start);
        line.replace(line.find(time_of(line)), time_of(line).size(), to_rfc3339(time));
        lines.emplace_back(time, line + "\n");
    }
    std::sort(lines.begin(), lines.end());
    for (const auto& [time, line] : lines) {
        const std::int64_t hour = (time - start) / std::chrono::hours(1);
        EXPECT_LT(hour, kHours);
        std::size_t piece = 0;  // that of the hour, by the same rounding as below
        while (kHours * static_cast<std::int64_t>(piece + 1) / count <= hour)
            ++piece;
        pieces[piece] += line;
    }
    std::vector<Batch> batches;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto hours = std::chrono::hours(kHours * static_cast<std::int64_t>(i + 1) / count);
        batches.push_back({start + hours - std::chrono::seconds(1),
                           folder.write(name + "-" + std::to_string(i) + ".jsonl", pieces[i]).string()});
    }
    return batches;
}

std::vector<std::string> words_of(const std::vector<Batch>& batches) {
    std::vector<std::string> words{"--batches"};
    for (const Batch& batch : batches)
        words.push_back(to_rfc3339(batch.now) + "=" + batch.file);
    return words;
}

/// How often a story was told anew depends on the runs: its version does not count here.
std::string without_versions(std::string bytes) {
    constexpr std::string_view key = "\"version\":";
    for (std::size_t at = bytes.find(key); at != std::string::npos; at = bytes.find(key, at + 1)) {
        const std::size_t begin = at + key.size();
        bytes.replace(begin, bytes.find_first_not_of("0123456789", begin) - begin, "_");
    }
    return bytes;
}

TEST(Stability, two_batches_and_two_hundred_and_kills_between_give_the_same_bytes) {
    const Folder folder;
    const auto two = folder.path() / "two";
    ASSERT_EQ(Process(two, 2, words_of(in_batches(folder, "two", 2))).wait(), 0)
        << Folder::read(two.string() + ".errors");
    const std::string expected = without_versions(export_of(two));
    ASSERT_GT(expected.size(), 10'000);

    const auto many = folder.path() / "many";
    const auto words = words_of(in_batches(folder, "many", 200));
    const auto began = std::chrono::steady_clock::now();
    ASSERT_EQ(Process(many, 2, words).wait(), 0) << Folder::read(many.string() + ".errors");
    const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - began;
    const std::string bytes = without_versions(export_of(many));
    EXPECT_EQ(bytes == expected, true) << difference(expected, bytes);

    const auto killed = folder.path() / "killed";
    std::mt19937 random(5);
    int kills = 0;
    for (int code = -1; code != 0;) {
        Process process(killed, 2, words);
        std::this_thread::sleep_for(whole / 4 * (static_cast<double>(random() % 1000) / 1000));
        if (kills < 8) process.kill();
        code = process.wait();
        ASSERT_TRUE(code == 0 || code == -SIGKILL) << process.errors();
        kills += code == -SIGKILL ? 1 : 0;
    }
    EXPECT_GE(kills, 5);
    const std::string resumed = without_versions(export_of(killed));
    EXPECT_EQ(resumed == expected, true) << kills << " kills" << difference(expected, resumed);
}

pipeline::Newsloom open_in(const std::filesystem::path& folder) {
    pipeline::Options options;
    options.folder = folder / "store";
    options.site = folder / "site";
    options.jobs = 2;
    auto made = pipeline::Newsloom::open(options);
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
}

TEST(Stability, an_id_printed_in_an_edition_resolves_after_every_later_batch) {
    const Folder folder;
    pipeline::Newsloom news = open_in(folder.path());
    std::set<StoryId> printed;
    std::size_t asked = 0;
    std::optional<Date> day;
    for (const Batch& batch : in_batches(folder, "batch", 50)) {
        ASSERT_TRUE(news.add(std::span(&batch.file, 1), batch.now));
        ASSERT_TRUE(news.run({.now = batch.now}));
        for (const StoryId id : printed) {
            const auto shown = news.show(id, batch.now);
            ASSERT_TRUE(shown) << id.value << " after " << to_rfc3339(batch.now) << ": " << shown.error().message;
            EXPECT_FALSE(shown->story.articles.empty());
            ++asked;
        }
        if (day == date_of(batch.now)) continue;
        day = date_of(batch.now);
        const auto edition = news.compose({.day = *day, .now = batch.now});
        ASSERT_TRUE(edition) << edition.error().message;
        for (const PrintedStory& story : edition->edition.stories)
            printed.insert(story.story);
    }
    EXPECT_GT(printed.size(), 10);
    EXPECT_GT(asked, 100);
}

/// Which documents make which story.
std::map<std::set<std::int64_t>, StoryId> stories_in(pipeline::Newsloom& news, Instant now) {
    std::map<std::set<std::int64_t>, StoryId> stories;
    const auto all = news.stories({.now = now, .since = Instant{}, .most = 10'000});
    EXPECT_TRUE(all);
    if (!all) return stories;
    for (const auto& one : *all) {
        std::set<std::int64_t> documents;
        for (const DocumentId id : one.story.documents)
            documents.insert(id.value);
        stories[documents] = one.story.id;
    }
    return stories;
}

TEST(Stability, another_version_of_a_stage_keeps_the_ids_of_stories_that_stayed_as_they_were) {
    const Folder folder;
    const auto batches = in_batches(folder, "batch", 8);
    const Instant now = batches.back().now;
    std::map<std::set<std::int64_t>, StoryId> before;
    {
        pipeline::Newsloom news = open_in(folder.path());
        for (const Batch& batch : batches) {
            ASSERT_TRUE(news.add(std::span(&batch.file, 1), batch.now));
            ASSERT_TRUE(news.run({.now = batch.now}));
        }
        before = stories_in(news, now);
        ASSERT_GT(before.size(), 30);
    }
    for (const std::string stage : {"collapse", "cluster"}) {
        {  // As if an older version of the stage had made what is there.
            auto content =
                store::Connection::open(folder.path() / "store/content.db", store::Connection::Open::existing);
            ASSERT_TRUE(content) << content.error().message;
            const auto done = content->run("UPDATE stage_made SET made_by = 'older/0' WHERE stage = '" + stage + "';");
            ASSERT_TRUE(done) << done.error().message;
        }
        pipeline::Newsloom news = open_in(folder.path());
        const auto report = news.run({.now = now});
        ASSERT_TRUE(report) << report.error().message;
        ASSERT_FALSE(report->stages.empty()) << stage;
        const auto after = stories_in(news, now);
        std::size_t unchanged = 0, kept = 0;
        for (const auto& [documents, id] : before) {
            const auto found = after.find(documents);
            if (found != after.end()) {
                ++unchanged;
                kept += found->second == id ? 1 : 0;
            }
            EXPECT_TRUE(news.show(id, now)) << stage << ": story " << id.value;
        }
        EXPECT_GE(unchanged * 10, before.size() * 9) << stage;
        EXPECT_GE(static_cast<double>(kept), 0.95 * static_cast<double>(unchanged))
            << stage << ": " << kept << " of " << unchanged << " unchanged stories kept their ids";
    }
}

}  // namespace
}  // namespace newsloom::tests
