/// Where the test material lies that is not part of the project.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace newsloom::tests {

/// The folder named by NEWSLOOM_SHARED, else the default beside the checkout. It may be absent: ask has_shared() and
/// skip.
inline std::filesystem::path shared() {
    const char* from_environment = std::getenv("NEWSLOOM_SHARED");
    return from_environment != nullptr ? from_environment : NEWSLOOM_SHARED_DEFAULT;
}

inline bool has_shared(const std::string& below = "") { return std::filesystem::exists(shared() / below); }

}  // namespace newsloom::tests

/// Skips the test, and says so, where the material is absent.
#define NL_NEEDS_SHARED(below)                                                               \
    if (!newsloom::tests::has_shared(below)) {                                               \
        GTEST_SKIP() << "skipped: needs " << (newsloom::tests::shared() / (below)).string(); \
    }
