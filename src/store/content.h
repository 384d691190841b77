/// The tables of content.db: everything that can be fetched or derived again.
///
/// Rich values (articles, annotations, stories) are kept in their printed JSON; columns beside it are what the engine
/// looks rows up by. `made_by` is the stage and version that made a row. Ids are issued by `counter`, in the
/// transaction that uses them.
#pragma once

#include <string>
#include <tuple>

#include "base/ids.h"
#include "base/instant.h"
#include "store/rows.h"

namespace newsloom::store {

struct CounterRow {
    std::string name;
    std::int64_t value = 0;  ///< the last one issued
    static constexpr auto table() {
        return described("counter", 1,
                         std::tuple(Column("name", &CounterRow::name), Column("value", &CounterRow::value)));
    }
};

// ------------------------------------------------------------------------------------------------- what came in

/// A page's identity over time: its canonical URL.
struct DocumentRow {
    DocumentId id;
    std::string url;  ///< canonical
    OutletId outlet;
    Instant first_seen{};
    PageId page;        ///< newest version
    ArticleId article;  ///< newest extraction; none before extract, or when it is no article
    int versions = 0;
    static constexpr auto table() {
        return described(
            "document", 1,
            std::tuple(Column("id", &DocumentRow::id), Column("url", &DocumentRow::url),
                       Column("outlet", &DocumentRow::outlet), Column("first_seen", &DocumentRow::first_seen),
                       Column("page", &DocumentRow::page), Column("article", &DocumentRow::article),
                       Column("versions", &DocumentRow::versions)),
            {Index{"document_url", {"url"}, true}});
    }
};

struct PageRow {
    PageId id;
    DocumentId document;
    int version = 0;  ///< 1, 2, ... of its document
    std::string url, final_url;
    OutletId outlet;
    Instant fetched{};
    int status = 200;
    std::string media_type;
    std::int64_t body_bytes = 0;  ///< uncompressed
    std::string body_hash;        ///< 16 hex digits; the same body again is no new page
    static constexpr auto table() {
        return described(
            "page", 1,
            std::tuple(Column("id", &PageRow::id), Column("document", &PageRow::document),
                       Column("version", &PageRow::version), Column("url", &PageRow::url),
                       Column("final_url", &PageRow::final_url), Column("outlet", &PageRow::outlet),
                       Column("fetched", &PageRow::fetched), Column("status", &PageRow::status),
                       Column("media_type", &PageRow::media_type), Column("body_bytes", &PageRow::body_bytes),
                       Column("body_hash", &PageRow::body_hash)),
            {Index{"page_document", {"document", "version"}}, Index{"page_fetched", {"fetched"}}});
    }
};

struct PageBodyRow {
    PageId page;
    Blob zstd;
    static constexpr auto table() {
        return described("page_body", 1,
                         std::tuple(Column("page", &PageBodyRow::page), Column("zstd", &PageBodyRow::zstd)));
    }
};

/// A page that a feed named: what `fetch` asks for.
struct LinkRow {
    std::int64_t id = 0;
    std::string url;  ///< canonical
    SourceId source;
    OutletId outlet;
    std::string title;
    Instant found{};
    std::string etag{}, last_modified{};  ///< of the last answer
    static constexpr auto table() {
        return described("link", 1,
                         std::tuple(Column("id", &LinkRow::id), Column("url", &LinkRow::url),
                                    Column("source", &LinkRow::source), Column("outlet", &LinkRow::outlet),
                                    Column("title", &LinkRow::title), Column("found", &LinkRow::found),
                                    Column("etag", &LinkRow::etag), Column("last_modified", &LinkRow::last_modified)),
                         {Index{"link_url", {"url"}, true}});
    }
};

/// How a source is doing. What the user said about it is in the ledger.
struct SourceStateRow {
    SourceId source;
    std::string etag, last_modified, body_hash;
    std::optional<Instant> last_success, last_try, next_try;
    int failures = 0;
    std::string last_error;
    std::int64_t articles = 0;
    static constexpr auto table() {
        return described(
            "source_state", 1,
            std::tuple(Column("source", &SourceStateRow::source), Column("etag", &SourceStateRow::etag),
                       Column("last_modified", &SourceStateRow::last_modified),
                       Column("body_hash", &SourceStateRow::body_hash),
                       Column("last_success", &SourceStateRow::last_success),
                       Column("last_try", &SourceStateRow::last_try), Column("next_try", &SourceStateRow::next_try),
                       Column("failures", &SourceStateRow::failures), Column("last_error", &SourceStateRow::last_error),
                       Column("articles", &SourceStateRow::articles)));
    }
};

/// robots.txt as fetched, by origin ("https://example.org").
struct RobotsRow {
    std::string origin;
    int status = 0;  ///< 0: not reachable
    std::string body;
    Instant fetched{};
    static constexpr auto table() {
        return described("robots", 1,
                         std::tuple(Column("origin", &RobotsRow::origin), Column("status", &RobotsRow::status),
                                    Column("body", &RobotsRow::body), Column("fetched", &RobotsRow::fetched)));
    }
};

// --------------------------------------------------------------------------------------- what was made of it

struct ArticleRow {
    ArticleId id;
    PageId page;
    DocumentId document;
    OutletId outlet;
    Instant first_seen{}, time{};
    std::string language, genre;
    bool is_article = true;
    std::string why_not, title;
    std::string made_by;
    static constexpr auto table() {
        return described(
            "article", 1,
            std::tuple(Column("id", &ArticleRow::id), Column("page", &ArticleRow::page),
                       Column("document", &ArticleRow::document), Column("outlet", &ArticleRow::outlet),
                       Column("first_seen", &ArticleRow::first_seen), Column("time", &ArticleRow::time),
                       Column("language", &ArticleRow::language), Column("genre", &ArticleRow::genre),
                       Column("is_article", &ArticleRow::is_article), Column("why_not", &ArticleRow::why_not),
                       Column("title", &ArticleRow::title), Column("made_by", &ArticleRow::made_by)),
            {Index{"article_document", {"document"}}, Index{"article_page", {"page"}},
             Index{"article_first_seen", {"first_seen"}}});
    }
};

struct ArticleTextRow {
    ArticleId article;
    std::string json;
    static constexpr auto table() {
        return described(
            "article_text", 1,
            std::tuple(Column("article", &ArticleTextRow::article), Column("json", &ArticleTextRow::json)));
    }
};

struct AnnotationsRow {
    ArticleId article;
    std::string made_by, json;
    static constexpr auto table() {
        return described(
            "annotations", 1,
            std::tuple(Column("article", &AnnotationsRow::article), Column("made_by", &AnnotationsRow::made_by),
                       Column("json", &AnnotationsRow::json)));
    }
};

/// Signature and link of one article, in the order in which they were grouped.
struct CopyRow {
    ArticleId article;
    std::int64_t seq = 0;  ///< place in the order of grouping
    std::int64_t day = 0;  ///< day of that order (days since 1970): how far back an index is restored
    ArticleId group;
    std::optional<ArticleId> copy_of;
    double similarity = 0, containment = 0;
    std::string agency, made_by;
    Blob signature;
    static constexpr auto table() {
        return described("copy", 1,
                         std::tuple(Column("article", &CopyRow::article), Column("seq", &CopyRow::seq),
                                    Column("day", &CopyRow::day), Column("group_of", &CopyRow::group),
                                    Column("copy_of", &CopyRow::copy_of), Column("similarity", &CopyRow::similarity),
                                    Column("containment", &CopyRow::containment), Column("agency", &CopyRow::agency),
                                    Column("made_by", &CopyRow::made_by), Column("signature", &CopyRow::signature)),
                         {Index{"copy_day", {"day", "seq"}}, Index{"copy_seq", {"seq"}}});
    }
};

struct FeaturesRow {
    ArticleId article;
    std::optional<Instant> time;
    std::string made_by;
    Blob bytes;
    static constexpr auto table() {
        return described("features", 1,
                         std::tuple(Column("article", &FeaturesRow::article), Column("time", &FeaturesRow::time),
                                    Column("made_by", &FeaturesRow::made_by), Column("bytes", &FeaturesRow::bytes)));
    }
};

/// The order of clustering, as data: an article was added, or (article 0) an epoch closed.
struct ClusterLogRow {
    std::int64_t seq = 0;
    ArticleId article;
    Instant epoch{};  ///< end of the epoch
    static constexpr auto table() {
        return described("cluster_log", 1,
                         std::tuple(Column("seq", &ClusterLogRow::seq), Column("article", &ClusterLogRow::article),
                                    Column("epoch", &ClusterLogRow::epoch)));
    }
};

/// The clusterer after log row `seq`; what follows in the log is played again from the stored features.
struct ClusterStateRow {
    std::int64_t id = 1;
    std::int64_t seq = 0;
    std::string made_by;
    Blob zstd;
    static constexpr auto table() {
        return described(
            "cluster_state", 1,
            std::tuple(Column("id", &ClusterStateRow::id), Column("seq", &ClusterStateRow::seq),
                       Column("made_by", &ClusterStateRow::made_by), Column("zstd", &ClusterStateRow::zstd)));
    }
};

struct StoryDocumentRow {
    DocumentId document;
    StoryId story;
    ArticleId article;  ///< the extraction that was clustered
    static constexpr auto table() {
        return described(
            "story_document", 1,
            std::tuple(Column("document", &StoryDocumentRow::document), Column("story", &StoryDocumentRow::story),
                       Column("article", &StoryDocumentRow::article)),
            {Index{"story_document_story", {"story"}}});
    }
};

/// A story that was merged away, and where it went.
struct StoryForwardRow {
    StoryId old, into;
    static constexpr auto table() {
        return described(
            "story_forward", 1,
            std::tuple(Column("old", &StoryForwardRow::old), Column("into_story", &StoryForwardRow::into)));
    }
};

/// Where a document was before everything was clustered again; empty at other times.
struct StoryBeforeRow {
    DocumentId document;
    StoryId story;
    static constexpr auto table() {
        return described(
            "story_before", 1,
            std::tuple(Column("document", &StoryBeforeRow::document), Column("story", &StoryBeforeRow::story)));
    }
};

struct StoryRow {
    StoryId id;
    int version = 0;
    Instant first{}, last{};
    int articles = 0;
    int independent = 0;
    std::string made_by, json;
    static constexpr auto table() {
        return described(
            "story", 1,
            std::tuple(Column("id", &StoryRow::id), Column("version", &StoryRow::version),
                       Column("first", &StoryRow::first), Column("last", &StoryRow::last),
                       Column("articles", &StoryRow::articles), Column("independent", &StoryRow::independent),
                       Column("made_by", &StoryRow::made_by), Column("json", &StoryRow::json)),
            {Index{"story_last", {"last"}}});
    }
};

// ------------------------------------------------------------------------------------------------- the work list

/// One thing to do. A stage takes them by `due`, then item; nothing is looked at before its time.
struct TodoRow {
    std::string stage;
    std::int64_t item = 0;
    Instant due{};   ///< first_seen, the next poll, the next try
    Instant time{};  ///< the article's own time: order within an epoch
    static constexpr auto table() {
        return described("todo", 2,
                         std::tuple(Column("stage", &TodoRow::stage), Column("item", &TodoRow::item),
                                    Column("due", &TodoRow::due), Column("time", &TodoRow::time)),
                         {Index{"todo_due", {"stage", "due", "item"}}});
    }
};

struct ProblemRow {
    std::string stage;
    std::int64_t item = 0;
    std::string subject;  ///< what it happened to, for people: URL or file
    std::string code, what;
    int tries = 0;
    Instant last{};
    std::optional<Instant> next_try;
    static constexpr auto table() {
        return described("problem", 2,
                         std::tuple(Column("stage", &ProblemRow::stage), Column("item", &ProblemRow::item),
                                    Column("subject", &ProblemRow::subject), Column("code", &ProblemRow::code),
                                    Column("what", &ProblemRow::what), Column("tries", &ProblemRow::tries),
                                    Column("last", &ProblemRow::last), Column("next_try", &ProblemRow::next_try)));
    }
};

/// What made the rows of a stage: when it is not what the stage table says, its items wait again.
struct StageMadeRow {
    std::string stage, made_by;
    static constexpr auto table() {
        return described("stage_made", 1,
                         std::tuple(Column("stage", &StageMadeRow::stage), Column("made_by", &StageMadeRow::made_by)));
    }
};

}  // namespace newsloom::store
