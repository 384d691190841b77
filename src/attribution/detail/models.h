/// The learned decisions of one language, read from the compiled-in weights at first use.
#pragma once

#include <string_view>

#include "attribution/detail/scorer.h"

namespace newsloom::attribution::detail {

struct Models {
    Scorer cue, content, left, right, source;

    [[nodiscard]] static const Models& of(std::string_view language);
};

}  // namespace newsloom::attribution::detail
