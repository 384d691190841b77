// compose: the day's stories into an edition, frozen in the ledger: from then on it is what was printed, whatever
// becomes of the content.
#include "edition/compose.h"

#include <algorithm>

#include "base/hash.h"
#include "pipeline/detail/edition_material.h"
#include "pipeline/detail/printed_lines.h"
#include "pipeline/detail/state.h"
#include "printed/edition.h"

namespace newsloom::pipeline {

namespace {

std::chrono::seconds usual_window(EditionKind kind) {
    return kind == EditionKind::weekly ? std::chrono::hours(7 * 24) : std::chrono::hours(24);
}

std::string key_of(const ComposeRequest& request) {
    return to_string(request.day) + "-" + std::string(name(request.kind));
}

Result<Edition> composed(Engine& engine, const ComposeRequest& request) {
    const Instant since = request.since.value_or(request.now - usual_window(request.kind));
    NL_TRY(const EditionMaterial material, edition_material(engine, since, request.now));
    edition::Options options;
    options.kind = request.kind;
    options.day = request.day;
    options.now = request.now;
    options.since = since;
    options.language = engine.options.language;
    options.top_stories = engine.options.top_stories;
    options.one_liners = engine.options.one_liners;
    options.usual = {engine.options.usual.begin(), engine.options.usual.end()};
    return edition::compose(material.material(), options);
}

/// Writes one edition's rows. Everything a reader may ask about a line later is copied here.
class Freezer {
  public:
    Freezer(Engine& engine, const Edition& edition, std::map<OutletId, Outlet> outlets)
        : engine_(engine), edition_(edition), outlets_(std::move(outlets)) {}

    Result<void> freeze() {
        NL_TRY(auto transaction, store::Transaction::begin(engine_.ledger));
        NL_CHECK(store::put(
            engine_.ledger,
            store::EditionRow{edition_.id, edition_.key, std::string(name(edition_.kind)), to_string(edition_.day),
                              edition_.language, edition_.composed, edition_.since, printed::to_json(edition_)}));
        NL_CHECK(raise_id(engine_.ledger, "edition", edition_.id.value));
        NL_CHECK(lines());
        for (const PrintedStory& story : edition_.stories)
            NL_CHECK(store::put(engine_.ledger,
                                store::StoryPrintedRow{story.story, edition_.id, story.version, story.slug}));
        NL_CHECK(outbox());
        for (const std::string counter : {"document", "page", "article", "story"}) {
            NL_TRY(const std::int64_t issued, last_id(engine_.content, counter));
            NL_CHECK(raise_id(engine_.ledger, counter, issued));
        }
        return transaction.commit();
    }

  private:
    Result<void> lines() {
        Result<void> result;
        for_each_line(edition_, [&](const Line& line, StoryId story) {
            if (result) result = freeze_line(line, story);
        });
        return result;
    }

    Result<void> freeze_line(const Line& line, StoryId story) {
        const std::string text = printed_text(line, [&](const Label& label) { return label_text(label); });
        NL_CHECK(store::put(engine_.ledger, store::LineRow{line.id, edition_.id, story, text}));
        std::int64_t n = 0;
        for (const Piece& piece : line.pieces)
            NL_CHECK(std::visit([&](const auto& one) { return freeze_piece(line.id, ++n, one); }, piece));
        for (const SourceMark& mark : line.sources)
            NL_CHECK(freeze_mark(line.id, ++n, mark));
        return {};
    }

    std::string label_text(const Label& label) const { return edition::label_text(label, edition_.language); }

    Result<void> freeze_piece(const std::string& line, std::int64_t n, const Label& label) {
        std::string note = label.id;
        for (const Computed& slot : label.slots)
            note += "; " + told(slot);
        return store::put(engine_.ledger, row_of(line, n, "label", label_text(label), std::move(note)));
    }
    Result<void> freeze_piece(const std::string& line, std::int64_t n, const Computed& computed) {
        return store::put(engine_.ledger, row_of(line, n, "computed", computed.text, told(computed)));
    }
    Result<void> freeze_piece(const std::string& line, std::int64_t n, const EditorText& editor) {
        return store::put(engine_.ledger, row_of(line, n, "editor", editor.text, editor.by));
    }
    Result<void> freeze_piece(const std::string& line, std::int64_t n, const Quoted& quoted) {
        store::LineSourceRow row = row_of(line, n, "quoted", quoted.bytes);
        row.begin = static_cast<std::int64_t>(quoted.span.range.begin);
        row.end = static_cast<std::int64_t>(quoted.span.range.end);
        row.field = quoted.span.field == Field::text ? "text" : quoted.span.field == Field::title ? "title" : "deck";
        NL_CHECK(article_into(row, quoted.span.article));
        return store::put(engine_.ledger, row);
    }
    Result<void> freeze_mark(const std::string& line, std::int64_t n, const SourceMark& mark) {
        store::LineSourceRow row = row_of(line, n, "mark", mark.short_name);
        NL_CHECK(article_into(row, mark.article));
        row.document = mark.document;
        row.field = "text";
        row.begin = static_cast<std::int64_t>(mark.range.begin);
        row.end = static_cast<std::int64_t>(mark.range.end);
        row.outlet = mark.outlet_key;
        row.url = mark.url;
        row.title = mark.title;
        row.time = mark.time;
        row.fetched = mark.fetched;
        return store::put(engine_.ledger, row);
    }

