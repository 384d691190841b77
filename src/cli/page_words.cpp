// html, extract: pages in, trees and articles out.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/detail/file_words.h"
#include "cli/detail/markdown.h"
#include "cli/detail/words.h"
#include "extract/extract.h"
#include "extract/weights.h"
#include "html/encoding.h"
#include "html/parse.h"
#include "html/print.h"
#include "input/read_file.h"
#include "printed/article.h"
#include "text/utf8.h"

namespace newsloom::cli {
namespace {

// ---------------------------------------------------------------- html

struct HtmlWord {
    std::vector<std::string> files;
    std::string list, fragment, state = "Data state", last_start_tag;
    bool tree = false, tokens = false, fragment_given = false, scripting = false, errors = false;
};

/// "div", "svg path", "math mi": the context as the html5lib tests write it.
html::FragmentContext context_of(const std::string& text) {
    html::FragmentContext context;
    std::string_view name = text;
    if (name.starts_with("svg ")) {
        context.ns = html::Namespace::svg;
        name.remove_prefix(4);
    } else if (name.starts_with("math ")) {
        context.ns = html::Namespace::mathml;
        name.remove_prefix(5);
    }
    context.name = name;
    return context;
}

Result<std::string> print_html(const HtmlWord& word, const Input& input) {
    NL_TRY(std::string bytes, read_file(input.name));
    if (word.tokens) {
        NL_TRY(std::string tokens, html::print_tokens(bytes, {word.state, word.last_start_tag, word.errors}));
        return tokens + "\n";
    }
    html::ParseOptions options;
    options.scripting = word.scripting;
    if (!utf8::is_valid(bytes)) bytes = html::decode(bytes, html::sniff_encoding(bytes).name);
    if (word.fragment_given) return html::print_tree(html::parse_fragment(bytes, context_of(word.fragment), options));
    return html::print_tree(html::parse(bytes, options));
}

void add_html(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "html", "the parsed tree, or the tokens, of HTML files",
                         "newsloom html --tree page.html\n  newsloom html --fragment td row.html\n"
                         "  newsloom html --tokens --state \"RCDATA state\" --last-start-tag title -");
    auto word = std::make_shared<HtmlWord>();
    sub->add_option("FILE", word->files, "HTML files; - is standard input; .gz and .zst as they are");
    sub->add_option("--files-from", word->list, "a file with one path per line")->type_name("LIST");
    sub->add_flag("--tree", word->tree, "the tree in the html5lib .dat form (the default)");
    sub->add_option("--fragment", word->fragment,
                    "parse as the inner HTML of CONTEXT: \"div\", \"svg path\", \"math mi\"")
        ->type_name("CONTEXT");
    sub->add_flag("--tokens", word->tokens, "the tokens in the html5lib JSON form");
    sub->add_option("--state", word->state, "the tokenizer's first state, as the html5lib tests name it")
        ->type_name("NAME");
    sub->add_option("--last-start-tag", word->last_start_tag, "for the tokenizer's end tags")->type_name("NAME");
    sub->add_flag("--scripting", word->scripting, "as if scripts ran: <noscript> holds text");
    sub->add_flag("--errors", word->errors, "with --tokens: the parse errors too");
    sub->callback([&command, sub, word] {
        word->fragment_given = sub->count("--fragment") > 0;
        command.work = [&command, word]() -> int {
            const auto inputs = inputs_of(word->files, word->list);
            if (!inputs) return ended(inputs.error());
            if (inputs->empty()) return ended({Errc::usage, "html: no FILE given; see newsloom html --help"});
            return run_inputs({"html", command.habits.jobs, command.habits.quiet, false}, *inputs,
                              [&](const Input& input) { return print_html(*word, input); });
        };
    });
}

// ---------------------------------------------------------------- extract

struct ExtractWord {
    std::vector<std::string> files;
    std::string list, url, kind = "auto", weights, format = "json", offsets = "code_points";
    bool explain = false;
    utf8::OffsetUnit unit = utf8::OffsetUnit::code_points;
    extract::WeightsPointer read_weights;
};

std::string media_type(const std::string& kind, const std::string& name) {
    if (kind == "html") return "text/html";
    if (kind == "text") return "text/plain";
    for (const char* end : {".txt", ".txt.gz", ".txt.zst"}) {
        if (name.ends_with(end)) return "text/plain";
    }
    return {};
}

std::string printed_json(const Input& input, const extract::Extraction& extraction, const ExtractWord& word) {
    std::string out;
    json::Writer w(out);
    begin_object(w, "extract");
    w.field("input", input.name);
    printed::write_fields(w, extraction.article, word.unit);
    if (word.explain) {
        w.key("removed").begin_array();
        for (const auto& removed : extraction.removed) {
            w.begin_object().field("role", name(removed.role)).field("text", removed.text).field("why", removed.why);
            w.end_object();
        }
        w.end_array().key("why").begin_object();
        for (const auto& reason : extraction.why)
            w.field(reason.field, reason.why);
        w.end_object();
    }
    if (!extraction.problems.empty()) w.field("problems", extraction.problems);
    w.end_object();
    return out + "\n";
}

Result<std::string> print_article(const ExtractWord& word, const Input& input) {
    Page page;
    NL_TRY(page.body, read_file(input.name));
    page.url = page.final_url = !input.url.empty() ? input.url : word.url;
    page.media_type = media_type(word.kind, input.name);
    extract::Options options;
    options.explain = word.explain;
    options.weights = word.read_weights.get();
    NL_TRY(const auto extraction, extract::extract(page, options));
    if (word.format == "text") return extraction.article.text + "\n";
    if (word.format == "markdown") return markdown(extraction.article);
    return printed_json(input, extraction, word);
}

int extract_all(const ExtractWord& word, const Habits& habits) {
    const auto inputs = inputs_of(word.files, word.list);
    if (!inputs) return ended(inputs.error());
    if (inputs->empty()) return ended({Errc::usage, "extract: no FILE given; see newsloom extract --help"});
    return run_inputs({"extract", habits.jobs, habits.quiet, word.format == "json"}, *inputs,
                      [&](const Input& input) { return print_article(word, input); });
}

void add_extract(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "extract", "the article in each page: text, roles, metadata",
                         "newsloom extract --url https://news.example/a page.html\n"
                         "  newsloom extract --files-from list.tsv --jobs 4 > articles.jsonl");
    auto word = std::make_shared<ExtractWord>();
    sub->add_option("FILE", word->files, "pages; - is standard input; .gz and .zst as they are");
    sub->add_option("--files-from", word->list, "one \"path\" or \"path<TAB>url\" per line")->type_name("LIST");
    sub->add_option("--url", word->url, "where the page comes from: links are resolved against it");
    sub->add_option("--input", word->kind, "what the files are")->check(CLI::IsMember({"auto", "html", "text"}));
    sub->add_option("--weights", word->weights, "other weights than the built-in ones")->type_name("FILE");
    sub->add_option("--format", word->format, "what is printed")->check(CLI::IsMember({"json", "text", "markdown"}));
    sub->add_option("--offsets", word->offsets, "what offsets count")
        ->check(CLI::IsMember({"code_points", "bytes", "utf16"}));
    sub->add_flag("--explain", word->explain, "also what was left out, and where each field was taken from");
    sub->callback([&command, word] {
        command.work = [&command, word]() -> int {
            word->unit = offset_unit(word->offsets);
            if (!word->weights.empty()) {
                const auto bytes = read_file(word->weights);
                if (!bytes) return ended(bytes.error());
                auto weights = extract::read_weights(*bytes);
                if (!weights) return ended(about(word->weights, weights.error()));
                word->read_weights = std::move(*weights);
            }
            return extract_all(*word, command.habits);
        };
    });
}

}  // namespace

void add_page_words(CLI::App& app, Command& command) {
    add_html(app, command);
    add_extract(app, command);
}

}  // namespace newsloom::cli
