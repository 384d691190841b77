// What comes in: pages once, revisions as new versions, and bad input named without harm to the rest.
#include "pipeline/detail/ingest.h"

#include <gmock/gmock.h>

#include "pipeline/detail/outlets.h"
#include "store/compress.h"
#include "unit/pipeline/fixture.h"

namespace newsloom::pipeline {
namespace {

using testing::HasSubstr;

const Instant kNow = at("2026-03-09T06:00:00Z");

AddReport add(Engine& engine, std::vector<std::string> what, Instant now = kNow) {
    engine.now = now;
    auto report = add_what(engine, what, now);
    EXPECT_TRUE(report) << report.error().message;
    return *report;
}

TEST(Ingest, a_folder_of_pages_takes_their_urls_from_the_json_beside_them) {
    const tests::Folder folder;
    folder.write("p/0001.html", "<p>One</p>");
    folder.write(
        "p/0001.json",
        R"({"url":"https://harbour-post.example/a?utm_source=x","publisher":"Harbour Post","crawl_date":"2026-03-08 05:00:00.25"})");
    folder.write("p/0002.html", "<p>Two</p>");
    Bench bench;
    const AddReport report = add(bench.engine, {(folder.path() / "p").string()});
    EXPECT_EQ(report.pages, 2);
    EXPECT_TRUE(report.failed.empty());
    const auto documents = *store::select<store::DocumentRow>(bench.content);
    EXPECT_EQ(documents[0].url, "https://harbour-post.example/a");
    const auto pages = *store::select<store::PageRow>(bench.content);
    EXPECT_EQ(pages[0].fetched, at("2026-03-08T05:00:00Z"));
    EXPECT_EQ(pages[1].fetched, kNow);
    EXPECT_TRUE(pages[0].outlet);
    EXPECT_FALSE(pages[1].outlet);  // a page without an address is nobody's
    EXPECT_EQ(*store::count<store::TodoRow>(bench.content), 2);
}

TEST(Ingest, the_same_body_again_is_no_new_page_and_another_one_is_a_new_version) {
    const tests::Folder folder;
    folder.write("1.json", R"({"url":"https://a.example/1"})");
    const auto page = folder.write("1.html", "<p>One</p>").string();
    Bench bench;
    EXPECT_EQ(add(bench.engine, {page}).pages, 1);
    EXPECT_EQ(add(bench.engine, {page}).unchanged, 1);
    folder.write("1.html", "<p>One, corrected</p>");
    const AddReport report = add(bench.engine, {page});
    EXPECT_EQ(report.pages, 1);
    EXPECT_EQ(report.revised, 1);
    const auto documents = *store::select<store::DocumentRow>(bench.content);
    ASSERT_EQ(documents.size(), 1);
    EXPECT_EQ(documents[0].versions, 2);
    EXPECT_EQ(documents[0].page, PageId(2));
}

TEST(Ingest, the_body_comes_back_byte_for_byte) {
    const tests::Folder folder;
    const std::string body("<p>\xff\x00 bytes</p>", 16);
    Bench bench;
    add(bench.engine, {folder.write("1.html", body).string()});
    const auto stored = *store::get<store::PageBodyRow>(bench.content, PageId(1));
    EXPECT_EQ(*store::decompress(stored->zstd.bytes, 1000), body);
}

TEST(Ingest, articles_of_a_jsonl_file_have_their_own_time_and_outlet) {
    const tests::Folder folder;
    const auto file = folder.write(
        "news.jsonl", small_stream() + R"({"id":"x","time":"2026-01-01","title":"T","text":"No outlet."})" + "\n");
    Bench bench;
    EXPECT_EQ(add(bench.engine, {file.string()}).pages, 7);
    const auto pages = *store::select<store::PageRow>(bench.content);
    EXPECT_EQ(pages[0].fetched, at("2026-03-09T05:10:00Z"));
    EXPECT_EQ(pages[0].media_type, kArticleMediaType);
    EXPECT_EQ(pages[0].outlet, pages[3].outlet);
    EXPECT_EQ(pages[6].fetched, at("2026-01-01T00:00:00Z"));
    EXPECT_EQ(pages[6].url, "urn:newsloom:x");
    EXPECT_FALSE(pages[6].outlet);
    EXPECT_EQ(store::select<store::OutletRow>(bench.ledger)->size(), 3);
}

TEST(Ingest, bad_lines_are_named_by_number_and_the_others_are_added) {
    const tests::Folder folder;
    const auto file = folder.write(
        "news.jsonl",
        "{\"text\":\"fine\",\"id\":\"1\"}\n{broken\n[]\n{\"id\":\"2\"}\n\n{\"text\":\"also fine\",\"id\":\"3\"}");
    Bench bench;
    const AddReport report = add(bench.engine, {file.string()});
    EXPECT_EQ(report.pages, 2);
    ASSERT_EQ(report.failed.size(), 3);
    EXPECT_THAT(report.failed[0].input, HasSubstr("news.jsonl:2"));
    EXPECT_EQ(report.failed[0].error.code, Errc::bad_input);
    EXPECT_THAT(report.failed[2].error.message, HasSubstr("text"));
    EXPECT_EQ(store::select<store::ProblemRow>(bench.content)->size(), 3);
}

TEST(Ingest, what_cannot_be_read_is_named_and_does_not_stop_the_rest) {
    const tests::Folder folder;
    folder.write("p/1.html", "   \n");
    folder.write("p/2.html", "<p>fine</p>");
    folder.write("p/3.html.gz", std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b", 11));  // cut off
    folder.write("p/4.html", "<p>fine too</p>");
    folder.write("p/4.json", "{not json");
    Bench bench;
    const AddReport report = add(bench.engine, {(folder.path() / "p").string(), (folder.path() / "missing").string(),
                                                folder.write("list.txt", "x").string()});
    EXPECT_EQ(report.pages, 1);
    ASSERT_EQ(report.failed.size(), 5);
    EXPECT_THAT(report.failed[0].error.message, HasSubstr("1.html: the page is empty"));
    EXPECT_THAT(report.failed[1].error.message, HasSubstr("3.html.gz"));
    EXPECT_THAT(report.failed[2].error.message, HasSubstr("4.json"));
    EXPECT_EQ(report.failed[3].error.code, Errc::not_found);
    EXPECT_EQ(report.failed[4].error.code, Errc::usage);
}

TEST(Ingest, a_failed_file_that_is_mended_is_no_problem_any_more) {
    const tests::Folder folder;
    const auto page = folder.write("1.html", "").string();
    Bench bench;
    EXPECT_EQ(add(bench.engine, {page}).failed.size(), 1);
    EXPECT_EQ(*store::count<store::ProblemRow>(bench.content), 1);
    folder.write("1.html", "<p>now</p>");
    EXPECT_EQ(add(bench.engine, {page}).pages, 1);
    EXPECT_EQ(*store::count<store::ProblemRow>(bench.content), 0);
}

TEST(Ingest, a_page_over_the_limit_is_cut_and_says_so) {
    const tests::Folder folder;
    Options options;
    options.limits.page_bytes = 2 * kMiB;
    Bench bench(options);
    EXPECT_EQ(add(bench.engine, {folder.write("1.html", std::string(3 * kMiB, 'x')).string()}).pages, 1);
    EXPECT_EQ((*store::get<store::PageRow>(bench.content, PageId(1)))->body_bytes, 2 * kMiB);
    const auto problems = *store::select<store::ProblemRow>(bench.content);
    ASSERT_EQ(problems.size(), 1);
    EXPECT_THAT(problems[0].what, HasSubstr("1.html: 3 MB, cut at 2 MB"));
}

TEST(Ingest, urls_and_subscription_lists_become_sources_once) {
    const tests::Folder folder;
    const auto list = folder.write(
        "feeds.opml",
        R"(<opml version="2.0"><body><outline text="Post" xmlUrl="https://harbour-post.example/feed.xml"/></body></opml>)");
    Bench bench;
    EXPECT_EQ(add(bench.engine, {list.string(), "https://lantern.example/rss"}).sources, 2);
    EXPECT_EQ(add(bench.engine, {list.string()}).sources, 0);
    EXPECT_EQ(store::select<store::SourceRow>(bench.ledger)->size(), 2);
    EXPECT_EQ(*store::count<store::TodoRow>(bench.content, {.equal = {std::string_view("poll")}}), 2);
}

TEST(Outlets, are_found_by_domain_then_by_name_and_made_when_new) {
    Bench bench;
    Outlet declared;
    declared.key = "harbour-post";
    declared.name = "The Harbour Post";
    declared.home = "https://www.harbour-post.example/";
    ASSERT_TRUE(declare_outlets(bench.engine, std::span(&declared, 1), kNow));
    auto finder = OutletFinder::read(bench.engine);
    ASSERT_TRUE(finder);
    const OutletId post = finder->find("https://news.harbour-post.example/1", "");
    EXPECT_EQ(post, finder->by_key("harbour-post"));
    EXPECT_EQ(finder->find("", "The Harbour Post"), post);
    const OutletId other = finder->find("https://lantern.example/1", "Daily Lantern");
    EXPECT_NE(other, post);
    EXPECT_EQ(finder->find("https://lantern.example/2", ""), other);
    EXPECT_FALSE(finder->find("urn:newsloom:1", ""));
}

TEST(Outlets, declaring_the_same_again_writes_nothing) {
    Bench bench;
    Outlet outlet;
    outlet.key = "a";
    outlet.name = "A";
    outlet.feeds = {"https://a.example/feed"};
    ASSERT_TRUE(declare_outlets(bench.engine, std::span(&outlet, 1), kNow));
    const auto before = *store::select<store::OutletRow>(bench.ledger);
    ASSERT_TRUE(declare_outlets(bench.engine, std::span(&outlet, 1), kNow));
    EXPECT_EQ(store::select<store::OutletRow>(bench.ledger)->size(), before.size());
    outlet.name = "A, renamed";
    ASSERT_TRUE(declare_outlets(bench.engine, std::span(&outlet, 1), kNow));
    const auto after = *store::select<store::OutletRow>(bench.ledger);
    ASSERT_EQ(after.size(), 1);
    EXPECT_EQ(after[0].name, "A, renamed");
    EXPECT_EQ(after[0].id, before[0].id);
}

TEST(Slug, keeps_letters_and_digits) {
    EXPECT_EQ(slug("The Harbour Post"), "the-harbour-post");
    EXPECT_EQ(slug("  Süd & West 24 "), "süd-west-24");
    EXPECT_EQ(slug("…"), "");
}

}  // namespace
}  // namespace newsloom::pipeline
