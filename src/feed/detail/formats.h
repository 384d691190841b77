/// One reader per family of formats; feed.cpp chooses.
#pragma once

#include <string_view>

#include "feed/detail/xml.h"
#include "feed/feed.h"

namespace newsloom::feed {

struct Source {
    const Names& names;
    std::string_view url;  ///< of the feed
    std::size_t most_entries;
};

/// `root` is <rss>, <rdf:RDF> or a lone <channel>.
[[nodiscard]] Result<Feed> read_rss(pugi::xml_node root, const Source& source);
/// `root` is <feed> (or a lone <entry>).
[[nodiscard]] Result<Feed> read_atom(pugi::xml_node root, const Source& source);
[[nodiscard]] Result<Feed> read_json(std::string_view utf8, std::string_view feed_url, std::size_t most_entries);

/// Adds the text when it is not empty and not there yet.
void add_once(std::vector<std::string>& list, std::string text);
/// The time in the text; a text that is no date becomes a problem.
[[nodiscard]] std::optional<Timestamp> read_time(std::string_view text, std::vector<std::string>& problems);
/// "Ines Kerr" of "desk@news.example (Ines Kerr)" and "Ines Kerr <ines@news.example>"; what is given when there is only
/// an address.
[[nodiscard]] std::string person(std::string_view text);

}  // namespace newsloom::feed
