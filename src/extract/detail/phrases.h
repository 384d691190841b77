/// The wording of what stands around articles: data/extract/phrases.tsv and wording.tsv, compiled in.
#pragma once

#include <cstdint>
#include <span>
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

/// Kinds of words that boxes around articles are made of (wording.tsv): no verdicts, but what the model of roles sees.
enum class Wording : std::uint8_t {
    subscribe,
    app,
    podcast,
    support,
    follow,
    event,
    offer,
    contact,
    shop,
    mail,
    privacy,
    comment,
    share,
    player,
    rating,
    weather,
    markets,
    poll,
    puzzle,
    contents,
    topics,
    author,
    credit,
    popular,
    ad,
    account,
    rights,
    correction,
    disclosure,
    more,
    ago,
    error,
    spec,
    forum,
    call,
    trust,
    source,
    agency,
    // Not words but shapes of short blocks (in no file).
    digits,    ///< a number alone
    clock,     ///< 14:20, 9.52am, 1:02:33
    price,     ///< a currency and a number
    percent,   ///< 61 %
    fraction,  ///< 2 of 5, 3/10
    symbols,   ///< neither letters nor digits
    capitals,  ///< no small letter, two large ones at least
    keyword,   ///< what the page calls its own keyword (set by role_cues)
    count_
};
inline constexpr unsigned kWordingCount = static_cast<unsigned>(Wording::count_);

/// One bit per Phrase.
struct PhrasesFound {
    std::uint32_t at_begin = 0;  ///< the block begins with one
    std::uint32_t within = 0;    ///< one stands anywhere in the part looked at
    std::uint64_t wording = 0;   ///< one bit per Wording, anywhere in the part looked at
};
[[nodiscard]] constexpr bool has(std::uint32_t set, Phrase phrase) {
    return (set >> static_cast<unsigned>(phrase) & 1U) != 0;
}

[[nodiscard]] constexpr bool has(std::uint64_t set, Wording wording) {
    return (set >> static_cast<unsigned>(wording) & 1U) != 0;
}

/// The names of the bits of PhrasesFound::wording.
[[nodiscard]] std::span<const std::string_view> wording_names();

/// Looks at the first 96 bytes of long blocks, at all of blocks up to 320 bytes.
[[nodiscard]] PhrasesFound find_phrases(std::string_view text);
/// The same, phrase by phrase: what the other is tested against.
[[nodiscard]] PhrasesFound find_phrases_plain(std::string_view text);

/// The words alone, of a name as class attributes hold it ("donate-box"): letters and digits are words, all else parts
/// them.
[[nodiscard]] std::uint64_t find_wording(std::string_view name);

}  // namespace newsloom::extract
