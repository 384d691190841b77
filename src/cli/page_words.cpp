// html, extract, warc: pages in, trees, articles and lists of records out.
#include <memory>
#include <mutex>

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
#include "input/warc.h"
#include "printed/article.h"
#include "text/ascii.h"
#include "text/utf8.h"
#include "url/url.h"

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

/// Extractors that no thread is using; as many as there were threads at once.
class Extractors {
  public:
    Result<extract::Extraction> extract(const Page& page, const extract::Options& options) {
        extract::Extractor mine = take();
        auto result = mine.extract(page, options);
        const std::scoped_lock lock(mutex_);
        idle_.push_back(std::move(mine));
        return result;
    }

  private:
    extract::Extractor take() {
        const std::scoped_lock lock(mutex_);
        if (idle_.empty()) return {};
        extract::Extractor one = std::move(idle_.back());
        idle_.pop_back();
        return one;
    }
    std::mutex mutex_;
    std::vector<extract::Extractor> idle_;
};

struct ExtractWord {
    std::vector<std::string> files, warcs;
    std::string list, url, kind = "auto", weights, format = "json", offsets = "code_points";
    bool explain = false;
    utf8::OffsetUnit unit = utf8::OffsetUnit::code_points;
    extract::WeightsPointer read_weights;
    mutable Extractors extractors;
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

Result<std::string> print_page(const ExtractWord& word, const Input& input, const Page& page) {
    extract::Options options;
    options.explain = word.explain;
    options.weights = word.read_weights.get();
    NL_TRY(const auto extraction, word.extractors.extract(page, options));
    if (word.format == "text") return extraction.article.text + "\n";
    if (word.format == "markdown") return markdown(extraction.article);
    return printed_json(input, extraction, word);
}

Result<std::string> print_article(const ExtractWord& word, const Input& input) {
    Page page;
    NL_TRY(page.body, read_file(input.name));
    page.url = page.final_url = !input.url.empty() ? input.url : word.url;
    page.media_type = media_type(word.kind, input.name);
    return print_page(word, input, page);
}

/// The records of WARC files, one after the other.
class Records {
  public:
    explicit Records(const std::vector<std::string>& files) : files_(files) {}

    struct Next {
        std::string file;
        Result<warc::Record> record;
    };
    std::optional<Next> next() {
        while (true) {
            if (!reader_) {
                if (at_ == files_.size()) return std::nullopt;
                auto opened = warc::Reader::open(files_[at_]);
                if (!opened) return Next{files_[at_++], tl::unexpected<Error>(opened.error())};
                reader_.emplace(std::move(*opened));
            }
            if (auto record = reader_->next()) return Next{files_[at_], std::move(*record)};
            reader_.reset();
            ++at_;
        }
    }

  private:
    const std::vector<std::string>& files_;
    std::size_t at_ = 0;
    std::optional<warc::Reader> reader_;
};

std::string name_of(const Records::Next& next) {
    return next.record ? next.file + "#" + std::to_string(next.record->offset) : next.file;
}

/// Whether a record holds a page: an answer or a stored file that is HTML or plain text, not an error of the server's.
bool holds_page(const warc::Record& record) {
    if (record.type != "response" && record.type != "resource" && record.type != "conversion") return false;
    if (record.error) return true;  // is named
    if (record.status != 0 && record.status != 200) return false;
    const std::string type = ascii::lower(record.media_type.substr(0, 100));
    return type.find("html") != std::string::npos || type.starts_with("text/plain") ||
           (type.empty() && record.type == "response");
}

std::optional<Streamed> next_page(const ExtractWord& word, Records& records) {
    while (auto next = records.next()) {
        if (next->record && !holds_page(*next->record)) {
            if (!next->record->error) continue;
        }
        Streamed one{name_of(*next), 0, {}};
        if (!next->record || next->record->error) {
            const Error error = next->record ? *next->record->error : next->record.error();
            one.answer = [error]() -> Result<std::string> { return tl::unexpected<Error>(error); };
            return one;
        }
        auto record = std::make_shared<warc::Record>(std::move(*next->record));
        one.bytes = record->body.size();
        one.answer = [&word, record, name = one.name] {
            Page page;
            page.url = page.final_url = !record->url.empty() ? record->url : word.url;
            page.media_type = word.kind == "auto" ? record->media_type : media_type(word.kind, {});
            if (const auto time = parse_rfc3339(record->date)) page.fetched = time->at;
            page.body = std::move(record->body);
            return print_page(word, {name, page.url}, page);
        };
        return one;
    }
    return std::nullopt;
}

int extract_all(const ExtractWord& word, const Habits& habits) {
    if (!word.url.empty()) {
        const auto url = url::parse(word.url);
        if (!url) return ended({Errc::usage, "extract: --url: " + url.error().message});
        if (!url->is_web())
            return ended({Errc::usage, "extract: --url: \"" + word.url + "\" is no http or https address"});
    }
    if (!word.warcs.empty()) {
        if (!word.files.empty() || !word.list.empty())
            return ended({Errc::usage, "extract: --warc or pages, not both"});
        Records records(word.warcs);
        return run_stream({"extract", habits.jobs, habits.quiet, word.format == "json"},
                          [&] { return next_page(word, records); });
    }
    const auto inputs = inputs_of(word.files, word.list);
    if (!inputs) return ended(inputs.error());
    if (inputs->empty() && !word.list.empty())
        return ended({Errc::usage, "extract: --files-from " + word.list + ": no file is named in it"});
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
    sub->add_option("--warc", word->warcs, "WARC files; every page in them, named FILE#OFFSET")->type_name("FILE");
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

// ---------------------------------------------------------------- warc

struct WarcWord {
    std::vector<std::string> files;
};

std::string printed_record(const std::string& file, const warc::Record& record) {
    const auto text_or_null = [](json::Writer& w, const char* key, const std::string& value) {
        w.key(key);
        value.empty() ? w.null() : w.value(utf8::repaired(value));
    };
    std::string out;
    json::Writer w(out);
    begin_object(w, "warc");
    w.field("input", file).field("offset", record.offset);
    text_or_null(w, "type", record.type);
    text_or_null(w, "url", record.url);
    text_or_null(w, "date", record.date);
    w.key("status");
    record.status == 0 ? w.null() : w.value(record.status);
    text_or_null(w, "media_type", record.media_type);
    w.field("length", record.length);
    if (record.error) w.field("error", record.error->message);
    w.end_object();
    return out + "\n";
}

int print_records(const WarcWord& word, const Habits& habits) {
    Records records(word.files);
    return run_stream({"warc", habits.jobs, habits.quiet}, [&]() -> std::optional<Streamed> {
        auto next = records.next();
        if (!next) return std::nullopt;
        auto line = next->record ? Result<std::string>(printed_record(next->file, *next->record))
                                 : Result<std::string>(tl::unexpected<Error>(next->record.error()));
        return Streamed{next->file, 0, [line] { return line; }};
    });
}

void add_warc(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "warc", "the records of WARC files, one line each", "newsloom warc crawl.warc.gz | head");
    auto word = std::make_shared<WarcWord>();
    sub->add_option("FILE", word->files, "WARC files, plain or gzip; - is standard input")->required();
    sub->callback(
        [&command, word] { command.work = [&command, word] { return print_records(*word, command.habits); }; });
}

}  // namespace

void add_page_words(CLI::App& app, Command& command) {
    add_html(app, command);
    add_extract(app, command);
    add_warc(app, command);
}

}  // namespace newsloom::cli
