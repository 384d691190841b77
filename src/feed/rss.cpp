#include <algorithm>
#include <charconv>

#include "feed/detail/formats.h"
#include "text/ascii.h"

namespace newsloom::feed {
namespace {

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool looks_absolute(std::string_view text) {
    return (text.starts_with("http://") || text.starts_with("https://")) && text.find(' ') == std::string_view::npos;
}

void add_enclosure(std::vector<Enclosure>& list, Enclosure enclosure) {
    if (enclosure.url.empty()) return;
    for (const Enclosure& known : list) {
        if (known.url == enclosure.url) return;
    }
    list.push_back(std::move(enclosure));
}

Enclosure enclosure_of(pugi::xml_node node, const std::string& base, std::string_view size_name) {
    return {absolute(base, attribute(node, "url")), attribute(node, "type"), number(attribute(node, size_name))};
}

/// RSS 1.0's syndication module: so many updates per period.
std::optional<int> minutes_between(const std::string& period, const std::string& frequency) {
    const int minutes = period == "hourly"    ? 60
                        : period == "daily"   ? 24 * 60
                        : period == "weekly"  ? 7 * 24 * 60
                        : period == "monthly" ? 30 * 24 * 60
                        : period == "yearly"  ? 365 * 24 * 60
                                              : 0;
    const auto times = frequency.empty() ? 1 : number(frequency).value_or(0);
    if (minutes == 0 || times < 1 || times > minutes) return std::nullopt;
    return static_cast<int>(minutes / times);
}

/// What an item gives, before it is decided which of it counts.
struct Given {
    std::string link, atom_link, original, guid, about;
    bool guid_is_link = true;
    std::string other_title, description, encoded, body, media_text, itunes_text;
    std::vector<std::string> creators;
};

void read_field(pugi::xml_node node, const std::string& name, const std::string& base, FeedEntry& entry, Given& given,
                std::vector<std::string>& problems) {
    if (name == "title") {
        if (entry.title.empty()) entry.title = plain_text(html_of(node));
    } else if (name == "dc:title" || name == "media:title") {
        if (given.other_title.empty()) given.other_title = plain_text(html_of(node));
    } else if (name == "link") {
        if (given.link.empty()) given.link = text_of(node);
        if (given.link.empty()) given.link = attribute(node, "href");
    } else if (name == "atom:link") {
        const std::string rel = attribute(node, "rel");
        if (given.atom_link.empty() && (rel.empty() || rel == "alternate")) given.atom_link = attribute(node, "href");
        if (rel == "enclosure")
            add_enclosure(entry.enclosures, {absolute(base, attribute(node, "href")), attribute(node, "type"),
                                             number(attribute(node, "length"))});
    } else if (name == "feedburner:origlink") {
        given.original = text_of(node);
    } else if (name == "guid") {
        if (given.guid.empty()) given.guid = text_of(node);
        given.guid_is_link = !ascii::iequals(attribute(node, "ispermalink"), "false");
    } else if (name == "description") {
        if (given.description.empty()) given.description = html_of(node);
    } else if (name == "content:encoded" || name == "encoded") {
        if (given.encoded.empty()) given.encoded = html_of(node);
    } else if (name == "xhtml:body" || name == "body" || name == "fulltext" || name == "content" ||
               name == "atom:content") {
        if (given.body.empty()) given.body = html_of(node);
    } else if (name == "itunes:summary" || name == "atom:summary" || name == "dc:description") {
        if (given.itunes_text.empty()) given.itunes_text = html_of(node);
    } else if (name == "media:description") {
        if (given.media_text.empty()) given.media_text = html_of(node);
    } else if (name == "author" || name == "itunes:author") {
        add_once(given.creators, person(plain_text(html_of(node))));
    } else if (name == "atom:author") {
        const pugi::xml_node inside =
            node.find_child([](const pugi::xml_node& child) { return ascii::lower(child.name()).ends_with("name"); });
        add_once(entry.authors, person(text_of(inside ? inside : node)));
    } else if (name == "dc:creator" || name == "creator" || name == "dc:author") {
        add_once(entry.authors, person(plain_text(html_of(node))));
    } else if (name == "pubdate" || name == "dc:date" || name == "dcterms:issued" || name == "dcterms:created" ||
               name == "published" || name == "atom:published" || name == "date") {
        if (!entry.published) entry.published = read_time(text_of(node), problems);
    } else if (name == "dcterms:modified" || name == "atom:updated" || name == "updated" || name == "lastbuilddate") {
        if (!entry.updated) entry.updated = read_time(text_of(node), problems);
    } else if (name == "category" || name == "dc:subject") {
        add_once(entry.categories, plain_text(html_of(node)));
    } else if (name == "itunes:category") {
        add_once(entry.categories, attribute(node, "text"));
    } else if (name == "atom:category") {
        add_once(entry.categories, attribute(node, "term"));
    } else if (name == "itunes:keywords" || name == "media:keywords") {
        const std::string words = text_of(node);
        for (std::size_t begin = 0; begin < words.size();) {
            const std::size_t end = std::min(words.find(',', begin), words.size());
            add_once(entry.categories, std::string(ascii::trim(std::string_view(words).substr(begin, end - begin))));
            begin = end + 1;
        }
    } else if (name == "enclosure") {
        add_enclosure(entry.enclosures, enclosure_of(node, base, "length"));
    } else if (name == "media:content") {
        add_enclosure(entry.enclosures, enclosure_of(node, base, "filesize"));
    }
}

FeedEntry read_item(pugi::xml_node item, const Source& source, std::vector<std::string>& problems) {
    FeedEntry entry;
    Given given;
    const std::string base = base_at(item, source.url);
    given.about = attribute(item, "rdf:about");
    for (const pugi::xml_node node : item.children()) {
        if (node.type() != pugi::node_element) continue;
        const std::string name = source.names.of(node);
        if (name == "media:group" || name == "media:content") {
            for (const pugi::xml_node media : node.children()) {
                if (media.type() == pugi::node_element && source.names.of(media).starts_with("media:"))
                    read_field(media, source.names.of(media), base, entry, given, problems);
            }
        }
        read_field(node, name, base_at(node, source.url), entry, given, problems);
    }
    entry.id = !given.guid.empty() ? given.guid : given.about;
    entry.url = absolute(base, looks_absolute(given.original) ? given.original : given.link);
    if (entry.url.empty()) entry.url = absolute(base, given.atom_link);
    if (entry.url.empty() && given.guid_is_link && looks_absolute(given.guid)) entry.url = given.guid;
    if (entry.url.empty() && looks_absolute(given.about)) entry.url = given.about;
    if (entry.title.empty()) entry.title = std::move(given.other_title);
    if (entry.authors.empty()) entry.authors = std::move(given.creators);
    entry.content = !given.encoded.empty() ? std::move(given.encoded) : std::move(given.body);
    for (std::string* text : {&given.description, &given.itunes_text, &given.media_text}) {
        if (entry.summary.empty()) entry.summary = std::move(*text);
    }
    return entry;
}

std::string format_of(pugi::xml_node root, const std::string& name) {
    if (name == "rss") {
        const std::string version = attribute(root, "version");
        return version.empty() ? "rss" : "rss " + version.substr(0, 20);
    }
    if (name == "channel") return "rss";
    for (const pugi::xml_attribute a : root.attributes()) {
        const std::string_view value = ascii::trim(a.value());
        if (value.starts_with("http://my.netscape.com/rdf/simple/0.9") ||
            value.starts_with("http://channel.netscape.com/rdf/simple/0.9"))
            return "rss 0.90";
    }
    return "rss 1.0";
}

/// Items stand in the channel (RSS 0.91-2.0), beside it (1.0), or wherever a damaged document left them.
std::vector<pugi::xml_node> items_of(pugi::xml_node root, const Names& names, std::size_t most, bool& cut) {
    std::vector<pugi::xml_node> items;
    pugi::xml_node node = root.first_child();
    while (node) {
        const bool is_item = node.type() == pugi::node_element && names.of(node) == "item";
        if (is_item) {
            cut = items.size() >= most;
            if (cut) break;
            items.push_back(node);
        }
        if (!is_item && node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != root && !node.next_sibling())
            node = node.parent();
        if (node == root) break;
        node = node.next_sibling();
    }
    return items;
}

}  // namespace

Result<Feed> read_rss(pugi::xml_node root, const Source& source) {
    Feed feed;
    const std::string root_name = source.names.of(root);
    feed.format = format_of(root, root_name);
    pugi::xml_node channel = root_name == "channel" ? root : pugi::xml_node();
    for (const pugi::xml_node child : root.children()) {
        if (!channel && child.type() == pugi::node_element && source.names.of(child) == "channel") channel = child;
    }
    bool cut = false;
    const auto items = items_of(root, source.names, source.most_entries, cut);
    if (!channel && items.empty()) feed.problems.emplace_back("no <channel> and no <item> in it");
    std::string atom_link;
    std::string period;
    std::string frequency;
    for (const pugi::xml_node node : channel.children()) {
        if (node.type() != pugi::node_element) continue;
        const std::string name = source.names.of(node);
        if (name == "title") {
            feed.title = plain_text(html_of(node));
        } else if (name == "dc:title") {
            if (feed.title.empty()) feed.title = plain_text(html_of(node));
        } else if (name == "link") {
            if (feed.home.empty()) feed.home = absolute(base_at(node, source.url), text_of(node));
        } else if (name == "atom:link") {
            const std::string rel = attribute(node, "rel");
            if (rel.empty() || rel == "alternate")
                atom_link = absolute(base_at(node, source.url), attribute(node, "href"));
        } else if (name == "language" || name == "dc:language") {
            if (feed.language.empty()) feed.language = text_of(node);
        } else if (name == "ttl") {
            const auto minutes = number(text_of(node));
            if (minutes && *minutes > 0 && *minutes < 60 * 24 * 366) feed.ttl = static_cast<int>(*minutes);
        } else if (name == "sy:updateperiod") {
            period = ascii::lower(text_of(node));
        } else if (name == "sy:updatefrequency") {
            frequency = text_of(node);
        }
    }
    if (feed.home.empty()) feed.home = atom_link;
    if (!feed.ttl && !period.empty()) feed.ttl = minutes_between(period, frequency);
    if (cut) feed.problems.push_back("over " + std::to_string(source.most_entries) + " entries: the rest left out");
    feed.entries.reserve(items.size());
    for (const pugi::xml_node item : items)
        feed.entries.push_back(read_item(item, source, feed.problems));
    return feed;
}

}  // namespace newsloom::feed
