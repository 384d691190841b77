// Second pass, when an epoch closes: the stories that got articles are taken apart and put together again by average
// link over candidate pairs, so that a chain of neighbours does not become one story; stories that did not change take
// part as they are.
#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <utility>

#include "story/detail/open_stories.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kNeighbours = 20;    // articles scored per new article
constexpr std::size_t kKeptEdges = 8;      // of which the best stay as edges
constexpr float kWeakEdge = -1.5F;         // log-odds under which a pair is no edge and groups are not linked
constexpr std::size_t kMostResplit = 200;  // larger stories are not taken apart
constexpr std::size_t kSummed = 48;        // members that make a story's sum
// What is left over joins when it is nearly sure, and much surer than of any other group.
constexpr std::size_t kMostLeftOver = 2;  // articles
constexpr float kNearlySure = -0.5F;      // log-odds
constexpr float kFarther = 0.4F;          // the next best group's are lower by this
constexpr float kLikeEnough = 0.2F;       // cosine of all words
constexpr float kHalfADay = 0.05F;        // as days_apart counts
constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// Agglomeration with a heap over linked groups: the pair with the best log-odds merges, links of the new group are
/// measured again on the sums. A group is linked to what either part was linked to.
class Agglomeration {
  public:
    explicit Agglomeration(const OpenStories& open) : open_(&open), least_(open.teacher ? -3.0F : 0.0F) {}

    std::uint32_t add(Slot slot) {
        nodes_.push_back({{slot}, {}, nullptr, facts_of(open_->articles[slot].vector), {}, true});
        return static_cast<std::uint32_t>(nodes_.size() - 1);
    }
    std::uint32_t add(std::vector<Slot> members, Group sum) {
        if (members.size() == 1) return add(members.front());
        GroupFacts facts = sum.facts;
        nodes_.push_back({std::move(members), std::move(sum), nullptr, facts, {}, true});
        return static_cast<std::uint32_t>(nodes_.size() - 1);
    }
    /// `sum` must outlive the run; it is copied only when the group grows.
    std::uint32_t add_shared(std::vector<Slot> members, const Group& sum) {
        if (members.size() == 1) return add(members.front());
        nodes_.push_back({std::move(members), {}, &sum, sum.facts, {}, true});
        return static_cast<std::uint32_t>(nodes_.size() - 1);
    }
    /// `known` is the log-odds of two single articles.
    void link(std::uint32_t a, std::uint32_t b, float known) {
        if (a == b || find(nodes_[a].links, b) != nullptr) return;
        if (!languages_meet(open_->articles[nodes_[a].members.front()].vector,
                            open_->articles[nodes_[b].members.front()].vector))
            return;
        const bool single = nodes_[a].members.size() == 1 && nodes_[b].members.size() == 1;
        const float logit = single ? known : merge_logit(open_->model(), probed(a, b));
        if (logit <= kWeakEdge) return;
        set(nodes_[a].links, b, logit);
        set(nodes_[b].links, a, logit);
        push(a, b, logit);
    }
    void run() {
        while (!heap_.empty()) {
            const Item top = heap_.top();
            heap_.pop();
            if (!nodes_[top.a].alive || !nodes_[top.b].alive) continue;
            const float* known = find(nodes_[top.a].links, top.b);
            if (known == nullptr || *known != top.logit) continue;
            if (open_->teacher) {
                const auto says = open_->teacher(nodes_[top.a].members, nodes_[top.b].members, measured(top.a, top.b));
                if (!says.value_or(top.logit > 0)) {
                    erase(nodes_[top.a].links, top.b);
                    erase(nodes_[top.b].links, top.a);
                    continue;
                }
            }
            merge(top.a, top.b);
        }
    }
    /// A comment, a live page or a side report has few words of the story it goes with, and yet there is only one that
    /// it can mean. It joins that one, within half a day and when none of its outlets is there already.
    void join_left_over() {
        if (open_->teacher) return;
        std::vector<Item> waiting;
        for (std::uint32_t a = 0; a < nodes_.size(); ++a) {
            if (!nodes_[a].alive || nodes_[a].members.size() > kMostLeftOver) continue;
            if (const auto best = only_link(a)) waiting.push_back({best->second, a, best->first});
        }
        std::sort(waiting.begin(), waiting.end(), [](const Item& x, const Item& y) { return y < x; });
        for (const Item& item : waiting) {
            if (!nodes_[item.a].alive) continue;
            const auto best = only_link(item.a);  // others may have joined since
            if (!best || nodes_[best->first].members.size() < nodes_[item.a].members.size()) continue;
            const Signals seen = measured(item.a, best->first);
            if (seen[kCosBody] < kLikeEnough || seen[kDaysApart] > kHalfADay || seen[kSameOutlet] > 0) continue;
            best->first < item.a ? merge(best->first, item.a) : merge(item.a, best->first);
        }
    }
    [[nodiscard]] std::vector<std::vector<Slot>> groups() && {
        std::vector<std::vector<Slot>> result;
        for (Node& node : nodes_) {
            if (node.alive) result.push_back(std::move(node.members));
        }
        return result;
    }

