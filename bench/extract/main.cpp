/// How long the steps from bytes to JSON take, against the parser's own time in the same run.
///
/// usage: bench_extract [--rounds N] LIST
/// LIST has one `path` or `path<TAB>url` per line (.gz and .zst as they are). Reading and unpacking are not timed.
/// Every page is worked on N times (3); its fastest round counts. CPU time of the thread.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <time.h>

#include "extract/detail/facts.h"
#include "extract/detail/page_kind.h"
#include "extract/detail/roles.h"
#include "extract/detail/titles.h"
#include "extract/extract.h"
#include "extract/weights.h"
#include "html/parse.h"
#include "input/read_file.h"
#include "json/writer.h"
#include "printed/article.h"

namespace {

using namespace newsloom;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

constexpr std::array<const char*, 10> kSteps = {"parse", "blocks", "metadata", "sort",  "title",
                                                "text",  "rest",   "media",    "genre", "judge"};
using Times = std::array<double, kSteps.size()>;

/// The steps of extract() one by one.
void steps(const Page& page, html::Document& document, extract::PageView& view, extract::Sorted& sorted, Times& times) {
    double last = cpu_seconds();
    std::size_t step = 0;
    const auto lap = [&] {
        const double now = cpu_seconds();
        times[step] = std::min(times[step], now - last);
        ++step;
        last = now;
    };
    html::parse_page_into(document, page.body, page.media_type);
    lap();
    extract::read_page_into(document, view);
    lap();
    extract::Facts facts;
    facts.view = &view;
    extract::Extraction out;
    extract::read_metadata(page, facts, out.article, nullptr);
    lap();
    const extract::Weights& weights = extract::built_in_weights();
    sorted = extract::sort_blocks(facts, out.article, weights, std::move(sorted));
    lap();
    extract::choose_title(facts, out.article, weights.title, nullptr);
    lap();
    const auto offsets = extract::compose_text(facts, sorted, out, {});
    lap();
    extract::compose_surroundings(facts, sorted, out.article);
    extract::mark_no_print(facts, sorted, offsets, out.article);
    lap();
    extract::read_media(facts, sorted, offsets, out.article);
    lap();
    extract::read_genre(facts, sorted, weights, out.article);
    lap();
    extract::judge_page(facts, sorted, weights, out.article);
    lap();
}

double whole(extract::Extractor& extractor, const Page& page, const std::string& path) {
    const double begin = cpu_seconds();
    const auto result = extractor.extract(page, {});
    std::string out;
    json::Writer w(out);
    w.begin_object().field("input", path);
    if (result) printed::write_fields(w, result->article);
    w.end_object();
    return cpu_seconds() - begin;
}

}  // namespace

int main(int argc, char** argv) {
    int rounds = 3;
    std::string list;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--rounds" && i + 1 < argc) {
            rounds = std::max(1, std::atoi(argv[++i]));
        } else {
            list = word;
        }
    }
    std::ifstream in(list);
    std::string line;
    std::vector<double> pages;
    extract::Extractor extractor;
    html::Document document;
    extract::PageView view;
    extract::Sorted sorted;
    Times sums{};
    double total = 0;
    double bytes = 0;
    while (std::getline(in, line)) {
        const auto tab = line.find('\t');
        const std::string path = line.substr(0, tab);
        auto body = read_file(path);
        if (!body) continue;
        Page page;
        page.media_type = "text/html";
        if (tab != std::string::npos) page.url = line.substr(tab + 1);
        page.body = std::move(*body);
        Times times;
        times.fill(1e9);
        double fastest = 1e9;
        for (int round = 0; round < rounds; ++round) {
            fastest = std::min(fastest, whole(extractor, page, path));
            steps(page, document, view, sorted, times);
        }
        pages.push_back(fastest);
        total += fastest;
        bytes += static_cast<double>(page.body.size());
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += times[i];
    }
    if (pages.empty()) {
        std::fprintf(stderr, "usage: bench_extract [--rounds N] LIST\n");
        return 2;
    }
    std::sort(pages.begin(), pages.end());
    const auto n = static_cast<double>(pages.size());
    std::printf("%zu pages, %.1f MB, %.3f CPU-seconds from bytes to JSON\n", pages.size(), bytes / 1e6, total);
    std::printf("%.1f MB and %.0f pages per CPU-second; the parser alone %.1f MB\n", bytes / 1e6 / total, n / total,
                bytes / 1e6 / sums[0]);
    std::printf("p50 %.2f ms, p99 %.2f ms, most %.2f ms\n", pages[pages.size() / 2] * 1e3,
                pages[pages.size() * 99 / 100] * 1e3, pages.back() * 1e3);
    double known = 0;
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        std::printf("%-10s %5.1f %%\n", kSteps[i], 100 * sums[i] / total);
        known += sums[i];
    }
    std::printf("%-10s %5.1f %%\n", "JSON, other", 100 * std::max(0.0, total - known) / total);
    return 0;
}
