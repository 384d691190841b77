/// Every block of the page gets a role; those of the body make up the text.
#pragma once

#include <vector>

#include "extract/detail/facts.h"
#include "extract/extract.h"

namespace newsloom::extract {

struct Sorted {
    std::vector<Role> roles;       ///< one per block of the view
    std::vector<const char*> why;  ///< one per block, "" for body blocks
    std::vector<float> body;       ///< 0..1 per block: how sure it is that the block belongs to the body
};

[[nodiscard]] Sorted sort_blocks(const Facts& facts, const Article& metadata, const Weights& weights);

/// Writes text, blocks, no_print, author_bios and related into the article.
void compose(const Facts& facts, const Sorted& sorted, Extraction& out, const Options& options);

/// The genre, by what the page says of itself (types, sections, kicker, headline, address), and whether it is
/// paywalled.
void read_genre(const Facts& facts, const Sorted& sorted, Article& article);

/// Whether the page is an article; the reason when it is not ("section front", "no article text").
void read_page_kind(const Facts& facts, Article& article);

}  // namespace newsloom::extract
