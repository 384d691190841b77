#include "feed/feed.h"

#include <algorithm>

#include "feed/dates.h"
#include "feed/detail/formats.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::feed {
namespace {

/// The first element that is a feed's root, at the top or below what a broken server put around it.
pugi::xml_node find_root(pugi::xml_node document, const Names& names) {
    std::vector<pugi::xml_node> level{document};
    for (int depth = 0; depth < 4; ++depth) {
        std::vector<pugi::xml_node> below;
        for (const pugi::xml_node node : level) {
            for (const pugi::xml_node child : node.children()) {
                if (child.type() != pugi::node_element) continue;
                const std::string name = names.of(child);
                if (name == "rss" || name == "rdf:rdf" || name == "rdf" || name == "feed" || name == "atom:feed" ||
                    name == "channel" || name == "entry" || name == "atom:entry")
                    return child;
                below.push_back(child);
            }
        }
        level = std::move(below);
        if (level.size() > 1000) break;
    }
    return {};
}

}  // namespace

void add_once(std::vector<std::string>& list, std::string text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

std::optional<Timestamp> read_time(std::string_view text, std::vector<std::string>& problems) {
    const auto time = parse_date(text);
    if (!time && !ascii::trim(text).empty() && problems.size() < 20)
        problems.push_back("not a date: \"" + std::string(text.substr(0, 60)) + "\"");
    return time;
}

std::string person(std::string_view text) {
    text = ascii::trim(text);
    const auto is_address = [](std::string_view part) {
        return part.find('@') != std::string_view::npos && part.find(' ') == std::string_view::npos;
    };
    for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'<', '>'}}) {
        const std::size_t begin = text.find(open);
        const std::size_t end = text.rfind(close);
        if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) continue;
        const std::string_view before = ascii::trim(text.substr(0, begin));
        const std::string_view inside = ascii::trim(text.substr(begin + 1, end - begin - 1));
        if (is_address(before) && !inside.empty()) return collapse_whitespace(inside);
        if (is_address(inside) && !before.empty()) return collapse_whitespace(before);
    }
    return collapse_whitespace(text);
}

Result<Feed> parse(std::string_view bytes, std::string_view feed_url, const Limits& limits) {
    if (bytes.size() > limits.feed_bytes) {
        return fail(Errc::too_large, "feed of " + std::to_string(bytes.size()) + " bytes: over the limit of " +
                                         std::to_string(limits.feed_bytes));
    }
    std::vector<std::string> problems;
    const std::string utf8 = to_utf8(bytes, problems);
    const std::string_view text = ascii::trim(utf8);
    if (text.empty()) return fail(Errc::bad_input, "an empty document, no feed");

    Result<Feed> feed = fail(Errc::bad_input, "no feed: neither <rss>, <rdf:RDF> nor <feed>");
    pugi::xml_document document;
    if (text.starts_with('{') || text.starts_with('[')) {
        feed = read_json(text, feed_url, limits.feed_entries);
    } else {
        load(document, utf8, problems);
        const Names names(document);
        const pugi::xml_node root = find_root(document, names);
        const std::string name = root ? names.of(root) : std::string();
        const Source source{names, feed_url, limits.feed_entries};
        if (name.ends_with("feed") || name.ends_with("entry")) {
            feed = read_atom(root, source);
        } else if (root) {
            feed = read_rss(root, source);
        } else if (ascii::ifind(text.substr(0, 2000), "<html") != std::string_view::npos) {
            feed = fail(Errc::bad_input, "an HTML page, no feed");
        }
    }
    if (!feed) return feed;
    feed->problems.insert(feed->problems.begin(), problems.begin(), problems.end());
    for (FeedEntry& entry : feed->entries) {
        if (entry.id.empty()) entry.id = entry.url;
    }
    return feed;
}

}  // namespace newsloom::feed
