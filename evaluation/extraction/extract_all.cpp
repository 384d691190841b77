/// Extracts the pages of a list and prints the JSON Lines that the scorer reads; times the work apart from reading
/// files.
///
/// usage: extract_all [--weights FILE] [--explain] [--time] LIST
/// LIST has one `path` or `path<TAB>url` per line; "-" is standard input.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <time.h>

#include "extract/extract.h"
#include "extract/weights.h"
#include "input/read_file.h"
#include "json/writer.h"
#include "printed/article.h"

namespace {

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace newsloom;
    std::string list;
    std::string weights_file;
    bool explain = false;
    bool timing = false;
    bool text_input = false;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--weights" && i + 1 < argc) {
            weights_file = argv[++i];
        } else if (word == "--explain") {
            explain = true;
        } else if (word == "--time") {
            timing = true;
        } else if (word == "--text") {
            text_input = true;
        } else {
            list = word;
        }
    }
    extract::WeightsPointer weights;
    if (!weights_file.empty()) {
        const auto text = read_file(weights_file);
        if (!text) {
            std::cerr << text.error().message << '\n';
            return 1;
        }
        auto read = extract::read_weights(*text);
        if (!read) {
            std::cerr << read.error().message << '\n';
            return 1;
        }
        weights = std::move(*read);
    }
    extract::Options options;
    options.weights = weights.get();
    options.explain = explain;
    std::ifstream file;
    if (list != "-") file.open(list);
    std::istream& in = list == "-" ? std::cin : file;
    std::string line;
    double total = 0;
    double bytes = 0;
    std::vector<double> times;
    extract::Extractor extractor;
    while (std::getline(in, line)) {
        if (line.empty()) continue;
        const auto tab = line.find('\t');
        const std::string path = line.substr(0, tab);
        Page page;
        page.media_type = text_input ? "text/plain" : "text/html";
        if (tab != std::string::npos) page.url = line.substr(tab + 1);
        auto body = read_file(path);
        if (!body) {
            std::cerr << body.error().message << '\n';
            continue;
        }
        page.body = std::move(*body);
        const double begin = cpu_seconds();
        const auto result = extractor.extract(page, options);
        std::string out;
        json::Writer w(out);
        w.begin_object().field("input", path);
        if (!result) {
            w.field("error", result.error().message);
        } else {
            printed::write_fields(w, result->article);
            if (explain) {
                w.key("removed").begin_array();
                for (const auto& removed : result->removed)
                    w.begin_object()
                        .field("role", name(removed.role))
                        .field("text", removed.text)
                        .field("why", removed.why)
                        .end_object();
                w.end_array().key("why").begin_object();
                for (const auto& why : result->why)
                    w.field(why.field, why.why);
                w.end_object();
            }
        }
        w.end_object();
        const double used = cpu_seconds() - begin;
        total += used;
        times.push_back(used);
        bytes += static_cast<double>(page.body.size());
        out += '\n';
        std::fwrite(out.data(), 1, out.size(), stdout);
    }
    if (timing && !times.empty()) {
        std::sort(times.begin(), times.end());
        std::fprintf(
            stderr,
            "%zu pages, %.1f MB, %.3f CPU-seconds: %.1f MB/s, %.0f pages/s; p50 %.2f ms, p99 %.2f ms, most %.2f ms\n",
            times.size(), bytes / 1e6, total, bytes / 1e6 / total, static_cast<double>(times.size()) / total,
            times[times.size() / 2] * 1e3, times[times.size() * 99 / 100] * 1e3, times.back() * 1e3);
    }
    return 0;
}