  private:
    using Links = std::vector<std::pair<std::uint32_t, float>>;  // log-odds to other groups, by group

    static Links::iterator place(Links& links, std::uint32_t other) {
        return std::lower_bound(links.begin(), links.end(), other,
                                [](const auto& link, std::uint32_t key) { return link.first < key; });
    }
    static float* find(Links& links, std::uint32_t other) {
        const auto at = place(links, other);
        return at != links.end() && at->first == other ? &at->second : nullptr;
    }
    static void set(Links& links, std::uint32_t other, float logit) {
        const auto at = place(links, other);
        if (at != links.end() && at->first == other) {
            at->second = logit;
        } else {
            links.insert(at, {other, logit});
        }
    }
    static void erase(Links& links, std::uint32_t other) {
        const auto at = place(links, other);
        if (at != links.end() && at->first == other) links.erase(at);
    }

    [[nodiscard]] std::optional<std::pair<std::uint32_t, float>> only_link(std::uint32_t a) const {
        std::pair<std::uint32_t, float> best{kNone, -8.0F};
        float second = -8;
        for (const auto& link : nodes_[a].links) {
            if (link.second > best.second) {
                second = best.second;
                best = link;
            } else {
                second = std::max(second, link.second);
            }
        }
        if (best.second < kNearlySure || best.second - second < kFarther) return std::nullopt;
        return best;
    }

