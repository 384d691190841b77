// Second pass, when an epoch closes: the stories that got articles are taken apart and put together again by average
// link over candidate pairs, so that a chain of neighbours does not become one story; stories that did not change take
// part as they are.
#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <set>

#include "story/detail/open_stories.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kNeighbours = 32;    // articles scored per new article
constexpr std::size_t kKeptEdges = 12;     // of which the best stay as edges
constexpr float kWeakEdge = -3.0F;         // log-odds under which a pair is no edge
constexpr float kPromising = -1.0F;        // a missing link is computed where the known one is over this
constexpr std::size_t kMostResplit = 200;  // larger stories are not taken apart
constexpr std::size_t kLinkSample = 5;     // members of each side scored for a missing link

/// Average-link agglomeration with a heap. Links are sums of log-odds over pairs; a link that is not known is estimated
/// from a sample of pairs (evenly spaced members) when it can matter, and is no link otherwise.
class AverageLink {
  public:
    explicit AverageLink(const OpenStories& open) : open_(&open) {}

    std::uint32_t add(std::vector<Slot> members) {
        groups_.push_back({std::move(members), {}, 0, true});
        return static_cast<std::uint32_t>(groups_.size() - 1);
    }
    void link(std::uint32_t a, std::uint32_t b, float mean) {
        if (a == b) return;
        const auto [at, is_new] = groups_[a].links.emplace(b, mean);
        if (!is_new) {
            return;
        }
        groups_[b].links.emplace(a, mean);
        push(a, b, mean);
    }
    /// Exact or sampled mean log-odds between two groups.
    [[nodiscard]] float measured(std::uint32_t a, std::uint32_t b) const {
        const auto& left = groups_[a].members;
        const auto& right = groups_[b].members;
        const std::size_t m = std::min(left.size(), kLinkSample), n = std::min(right.size(), kLinkSample);
        float sum = 0;
        for (std::size_t i = 0; i < m; ++i) {
            for (std::size_t j = 0; j < n; ++j)
                sum += open_->logit(left[i * left.size() / m], right[j * right.size() / n]);
        }
        return sum / static_cast<float>(m * n);
    }
    void run() {
        while (!heap_.empty()) {
            const Item top = heap_.top();
            heap_.pop();
            if (!groups_[top.a].alive || !groups_[top.b].alive) continue;
            const auto known = groups_[top.a].links.find(top.b);
            if (known == groups_[top.a].links.end() || known->second != top.mean) continue;
            merge(top.a, top.b);
        }
    }
    [[nodiscard]] std::vector<std::vector<Slot>> groups() && {
        std::vector<std::vector<Slot>> result;
        for (Group& group : groups_) {
            if (group.alive) result.push_back(std::move(group.members));
        }
        return result;
    }

  private:
    struct Group {
        std::vector<Slot> members;             // ascending
        std::map<std::uint32_t, float> links;  // mean log-odds to other groups
        std::uint32_t spare = 0;
        bool alive = true;
    };
    struct Item {
        float mean;
        std::uint32_t a, b;
        bool operator<(const Item& other) const {  // largest first, then the oldest groups
            if (mean != other.mean) return mean < other.mean;
            return a != other.a ? a > other.a : b > other.b;
        }
    };
    void push(std::uint32_t a, std::uint32_t b, float mean) {
        if (mean > 0) heap_.push({mean, std::min(a, b), std::max(a, b)});
    }
    void merge(std::uint32_t a, std::uint32_t b) {
        Group& into = groups_[a];
        Group& from = groups_[b];
        const auto size_a = static_cast<float>(into.members.size());
        const auto size_b = static_cast<float>(from.members.size());
        std::map<std::uint32_t, float> links;
        const auto join = [&](std::uint32_t other, float known, float size_known, std::uint32_t missing,
                              float size_missing, const std::map<std::uint32_t, float>& theirs) {
            if (other == a || other == b || links.contains(other)) return;
            const auto also = theirs.find(other);
            float rest;
            if (also != theirs.end()) {
                rest = also->second;
            } else if (known > kPromising) {
                rest = measured(missing, other);
            } else {
                return;
            }
            links.emplace(other, (known * size_known + rest * size_missing) / (size_known + size_missing));
        };
        for (const auto& [other, known] : into.links)
            join(other, known, size_a, b, size_b, from.links);
        for (const auto& [other, known] : from.links)
            join(other, known, size_b, a, size_a, into.links);
        for (const auto& [other, mean] : into.links)
            groups_[other].links.erase(a);
        for (const auto& [other, mean] : from.links)
            groups_[other].links.erase(b);
        from.alive = false;
        std::vector<Slot> members(into.members.size() + from.members.size());
        std::merge(into.members.begin(), into.members.end(), from.members.begin(), from.members.end(), members.begin());
        into.members = std::move(members);
        from.members.clear();
        from.links.clear();
        into.links = std::move(links);
        for (const auto& [other, mean] : into.links) {
            groups_[other].links[a] = mean;
            push(a, other, mean);
        }
    }

