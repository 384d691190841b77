/// An edition whose only story is one of input_stories.h.
#pragma once

#include <algorithm>
#include <chrono>

#include "edition/compose.h"
#include "story/corroborate.h"

namespace newsloom::evaluation {

struct EditionOfOne {
    edition::Material material;  ///< points into the story and what it was told from
    edition::Options options;    ///< looked at an hour after the last report
};

[[nodiscard]] inline EditionOfOne edition_of_one(const Story& story, const story::StoryMaterial& told_from) {
    EditionOfOne one;
    one.material.stories = {&story};
    for (const story::Member& member : told_from.members) {
        one.material.articles[member.article->id] = member.article;
        one.material.annotations[member.article->id] = member.annotations;
        if (member.outlet != nullptr) one.material.outlets[member.outlet->id] = member.outlet;
    }
    one.options.now = std::max(story.last, Instant{} + std::chrono::hours(1000)) + std::chrono::hours(1);
    one.options.day = date_of(one.options.now);
    return one;
}

}  // namespace newsloom::evaluation
