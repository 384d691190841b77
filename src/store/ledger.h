/// The tables of ledger.db: what the user said and what was promised or printed. None of it can be fetched or derived
/// again, so it is written with synchronous=FULL.
#pragma once

#include <string>
#include <tuple>

#include "base/ids.h"
#include "base/instant.h"
#include "store/content.h"
#include "store/rows.h"

namespace newsloom::store {

struct OutletRow {
    OutletId id;
    std::string key, name, short_name, home, country, language, owner, owner_kind;
    double weight = 1;
    bool declared = false;  ///< by the user's source list; else noted when its first page came
    static constexpr auto table() {
        return described(
            "outlet", 1,
            std::tuple(Column("id", &OutletRow::id), Column("key", &OutletRow::key), Column("name", &OutletRow::name),
                       Column("short_name", &OutletRow::short_name), Column("home", &OutletRow::home),
                       Column("country", &OutletRow::country), Column("language", &OutletRow::language),
                       Column("owner", &OutletRow::owner), Column("owner_kind", &OutletRow::owner_kind),
                       Column("weight", &OutletRow::weight), Column("declared", &OutletRow::declared)),
            {Index{"outlet_key", {"key"}, true}});
    }
};

struct SourceRow {
    SourceId id;
    std::string kind, url, title;
    OutletId outlet;
    Instant added{};
    static constexpr auto table() {
        return described("source", 1,
                         std::tuple(Column("id", &SourceRow::id), Column("kind", &SourceRow::kind),
                                    Column("url", &SourceRow::url), Column("title", &SourceRow::title),
                                    Column("outlet", &SourceRow::outlet), Column("added", &SourceRow::added)),
                         {Index{"source_url", {"url"}, true}});
    }
};

struct SubscriberRow {
    SubscriberId id;
    std::string address, state, language;
    Instant consented{};
    static constexpr auto table() {
        return described(
            "subscriber", 1,
            std::tuple(Column("id", &SubscriberRow::id), Column("address", &SubscriberRow::address),
                       Column("state", &SubscriberRow::state), Column("language", &SubscriberRow::language),
                       Column("consented", &SubscriberRow::consented)),
            {Index{"subscriber_address", {"address"}, true}});
    }
};

/// Every yes and no, as it was given.
struct ConsentRow {
    SubscriberId subscriber;
    std::int64_t n = 0;
    Instant at{};
    std::string what, how;  ///< "yes" | "no"; "command line", "import", ...
    static constexpr auto table() {
        return described("consent", 2,
                         std::tuple(Column("subscriber", &ConsentRow::subscriber), Column("n", &ConsentRow::n),
                                    Column("at", &ConsentRow::at), Column("what", &ConsentRow::what),
                                    Column("how", &ConsentRow::how)));
    }
};

/// Addresses that get nothing, whoever adds them again.
struct SuppressionRow {
    std::string address;
    Instant at{};
    std::string why;
    static constexpr auto table() {
        return described("suppression", 1,
                         std::tuple(Column("address", &SuppressionRow::address), Column("at", &SuppressionRow::at),
                                    Column("why", &SuppressionRow::why)));
    }
};

struct EditionRow {
    EditionId id;
    std::string key, kind, day, language;
    Instant composed{}, since{};
    std::string json;  ///< the printed form
    static constexpr auto table() {
        return described(
            "edition", 1,
            std::tuple(Column("id", &EditionRow::id), Column("key", &EditionRow::key),
                       Column("kind", &EditionRow::kind), Column("day", &EditionRow::day),
                       Column("language", &EditionRow::language), Column("composed", &EditionRow::composed),
                       Column("since", &EditionRow::since), Column("json", &EditionRow::json)),
            {Index{"edition_key", {"key"}, true}});
    }
};

/// A printed line, for good.
struct LineRow {
    std::string id;  ///< "2026-03-09-morning.14"
    EditionId edition;
    StoryId story;  ///< none outside of stories
    std::string text;
    static constexpr auto table() {
        return described("line", 1,
                         std::tuple(Column("id", &LineRow::id), Column("edition", &LineRow::edition),
                                    Column("story", &LineRow::story), Column("text", &LineRow::text)),
                         {Index{"line_edition", {"edition"}}});
    }
};

/// Where a piece or a source mark of a printed line comes from; enough to explain it when the content is gone.
struct LineSourceRow {
    std::string line;
    std::int64_t n = 0;
    std::string kind;   ///< "quoted" | "computed" | "label" | "editor" | "mark"
    std::string bytes;  ///< what the piece prints
    std::string note;   ///< of computed values: what, from which inputs; of labels their id; of editor's text who
    ArticleId article;
    DocumentId document;
    PageId page;
    std::string field;  ///< text | title | deck
    std::int64_t begin = 0, end = 0;
    std::string outlet, url, title;
    Instant time{}, fetched{};
    static constexpr auto table() {
        return described(
            "line_source", 2,
            std::tuple(Column("line", &LineSourceRow::line), Column("n", &LineSourceRow::n),
                       Column("kind", &LineSourceRow::kind), Column("bytes", &LineSourceRow::bytes),
                       Column("note", &LineSourceRow::note), Column("article", &LineSourceRow::article),
                       Column("document", &LineSourceRow::document), Column("page", &LineSourceRow::page),
                       Column("field", &LineSourceRow::field), Column("range_begin", &LineSourceRow::begin),
                       Column("range_end", &LineSourceRow::end), Column("outlet", &LineSourceRow::outlet),
                       Column("url", &LineSourceRow::url), Column("title", &LineSourceRow::title),
                       Column("time", &LineSourceRow::time), Column("fetched", &LineSourceRow::fetched)),
            {Index{"line_source_article", {"article"}}});
    }
};

/// Mail cannot be undone: one row per (edition, subscriber), written with the edition.
struct OutboxRow {
    EditionId edition;
    SubscriberId subscriber;
    std::string state;  ///< pending | sending | sent | failed | doubtful
    int attempts = 0;
    std::string message_id, detail;
    std::optional<Instant> due, done;
    static constexpr auto table() {
        return described(
            "outbox", 2,
            std::tuple(Column("edition", &OutboxRow::edition), Column("subscriber", &OutboxRow::subscriber),
                       Column("state", &OutboxRow::state), Column("attempts", &OutboxRow::attempts),
                       Column("message_id", &OutboxRow::message_id), Column("detail", &OutboxRow::detail),
                       Column("due", &OutboxRow::due), Column("done", &OutboxRow::done)),
            {Index{"outbox_state", {"state"}}});
    }
};

/// Which version of a story an edition printed.
struct StoryPrintedRow {
    StoryId story;
    EditionId edition;
    int version = 0;
    std::string slug;
    static constexpr auto table() {
        return described(
            "story_printed", 2,
            std::tuple(Column("story", &StoryPrintedRow::story), Column("edition", &StoryPrintedRow::edition),
                       Column("version", &StoryPrintedRow::version), Column("slug", &StoryPrintedRow::slug)));
    }
};

}  // namespace newsloom::store
