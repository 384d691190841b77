/// The learned decisions about pairs, as data/story has them or as an evaluation learned them without some stories.
#pragma once

#include "story/corroborate.h"
#include "story/detail/data_files.h"
#include "story/detail/difference.h"
#include "story/detail/second_look.h"

namespace newsloom::story::detail {

struct Models {
    LogOdds<kTraits> agreement;
    LogOdds<kCountTraits> difference;
    LogOdds<kDenialTraits> denial;
    SecondModel second;
};

/// data/story/agreement.json, difference.json and denial.json.
[[nodiscard]] const Models& built_in_models();

/// story::corroborate with other models.
[[nodiscard]] Story corroborate(const StoryMaterial& material, const Models& models);

}  // namespace newsloom::story::detail
