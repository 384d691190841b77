/// Writes feature rows for training: OUT.f32 (rows of floats, all pages one after the other) and OUT.jsonl (a line with
/// the columns' names, then one line per page: input, url, title, headline, the blocks' texts and tags).
///
/// usage: extract_features [--given P] [--lines] [--titles] [--pages] [--genres] [--roles] [--text] [--weights FILE]
/// LIST OUT
///   --given P   rows of the second trees, made from these probabilities (floats, one per block)
///   --lines     every page as plain text: whole, or cut, by its path
///   --titles    one row per candidate for the headline; their texts stand in the place of the blocks
///   --roles     beside each block's text its role, the cues' columns too (--weights with "roles": {}: the rules' own)
///   --text      the inputs are plain text (with --roles): the trees' answer for each line stands behind its role
///   --likely P  rows of the trees over lines (with --text), made from these: 25 floats per line, a likelihood for each
///   role
///   --genres    one row per page: how its text is told
///   --pages     one row per page: is it an article (with --weights: the trees that find the body first)
#include <algorithm>
#include <fstream>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include "extract/detail/blocks.h"
#include "extract/detail/facts.h"
#include "extract/detail/features.h"
#include "extract/detail/genre_cues.h"
#include "extract/detail/line_rows.h"
#include "extract/detail/line_view.h"
#include "extract/detail/page_kind.h"
#include "extract/detail/role_cues.h"
#include "extract/detail/roles.h"
#include "extract/detail/score.h"
#include "extract/detail/titles.h"
#include "extract/weights.h"
#include "html/parse.h"
#include "input/read_file.h"
#include "json/writer.h"

using namespace newsloom;

namespace {

struct Arguments {
    std::string given, likely, weights, list, out;
    bool lines = false, pages = false, titles = false, roles = false, genres = false, text = false;
};

class Output {
  public:
    Output(const Arguments& arguments)
        : floats_(arguments.out + ".f32", std::ios::binary), texts_(arguments.out + ".jsonl") {
        if (!arguments.given.empty()) given_.open(arguments.given, std::ios::binary);
        if (!arguments.likely.empty()) given_.open(arguments.likely, std::ios::binary);
        std::vector<std::string> names = arguments.genres            ? extract::genre_cue_names()
                                         : arguments.pages           ? extract::page_feature_names()
                                         : arguments.titles          ? extract::title_feature_names()
                                         : !arguments.likely.empty() ? extract::line_column_names()
                                                                     : extract::column_names();
        columns_ = given_.is_open() ? extract::kColumns : extract::kSecondColumn;
        if (!arguments.pages && !arguments.titles && !arguments.genres && arguments.likely.empty())
            names.resize(columns_);
        if (arguments.roles && arguments.likely.empty())
            names.insert(names.end(), extract::cue_names().begin(), extract::cue_names().end());
        std::string line;
        json::Writer w(line);
        w.begin_object().field("features", names).end_object();
        texts_ << line << '\n';
    }

    void rows(const std::vector<float>& values) {
        floats_.write(reinterpret_cast<const char*>(values.data()),
                      static_cast<std::streamsize>(values.size() * sizeof(float)));
    }

    /// `sorted`: the columns of the roles' cues follow.
    void blocks(const extract::Facts& facts, const Article& article, const extract::Sorted* sorted = nullptr) {
        const auto made = extract::block_features(facts, article);
        std::vector<float> p(made.size());
        if (given_.is_open())
            given_.read(reinterpret_cast<char*>(p.data()), static_cast<std::streamsize>(p.size() * sizeof(float)));
        extract::Surroundings surroundings(*facts.view, p);
        std::vector<float> values(extract::kColumns), cue_values(extract::kCueColumns);
        const auto cues =
            sorted == nullptr ? std::vector<extract::RoleCues>() : extract::role_cues(facts, article, sorted->phrases);
        for (std::size_t i = 0; i < made.size(); ++i) {
            extract::spread(made[i], values.data());
            const auto around = surroundings.row(i);
            std::copy(around.begin(), around.end(), values.begin() + extract::kSecondColumn);
            floats_.write(reinterpret_cast<const char*>(values.data()),
                          static_cast<std::streamsize>(columns_ * sizeof(float)));
            if (sorted == nullptr) continue;
            extract::spread(cues[i], cue_values.data());
            rows(cue_values);
        }
    }

