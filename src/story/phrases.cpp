#include "story/detail/phrases.h"

#include <algorithm>

#include "text/ascii.h"

namespace newsloom::story::detail {

namespace {
constexpr std::array<bool, 256> kWordBytes = [] {
    std::array<bool, 256> bytes{};
    for (std::size_t c = 0; c < 128; ++c)
        bytes[c] = ascii::is_alnum(static_cast<char>(c));
    return bytes;
}();
bool is_of_word(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }
}  // namespace

Phrases::Phrases(std::span<const Group> groups) {
    for (const Group& group : groups) {
        for (const std::string_view phrase : group.phrases)
            entries_.push_back({phrase, std::uint64_t{1} << group.number});
    }
    const auto bucket_of = [](const Entry& entry) { return bucket(entry.phrase[0], entry.phrase[1]); };
    std::stable_sort(entries_.begin(), entries_.end(),
                     [&](const Entry& a, const Entry& b) { return bucket_of(a) < bucket_of(b); });
    for (const Entry& entry : entries_)
        ++first_[bucket_of(entry) + 1];
    for (std::size_t i = 1; i < first_.size(); ++i)
        first_[i] = static_cast<std::uint16_t>(first_[i] + first_[i - 1]);
}

std::uint64_t Phrases::in(std::string_view lower) const {
    std::uint64_t found = 0;
    bool inside = false;  // of a word
    for (std::size_t at = 0; at + 1 < lower.size(); ++at) {
        const bool begins = !inside;
        inside = is_of_word(lower[at]);
        if (!begins || !inside) continue;
        const std::size_t b = bucket(lower[at], lower[at + 1]);
        for (std::size_t i = first_[b]; i < first_[b + 1]; ++i) {
            const Entry& entry = entries_[i];
            if ((found & entry.bit) != 0) continue;
            const std::size_t end = at + entry.phrase.size();
            if (end > lower.size() || lower.compare(at, entry.phrase.size(), entry.phrase) != 0) continue;
            if (end == lower.size() || !is_of_word(lower[end])) found |= entry.bit;
        }
    }
    return found;
}

}  // namespace newsloom::story::detail
