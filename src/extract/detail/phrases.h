/// The wording of what stands around articles: data/extract/phrases.tsv, compiled in.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsloom::extract {

enum class Phrase : std::uint8_t {
    related,
    newsletter,
    share,
    legal,
    comment,
    credit,
    paywall,
    advert,
    note,
    bio,
    time,
    tags,
    promo,
    toc,
    team,
    readtime,
    count_
};
inline constexpr unsigned kPhraseCount = static_cast<unsigned>(Phrase::count_);

/// One bit per Phrase.
struct PhrasesFound {
    std::uint32_t at_begin = 0;  ///< the block begins with one
    std::uint32_t within = 0;    ///< one stands anywhere in the part looked at
};
[[nodiscard]] constexpr bool has(std::uint32_t set, Phrase phrase) {
    return (set >> static_cast<unsigned>(phrase) & 1U) != 0;
}

/// Looks at the first 96 bytes of long blocks, at all of blocks up to 320 bytes.
[[nodiscard]] PhrasesFound find_phrases(std::string_view text);

}  // namespace newsloom::extract
