/// What the page's JSON-LD (schema.org) says of its article.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::extract {

struct LinkedPerson {
    std::string name;
    bool organisation = false;
};

struct LinkedMedia {
    std::string url, embed_url, caption, credit;
    bool video = false;
    bool audio = false;
};

/// Strings are as the page wrote them (entities decoded once, tags taken out, white space collapsed).
struct LinkedData {
    bool any = false;      ///< an object could be read
    bool article = false;  ///< an Article, NewsArticle, BlogPosting, Report, LiveBlogPosting ... was there
    bool several_articles = false;
    std::string type;                ///< of the article, else of the page: "NewsArticle", "CollectionPage", "Product"
    std::vector<std::string> types;  ///< of all top objects
    std::string headline, alternative_headline, description, section, body, language, url, id;
    std::string published, modified, publisher, genre;
    std::vector<LinkedPerson> authors;
    std::vector<std::string> keywords, sections;
    std::vector<LinkedMedia> media;
    std::optional<bool> free;                      ///< isAccessibleForFree
    std::string page_published, page_modified;     ///< of a WebPage object
    std::string website;                           ///< name of a WebSite object
    std::vector<std::string> paywalled_selectors;  ///< hasPart ... cssSelector
};

/// Adds what one script says. Damaged JSON (raw control characters, comments, trailing commas, CDATA marks) is read as
/// far as it goes; never fails. Linear; depth and count of objects are bounded.
void read_linked_data(std::string_view json, LinkedData& into);

/// Entities decoded, tags taken out, white space collapsed: for values that pages put HTML in.
[[nodiscard]] std::string plain(std::string_view value);

}  // namespace newsloom::extract
