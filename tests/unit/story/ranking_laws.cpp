// Laws of ranking over random stories: what never raises a rank, what never lowers it.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "story/corroborate.h"

namespace newsloom::story {
namespace {

constexpr std::int64_t kNow = 1'800'000'000;

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t below(std::uint64_t n) { return (state_ = mix64(state_)) % n; }

  private:
    std::uint64_t state_;
};

struct Desk {
    std::vector<std::unique_ptr<Outlet>> outlets;
    std::vector<std::unique_ptr<Article>> articles;
    StoryMaterial material;

    const Outlet& outlet(const std::string& owner, const std::string& country, double weight) {
        auto made = std::make_unique<Outlet>();
        made->id = OutletId(static_cast<std::int64_t>(outlets.size()) + 1);
        made->name = made->key = "outlet " + std::to_string(outlets.size());
        made->owner = owner;
        made->country = country;
        made->owner_kind = owner.empty() ? "private" : "public";
        made->weight = weight;
        outlets.push_back(std::move(made));
        return *outlets.back();
    }
    Member& report(const Outlet* outlet, std::int64_t hours_ago) {
        auto article = std::make_unique<Article>();
        article->id = ArticleId(static_cast<std::int64_t>(articles.size()) + 1);
        article->document = DocumentId(article->id.value);
        article->language = articles.size() % 3 == 0 ? "de" : "en";
        article->first_seen = Instant(std::chrono::seconds(kNow - hours_ago * 3600));
        Member member;
        member.article = article.get();
        member.outlet = outlet;
        member.copy.article = member.copy.group = article->id;
        articles.push_back(std::move(article));
        material.members.push_back(member);
        return material.members.back();
    }
    [[nodiscard]] double score() const {
        Story story;
        rank(story, material, {.now = Instant(std::chrono::seconds(kNow)), .topic_weights = {}});
        return story.score;
    }
};

Desk random_story(Dice& dice) {
    Desk desk;
    const std::vector<std::string> owners{"", "", "", "Aurora Group", "Talbec Media"};
    const std::vector<std::string> countries{"", "GB", "FR", "DE"};
    const std::uint64_t outlets = 1 + dice.below(6);
    for (std::uint64_t i = 0; i < outlets; ++i)
        (void)desk.outlet(owners[dice.below(owners.size())], countries[dice.below(countries.size())],
                          0.5 + static_cast<double>(dice.below(4)) / 2);
    const std::uint64_t reports = 1 + dice.below(10);
    for (std::uint64_t i = 0; i < reports; ++i) {
        Member& member = desk.report(dice.below(8) == 0 ? nullptr : desk.outlets[dice.below(outlets)].get(),
                                     static_cast<std::int64_t>(dice.below(60)));
        if (i > 0 && dice.below(4) == 0) {
            member.copy.group = desk.material.members[dice.below(i)].copy.group;
            member.copy.copy_of = member.copy.group;
        }
    }
    return desk;
}

TEST(RankingLaws, a_further_copy_never_raises_a_story) {
    Dice dice(1);
    int tried = 0, lowered = 0;
    for (int round = 0; round < 2000; ++round) {
        Desk desk = random_story(dice);
        const double before = desk.score();
        const auto copied = desk.material.members[dice.below(desk.material.members.size())].copy.group;
        const bool known = dice.below(2) == 0;
        const Outlet* outlet = known ? desk.outlets[dice.below(desk.outlets.size())].get() : &desk.outlet("", "IT", 3);
        // The copied text must stand in a known outlet: what nobody known printed counts for nothing yet.
        bool printed = false;
        for (const Member& member : desk.material.members)
            printed = printed || (member.copy.group == copied && member.outlet != nullptr);
        Member& member = desk.report(outlet, static_cast<std::int64_t>(dice.below(60)));
        member.copy.group = copied;
        member.copy.copy_of = copied;
        if (!printed) continue;
        ++tried;
        lowered += desk.score() < before ? 1 : 0;
        EXPECT_LE(desk.score(), before + 1e-12) << round;
    }
    EXPECT_GT(tried, 1500);
    EXPECT_GT(lowered, 100);
}

TEST(RankingLaws, a_further_article_of_an_outlet_or_owner_never_raises_a_story) {
    Dice dice(2);
    int tried = 0, of_an_owner = 0;
    for (int round = 0; round < 2000; ++round) {
        Desk desk = random_story(dice);
        const double before = desk.score();
        std::vector<const Outlet*> present;
        for (const Member& member : desk.material.members) {
            if (member.outlet != nullptr) present.push_back(member.outlet);
        }
        if (present.empty()) continue;
        const Outlet* outlet = present[dice.below(present.size())];
        if (!outlet->owner.empty() && dice.below(2) == 0) {
            outlet = &desk.outlet(outlet->owner, "IT", 4);
            ++of_an_owner;
        }
        ++tried;
        (void)desk.report(outlet, static_cast<std::int64_t>(dice.below(60)));
        EXPECT_LE(desk.score(), before + 1e-12) << round;
    }
    EXPECT_GT(tried, 1500);
    EXPECT_GT(of_an_owner, 200);
}

TEST(RankingLaws, an_article_of_an_unknown_outlet_changes_nothing) {
    Dice dice(3);
    for (int round = 0; round < 500; ++round) {
        Desk desk = random_story(dice);
        const double before = desk.score();
        (void)desk.report(nullptr, static_cast<std::int64_t>(dice.below(60)));
        EXPECT_DOUBLE_EQ(desk.score(), before);
    }
}

TEST(RankingLaws, one_more_independent_outlet_never_lowers_a_story) {
    Dice dice(4);
    int raised = 0;
    for (int round = 0; round < 2000; ++round) {
        Desk desk = random_story(dice);
        const double before = desk.score();
        (void)desk.report(&desk.outlet("", dice.below(2) == 0 ? "GB" : "IT", 0.5),
                          static_cast<std::int64_t>(dice.below(200)));
        EXPECT_GE(desk.score(), before) << round;
        raised += desk.score() > before ? 1 : 0;
    }
    EXPECT_EQ(raised, 2000);  // it raises it, always
}

TEST(RankingLaws, newer_never_ranks_below_older) {
    Dice dice(5);
    int raised = 0;
    for (int round = 0; round < 2000; ++round) {
        Desk desk = random_story(dice);
        const double before = desk.score();
        Article& article = *desk.articles[dice.below(desk.articles.size())];
        article.first_seen += std::chrono::hours(dice.below(30));
        if (article.first_seen > Instant(std::chrono::seconds(kNow)))
            article.first_seen = Instant(std::chrono::seconds(kNow));
        EXPECT_GE(desk.score(), before - 1e-12) << round;
        raised += desk.score() > before + 1e-9 ? 1 : 0;
    }
    EXPECT_GT(raised, 500);
}

TEST(RankingLaws, the_weights_of_an_outlet_and_of_a_topic_count_and_are_named) {
    Dice dice(6);
    for (int round = 0; round < 500; ++round) {
        Desk desk = random_story(dice);
        (void)desk.report(&desk.outlet("", "GB", 1), 2);
        const double before = desk.score();
        desk.outlets.back()->weight = 3;
        const double weighed = desk.score();
        EXPECT_GT(weighed, before) << round;
        Story story;
        story.category = "sport";
        rank(story, desk.material, {.now = Instant(std::chrono::seconds(kNow)), .topic_weights = {{"sport", 0.5}}});
        EXPECT_DOUBLE_EQ(story.score, weighed / 2) << round;
        const auto named = [&](std::string_view what) {
            return std::any_of(story.because.begin(), story.because.end(),
                               [&](const RankReason& reason) { return reason.what == what; });
        };
        EXPECT_TRUE(named("independent outlets") && named("weight of the topic") && named("weight of the outlets"));
    }
}

}  // namespace
}  // namespace newsloom::story
