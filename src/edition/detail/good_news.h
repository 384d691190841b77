/// Good news by a rule that anyone can check: the headline or the first sentence tells of a good outcome, and neither
/// tells of harm.
#pragma once

#include <string_view>

namespace newsloom::edition::detail {

[[nodiscard]] bool is_good_news(std::string_view headline, std::string_view first_sentence);

}  // namespace newsloom::edition::detail
