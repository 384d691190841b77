/// Runs one command line in a child process, as a shell would.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"

namespace newsloom::tests {

struct Ran {
    int code = -1;
    std::string out, err;
};

inline std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A folder of its own for each test, taken away after it.
class InFolder : public testing::Test {
  protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("newsloom-cli-" + std::to_string(::getpid()) + "-" + test->name());
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }
    [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }

    /// newsloom WORDS..., in the folder, with `input` on standard input.
    Ran run(std::vector<std::string> words, const std::string& input = {}) const {
        const std::string in = write(".in", input);
        const std::string out = path(".out");
        const std::string err = path(".err");
        std::fflush(nullptr);
        const pid_t child = ::fork();
        if (child == 0) {
            const bool ready = ::chdir(folder_.c_str()) == 0 && std::freopen(in.c_str(), "rb", stdin) != nullptr &&
                               std::freopen(out.c_str(), "wb", stdout) != nullptr &&
                               std::freopen(err.c_str(), "wb", stderr) != nullptr;
            ::setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
            words.insert(words.begin(), "newsloom");
            std::vector<char*> arguments;
            for (std::string& word : words)
                arguments.push_back(word.data());
            const int code = ready ? cli::run(static_cast<int>(arguments.size()), arguments.data()) : 99;
            std::fflush(nullptr);
            ::_exit(code);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, file_text(out), file_text(err)};
    }

    std::filesystem::path folder_;
};

}  // namespace newsloom::tests
