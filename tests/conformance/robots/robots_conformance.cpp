/// The cases of Google's open robots.txt parser, as JSON Lines.
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "conformance/known_failures.h"
#include "input/read_file.h"
#include "robots/robots.h"
#include "shared.h"
#include "text/utf8.h"

namespace newsloom {
namespace {

/// The suite holds bytes as code points 0-255.
std::string text_of(const boost::json::object& object, const char* key) {
    const auto& text = object.at(key).as_string();
    const std::string_view view(text.data(), text.size());
    std::string bytes;
    for (std::size_t i = 0; i < view.size();) {
        const auto next = utf8::decode(view, i);
        bytes += static_cast<char>(next.code_point);
        i += next.size;
    }
    return bytes;
}

TEST(RobotsConformance, googles_cases) {
    NL_NEEDS_SHARED("suites/google-robotstxt/cases.jsonl");
    tests::KnownFailures known(NEWSLOOM_SOURCE_DIR "/tests/conformance/robots/known_failures.txt");
    const auto bytes = read_file(tests::shared() / "suites/google-robotstxt/cases.jsonl");
    ASSERT_TRUE(bytes);
    std::istringstream lines(*bytes);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto object = boost::json::parse(line).as_object();
        const std::string name = text_of(object, "test") + ":" + std::to_string(++number);
        const auto verdict =
            robots::Rules::parse(text_of(object, "robots")).allowed(text_of(object, "agent"), text_of(object, "url"));
        if (verdict.allowed == object.at("allowed").as_bool()) {
            known.passed(name);
        } else {
            known.failed(name, text_of(object, "robots").substr(0, 200) + " / " + text_of(object, "agent") + " / " +
                                   text_of(object, "url").substr(0, 200) + ": " +
                                   (verdict.allowed ? "allowed" : "not allowed"));
        }
    }
    known.report("robots");
}

}  // namespace
}  // namespace newsloom
