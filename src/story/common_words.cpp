#include "story/detail/common_words.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "story/detail/data_files.h"
#include "story/detail/key_index.h"
#include "story/detail/stems.h"

namespace newsloom::story::detail {
namespace {

// As the inverse document frequency of such words falls, with 0 for words of every text and 1 for rare ones.
constexpr float kInEveryText = 0.25F, kInManyTexts = 0.55F;

using Rarities = std::vector<std::pair<std::uint32_t, float>>;  // by stem

void read(std::string_view name, Tongue tongue, Rarities& rarities) {
    each_data_line(name, [&](std::string_view line, std::uint32_t) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return;
        const float rarity = line.starts_with("every") ? kInEveryText : kInManyTexts;
        line.remove_prefix(colon + 1);
        dedup::scan_words(line, [&](const dedup::ScannedWord& word) {
            rarities.emplace_back(static_cast<std::uint32_t>(mix64(stemmed(word, tongue)) >> 32), rarity);
        });
    });
}

}  // namespace

float rarity_of(std::uint32_t stem) {
    static const Rarities rarities = [] {
        Rarities all;
        read("common_words.en.txt", Tongue::english, all);
        read("common_words.de.txt", Tongue::german, all);
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
                  all.end());
        return all;
    }();
    static const KeyIndex places = [] {
        KeyIndex index(rarities.size());
        for (const auto& [known, rarity] : rarities)
            index.number_of(known);
        return index;
    }();
    const std::uint32_t place = places.find(stem);
    return place == KeyIndex::kNone ? 1.0F : rarities[place].second;
}

}  // namespace newsloom::story::detail
