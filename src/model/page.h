/// Bytes as fetched.
#pragma once

#include <string>

#include "base/ids.h"
#include "base/instant.h"

namespace newsloom {

/// One answer of the web (or one file given by hand). `body` is as it came, decompressed.
struct Page {
    PageId id;
    DocumentId document;    ///< the page's identity over time (by canonical URL)
    OutletId outlet;        ///< none when no outlet is known: such an article never counts as independent
    std::string url;        ///< as asked for
    std::string final_url;  ///< after redirects
    Instant fetched{};      ///< also `first_seen` of what comes from it
    int status = 200;
    std::string media_type;  ///< with its parameters: "text/html; charset=utf-8"; kArticleMediaType for an article
                             ///< given as JSON
    std::string body;
};

/// Articles of `.jsonl` files enter as pages of this type; the body is the JSON line.
inline constexpr const char* kArticleMediaType = "application/vnd.newsloom.article+json";

}  // namespace newsloom