    const OpenStories* open_;
    std::vector<Group> groups_;
    std::priority_queue<Item> heap_;
};

}  // namespace

/// Weighs the epoch's articles by the statistics that now include them, finds their edges, moves them to the main
/// index.
void OpenStories::settle_fresh() {
    fresh.clear();
    for (auto slot = fresh_from; slot < articles.size(); ++slot)
        articles[slot].vector.weigh(statistics);
    for (auto slot = fresh_from; slot < articles.size(); ++slot) {
        OpenArticle& article = articles[slot];
        std::vector<Edge> edges;
        for (const ArticleIndex::Hit& hit : candidates(article.vector, kNeighbours)) {
            const float here = logit(slot, hit.slot);
            if (here > kWeakEdge) edges.push_back({hit.slot, here});
        }
        std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
            return a.logit != b.logit ? a.logit > b.logit : a.other < b.other;
        });
        if (edges.size() > kKeptEdges) edges.resize(kKeptEdges);
        edges.shrink_to_fit();
        article.edges = std::move(edges);
        settled.add(slot, article.vector);
    }
}

EpochChanges OpenStories::close_epoch(std::int64_t end) {
    settle_fresh();
    EpochChanges changes;

    // The region: stories with new articles, and stories that new articles have edges to.
    std::set<std::uint32_t> changed, near;
    for (auto slot = fresh_from; slot < articles.size(); ++slot) {
        changed.insert(articles[slot].story);
        if (articles[slot].vector.time == kNoTime) {
            OpenStory& story = stories[articles[slot].story];
            story.last = std::max(story.last, end);
        }
        for (const Edge& edge : articles[slot].edges)
            near.insert(articles[edge.other].story);
    }
    near.insert(changed.begin(), changed.end());

    AverageLink average(*this);
    std::map<Slot, std::uint32_t> group_of;
    for (const std::uint32_t index : near) {
        const OpenStory& story = stories[index];
        if (changed.contains(index) && story.members.size() <= kMostResplit) {
            for (const Slot slot : story.members)
                group_of[slot] = average.add({slot});
        } else {
            // As it is, with what came new taken out again.
            std::vector<Slot> old;
            for (const Slot slot : story.members) {
                if (slot >= fresh_from) {
                    group_of[slot] = average.add({slot});
                } else {
                    old.push_back(slot);
                }
            }
            if (old.empty()) continue;
            const std::uint32_t group = average.add(old);
            for (const Slot slot : old)
                group_of[slot] = group;
        }
    }
    for (const auto& [slot, group] : group_of) {
        for (const Edge& edge : articles[slot].edges) {
            const auto other = group_of.find(edge.other);
            if (other == group_of.end() || other->second == group) continue;
            average.link(group, other->second, average.measured(group, other->second));
        }
    }
    average.run();

    // Each group takes the id of the old story it has most of; ties: the older story. What is left over gets a new id.
    struct Claim {
        std::size_t size;
        std::int64_t id;
        std::uint32_t story, group;
    };
    const auto groups = std::move(average).groups();
    std::vector<Claim> claims;
    for (std::uint32_t g = 0; g < groups.size(); ++g) {
        std::map<std::uint32_t, std::size_t> from;
        for (const Slot slot : groups[g])
            ++from[articles[slot].story];
        for (const auto& [story, size] : from)
            claims.push_back({size, stories[story].id, story, g});
    }
    std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
        if (a.size != b.size) return a.size > b.size;
        return a.id != b.id ? a.id < b.id : a.group < b.group;
    });
    std::vector<std::optional<std::uint32_t>> home(groups.size());
    std::map<std::uint32_t, std::uint32_t> keeper;  // old story -> group that keeps its id
    for (const Claim& claim : claims) {
        if (home[claim.group] || keeper.contains(claim.story)) continue;
        home[claim.group] = claim.story;
        keeper.emplace(claim.story, claim.group);
    }
    std::vector<std::uint32_t> order(groups.size());
    for (std::uint32_t g = 0; g < groups.size(); ++g)
        order[g] = g;
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return groups[a].front() < groups[b].front(); });
    for (const std::uint32_t g : order) {
        if (!home[g]) home[g] = open_story();
    }
    for (const Claim& claim : claims) {  // a story without a group of its own goes where most of it went
        if (keeper.contains(claim.story)) continue;
        keeper.emplace(claim.story, claim.group);
        changes.forwarded.emplace_back(claim.id, stories[*home[claim.group]].id);
        stories[claim.story].dead = true;
        ++dead_stories;
        stories[claim.story].members.clear();
    }
    for (const std::uint32_t g : order) {
        OpenStory& story = stories[*home[g]];
        std::int64_t last = kNoTime;
        for (const Slot slot : groups[g]) {
            OpenArticle& article = articles[slot];
            last = std::max(
                {last, article.vector.time, article.vector.time == kNoTime ? stories[article.story].last : kNoTime});
        }
        for (const Slot slot : groups[g]) {
            if (articles[slot].story == *home[g]) continue;
            changes.moved.push_back({articles[slot].vector.id, story.id});
        }
        story.members = groups[g];
        story.last = std::max(last, story.last);
    }
    for (const std::uint32_t g : order) {
        for (const Slot slot : groups[g])
            articles[slot].story = *home[g];
    }
    std::sort(changes.moved.begin(), changes.moved.end(),
              [](const Assignment& a, const Assignment& b) { return a.id < b.id; });
    std::sort(changes.forwarded.begin(), changes.forwarded.end());
    fresh_from = static_cast<Slot>(articles.size());
    close_stale(end);
    return changes;
}

