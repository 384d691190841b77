/// What a link's address says of where it leads.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsloom::extract {

/// Where links lead, by the form of their address alone.
enum class LinkKind : std::uint8_t {
    tag,         ///< a topic: /tag/, /topics/
    author,      ///< /author/, /by/, rel=author
    send,        ///< shares this page with a network
    network,     ///< another page of a network
    store,       ///< where apps are to be had
    subscribe,   ///< subscriptions, offers
    donate,      ///< donations, membership
    newsletter,  ///< sign-up for mails
    account,     ///< sign in, register
    legal,       ///< terms, privacy, imprint
    address,     ///< mailto:, tel:
    comments,    ///< #comments and the like
    other_host,  ///< another site
    article,     ///< a long path: one text
    section,     ///< a short path
    fragment,    ///< within this page
    none,        ///< scripts, empty
    paid,        ///< rel=sponsored, addresses that carry a partner's mark
    search,
    listen,  ///< podcasts, audio, video
    shop,    ///< shops, tickets, events
    home,
    count_
};
inline constexpr unsigned kLinkKindCount = static_cast<unsigned>(LinkKind::count_);

/// The last two parts of a host's name: enough to tell another site from this one's other hosts.
[[nodiscard]] std::string_view site_of(std::string_view host);

/// One bit per LinkKind; the first 200 bytes of the address are looked at. `site` as site_of() gives it.
[[nodiscard]] std::uint32_t link_kinds(std::string_view href, std::string_view rel, std::string_view site);
/// The same, word by word: what the other is tested against.
[[nodiscard]] std::uint32_t link_kinds_plain(std::string_view href, std::string_view rel, std::string_view site);

}  // namespace newsloom::extract
