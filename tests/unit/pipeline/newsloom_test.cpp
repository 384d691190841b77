// The whole engine over a small invented stream: from files to a printed edition and back.
#include "pipeline/newsloom.h"

#include <set>

#include <gmock/gmock.h>

#include "net/scripted_http.h"
#include "pipeline/detail/printed_lines.h"
#include "store/failing.h"
#include "text/fold.h"
#include "unit/pipeline/fixture.h"

namespace newsloom::pipeline {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Instant kNow = at("2026-03-09T08:00:00Z");

net::ScriptedHttp::Answer answer(int status, std::string type, std::string body) {
    net::ScriptedHttp::Answer made;
    made.status = status;
    made.type = std::move(type);
    made.body = std::move(body);
    return made;
}

const ComposeRequest kMorning{.day = date_of(kNow), .now = kNow};

void add_stream(Newsloom& news, const tests::Folder& folder) {
    const std::string file = folder.write("news.jsonl", small_stream()).string();
    const auto added = news.add(std::span(&file, 1), kNow);
    ASSERT_TRUE(added) << added.error().message;
    ASSERT_EQ(added->pages, 6);
}

void run(Newsloom& news, Instant now = kNow) {
    const auto report = news.run({.now = now});
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->failed, 0);
}

TEST(Engine, makes_stories_of_articles) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    const auto stories = news.stories({.now = kNow});
    ASSERT_TRUE(stories);
    ASSERT_EQ(stories->size(), 3);
    EXPECT_EQ(stories->front().articles.size(), 3);
    EXPECT_EQ(stories->front().outlets.size(), 3);
    for (const StoryView& one : *stories) {
        EXPECT_FALSE(one.story.because.empty());
        EXPECT_TRUE(news.show(one.story.id, kNow));
    }
    EXPECT_EQ(news.show(StoryId(99), kNow).error().code, Errc::not_found);
}

TEST(Engine, looks_at_nothing_that_was_first_seen_after_now) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    const Instant early = at("2026-03-09T06:00:00Z");
    run(news, early);
    ASSERT_EQ(news.stories({.now = early})->size(), 1);
    EXPECT_EQ(news.stories({.now = early})->front().articles.size(), 2);
    run(news);
    EXPECT_EQ(news.stories({.now = kNow})->size(), 3);
}

TEST(Engine, a_run_with_nothing_new_does_nothing) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    const std::string before = canonical(news);
    const auto report = news.run({.now = kNow});
    ASSERT_TRUE(report);
    EXPECT_THAT(report->stages, IsEmpty());
    EXPECT_EQ(canonical(news), before);
}

TEST(Engine, gives_the_same_bytes_whatever_the_number_of_threads_and_however_often_it_is_opened) {
    std::string first;
    for (const unsigned jobs : {1U, 2U, 8U}) {
        const tests::Folder folder;
        {
            Newsloom news = open_in(folder.path(), jobs);
            add_stream(news, folder);
        }
        for (const char* stage : {"extract", "collapse", "annotate", "cluster", "corroborate"}) {
            Newsloom news = open_in(folder.path(), jobs);
            ASSERT_TRUE(news.run({.now = kNow, .stages = {stage}}));
        }
        Newsloom news = open_in(folder.path(), jobs);
        ASSERT_TRUE(news.compose(kMorning));
        const std::string bytes = canonical(news);
        if (first.empty()) first = bytes;
        EXPECT_EQ(bytes, first) << jobs;
    }
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    ASSERT_TRUE(news.compose(kMorning));
    EXPECT_EQ(canonical(news), first);
}

TEST(Engine, an_edition_is_frozen_once_and_stays_as_it_was_printed) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    const auto first = news.compose(kMorning);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_FALSE(first->was_frozen);
    EXPECT_FALSE(first->edition.stories.empty());
    const auto again = news.compose(kMorning);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->was_frozen);
    EXPECT_EQ(again->edition.id, first->edition.id);
    EXPECT_EQ(*news.edition_keys(), std::vector<std::string>{first->edition.key});
}

