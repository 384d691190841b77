// export: every derived row as one JSON object per line. `canonical`: by table, then key, without what tells when or
// how often the engine ran; two stores that hold the same are the same bytes.
#include <algorithm>
#include <array>

#include "base/hash.h"
#include "json/writer.h"
#include "pipeline/detail/state.h"
#include "pipeline/newsloom.h"

namespace newsloom::pipeline {

namespace {

using store::ColumnSpec;
using store::ColumnType;
using store::TableSpec;

/// Columns that hold times of trying.
bool is_about_the_run(std::string_view table, std::string_view column) {
    return table == "problem" && (column == "tries" || column == "last" || column == "next_try");
}

void write_value(json::Writer& w, const ColumnSpec& column, const store::Value& value) {
    w.key(column.name);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        w.value(*whole);
    } else if (const auto* real = std::get_if<double>(&value)) {
        w.value(*real);
    } else if (const auto* bytes = std::get_if<std::string_view>(&value)) {
        if (column.type == ColumnType::blob) {
            w.value(hex(hash64(*bytes)));
        } else if (column.name == "json") {
            w.raw(*bytes);
        } else {
            w.value(*bytes);
        }
    } else {
        w.null();
    }
}

class Exporter {
  public:
    Exporter(bool canonical, const std::function<void(std::string_view)>& sink) : canonical_(canonical), sink_(sink) {}

    template <class Row>
    Result<void> table(store::Store& store) {
        const TableSpec& spec = store::spec<Row>();
        return store.scan(spec, {}, [&](store::Values values) {
            line_.clear();
            json::Writer w(line_);
            w.begin_object();
            w.field("row", spec.name);
            for (std::size_t i = 0; i < values.size(); ++i)
                if (!canonical_ || !is_about_the_run(spec.name, spec.columns[i].name))
                    write_value(w, spec.columns[i], values[i]);
            w.end_object();
            line_ += '\n';
            sink_(line_);
            return true;
        });
    }

    template <class... Rows>
    Result<void> tables(store::Store& store) {
        Result<void> result;
        (void)((result = table<Rows>(store), bool(result)) && ...);
        return result;
    }

  private:
    bool canonical_;
    const std::function<void(std::string_view)>& sink_;
    std::string line_;
};

}  // namespace

Result<void> Newsloom::export_all(bool canonical, const std::function<void(std::string_view)>& sink) {
    store::Store& ledger = state_->engine.ledger;
    store::Store& content = state_->engine.content;
    // One view of each database, also beside a runner.
    NL_TRY(auto ledger_view, store::Transaction::begin(ledger, store::Mode::read));
    NL_TRY(auto content_view, store::Transaction::begin(content, store::Mode::read));
    Exporter exporter(canonical, sink);
    auto done = exporter.tables<store::OutletRow, store::SourceRow, store::EditionRow, store::LineRow,
                                store::LineSourceRow, store::StoryPrintedRow, store::OutboxRow>(ledger);
    if (!done) return done;
    done = exporter.tables<store::DocumentRow, store::PageRow, store::LinkRow, store::ArticleRow, store::ArticleTextRow,
                           store::CopyRow, store::AnnotationsRow, store::FeaturesRow, store::ClusterLogRow,
                           store::StoryDocumentRow, store::StoryForwardRow, store::StoryRow, store::ProblemRow,
                           store::TodoRow, store::CounterRow>(content);
    if (!done || canonical) return done;
    // How the sources are doing changes with every poll.
    return exporter.tables<store::SourceStateRow, store::StageMadeRow>(content);
}

}  // namespace newsloom::pipeline
