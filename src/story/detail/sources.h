/// Which articles come from one source.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "story/corroborate.h"

namespace newsloom::story::detail {

/// Groups of members (by index) that are one source: the same outlet, outlets of one owner, copies of one text, texts
/// of one agency. Members without a known outlet are in no group. In order of the first member.
[[nodiscard]] std::vector<std::vector<std::size_t>> source_groups(std::span<const Member* const> members);

/// How many sources stand behind some of a story's members, for the many times that this is asked: what outlet, owner,
/// text and agency are of each is looked up once. The same numbers as independent_sources.
class Sources {
  public:
    explicit Sources(std::span<const Member* const> members);
    /// Members by index.
    [[nodiscard]] int behind(std::span<const std::size_t> members) const;

  private:
    static constexpr std::uint32_t kNone = 0;
    std::vector<std::array<std::uint32_t, 4>> keys_;  ///< of each member, those that others have too; then kNone
    std::vector<bool> known_;                         ///< of each member: its outlet is
    std::size_t key_count_ = 1;
};

/// Members in reading order: by time, then id; the newest extraction of each document only.
[[nodiscard]] std::vector<const Member*> in_order(const StoryMaterial& material);

}  // namespace newsloom::story::detail