TEST(Engine, a_dry_run_freezes_nothing) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    ComposeRequest dry = kMorning;
    dry.dry_run = true;
    ASSERT_TRUE(news.compose(dry));
    EXPECT_THAT(*news.edition_keys(), IsEmpty());
}

TEST(Engine, every_printed_quote_is_in_the_stored_text_and_every_line_is_its_pieces) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    const Edition edition = news.compose(kMorning)->edition;
    std::map<ArticleId, Article> articles;
    const auto stories = *news.stories({.now = kNow});
    for (const StoryView& story : stories)
        for (const Article& article : story.articles)
            articles[article.id] = article;
    std::set<std::string> ids;
    int quotes = 0;
    for_each_line(edition, [&](const Line& line, StoryId) {
        EXPECT_TRUE(ids.insert(line.id).second) << line.id << " is issued twice";
        for (const Piece& piece : line.pieces) {
            const auto* quoted = std::get_if<Quoted>(&piece);
            if (quoted == nullptr) continue;
            ++quotes;
            ASSERT_TRUE(articles.contains(quoted->span.article));
            EXPECT_EQ(normalise_quotes_and_spaces(bytes_of(articles[quoted->span.article], quoted->span)),
                      normalise_quotes_and_spaces(quoted->bytes));
        }
    });
    EXPECT_GT(quotes, 5);
}

TEST(Engine, explains_a_line_down_to_its_page_and_time_also_when_the_content_is_gone) {
    const tests::Folder folder;
    std::string line;
    {
        Newsloom news = open_in(folder.path());
        add_stream(news, folder);
        run(news);
        const Edition edition = news.compose(kMorning)->edition;
        ASSERT_FALSE(edition.stories.empty());
        ASSERT_FALSE(edition.stories[0].brief.empty());
        line = edition.stories[0].brief[0].id;
        const auto told = news.explain(line, kNow);
        ASSERT_TRUE(told) << told.error().message;
        EXPECT_FALSE(told->from_ledger_alone);
        std::string all;
        for (const ExplainStep& step : told->steps)
            all += step.text + "\n";
        EXPECT_THAT(all, HasSubstr("bytes "));
        EXPECT_THAT(all, HasSubstr(".example/"));
        EXPECT_THAT(all, HasSubstr("fetched 2026-03-09T0"));
        EXPECT_THAT(all, HasSubstr("the stored article has these bytes there"));
    }
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(folder.path() / "store" / ("content.db" + std::string(suffix)));
    Newsloom news = open_in(folder.path());
    const auto told = news.explain(line, kNow);
    ASSERT_TRUE(told);
    EXPECT_TRUE(told->from_ledger_alone);
    EXPECT_FALSE(told->text.empty());
    EXPECT_EQ(news.explain("2026-03-09-morning.99999", kNow).error().code, Errc::not_found);
}

TEST(Engine, explains_why_a_story_ranks_where_it_does) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    const StoryId id = news.stories({.now = kNow})->front().story.id;
    const auto told = news.explain(std::to_string(id.value), kNow);
    ASSERT_TRUE(told);
    EXPECT_THAT(told->steps, Not(IsEmpty()));
}

TEST(Engine, ids_that_were_printed_are_not_issued_again_by_a_new_content_store) {
    const tests::Folder folder;
    std::set<StoryId> printed;
    std::set<ArticleId> quoted;
    {
        Newsloom news = open_in(folder.path());
        add_stream(news, folder);
        run(news);
        const Edition edition = news.compose(kMorning)->edition;
        for (const PrintedStory& story : edition.stories)
            printed.insert(story.story);
        for_each_line(edition, [&](const Line& line, StoryId) {
            for (const SourceMark& mark : line.sources)
                quoted.insert(mark.article);
        });
    }
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(folder.path() / "store" / ("content.db" + std::string(suffix)));
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    const auto stories = *news.stories({.now = kNow});
    for (const StoryView& story : stories) {
        EXPECT_FALSE(printed.contains(story.story.id));
        for (const Article& article : story.articles)
            EXPECT_FALSE(quoted.contains(article.id));
    }
}

