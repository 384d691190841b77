#include "pipeline/detail/ingest.h"

#include <algorithm>

#include "base/hash.h"
#include "base/map_ordered.h"
#include "pipeline/detail/work.h"
#include "store/compress.h"
#include "url/url.h"

namespace newsloom::pipeline {

namespace {

std::string megabytes(std::size_t bytes) { return std::to_string(bytes / kMiB) + " MB"; }

/// Problems of inputs that never became a page are kept under a number made of their name.
std::int64_t item_of(const std::string& input) { return static_cast<std::int64_t>(hash64(input) >> 1); }

/// The same, with the body compressed already.
Result<void> ingest_compressed(Engine& engine, Page page, std::string zstd, const std::string& subject,
                               std::size_t cut_from, AddReport& report, std::vector<Given>& given) {
    store::Store& content = engine.content;
    const std::string url = document_url(page);
    const std::string body_hash = hex(hash64(page.body));
    NL_TRY(auto document,
           store::first<store::DocumentRow>(content, {.index = "document_url", .equal = {std::string_view(url)}}));
    if (document) {
        NL_TRY(const auto newest, store::get<store::PageRow>(content, document->page));
        if (newest && newest->body_hash == body_hash) {
            ++report.unchanged;
            return {};
        }
        ++report.revised;
        // A revision that does not say when it was seen was seen when it was added.
        if (newest && page.fetched <= newest->fetched) page.fetched = std::max(newest->fetched, engine.now);
    } else {
        NL_TRY(const std::int64_t id, next_id(content, "document"));
        document = store::DocumentRow{DocumentId(id), url, page.outlet, page.fetched, {}, {}, 0};
    }
    NL_TRY(const std::int64_t id, next_id(content, "page"));
    document->page = PageId(id);
    ++document->versions;
    NL_CHECK(store::put(content, *document));
    NL_CHECK(store::put(content, store::PageRow{PageId(id), document->id, document->versions, page.url, page.final_url,
                                                page.outlet, page.fetched, page.status, page.media_type,
                                                static_cast<std::int64_t>(page.body.size()), body_hash}));
    NL_CHECK(store::put(content, store::PageBodyRow{PageId(id), {std::move(zstd)}}));
    if (cut_from > 0) {
        const std::string what = subject + ": " + megabytes(cut_from) + ", cut at " + megabytes(page.body.size());
        NL_CHECK(note(engine, "add", id, page.url, Errc::too_large, what));
    }
    ++report.pages;
    given.push_back({Kind::page, id, page.fetched, page.fetched});
    return {};
}

/// How much of the body was cut off; 0 for nothing.
std::size_t cut(const Limits& limits, std::string& body) {
    if (body.size() <= limits.page_bytes) return 0;
    const std::size_t before = body.size();
    body.resize(limits.page_bytes);
    return before;
}

}  // namespace

std::string document_url(const Page& page) {
    const std::string& shown = page.final_url.empty() ? page.url : page.final_url;
    return url::canonical(shown).value_or(shown);
}

Result<void> ingest_page(Engine& engine, Page page, const std::string& subject, AddReport& report,
                         std::vector<Given>& given) {
    const std::size_t cut_from = cut(engine.options.limits, page.body);
    return ingest_compressed(engine, page, store::compress(page.body), subject, cut_from, report, given);
}

Result<Ingest> Ingest::begin(Engine& engine) {
    NL_TRY(OutletFinder finder, OutletFinder::read(engine));
    return Ingest(engine, std::move(finder));
}

Result<void> Ingest::add(Incoming incoming) {
    bytes_ += incoming.page.body.size();
    batch_.push_back(std::move(incoming));
    if (batch_.size() >= 256 || bytes_ >= kBatchBytes) return write();
    return {};
}

void Ingest::failed(std::string input, Error error) { report_.failed.push_back({std::move(input), std::move(error)}); }

Result<void> Ingest::write() {
    if (batch_.empty()) return {};
    std::vector<std::size_t> cut_from;
    for (Incoming& incoming : batch_) {
        cut_from.push_back(cut(engine_->options.limits, incoming.page.body));
        if (!incoming.page.outlet)
            incoming.page.outlet = finder_.find(document_url(incoming.page), incoming.outlet_name);
    }
    // The ledger first: an outlet without pages is harmless, a page whose outlet nobody knows is not.
    NL_CHECK(finder_.save());
    auto bodies = map_ordered(batch_, engine_->jobs,
                              [](const Incoming& incoming) { return store::compress(incoming.page.body); });
    std::vector<Given> given;
    NL_TRY(auto transaction, store::Transaction::begin(engine_->content));
    for (std::size_t i = 0; i < batch_.size(); ++i) {
        NL_CHECK(ingest_compressed(*engine_, batch_[i].page, std::move(bodies[i]), batch_[i].subject, cut_from[i],
                                   report_, given));
        NL_CHECK(store::erase<store::ProblemRow>(engine_->content, std::string("add"), item_of(batch_[i].subject)));
    }
    NL_CHECK(enqueue(*engine_, "add", given));
    NL_CHECK(transaction.commit());
    batch_.clear();
    bytes_ = 0;
    return {};
}

Result<AddReport> Ingest::end() {
    NL_CHECK(write());
    if (!report_.failed.empty()) {
        NL_TRY(auto transaction, store::Transaction::begin(engine_->content));
        for (const Failed& failed : report_.failed)
            NL_CHECK(
                note(*engine_, "add", item_of(failed.input), failed.input, failed.error.code, failed.error.message));
        NL_CHECK(transaction.commit());
    }
    return std::move(report_);
}

}  // namespace newsloom::pipeline
