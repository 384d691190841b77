// feed, opml, robots: lists in, lists out.
#include <map>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/detail/file_words.h"
#include "cli/detail/printed_feed.h"
#include "cli/detail/words.h"
#include "feed/feed.h"
#include "feed/opml.h"
#include "input/read_file.h"
#include "robots/robots.h"

namespace newsloom::cli {
namespace {

struct FilesWord {
    std::vector<std::string> files;
    std::string list, url;
};

Result<std::string> print_feed(const Input& input, const std::string& url) {
    NL_TRY(const std::string bytes, read_file(input.name));
    NL_TRY(const feed::Feed feed, feed::parse(bytes, input.url.empty() ? url : input.url));
    std::string out;
    json::Writer w(out);
    begin_object(w, "feed");
    w.field("input", input.name);
    write_fields(w, feed);
    w.end_object();
    return out + "\n";
}

Result<std::string> print_opml(const Input& input) {
    NL_TRY(const std::string bytes, read_file(input.name));
    NL_TRY(const feed::Opml opml, feed::parse_opml(bytes));
    std::string out;
    json::Writer w(out);
    begin_object(w, "opml");
    w.field("input", input.name).text_or_null("title", opml.title).key("feeds").begin_array();
    for (const auto& feed : opml.feeds) {
        w.begin_object().text_or_null("title", feed.title).field("feed_url", feed.feed_url);
        w.text_or_null("home_url", feed.home_url).field("folder", feed.folder).end_object();
    }
    w.end_array().field("problems", opml.problems).end_object();
    return out + "\n";
}

void add_files_word(CLI::App& app, Command& command, const std::string& name, const std::string& about,
                    const std::string& example,
                    const std::function<Result<std::string>(const FilesWord&, const Input&)>& answer) {
    auto* sub = add_word(app, name, about, example);
    auto word = std::make_shared<FilesWord>();
    sub->add_option("FILE", word->files, "files; - is standard input; .gz and .zst as they are");
    sub->add_option("--files-from", word->list, "one \"path\" or \"path<TAB>url\" per line")->type_name("LIST");
    if (name == "feed") sub->add_option("--url", word->url, "where the feed comes from: links are resolved against it");
    sub->callback([&command, word, name, answer] {
        command.work = [&command, word, name, answer]() -> int {
            const auto inputs = inputs_of(word->files, word->list);
            if (!inputs) return ended(inputs.error());
            if (inputs->empty())
                return ended({Errc::usage, name + ": no FILE given; see newsloom " + name + " --help"});
            return run_inputs({name, command.habits.jobs, command.habits.quiet}, *inputs,
                              [&](const Input& input) { return answer(*word, input); });
        };
    });
}

struct RobotsWord {
    std::string agent, list;
    std::vector<std::string> words;
};

/// One line per URL. The list holds "URL" lines for the file given, or "ROBOTS_FILE<TAB>URL".
int print_robots(const RobotsWord& word, const Habits& habits) {
    std::vector<Input> inputs;  // name: the robots.txt, url: what is asked
    for (std::size_t i = 1; i < word.words.size(); ++i)
        inputs.push_back({word.words[0], word.words[i]});
    if (!word.list.empty()) {
        const auto listed = inputs_of({}, word.list);
        if (!listed) return ended(listed.error());
        for (const Input& line : *listed) {
            if (!line.url.empty()) {
                inputs.push_back(line);
            } else if (!word.words.empty()) {
                inputs.push_back({word.words[0], line.name});
            } else {
                return ended({Errc::usage, "robots: no ROBOTS_FILE given, and none in the list"});
            }
        }
    }
    if (inputs.empty()) return ended({Errc::usage, "robots: no URL given; see newsloom robots --help"});
    std::map<std::string, Result<robots::Rules>> files;
    for (const Input& input : inputs) {
        if (files.contains(input.name)) continue;
        const auto bytes = read_file(input.name);
        files.emplace(input.name, bytes ? Result<robots::Rules>(robots::Rules::parse(*bytes))
                                        : Result<robots::Rules>(tl::unexpected<Error>(bytes.error())));
    }
    return run_inputs({"robots", habits.jobs, habits.quiet}, inputs, [&](const Input& input) -> Result<std::string> {
        const auto& rules = files.at(input.name);
        if (!rules) return tl::unexpected<Error>(rules.error());
        const robots::Verdict verdict = rules->allowed(word.agent, input.url);
        std::string out;
        json::Writer w(out);
        begin_object(w, "robots");
        w.field("url", input.url).field("allowed", verdict.allowed).text_or_null("rule", verdict.rule);
        w.key("line");
        verdict.line > 0 ? w.value(verdict.line) : w.null();
        w.end_object();
        return out + "\n";
    });
}

void add_robots(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "robots", "may an agent fetch these URLs, and which rule says so",
                         "newsloom robots --agent Newsloom robots.txt https://news.example/a https://news.example/b");
    auto word = std::make_shared<RobotsWord>();
    sub->add_option("--agent", word->agent, "the product token that robots.txt is asked about")
        ->type_name("NAME")
        ->required();
    sub->add_option("--files-from", word->list, "one \"URL\", or \"ROBOTS_FILE<TAB>URL\", per line")->type_name("LIST");
    sub->add_option("WORDS", word->words, "ROBOTS_FILE URL...; - is standard input");
    sub->callback(
        [&command, word] { command.work = [&command, word] { return print_robots(*word, command.habits); }; });
}

}  // namespace

void add_list_words(CLI::App& app, Command& command) {
    add_files_word(app, command, "feed", "the entries of RSS, Atom and JSON feeds",
                   "newsloom feed --url https://news.example/feed.xml feed.xml",
                   [](const FilesWord& word, const Input& input) { return print_feed(input, word.url); });
    add_files_word(app, command, "opml", "the feeds of OPML subscription lists, well-formed or not",
                   "newsloom opml subscriptions.opml",
                   [](const FilesWord&, const Input& input) { return print_opml(input); });
    add_robots(app, command);
}

}  // namespace newsloom::cli
