/// Light stems on the hash states of scanned words: no strings.
#pragma once

#include <cstdint>
#include <string_view>

#include "dedup/word_scan.h"

namespace newsloom::story::detail {

enum class Tongue : std::uint8_t { english, german, other };

/// Light suffix stripping on the hash states of a word: "votes", "voted", "voting" and "vote" meet. After Harman 1991
/// ("How effective is suffixing?"): weak stemming loses nothing against Porter's for retrieval.
[[nodiscard]] inline std::uint64_t stemmed(const dedup::ScannedWord& word, Tongue tongue) {
    const auto& last = word.last;
    const auto n = word.length;
    const auto& states = word.states;
    if (word.digits || n < 4) return states[0];
    if (tongue == Tongue::german) {
        if (n >= 6 && last[1] == 'e' && (last[0] == 'n' || last[0] == 'r' || last[0] == 's' || last[0] == 'm'))
            return states[2];
        if (n >= 5 && (last[0] == 'e' || last[0] == 'n' || last[0] == 's')) return states[1];
        return states[0];
    }
    if (tongue != Tongue::english) return states[0];
    std::size_t cut = 0;
    if (last[0] == 's' && last[1] != 's' && last[1] != 'u' && last[1] != 'i') {
        if (n > 4 && last[1] == 'e' && last[2] == 'i') return states[2];  // parties -> parti
        cut = 1;
    } else if (last[0] == 'd' && last[1] == 'e' && last[2] != 'e' && n >= 5) {
        return states[2];
    } else if (n >= 6 && last[0] == 'g' && last[1] == 'n' && last[2] == 'i') {
        return states[3];
    }
    if (last[cut] == 'e' && n - cut >= 4) return states[cut + 1];
    if (last[cut] == 'y' && n - cut >= 4) return dedup::fnv(states[cut + 1], 'i');
    return states[cut];
}

/// By the primary subtag: "en-GB" is English.
[[nodiscard]] constexpr Tongue tongue_of(std::string_view language) {
    const std::string_view primary = language.substr(0, language.find_first_of("-_"));
    return primary == "en" ? Tongue::english : primary == "de" ? Tongue::german : Tongue::other;
}

}  // namespace newsloom::story::detail
