/// The pipeline, as a table. From top to bottom each stage takes what waits for it until nothing does; what it gives
/// waits for the stages below that name it. That is all the order there is (see README.md).
#include "pipeline/detail/stages.h"

namespace newsloom::pipeline {

namespace {

using enum Kind;

// "add" is no stage: it is what add() and add_pages() give.
constexpr Stage kStages[] = {
    // name, version, waits for, takes -> gives, batch, step, again, about
    {"poll", 1, {"add"}, source, link, 8, poll, nullptr, "asks the feeds whose time has come for their links"},
    {"fetch", 1, {"poll"}, link, page, 16, fetch, nullptr, "fetches the linked pages that robots.txt allows"},
    {"extract", 2, {"add", "fetch"}, page, article, 256, extract, extract_again, "makes articles of pages"},
    {"collapse", 2, {"extract"}, article, story, 256, collapse, collapse_again, "links copies of one text, in order"},
    {"annotate",
     1,
     {"extract"},
     article,
     story,
     64,
     annotate,
     annotate_again,
     "finds sentences, names, numbers, and who says what"},
    {"cluster", 2, {"extract"}, article, story, 256, cluster, cluster_again, "puts articles into stories, in order"},
    {"corroborate",
     1,
     {"cluster", "annotate", "collapse"},
     story,
     story,
     64,
     corroborate,
     corroborate_again,
     "finds what several outlets report, and where they differ"},
};

}  // namespace

std::span<const Stage> stage_table() { return kStages; }

std::string_view name(Kind kind) {
    switch (kind) {
        case source:
            return "source";
        case link:
            return "link";
        case page:
            return "page";
        case article:
            return "article";
        case story:
            return "story";
    }
    return "";
}

std::vector<StageRow> stage_rows() {
    std::vector<StageRow> rows;
    for (const Stage& stage : kStages) {
        StageRow& row = rows.emplace_back(
            StageRow{stage.name, stage.version, name(stage.takes), name(stage.gives), stage.about, {}});
        for (const std::string_view giver : stage.waits_for)
            if (!giver.empty()) row.waits_for.push_back(giver);
    }
    return rows;
}

}  // namespace newsloom::pipeline
