/// How a word gets into the program: each group of words is one file that adds its words to the parser.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace newsloom::cli {

/// Options that stand before or after any word.
struct Habits {
    bool json = false;     ///< --json: machine output of the store words
    bool quiet = false;    ///< --quiet: no progress, no notes
    bool verbose = false;  ///< --verbose
    bool strict = false;   ///< --strict: exit 3 when anything failed (store words)
    unsigned jobs = 0;     ///< --jobs N; 0: as the configuration says, else all cores
    std::string config;    ///< --config FILE
};

/// What a word found on the command line; run after parsing. Returns the exit code.
struct Command {
    Habits habits;
    std::function<int()> work;
};

/// Adds a word: its one-line description, a footer with an example, and what it does.
CLI::App* add_word(CLI::App& parent, const std::string& name, const std::string& about, const std::string& example);

void add_page_words(CLI::App& app, Command& command);     // html, extract
void add_list_words(CLI::App& app, Command& command);     // feed, opml, robots
void add_copies_word(CLI::App& app, Command& command);    // dedup
void add_article_words(CLI::App& app, Command& command);  // attribute, cluster, story
void add_schema_word(CLI::App& app, Command& command);    // schema
void add_store_words(CLI::App& app, Command& command);    // init, add, sources, run
void add_reading_words(CLI::App& app, Command& command);  // stories, show, explain, search, export
void add_edition_words(CLI::App& app, Command& command);  // edition
void add_mail_words(CLI::App& app, Command& command);     // subscribers, send
void add_care_words(CLI::App& app, Command& command);     // doctor, config, backup, restore
void add_demo_word(CLI::App& app, Command& command);      // demo

}  // namespace newsloom::cli
