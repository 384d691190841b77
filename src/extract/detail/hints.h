/// What class names, ids, roles and labels of elements say about their content, as a set of bits.
///
/// Words are cut at anything that is no letter or digit and at camelCase; a word that is not in the table is tried as a
/// compound ("articlebody" = article + body). No name of a single site stands in the table.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsloom::extract {

/// One bit each; kHintCount of them.
enum class Hint : std::uint8_t {
    body,        // articleBody, content, entry, story, text
    article,     // article, post, story as a whole
    headline,    // headline, title
    deck,        // standfirst, dek, summary, subtitle, lead
    kicker,      // eyebrow, overline, rubric, category
    byline,      // author, byline, writer
    bio,         // about the author
    time,        // date, time, published, updated
    caption,     // caption, credit, copyright of a picture
    figure,      // image, photo, gallery, slideshow
    player,      // video, audio, podcast
    quote,       // pullquote, blockquote
    box,         // infobox, factbox, inset
    related,     // related, recommended, read more, popular
    teaser,      // teaser, card, promo of another article
    promo,       // promo, app, cta
    newsletter,  // newsletter, signup, subscribe
    share,       // share, social, follow
    comment,     // comments, disqus, replies
    navigation,  // nav, menu, breadcrumb, pagination
    header,      // header, masthead
    footer,      // footer
    sidebar,     // sidebar, aside, rail
    advert,      // ad, advert, sponsor, banner
    tags,        // tags, topics, keywords
    legal,       // cookie, consent, copyright, terms
    paywall,     // paywall, premium, register
    login,       // login, account
    search,      // search
    hidden,      // hidden, sr-only, visually-hidden
    popup,       // modal, overlay, popup, toast
    live,        // liveblog, timeline, ticker
    toc,         // table of contents
    widget,      // widget, module, plugin
    product,     // product, price, cart
    forum,       // thread, topic, message, reply
    meta,        // meta, info, details
    list,        // list, feed, grid, river
    print,       // print
    note,        // correction, disclaimer, footnote
    embed,       // tweet, instagram, embed
    wrap,        // wrapper, container, layout: nothing said
    recipe,      // ingredients, directions
    count_
};

using Hints = std::uint64_t;
inline constexpr unsigned kHintCount = static_cast<unsigned>(Hint::count_);
static_assert(kHintCount <= 64);

[[nodiscard]] constexpr Hints bit(Hint hint) { return Hints{1} << static_cast<unsigned>(hint); }
[[nodiscard]] constexpr bool has(Hints set, Hint hint) { return (set & bit(hint)) != 0; }
template <class... H>
[[nodiscard]] constexpr bool has_any(Hints set, H... hints) {
    return (set & (bit(hints) | ...)) != 0;
}

/// The hints of one class, id, itemprop, role or data-* value. Linear; at most the first 200 bytes are read.
[[nodiscard]] Hints hints_of(std::string_view value);

}  // namespace newsloom::extract
