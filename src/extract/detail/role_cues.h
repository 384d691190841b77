/// What the model of roles sees of a block beside its row of numbers: the words (wording.tsv) and the kinds of links in
/// it, in the small box around it, in the line that heads it and in its neighbours.
///
/// A heading like "The Post in your pocket" says nothing of itself; the button below it does. A box is the largest
/// container around the block that is still small. Linear in the blocks and links.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extract/detail/facts.h"
#include "extract/detail/link_kinds.h"
#include "extract/detail/phrases.h"

namespace newsloom::extract {

/// Numbers of the box around a block.
enum class BoxNumber : std::uint8_t {
    words,
    blocks,
    link_share,
    from_begin,
    to_end,
    pictures,
    mail_field,
    buttons,
    copies,
    count_
};
inline constexpr unsigned kBoxNumberCount = static_cast<unsigned>(BoxNumber::count_);

struct RoleCues {
    std::uint64_t own = 0, box = 0, head = 0, before = 0, after = 0;  ///< bits of Wording
    std::uint64_t marks = 0;                 ///< Wording in the classes and ids of its element and the two around it
    std::uint32_t links = 0, box_links = 0;  ///< bits of LinkKind
    std::array<float, kBoxNumberCount> numbers{};
};

/// Names of the columns, in the order of spread(): numbers, then bits.
[[nodiscard]] const std::vector<std::string>& cue_names();
inline constexpr std::size_t kWordingBits = std::size_t{6} * kWordingCount;
inline constexpr std::size_t kCueColumns = kBoxNumberCount + kWordingBits + std::size_t{2} * kLinkKindCount;
void spread(const RoleCues& cues, float* columns);

[[nodiscard]] std::vector<RoleCues> role_cues(const Facts& facts, const Article& metadata,
                                              std::span<const PhrasesFound> phrases);

}  // namespace newsloom::extract