TEST(Engine, a_revised_page_tells_its_story_anew_and_the_printed_line_stays) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    const Edition edition = news.compose(kMorning)->edition;
    std::string text = small_stream();
    text = text.substr(0, text.find('\n') + 1);
    text.replace(text.find("48 people"), 9, "52 people");
    const std::string file = folder.write("revised.jsonl", text).string();
    const auto added = news.add(std::span(&file, 1), kNow);
    ASSERT_TRUE(added);
    EXPECT_EQ(added->revised, 1);
    run(news);
    const auto stories = *news.stories({.now = kNow});
    EXPECT_EQ(stories.size(), 3);
    std::string all;
    for (const Article& article : stories.front().articles)
        all += article.text;
    EXPECT_THAT(all, HasSubstr("52 people"));
    EXPECT_EQ(news.edition(edition.key)->stories.size(), edition.stories.size());
}

TEST(Engine, a_correction_reaches_the_next_edition_also_from_one_published_long_ago) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    ASSERT_TRUE(news.compose(kMorning));
    for (int day = 1; day <= 5; ++day) {  // five editions later
        const Instant now = kNow + std::chrono::days(day);
        ASSERT_TRUE(news.compose({.day = date_of(now), .now = now}));
    }
    std::string text = small_stream();
    for (std::size_t at_word = text.find("48 people"); at_word != std::string::npos; at_word = text.find("48 people"))
        text.replace(at_word, 9, "52 people");
    const std::string file = folder.write("revised.jsonl", text).string();
    const Instant later = kNow + std::chrono::days(6);
    ASSERT_GE(news.add(std::span(&file, 1), later)->revised, 2);
    run(news, later);
    const Edition edition = news.compose({.day = date_of(later), .now = later})->edition;
    std::string printed;
    for (const Section& section : edition.sections)
        if (section.key == "corrections")
            for (const Line& line : section.lines)
                for (const Piece& piece : line.pieces)
                    if (const auto* quoted = std::get_if<Quoted>(&piece)) printed += quoted->bytes + "\n";
    EXPECT_THAT(printed, HasSubstr("48 people"));
    EXPECT_THAT(printed, HasSubstr("52 people"));
}

TEST(Engine, publishing_twice_writes_only_once_and_leaves_nothing_half_written) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    ASSERT_TRUE(news.compose(kMorning));
    const auto first = news.publish();
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_GT(first->written.size(), 3);
    EXPECT_TRUE(std::filesystem::exists(first->front_page));
    folder.write("site/old.html.newsloom-half-written", "left by a kill");
    const auto again = news.publish();
    ASSERT_TRUE(again);
    EXPECT_THAT(again->written, IsEmpty());
    EXPECT_EQ(again->unchanged, first->written.size());
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "site/old.html.newsloom-half-written"));
    EXPECT_TRUE(news.write_mail("2026-03-09-morning"));
}

