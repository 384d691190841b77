#include "edition/detail/labels.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "edition/compose.h"

namespace newsloom::edition {
namespace {

constexpr detail::LabelEntry kLabels[] = {
#include "labels.inc"
};

std::string_view pattern(std::string_view language, std::string_view id) {
    const auto before = [](const detail::LabelEntry& entry, const std::pair<std::string_view, std::string_view>& key) {
        return std::tie(entry.language, entry.id) < std::tie(key.first, key.second);
    };
    const std::pair key(language, id);
    const auto* const found = std::lower_bound(std::begin(kLabels), std::end(kLabels), key, before);
    if (found == std::end(kLabels) || found->language != language || found->id != id) return {};
    return found->text;
}

}  // namespace

std::span<const detail::LabelEntry> detail::label_catalogue() { return kLabels; }

std::string label_text(const Label& label, std::string_view language) {
    // "de-AT" asks for "de"; what a language lacks is taken from English.
    std::string_view text = pattern(language.substr(0, language.find('-')), label.id);
    if (text.empty()) text = pattern("en", label.id);
    std::string result;
    std::size_t slot = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '{') {
            result += text[i];
            continue;
        }
        const std::size_t close = text.find('}', i);
        if (close == std::string_view::npos) break;
        const std::string_view inside = text.substr(i + 1, close - i - 1);
        if (inside.empty()) {
            if (slot < label.slots.size()) result += label.slots[slot].text;
            ++slot;
        } else if (inside.front() == ':') {
            const std::size_t bar = std::min(inside.find('|'), inside.size());
            const bool one = slot > 0 && slot <= label.slots.size() && label.slots[slot - 1].text == "1";
            result += one ? inside.substr(1, bar - 1) : inside.substr(std::min(bar + 1, inside.size()));
        }
        i = close;
    }
    return result;
}

}  // namespace newsloom::edition
