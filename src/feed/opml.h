/// Subscription lists: OPML 1.0 and 2.0 as feed readers write them, most of which is not well-formed XML.
///
/// Source: opml.org/spec2.opml; tolerant where real files are not: unescaped ampersands and angle brackets, attribute
/// names in any case, missing <body>, several roots. Nothing that can be read is dropped silently.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace newsloom::feed {

struct OpmlFeed {
    std::string title;
    std::string feed_url;
    std::string home_url;             ///< empty when not given
    std::vector<std::string> folder;  ///< outermost first
};

struct Opml {
    std::string title;
    std::vector<OpmlFeed> feeds;  ///< in document order; a URL given twice in one folder is listed once
    std::vector<std::string> problems;
};

/// Errors: bad_input (no outline element in it), too_large.
[[nodiscard]] Result<Opml> parse_opml(std::string_view bytes, const Limits& limits = {});

}  // namespace newsloom::feed