TEST(Engine, reads_feeds_and_pages_over_http_and_asks_robots_first) {
    net::ScriptedHttp http;
    http.answer("https://post.example/feed",
                answer(200, "application/rss+xml", R"(<rss version="2.0"><channel><title>Post</title>
        <item><link>https://post.example/1</link><title>One</title></item>
        <item><link>https://post.example/private/2</link><title>Two</title></item>
        <item><link>https://post.example/3</link><title>Gone</title></item></channel></rss>)"));
    http.answer("https://post.example/robots.txt", answer(200, "text/plain", "User-agent: *\nDisallow: /private/\n"));
    http.answer(
        "https://post.example/1",
        answer(
            200, "text/html",
            "<html><head><title>Ferry aground</title></head><body><article><h1>Ferry aground</h1>"
            "<p>The ferry Halvard ran aground off Skarvoy on Sunday night with 48 people on board.</p>"
            "<p>Nobody was hurt, said harbour master Ines Kerr, and all passengers were taken off before midnight.</p>"
            "<p>Salvage crews will try to pull the ferry free at high tide on Tuesday, the coast guard "
            "said.</p></article></body></html>"));
    http.answer("https://post.example/3", answer(404, "text/html", "gone"));
    const tests::Folder folder;
    Options options = options_in(folder.path());
    options.http = &http;
    auto news = Newsloom::open(options);
    ASSERT_TRUE(news);
    const NewSource source{.url = "https://post.example/feed", .title = "Post"};
    ASSERT_EQ(news->add_sources(std::span(&source, 1), kNow)->sources, 1);
    const auto report = news->run({.now = kNow});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->failed, 2);  // one is not allowed, one is gone
    const auto sources = *news->sources();
    ASSERT_EQ(sources.size(), 1);
    EXPECT_EQ(sources[0].last_success, kNow);
    EXPECT_EQ(sources[0].articles, 1);
    EXPECT_EQ(news->stories({.now = kNow})->size(), 1);
    EXPECT_TRUE(news->run({.now = kNow})->stages.front().stage == "poll");  // it waits for its next time
    const auto findings = *news->doctor(kNow);
    std::string all;
    for (const Finding& finding : findings)
        all += finding.what + "\n";
    EXPECT_THAT(all, HasSubstr("robots.txt says"));
    EXPECT_THAT(all, HasSubstr("the server answers 404"));
}

TEST(Engine, a_feed_that_fails_is_named_with_its_failures) {
    net::ScriptedHttp http;
    http.answer("https://post.example/feed", answer(500, "text/plain", "no"));
    const tests::Folder folder;
    Options options = options_in(folder.path());
    options.http = &http;
    auto news = Newsloom::open(options);
    ASSERT_TRUE(news);
    const NewSource source{.url = "https://post.example/feed"};
    ASSERT_TRUE(news->add_sources(std::span(&source, 1), kNow));
    ASSERT_TRUE(news->run({.now = kNow}));
    const auto sources = *news->sources();
    EXPECT_EQ(sources[0].failures, 1);
    EXPECT_THAT(sources[0].last_error, HasSubstr("500"));
    EXPECT_GT(sources[0].next_try, kNow);
}

TEST(Engine, a_second_runner_is_told_who_holds_the_lock_and_a_reader_is_not_disturbed) {
    const tests::Folder folder;
    const Newsloom news = open_in(folder.path());
    const auto second = Newsloom::open(options_in(folder.path()));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Errc::busy);
    EXPECT_THAT(second.error().message, HasSubstr("process "));
    EXPECT_THAT(second.error().message, HasSubstr(" since 20"));
    EXPECT_TRUE(Newsloom::open(options_in(folder.path()), Access::read));
}

TEST(Engine, reading_where_there_is_no_store_is_not_found_and_makes_none) {
    const tests::Folder folder;
    const auto none = Newsloom::open(options_in(folder.path()), Access::read);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, Errc::not_found);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "store"));
}

TEST(Engine, subscribers_get_one_outbox_row_each_and_the_unsubscribed_none) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    ASSERT_TRUE(news.add_subscriber("Ines@Kerr.example", "command line", kNow));
    ASSERT_EQ(*news.add_subscriber("Ines@kerr.example", "command line", kNow), SubscriberId(1));  // the same
    ASSERT_TRUE(news.add_subscriber("tomas@weil.example", "command line", kNow));
    ASSERT_TRUE(news.remove_subscriber("tomas@weil.example", kNow));
    EXPECT_EQ(news.add_subscriber("no address", "", kNow).error().code, Errc::bad_input);
    EXPECT_EQ(news.remove_subscriber("nobody@kerr.example", kNow).error().code, Errc::not_found);
    EXPECT_EQ(news.subscribers()->size(), 2);
    ASSERT_TRUE(news.compose(kMorning));
    const std::string all = canonical(news);
    EXPECT_THAT(all, HasSubstr(R"("row":"outbox","edition":1,"subscriber":1,"state":"pending")"));
    EXPECT_THAT(all, Not(HasSubstr(R"("row":"outbox","edition":1,"subscriber":2)")));
}

TEST(Engine, a_backup_restored_elsewhere_holds_the_same) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    ASSERT_TRUE(news.compose(kMorning));
    const auto file = folder.path() / "backup.newsloom";
    const auto done = news.backup(file);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(news.backup(file).error().code, Errc::refused);
    const tests::Folder other;
    const auto restored = restore(file, other.path() / "store");
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(restore(file, other.path() / "store").error().code, Errc::refused);
    Newsloom again = open_in(other.path());
    EXPECT_EQ(canonical(again), canonical(news));
}

