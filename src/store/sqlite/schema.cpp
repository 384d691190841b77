#include "store/sqlite/schema.h"

namespace newsloom::store {

namespace {

// Tables with small rows and a compound or text key are WITHOUT ROWID: the key is the table. What the columns mean is
// said at the row structs (content.h, ledger.h); a test compares both.

constexpr std::string_view kContentSteps[] = {
    R"sql(
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE document (id INTEGER PRIMARY KEY, url TEXT NOT NULL, outlet INTEGER NOT NULL, first_seen INTEGER NOT NULL,
                       page INTEGER NOT NULL, article INTEGER NOT NULL, versions INTEGER NOT NULL);
CREATE UNIQUE INDEX document_url ON document (url);
CREATE TABLE page (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, version INTEGER NOT NULL, url TEXT NOT NULL,
                   final_url TEXT NOT NULL, outlet INTEGER NOT NULL, fetched INTEGER NOT NULL, status INTEGER NOT NULL,
                   media_type TEXT NOT NULL, body_bytes INTEGER NOT NULL, body_hash TEXT NOT NULL);
CREATE INDEX page_document ON page (document, version);
CREATE INDEX page_fetched ON page (fetched);
CREATE TABLE page_body (page INTEGER PRIMARY KEY, zstd BLOB NOT NULL);
CREATE TABLE link (id INTEGER PRIMARY KEY, url TEXT NOT NULL, source INTEGER NOT NULL, outlet INTEGER NOT NULL,
                   title TEXT NOT NULL, found INTEGER NOT NULL);
CREATE UNIQUE INDEX link_url ON link (url);
CREATE TABLE source_state (source INTEGER PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL,
                           body_hash TEXT NOT NULL, last_success INTEGER, last_try INTEGER, next_try INTEGER,
                           failures INTEGER NOT NULL, last_error TEXT NOT NULL, articles INTEGER NOT NULL);
CREATE TABLE robots (origin TEXT PRIMARY KEY, status INTEGER NOT NULL, body TEXT NOT NULL, fetched INTEGER NOT NULL);

CREATE TABLE article (id INTEGER PRIMARY KEY, page INTEGER NOT NULL, document INTEGER NOT NULL, outlet INTEGER NOT NULL,
                      first_seen INTEGER NOT NULL, time INTEGER NOT NULL, language TEXT NOT NULL, genre TEXT NOT NULL,
                      is_article INTEGER NOT NULL, why_not TEXT NOT NULL, title TEXT NOT NULL, made_by TEXT NOT NULL);
CREATE INDEX article_document ON article (document);
CREATE INDEX article_page ON article (page);
CREATE INDEX article_first_seen ON article (first_seen);
CREATE TABLE article_text (article INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE annotations (article INTEGER PRIMARY KEY, made_by TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE copy (article INTEGER PRIMARY KEY, seq INTEGER NOT NULL, day INTEGER NOT NULL, group_of INTEGER NOT NULL,
                   copy_of INTEGER, similarity REAL NOT NULL, containment REAL NOT NULL, agency TEXT NOT NULL,
                   made_by TEXT NOT NULL, signature BLOB NOT NULL);
CREATE INDEX copy_day ON copy (day, seq);
CREATE INDEX copy_seq ON copy (seq);
CREATE TABLE features (article INTEGER PRIMARY KEY, time INTEGER, made_by TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE cluster_log (seq INTEGER PRIMARY KEY, article INTEGER NOT NULL, epoch INTEGER NOT NULL);
CREATE TABLE cluster_state (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, made_by TEXT NOT NULL, zstd BLOB NOT NULL);
CREATE TABLE story_document (document INTEGER PRIMARY KEY, story INTEGER NOT NULL, article INTEGER NOT NULL);
CREATE INDEX story_document_story ON story_document (story);
CREATE TABLE story_forward (old INTEGER PRIMARY KEY, into_story INTEGER NOT NULL);
CREATE TABLE story_before (document INTEGER PRIMARY KEY, story INTEGER NOT NULL);
CREATE TABLE story (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
                    articles INTEGER NOT NULL, independent INTEGER NOT NULL, made_by TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX story_last ON story (last);

CREATE TABLE todo (stage TEXT NOT NULL, item INTEGER NOT NULL, due INTEGER NOT NULL, time INTEGER NOT NULL,
                   PRIMARY KEY (stage, item)) WITHOUT ROWID;
CREATE INDEX todo_due ON todo (stage, due, item);
CREATE TABLE problem (stage TEXT NOT NULL, item INTEGER NOT NULL, subject TEXT NOT NULL, code TEXT NOT NULL,
                      what TEXT NOT NULL, tries INTEGER NOT NULL, last INTEGER NOT NULL, next_try INTEGER,
                      PRIMARY KEY (stage, item)) WITHOUT ROWID;
CREATE TABLE stage_made (stage TEXT PRIMARY KEY, made_by TEXT NOT NULL) WITHOUT ROWID;
)sql",
    // Pages are looked at again: what their last answer said of itself.
    R"sql(
ALTER TABLE link ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE link ADD COLUMN last_modified TEXT NOT NULL DEFAULT '';
)sql",
};

constexpr std::string_view kLedgerSteps[] = {
    R"sql(
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE outlet (id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL,
                     home TEXT NOT NULL, country TEXT NOT NULL, language TEXT NOT NULL, owner TEXT NOT NULL,
                     owner_kind TEXT NOT NULL, weight REAL NOT NULL, declared INTEGER NOT NULL);
CREATE UNIQUE INDEX outlet_key ON outlet (key);
CREATE TABLE source (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
                     outlet INTEGER NOT NULL, added INTEGER NOT NULL);
CREATE UNIQUE INDEX source_url ON source (url);

CREATE TABLE subscriber (id INTEGER PRIMARY KEY, address TEXT NOT NULL, state TEXT NOT NULL, language TEXT NOT NULL,
                         consented INTEGER NOT NULL);
CREATE UNIQUE INDEX subscriber_address ON subscriber (address);
CREATE TABLE consent (subscriber INTEGER NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL,
                      how TEXT NOT NULL, PRIMARY KEY (subscriber, n)) WITHOUT ROWID;
CREATE TABLE suppression (address TEXT PRIMARY KEY, at INTEGER NOT NULL, why TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE edition (id INTEGER PRIMARY KEY, key TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL,
                      language TEXT NOT NULL, composed INTEGER NOT NULL, since INTEGER NOT NULL, json TEXT NOT NULL);
CREATE UNIQUE INDEX edition_key ON edition (key);
CREATE TABLE line (id TEXT PRIMARY KEY, edition INTEGER NOT NULL, story INTEGER NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX line_edition ON line (edition);
CREATE TABLE line_source (line TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, bytes TEXT NOT NULL,
                          note TEXT NOT NULL, article INTEGER NOT NULL, document INTEGER NOT NULL, page INTEGER NOT NULL,
                          field TEXT NOT NULL, range_begin INTEGER NOT NULL, range_end INTEGER NOT NULL,
                          outlet TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, time INTEGER NOT NULL,
                          fetched INTEGER NOT NULL, PRIMARY KEY (line, n)) WITHOUT ROWID;
CREATE INDEX line_source_article ON line_source (article);
CREATE TABLE outbox (edition INTEGER NOT NULL, subscriber INTEGER NOT NULL, state TEXT NOT NULL,
                     attempts INTEGER NOT NULL, message_id TEXT NOT NULL, detail TEXT NOT NULL, due INTEGER,
                     done INTEGER, PRIMARY KEY (edition, subscriber)) WITHOUT ROWID;
CREATE INDEX outbox_state ON outbox (state);
CREATE TABLE story_printed (story INTEGER NOT NULL, edition INTEGER NOT NULL, version INTEGER NOT NULL,
                            slug TEXT NOT NULL, PRIMARY KEY (story, edition)) WITHOUT ROWID;
)sql",
};

}  // namespace

const Schema& content_schema() {
    static constexpr Schema schema{"content.db", 0x4e4c6374 /* "NLct" */, "NORMAL", kContentSteps};
    return schema;
}

const Schema& ledger_schema() {
    static constexpr Schema schema{"ledger.db", 0x4e4c6c67 /* "NLlg" */, "FULL", kLedgerSteps};
    return schema;
}

}  // namespace newsloom::store
