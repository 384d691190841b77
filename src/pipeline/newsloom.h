/// The engine over a store: what the command line (and any other program) calls. Nothing here prints; progress goes to
/// a callback.
///
/// Newsloom news = *Newsloom::open({.folder = "store", .site = "site"});
/// news.add({"pages/"}, now); news.run({.now = now}); news.compose({.day = date_of(now), .now = now});
/// news.publish(now);
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/limits.h"
#include "base/result.h"
#include "model/annotations.h"
#include "model/article.h"
#include "model/edition.h"
#include "model/outlet.h"
#include "model/page.h"
#include "model/story.h"
#include "model/subscriber.h"

namespace newsloom::net {
class Http;
class Deliverer;
}  // namespace newsloom::net
namespace newsloom::store {
class Store;
}

namespace newsloom::pipeline {

struct DeliverRequest;  // deliver.h
struct DeliverReport;

/// One line of progress: at the start and the end of a stage, and after every batch.
struct Progress {
    std::string stage{};      ///< "extract"
    std::uint64_t done = 0;   ///< items of this run
    std::uint64_t total = 0;  ///< done + waiting; 0 when not known
    std::uint64_t failed = 0;
    double seconds = 0;  ///< since the stage began
    bool ended = false;
};

/// How long things are kept, in days of first_seen; what a frozen line cites is kept. 0 = for ever.
struct Retention {
    int bodies_days = 30;  ///< page bodies go first,
    int texts_days = 365;  ///< then articles, annotations, features (old versions at once after bodies_days),
    int stories_days = 0;  ///< then stories that no edition printed
};

struct Options {
    std::filesystem::path folder = "store";  ///< holds ledger.db, content.db and the lock
    std::filesystem::path site = "site";     ///< where publish() writes
    std::filesystem::path mail = "mail";     ///< where write_mail() puts *.eml
    unsigned jobs = 0;                       ///< threads of the CPU stages; 0 = all cores
    Limits limits{};
    Retention retention{};
    std::string site_title = "Newsloom";
    std::string base_url{};  ///< of the published site; may be empty
    std::string language = "en";
    std::string from_name = "Newsloom", from_address = "newsloom@localhost";
    std::string unsubscribe_url{};  ///< for List-Unsubscribe; "{address}" is filled in; may be empty
    std::vector<std::pair<std::string, double>> topic_weights{};
    std::string user_agent = "newsloom";  ///< the name that robots.txt is asked about
    std::size_t top_stories = 5, one_liners = 12;
    std::vector<std::string> usual{};  ///< keys of the outlets that the readers read anyway

