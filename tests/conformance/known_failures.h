/// Known failures of a suite: a file with one case name per line ("#" begins a comment). The list only shrinks: a case
/// that fails and is not listed is an error, and so is a listed one that passes.
#pragma once

#include <fstream>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace newsloom::tests {

class KnownFailures {
  public:
    explicit KnownFailures(const std::string& path) : path_(path) {
        std::ifstream file(path);
        for (std::string line; std::getline(file, line);) {
            line = line.substr(0, line.find(" #"));
            while (!line.empty() && (line.back() == ' ' || line.back() == '\r'))
                line.pop_back();
            if (!line.empty() && line.front() != '#') known_.insert(line);
        }
    }
    void passed(const std::string& name) {
        ++passed_;
        EXPECT_FALSE(known_.contains(name)) << name << " passes now: take it off " << path_;
    }
    void failed(const std::string& name, const std::string& why) {
        ++failed_;
        EXPECT_TRUE(known_.contains(name)) << name << ": " << why;
    }
    /// "suite: 143 of 145 pass".
    void report(const std::string& suite) const {
        testing::Test::RecordProperty(suite, std::to_string(passed_) + " of " + std::to_string(passed_ + failed_));
        std::printf("%s: %d of %d pass\n", suite.c_str(), passed_, passed_ + failed_);
    }

  private:
    std::string path_;
    std::set<std::string> known_;
    int passed_ = 0, failed_ = 0;
};

}  // namespace newsloom::tests
