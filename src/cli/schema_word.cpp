// schema: the JSON Schema of what a word prints.
#include <array>
#include <memory>
#include <string_view>

#include <CLI/CLI.hpp>

#include "cli/detail/terminal.h"
#include "cli/detail/words.h"

namespace newsloom::cli {
namespace {

struct Schema {
    std::string_view file, json;
};

constexpr Schema kSchemas[] = {
#include "schemas.inc"
};

std::string_view word_of(const Schema& schema) { return schema.file.substr(0, schema.file.find('.')); }

int print_schema(const std::string& word) {
    Output output;
    if (word.empty()) {
        for (const Schema& schema : kSchemas)
            output.line(word_of(schema));
        return static_cast<int>(Exit::done);
    }
    for (const Schema& schema : kSchemas) {
        if (word_of(schema) != word) continue;
        output.write(schema.json);
        return static_cast<int>(Exit::done);
    }
    return ended({Errc::usage, "schema: there is none for \"" + word + "\"; newsloom schema lists them"});
}

}  // namespace

void add_schema_word(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "schema", "the JSON Schema of what a word prints", "newsloom schema extract");
    auto word = std::make_shared<std::string>();
    sub->add_option("WORD", *word, "without it: the words that have one");
    sub->callback([&command, word] { command.work = [word] { return print_schema(*word); }; });
}

}  // namespace newsloom::cli
