// What the user says: outlets and sources, into the ledger.
#include <algorithm>

#include "pipeline/detail/ingest.h"
#include "pipeline/detail/stage.h"
#include "pipeline/detail/work.h"
#include "url/url.h"

namespace newsloom::pipeline {

std::string_view name(SourceKind kind) {
    switch (kind) {
        case SourceKind::feed:
            return "feed";
        case SourceKind::page:
            return "page";
        case SourceKind::sitemap:
            return "sitemap";
    }
    return "";
}

Result<AddReport> add_new_sources(Engine& engine, std::span<const NewSource> sources, Instant now) {
    AddReport report;
    std::vector<Given> given;
    NL_TRY(OutletFinder finder, OutletFinder::read(engine));
    std::vector<store::SourceRow> rows;
    for (const NewSource& source : sources) {
        const auto parsed = url::parse(source.url);
        if (!parsed || !parsed->is_web()) {
            report.failed.push_back({source.url, {Errc::bad_input, source.url + ": not a http or https URL"}});
            continue;
        }
        const std::string url = parsed->text();
        NL_TRY(const auto known, store::first<store::SourceRow>(
                                     engine.ledger, {.index = "source_url", .equal = {std::string_view(url)}}));
        const bool twice = std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.url == url; });
        if (known || twice) {
            ++report.unchanged;
            // Added already, perhaps by a run that was killed before it could wait for its first poll.
            if (known) {
                NL_TRY(const auto state, store::get<store::SourceStateRow>(engine.content, known->id));
                if (!state) given.push_back({Kind::source, known->id.value, known->added, {}});
            }
            continue;
        }
        store::SourceRow row;
        row.kind = name(source.kind);
        row.url = url;
        row.title = source.title;
        row.outlet = finder.by_key(source.outlet);
        if (!row.outlet) row.outlet = finder.find(url, source.outlet.empty() ? source.title : source.outlet);
        row.added = now;
        rows.push_back(std::move(row));
    }
    NL_CHECK(finder.save());
    if (!rows.empty()) {
        NL_TRY(auto transaction, store::Transaction::begin(engine.ledger));
        for (store::SourceRow& row : rows) {
            NL_TRY(const std::int64_t id, next_id(engine.ledger, "source"));
            row.id = SourceId(id);
            NL_CHECK(store::put(engine.ledger, row));
            given.push_back({Kind::source, id, now, {}});
        }
        NL_CHECK(transaction.commit());
    }
    report.sources = rows.size();
    if (!given.empty()) {
        NL_TRY(auto transaction, store::Transaction::begin(engine.content));
        NL_CHECK(enqueue(engine, "add", given));
        NL_CHECK(transaction.commit());
    }
    return report;
}

Result<void> declare_outlets(Engine& engine, std::span<const Outlet> outlets, Instant now) {
    NL_TRY(const auto known, store::select<store::OutletRow>(engine.ledger));
    std::vector<store::OutletRow> changed;
    std::vector<NewSource> feeds;
    for (const Outlet& outlet : outlets) {
        store::OutletRow row;
        const auto before =
            std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.key == outlet.key; });
        if (before != known.end()) row.id = before->id;
        row.key = outlet.key;
        row.name = outlet.name;
        row.short_name = outlet.short_name.empty() ? outlet.name : outlet.short_name;
        row.home = outlet.home;
        row.country = outlet.country;
        row.language = outlet.language;
        row.owner = outlet.owner;
        row.owner_kind = outlet.owner_kind;
        row.weight = outlet.weight;
        row.declared = true;
        if (before == known.end() || store::values_of(*before) != store::values_of(row)) changed.push_back(row);
        for (const std::string& feed : outlet.feeds)
            feeds.push_back({SourceKind::feed, feed, outlet.key, outlet.name});
    }
    if (!changed.empty()) {
        // Only what changed: a run with nothing new must not wait for the disk.
        NL_TRY(auto transaction, store::Transaction::begin(engine.ledger));
        for (store::OutletRow& row : changed) {
            if (!row.id) {
                NL_TRY(const std::int64_t id, next_id(engine.ledger, "outlet"));
                row.id = OutletId(id);
            }
            NL_CHECK(store::put(engine.ledger, row));
        }
        NL_CHECK(transaction.commit());
    }
    NL_TRY(const AddReport report, add_new_sources(engine, feeds, now));
    if (!report.failed.empty()) return tl::unexpected(report.failed.front().error);
    return {};
}

}  // namespace newsloom::pipeline
