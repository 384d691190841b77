/// What a page may mean as its headline, as rows of numbers: for choosing between the headline that is shown, the one
/// for machines and the one made for search engines.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/detail/facts.h"
#include "extract/detail/weights.h"

namespace newsloom::extract {

// clang-format off: its own order of the list, and one that stays
#define NL_TITLE_FEATURES(X) \
    X(is_linked) X(is_og) X(is_twitter) X(is_title) X(is_title_part) X(is_other_meta) X(is_h1) X(is_h2) X(is_h3) \
    X(is_hint) X(sources) X(words) X(bytes) X(in_title) X(of_title) X(in_og) X(of_og) X(in_linked) X(of_linked) \
    X(in_h1) X(of_h1) X(in_slug) X(of_slug) X(has_og) X(has_linked) X(has_twitter) X(has_h1) X(h1_count) X(to_prose) \
    X(aside) X(cut_short) X(begins_other) X(ends_other) X(other_begins) X(other_ends) X(other_begins_words) \
    X(other_ends_words) X(site) X(separators) X(colons) X(shown) X(og_is_linked) X(og_is_h1) X(og_is_title) \
    X(candidates) X(longer_than_og) X(longer_than_h1) X(news) X(og_article) X(english) X(published) X(section) \
    X(colon_part) X(quotes) X(linked_any)
// clang-format on

inline constexpr std::size_t kTitleFeatures = [] {
    std::size_t n = 0;
#define X(name) ++n;
    NL_TITLE_FEATURES(X)
#undef X
    return n;
}();

struct TitleCandidate {
    std::string text;
    std::uint32_t block = ~0u;  ///< that shows it, when one does
    std::string_view from;
    std::array<float, kTitleFeatures> row{};
};

[[nodiscard]] const std::vector<std::string>& title_feature_names();

/// Reads what read_title left in the facts. At most a few dozen.
[[nodiscard]] std::vector<TitleCandidate> title_candidates(const Facts& facts, const Article& article);

/// Replaces article.title by the candidate that the trees think most of; keeps it when there are no trees. What the
/// shown headline has before the chosen one becomes the kicker.
void choose_title(const Facts& facts, Article& article, const Forest& trees, std::vector<Reason>* why);

}  // namespace newsloom::extract
