/// Pages into the store.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/page.h"
#include "pipeline/detail/engine.h"
#include "pipeline/detail/outlets.h"
#include "pipeline/detail/stage.h"

namespace newsloom::pipeline {

/// A page with what is known beside it.
struct Incoming {
    Page page;
    std::string outlet_name;  ///< "The Harbour Post"; may be empty
    std::string subject;      ///< names it to people: file, "file:17", URL
};

/// The name under which a page is one document over time: its canonical URL; for what has no web address, its own name.
[[nodiscard]] std::string document_url(const Page& page);

/// One page into the store: nothing when the document's newest version has the same body; else a new version. Within
/// the caller's transaction; page.outlet is set already. A body over limits.page_bytes is cut there, which is noted.
[[nodiscard]] Result<void> ingest_page(Engine& engine, Page page, const std::string& subject, AddReport& report,
                                       std::vector<Given>& given);

/// Batches of pages, one transaction each: new outlets into the ledger, then the pages.
class Ingest {
  public:
    [[nodiscard]] static Result<Ingest> begin(Engine& engine);
    [[nodiscard]] Result<void> add(Incoming incoming);
    void failed(std::string input, Error error);
    /// Writes what is left and what failed.
    [[nodiscard]] Result<AddReport> end();

  private:
    Ingest(Engine& engine, OutletFinder finder) : engine_(&engine), finder_(std::move(finder)) {}
    Result<void> write();
    Engine* engine_;
    OutletFinder finder_;
    std::vector<Incoming> batch_;
    std::size_t bytes_ = 0;
    AddReport report_;
};

/// Files and folders: see Newsloom::add.
[[nodiscard]] Result<AddReport> add_what(Engine& engine, std::span<const std::string> what, Instant now);
[[nodiscard]] Result<AddReport> add_new_sources(Engine& engine, std::span<const NewSource> sources, Instant now);
[[nodiscard]] Result<void> declare_outlets(Engine& engine, std::span<const Outlet> outlets, Instant now);

}  // namespace newsloom::pipeline