TEST(Engine, search_finds_articles_by_their_words) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    const auto hits = news.search("paper MILL");
    ASSERT_TRUE(hits);
    ASSERT_EQ(hits->size(), 2);
    EXPECT_THAT(hits->front().title, HasSubstr("paper mill"));
    EXPECT_TRUE(hits->front().story);
    EXPECT_THAT(*news.search("aper"), IsEmpty());
    EXPECT_EQ(news.search(" … ").error().code, Errc::usage);
}

TEST(Engine, retention_drops_bodies_then_texts_but_keeps_what_was_printed) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    add_stream(news, folder);
    run(news);
    const Edition edition = news.compose(kMorning)->edition;
    ASSERT_TRUE(news.expire(kNow + std::chrono::days(800)));
    const std::string line = edition.stories[0].brief[0].id;
    const auto told = news.explain(line, kNow);
    ASSERT_TRUE(told);
    EXPECT_FALSE(told->from_ledger_alone);
}

TEST(Engine, a_store_that_fails_at_the_kth_write_loses_nothing) {
    const tests::Folder folder;
    const std::string file = folder.write("news.jsonl", small_stream()).string();
    const auto whole_day = [&](Newsloom& news) -> Result<void> {
        NL_CHECK(news.add(std::span(&file, 1), kNow));
        NL_CHECK(news.run({.now = kNow}));
        NL_CHECK(news.compose(kMorning));
        return {};
    };
    struct Shared final : store::Store {  // memory that outlives the engine, behind a countdown
        Shared(store::Store& to, store::Countdown& countdown) : inner(to, countdown) {}
        Result<void> begin(store::Mode mode) override { return inner.begin(mode); }
        Result<void> commit() override { return inner.commit(); }
        void rollback() noexcept override { inner.rollback(); }
        Result<void> put(const store::TableSpec& table, store::Values row) override { return inner.put(table, row); }
        Result<bool> erase(const store::TableSpec& table, store::Values key) override {
            return inner.erase(table, key);
        }
        Result<void> scan(const store::TableSpec& table, const store::Query& query,
                          const store::Visit& visit) override {
            return inner.scan(table, query, visit);
        }
        Result<std::uint64_t> count(const store::TableSpec& table, const store::Query& query) override {
            return inner.count(table, query);
        }
        store::FailingStore inner;
    };
    const auto engine_over = [&](store::Store& ledger, store::Store& content, store::Countdown& countdown) {
        return *Newsloom::over(options_in(folder.path()), std::make_unique<Shared>(ledger, countdown),
                               std::make_unique<Shared>(content, countdown), Access::read);
    };
    std::string expected;
    std::int64_t writes = 0;
    {
        store::MemoryStore ledger, content;
        store::Countdown never;
        Newsloom news = engine_over(ledger, content, never);
        ASSERT_TRUE(whole_day(news));
        writes = never.calls;
        expected = canonical(news);
    }
    // NEWSLOOM_ALL_WRITES=1: every single one; else every few, so that the unit tests stay quick.
    const bool all = std::getenv("NEWSLOOM_ALL_WRITES") != nullptr;
    const std::int64_t step = all ? 1 : std::max<std::int64_t>(1, writes / 40);
    for (std::int64_t k = 1; k <= writes; k += step) {
        store::MemoryStore ledger, content;
        {
            store::Countdown countdown{k};
            Newsloom news = engine_over(ledger, content, countdown);
            const auto failed = whole_day(news);
            ASSERT_FALSE(failed) << "k = " << k;
            EXPECT_EQ(failed.error().code, Errc::no_space);
        }
        store::Countdown never;
        Newsloom news = engine_over(ledger, content, never);
        const auto resumed = whole_day(news);
        ASSERT_TRUE(resumed) << resumed.error().message;
        ASSERT_EQ(canonical(news), expected) << "k = " << k << " of " << writes;
    }
}

}  // namespace
}  // namespace newsloom::pipeline