    struct Node {
        std::vector<Slot> members;      // ascending
        Group own;                      // sum of two or more, unless it is
        const Group* shared = nullptr;  // that of a story as it is
        GroupFacts facts;
        Links links;
        bool alive = true;
        [[nodiscard]] const Group& sum() const { return shared != nullptr ? *shared : own; }
    };
    struct Item {
        float logit;
        std::uint32_t a, b;
        bool operator<(const Item& other) const {  // largest first, then the oldest groups
            if (logit != other.logit) return logit < other.logit;
            return a != other.a ? a > other.a : b > other.b;
        }
    };
    [[nodiscard]] const ArticleVector& article(const Node& node) const {
        return open_->articles[node.members.front()].vector;
    }
    /// The same as `measured`, cheaper when `a` is that of the call before.
    Signals probed(std::uint32_t a, std::uint32_t b) {
        const Node& x = nodes_[a];
        const Node& y = nodes_[b];
        if (probe_of_ != a) {
            x.members.size() > 1 ? probe_.set(x.sum()) : probe_.set(article(x));
            probe_of_ = a;
        }
        return y.members.size() > 1 ? probe_.to(open_->model(), y.sum()) : probe_.to(open_->model(), article(y));
    }
    [[nodiscard]] Signals measured(std::uint32_t a, std::uint32_t b) const {
        const Node& x = nodes_[a];
        const Node& y = nodes_[b];
        const MergeModel& model = open_->model();
        if (x.members.size() > 1 && y.members.size() > 1) return signals(model, x.sum(), y.sum());
        if (x.members.size() > 1) return signals(model, article(y), x.sum());
        if (y.members.size() > 1) return signals(model, article(x), y.sum());
        return signals(model, article(x), article(y));
    }
    void push(std::uint32_t a, std::uint32_t b, float logit) {
        if (logit > least_) heap_.push({logit, std::min(a, b), std::max(a, b)});
    }
    void merge(std::uint32_t a, std::uint32_t b) {
        Node& into = nodes_[a];
        Node& from = nodes_[b];
        if (into.own.words.capacity() == 0 && !spare_.empty()) {
            into.own = std::move(spare_.back());
            spare_.pop_back();
        }
        if (into.shared != nullptr) into.own = *into.shared;
        into.shared = nullptr;
        if (into.members.size() == 1) into.own.add(article(into));
        if (from.members.size() == 1) {
            into.own.add(article(from));
        } else {
            into.own.add(from.sum());
        }
        into.facts = into.own.facts;
        std::vector<Slot> members(into.members.size() + from.members.size());
        std::merge(into.members.begin(), into.members.end(), from.members.begin(), from.members.end(), members.begin());
        into.members = std::move(members);
        from.alive = false;
        erase(into.links, b);
        erase(from.links, a);
        const Links links = both(into.links, from.links);
        for (const auto& [other, logit] : from.links)
            erase(nodes_[other].links, b);
        probe_.set(into.own);
        probe_of_ = kNone;
        into.links.clear();
        for (const auto& [other, known] : links) {
            Node& there = nodes_[other];
            const float logit =
                merge_logit(open_->model(), there.members.size() > 1 ? probe_.to(open_->model(), there.sum())
                                                                     : probe_.to(open_->model(), article(there)));
            if (logit <= kWeakEdge) {
                erase(there.links, a);
                continue;
            }
            into.links.emplace_back(other, logit);
            set(there.links, a, logit);
            push(a, other, logit);
        }
        if (from.own.words.capacity() != 0 && spare_.size() < 64) {
            spare_.push_back(std::move(from.own));
            spare_.back().clear();
        }
        from = Node{{}, {}, nullptr, {}, {}, false};
    }
    /// Of both lists; where both have a group, the surer link.
    static Links both(const Links& a, const Links& b) {
        Links result;
        result.reserve(a.size() + b.size());
        auto i = a.begin(), j = b.begin();
        while (i != a.end() && j != b.end()) {
            if (i->first == j->first) {
                result.emplace_back(i->first, std::max(i->second, j->second));
                ++i;
                ++j;
            } else {
                result.push_back(i->first < j->first ? *i++ : *j++);
            }
        }
        result.insert(result.end(), i, a.end());
        result.insert(result.end(), j, b.end());
        return result;
    }

    const OpenStories* open_;
    float least_;
    std::vector<Node> nodes_;
    std::priority_queue<Item> heap_;
    Probe probe_;
    std::uint32_t probe_of_ = kNone;  // the group that probe_ has
    std::vector<Group> spare_;        // empty, with room
};

}  // namespace

/// The sum of (at most the newest 48 of) its members, in order: what the first pass compares with. Made from the
/// members alone, so that a clusterer read back from bytes has the same.
void OpenStories::sum_up(OpenStory& story) { story.sum = story.members.size() > 1 ? sum_of(story.members) : Group{}; }

/// Of the articles in the language of the first.
Group OpenStories::sum_of(std::span<const Slot> members) {
    summed.clear();
    std::vector<Slot> own;
    for (const Slot slot : members) {
        if (languages_meet(articles[members.front()].vector, articles[slot].vector)) own.push_back(slot);
    }
    const std::size_t from = own.size() > kSummed ? own.size() - kSummed : 0;
    for (std::size_t i = from; i < own.size(); ++i)
        summed.add(articles[own[i]].vector);
    for (std::size_t i = 0; i < from; ++i)
        summed.facts.add(facts_of(articles[own[i]].vector));
    Group sum;  // of few sizes, which its successor can take
    sum.words.reserve((summed.words.size() + 63) / 64 * 64);
    sum.weights.reserve((summed.words.size() + 63) / 64 * 64);
    sum = summed;
    return sum;
}

