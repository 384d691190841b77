/// An engine over memory stores or over files, and pages to put into it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "pipeline/detail/engine.h"
#include "pipeline/newsloom.h"
#include "store/memory/memory_store.h"
#include "unit/store/folder.h"

namespace newsloom::pipeline {

inline Instant at(std::string_view text) { return parse_rfc3339(text)->at; }

/// Memory stores and an engine over them.
struct Bench {
    store::MemoryStore ledger, content;
    Engine engine;
    explicit Bench(Options options = {}) : engine(std::move(options), ledger, content) {}
};

inline Options options_in(const std::filesystem::path& folder) {
    Options options;
    options.folder = folder / "store";
    options.site = folder / "site";
    options.mail = folder / "mail";
    options.jobs = 2;
    return options;
}

inline Newsloom open_in(const std::filesystem::path& folder, unsigned jobs = 2) {
    Options options = options_in(folder);
    options.jobs = jobs;
    auto made = Newsloom::open(std::move(options));
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
}

inline std::string canonical(Newsloom& news) {
    std::string all;
    const auto done = news.export_all(true, [&](std::string_view line) { all += line; });
    EXPECT_TRUE(done) << done.error().message;
    return all;
}

/// An invented article as one line of a .jsonl file.
inline std::string article_line(const std::string& id, const std::string& time, const std::string& source,
                                const std::string& title, const std::string& text) {
    return R"({"id":")" + id + R"(","time":")" + time + R"(","lang":"en","title":")" + title + R"(","text":")" + text +
           R"(","source":")" + source + R"(","url":"https://)" + source + R"(.example/)" + id + "\"}\n";
}

/// Two stories told by several outlets, and a single one.
inline std::string small_stream() {
    std::string all;
    const std::string ferry =
        "The ferry Halvard ran aground off Skarvoy on Sunday night with 48 people on board. "
        "\\\"Nobody was hurt, and all passengers were taken off before midnight,\\\" said harbour master Ines Kerr. "
        "Salvage crews will try to pull the ferry free at high tide on Tuesday, the coast guard said.";
    const std::string mill =
        "The paper mill in Ostbruck will close in June and 320 people will lose their jobs, its owner said on Monday. "
        "\\\"We looked at every way to keep it open,\\\" said plant director Tomas Weil. "
        "The town council called the decision a disaster for the valley and asked for talks.";
    all += article_line("a1", "2026-03-09T05:10:00Z", "harbour-post", "Ferry Halvard runs aground off Skarvoy", ferry);
    all += article_line(
        "a2", "2026-03-09T05:40:00Z", "northern-mail", "Ferry with 48 aboard aground near Skarvoy",
        "A ferry with 48 people on board ran aground near Skarvoy on Sunday night. Harbour master Ines Kerr said "
        "nobody was hurt. The coast guard said crews would try to pull the Halvard free on Tuesday.");
    all += article_line(
        "a3", "2026-03-09T06:20:00Z", "daily-lantern", "Skarvoy: passengers leave stranded ferry",
        "All passengers of the stranded ferry Halvard were taken off before midnight, harbour master Ines Kerr said. "
        "The Halvard ran aground off Skarvoy on Sunday with 48 people on board.");
    all += article_line("b1", "2026-03-09T07:00:00Z", "harbour-post", "Ostbruck paper mill to close in June", mill);
    all += article_line(
        "b2", "2026-03-09T07:30:00Z", "northern-mail", "320 jobs go as Ostbruck paper mill closes",
        "The owner of the Ostbruck paper mill said on Monday that it will close in June with the loss of 320 jobs. "
        "The town council of Ostbruck asked for talks about the paper mill.");
    all += article_line("c1", "2026-03-09T07:45:00Z", "daily-lantern", "Village choir wins the Tarn singing prize",
                        "The choir of Little Tarn won the singing prize of the lakes for the third time. "
                        "The judges praised its youngest voices, aged nine and ten.");
    return all;
}

}  // namespace newsloom::pipeline
