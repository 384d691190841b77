#include "story/detail/senses.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "story/detail/data_files.h"

namespace newsloom::story::detail {
namespace {

using Table = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // stem -> stem of the group's first word; sorted

Table read(std::string_view name, Tongue tongue) {
    std::string_view text = data_file(name);
    Table table;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line = line.substr(0, line.find('#'));
        std::uint32_t first = 0;
        dedup::scan_words(line, [&](const dedup::ScannedWord& word) {
            const auto stem = static_cast<std::uint32_t>(mix64(stemmed(word, tongue)) >> 32);
            if (first == 0) first = stem;
            table.emplace_back(stem, first);
        });
    }
    // A word in several groups belongs to the first.
    std::stable_sort(table.begin(), table.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    table.erase(
        std::unique(table.begin(), table.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
        table.end());
    return table;
}

}  // namespace

std::uint32_t sense_of(std::uint32_t stem, Tongue tongue) {
    static const Table english = read("same_words.en.txt", Tongue::english);
    static const Table german = read("same_words.de.txt", Tongue::german);
    if (tongue == Tongue::other) return stem;
    const Table& table = tongue == Tongue::german ? german : english;
    const auto at = std::lower_bound(table.begin(), table.end(), std::pair(stem, std::uint32_t{0}));
    return at != table.end() && at->first == stem ? at->second : stem;
}

}  // namespace newsloom::story::detail