void OpenStories::close_stale(std::int64_t end) {
    const std::int64_t before = end - std::int64_t{86400} * options.close_after_days;
    for (OpenStory& story : stories) {
        if (story.dead || story.last >= before) continue;
        story.dead = true;
        ++dead_stories;
        for (const Slot slot : story.members) {
            articles[slot].dead = true;
            articles[slot].vector.entries = {};
            articles[slot].edges = {};
            ++dead_articles;
        }
        story.members.clear();
    }
    if (dead_articles * 4 > articles.size() || dead_stories * 2 > stories.size()) compact();
}

/// New slots and story indexes in the old order, without the dead.
void OpenStories::compact() {
    std::vector<std::uint32_t> new_story(stories.size(), 0xFFFFFFFFU);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < stories.size(); ++i) {
        if (stories[i].dead) continue;
        new_story[i] = static_cast<std::uint32_t>(kept);
        if (kept != i) stories[kept] = std::move(stories[i]);
        ++kept;
    }
    stories.resize(kept);
    std::vector<Slot> new_slot(articles.size(), 0xFFFFFFFFU);
    kept = 0;
    for (std::size_t i = 0; i < articles.size(); ++i) {
        if (articles[i].dead) continue;
        new_slot[i] = static_cast<Slot>(kept);
        if (kept != i) articles[kept] = std::move(articles[i]);
        articles[kept].story = new_story[articles[kept].story];
        ++kept;
    }
    articles.resize(kept);
    for (OpenArticle& article : articles) {
        std::erase_if(article.edges, [&](const Edge& edge) { return new_slot[edge.other] == 0xFFFFFFFFU; });
        for (Edge& edge : article.edges)
            edge.other = new_slot[edge.other];
    }
    for (OpenStory& story : stories) {
        for (Slot& slot : story.members)
            slot = new_slot[slot];
    }
    settled.renumber(new_slot);
    fresh_from = static_cast<Slot>(articles.size());
    dead_articles = dead_stories = 0;
    scores.assign(articles.size(), 0.0F);
}

}  // namespace newsloom::story::detail
