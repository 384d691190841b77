#include <gtest/gtest.h>

#include "base/hash.h"
#include "story/cluster.h"
#include "story/detail/group.h"

namespace newsloom::story::detail {
namespace {

/// Articles of invented words that share some, weighed by their own statistics.
std::vector<ArticleVector> articles(std::size_t count) {
    std::vector<ArticleVector> made;
    WordStatistics statistics;
    std::uint64_t state = 11;
    for (std::size_t n = 0; n < count; ++n) {
        std::string title, text;
        for (std::size_t i = 0; i < 40 + 60 * n; ++i) {
            state = mix64(state);
            std::string word = state % 5 == 0 ? "N" : "w";
            word += std::to_string(state / 5 % (i % 2 == 0 ? 90 : 4000));
            if (state % 17 == 0) word = std::to_string(state % 1000);
            (i < 8 ? title : text) += word + (i % 11 == 10 ? ". " : " ");
        }
        const auto id = static_cast<std::int64_t>(n);
        const Instant time(std::chrono::hours(480000 + 7 * id));
        const auto made_of = n % 5 == 4 ? std::optional<Instant>() : std::optional(time);
        auto vector = decode(
            features({id, made_of, "en", n % 4 == 3 ? "" : title, text, "outlet" + std::to_string(n % 3)}).bytes);
        vector->time = made_of ? made_of->time_since_epoch().count() : kNoTime;
        for (const Entry& entry : vector->entries)
            (void)statistics.count(entry.word);
        statistics.article_done();
        made.push_back(*std::move(vector));
    }
    for (ArticleVector& vector : made)
        vector.weigh(statistics);
    return made;
}

TEST(Probe, gives_the_signals_of_the_plain_way_bit_for_bit) {
    const auto all = articles(16);
    std::vector<Group> groups(4);
    for (std::size_t i = 0; i < all.size(); ++i)
        groups[i % 4].add(all[i]);
    const MergeModel& model = built_in_model();
    Probe probe;
    for (const ArticleVector& a : all) {
        probe.set(a);
        for (const ArticleVector& b : all)
            EXPECT_EQ(probe.to(model, b), signals(model, a, b));
        for (const Group& group : groups)
            EXPECT_EQ(probe.to(model, group), signals(model, a, group));
    }
    for (const Group& a : groups) {
        EXPECT_LE(a.words.size(), Probe::kMostWords);
        probe.set(a);
        for (const ArticleVector& b : all)
            EXPECT_EQ(probe.to(model, b), signals(model, b, a));
        for (const Group& b : groups)
            EXPECT_EQ(probe.to(model, b), signals(model, a, b));
    }
}

}  // namespace
}  // namespace newsloom::story::detail
