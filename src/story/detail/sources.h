/// Which articles come from one source.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "story/corroborate.h"

namespace newsloom::story::detail {

/// Groups of members (by index) that are one source: the same outlet, outlets of one owner, copies of one text, texts
/// of one agency. Members without a known outlet are in no group. In order of the first member.
[[nodiscard]] std::vector<std::vector<std::size_t>> source_groups(std::span<const Member* const> members);

/// Members in reading order: by time, then id; the newest extraction of each document only.
[[nodiscard]] std::vector<const Member*> in_order(const StoryMaterial& material);

}  // namespace newsloom::story::detail
