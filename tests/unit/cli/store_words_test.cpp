#include "run_word.h"

namespace newsloom {
namespace {

using StoreWords = tests::InFolder;

TEST_F(StoreWords, init_twice_changes_nothing) {
    EXPECT_EQ(run({"init"}).code, 0);
    const std::string config = tests::file_text(path("newsloom.toml"));
    EXPECT_FALSE(config.empty());
    write("newsloom.toml", config + "# mine\n");
    EXPECT_EQ(run({"init"}).code, 0);
    EXPECT_EQ(tests::file_text(path("newsloom.toml")), config + "# mine\n");
    EXPECT_EQ(run({"config", "check"}).code, 0);
}

TEST_F(StoreWords, without_a_store_reading_says_how_to_make_one) {
    const auto ran = run({"stories"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.err.find("newsloom init"), std::string::npos) << ran.err;
}

TEST_F(StoreWords, a_wrong_configuration_names_file_line_and_key) {
    write("newsloom.toml", "[site]\ntitel = \"x\"\n");
    const auto ran = run({"config", "check"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.err.find("newsloom.toml:2: unknown key site.titel; did you mean \"site.title\"?"), std::string::npos)
        << ran.err;
    EXPECT_EQ(run({"stories"}).code, 1);
}

TEST_F(StoreWords, articles_added_and_run_become_stories_that_can_be_searched) {
    ASSERT_EQ(run({"init"}).code, 0);
    write(
        "a.jsonl",
        R"({"id":"1","url":"https://echo.example/ferry","published":"2026-03-09T05:00:00Z","lang":"en","title":"Ferry runs aground off Wexcombe","text":"A ferry ran aground off Wexcombe on Sunday evening with 120 people aboard. Nobody was hurt, the coastguard said.\n\n\"We are sorry,\" said the captain, Ines Kerr.","source":"Echo"}
{"id":"2","url":"https://post.example/ferry","published":"2026-03-09T05:30:00Z","lang":"en","title":"Wexcombe ferry runs aground with 120 aboard","text":"The Wexcombe ferry ran aground on Sunday evening with 120 people aboard. The coastguard said nobody was hurt.","source":"Post"}
)");
    const std::string now = "2026-03-09T06:30:00Z";
    const auto added = run({"add", "a.jsonl", "--now", now});
    EXPECT_EQ(added.code, 0) << added.err;
    EXPECT_NE(added.out.find("2 new pages"), std::string::npos) << added.out;
    EXPECT_EQ(run({"run", "--now", now}).code, 0);
    EXPECT_NE(run({"run", "--now", now}).out.find("Nothing to do."), std::string::npos);
    const auto stories = run({"stories", "--now", now});
    EXPECT_EQ(stories.code, 0) << stories.err;
    EXPECT_NE(stories.out.find("aground"), std::string::npos) << stories.out;
    EXPECT_NE(run({"search", "coastguard"}).out.find("aground"), std::string::npos);
    EXPECT_EQ(run({"show", "nonsense"}).code, 2);
    EXPECT_EQ(run({"edition", "--now", now}).code, 0);
    EXPECT_TRUE(std::filesystem::exists(path("site/index.html")));
    EXPECT_EQ(run({"export", "--canonical"}).code, 0);
    EXPECT_EQ(run({"doctor", "--now", now}).code, 0);
    EXPECT_EQ(run({"add", "absent.jsonl"}).code, 1);
}

TEST_F(StoreWords, subscribers_come_from_csv_and_go_back) {
    ASSERT_EQ(run({"init"}).code, 0);
    write("list.csv",
          "email,name,consented,status\r\nana@x.example,\"Roy, Ana\",2025-11-02,active\r\n"
          "left@x.example,,2025-01-01,unsubscribed\r\nnonsense,,2025-01-01,active\r\n");
    const auto imported = run({"subscribers", "import", "list.csv"});
    EXPECT_EQ(imported.code, 3) << imported.out << imported.err;
    EXPECT_NE(imported.err.find("list.csv:4:"), std::string::npos) << imported.err;
    const auto exported = run({"subscribers", "export"});
    EXPECT_NE(exported.out.find("ana@x.example,active,2025-11-02T00:00:00Z"), std::string::npos) << exported.out;
    EXPECT_EQ(exported.out.find("left@x.example"), std::string::npos);
    EXPECT_EQ(run({"subscribers", "remove", "ana@x.example"}).code, 0);
    EXPECT_EQ(run({"subscribers", "list"}).code, 0);
}

TEST_F(StoreWords, an_edition_is_sent_once_to_each_subscriber) {
    ASSERT_EQ(run({"demo", "--out", "d", "--days", "1", "--sample", NEWSLOOM_SOURCE_DIR "/examples/sample-days"}).code,
              0);
    const std::string config = "d/newsloom.toml";
    EXPECT_NE(run({"--config", config, "send", "--dry-run"}).out.find("0 messages would be sent"), std::string::npos);
    const auto test = run({"--config", config, "send", "--test", "me@x.example", "--mbox", "test.mbox"});
    EXPECT_EQ(test.code, 0) << test.err;
    EXPECT_NE(tests::file_text(path("test.mbox")).find("X-Envelope-To: me@x.example"), std::string::npos);
    EXPECT_EQ(run({"--config", config, "send"}).code, 2);  // no smtp.host
}

TEST_F(StoreWords, an_outbox_is_emptied_once) {
    ASSERT_EQ(run({"init"}).code, 0);
    ASSERT_EQ(run({"subscribers", "add", "ana@x.example", "bo@x.example", "--now", "2026-03-01"}).code, 0);
    const std::string now = "2026-03-09T06:30:00Z";
    ASSERT_EQ(run({"edition", "--now", now}).code, 0);
    EXPECT_NE(run({"send", "--dry-run", "--now", now}).out.find("2 messages would be sent"), std::string::npos);
    const auto sent = run({"send", "--mbox", "out.mbox", "--now", now});
    EXPECT_EQ(sent.code, 0) << sent.err;
    EXPECT_NE(sent.out.find("2 messages sent"), std::string::npos) << sent.out;
    const auto again = run({"send", "--mbox", "out.mbox", "--now", now});
    EXPECT_NE(again.out.find("0 messages sent"), std::string::npos) << again.out;
    const std::string mbox = tests::file_text(path("out.mbox"));
    for (const char* address : {"ana@x.example", "bo@x.example"}) {
        const std::string envelope = std::string("X-Envelope-To: ") + address;
        const std::size_t first = mbox.find(envelope);
        EXPECT_NE(first, std::string::npos);
        EXPECT_EQ(mbox.find(envelope, first + 1), std::string::npos) << address;
    }
    EXPECT_NE(mbox.find("List-Unsubscribe: <mailto:"), std::string::npos) << mbox.substr(0, 1000);
}

TEST_F(StoreWords, the_demo_prints_what_it_did_and_the_files_are_there) {
    const auto ran = run({"demo", "--out", "here", "--sample", NEWSLOOM_SOURCE_DIR "/examples/sample-days"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    for (const char* part :
         {"poll", "extract", "cluster", "edition", "did not answer", "Stories, biggest first", "website"})
        EXPECT_NE(ran.out.find(part), std::string::npos) << part << "\n" << ran.out;
    EXPECT_TRUE(std::filesystem::exists(path("here/site/index.html")));
    EXPECT_TRUE(std::filesystem::exists(path("here/mail/2026-03-09-morning.eml")));
    const auto explained = run({"--config", "here/newsloom.toml", "explain", "2026-03-09-morning.11"});
    EXPECT_EQ(explained.code, 0) << explained.err;
    // A second time into the same folder, and never into one that is not its own.
    EXPECT_EQ(
        run({"demo", "--out", "here", "--days", "1", "--sample", NEWSLOOM_SOURCE_DIR "/examples/sample-days"}).code, 0);
    write("mine/letter.txt", "dear");
    const auto refused = run({"demo", "--out", "mine", "--sample", NEWSLOOM_SOURCE_DIR "/examples/sample-days"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_TRUE(std::filesystem::exists(path("mine/letter.txt")));
}

}  // namespace
}  // namespace newsloom
