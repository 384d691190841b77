#include "cli/detail/printed_feed.h"

namespace newsloom::cli {
namespace {

void write_time(json::Writer& w, std::string_view key, const std::optional<Timestamp>& time) {
    w.key(key);
    time ? w.value(to_rfc3339(*time)) : w.null();
}

void write_entry(json::Writer& w, const feed::FeedEntry& entry) {
    w.begin_object().text_or_null("id", entry.id).text_or_null("url", entry.url).text_or_null("title", entry.title);
    w.field("authors", entry.authors);
    write_time(w, "published", entry.published);
    write_time(w, "updated", entry.updated);
    w.text_or_null("summary", entry.summary).text_or_null("content", entry.content);
    w.key("enclosures").begin_array();
    for (const auto& enclosure : entry.enclosures) {
        w.begin_object().field("url", enclosure.url).text_or_null("type", enclosure.type);
        w.field("length", enclosure.length).end_object();
    }
    w.end_array().field("categories", entry.categories).end_object();
}

}  // namespace

void write_fields(json::Writer& w, const feed::Feed& feed) {
    w.field("format", feed.format).text_or_null("title", feed.title).text_or_null("home", feed.home);
    w.text_or_null("language", feed.language).field("ttl", feed.ttl);
    w.key("entries").begin_array();
    for (const auto& entry : feed.entries)
        write_entry(w, entry);
    w.end_array().field("problems", feed.problems);
}

}  // namespace newsloom::cli
