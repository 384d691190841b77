#include "story/cluster.h"

#include <gtest/gtest.h>

#include "base/hash.h"

namespace newsloom::story {
namespace {

/// Reports of invented events: each event has its own words, each report draws from them.
std::vector<Features> reports(int events, int each, std::uint64_t seed) {
    std::vector<Features> result;
    std::uint64_t state = seed;
    const auto word = [](std::uint64_t of) {
        std::string made;
        for (int c = 0; c < 4; ++c) {
            made += "bdfgklmnprst"[(of >> (8 * c)) % 12];
            made += "aeiou"[(of >> (8 * c + 4)) % 5];
        }
        return made;
    };
    for (int report = 0; report < each; ++report) {
        for (int event = 0; event < events; ++event) {
            std::string title, text;
            for (int i = 0; i < 120; ++i) {
                state = mix64(state);
                const bool own = state % 100 < 60;
                const std::uint64_t of = own ? mix64(static_cast<std::uint64_t>(event) * 1000 + (state >> 8) % 40)
                                             : mix64((state >> 8) % 3000);
                (i < 8 ? title : text) += word(of) + (i % 12 == 11 ? ". " : " ");
            }
            const auto id = static_cast<std::int64_t>(result.size()) + 1;
            const Instant time(std::chrono::hours(24 * 20000 + report * 6) + std::chrono::minutes(event));
            result.push_back(features({id, time, "en", title, text, "outlet" + std::to_string(report)}));
        }
    }
    return result;
}

TEST(Clusterer, puts_reports_of_one_event_together_and_keeps_events_apart) {
    const auto articles = reports(8, 5, 1);
    StoryStream stream(Undated::none);
    for (const auto& article : articles)
        stream.push(article);
    const auto stories = std::move(stream).finish();
    for (std::size_t i = 0; i < stories.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_EQ(stories[i].story == stories[j].story, i % 8 == j % 8) << i << " " << j;
    }
}

TEST(Clusterer, does_not_depend_on_how_the_stream_is_cut_nor_on_kills) {
    const auto articles = reports(12, 6, 7);
    const auto run = [&](std::size_t batch, bool kill) {
        Clusterer clusterer;
        std::string log;
        for (std::size_t epoch = 0; epoch < articles.size(); epoch += 12) {
            for (std::size_t at = epoch; at < epoch + 12; at += batch) {
                for (const auto& a : clusterer.add(std::span(articles).subspan(at, std::min(batch, epoch + 12 - at))))
                    log += std::to_string(a.id) + ">" + std::to_string(a.story) + " ";
                if (kill) clusterer = *Clusterer::from_bytes(clusterer.to_bytes());
            }
            const auto changes = clusterer.close_epoch(*articles[epoch].time + std::chrono::hours(6));
            for (const auto& a : changes.moved)
                log += std::to_string(a.id) + "=" + std::to_string(a.story) + " ";
            for (const auto& [from, to] : changes.forwarded)
                log += std::to_string(from) + "->" + std::to_string(to) + " ";
            if (kill) clusterer = *Clusterer::from_bytes(clusterer.to_bytes());
        }
        return log + clusterer.to_bytes();
    };
    const std::string once = run(12, false);
    EXPECT_EQ(run(1, false), once);
    EXPECT_EQ(run(5, true), once);
}

TEST(Clusterer, closes_stories_without_news_and_forgets_them) {
    Clusterer clusterer;
    const auto articles = reports(4, 2, 3);
    (void)clusterer.add(articles);
    (void)clusterer.close_epoch(*articles.back().time);
    const std::size_t open = clusterer.to_bytes().size();
    (void)clusterer.close_epoch(*articles.back().time + std::chrono::hours(24 * 30));
    EXPECT_LT(clusterer.to_bytes().size(), open);
    EXPECT_GT(clusterer.next_story(), 1);
}

TEST(Clusterer, refuses_bytes_that_are_not_its_own) {
    EXPECT_FALSE(Clusterer::from_bytes(""));
    EXPECT_FALSE(Clusterer::from_bytes("something else"));
    Clusterer clusterer;
    (void)clusterer.add(reports(2, 2, 5));
    const std::string bytes = clusterer.to_bytes();
    for (std::size_t cut = 0; cut < bytes.size(); cut += 97)
        EXPECT_FALSE(Clusterer::from_bytes(bytes.substr(0, cut)));
}

TEST(Clusterer, an_outlets_opinion_is_no_second_report_of_the_outlet) {
    const Instant time(std::chrono::hours(480000));
    const std::string_view title = "An island without a boat is a rock";
    const std::string_view text = "Mayor Runa Tveit has never waited on the quay of Oddin in February.";
    const auto bytes = [&](std::string_view outlet, Genre genre) {
        return features({1, time, "en", title, text, outlet, stands_beside_reports(genre)}).bytes;
    };
    EXPECT_EQ(bytes("skarlund-post", Genre::opinion), bytes("", Genre::news));
    EXPECT_EQ(bytes("skarlund-post", Genre::live), bytes("", Genre::news));
    EXPECT_NE(bytes("skarlund-post", Genre::news), bytes("", Genre::news));
}

TEST(Clusterer, takes_empty_articles_and_titles_alone) {
    StoryStream stream(Undated::follow);
    stream.push(features({1, std::nullopt, "en", "", "", ""}));
    stream.push(features({2, std::nullopt, "en", "Ferry hits pier in Port Talbec", "", ""}));
    stream.push(features({3, std::nullopt, "und", "\xff\xfe broken", "\x80", ""}));
    EXPECT_EQ(std::move(stream).finish().size(), 3U);
}

}  // namespace
}  // namespace newsloom::story
