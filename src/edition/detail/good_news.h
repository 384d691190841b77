/// Good news by a rule that anyone can check: a headline or the first sentence tells of a good outcome, and none tells
/// of harm.
#pragma once

#include <string_view>
#include <vector>

namespace newsloom::edition::detail {

/// The headlines of a story's reports and the sentence that opens its brief.
[[nodiscard]] bool is_good_news(const std::vector<std::string_view>& texts);

}  // namespace newsloom::edition::detail
