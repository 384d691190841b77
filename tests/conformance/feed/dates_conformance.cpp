/// feedparser's date cases: the right time, or nothing where it gives nothing.
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "conformance/known_failures.h"
#include "feed/dates.h"
#include "input/read_file.h"
#include "shared.h"

namespace newsloom {
namespace {

namespace bj = boost::json;

std::string expected_time(const bj::value& utc) {
    if (!utc.is_array()) return "none";
    char text[64];
    const auto at = [&](std::size_t i) { return static_cast<int>(utc.get_array()[i].to_number<std::int64_t>()); };
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", at(0), at(1), at(2), at(3), at(4), at(5));
    return text;
}

TEST(DatesConformance, feedparsers_cases) {
    NL_NEEDS_SHARED("suites/feedparser/date_cases.json");
    tests::KnownFailures known(NEWSLOOM_SOURCE_DIR "/tests/conformance/feed/known_failures_dates.txt");
    const auto bytes = read_file(tests::shared() / "suites/feedparser/date_cases.json");
    ASSERT_TRUE(bytes);
    const bj::value cases = bj::parse(*bytes);
    for (const auto& value : cases.as_array()) {
        const auto& object = value.as_object();
        const std::string input(object.at("input").as_string().c_str());
        const std::string name = std::string(object.at("parser").as_string().c_str()) + " " + input;
        const auto time = feed::parse_date(input);
        const std::string read = time ? to_rfc3339(time->at) : "none";
        const std::string expected = expected_time(object.at("expected_utc"));
        read == expected ? known.passed(name) : known.failed(name, expected + " expected, " + read + " read");
    }
    known.report("feedparser dates");
}

}  // namespace
}  // namespace newsloom
