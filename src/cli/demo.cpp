// demo: the bundled sample days, offline, through the same stages that live sources use.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "cli/detail/session.h"
#include "config/sources.h"
#include "edition/compose.h"
#include "net/scripted_http.h"

namespace newsloom::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMarker = ".newsloom-demo";
constexpr const char* kUsual = "harbour-post";  // the family's paper: "Beyond your sources" tells what it left out
constexpr const char* kTitle = "Newsloom: the sample days";

struct DemoWord {
    std::string out = "demo-out", sample;
    int days = 2;
};

/// --sample, else beside the program: its source tree, or the data folder of an installation.
Result<fs::path> sample_folder(const std::string& given) {
    std::vector<fs::path> places;
    if (!given.empty()) {
        places.emplace_back(given);
    } else {
        std::error_code code;
        const fs::path program = fs::read_symlink("/proc/self/exe", code).parent_path();
        for (fs::path at = program; !code && at.has_relative_path(); at = at.parent_path())
            places.push_back(at / "examples" / "sample-days");
        places.push_back(program.parent_path() / "share" / "newsloom" / "sample-days");
        places.emplace_back(NEWSLOOM_DATA_DIR "/sample-days");
    }
    for (const fs::path& place : places) {
        std::error_code code;
        if (fs::exists(place / "day-1" / "http.jsonl", code)) return place;
    }
    return fail(Errc::not_found, (given.empty() ? "the sample days are not beside the program" : given) +
                                     ": no day-1/http.jsonl there; --sample DIR names the folder");
}

/// A new, empty folder, or one that an earlier demo made: what that one wrote is taken away first.
Result<void> prepare(const fs::path& out, const fs::path& sample) {
    std::error_code code;
    if (fs::exists(out, code) && !fs::is_empty(out, code) && !fs::exists(out / kMarker, code)) {
        return fail(Errc::refused, out.string() + ": not empty, and not made by an earlier demo; --out names another");
    }
    for (const char* part : {"store", "site", "mail"})
        fs::remove_all(out / part, code);
    fs::create_directories(out, code);
    if (!code) {
        std::ofstream(out / kMarker) << "made by `newsloom demo`; it may be deleted\n";
        std::ofstream(out / "newsloom.toml")
            << "# Made by `newsloom demo`: the other words work on its store with --config.\n"
               "[site]\ntitle = \""
            << kTitle << "\"\n[reader]\nusual = [\"" << kUsual << "\"]\n";
        fs::copy_file(sample / "sources.toml", out / "sources.toml", fs::copy_options::overwrite_existing, code);
    }
    if (code || !fs::exists(out / kMarker)) return fail(Errc::unavailable, out.string() + ": cannot be written");
    return {};
}

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size() + 1, width), ' ');
    return text;
}

class Demo {
  public:
    Demo(const DemoWord& word, const Habits& habits) : word_(word), habits_(habits), style_{has_colour(1)} {}

