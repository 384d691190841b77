#include "feed/opml.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "feed/detail/xml.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::feed {
namespace {

constexpr std::size_t kMostFolders = 64;

/// Files written by hand and by broken exporters: any attribute that holds a feed.
std::string feed_url_of(pugi::xml_node outline) {
    for (const std::string_view name : {"xmlurl", "xml_url", "feedurl", "feed"}) {
        if (std::string url = attribute(outline, name); !url.empty()) return url;
    }
    const std::string type = ascii::lower(attribute(outline, "type"));
    const bool is_feed = type == "rss" || type == "atom" || type == "feed";
    return is_feed ? attribute(outline, "url") : std::string();
}

std::string title_of(pugi::xml_node outline) {
    std::string text = collapse_whitespace(attribute(outline, "title"));
    return !text.empty() ? text : collapse_whitespace(attribute(outline, "text"));
}

}  // namespace

Result<Opml> parse_opml(std::string_view bytes, const Limits& limits) {
    if (bytes.size() > limits.feed_bytes) {
        return fail(Errc::too_large, "OPML of " + std::to_string(bytes.size()) + " bytes: over the limit of " +
                                         std::to_string(limits.feed_bytes));
    }
    Opml opml;
    pugi::xml_document document;
    load(document, to_utf8(bytes, opml.problems), opml.problems);
    std::set<std::tuple<std::vector<std::string>, std::string>> seen;
    std::size_t outlines = 0;
    std::size_t without = 0;
    // Document order without recursion; `folder` holds the titles of the outlines that are open.
    std::vector<std::pair<pugi::xml_node, std::string>> open;
    pugi::xml_node node = document.first_child();
    while (node) {
        const bool is_outline = node.type() == pugi::node_element && ascii::iequals(node.name(), "outline");
        if (node.type() == pugi::node_element && ascii::iequals(node.name(), "title") && opml.title.empty())
            opml.title = collapse_whitespace(text_of(node));
        if (is_outline) {
            ++outlines;
            std::string url = feed_url_of(node);
            std::vector<std::string> folder;
            for (const auto& [outline, title] : open) {
                if (!title.empty()) folder.push_back(title);
            }
            if (url.empty()) {
                if (!node.first_child()) ++without;
            } else if (seen.emplace(folder, url).second) {
                opml.feeds.push_back({title_of(node), std::move(url), attribute(node, "htmlurl"), std::move(folder)});
            } else {
                opml.problems.push_back("listed twice: " + url);
            }
        }
        if (node.first_child()) {
            if (is_outline && open.size() < kMostFolders)
                open.emplace_back(node, feed_url_of(node).empty() ? title_of(node) : std::string());
            node = node.first_child();
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            if (!open.empty() && open.back().first == node) open.pop_back();
        }
        node = node.next_sibling();
    }
    if (outlines == 0) return fail(Errc::bad_input, "no OPML: no <outline> in it");
    if (without > 0) opml.problems.push_back("outlines without a feed URL: " + std::to_string(without));
    return opml;
}

}  // namespace newsloom::feed