    /// Rows of the trees over lines.
    void lines(const extract::Facts& facts, const Article& article, const extract::Sorted& sorted) {
        const auto made = extract::block_features(facts, article);
        std::vector<extract::RoleModel::Likelihoods> likely(made.size());
        given_.read(reinterpret_cast<char*>(likely.data()),
                    static_cast<std::streamsize>(likely.size() * sizeof(extract::RoleModel::Likelihoods)));
        rows(extract::line_rows({facts.view, made, sorted.body, likely}));
    }

    void titles(const std::string& path, const std::vector<extract::TitleCandidate>& candidates) {
        std::string line;
        json::Writer w(line);
        w.begin_object().field("input", path).key("candidates").begin_array();
        for (const auto& candidate : candidates) {
            rows({candidate.row.begin(), candidate.row.end()});
            w.value(candidate.text);
        }
        w.end_array().end_object();
        texts_ << line << '\n';
    }

    void page(const std::string& path, const Page& page, const extract::Facts& facts, const Article& article,
              bool with_blocks, const extract::Sorted* sorted = nullptr) {
        const extract::PageView& view = *facts.view;
        std::string line;
        json::Writer w(line);
        w.begin_object()
            .field("input", path)
            .field("url", page.url)
            .field("title", article.title)
            .field("headline", facts.headline_block)
            .key("blocks")
            .begin_array();
        for (std::size_t i = 0; with_blocks && i < view.blocks.size(); ++i) {
            const auto& block = view.blocks[i];
            w.begin_array()
                .value(html::name(block.tag))
                .value(view.view(block))
                .value(block.container)
                .value(view.container(block).parent);
            if (sorted != nullptr) w.value(name(sorted->roles[i])).value(sorted->body[i]);
            w.end_array();
        }
        w.end_array().end_object();
        texts_ << line << '\n';
    }

