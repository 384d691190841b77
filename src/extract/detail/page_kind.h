/// What kind of page it is, as numbers: for telling articles from section fronts, products, forums, documentation.
#pragma once

#include <string>
#include <vector>

#include "extract/detail/roles.h"

namespace newsloom::extract {

[[nodiscard]] const std::vector<std::string>& page_feature_names();
[[nodiscard]] std::vector<float> page_features(const Facts& facts, const Sorted& sorted, const Article& article);

}  // namespace newsloom::extract
