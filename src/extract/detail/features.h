/// Numbers by which blocks are judged. One row per block; the columns are named, so that weights and code cannot drift
/// apart.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/detail/facts.h"
#include "extract/detail/phrases.h"

namespace newsloom::extract {

// clang-format off: its own order of the list, and one that stays
#define NL_EXTRACT_FEATURES(X) \
    X(words) X(bytes) X(word_bytes) X(link_share) X(links) X(commas) X(stops) X(ends) X(starts_upper) X(digit_share) \
    X(upper_share) X(quotes) X(marks) X(bold_share) X(italic_share) X(small_share) X(has_time) X(has_date) X(has_at) \
    X(after_break) X(unspaced_share) X(question) X(colon_end) X(line_breaks) X(inline_hint) X(address) \
    X(starts_dash) X(starts_bracket) X(early_colon) X(copyright) X(link_at_end) X(byline_like) X(tag) X(heading) \
    X(depth) X(child_index) X(siblings) X(c1_words) X(c1_link_share) X(c1_blocks) X(c1_prose) X(c2_words) \
    X(c2_link_share) X(c2_blocks) X(c2_prose) X(c2_prose_share) X(c3_words) X(c3_link_share) X(c3_prose_share) \
    X(c1_tag) X(c2_tag) X(c3_tag) X(c2_at) X(direct_share) X(in_best) X(best_up) X(best_before) X(best_after) \
    X(same_count) X(same_words) X(same_link_share) X(same_prose_share) X(parent_same_count) X(parent_same_words) \
    X(parent_same_link_share) X(pair_count) X(pair_words) X(pair_link_share) X(pair_prose_share) X(at_block) \
    X(at_words) X(after_headline) X(headline_blocks) X(headline_words) X(in_main50) X(in_main70) X(in_main90) \
    X(main_before) X(main_after) X(main_depth) X(prose_before) X(prose_after) X(from_last_prose) \
    X(blocks_to_prose_before) X(blocks_to_prose_after) X(to_first_main) X(to_last_main) X(prev_words) \
    X(prev_link_share) X(prev_tag) X(prev_same) X(prev_heading) X(prev2_words) X(next_words) X(next_link_share) \
    X(next_tag) X(next_same) X(next_heading) X(next2_words) X(prev_prose) X(next_prose) X(prev_ends) X(marks_before) \
    X(marks_after) X(prev_phrase) X(next_phrase) X(heading_phrase) X(heading_blocks) X(heading_words) X(is_title) \
    X(title_share) X(in_description) X(in_linked_body) X(has_linked_body) X(copies) X(is_author) X(is_alt) \
    X(to_dateline) X(page_words) X(page_prose) X(page_blocks) X(page_link_share) X(page_paragraphs) X(has_headline) \
    X(page_article) X(main_share) X(best_share) X(english) X(of_description)
// clang-format on

enum class Feature : std::size_t {
#define X(name) name,
    NL_EXTRACT_FEATURES(X)
#undef X
        count_
};
inline constexpr std::size_t kPlainFeatures = static_cast<std::size_t>(Feature::count_);

/// What the first trees say around a block.
inline constexpr std::size_t kSecondFeatures = 24;
using SecondRow = std::array<float, kSecondFeatures>;

/// The named numbers, and sets of bits: hints of the element and its two ancestors, hints of the whole way up, places,
/// phrases at the beginning and within.
struct BlockRow {
    std::array<float, kPlainFeatures> plain{};
    Hints near = 0, path = 0;
    std::uint32_t places = 0;
    PhrasesFound phrases;
    std::uint64_t squeezed = 0;  ///< squeezed_hash() of its text

    float& operator[](Feature feature) { return plain[static_cast<std::size_t>(feature)]; }
    [[nodiscard]] float operator[](Feature feature) const { return plain[static_cast<std::size_t>(feature)]; }
};

inline constexpr unsigned kPlaceCount = 31;
inline constexpr std::size_t kNearColumn = kPlainFeatures;
inline constexpr std::size_t kPathColumn = kNearColumn + kHintCount;
inline constexpr std::size_t kPlaceColumn = kPathColumn + kHintCount;
inline constexpr std::size_t kBeginColumn = kPlaceColumn + kPlaceCount;
inline constexpr std::size_t kWithinColumn = kBeginColumn + kPhraseCount;
inline constexpr std::size_t kSecondColumn = kWithinColumn + kPhraseCount;
inline constexpr std::size_t kColumns = kSecondColumn + kSecondFeatures;

/// Writes the columns below kSecondColumn, one float each.
inline void spread(const BlockRow& row, float* columns) {
    std::copy(row.plain.begin(), row.plain.end(), columns);
    const auto bits = [](std::uint64_t set, unsigned count, float* out) {
        for (unsigned i = 0; i < count; ++i)
            out[i] = static_cast<float>(static_cast<std::int32_t>(set >> i & 1));
    };
    bits(row.near, kHintCount, columns + kNearColumn);
    bits(row.path, kHintCount, columns + kPathColumn);
    bits(row.places, kPlaceCount, columns + kPlaceColumn);
    bits(row.phrases.at_begin, kPhraseCount, columns + kBeginColumn);
    bits(row.phrases.within, kPhraseCount, columns + kWithinColumn);
}

/// The names of all columns, those of the second trees last.
[[nodiscard]] const std::vector<std::string>& column_names();

/// `memory` is used again.
[[nodiscard]] std::vector<BlockRow> block_features(const Facts& facts, const Article& metadata,
                                                   std::vector<BlockRow> memory = {});

/// Running text that is not mostly links: what the structure of a page hangs on before anything is learned.
[[nodiscard]] bool is_prose(const PageView& view, const TextBlock& block);

}  // namespace newsloom::extract