/// Settled members first, as at the last close; then what came after, as the first pass added it.
void OpenStories::sum_up_all() {
    for (OpenStory& story : stories) {
        const std::vector<Slot> members = std::move(story.members);
        story.members.assign(members.begin(), std::lower_bound(members.begin(), members.end(), fresh_from));
        sum_up(story);
        for (std::size_t i = story.members.size(); i < members.size(); ++i) {
            if (i == 1) story.sum.add(articles[members.front()].vector);
            if (i > 0 && languages_meet(articles[members.front()].vector, articles[members[i]].vector))
                story.sum.add(articles[members[i]].vector);
        }
        story.members = members;
    }
}

/// Weighs the epoch's articles by the statistics that now include them, finds their edges, moves them to the main
/// index.
void OpenStories::settle_fresh() {
    fresh.clear();
    for (auto slot = fresh_from; slot < articles.size(); ++slot)
        articles[slot].vector.weigh(statistics);
    for (auto slot = fresh_from; slot < articles.size(); ++slot) {
        OpenArticle& article = articles[slot];
        const StrongWords strong(article.vector.entries);
        probe.set(article.vector);
        std::vector<Edge> edges;
        const std::span<const ArticleIndex::Hit> alike = candidates(strong, kNeighbours);
        for (const ArticleIndex::Hit& hit : alike)
            __builtin_prefetch(&articles[hit.slot]);
        for (const ArticleIndex::Hit& hit : alike) {
            const ArticleVector& other = articles[hit.slot].vector;
            if (&hit != &alike.back()) prefetch_entries(articles[(&hit)[1].slot].vector);
            if (!languages_meet(article.vector, other)) continue;
            const float here = merge_logit(model(), probe.to(model(), other));
            if (here > kWeakEdge) edges.push_back({hit.slot, here});
        }
        std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
            return a.logit != b.logit ? a.logit > b.logit : a.other < b.other;
        });
        if (edges.size() > kKeptEdges) edges.resize(kKeptEdges);
        edges.shrink_to_fit();
        article.edges = std::move(edges);
        settled.add(slot, strong);
        add_abroad(slot, article.vector);
    }
}

