// A day of the engine in one process, for tests that kill it: add, run, compose and publish for each of three days.
//
// fault_driver FOLDER JOBS INPUT...                the store and the site are below FOLDER
// fault_driver FOLDER JOBS --batches TIME=FILE...  each file is added and worked on at its time, then one edition
// Exit codes as the command line's: 0 done, 1 failed (the reason on stderr), 75 busy.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "pipeline/newsloom.h"

namespace {

using namespace newsloom;

Result<void> days(const std::string& folder, unsigned jobs, const std::vector<std::string>& inputs) {
    pipeline::Options options;
    options.folder = folder + "/store";
    options.site = folder + "/site";
    options.mail = folder + "/mail";
    options.jobs = jobs;
    NL_TRY(auto news, pipeline::Newsloom::open(options));
    NL_CHECK(news.add_subscriber("reader@example.org", "test", parse_rfc3339("2026-03-01T00:00:00Z")->at));
    const Instant last = parse_rfc3339("2026-03-12T06:00:00Z")->at;
    NL_CHECK(news.add(inputs, last));
    for (int day = 2; day >= 0; --day) {
        const Instant now = last - std::chrono::days(day);
        NL_CHECK(news.run({.now = now}));
        NL_CHECK(news.compose({.day = date_of(now), .now = now}));
        NL_CHECK(news.publish());
    }
    return {};
}

Result<void> batches(const std::string& folder, unsigned jobs, const std::vector<std::string>& batches) {
    pipeline::Options options;
    options.folder = folder + "/store";
    options.site = folder + "/site";
    options.jobs = jobs;
    NL_TRY(auto news, pipeline::Newsloom::open(options));
    Instant now{};
    for (const std::string& batch : batches) {
        now = parse_rfc3339(batch.substr(0, batch.find('=')))->at;
        const std::string file = batch.substr(batch.find('=') + 1);
        NL_CHECK(news.add(std::span(&file, 1), now));
        NL_CHECK(news.run({.now = now}));
    }
    NL_CHECK(news.compose({.day = date_of(now), .now = now}));
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file-size limit is an error like any other
    if (argc < 4) return 2;
    const auto jobs = static_cast<unsigned>(std::atoi(argv[2]));
    const bool in_batches = std::string_view(argv[3]) == "--batches";
    const auto done =
        in_batches ? batches(argv[1], jobs, {argv + 4, argv + argc}) : days(argv[1], jobs, {argv + 3, argv + argc});
    if (done) return 0;
    std::fprintf(stderr, "%s: %s\n", std::string(newsloom::name(done.error().code)).c_str(),
                 done.error().message.c_str());
    return done.error().code == newsloom::Errc::busy ? 75 : 1;
}
