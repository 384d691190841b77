/// The articles of stories with what was found in them, as `story` and `edition` want them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/annotations.h"
#include "model/article.h"
#include "model/outlet.h"
#include "model/story.h"
#include "pipeline/detail/engine.h"
#include "story/corroborate.h"

namespace newsloom::pipeline {

/// One article of a story, with everything that story::Member points to.
struct OwnedMember {
    Article article;
    Annotations annotations;
    std::optional<Outlet> outlet;
    CopyLink copy;
};
using StoryMembers = std::vector<OwnedMember>;

/// The newest extraction of each document of the story, by document.
[[nodiscard]] Result<StoryMembers> read_members(Engine& engine, StoryId story);
/// Points into `members`.
[[nodiscard]] story::StoryMaterial material_of(StoryId id, int version, const StoryMembers& members);

struct RankedStory {
    Story story;
    StoryMembers members;
};

/// The stories with news in (since, now], best first; ties by id. At most `most`.
[[nodiscard]] Result<std::vector<RankedStory>> ranked_stories(Engine& engine, Instant since, Instant now,
                                                              std::size_t most);
/// One story, ranked. Follows forwards; nothing when there is none.
[[nodiscard]] Result<std::optional<RankedStory>> ranked_story(Engine& engine, StoryId id, Instant now);

}  // namespace newsloom::pipeline
