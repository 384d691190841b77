/// Numbers by which blocks are judged. One row per block; the columns are named, so that weights and code cannot drift
/// apart.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/detail/facts.h"

namespace newsloom::extract {

// clang-format off: its layout of this list changes with every run
#define NL_EXTRACT_FEATURES(X)                                                                                         \
    /* the block's own text */                                                                                         \
    X(words)                                                                                                           \
    X(bytes)                                                                                                           \
    X(word_bytes)                                                                                                      \
    X(link_share) X(links) X(commas) X(stops) X(ends) X(starts_upper) X(digit_share) X(upper_share) X(quotes) X(marks) \
        X(bold_share) X(italic_share) X(small_share) X(hidden_share) X(has_time) X(has_date) X(has_at) X(after_break)  \
            X(unspaced_share) X(question) X(colon_end) X(line_breaks) X(inline_hint) /* its element */                 \
        X(tag) X(heading) X(depth) X(child_index)                                                                      \
            X(siblings) /* the containers around it: parent of the block, its parent, and the next */                  \
        X(c1_words) X(c1_link_share) X(c1_blocks) X(c1_prose) X(c2_words) X(c2_link_share) X(c2_blocks) X(c2_prose)    \
            X(c2_prose_share) X(c3_words) X(c3_link_share) X(c3_prose_share) X(c1_tag) X(c2_tag)                       \
                X(c3_tag) /* how often such an element stands on the page */                                           \
        X(same_count) X(same_words) X(same_link_share) X(same_prose_share) X(parent_same_count) X(parent_same_words)   \
            X(parent_same_link_share) /* where it stands */                                                            \
        X(at_block) X(at_words) X(after_headline) X(headline_blocks) X(headline_words) X(in_main50) X(in_main70)       \
            X(in_main90) X(main_before) X(main_after) X(main_depth) X(prose_before) X(prose_after) X(from_last_prose)  \
                X(blocks_to_prose_before) X(blocks_to_prose_after) X(to_first_main)                                    \
                    X(to_last_main) /* its neighbours */                                                               \
        X(prev_words) X(prev_link_share) X(prev_tag) X(prev_same) X(prev_heading) X(prev2_words) X(next_words)         \
            X(next_link_share) X(next_tag) X(next_same) X(next_heading) X(next2_words) X(prev_prose) X(next_prose)     \
                X(prev_ends) X(marks_before) X(marks_after) /* what the page says elsewhere */                         \
        X(is_title) X(title_share) X(in_description) X(in_linked_body) X(has_linked_body) X(copies)                    \
            X(is_author) /* the page as a whole */                                                                     \
        X(page_words) X(page_prose) X(page_blocks) X(page_link_share) X(page_paragraphs) X(has_headline)               \
            X(page_article) X(main_share)
// clang-format on

enum class Feature : std::size_t {
#define X(name) name,
    NL_EXTRACT_FEATURES(X)
#undef X
        count_
};
inline constexpr std::size_t kPlainFeatures = static_cast<std::size_t>(Feature::count_);

/// Rows of floats: the named ones, then one per bit of: hints of the element and its two ancestors, hints of the whole
/// way up, places, phrases at the beginning, phrases within.
struct FeatureRows {
    std::size_t columns = 0;
    std::vector<float> values;
    [[nodiscard]] const float* row(std::size_t block) const { return values.data() + block * columns; }
};

[[nodiscard]] const std::vector<std::string>& feature_names();
[[nodiscard]] FeatureRows block_features(const Facts& facts, const Article& metadata);

/// Running text that is not mostly links: what the structure of a page hangs on before anything is learned.
[[nodiscard]] bool is_prose(const PageView& view, const TextBlock& block);

}  // namespace newsloom::extract