    Result<void> run() {
        NL_TRY(const fs::path sample, sample_folder(word_.sample));
        NL_CHECK(prepare(word_.out, sample));
        NL_TRY(const auto outlets, config::read_sources(sample / "sources.toml"));
        const auto began = std::chrono::steady_clock::now();

        config::Config config;
        config.file = fs::path(word_.out) / "newsloom.toml";
        config.reader.usual = {kUsual};
        pipeline::Options options = options_of(config, habits_);
        options.http = &http_;
        options.user_agent = "Newsloom";
        options.site_title = kTitle;
        NL_TRY(pipeline::Newsloom engine, pipeline::Newsloom::open(options));
        say("Two days of invented news from " + counted(outlets.size(), "outlet") +
            ", read offline through the same stages as live sources.");
        int days = 0;
        for (int day = 1; day <= word_.days && !is_interrupted(); ++day, ++days) {
            const fs::path list = sample / ("day-" + std::to_string(day)) / "http.jsonl";
            std::error_code code;
            if (!fs::exists(list, code)) break;
            NL_TRY(http_, net::ScriptedHttp::read(list));
            // Monday 9 March 2026, 06:30 UTC, and the days after it.
            const Instant now = std::chrono::sys_days{std::chrono::year{2026} / 3 / 8} + std::chrono::days{day} +
                                std::chrono::hours{6} + std::chrono::minutes{30};
            NL_CHECK(engine.put_outlets(outlets, now));
            NL_CHECK(one_day(engine, now));
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        say("");
        say(style_.bold("Open") + "  (" + counted(static_cast<std::uint64_t>(days), "day") + " in " +
            duration(took.count()) + ")");
        for (const auto& [what, path] : files_)
            say("  " + padded(what, 10) + style_.accent(path.string()));
        say("");
        say("Every line on the site opens its source. `newsloom --config " +
            (fs::path(word_.out) / "newsloom.toml").string() + " explain " + example_line_ +
            "` prints the chain behind one.");
        return {};
    }

  private:
    void say(const std::string& text) {
        if (!habits_.quiet) output_.line(text);
    }

    Result<void> one_day(pipeline::Newsloom& engine, Instant now) {
        say("");
        say(style_.bold(to_string(date_of(now))));
        NL_TRY(const auto report, engine.run({now, {}}));
        for (const auto& stage : report.stages)
            say("  " + padded(stage.stage, 13) + padded(grouped(stage.done) + " done", 11) +
                padded(stage.failed > 0 ? grouped(stage.failed) + " failed" : "", 10) +
                style_.dim(duration(stage.seconds)));
        if (report.stopped) return fail(Errc::unavailable, "stopped; call the demo again");
        const auto began = std::chrono::steady_clock::now();
        NL_TRY(const auto composed, engine.compose({EditionKind::morning, date_of(now), now, std::nullopt, false}));
        NL_TRY(const auto published, engine.publish());
        NL_TRY(const auto mail, engine.write_mail(composed.edition.key));
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        say("  " + padded("edition", 13) +
            padded(counted(composed.edition.stories.size(), "story", "stories") + ", " +
                       counted(published.written.size(), "file"),
                   21) +
            style_.dim(duration(took.count())));
        NL_CHECK(print_failing(engine));
        print_left_out(composed.edition);
        NL_CHECK(print_stories(engine, now));
        files_.clear();
        files_.emplace_back("website", fs::absolute(published.front_page).lexically_normal());
        files_.emplace_back("mail", fs::absolute(mail).lexically_normal());
        for (const PrintedStory& story : composed.edition.stories) {
            if (example_line_.empty() && !story.brief.empty()) example_line_ = story.brief[0].id;
        }
        for (const auto& file : published.written) {
            const bool story = file.parent_path() != published.front_page.parent_path() &&
                               file.filename() != "index.html" && file.extension() == ".html";
            if (story && files_.size() < 3) files_.emplace_back("a story", fs::absolute(file).lexically_normal());
        }
        return {};
    }

    Result<void> print_failing(pipeline::Newsloom& engine) {
        NL_TRY(const auto sources, engine.sources());
        const auto failing =
            std::count_if(sources.begin(), sources.end(), [](const auto& s) { return s.failures > 0; });
        if (failing == 0) return {};
        say("\n  Sources that did not answer");
        for (const auto& source : sources) {
            if (source.failures == 0) continue;
            say("    " + source.url + "  " + style_.dim(source.last_error));
        }
        return {};
    }

    /// Grouped by reason, with the pages.
    void print_left_out(const Edition& edition) {
        if (edition.left_out.empty()) return;
        say("\n  Left out");
        for (const Line& line : edition.left_out) {
            const std::string text =
                printed_text(line, [&](const Label& label) { return edition::label_text(label, edition.language); });
            say("    " + text);
        }
    }

    Result<void> print_stories(pipeline::Newsloom& engine, Instant now) {
        NL_TRY(const auto stories, engine.stories({.now = now, .since = std::nullopt, .most = 10}));
        say("\n  Stories, biggest first");
        int number = 0;
        for (const auto& view : stories) {
            std::string rank = std::to_string(++number) + ".";
            say("    " + padded(rank, 4) + shortened(words_of(view, view.story.headline), 72) + "  " +
                style_.dim(counted(view.articles.size(), "article") + ", " +
                           counted(static_cast<std::uint64_t>(view.story.independent), "independent source")));
        }
        return {};
    }

    const DemoWord& word_;
    const Habits& habits_;
    Style style_;
    Output output_;
    net::ScriptedHttp http_;  ///< each day's answers take the place of the last's
    std::vector<std::pair<std::string, fs::path>> files_;
    std::string example_line_;
};

}  // namespace

void add_demo_word(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "demo", "the bundled sample days, offline: sources, edition, website, e-mail",
                         "newsloom demo --out /tmp/newsloom-demo");
    auto word = std::make_shared<DemoWord>();
    sub->add_option("--out", word->out, "where the store, site and mail go; demo-out when not given")->type_name("DIR");
    sub->add_option("--sample", word->sample, "other sample days")->type_name("DIR");
    sub->add_option("--days", word->days, "how many of the days")->check(CLI::Range(1, 31))->type_name("N");
    sub->callback([&command, word] {
        command.work = [&command, word]() -> int {
            const auto done = Demo(*word, command.habits).run();
            return done ? 0 : ended(done.error());
        };
    });
}

}  // namespace newsloom::cli
