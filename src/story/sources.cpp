#include "story/detail/sources.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

#include "dedup/collapse.h"

namespace newsloom::story {
namespace detail {

std::vector<std::vector<std::size_t>> source_groups(std::span<const Member* const> members) {
    std::vector<std::size_t> parent(members.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto root = [&](std::size_t i) {
        while (parent[i] != i)
            i = parent[i] = parent[parent[i]];
        return i;
    };
    std::map<std::string, std::size_t> first;  // key of a source -> a member of it
    const auto same = [&](std::size_t i, std::string key) {
        const auto [at, is_new] = first.emplace(std::move(key), i);
        if (is_new) return;
        const std::size_t a = root(i), b = root(at->second);
        parent[std::max(a, b)] = std::min(a, b);
    };
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Member& member = *members[i];
        if (member.outlet == nullptr) continue;
        same(i, "outlet:" + std::to_string(member.outlet->id.value));
        // An owner may be named by its own name or by the outlet it owns.
        same(i, "owner:" + (member.outlet->owner.empty() ? member.outlet->name : member.outlet->owner));
        if (member.copy.group) same(i, "text:" + std::to_string(member.copy.group.value));
        const std::string agency = !member.copy.agency.empty() ? member.copy.agency : dedup::agency_of(*member.article);
        if (!agency.empty()) same(i, "agency:" + agency);
    }
    std::vector<std::vector<std::size_t>> groups;
    std::map<std::size_t, std::size_t> group_of;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i]->outlet == nullptr) continue;
        const auto [at, is_new] = group_of.emplace(root(i), groups.size());
        if (is_new) groups.emplace_back();
        groups[at->second].push_back(i);
    }
    return groups;
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
