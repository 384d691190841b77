// init, add, sources, run: what comes in.
#include <filesystem>
#include <fstream>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/detail/session.h"
#include "config/sources.h"

namespace newsloom::cli {
namespace {

namespace fs = std::filesystem;

// ---------------------------------------------------------------- init

/// Writes the file unless it is there; says which.
Result<void> write_new(const fs::path& path, const std::string& text, bool quiet) {
    std::error_code code;
    if (fs::exists(path, code)) {
        if (!quiet) std::printf("  there already   %s\n", path.c_str());
        return {};
    }
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) return fail(Errc::unavailable, path.string() + ": cannot be written");
    if (!quiet) std::printf("  written         %s\n", path.c_str());
    return {};
}

Result<void> init(const fs::path& folder, const Habits& habits) {
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) return fail(Errc::unavailable, folder.string() + ": " + code.message());
    NL_CHECK(write_new(folder / "newsloom.toml", config::starter_config(), habits.quiet));
    NL_CHECK(write_new(folder / "sources.toml", config::starter_sources(), habits.quiet));
    Habits there = habits;
    there.config = (folder / "newsloom.toml").string();
    NL_TRY(Session session, open_session(there, pipeline::Access::write));
    if (habits.quiet) return {};
    std::printf("  store           %s\n", session.config.at(session.config.store.folder).c_str());
    const std::string flag = folder == "." ? "" : " --config " + there.config;
    std::printf(
        "\nNext: newsloom%s add https://news.example/feed.xml\n      newsloom%s run\n      newsloom%s edition\n",
        flag.c_str(), flag.c_str(), flag.c_str());
    return {};
}

void add_init(CLI::App& app, Command& command) {
    auto* sub =
        add_word(app, "init", "a configuration, a source list and the database in a folder", "newsloom init my-news");
    auto folder = std::make_shared<std::string>(".");
    sub->add_option("DIR", *folder, "the folder; this one when not given");
    sub->callback([&command, folder] {
        command.work = [&command, folder]() -> int {
            const auto done = init(*folder, command.habits);
            return done ? 0 : ended(done.error());
        };
    });
}

// ---------------------------------------------------------------- add

struct AddWord {
    std::vector<std::string> what;
    std::string now, outlet;
};

int report_of(const pipeline::AddReport& report, const Habits& habits) {
    for (const auto& failed : report.failed)
        complain(about(failed.input, failed.error));
    Output output;
    if (habits.json) {
        print_object(output, "add", [&](json::Writer& w) {
            w.field("sources", report.sources).field("pages", report.pages).field("revised", report.revised);
            w.field("unchanged", report.unchanged).key("failed").begin_array();
            for (const auto& failed : report.failed) {
                w.begin_object().field("input", failed.input).field("code", name(failed.error.code));
                w.field("message", failed.error.message).end_object();
            }
            w.end_array();
        });
    } else if (!habits.quiet) {
        output.line(counted(report.sources, "new source") + ", " + counted(report.pages, "new page") +
                    (report.revised > 0 ? " (" + grouped(report.revised) + " of them revised)" : "") + ", " +
                    grouped(report.unchanged) + " known already");
        if (report.sources + report.pages > 0) output.line("`newsloom run` reads them.");
    }
    if (report.failed.empty()) return static_cast<int>(Exit::done);
    const bool nothing = report.sources + report.pages + report.unchanged == 0;
    return static_cast<int>(nothing ? Exit::failed : habits.strict ? Exit::in_part : Exit::done);
}

void add_add(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "add", "adds feeds, pages, OPML files, directories of pages, .jsonl files of articles",
                         "newsloom add https://news.example/feed.xml subscriptions.opml\n"
                         "  newsloom add pages/ articles.jsonl.gz");
    auto word = std::make_shared<AddWord>();
    sub->add_option("WHAT", word->what, "URLs, files and directories")->required();
    sub->add_option("--now", word->now, "when they were first seen")->type_name("TIME");
    sub->callback([&command, word] {
        command.work = [&command, word]() -> int {
            const auto now = now_given(word->now);
            if (!now) return ended(now.error());
            auto session = open_session(command.habits, pipeline::Access::write, Network::web);
            if (!session) return ended(session.error());
            if (const auto taken = take_sources_file(*session, *now); !taken) return ended(taken.error());
            const auto report = session->engine->add(word->what, *now);
            return report ? report_of(*report, command.habits) : ended(report.error());
        };
    });
}

// ---------------------------------------------------------------- sources

std::string health(const pipeline::Source& source) {
    if (source.failures > 0)
        return "failed " + counted(static_cast<std::uint64_t>(source.failures), "time") + ": " + source.last_error;
    if (!source.last_success) return "not read yet";
    return "read " + to_rfc3339(*source.last_success) +
           (source.last_error.empty() ? std::string() : ", but " + source.last_error);
}