    static store::LineSourceRow row_of(const std::string& line, std::int64_t n, std::string kind, std::string bytes,
                                       std::string note = {}) {
        store::LineSourceRow row;
        row.line = line;
        row.n = n;
        row.kind = std::move(kind);
        row.bytes = std::move(bytes);
        row.note = std::move(note);
        return row;
    }

    Result<void> article_into(store::LineSourceRow& row, ArticleId id) {
        row.article = id;
        NL_TRY(const auto article, store::get<store::ArticleRow>(engine_.content, id));
        if (!article) return {};
        row.document = article->document;
        row.page = article->page;
        row.title = article->title;
        row.time = article->time;
        if (const auto outlet = outlets_.find(article->outlet); outlet != outlets_.end())
            row.outlet = outlet->second.key;
        NL_TRY(const auto page, store::get<store::PageRow>(engine_.content, article->page));
        if (!page) return {};
        row.url = page->final_url.empty() ? page->url : page->final_url;
        row.fetched = page->fetched;
        return {};
    }

    static std::string told(const Computed& computed) {
        std::string text = computed.what;
        for (std::size_t i = 0; i < computed.inputs.size(); ++i)
            text += (i == 0 ? " from " : ", ") + computed.inputs[i];
        return text;
    }

    /// One message for each active subscriber. Its id is made of (edition, subscriber): a second try is the same
    /// message.
    Result<void> outbox() {
        NL_TRY(const auto subscribers, store::select<store::SubscriberRow>(engine_.ledger));
        const std::string& from = engine_.options.from_address;
        const std::string domain = from.substr(std::min(from.find('@'), from.size() - 1) + 1);
        for (const store::SubscriberRow& subscriber : subscribers) {
            if (subscriber.state != "active") continue;
            const std::string number = std::to_string(subscriber.id.value);
            store::OutboxRow row;
            row.edition = edition_.id;
            row.subscriber = subscriber.id;
            row.state = "pending";
            row.message_id = edition_.key + "." + number + "." + hex(hash64(edition_.key + "\n" + subscriber.address)) +
                             "@" + domain;
            row.due = edition_.composed;
            NL_CHECK(store::put(engine_.ledger, row));
        }
        return {};
    }

    Engine& engine_;
    const Edition& edition_;
    std::map<OutletId, Outlet> outlets_;
};

}  // namespace

Result<ComposeReport> Newsloom::compose(const ComposeRequest& request) {
    Engine& engine = state_->engine;
    if (!request.dry_run) {
        const std::string key = key_of(request);
        NL_TRY(const auto frozen, store::first<store::EditionRow>(
                                      engine.ledger, {.index = "edition_key", .equal = {std::string_view(key)}}));
        if (frozen) {
            NL_TRY(Edition edition, printed::edition_from_json(frozen->json));
            edition.id = frozen->id;
            return ComposeReport{std::move(edition), true};
        }
    }
    NL_TRY(Edition edition, composed(engine, request));
    if (request.dry_run) return ComposeReport{std::move(edition), false};
    NL_TRY(const std::int64_t last, last_id(engine.ledger, "edition"));
    edition.id = EditionId(last + 1);
    NL_TRY(auto outlets, engine.outlets());
    NL_CHECK(Freezer(engine, edition, std::move(outlets)).freeze());
    return ComposeReport{std::move(edition), false};
}

Result<std::vector<std::string>> Newsloom::edition_keys() {
    NL_TRY(const auto rows, store::select<store::EditionRow>(state_->engine.ledger, {.descending = true}));
    std::vector<std::string> keys;
    for (const store::EditionRow& row : rows)
        keys.push_back(row.key);
    return keys;
}

Result<Edition> Newsloom::edition(std::string_view key) {
    NL_TRY(const auto row,
           store::first<store::EditionRow>(state_->engine.ledger, {.index = "edition_key", .equal = {key}}));
    if (!row) return fail(Errc::not_found, "no edition " + std::string(key));
    NL_TRY(Edition edition, printed::edition_from_json(row->json));
    edition.id = row->id;
    return edition;
}

}  // namespace newsloom::pipeline
