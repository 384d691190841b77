/// All lines of an edition, in printing order.
#pragma once

#include <functional>

#include "model/edition.h"

namespace newsloom::pipeline {

/// Lines without pieces are not printed and not visited. `story` is none outside of stories.
void for_each_line(const Edition& edition, const std::function<void(const Line& line, StoryId story)>& visit);

}  // namespace newsloom::pipeline
