/// A page as a flat list of text blocks within a list of containers: one walk over the tree, in document order.
///
/// A block is a run of text between the edges of block-level elements (or two line breaks); inline elements only leave
/// marks on it. Everything later (features, scores, roles, metadata) works on these lists and never walks the tree
/// again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/detail/hints.h"
#include "html/document.h"
#include "text/range.h"

namespace newsloom::extract {

/// Kinds of elements on the way from the root, one bit each.
enum class Place : std::uint32_t {
    none = 0,
    article = 1u << 0,
    main = 1u << 1,
    aside = 1u << 2,
    nav = 1u << 3,
    header = 1u << 4,
    footer = 1u << 5,
    form = 1u << 6,
    figure = 1u << 7,
    figcaption = 1u << 8,
    table = 1u << 9,
    list = 1u << 10,
    item = 1u << 11,
    quote = 1u << 12,
    pre = 1u << 13,
    section = 1u << 14,
    paragraph = 1u << 15,
    heading = 1u << 16,
    link = 1u << 17,
    button = 1u << 18,
    hidden = 1u << 19,
    address = 1u << 20,
    row = 1u << 21,
    cell = 1u << 22,
    details = 1u << 23,
    noscript = 1u << 24,
    dialog = 1u << 25,
    nosnippet = 1u << 26,
    definition = 1u << 27,
    body_prop = 1u << 28,  ///< itemprop=articleBody and the like
    time = 1u << 29,
    aria_hidden = 1u << 30,
};
[[nodiscard]] constexpr std::uint32_t bit(Place place) { return static_cast<std::uint32_t>(place); }
[[nodiscard]] constexpr bool in(std::uint32_t places, Place place) { return (places & bit(place)) != 0; }

/// A block-level element.
struct Container {
    const html::Node* node = nullptr;
    std::uint32_t parent = 0;  ///< index; the first one is its own parent
    std::uint32_t depth = 0;
    std::uint32_t first_block = 0, end_block = 0;  ///< blocks of its subtree
    std::uint32_t end_container = 0;               ///< containers of its subtree are (this, end_container)
    std::uint32_t words = 0, link_words = 0;       ///< of its subtree
    std::uint32_t signature = 0;                   ///< hash of tag and class
    std::uint32_t make = 0;                        ///< number of its signature among the page's
    std::uint32_t pair = 0;                        ///< number of its signature and its parent's
    std::uint32_t places = 0;                      ///< its own and its ancestors'
    Hints own = 0, path = 0;                       ///< hints of its own, and with its ancestors'
    html::Tag tag = html::Tag::unknown;
    std::uint16_t index_in_parent = 0;  ///< among container children
};

struct Link {
    const html::Node* node = nullptr;
    std::uint32_t begin = 0, end = 0;  ///< in PageView::text
};

struct TextBlock {
    std::uint32_t container = 0;
    std::uint32_t begin = 0, end = 0;  ///< in PageView::text
    std::uint32_t first_link = 0, end_link = 0;
    std::uint32_t words = 0, link_words = 0;  ///< a character of an unspaced script counts half a word
    std::uint32_t bold_bytes = 0, italic_bytes = 0, small_bytes = 0;
    std::uint32_t places = 0;  ///< those of its container and of the inline elements around all of it
    Hints inline_hints = 0;    ///< of inline elements in it
    html::Tag tag = html::Tag::unknown;
    std::uint8_t heading_level = 0;
    bool after_break = false;  ///< begins after two line breaks in the same container
    bool has_time = false;     ///< a <time> element in it

    [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

/// Things that stand between the text.
enum class MarkKind : std::uint8_t { image, video, audio, frame, embed };
struct Mark {
    MarkKind kind = MarkKind::image;
    const html::Node* node = nullptr;
    std::uint32_t container = 0;
    std::uint32_t block = 0;  ///< number of blocks that began before it
};

struct MetaTag {
    std::string_view key;  ///< property, name, itemprop or http-equiv as written
    std::string_view content;
};

struct PageView {
    std::string text;  ///< all blocks' text, white space collapsed, invisible characters gone
    std::vector<TextBlock> blocks;
    std::vector<Container> containers;
    std::vector<Link> links;
    std::vector<Mark> marks;
    std::vector<MetaTag> meta;
    std::vector<const html::Node*> json_ld, scripts, head_links;
    struct Prop {
        const html::Node* node;
        std::uint32_t container, block;
    };
    std::vector<Prop> times;           ///< <time> elements
    std::vector<Prop> props;           ///< elements with itemprop, rel=author or an author/date class
    std::vector<TextRange> nosnippet;  ///< of inline elements, in text
    std::string_view html_lang, base_href, body_classes;
    std::uint32_t makes = 1, pairs = 1;  ///< numbers that Container::make and ::pair are below
    std::string title;                   ///< of <title>, white space collapsed
    std::size_t script_bytes = 0;        ///< text of scripts
    std::uint32_t paragraphs = 0;        ///< <p> elements
    std::uint32_t news_articles = 0;     ///< elements that itemtype or typeof calls a NewsArticle of some kind

    [[nodiscard]] std::string_view view(const TextBlock& block) const {
        return std::string_view(text).substr(block.begin, block.end - block.begin);
    }
    [[nodiscard]] std::string_view view(const Link& link) const {
        return std::string_view(text).substr(link.begin, link.end - link.begin);
    }
    [[nodiscard]] const Container& container(const TextBlock& block) const { return containers[block.container]; }

    /// As new, the lists' memory kept.
    void clear();
};

/// Linear in the tree. The view refers to the document's nodes and bytes.
[[nodiscard]] PageView read_page(const html::Document& document);
/// The same into a view that was used before: its memory is used again.
void read_page_into(const html::Document& document, PageView& view);

/// White space collapsed, soft hyphens and invisible characters gone: what blocks hold.
[[nodiscard]] std::string clean_text(std::string_view text);

/// Soft hyphens, zero-width characters, marks of direction: no block holds them.
[[nodiscard]] bool is_invisible(char32_t code_point);

/// Words of a text as the features count them.
[[nodiscard]] std::uint32_t count_words(std::string_view text);
/// The same, character by character: what the other is tested against.
[[nodiscard]] std::uint32_t count_words_plain(std::string_view text);

}  // namespace newsloom::extract
