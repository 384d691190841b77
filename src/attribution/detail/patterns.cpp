#include "attribution/detail/patterns.h"

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "text/ascii.h"

namespace newsloom::attribution::detail {

Patterns::Patterns(std::string_view list) {
    while (!list.empty()) {
        const std::size_t line_end = std::min(list.find('\n'), list.size());
        std::string_view line = ascii::trim(list.substr(0, line_end));
        list.remove_prefix(std::min(line_end + 1, list.size()));
        if (line.empty() || line[0] == '#') continue;
        Pattern pattern;
        while (!line.empty()) {
            const std::size_t end = std::min(line.find(' '), line.size());
            std::string_view part = line.substr(0, end);
            line = ascii::trim(line.substr(end));
            if (pattern.slots.empty() && ascii::is_digit(part[0])) {
                std::from_chars(part.data(), part.data() + part.size(), pattern.weight);
                continue;
            }
            Slot slot;
            if (part.ends_with('?')) {
                slot.optional = true;
                part.remove_suffix(1);
            }
            while (part != "~" && !part.empty()) {
                const std::size_t bar = std::min(part.find('|'), part.size());
                slot.words.push_back(static_cast<std::uint32_t>(hash64(part.substr(0, bar))));
                part.remove_prefix(std::min(bar + 1, part.size()));
            }
            std::sort(slot.words.begin(), slot.words.end());
            pattern.slots.push_back(std::move(slot));
        }
        if (pattern.slots.empty() || pattern.slots[0].words.empty()) continue;
        for (const std::uint32_t word : pattern.slots[0].words)
            by_first_[word].push_back(static_cast<std::uint32_t>(patterns_.size()));
        patterns_.push_back(std::move(pattern));
    }
}

// The token behind the match, or kNone. A pattern has few slots and gaps are short, so that the depth is bounded.
std::uint32_t Patterns::match(const Scan& scan, const Pattern& pattern, std::size_t slot, std::uint32_t at,
                              std::uint32_t end) const {
    if (slot == pattern.slots.size()) return at;
    const Slot& s = pattern.slots[slot];
    if (s.words.empty()) {
        for (std::uint32_t skip = 0; skip <= 3 && at + skip <= end; ++skip) {
            const std::uint32_t found = match(scan, pattern, slot + 1, at + skip, end);
            if (found != kNone) return found;
        }
        return kNone;
    }
    if (at < end && scan.terms[at].mark == 0 &&
        std::binary_search(s.words.begin(), s.words.end(), scan.terms[at].hash)) {
        const std::uint32_t found = match(scan, pattern, slot + 1, at + 1, end);
        if (found != kNone) return found;
    }
    return s.optional ? match(scan, pattern, slot + 1, at, end) : kNone;
}

std::vector<Patterns::Match> Patterns::find(const Scan& scan, Run within) const {
    std::vector<Match> result;
    for (std::uint32_t i = within.begin; i < within.end; ++i) {
        if (scan.terms[i].mark != 0) continue;
        const auto candidates = by_first_.find(scan.terms[i].hash);
        if (candidates == by_first_.end()) continue;
        Match best;
        for (const std::uint32_t p : candidates->second) {
            const std::uint32_t end = match(scan, patterns_[p], 0, i, within.end);
            if (end != kNone && patterns_[p].weight > best.weight) best = {i, end, patterns_[p].weight};
        }
        if (best.weight > 0) result.push_back(best);
    }
    return result;
}

}  // namespace newsloom::attribution::detail
