// doctor, config, backup, restore: looking after an installation.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/detail/session.h"
#include "config/sources.h"

namespace newsloom::cli {
namespace {

namespace fs = std::filesystem;

std::string_view level_name(pipeline::Finding::Level level) {
    switch (level) {
        case pipeline::Finding::Level::fine:
            return "fine";
        case pipeline::Finding::Level::notice:
            return "notice";
        case pipeline::Finding::Level::problem:
            return "problem";
    }
    return "notice";
}

int doctor(const std::string& now_text, const Habits& habits) {
    const auto now = now_given(now_text);
    if (!now) return ended(now.error());
    auto session = open_session(habits, pipeline::Access::read);
    if (!session) return ended(session.error());
    auto findings = session->engine->doctor(*now);
    if (!findings) return ended(findings.error());
    const fs::path list = session->config.at(session->config.sources.file);
    std::error_code code;
    if (fs::exists(list, code)) {
        if (const auto outlets = config::read_sources(list); !outlets)
            findings->push_back({pipeline::Finding::Level::problem, outlets.error().message, "mend that line", 1});
    }
    Output output;
    const Style style{has_colour(1)};
    bool any = false;
    for (const auto& finding : *findings) {
        const bool problem = finding.level == pipeline::Finding::Level::problem;
        any = any || problem;
        if (habits.json) {
            print_object(output, "doctor", [&](json::Writer& w) {
                w.field("level", level_name(finding.level)).field("what", finding.what);
                w.text_or_null("cure", finding.cure).field("count", finding.count);
            });
            continue;
        }
        std::string level(level_name(finding.level));
        level.resize(9, ' ');
        output.line((problem ? style.bold(level) : style.dim(level)) + finding.what);
        if (!finding.cure.empty()) output.line("         -> " + finding.cure);
    }
    output.flush();
    return static_cast<int>(any && habits.strict ? Exit::in_part : Exit::done);
}

// ---------------------------------------------------------------- config

/// What can be seen without running: files that are named and not there, folders that cannot be written.
std::vector<Error> complaints(const config::Config& config) {
    std::vector<Error> result;
    const fs::path list = config.at(config.sources.file);
    std::error_code code;
    if (!fs::exists(list, code)) {
        result.push_back({Errc::not_found, list.string() + ": no such file; sources.file names it"});
    } else if (const auto outlets = config::read_sources(list); !outlets) {
        result.push_back(outlets.error());
    }
    for (const fs::path& folder : {config.store.folder, config.site.folder, config.mail.folder}) {
        fs::path at = fs::absolute(config.at(folder));
        while (!fs::exists(at, code) && at != at.parent_path())
            at = at.parent_path();  // the next folder that is there: the others are made when needed
        if (!fs::is_directory(at, code)) {
            result.push_back({Errc::bad_input, at.string() + ": not a directory; the configuration needs one there"});
        }
    }
    return result;
}

int check_config(const Habits& habits) {
    const auto config = read_config(habits);
    if (!config) return ended(config.error());
    const auto found = complaints(*config);
    for (const Error& error : found)
        complain(error);
    if (!found.empty()) return static_cast<int>(Exit::failed);
    if (!habits.quiet) {
        Output output;
        output.line(config->file.empty()
                        ? std::string("No newsloom.toml found: defaults are in force. Nothing is wrong.")
                        : config->file.string() + ": nothing is wrong");
    }
    return 0;
}

int show_config(const Habits& habits) {
    const auto config = read_config(habits);
    if (!config) return ended(config.error());
    Output output;
    output.line("# " + (config->file.empty() ? std::string("defaults; no newsloom.toml found")
                                             : fs::absolute(config->file).lexically_normal().string()));
    output.write(config::printed(*config));
    return 0;
}

void add_config(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "config", "what is configured", "newsloom config check && newsloom config show");
    sub->require_subcommand(1);
    auto* check = add_word(*sub, "check", "says what is wrong, with file and line", "newsloom config check");
    check->callback([&command] { command.work = [&command] { return check_config(command.habits); }; });
    auto* show = add_word(*sub, "show", "prints what is in force; secrets are masked", "newsloom config show");
    show->callback([&command] { command.work = [&command] { return show_config(command.habits); }; });
}

// ---------------------------------------------------------------- backup, restore

int backup(const std::string& file, const Habits& habits) {
    auto session = open_session(habits, pipeline::Access::read);
    if (!session) return ended(session.error());
    if (const auto done = session->engine->backup(file); !done) return ended(done.error());
    std::error_code code;
    const auto size = fs::file_size(file, code);
    if (!habits.quiet) std::printf("%s  %s MB\n", file.c_str(), grouped((size + kMiB - 1) / kMiB).c_str());
    return 0;
}

int restore(const std::string& file, const Habits& habits) {
    const auto config = read_config(habits);
    if (!config) return ended(config.error());
    const fs::path folder = config->at(config->store.folder);
    if (const auto done = pipeline::restore(file, folder); !done) return ended(done.error());
    if (!habits.quiet) std::printf("restored into %s\n", folder.c_str());
    return 0;
}

void add_file_word(CLI::App& app, Command& command, const std::string& name, const std::string& about,
                   int (*work)(const std::string&, const Habits&)) {
    auto* sub = add_word(app, name, about, "newsloom " + name + " newsloom-backup.bin");
    auto file = std::make_shared<std::string>();
    sub->add_option("FILE", *file, "the backup")->required();
    sub->callback(
        [&command, file, work] { command.work = [&command, file, work] { return work(*file, command.habits); }; });
}

}  // namespace

void add_care_words(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "doctor", "what is the matter, and what to do about it", "newsloom doctor");
    auto now = std::make_shared<std::string>();
    sub->add_option("--now", *now, "the time to look from")->type_name("TIME");
    sub->callback([&command, now] { command.work = [&command, now] { return doctor(*now, command.habits); }; });
    add_config(app, command);
    add_file_word(app, command, "backup", "both databases, consistent, into one file; works during a run", backup);
    add_file_word(app, command, "restore", "puts a backup into an empty store folder", restore);
}

}  // namespace newsloom::cli