EpochChanges OpenStories::close_epoch(std::int64_t end) {
    settle_fresh();
    EpochChanges changes;

    // The region: stories with new articles, and stories that new articles have edges to.
    enum Mark : char { kFar, kNear, kChanged };
    std::vector<char> marks(stories.size(), kFar);
    for (auto slot = fresh_from; slot < articles.size(); ++slot) {
        marks[articles[slot].story] = kChanged;
        if (articles[slot].vector.time == kNoTime) {
            OpenStory& story = stories[articles[slot].story];
            story.last = std::max(story.last, end);
        }
    }
    const auto mark_near = [&](Slot slot) {
        char& mark = marks[articles[slot].story];
        mark = std::max(mark, static_cast<char>(kNear));
    };
    for (auto slot = fresh_from; slot < articles.size(); ++slot) {
        for (const Edge& edge : articles[slot].edges)
            mark_near(edge.other);
        for (const Slot other : candidates_abroad(articles[slot].vector))
            mark_near(other);
    }

    Agglomeration pool(*this);
    std::vector<std::uint32_t> group_of(articles.size(), kNone);
    for (std::uint32_t index = 0; index < marks.size(); ++index) {
        if (marks[index] == kFar) continue;
        const OpenStory& story = stories[index];
        if (marks[index] == kChanged && story.members.size() <= kMostResplit) {
            for (const Slot slot : story.members)
                group_of[slot] = pool.add(slot);
            continue;
        }
        // As it is, with what came new taken out again.
        std::vector<Slot> old;
        for (const Slot slot : story.members) {
            if (slot >= fresh_from) {
                group_of[slot] = pool.add(slot);
            } else {
                old.push_back(slot);
            }
        }
        // By languages, which are linked anew below.
        while (!old.empty()) {
            const ArticleVector& first = articles[old.front()].vector;
            const auto rest = std::stable_partition(
                old.begin(), old.end(), [&](Slot slot) { return languages_meet(first, articles[slot].vector); });
            std::vector<Slot> part(old.begin(), rest);
            old.erase(old.begin(), rest);
            const std::uint32_t group =
                part.size() == story.members.size() ? pool.add_shared(part, story.sum) : pool.add(part, sum_of(part));
            for (const Slot slot : part)
                group_of[slot] = group;
        }
    }
    for (Slot slot = 0; slot < group_of.size(); ++slot) {
        const std::uint32_t group = group_of[slot];
        if (group == kNone) continue;
        for (const Edge& edge : articles[slot].edges) {
            const std::uint32_t other = group_of[edge.other];
            if (other != kNone && other != group) pool.link(group, other, edge.logit);
        }
    }
    pool.run();
    pool.join_left_over();

    // Each group takes the id of the old story it has most of; ties: the older story. What is left over gets a new id.
    struct Claim {
        std::size_t size;
        std::int64_t id;
        std::uint32_t story, group;
    };
    auto groups = std::move(pool).groups();
    link_languages(articles, groups);
    std::vector<Claim> claims;
    std::vector<std::uint32_t> from;
    for (std::uint32_t g = 0; g < groups.size(); ++g) {
        from.clear();
        for (const Slot slot : groups[g])
            from.push_back(articles[slot].story);
        std::sort(from.begin(), from.end());
        for (auto at = from.begin(); at != from.end();) {
            const auto next = std::upper_bound(at, from.end(), *at);
            claims.push_back({static_cast<std::size_t>(next - at), stories[*at].id, *at, g});
            at = next;
        }
    }
    std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
        if (a.size != b.size) return a.size > b.size;
        return a.id != b.id ? a.id < b.id : a.group < b.group;
    });
    std::vector<std::uint32_t> home(groups.size(), kNone), keeper(stories.size(), kNone);  // of a group; of a story
    for (const Claim& claim : claims) {
        if (home[claim.group] != kNone || keeper[claim.story] != kNone) continue;
        home[claim.group] = claim.story;
        keeper[claim.story] = claim.group;
    }
    std::vector<std::uint32_t> order(groups.size());
    for (std::uint32_t g = 0; g < groups.size(); ++g)
        order[g] = g;
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return groups[a].front() < groups[b].front(); });
    for (const std::uint32_t g : order) {
        if (home[g] == kNone) home[g] = open_story();
    }
    for (const Claim& claim : claims) {  // a story without a group of its own goes where most of it went
        if (keeper[claim.story] != kNone) continue;
        keeper[claim.story] = claim.group;
        changes.forwarded.emplace_back(claim.id, stories[home[claim.group]].id);
        OpenStory& story = stories[claim.story];
        story.dead = true;
        ++dead_stories;
        story.members = {};
        story.sum = {};
    }
    marks.resize(stories.size(), kChanged);
    // Stories as they were need nothing more.
    std::erase_if(order, [&](auto g) { return marks[home[g]] != kChanged && groups[g] == stories[home[g]].members; });
    for (const std::uint32_t g : order) {
        OpenStory& story = stories[home[g]];
        std::int64_t last = kNoTime;
        for (const Slot slot : groups[g]) {
            OpenArticle& article = articles[slot];
            last = std::max(
                {last, article.vector.time, article.vector.time == kNoTime ? stories[article.story].last : kNoTime});
            if (article.story != home[g]) changes.moved.push_back({article.vector.id, story.id});
        }
        story.last = std::max(last, story.last);
    }
    for (const std::uint32_t g : order) {
        OpenStory& story = stories[home[g]];
        for (const Slot slot : groups[g])
            articles[slot].story = home[g];
        story.members = std::move(groups[g]);
        sum_up(story);
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
            closed[slot] = true;
            spare_rows.give(std::exchange(articles[slot].vector.entries, {}));
            spare_rows.give(std::exchange(articles[slot].vector.abroad, {}));
            articles[slot].edges = {};
            ++dead_articles;
        }
        story.members = {};
        story.sum = {};
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
        if (closed[i]) continue;
        new_slot[i] = static_cast<Slot>(kept);
        if (kept != i) articles[kept] = std::move(articles[i]);
        articles[kept].story = new_story[articles[kept].story];
        ++kept;
    }
    articles.resize(kept);
    closed.assign(kept, false);
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
    for (auto& [language, index] : abroad)
        index.renumber(new_slot);
    fresh_from = static_cast<Slot>(articles.size());
    dead_articles = dead_stories = 0;
    scores.assign(articles.size(), 0.0F);
}

}  // namespace newsloom::story::detail
