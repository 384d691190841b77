#include "printed/article.h"

#include "printed/detail/read.h"

namespace newsloom::printed {
namespace {

void write_time(json::Writer& w, std::string_view key, const std::optional<Timestamp>& time) {
    w.key(key);
    if (time) {
        w.value(to_rfc3339(*time));
    } else {
        w.null();
    }
}

std::optional<Timestamp> read_time(const boost::json::object& object, std::string_view key) {
    return parse_rfc3339(detail::text(object, key));
}

}  // namespace

void write_fields(json::Writer& w, const Article& article, utf8::OffsetUnit unit) {
    const utf8::OffsetMap offset(article.text, unit);
    w.text_or_null("url", article.url);
    w.text_or_null("canonical_url", article.canonical_url);
    w.text_or_null("site", article.site);
    w.text_or_null("language", article.language);
    w.field("is_article", article.is_article);
    if (!article.is_article) w.text_or_null("why_not", article.why_not);
    w.field("genre", name(article.genre));
    w.field("paywalled", article.paywalled);
    w.text_or_null("title", article.title);
    w.text_or_null("kicker", article.kicker);
    w.text_or_null("deck", article.deck);
    w.field("authors", article.authors);
    w.field("agencies", article.agencies);
    write_time(w, "published", article.published);
    write_time(w, "modified", article.modified);
    w.field("text", article.text);
    w.key("blocks").begin_array();
    for (const Block& block : article.blocks) {
        w.begin_object()
            .field("role", name(block.role))
            .field("start", offset(block.range.begin))
            .field("end", offset(block.range.end));
        if (block.level != 0) w.field("level", block.level);
        w.end_object();
    }
    w.end_array().key("no_print").begin_array();
    for (const NoPrint& range : article.no_print) {
        w.begin_object()
            .field("start", offset(range.range.begin))
            .field("end", offset(range.range.end))
            .field("why", range.why)
            .end_object();
    }
    w.end_array().key("media").begin_array();
    for (const Media& media : article.media) {
        w.begin_object().field("kind", name(media.kind)).field("url", media.url);
        w.text_or_null("caption", media.caption)
            .text_or_null("credit", media.credit)
            .field("at", offset(media.at))
            .end_object();
    }
    w.end_array().key("author_bios").begin_array();
    for (const AuthorBio& bio : article.author_bios) {
        w.begin_object().text_or_null("name", bio.name).field("text", bio.text).end_object();
    }
    w.end_array().key("related").begin_array();
    for (const RelatedLink& link : article.related) {
        w.begin_object().text_or_null("kicker", link.kicker).text_or_null("title", link.title);
        w.text_or_null("url", link.url).text_or_null("deck", link.deck).end_object();
    }
    w.end_array();
    w.field("topics", article.topics);
}

std::string to_json(const Article& article) {
    std::string out;
    json::Writer w(out);
    w.begin_object();
    w.field("id", article.id.value).field("page", article.page.value).field("document", article.document.value);
    w.field("outlet", article.outlet.value).field("first_seen", to_rfc3339(article.first_seen));
    write_fields(w, article, utf8::OffsetUnit::bytes);
    w.end_object();
    return out;
}

Result<Article> article_from_json(std::string_view text) {
    using namespace detail;
    NL_TRY(const auto value, parsed("article", text));
    const auto& o = value.get_object();
    Article a;
    a.id = ArticleId(integer(o, "id"));
    a.page = PageId(integer(o, "page"));
    a.document = DocumentId(integer(o, "document"));
    a.outlet = OutletId(integer(o, "outlet"));
    a.first_seen = instant(o, "first_seen");
    a.url = detail::text(o, "url");
    a.canonical_url = detail::text(o, "canonical_url");
    a.site = detail::text(o, "site");
    a.language = detail::text(o, "language");
    a.is_article = truth(o, "is_article", true);
    a.why_not = detail::text(o, "why_not");
    a.genre = genre_named(detail::text(o, "genre")).value_or(Genre::other);
    a.paywalled = truth(o, "paywalled");
    a.title = detail::text(o, "title");
    a.kicker = detail::text(o, "kicker");
    a.deck = detail::text(o, "deck");
    a.authors = texts(o, "authors");
    a.agencies = texts(o, "agencies");
    a.published = read_time(o, "published");
    a.modified = read_time(o, "modified");
    a.text = detail::text(o, "text");
    each(o, "blocks", [&](const auto& b) {
        a.blocks.push_back({role_named(detail::text(b, "role")).value_or(Role::other), range(b),
                            static_cast<int>(integer(b, "level"))});
    });
    each(o, "no_print", [&](const auto& n) { a.no_print.push_back({range(n), detail::text(n, "why")}); });
    each(o, "media", [&](const auto& m) {
        a.media.push_back({media_kind_named(detail::text(m, "kind")).value_or(MediaKind::embed), detail::text(m, "url"),
                           detail::text(m, "caption"), detail::text(m, "credit"),
                           static_cast<std::size_t>(integer(m, "at"))});
    });
    each(o, "author_bios",
         [&](const auto& b) { a.author_bios.push_back({detail::text(b, "name"), detail::text(b, "text")}); });
    each(o, "related", [&](const auto& r) {
        a.related.push_back(
            {detail::text(r, "kicker"), detail::text(r, "title"), detail::text(r, "url"), detail::text(r, "deck")});
    });
    a.topics = texts(o, "topics");
    return a;
}

}  // namespace newsloom::printed
