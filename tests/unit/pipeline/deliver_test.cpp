// Sending: none lost, copies of doubtful rows alone, each with the same bytes.
#include "pipeline/deliver.h"

#include <map>
#include <stdexcept>

#include <gtest/gtest.h>

#include "unit/pipeline/fixture.h"

namespace newsloom::pipeline {
namespace {

const Instant kNow = at("2026-03-09T06:30:00Z");

/// Answers by a rule, and keeps what it took.
class Scripted final : public net::Deliverer {
  public:
    std::function<net::Sent(const std::string& to, int nth)> rule = [](const std::string&, int) {
        return net::Sent::accepted;
    };
    std::map<std::string, std::vector<std::string>> taken;  ///< address -> messages
    int calls = 0;

    Result<net::SentAnswer> send(std::string_view, std::string_view to, std::string_view message) override {
        const net::Sent sent = rule(std::string(to), ++calls);
        if (sent == net::Sent::accepted || sent == net::Sent::doubtful) taken[std::string(to)].emplace_back(message);
        return net::SentAnswer{sent, sent == net::Sent::rejected ? 550 : 0, sent == net::Sent::accepted ? "" : "no"};
    }
};

struct Killed : std::runtime_error {
    Killed() : std::runtime_error("killed") {}
};

/// A frozen edition and so many readers.
void fill(Newsloom& news, int readers) {
    for (int i = 0; i < readers; ++i)
        ASSERT_TRUE(news.add_subscriber("reader" + std::to_string(i) + "@x.example", "test", kNow));
    ComposeRequest request;
    request.day = date_of(kNow);
    request.now = kNow;
    ASSERT_TRUE(news.compose(request));
}

DeliverReport deliver(Newsloom& news, Scripted& deliverer, Instant now = kNow) {
    DeliverRequest request;
    request.now = now;
    const auto report = news.deliver(request, deliverer);
    EXPECT_TRUE(report) << report.error().message;
    return report.value_or(DeliverReport{});
}

TEST(Deliver, sends_each_message_once) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    fill(news, 40);
    Scripted deliverer;
    EXPECT_EQ(deliver(news, deliverer).sent, 40U);
    EXPECT_EQ(deliver(news, deliverer).sent, 0U);
    EXPECT_EQ(deliverer.taken.size(), 40U);
    for (const auto& [address, messages] : deliverer.taken)
        EXPECT_EQ(messages.size(), 1U) << address;
}

TEST(Deliver, a_killed_sender_loses_none_and_copies_have_the_same_bytes) {
    const tests::Folder folder;
    Scripted deliverer;
    for (const int dies_at : {1, 17, 30, 55}) {
        Newsloom news = open_in(folder.path());
        if (dies_at == 1) fill(news, 60);
        deliverer.rule = [&, first = deliverer.calls](const std::string&, int nth) {
            if (nth - first == dies_at) throw Killed();  // after the store was written, before the answer
            return net::Sent::accepted;
        };
        DeliverRequest request;
        request.now = kNow;
        try {
            (void)news.deliver(request, deliverer);
        } catch (const Killed&) {  // what kill -9 leaves: rows in state `sending`
        }
    }
    Newsloom news = open_in(folder.path());
    deliverer.rule = [](const std::string&, int) { return net::Sent::accepted; };
    deliver(news, deliverer);
    EXPECT_EQ(deliverer.taken.size(), 60U);
    for (const auto& [address, messages] : deliverer.taken) {
        for (const std::string& message : messages)
            EXPECT_EQ(message, messages[0]) << address;
    }
    EXPECT_EQ(deliver(news, deliverer).sent, 0U);
}

TEST(Deliver, later_is_tried_again_later_and_no_is_final) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    fill(news, 3);
    Scripted deliverer;
    deliverer.rule = [](const std::string& to, int) {
        return to.starts_with("reader0")   ? net::Sent::deferred
               : to.starts_with("reader1") ? net::Sent::rejected
                                           : net::Sent::accepted;
    };
    const auto first = deliver(news, deliverer);
    EXPECT_EQ(first.sent, 1U);
    EXPECT_EQ(first.failed, 1U);
    EXPECT_EQ(first.waiting, 1U);
    deliverer.rule = [](const std::string&, int) { return net::Sent::accepted; };
    EXPECT_EQ(deliver(news, deliverer).sent, 0U);  // not due yet
    EXPECT_EQ(deliver(news, deliverer, kNow + std::chrono::minutes(6)).sent, 1U);
    EXPECT_FALSE(deliverer.taken.contains("reader1@x.example"));
}

TEST(Deliver, doubtful_rows_are_sent_again_with_the_same_bytes) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    fill(news, 1);
    Scripted deliverer;
    deliverer.rule = [](const std::string&, int) { return net::Sent::doubtful; };
    EXPECT_EQ(deliver(news, deliverer).doubtful, 1U);
    deliverer.rule = [](const std::string&, int) { return net::Sent::accepted; };
    EXPECT_EQ(deliver(news, deliverer, kNow + std::chrono::hours(1)).sent, 1U);
    const auto& messages = deliverer.taken.at("reader0@x.example");
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0], messages[1]);
}

TEST(Deliver, a_server_that_is_away_is_not_asked_a_thousand_times) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    fill(news, 50);
    Scripted deliverer;
    deliverer.rule = [](const std::string&, int) { return net::Sent::deferred; };
    const auto report = deliver(news, deliverer);
    EXPECT_TRUE(report.stopped);
    EXPECT_EQ(report.waiting, 50U);
    EXPECT_LE(deliverer.calls, 3);
}

TEST(Deliver, who_left_gets_nothing_and_a_dry_run_sends_nothing) {
    const tests::Folder folder;
    Newsloom news = open_in(folder.path());
    fill(news, 2);
    Scripted deliverer;
    DeliverRequest dry;
    dry.now = kNow;
    dry.dry_run = true;
    EXPECT_EQ(news.deliver(dry, deliverer)->waiting, 2U);
    ASSERT_TRUE(news.remove_subscriber("reader0@x.example", kNow));
    EXPECT_EQ(deliver(news, deliverer).sent, 1U);
    EXPECT_FALSE(deliverer.taken.contains("reader0@x.example"));
    dry.edition = "no-such-edition";
    EXPECT_EQ(news.deliver(dry, deliverer).error().code, Errc::not_found);
}

}  // namespace
}  // namespace newsloom::pipeline
