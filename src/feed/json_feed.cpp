#include <boost/json.hpp>

#include "feed/detail/formats.h"
#include "text/ascii.h"

namespace newsloom::feed {
namespace {

namespace bj = boost::json;

/// The text of a member; numbers as they are written (ids are often numbers); empty when absent.
std::string text_in(const bj::object& object, std::string_view key) {
    const bj::value* value = object.if_contains(key);
    if (value == nullptr) return {};
    if (value->is_string()) return std::string(ascii::trim({value->get_string().data(), value->get_string().size()}));
    return value->is_number() ? bj::serialize(*value) : std::string();
}

const bj::array* array_in(const bj::object& object, std::string_view key) {
    const bj::value* value = object.if_contains(key);
    return value != nullptr ? value->if_array() : nullptr;
}

/// "authors" of 1.1 and "author" of 1.0.
std::vector<std::string> authors_in(const bj::object& object) {
    std::vector<std::string> result;
    const auto add = [&](const bj::value& value) {
        if (const auto* author = value.if_object()) add_once(result, person(text_in(*author, "name")));
    };
    if (const auto* authors = array_in(object, "authors")) {
        for (const bj::value& author : *authors)
            add(author);
    }
    if (const auto* author = object.if_contains("author")) add(*author);
    return result;
}

FeedEntry read_item(const bj::object& item, std::string_view feed_url, std::vector<std::string>& problems) {
    FeedEntry entry;
    entry.id = text_in(item, "id");
    entry.url = absolute(feed_url, text_in(item, "url"));
    if (entry.url.empty()) entry.url = absolute(feed_url, text_in(item, "external_url"));
    if (entry.url.empty() && entry.id.starts_with("http")) entry.url = entry.id;
    entry.title = plain_text(escape_html(text_in(item, "title")));
    entry.authors = authors_in(item);
    if (const std::string time = text_in(item, "date_published"); !time.empty())
        entry.published = read_time(time, problems);
    if (const std::string time = text_in(item, "date_modified"); !time.empty())
        entry.updated = read_time(time, problems);
    entry.summary = escape_html(text_in(item, "summary"));
    entry.content = text_in(item, "content_html");
    if (entry.content.empty()) entry.content = escape_html(text_in(item, "content_text"));
    if (const auto* tags = array_in(item, "tags")) {
        for (const bj::value& tag : *tags) {
            if (const auto* text = tag.if_string()) add_once(entry.categories, std::string(text->data(), text->size()));
        }
    }
    if (const auto* attachments = array_in(item, "attachments")) {
        for (const bj::value& value : *attachments) {
            const auto* attachment = value.if_object();
            if (attachment == nullptr) continue;
            Enclosure enclosure{absolute(feed_url, text_in(*attachment, "url")), text_in(*attachment, "mime_type"), {}};
            if (const auto* size = attachment->if_contains("size_in_bytes"); size != nullptr && size->is_int64())
                enclosure.length = size->get_int64();
            if (!enclosure.url.empty()) entry.enclosures.push_back(std::move(enclosure));
        }
    }
    return entry;
}

}  // namespace

Result<Feed> read_json(std::string_view utf8, std::string_view feed_url, std::size_t most_entries) {
    bj::parse_options lenient;
    lenient.allow_trailing_commas = true;
    lenient.allow_invalid_utf8 = true;
    boost::system::error_code code;
    const bj::value value = bj::parse({utf8.data(), utf8.size()}, code, {}, lenient);
    if (code) return fail(Errc::bad_input, "neither XML nor JSON that can be read: " + code.message());
    const auto* object = value.if_object();
    const std::string version = object != nullptr ? text_in(*object, "version") : std::string();
    const auto* items = object != nullptr ? array_in(*object, "items") : nullptr;
    const std::size_t at = version.find("jsonfeed.org/version/");
    if (items == nullptr && at == std::string::npos) return fail(Errc::bad_input, "JSON, but no JSON Feed");
    Feed feed;
    feed.format = at == std::string::npos ? "json" : "json " + version.substr(version.rfind('/') + 1);
    feed.title = plain_text(escape_html(text_in(*object, "title")));
    feed.home = absolute(feed_url, text_in(*object, "home_page_url"));
    feed.language = text_in(*object, "language");
    const auto authors = authors_in(*object);
    if (items == nullptr) return feed;
    for (const bj::value& item : *items) {
        const auto* given = item.if_object();
        if (given == nullptr) continue;
        if (feed.entries.size() >= most_entries) {
            feed.problems.push_back("over " + std::to_string(most_entries) + " entries: the rest left out");
            break;
        }
        feed.entries.push_back(read_item(*given, feed_url, feed.problems));
        if (feed.entries.back().authors.empty()) feed.entries.back().authors = authors;
    }
    return feed;
}

}  // namespace newsloom::feed
