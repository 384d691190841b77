// dedup: articles as JSON Lines in, which of them are copies out. Of an article only its signature is kept.
#include <algorithm>
#include <cmath>
#include <memory>
#include <tuple>

#include <CLI/CLI.hpp>

#include "base/map_ordered.h"
#include "cli/detail/article_line.h"
#include "cli/detail/file_words.h"
#include "cli/detail/words.h"
#include "dedup/collapse.h"
#include "input/read_file.h"
#include "printed/annotations.h"

namespace newsloom::cli {
namespace {

/// A line of the input: what is needed to link it and to print it.
struct Text {
    std::string id_json;
    std::optional<Instant> time;
    dedup::Signature signature;
};
struct Line {
    std::string file;
    std::size_t number = 0;
    Result<Text> text;
};

/// Lines get the ids 1, 2, ... in input order.
Result<std::vector<Line>> read_texts(const std::vector<std::string>& files, unsigned jobs) {
    std::vector<Line> lines;
    for (const std::string& file : files) {
        NL_TRY(const std::string bytes, read_file(file, kMostLinesBytes));
        auto read = map_ordered(lines_of(bytes), threads(jobs), [&](const auto& line) {
            const auto text_of = [](std::string_view json) -> Result<Text> {
                NL_TRY(const ArticleLine article, read_article_line(json));
                return Text{article.id_json, article.time, dedup::signature(article.article)};
            };
            return Line{file, line.second, text_of(line.first)};
        });
        lines.insert(lines.end(), std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
    }
    return lines;
}

/// One link for each line, in input order; linked by time, then line, those without a time last.
std::vector<CopyLink> links_of(std::vector<Line>& lines) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].text) continue;
        lines[i].text->signature.article = ArticleId(static_cast<std::int64_t>(i) + 1);
        lines[i].text->signature.document = DocumentId(static_cast<std::int64_t>(i) + 1);
        order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto& x = lines[a].text->time;
        const auto& y = lines[b].text->time;
        return x && y ? *x < *y : x.has_value() && !y.has_value();
    });
    std::vector<CopyLink> links(lines.size());
    dedup::Index index;
    for (const std::size_t i : order)
        links[i] = index.add(std::move(lines[i].text->signature));
    return links;
}

int print_copies(const std::vector<std::string>& files, const Habits& habits) {
    auto lines = read_texts(files, habits.jobs);
    if (!lines) return ended(lines.error());
    const std::vector<CopyLink> links = links_of(*lines);
    const auto id_of = [&](ArticleId id) -> const std::string& {
        return (*lines)[static_cast<std::size_t>(id.value) - 1].text->id_json;
    };
    const auto rounded = [](float value) { return static_cast<double>(std::lround(value * 10000)) / 1e4; };
    Output output;
    std::size_t failed = 0;
    for (std::size_t i = 0; i < lines->size(); ++i) {
        const Line& line = (*lines)[i];
        std::string out;
        if (line.text) {
            json::Writer w(out);
            begin_object(w, "dedup");
            w.key("id").raw(line.text->id_json).key("group").raw(id_of(links[i].group)).key("copy_of");
            links[i].copy_of ? w.raw(id_of(*links[i].copy_of)) : w.null();
            w.field("similarity", rounded(links[i].similarity)).field("containment", rounded(links[i].containment));
            w.text_or_null("agency", links[i].agency).end_object();
        } else {
            ++failed;
            out = error_line("dedup", line.file + ":" + std::to_string(line.number), line.text.error());
        }
        if (!output.line(out)) return static_cast<int>(Exit::done);
    }
    output.flush();
    if (failed == 0) return static_cast<int>(Exit::done);
    if (!habits.quiet) complain(counted(failed, "line") + " of " + grouped(lines->size()) + " failed");
    return static_cast<int>(Exit::in_part);
}

}  // namespace

void add_copies_word(CLI::App& app, Command& command) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto* sub =
        add_word(app, "dedup", "near-identical articles, grouped", "newsloom dedup articles.jsonl > copies.jsonl");
    sub->add_option("FILE", *files, "JSON Lines; - is standard input; .gz and .zst as they are")->required();
    sub->callback(
        [&command, files] { command.work = [&command, files] { return print_copies(*files, command.habits); }; });
}

}  // namespace newsloom::cli
