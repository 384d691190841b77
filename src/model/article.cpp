#include "model/article.h"

#include <array>

namespace newsloom {
namespace {

constexpr std::array<std::string_view, 10> kGenres = {"news", "analysis",  "opinion",   "feature", "review",
                                                      "live", "interview", "sponsored", "satire",  "other"};
constexpr std::array<std::string_view, 25> kRoles = {
    "paragraph",     "heading",  "list_item",     "quote",         "table_row", "code",  "headline",
    "kicker",        "deck",     "byline",        "dateline_time", "caption",   "bio",   "promo",
    "newsletter",    "related",  "share",         "navigation",    "comment",   "legal", "paywall",
    "other_article", "tag_list", "advertisement", "other"};
constexpr std::array<std::string_view, 4> kMediaKinds = {"image", "video", "audio", "embed"};

template <class E, std::size_t N>
std::optional<E> named(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name) return static_cast<E>(i);
    }
    return std::nullopt;
}

}  // namespace

std::string_view name(Genre genre) { return kGenres[static_cast<std::size_t>(genre)]; }
std::string_view name(Role role) { return kRoles[static_cast<std::size_t>(role)]; }
std::string_view name(MediaKind kind) { return kMediaKinds[static_cast<std::size_t>(kind)]; }
std::optional<Genre> genre_named(std::string_view name) { return named<Genre>(kGenres, name); }
std::optional<Role> role_named(std::string_view name) { return named<Role>(kRoles, name); }
std::optional<MediaKind> media_kind_named(std::string_view name) { return named<MediaKind>(kMediaKinds, name); }

Instant Article::time() const {
    if (!published) return first_seen;
    // A date alone is midnight; what was seen on that day is dated by when it was seen.
    if (published->date_only && date_of(first_seen) == date_of(published->at)) return first_seen;
    return first_seen == Instant{} || published->at <= first_seen ? published->at : first_seen;
}

std::string_view bytes_of(const Article& article, const Span& span) {
    switch (span.field) {
        case Field::title:
            return slice(article.title, span.range);
        case Field::deck:
            return slice(article.deck, span.range);
        case Field::text:
            break;
    }
    return slice(article.text, span.range);
}

}  // namespace newsloom
