/// Every block of the page gets a role; those of the body make up the text.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/detail/facts.h"
#include "extract/detail/features.h"
#include "extract/detail/phrases.h"
#include "extract/detail/role_cues.h"
#include "extract/extract.h"

namespace newsloom::extract {

struct Sorted {
    std::vector<Role> roles;            ///< one per block of the view
    std::vector<const char*> why;       ///< one per block, "" for body blocks
    std::vector<float> body;            ///< 0..1 per block: how sure it is that the block belongs to the body
    std::vector<PhrasesFound> phrases;  ///< one per block
    // What the model of roles was asked with; empty where there is none.
    std::vector<BlockRow> rows;
    std::vector<RoleCues> cues;
    std::vector<Role> by_rules;
    std::uint32_t deck_in_body = ~0u;  ///< a block of the body that is the deck as well; ~0 when there is none
    std::uint32_t headline = ~0u;      ///< of lines of plain text: the one that heads the article; ~0u when none does
    std::uint32_t first_body = 0,
                  end_body =
                      0;  ///< blocks [first, end) from the first to the last of the body; equal when there is none
};

/// `memory`: what was made for another page; its lists' memory is used again.
[[nodiscard]] Sorted sort_blocks(const Facts& facts, const Article& metadata, const Weights& weights,
                                 Sorted memory = {});

/// The same for a page that is plain text, with weights of its own.
[[nodiscard]] Sorted sort_lines(const Facts& facts, const Article& metadata, const Weights& weights);

/// Lines that rules have sorted: trees over what all others say of a line and its neighbours tell the body, the model
/// of roles what the rest is (line_roles.cpp).
void tell_lines(const Facts& facts, const Weights& weights, Sorted& sorted);

/// Sets first_body and end_body.
void find_body(const std::vector<std::uint8_t>& chosen, Sorted& sorted);

/// On a page that is no article the blocks of `text` have roles as well: what they would be if there were no body, and
/// what running text is on a page of that kind (posts of a forum are comments). The text itself stays as it is.
/// `offsets` as compose_text gave them.
void name_blocks_without_body(const Facts& facts, const Sorted& sorted, const Weights& weights,
                              const std::vector<std::size_t>& offsets, Extraction& out);

/// Buttons are inside their block: removed blocks that only a button parts are one again. The last to touch `removed`.
void join_buttons(const Facts& facts, const Sorted& sorted, std::vector<Removed>& removed);

/// Writes text and blocks into the article; fills `removed` when asked. Returns, for each block of the view and one
/// more, the byte of the text before which it stands.
[[nodiscard]] std::vector<std::size_t> compose_text(const Facts& facts, const Sorted& sorted, Extraction& out,
                                                    const Options& options);

/// Kicker and deck, where the roles found them; author_bios and related.
void compose_surroundings(const Facts& facts, const Sorted& sorted, Article& article);

/// no_print: page-level opt-outs, data-nosnippet. `offsets` as compose_text gave them.
void mark_no_print(const Facts& facts, const Sorted& sorted, const std::vector<std::size_t>& offsets, Article& article);

void read_media(const Facts& facts, const Sorted& sorted, const std::vector<std::size_t>& offsets, Article& article);

/// Sets genre and paywalled from what the page says of itself and from how the text is told.
void read_genre(const Facts& facts, const Sorted& sorted, const Weights& weights, Article& article);

/// Sets is_article and why_not. Reads the finished article.
void judge_page(const Facts& facts, const Sorted& sorted, const Weights& weights, Article& article);

/// The nearest ancestor of a container (or itself) with that tag; 0 when there is none within a few steps.
[[nodiscard]] std::uint32_t ancestor_with(const PageView& view, std::uint32_t container, html::Tag tag);

}  // namespace newsloom::extract
