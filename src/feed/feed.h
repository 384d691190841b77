/// Feeds in, entries out: RSS 0.9x-2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
///
/// XML is read by pugixml, which keeps no entity declarations (no billion laughs). What is not well-formed is read by a
/// tolerant reader instead, and `problems` says so. Dates are read in the many forms that feeds have (dates.h).
/// Deterministic, linear in the input, bounded by Limits (feed_bytes, feed_entries).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/limits.h"
#include "base/result.h"

namespace newsloom::feed {

struct Enclosure {
    std::string url;
    std::string type;                    ///< media type as given; may be empty
    std::optional<std::int64_t> length;  ///< bytes as given
};

struct FeedEntry {
    std::string id;     ///< guid / atom:id; the URL when the feed gives none
    std::string url;    ///< absolute; empty when the entry has no link
    std::string title;  ///< plain text
    std::vector<std::string> authors;
    std::optional<Timestamp> published, updated;
    std::string summary;  ///< HTML as given (an Atom text construct is escaped to HTML)
    std::string content;  ///< HTML as given
    std::vector<Enclosure> enclosures;
    std::vector<std::string> categories;
};

struct Feed {
    std::string format;  ///< "rss 2.0", "rss 0.91", "rss 1.0" (RDF), "atom 1.0", "atom 0.3", "json 1.1"
    std::string title;   ///< plain text
    std::string home;    ///< absolute URL of the site; empty when not given
    std::string language;
    std::optional<int> ttl;          ///< minutes between polls, as the feed asks
    std::vector<FeedEntry> entries;  ///< in the feed's order
    std::vector<std::string> problems;
};

/// `feed_url` is where the bytes came from: relative links are resolved against it (and xml:base); may be empty.
/// Errors: bad_input (no feed in it: an HTML page, an empty body, JSON of another kind), too_large.
[[nodiscard]] Result<Feed> parse(std::string_view bytes, std::string_view feed_url = {}, const Limits& limits = {});

}  // namespace newsloom::feed
