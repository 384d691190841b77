/// Speed of HTML parsers on real pages, in memory, on one core.
///
/// usage: html_parse [--rounds N] [--sets zyte,readability] [--profile N] [--fresh yes]
///        html_parse --linear [PART_OF_A_PAGE'S_NAME]
///
/// Thread CPU time; in each round every contender takes all pages before the next, the order turning from round to
/// round, so that a busy machine hits all alike. Printed: the median over the rounds, in MB/s and as a multiple of
/// gumbo.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <time.h>

#include "contenders.h"
#include "html/parse.h"
#include "input/read_file.h"
#include "unit/html/hostile_pages.h"

namespace {

using namespace newsloom;

double thread_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

std::vector<std::string> read_pages(const std::string& set) {
    const char* shared = std::getenv("NEWSLOOM_SHARED");
    const std::filesystem::path folder =
        std::filesystem::path(shared != nullptr ? shared : NEWSLOOM_SHARED_DEFAULT) / "data/extraction" / set;
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::exists(folder)) return {};
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().string().ends_with(".html.gz")) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> pages;
    for (const auto& file : files)
        if (auto bytes = read_file(file)) pages.push_back(std::move(*bytes));
    return pages;
}

std::size_t walk(const html::Document& document) {
    std::size_t count = 0;
    for (const html::Node* node = &document.root(); node != nullptr; node = html::next(node, &document.root()))
        ++count;
    return count;
}

struct Contender {
    const char* name;
    std::function<std::size_t(std::string_view)> parse;
    std::vector<double> seconds;
    std::size_t nodes = 0;
    unsigned every = 1;  ///< slow ones run in every n-th round only
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void measure(const std::string& set, unsigned rounds) {
    const std::vector<std::string> pages = read_pages(set);
    if (pages.empty()) {
        std::printf("%s: no pages (../shared absent?)\n", set.c_str());
        return;
    }
    std::size_t bytes = 0;
    for (const std::string& page : pages)
        bytes += page.size();
    html::Document reused;
    std::vector<Contender> contenders;
    contenders.push_back({"newsloom, one Document used again",
                          [&reused](std::string_view page) {
                              html::parse_into(reused, page);
                              return walk(reused);
                          },
                          {}});
    contenders.push_back(
        {"newsloom, a new Document per page", [](std::string_view page) { return walk(html::parse(page)); }, {}});
    contenders.push_back({"plain loop (bound, not conforming)", bench::plain_loop, {}});
    contenders.push_back({"memchr '<' (bound, no tree)", bench::count_less_than, {}});
    contenders.push_back({"libxml2 (not HTML5)", bench::libxml2, {}, 0, 3});
    contenders.push_back({"gumbo", bench::gumbo, {}, 0, 3});
    for (unsigned round = 0; round < rounds; ++round) {
        for (std::size_t k = 0; k < contenders.size(); ++k) {
            Contender& contender = contenders[(k + round) % contenders.size()];
            if (round % contender.every != 0) continue;
            contender.nodes = 0;
            const double begin = thread_seconds();
            for (const std::string& page : pages)
                contender.nodes += contender.parse(page);
            contender.seconds.push_back(thread_seconds() - begin);
        }
    }
    const double megabytes = static_cast<double>(bytes) / 1e6;
    const double gumbo = median(contenders.back().seconds);
    const double plain = median(contenders[2].seconds);
    std::printf("\n%s: %zu pages, %.1f MB\n", set.c_str(), pages.size(), megabytes);
    std::printf("| parser | MB/s | x gumbo | of the plain loop | nodes |\n|---|---:|---:|---:|---:|\n");
    for (const Contender& contender : contenders) {
        const double seconds = median(contender.seconds);
        std::printf("| %s | %.0f | %.1f | %.2f | %zu |\n", contender.name, megabytes / seconds, gumbo / seconds,
                    plain / seconds, contender.nodes);
    }
    std::vector<double> ratios;
    std::size_t memory = 0;
    for (const std::string& page : pages) {
        const html::Document document = html::parse(page);
        memory += document.memory_bytes();
        ratios.push_back(static_cast<double>(document.memory_bytes()) / static_cast<double>(page.size()));
    }
    std::printf("arena: %.2f times the input over all pages; by page %.2f at the median, %.2f at most\n",
                static_cast<double>(memory) / static_cast<double>(bytes), median(ratios),
                *std::max_element(ratios.begin(), ratios.end()));
}

/// For a profiler: our parser alone, again and again.
void profile(const std::string& set, unsigned times, bool fresh) {
    const std::vector<std::string> pages = read_pages(set);
    html::Document reused;
    std::size_t nodes = 0, bytes = 0;
    const double begin = thread_seconds();
    for (unsigned i = 0; i < times; ++i)
        for (const std::string& page : pages) {
            if (fresh) reused = html::Document();
            html::parse_into(reused, page);
            nodes += reused.node_count();
            bytes += page.size();
        }
    std::printf("%s: %.0f MB/s, %zu nodes\n", set.c_str(),
                static_cast<double>(bytes) / 1e6 / (thread_seconds() - begin), nodes);
}

/// Doubling hostile pages: the time of each size over that of the one before, best of a few runs.
void linear(std::string_view wanted) {
    html::Document document;
    std::printf("| hostile page | 1 MB, ms | 2 MB : 1 MB | 4 MB : 2 MB | cut |\n|---|---:|---:|---:|---|\n");
    for (const auto& hostile : html::hostile_pages()) {
        if (std::string_view(hostile.name).find(wanted) == std::string_view::npos) continue;
        double best[3] = {1e9, 1e9, 1e9};
        std::string pages[3];
        for (int size = 0; size < 3; ++size)
            pages[size] = hostile.page(std::size_t{1000000} << size);
        // Sizes in turn, so that a busy machine hits all alike; the best of the rounds.
        constexpr int kRounds = 25, kRoundsOfSlow = 5;
        for (int round = 0; round < (round > 0 && best[0] > 0.05 ? kRoundsOfSlow : kRounds); ++round) {
            for (int size = 0; size < 3; ++size) {
                const double begin = thread_seconds();
                html::parse_into(document, pages[size]);
                best[size] = std::min(best[size], thread_seconds() - begin);
            }
        }
        const char* const cut = document.report().nodes_cut ? "nodes" : "";
        std::fflush(stdout);
        std::printf("| %s | %.2f | %.2f | %.2f | %s |\n", hostile.name, best[0] * 1e3, best[1] / best[0],
                    best[2] / best[1], cut);
    }
}

}  // namespace

int main(int argc, char** argv) {
    unsigned rounds = 21, profiled = 0;
    bool fresh = false;
    std::string sets = "zyte,readability";
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--rounds") == 0) rounds = static_cast<unsigned>(std::atoi(argv[i + 1]));
        if (std::strcmp(argv[i], "--sets") == 0) sets = argv[i + 1];
        if (std::strcmp(argv[i], "--fresh") == 0) fresh = std::strcmp(argv[i + 1], "yes") == 0;
        if (std::strcmp(argv[i], "--profile") == 0) profiled = static_cast<unsigned>(std::atoi(argv[i + 1]));
    }
    if (argc > 1 && std::strcmp(argv[1], "--linear") == 0) {
        linear(argc > 2 ? argv[2] : "");
        return 0;
    }
    for (std::size_t at = 0; at < sets.size();) {
        const std::size_t comma = std::min(sets.find(',', at), sets.size());
        const std::string set = sets.substr(at, comma - at);
        profiled != 0 ? profile(set, profiled, fresh) : measure(set, rounds);
        at = comma + 1;
    }
}
