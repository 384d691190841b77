#include <charconv>
#include <optional>

#include "feed/detail/formats.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::feed {
namespace {

/// RFC 4648, 4; white space is skipped. Nothing when other characters are in it.
std::optional<std::string> base64_decoded(std::string_view text) {
    std::string result;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        if (ascii::is_space(c) || c == '=') continue;
        const std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const std::size_t value = alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            result += static_cast<char>(bits >> count & 0xFF);
        }
    }
    return result;
}

bool has_markup(std::string_view text) {
    for (const std::string_view tag : {"</", "<p>", "<br", "<a ", "<img"}) {
        if (ascii::ifind(text, tag) != std::string_view::npos) return true;
    }
    return false;
}

/// RFC 4287, 3.1 and 4.1.3.3; Atom 0.3's modes "xml", "escaped", "base64".
std::string html_of_construct(pugi::xml_node node) {
    const std::string type = ascii::lower(attribute(node, "type"));
    const std::string mode = ascii::lower(attribute(node, "mode"));
    if (mode == "base64") {
        const auto bytes = base64_decoded(text_of(node));
        if (!bytes) return {};
        return type.find("html") != std::string::npos ? *bytes : escape_html(*bytes);
    }
    if (type == "xhtml" || type == "application/xhtml+xml" || type.ends_with("+xml") || type.ends_with("/xml")) {
        // 3.1.1.3: the div is not part of the content.
        pugi::xml_node only;
        for (const pugi::xml_node child : node.children()) {
            if (child.type() != pugi::node_element) continue;
            if (only) return html_of(node);
            only = child;
        }
        const std::string_view name = only ? only.name() : "";
        return name == "div" || name.ends_with(":div") ? html_of(only) : html_of(node);
    }
    const bool is_text = type.starts_with("text") || type == "html" || type.find("json") != std::string::npos;
    if (const auto bytes =
            type.find('/') == std::string::npos || is_text ? std::nullopt : base64_decoded(text_of(node)))
        // 4.1.3.3, 6: other media are base64; only words are of use here.
        return escape_html(utf8::is_valid(*bytes) ? *bytes : type.ends_with("/octet-stream") ? "" : text_of(node));
    const std::string text = html_of(node);
    if (type == "html" || type == "text/html") return text;
    bool naked = false;
    for (const pugi::xml_node child : node.children())
        naked = naked || child.type() == pugi::node_element;
    if (naked) return text;
    // Most feeds that leave the type out mean HTML when there is markup in it.
    return type.empty() && has_markup(text) ? text : escape_html(text);
}

std::string local(const Names& names, pugi::xml_node node) {
    std::string name = names.of(node);
    return name.starts_with("atom:") ? name.substr(5) : name;
}

std::string name_of_person(pugi::xml_node node, const Names& names) {
    std::string name;
    std::string mail;
    for (const pugi::xml_node child : node.children()) {
        if (child.type() != pugi::node_element) continue;
        const std::string field = local(names, child);
        if (field == "name") name = plain_text(html_of(child));
        if (field == "email") mail = text_of(child);
    }
    if (!name.empty()) return person(name);
    return !mail.empty()                                     ? mail
           : node.first_child().type() == pugi::node_element ? std::string()
                                                             : person(text_of(node));
}

struct Link {
    std::string rel, href, type, length;
};

Link link_of(pugi::xml_node node, std::string_view feed_url) {
    Link link{ascii::lower(attribute(node, "rel")), absolute(base_at(node, feed_url), attribute(node, "href")),
              attribute(node, "type"), attribute(node, "length")};
    if (link.href.empty()) link.href = absolute(base_at(node, feed_url), text_of(node));
    return link;
}

/// The page that an entry or feed stands for: rel="alternate", HTML before other types, the first of several.
void take_alternate(const Link& link, std::string& url, bool& is_html) {
    if (!link.rel.empty() && link.rel != "alternate" && !link.rel.ends_with("/alternate")) return;
    const bool html = link.type.empty() || link.type.find("html") != std::string::npos;
    if (link.href.empty() || (!url.empty() && (is_html || !html))) return;
    url = link.href;
    is_html = html;
}

