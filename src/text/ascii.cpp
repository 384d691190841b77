#include "text/ascii.h"

#include <algorithm>

namespace newsloom::ascii {

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        c = lower(c);
    return result;
}

bool iequals(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from) {
    if (needle.empty()) return from <= text.size() ? from : std::string_view::npos;
    const char small = lower(needle.front());
    const char capital = is_lower(small) ? static_cast<char>(small - ('a' - 'A')) : small;
    // Where each of the two stands next; npos is behind all.
    std::size_t next_small = text.find(small, from), next_capital = text.find(capital, from);
    while (true) {
        const std::size_t at = std::min(next_small, next_capital);
        if (at >= text.size() || text.size() - at < needle.size()) return std::string_view::npos;
        if (iequals(text.substr(at, needle.size()), needle)) return at;
        if (next_small == at) next_small = text.find(small, at + 1);
        if (next_capital == at) next_capital = text.find(capital, at + 1);
    }
}

}  // namespace newsloom::ascii