  private:
    std::ofstream floats_, texts_;
    std::ifstream given_;
    std::size_t columns_ = 0;
};

/// The whole page, twice; from just above the headline on; the whole page; from the headline to a little behind the
/// last prose.
std::vector<std::pair<std::size_t, std::size_t>> cuts(const extract::Facts& facts) {
    const extract::PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    const std::size_t head = facts.headline_block < n ? facts.headline_block : 0;
    std::size_t last = head;
    for (std::size_t i = head; i < n; ++i) {
        if (extract::is_prose(view, view.blocks[i])) last = i;
    }
    return {{0, n}, {0, n}, {head > 3 ? head - 3 : 0, n}, {0, n}, {head, std::min(n, last + 13)}};
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--given" && i + 1 < argc) {
            arguments.given = argv[++i];
        } else if (word == "--likely" && i + 1 < argc) {
            arguments.likely = argv[++i];
        } else if (word == "--weights" && i + 1 < argc) {
            arguments.weights = argv[++i];
        } else if (word == "--lines") {
            arguments.lines = true;
        } else if (word == "--titles") {
            arguments.titles = true;
        } else if (word == "--pages") {
            arguments.pages = true;
        } else if (word == "--genres") {
            arguments.genres = true;
        } else if (word == "--text") {
            arguments.text = true;
        } else if (word == "--roles") {
            arguments.roles = true;
        } else if (arguments.list.empty()) {
            arguments.list = word;
        } else {
            arguments.out = word;
        }
    }
    if (arguments.out.empty()) {
        std::cerr << "usage: extract_features [--given P] [--likely P] [--lines] [--titles] [--pages] [--genres] "
                     "[--roles] [--text] "
                     "[--weights FILE] "
                     "LIST OUT\n";
        return 2;
    }
    extract::WeightsPointer weights;
    if (!arguments.weights.empty()) {
        const auto text = read_file(arguments.weights);
        if (!text) return 1;
        auto read = extract::read_weights(*text);
        if (!read) {
            std::cerr << read.error().message << '\n';
            return 1;
        }
        weights = std::move(*read);
    }
    Output out(arguments);
    std::ifstream list(arguments.list);
    std::string line;
    while (std::getline(list, line)) {
        const auto tab = line.find('\t');
        const std::string path = line.substr(0, tab);
        Page page;
        page.media_type = "text/html";
        if (tab != std::string::npos) page.url = line.substr(tab + 1);
        auto body = read_file(path);
        if (!body) continue;
        page.body = std::move(*body);
        if (arguments.text) {
            std::vector<std::string_view> lines;
            for (std::string_view rest = page.body; !rest.empty();) {
                const auto newline = std::min(rest.find('\n'), rest.size());
                if (newline > 0) lines.push_back(rest.substr(0, newline));
                rest.remove_prefix(std::min(newline + 1, rest.size()));
            }
            const extract::PageView flat = extract::view_of_lines(lines);
            extract::Facts facts;
            facts.view = &flat;
            Article article;
            extract::read_line_metadata(facts, article);
            const auto sorted = extract::sort_lines(facts, article, weights ? *weights : extract::built_in_weights());
            if (arguments.likely.empty()) {
                out.blocks(facts, article, &sorted);
            } else {
                out.lines(facts, article, sorted);
            }
            out.page(path, page, facts, article, true, &sorted);
            continue;
        }
        const html::Document document = html::parse_page(page.body, page.media_type);
        const extract::PageView view = extract::read_page(document);
        extract::Facts facts;
        facts.view = &view;
        Article article;
        extract::read_metadata(page, facts, article, nullptr);
        if (arguments.lines) {
            const auto all_cuts = cuts(facts);
            for (const auto& [begin, end] :
                 {all_cuts[std::accumulate(path.begin(), path.end(), std::size_t{0}) % all_cuts.size()]}) {
                std::vector<std::string> texts;
                for (std::size_t i = begin; i < end; ++i) {
                    texts.emplace_back(view.view(view.blocks[i]));
                    std::replace(texts.back().begin(), texts.back().end(), '\n', ' ');  // a line is a block
                }
                const std::vector<std::string_view> lines(texts.begin(), texts.end());
                const extract::PageView flat = extract::view_of_lines(lines);
                extract::Facts line_facts;
                line_facts.view = &flat;
                Article line_article;
                extract::read_line_metadata(line_facts, line_article);
                out.blocks(line_facts, line_article);
                out.page(path, page, line_facts, line_article, true);
            }
        } else if (arguments.titles) {
            out.titles(path, extract::title_candidates(facts, article));
        } else if (arguments.genres) {
            const auto extraction = extract::extract(page, {});
            const Article& found = extraction ? extraction->article : article;
            const auto cues = extract::genre_cues(found, facts.linked.type);
            out.rows({cues.begin(), cues.end()});
            out.page(path, page, facts, found, false);
        } else if (arguments.pages) {
            extract::Extraction extraction;
            extraction.article = article;
            const auto sorted = extract::sort_blocks(facts, article, weights ? *weights : extract::built_in_weights());
            const auto offsets = extract::compose_text(facts, sorted, extraction, {});
            extract::compose_surroundings(facts, sorted, extraction.article);
            out.rows(extract::page_features(facts, sorted, extraction.article));
            out.page(path, page, facts, extraction.article, false);
        } else if (arguments.roles) {
            const auto sorted = extract::sort_blocks(facts, article, weights ? *weights : extract::built_in_weights());
            out.blocks(facts, article, &sorted);
            out.page(path, page, facts, article, true, &sorted);
        } else {
            out.blocks(facts, article);
            out.page(path, page, facts, article, true);
        }
    }
    return 0;
}
