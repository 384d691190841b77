/// Writes the feature rows of pages for training: OUT.f32 (rows of floats, all pages one after the other) and OUT.jsonl
/// (one line per page: input, rows, the blocks' texts and tags).
///
/// usage: extract_features LIST OUT
#include <fstream>
#include <iostream>
#include <string>

#include "extract/detail/blocks.h"
#include "extract/detail/facts.h"
#include "extract/detail/features.h"
#include "html/parse.h"
#include "input/read_file.h"
#include "json/writer.h"

int main(int argc, char** argv) {
    using namespace newsloom;
    if (argc != 3) {
        std::cerr << "usage: extract_features LIST OUT\n";
        return 2;
    }
    std::ifstream list(argv[1]);
    std::ofstream floats(std::string(argv[2]) + ".f32", std::ios::binary);
    std::ofstream texts(std::string(argv[2]) + ".jsonl");
    {
        std::string out;
        json::Writer w(out);
        w.begin_object().field("features", extract::feature_names()).end_object();
        texts << out << '\n';
    }
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
        const html::Document document = html::parse_page(page.body, page.media_type);
        const extract::PageView view = extract::read_page(document);
        extract::Facts facts;
        facts.view = &view;
        Article article;
        extract::read_metadata(page, facts, article, nullptr);
        const auto rows = extract::block_features(facts, article);
        floats.write(reinterpret_cast<const char*>(rows.values.data()),
                     static_cast<std::streamsize>(rows.values.size() * sizeof(float)));
        std::string out;
        json::Writer w(out);
        w.begin_object()
            .field("input", path)
            .field("url", page.url)
            .field("title", article.title)
            .field("headline", facts.headline_block)
            .key("blocks")
            .begin_array();
        for (const auto& block : view.blocks)
            w.begin_array()
                .value(name(block.tag))
                .value(view.view(block))
                .value(block.container)
                .value(view.container(block).parent)
                .end_array();
        w.end_array().end_object();
        texts << out << '\n';
    }
    return 0;
}