    net::Http* http = nullptr;  ///< not owned; none: poll and fetch are left out
    std::function<void(const Progress&)> progress{};
    std::function<bool()> stop{};  ///< asked after every batch; true: run() ends there
};

// ---------------------------------------------------------------- what comes in

enum class SourceKind { feed, page, sitemap };
[[nodiscard]] std::string_view name(SourceKind kind);

struct NewSource {
    SourceKind kind = SourceKind::feed;
    std::string url{};
    std::string outlet{};  ///< key of the outlet; empty: by the URL's host
    std::string title{};
};

struct Source {
    SourceId id{};
    SourceKind kind = SourceKind::feed;
    std::string url, title;
    OutletId outlet{};
    std::string outlet_key{};
    Instant added{};
    std::optional<Instant> last_success, last_try, next_try;
    int failures = 0;          ///< in a row
    std::string last_error{};  ///< of the last try, or what is wrong with what was read; without the source's own URL
    std::string cure{};        ///< what a person should do; empty when all is well
    std::uint64_t articles = 0;
};

struct Failed {
    std::string input{};  ///< file, line ("news.jsonl:17"), or URL
    Error error{};
};

struct AddReport {
    std::uint64_t pages = 0;      ///< new pages, articles of .jsonl among them
    std::uint64_t revised = 0;    ///< of these: new versions of known documents
    std::uint64_t unchanged = 0;  ///< known already, byte for byte
    std::uint64_t sources = 0;    ///< new feeds, sitemaps, single pages
    std::vector<Failed> failed{};
};

// ---------------------------------------------------------------- run

struct RunRequest {
    Instant now{};                      ///< what was first seen after it is not looked at
    std::vector<std::string> stages{};  ///< empty: all
};

struct StageReport {
    std::string stage{};
    std::uint64_t done = 0, failed = 0;
    std::uint64_t waiting = 0;  ///< still to do (stopped, or first seen after `now`)
    double seconds = 0;
};

struct RunReport {
    std::vector<StageReport> stages{};  ///< those with work, in the order of the stage table
    std::uint64_t failed = 0;
    bool stopped = false;  ///< Options::stop said so; call run() again to go on
};

/// The stage table as a value, for `newsloom run --help` and for the documentation.
struct StageRow {
    std::string_view name{};
    int version = 0;
    std::string_view takes, gives, about;
    std::vector<std::string_view> waits_for{};
};
[[nodiscard]] std::vector<StageRow> stage_rows();

// ---------------------------------------------------------------- what comes out

struct StoriesRequest {
    Instant now{};
    std::optional<Instant> since{};  ///< default: the 24 hours before now
    std::size_t most = 50;
};

/// One story with everything that is needed to print it.
struct StoryView {
    Story story{};  ///< ranked: score and because are filled
    std::vector<Article> articles{};
    std::vector<Annotations> annotations{};  ///< of the same index; empty when not annotated
    std::vector<Outlet> outlets{};           ///< those of the articles, by id
};

struct ComposeRequest {
    EditionKind kind = EditionKind::morning;
    Date day{};
    Instant now{};
    std::optional<Instant> since{};  ///< default: by kind, 24 hours or 7 days before now
    bool dry_run = false;            ///< compose, freeze nothing
};

struct ComposeReport {
    Edition edition{};
    bool was_frozen = false;  ///< this edition exists already and is returned as it was printed
};

struct PublishReport {
    std::vector<std::filesystem::path> written{};  ///< new or changed files
    std::uint64_t unchanged = 0;
    std::filesystem::path front_page{};  ///< site/index.html
};

/// One link of the chain behind a printed line.
struct ExplainStep {
    std::string what{};  ///< "line", "piece", "span", "article", "page", "story", "rank"
    std::string text{};  ///< a sentence for people: "bytes 120-198 of article 17: “…”"
    std::vector<std::pair<std::string, std::string>> fields{};  ///< the same for --json
    int depth = 0;                                              ///< indentation
};

struct Explanation {
    std::string subject{};           ///< line id or story id
    std::string text{};              ///< the printed words
    bool from_ledger_alone = false;  ///< the article's text is not (or no longer) in the content store
    std::vector<ExplainStep> steps{};
};

struct Finding {
    enum class Level { fine, notice, problem };
    Level level = Level::notice;
    std::string what{};  ///< what is the matter, naming the thing
    std::string cure{};  ///< what a person should do; may be empty when fine
    std::uint64_t count = 1;
};

struct SearchHit {
    ArticleId article{};
    StoryId story{};  ///< none when not clustered
    std::string title, url, outlet;
    Instant time{};
    std::string excerpt{};
};

struct VoiceQuote {
    StoryId story{};
    Span span{};
    std::string speaker{};  ///< of what others say; empty of the person's own words
    std::string text{}, url{}, outlet{};
    Instant time{};
};

/// A person in a public role whom three or more independent outlets quote.
struct PublicVoice {
    std::string speaker, role;
    std::size_t independent = 0;          ///< outlets, those of one owner and copies of one text once
    std::vector<VoiceQuote> said, about;  ///< oldest first
};

// ---------------------------------------------------------------- the engine

enum class Access {
    read,  ///< looks only; needs a store; works beside a runner
    write  ///< makes or migrates the store, holds the runner's lock until destroyed (busy when another holds it)
};

class Newsloom {
  public:
    /// Errors: busy ("… is held by process 4711 since 2026-…"), not_found (read: no store there), wrong_version (names
    /// file and versions), bad_input (a damaged database; names the file), no_space, unavailable.
    [[nodiscard]] static Result<Newsloom> open(Options options, Access access = Access::write);
    /// Over any stores: memory, or one that fails. No lock.
    [[nodiscard]] static Result<Newsloom> over(Options options, std::unique_ptr<store::Store> ledger,
                                               std::unique_ptr<store::Store> content, Access access = Access::write);
    ~Newsloom();
    Newsloom(Newsloom&&) noexcept;
    Newsloom& operator=(Newsloom&&) noexcept;

