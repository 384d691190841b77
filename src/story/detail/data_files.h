/// The data files of this room (data/story/), compiled in.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/log_odds.h"

namespace newsloom::story::detail {

/// The bytes of data/story/NAME; empty when there is none.
[[nodiscard]] std::string_view data_file(std::string_view name);
/// Calls each(line, number) for every line of data/story/NAME, from 1, without its comment ("# ...").
template <class Each>
void each_data_line(std::string_view name, const Each& each) {
    std::string_view text = data_file(name);
    for (std::uint32_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        each(line.substr(0, line.find('#')), number);
    }
}

}  // namespace newsloom::story::detail
