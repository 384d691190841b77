#include <CLI/CLI.hpp>

#include "cli/cli.h"
#include "cli/detail/terminal.h"
#include "cli/detail/words.h"

namespace newsloom::cli {

CLI::App* add_word(CLI::App& parent, const std::string& name, const std::string& about, const std::string& example) {
    CLI::App* word = parent.add_subcommand(name, about);
    word->footer("\nExample:\n  " + example);
    word->fallthrough();  // --quiet, --json, ... may stand after the word
    return word;
}

int run(int argc, char** argv) {
    watch_signals();
    CLI::App app{
        "Newsloom reads the news from many outlets and turns it into a briefing: the day's biggest stories,\n"
        "what several outlets report, who says what, and where the accounts differ.",
        "newsloom"};
    app.set_version_flag("--version", "newsloom " NEWSLOOM_VERSION);
    app.require_subcommand(1);
    app.footer(
        "\nFirst steps:\n"
        "  newsloom demo                      the sample days, offline: look at what comes out\n"
        "  newsloom init                      a configuration and a source list in this folder\n"
        "  newsloom add https://news.example/feed.xml\n"
        "  newsloom run && newsloom edition\n"
        "`newsloom WORD --help` tells more of each word.");
    Command command;
    Habits& habits = command.habits;
    app.add_option("--config", habits.config, "newsloom.toml to use")->type_name("FILE");
    app.add_option("--jobs,-j", habits.jobs, "threads; 0: all cores")->type_name("N");
    app.add_flag("--json", habits.json, "machine output");
    app.add_flag("--quiet,-q", habits.quiet, "no progress, no notes");
    app.add_flag("--verbose,-v", habits.verbose, "say more");
    app.add_flag("--strict", habits.strict, "exit 3 when anything failed");

    add_demo_word(app, command);
    add_store_words(app, command);
    add_reading_words(app, command);
    add_edition_words(app, command);
    add_mail_words(app, command);
    add_care_words(app, command);
    add_page_words(app, command);
    add_list_words(app, command);
    add_copies_word(app, command);
    add_article_words(app, command);
    add_schema_word(app, command);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {  // CLI11 has no other way to say it
        const int code = app.exit(error);
        return static_cast<int>(code == 0 ? Exit::done : Exit::usage);
    }
    return command.work ? command.work() : static_cast<int>(Exit::usage);
}

}  // namespace newsloom::cli
