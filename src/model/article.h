/// An article: one immutable extraction of one version of a page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "text/range.h"

namespace newsloom {

enum class Genre { news, analysis, opinion, feature, review, live, interview, sponsored, satire, other };

/// What a text block of a page is. The first group makes up Article::text; the rest is named, not thrown away.
enum class Role {
    paragraph,
    heading,
    list_item,
    quote,
    table_row,
    code,  // the body
    headline,
    kicker,
    deck,
    byline,
    dateline_time,
    caption,
    bio,
    promo,
    newsletter,
    related,
    share,
    navigation,
    comment,
    legal,
    paywall,
    other_article,
    tag_list,
    advertisement,
    other
};

[[nodiscard]] std::string_view name(Genre genre);
[[nodiscard]] std::string_view name(Role role);
[[nodiscard]] std::optional<Genre> genre_named(std::string_view name);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);
[[nodiscard]] constexpr bool is_body(Role role) { return role <= Role::code; }

/// A piece of Article::text. Blocks are in order, do not overlap, and are joined by a blank line.
struct Block {
    Role role = Role::paragraph;
    TextRange range;
    int level = 0;  ///< of headings: 2..6
};

/// A text range that must not be printed, and why: "nosnippet", "data-nosnippet", "noarchive", "max-snippet:120",
/// "tdm-reservation", "paywall".
struct NoPrint {
    TextRange range;
    std::string why;
};

enum class MediaKind { image, video, audio, embed };
[[nodiscard]] std::string_view name(MediaKind kind);
[[nodiscard]] std::optional<MediaKind> media_kind_named(std::string_view name);

struct Media {
    MediaKind kind = MediaKind::image;
    std::string url;
    std::string caption;
    std::string credit;
    std::size_t at = 0;  ///< byte of Article::text before which it stands
};

struct RelatedLink {
    std::string kicker, title, url, deck;
};

struct AuthorBio {
    std::string name, text;
};

struct Article {
    ArticleId id;
    PageId page;
    DocumentId document;
    OutletId outlet;  ///< none when not known
    std::string url;  ///< where it was read
    std::string canonical_url;
    std::string site;      ///< the site's own name
    std::string language;  ///< BCP 47, "und" when not known
    bool is_article = true;
    std::string why_not;  ///< "section front", "error page", ... when !is_article
    Genre genre = Genre::news;
    bool paywalled = false;
    std::string title, kicker, deck;
    std::vector<std::string> authors;  ///< people, one name each
    std::vector<std::string> agencies;
    std::optional<Timestamp> published, modified;
    Instant first_seen{};  ///< when its first page was fetched
    std::string text;      ///< body blocks joined by "\n\n"
    std::vector<Block> blocks;
    std::vector<NoPrint> no_print;
    std::vector<Media> media;
    std::vector<AuthorBio> author_bios;
    std::vector<RelatedLink> related;
    std::vector<std::string> topics;

    /// The time to sort and decay by: published when it is known and not after first_seen, else first_seen.
    [[nodiscard]] Instant time() const;
};

/// Which of an article's texts a span points into.
enum class Field { text, title, deck };

/// The unit of fact: bytes [begin, end) of one text of one article.
struct Span {
    ArticleId article;
    TextRange range;
    Field field = Field::text;
    friend auto operator<=>(const Span&, const Span&) = default;
};

/// The bytes of the span. The view dies with the article. Precondition: span.article == article.id.
[[nodiscard]] std::string_view bytes_of(const Article& article, const Span& span);

}  // namespace newsloom
