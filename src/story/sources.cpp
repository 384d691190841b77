#include "story/detail/sources.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

#include "dedup/collapse.h"

namespace newsloom::story {
namespace detail {

namespace {

/// What makes two members one source: `each` gets the name of every such thing.
template <class Each>
void each_key(const Member& member, const Each& each) {
    if (member.outlet == nullptr) return;
    each("outlet:" + std::to_string(member.outlet->id.value));
    // An owner may be named by its own name or by the outlet it owns.
    each("owner:" + (member.outlet->owner.empty() ? member.outlet->name : member.outlet->owner));
    if (member.copy.group) each("text:" + std::to_string(member.copy.group.value));
    const std::string agency = !member.copy.agency.empty() ? member.copy.agency : dedup::agency_of(*member.article);
    if (!agency.empty()) each("agency:" + agency);
}

/// Disjoint sets of the first n numbers; the smallest of a set stands for it.
class Sets {
  public:
    explicit Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
    std::size_t root(std::size_t i) {
        while (parent_[i] != i)
            i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    /// False when they were in one set before.
    bool join(std::size_t a, std::size_t b) {
        a = root(a);
        b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
        return a != b;
    }

  private:
    std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<std::vector<std::size_t>> source_groups(std::span<const Member* const> members) {
    Sets sets(members.size());
    std::map<std::string, std::size_t> first;  // key of a source -> a member of it
    for (std::size_t i = 0; i < members.size(); ++i) {
        each_key(*members[i], [&](std::string key) {
            const auto [at, is_new] = first.emplace(std::move(key), i);
            if (!is_new) sets.join(i, at->second);
        });
    }
    std::vector<std::vector<std::size_t>> groups;
    std::map<std::size_t, std::size_t> group_of;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i]->outlet == nullptr) continue;
        const auto [at, is_new] = group_of.emplace(sets.root(i), groups.size());
        if (is_new) groups.emplace_back();
        groups[at->second].push_back(i);
    }
    return groups;
}

Sources::Sources(std::span<const Member* const> members) : keys_(members.size()), known_(members.size(), false) {
    std::map<std::string, std::uint32_t> numbers;
    for (std::size_t i = 0; i < members.size(); ++i) {
        std::size_t at = 0;
        each_key(*members[i], [&](std::string key) {
            const auto number = static_cast<std::uint32_t>(numbers.size()) + 1;
            keys_[i][at++] = numbers.emplace(std::move(key), number).first->second;
        });
    }
    key_count_ = numbers.size() + 1;
    // Keys of one member alone join nobody.
    std::vector<std::uint32_t> holders(key_count_, 0);
    for (const auto& keys : keys_) {
        for (const std::uint32_t key : keys)
            ++holders[key];
    }
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        if (keys_[i].front() == kNone) continue;
        known_[i] = true;
        for (std::uint32_t& key : keys_[i])
            key = holders[key] == 1 ? kNone : key;
        std::sort(keys_[i].begin(), keys_[i].end(), std::greater<>());
    }
}

int Sources::behind(std::span<const std::size_t> members) const {
    int count = 0;
    bool any_key = false;
    for (const std::size_t m : members) {
        count += known_[m] ? 1 : 0;
        any_key = any_key || keys_[m].front() != kNone;
    }
    if (!any_key) return count;
    constexpr std::size_t kNobody = 0;
    std::vector<std::size_t> first(key_count_, kNobody);  // of the members with a key, + 1
    Sets sets(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        for (const std::uint32_t key : keys_[members[i]]) {
            if (key == kNone) break;
            if (first[key] == kNobody) {
                first[key] = i + 1;
            } else if (sets.join(first[key] - 1, i)) {
                --count;
            }
        }
    }
    return count;
}

std::vector<const Member*> in_order(const StoryMaterial& material) {
    std::vector<const Member*> members;
    for (const Member& member : material.members)
        members.push_back(&member);
    const auto key = [](const Member* m) { return std::tuple(m->article->time(), m->article->id.value); };
    std::sort(members.begin(), members.end(), [&](const Member* a, const Member* b) { return key(a) < key(b); });
    std::map<std::int64_t, std::int64_t> newest;  // document -> its newest article
    for (const Member* member : members) {
        if (member->article->document) {
            auto& id = newest[member->article->document.value];
            id = std::max(id, member->article->id.value);
        }
    }
    std::erase_if(members, [&](const Member* member) {
        return member->article->document && newest[member->article->document.value] != member->article->id.value;
    });
    return members;
}

}  // namespace detail

int independent_sources(std::span<const Member* const> members) {
    return static_cast<int>(detail::source_groups(members).size());
}

}  // namespace newsloom::story
