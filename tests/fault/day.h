/// An invented stream of articles, large enough to be interrupted, and processes that work on it.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/newsloom.h"
#include "unit/store/folder.h"

namespace newsloom::tests {

/// `events` events of three days, each told by one to five of eight outlets; some as copies, some with other numbers.
inline std::string invented_stream(int events) {
    static const std::vector<std::string> kPlaces = {"Skarvoy",     "Ostbruck", "Little Tarn", "Velmora",
                                                     "Port Iseult", "Gransund", "Alderwick",   "Mirena"};
    static const std::vector<std::string> kThings = {"ferry",     "paper mill",  "bridge", "hospital",
                                                     "reservoir", "night train", "school", "harbour"};
    static const std::vector<std::string> kActs = {
        "was closed after a fire",     "will reopen in autumn", "was sold to a cooperative", "ran out of money",
        "was flooded on Sunday night", "lost its licence",      "won a court case",          "was hit by a strike"};
    static const std::vector<std::string> kPeople = {"Ines Kerr",  "Tomas Weil", "Ada Lindqvist",
                                                     "Peter Osei", "Mara Dunn",  "Jonas Brandt"};
    std::mt19937 random(20260309);
    const auto any = [&](std::size_t size) { return static_cast<std::size_t>(random() % size); };
    std::string all;
    for (int event = 0; event < events; ++event) {
        const std::string place = kPlaces[any(8)], thing = kThings[any(8)], act = kActs[any(8)], who = kPeople[any(6)];
        const auto number = std::to_string(20 + any(400));
        const std::string name =
            "Project " + std::string(1, static_cast<char>('A' + event % 26)) + std::to_string(event);
        const auto start = parse_rfc3339("2026-03-09T06:00:00Z")->at + std::chrono::minutes(any(3 * 24 * 60));
        std::string first;
        for (std::size_t outlet = any(4), end = outlet + 1 + any(5); outlet < end; ++outlet) {
            const auto time = start + std::chrono::minutes(any(300));
            const std::string paper = "paper-" + std::to_string(outlet);
            std::string text = "The " + thing + " of " + place + ", known as " + name + ", " + act +
                               ", its owner said. About " + number + " people are affected by the decision on " + name +
                               ". \\\"We did not take this lightly,\\\" said " + who + ", who speaks for the " + thing +
                               ". The council of " + place + " wants to meet on Thursday. Paper " + paper +
                               " has reported on the " + thing + " since last spring.";
            if (any(4) == 0 && !first.empty()) text = first;  // a copy
            if (any(5) == 0)
                text += " It is not known when the " + thing + " will open again. Others speak of " +
                        std::to_string(500 + any(50)) + " people.";
            if (first.empty()) first = text;
            all += R"({"id":")" + std::to_string(event) + "-" + std::to_string(outlet) + R"(","time":")" +
                   to_rfc3339(time) + R"(","lang":"en","title":"The )" + thing + " of " + place + " " + act +
                   R"(","text":")" + text + R"(","source":")" + paper + R"(","url":"https://)" + paper + ".example/" +
                   std::to_string(event) + "\"}\n";
        }
    }
    return all;
}

/// A process of the driver.
class Process {
  public:
    Process(const std::filesystem::path& folder, unsigned jobs, const std::vector<std::string>& inputs,
            std::uint64_t file_size_limit = 0) {
        std::vector<std::string> words = {NEWSLOOM_FAULT_DRIVER, folder.string(), std::to_string(jobs)};
        words.insert(words.end(), inputs.begin(), inputs.end());
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        errors_ = folder.string() + ".errors";
        id_ = ::fork();
        if (id_ == 0) {
            const int out = ::open(errors_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
            ::dup2(out, 2);
            if (file_size_limit > 0) {
                const ::rlimit limit{file_size_limit, file_size_limit};
                ::setrlimit(RLIMIT_FSIZE, &limit);
            }
            ::execv(arguments[0], arguments.data());
            ::_exit(127);
        }
    }
    /// Exit code; -9 when killed.
    int wait() {
        int status = 0;
        ::waitpid(id_, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    void kill() { ::kill(id_, SIGKILL); }
    [[nodiscard]] std::string errors() const { return Folder::read(errors_); }

  private:
    pid_t id_ = 0;
    std::string errors_;
};

inline std::string export_of(const std::filesystem::path& folder) {
    pipeline::Options options;
    options.folder = folder / "store";
    auto news = pipeline::Newsloom::open(options);
    EXPECT_TRUE(news) << news.error().message;
    std::string all;
    if (!news) return all;
    EXPECT_TRUE(news->export_all(true, [&](std::string_view line) { all += line; }));
    return all;
}

/// Path -> bytes of all files below.
inline std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    if (!std::filesystem::exists(folder)) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[std::filesystem::relative(entry.path(), folder).string()] = Folder::read(entry.path());
    return files;
}

/// The first place at which two exports differ: a readable failure.
inline std::string difference(const std::string& a, const std::string& b) {
    if (a == b) return {};
    const auto at = static_cast<std::size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin())
            .first -
        a.begin());
    const auto line = [&](const std::string& text) {
        const std::size_t from = at == 0 ? 0 : text.rfind('\n', std::min(at, text.size()) - 1) + 1;
        const std::size_t begin = std::max(from, at - std::min<std::size_t>(at, 300));
        return text.substr(from, std::min<std::size_t>(80, begin - from)) + " ... " +
               text.substr(begin, std::min<std::size_t>(500, text.find('\n', begin) - begin));
    };
    return "\n  " + line(a) + "\n  " + line(b);
}

}  // namespace newsloom::tests