FeedEntry read_entry(pugi::xml_node node, const Source& source, std::vector<std::string>& problems) {
    FeedEntry entry;
    bool is_html = false;
    std::string original;
    std::vector<std::string> source_authors;
    for (const pugi::xml_node child : node.children()) {
        if (child.type() != pugi::node_element) continue;
        const std::string name = local(source.names, child);
        if (name == "id") {
            entry.id = text_of(child);
        } else if (name == "title") {
            if (entry.title.empty()) entry.title = plain_text(html_of_construct(child));
        } else if (name == "link") {
            const Link link = link_of(child, source.url);
            take_alternate(link, entry.url, is_html);
            if (link.rel == "enclosure" && !link.href.empty()) {
                std::int64_t size = 0;
                const auto [end, code] =
                    std::from_chars(link.length.data(), link.length.data() + link.length.size(), size);
                entry.enclosures.push_back(
                    {link.href, link.type, code == std::errc{} ? std::optional(size) : std::nullopt});
            }
        } else if (name == "feedburner:origlink") {
            original = text_of(child);
        } else if (name == "author") {
            add_once(entry.authors, name_of_person(child, source.names));
        } else if (name == "dc:creator") {
            add_once(entry.authors, person(text_of(child)));
        } else if (name == "source") {
            for (const pugi::xml_node below : child.children()) {
                if (below.type() == pugi::node_element && local(source.names, below) == "author")
                    add_once(source_authors, name_of_person(below, source.names));
            }
        } else if (name == "published" || name == "issued" || name == "created" || name == "dc:date") {
            if (!entry.published || name == "published") {
                if (const auto time = read_time(text_of(child), problems)) entry.published = time;
            }
        } else if (name == "updated" || name == "modified") {
            if (!entry.updated) entry.updated = read_time(text_of(child), problems);
        } else if (name == "summary") {
            if (entry.summary.empty()) entry.summary = html_of_construct(child);
        } else if (name == "content") {
            const std::string out_of_line = attribute(child, "src");
            if (!out_of_line.empty()) {
                entry.enclosures.push_back(
                    {absolute(base_at(child, source.url), out_of_line), attribute(child, "type"), std::nullopt});
            } else if (entry.content.empty()) {
                entry.content = html_of_construct(child);
            }
        } else if (name == "category") {
            std::string label = attribute(child, "label");  // "a human-readable label" (RFC 4287, 4.2.2.3)
            if (label.empty()) label = attribute(child, "term");
            add_once(entry.categories, label.empty() ? text_of(child) : label);
        } else if (name == "dc:subject") {
            add_once(entry.categories, text_of(child));
        } else if (name == "media:group") {
            for (const pugi::xml_node media : child.children()) {
                const std::string what = source.names.of(media);
                if (what == "media:content")
                    entry.enclosures.push_back({absolute(base_at(media, source.url), attribute(media, "url")),
                                                attribute(media, "type"), std::nullopt});
                if (what == "media:description" && entry.summary.empty()) entry.summary = escape_html(text_of(media));
            }
        }
    }
    if (original.starts_with("http")) entry.url = original;
    if (entry.authors.empty()) entry.authors = std::move(source_authors);
    const bool id_is_url = entry.id.starts_with("http://") || entry.id.starts_with("https://");
    if (entry.url.empty() && id_is_url) entry.url = entry.id;
    return entry;
}

std::string format_of(pugi::xml_node root) {
    if (const std::string version = attribute(root, "version"); !version.empty())
        return "atom " + version.substr(0, 20);
    for (const pugi::xml_attribute a : root.attributes()) {
        if (ascii::lower(ascii::trim(a.value())).starts_with("http://purl.org/atom/ns#")) return "atom 0.3";
    }
    return "atom 1.0";
}

}  // namespace

Result<Feed> read_atom(pugi::xml_node root, const Source& source) {
    Feed feed;
    feed.format = format_of(root);
    if (local(source.names, root) == "entry") {
        feed.entries.push_back(read_entry(root, source, feed.problems));
        return feed;
    }
    feed.language = attribute(root, "xml:lang");
    bool is_html = false;
    std::vector<std::string> authors;
    std::vector<pugi::xml_node> entries;
    for (const pugi::xml_node child : root.children()) {
        if (child.type() != pugi::node_element) continue;
        const std::string name = local(source.names, child);
        if (name == "title") {
            if (feed.title.empty()) feed.title = plain_text(html_of_construct(child));
        } else if (name == "link") {
            take_alternate(link_of(child, source.url), feed.home, is_html);
        } else if (name == "author") {
            add_once(authors, name_of_person(child, source.names));
        } else if (name == "dc:language" || name == "language") {
            if (feed.language.empty()) feed.language = text_of(child);
        } else if (name == "entry") {
            if (entries.size() < source.most_entries) {
                entries.push_back(child);
            } else if (entries.size() == source.most_entries) {
                feed.problems.push_back("over " + std::to_string(source.most_entries) + " entries: the rest left out");
                break;
            }
        }
    }
    for (const pugi::xml_node node : entries) {
        feed.entries.push_back(read_entry(node, source, feed.problems));
        if (feed.entries.back().authors.empty()) feed.entries.back().authors = authors;
    }
    return feed;
}

}  // namespace newsloom::feed