void write_source(json::Writer& w, const pipeline::Source& source) {
    const auto time = [&](std::string_view key, const std::optional<Instant>& at) {
        w.key(key);
        at ? w.value(to_rfc3339(*at)) : w.null();
    };
    w.field("id", source.id.value).field("kind", pipeline::name(source.kind)).field("url", source.url);
    w.text_or_null("title", source.title).text_or_null("outlet", source.outlet_key);
    w.field("added", to_rfc3339(source.added));
    time("last_success", source.last_success);
    time("last_try", source.last_try);
    time("next_try", source.next_try);
    w.field("failures", source.failures).text_or_null("last_error", source.last_error);
    w.text_or_null("cure", source.cure);
    w.field("articles", source.articles);
}

int print_sources(const Habits& habits) {
    auto session = open_session(habits, pipeline::Access::read);
    if (!session) return ended(session.error());
    const auto sources = session->engine->sources();
    if (!sources) return ended(sources.error());
    Output output;
    const Style style{has_colour(1)};
    for (const auto& source : *sources) {
        if (habits.json) {
            print_object(output, "sources", [&](json::Writer& w) { write_source(w, source); });
            continue;
        }
        const std::string outlet = source.outlet_key.empty() ? std::string("-") : source.outlet_key;
        output.line(style.bold(outlet) + "  " + source.url + "\n    " + counted(source.articles, "article") + ", " +
                    health(source));
        if (!source.cure.empty()) output.line("    -> " + source.cure);
    }
    if (sources->empty() && !habits.json)
        output.line("No sources yet. `newsloom add FEED-URL` adds one; sources.toml holds many.");
    return 0;
}

// ---------------------------------------------------------------- run

struct RunWord {
    std::vector<std::string> stages;
    std::string now;
};

std::string stages_help() {
    std::string text = "\nStages, in order:\n";
    for (const auto& row : pipeline::stage_rows()) {
        std::string name(row.name);
        name.resize(std::max<std::size_t>(name.size() + 1, 13), ' ');
        text += "  " + name + std::string(row.about) + "\n";
    }
    return text;
}

int report_of(const pipeline::RunReport& report, const Habits& habits) {
    Output output;
    if (habits.json) {
        print_object(output, "run", [&](json::Writer& w) {
            w.key("stages").begin_array();
            for (const auto& stage : report.stages) {
                w.begin_object().field("stage", stage.stage).field("done", stage.done).field("failed", stage.failed);
                w.field("waiting", stage.waiting).field("seconds", stage.seconds).end_object();
            }
            w.end_array().field("failed", report.failed).field("stopped", report.stopped);
        });
    } else if (!habits.quiet) {
        bool any = false;
        for (const auto& stage : report.stages) {
            std::string line = stage.stage;
            line.resize(std::max<std::size_t>(line.size() + 1, 14), ' ');
            line += grouped(stage.done);
            if (stage.failed > 0) line += ", " + grouped(stage.failed) + " failed";
            if (stage.waiting > 0) line += ", " + grouped(stage.waiting) + " waiting";
            if (stage.done + stage.failed == 0) continue;
            output.line(line + "  " + duration(stage.seconds));
            any = true;
        }
        if (!any) output.line("Nothing to do.");
        if (report.failed > 0) output.line("`newsloom doctor` says what failed and what to do about it.");
    }
    output.flush();
    if (report.stopped) {
        complain("stopped after the batch at hand; `newsloom run` goes on from here");
        return static_cast<int>(Exit::failed);
    }
    return static_cast<int>(report.failed > 0 && habits.strict ? Exit::in_part : Exit::done);
}

void add_run(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "run", "all stages, or those named, over what waits",
                         "newsloom run\n  newsloom run extract cluster\n  newsloom run --now 2026-03-09T06:30:00Z");
    auto word = std::make_shared<RunWord>();
    sub->add_option("STAGE", word->stages, "the stages to run; all when none is named");
    sub->add_option("--now", word->now, "replays a dated stream: what was first seen later is not looked at")
        ->type_name("TIME");
    sub->footer(stages_help() + "\nExample:\n  newsloom run extract cluster");
    sub->callback([&command, word] {
        command.work = [&command, word]() -> int {
            const auto now = now_given(word->now);
            if (!now) return ended(now.error());
            auto session = open_session(command.habits, pipeline::Access::write, Network::web);
            if (!session) return ended(session.error());
            if (const auto taken = take_sources_file(*session, *now); !taken) return ended(taken.error());
            const auto report = session->engine->run({*now, word->stages});
            return report ? report_of(*report, command.habits) : ended(report.error());
        };
    });
}

}  // namespace

void add_store_words(CLI::App& app, Command& command) {
    add_init(app, command);
    add_add(app, command);
    auto* sources = add_word(app, "sources", "the sources with their health", "newsloom sources --json");
    sources->callback([&command] { command.work = [&command] { return print_sources(command.habits); }; });
    add_run(app, command);
}

}  // namespace newsloom::cli