    /// Outlets of sources.toml: new keys are added, known ones updated; their feeds become sources.
    [[nodiscard]] Result<void> put_outlets(std::span<const Outlet> outlets, Instant now);
    [[nodiscard]] Result<AddReport> add_sources(std::span<const NewSource> sources, Instant now);
    /// Each WHAT is a URL (feed or page: found out when first fetched), a directory of NNNN.html[.gz] with NNNN.json
    /// beside it, an .html file, a .jsonl[.gz] file of articles, or an OPML file. What fails is in the report; the rest
    /// is added.
    [[nodiscard]] Result<AddReport> add(std::span<const std::string> what, Instant now);
    /// Pages at hand. Page::id and ::document are given by the store; `fetched` is taken as first_seen.
    [[nodiscard]] Result<AddReport> add_pages(std::span<const Page> pages);

    [[nodiscard]] Result<std::vector<Source>> sources();
    [[nodiscard]] Result<std::vector<Outlet>> outlets();
    [[nodiscard]] Result<RunReport> run(const RunRequest& request);

    /// The stories with news in (since, now], ranked, best first.
    [[nodiscard]] Result<std::vector<StoryView>> stories(const StoriesRequest& request);
    /// not_found when there is no such story; a story that was merged away shows the one it went into.
    [[nodiscard]] Result<StoryView> show(StoryId id, Instant now);

    /// Composes and freezes (edition, lines, sources, outbox rows) in one ledger transaction. Does not publish.
    [[nodiscard]] Result<ComposeReport> compose(const ComposeRequest& request);
    /// Writes the site of all frozen editions: each file whole (atomic rename), pages before the pages that link to
    /// them, unchanged files not touched. Killed or repeated at any point, it ends the same.
    [[nodiscard]] Result<PublishReport> publish();
    /// mail/<edition>.eml: the message as a subscriber would get it.
    [[nodiscard]] Result<std::filesystem::path> write_mail(std::string_view edition_key);
    [[nodiscard]] Result<std::vector<std::string>> edition_keys();  ///< newest first
    [[nodiscard]] Result<Edition> edition(std::string_view key);

    /// "2026-03-09-morning.14" (a line) or "17" / "story:17" (why a story ranks where it does).
    [[nodiscard]] Result<Explanation> explain(std::string_view what, Instant now);
    /// One JSON object per line to `sink`. `canonical`: everything derived, stable order, nothing that depends on when
    /// or how often the engine ran.
    [[nodiscard]] Result<void> export_all(bool canonical, const std::function<void(std::string_view)>& sink);
    [[nodiscard]] Result<std::vector<Finding>> doctor(Instant now);
    [[nodiscard]] Result<std::vector<SearchHit>> search(std::string_view words, std::size_t most = 20);

    /// Quotes by and about the people of that name (whole words, any case). Empty: nobody in a public role whom three
    /// independent outlets quote. usage: no word in the name. Cost: one pass over the stored stories.
    [[nodiscard]] Result<std::vector<PublicVoice>> voices(std::string_view name, Instant now);

    [[nodiscard]] Result<SubscriberId> add_subscriber(std::string_view address, std::string_view how, Instant now);
    [[nodiscard]] Result<void> remove_subscriber(std::string_view address, Instant now);
    [[nodiscard]] Result<std::vector<Subscriber>> subscribers();

    /// Sends what waits in the outbox; see deliver.h, which callers include.
    [[nodiscard]] Result<DeliverReport> deliver(const DeliverRequest& request, net::Deliverer& deliverer);
    /// The bytes of an edition's message as this address would get it, for a test. Nothing is written or sent.
    [[nodiscard]] Result<std::string> message_for(std::string_view edition_key, std::string_view address);

    /// Drops what retention says is over, and gives the space back.
    [[nodiscard]] Result<void> expire(Instant now);
    /// Both databases, consistent, into one file; works during a run.
    [[nodiscard]] Result<void> backup(const std::filesystem::path& file);

  private:
    struct State;
    explicit Newsloom(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Puts a backup into an empty folder. refused when a store is there already.
[[nodiscard]] Result<void> restore(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace newsloom::pipeline
