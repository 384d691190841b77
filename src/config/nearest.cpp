#include "config/detail/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace newsloom::config {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row.back();
}

}  // namespace

std::string did_you_mean(std::string_view given, std::span<const std::string> known) {
    given = given.substr(0, 100);
    std::string_view best;
    std::size_t least = given.size() / 3 + 1;
    for (const std::string& name : known) {
        if (const std::size_t distance = edit_distance(given, name); distance < least) {
            least = distance;
            best = name;
        }
    }
    return best.empty() ? std::string() : "; did you mean \"" + std::string(best) + "\"?";
}

}  // namespace newsloom::config
