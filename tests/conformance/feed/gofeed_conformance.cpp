/// gofeed's feeds with the fields that it reads: what both know must agree. Texts are compared as plain text; fields
/// that a FeedEntry does not have (rights, generator, contributors, ...) are not looked at.
#include <algorithm>
#include <filesystem>
#include <functional>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "conformance/known_failures.h"
#include "feed/dates.h"
#include "feed/detail/xml.h"
#include "feed/feed.h"
#include "input/read_file.h"
#include "shared.h"

namespace newsloom {
namespace {

namespace bj = boost::json;
namespace fs = std::filesystem;

/// Collects what does not agree.
class Comparison {
  public:
    void text(const std::string& field, const std::string& expected, const std::string& ours) {
        const auto plain = [](const std::string& t) { return feed::plain_text(feed::plain_text(t)); };
        if (plain(expected) != plain(ours)) note(field, expected, ours);
    }
    void exact(const std::string& field, const std::string& expected, const std::string& ours) {
        if (expected != ours) note(field, expected, ours);
    }
    void link(const std::string& field, std::string expected, std::string ours) {
        for (std::string* url : {&expected, &ours}) {
            while (url->ends_with('/'))
                url->pop_back();
        }
        if (expected != ours) note(field, expected, ours);
    }
    void time(const std::string& field, const std::string& expected, const std::optional<Timestamp>& ours) {
        const auto wanted = feed::parse_date(expected);
        if (!ours || !wanted || wanted->at != ours->at) note(field, expected, ours ? to_rfc3339(*ours) : "none");
    }
    [[nodiscard]] const std::string& what() const { return what_; }

  private:
    void note(const std::string& field, const std::string& expected, const std::string& ours) {
        what_ += field + ": \"" + expected.substr(0, 200) + "\" expected, \"" + ours.substr(0, 200) + "\" read; ";
    }
    std::string what_;
};

std::string text_in(const bj::object& object, const char* key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return {};
    return {value->get_string().data(), value->get_string().size()};
}

const bj::object* object_in(const bj::object& object, const char* key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_object();
}

/// The members of an array as texts: strings, or `field` of objects.
std::vector<std::string> list_in(const bj::object& object, const char* key, std::initializer_list<const char*> fields) {
    std::vector<std::string> result;
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_array()) return result;
    for (const auto& member : value->get_array()) {
        std::string text;
        if (member.is_string()) text = std::string(member.get_string().data(), member.get_string().size());
        if (const auto* inner = member.if_object()) {
            for (const char* field : fields) {
                if (text.empty()) text = text_in(*inner, field);
            }
        }
        if (!text.empty()) result.push_back(text);
    }
    return result;
}

void compare_lists(Comparison& c, const std::string& field, const std::vector<std::string>& expected,
                   const std::vector<std::string>& ours) {
    for (std::size_t i = 0; i < expected.size(); ++i)
        c.text(field, expected[i], i < ours.size() ? ours[i] : "");
}

void compare_entry(Comparison& c, const bj::object& expected, const feed::FeedEntry& entry, bool is_atom) {
    const auto when = [&](const char* key, const auto& check) {
        if (const std::string text = text_in(expected, key); !text.empty()) check(text);
    };
    when("title", [&](const std::string& t) { c.text("title", t, entry.title); });
    if (is_atom) {
        const auto links = list_in(expected, "links", {});
        const auto* given = expected.if_contains("links");
        if (given != nullptr && given->is_array()) {
            for (const auto& l : given->get_array()) {
                const auto* link = l.if_object();
                if (link != nullptr && text_in(*link, "rel") == "alternate") {
                    c.link("link", text_in(*link, "href"), entry.url);
                    break;
                }
            }
        }
        when("summary", [&](const std::string& t) { c.text("summary", t, entry.summary); });
        if (const auto* content = object_in(expected, "content"))
            if (text_in(*content, "src").empty()) c.text("content", text_in(*content, "value"), entry.content);
        when("id", [&](const std::string& t) { c.exact("id", t, entry.id); });
    } else {
        when("link", [&](const std::string& t) { c.link("link", t, entry.url); });
        when("description", [&](const std::string& t) { c.text("description", t, entry.summary); });
        when("content", [&](const std::string& t) { c.text("content", t, entry.content); });
        when("guid", [&](const std::string& t) { c.exact("guid", t, entry.id); });
        if (const auto* guid = object_in(expected, "guid")) c.exact("guid", text_in(*guid, "value"), entry.id);
        when("author", [&](const std::string& t) { compare_lists(c, "author", {t}, entry.authors); });
    }
    compare_lists(c, "authors", list_in(expected, "authors", {"name", "email"}), entry.authors);
    compare_lists(c, "categories", list_in(expected, "categories", {"label", "value", "term"}), entry.categories);
    std::vector<std::string> enclosures;
    for (const auto& enclosure : entry.enclosures)
        enclosures.push_back(enclosure.url);
    compare_lists(c, "enclosures", list_in(expected, "enclosures", {"url"}), enclosures);
    when("publishedParsed", [&](const std::string& t) { c.time("published", t, entry.published); });
    when("pubDateParsed", [&](const std::string& t) { c.time("published", t, entry.published); });
    when("updatedParsed", [&](const std::string& t) { c.time("updated", t, entry.updated); });
}

void compare_feed(Comparison& c, const bj::object& expected, const feed::Feed& feed, bool is_atom) {
    c.text("feed title", text_in(expected, "title"), feed.title);
    if (const std::string link = text_in(expected, "link"); !link.empty()) c.link("feed link", link, feed.home);
    if (const std::string language = text_in(expected, "language"); !language.empty())
        c.exact("feed language", language, feed.language);
    if (const std::string ttl = text_in(expected, "ttl"); !ttl.empty())
        c.exact("feed ttl", ttl, feed.ttl ? std::to_string(*feed.ttl) : "");
    std::string version = text_in(expected, "feedVersion");
    if (version.empty()) version = text_in(expected, "version");
    if (!version.empty()) {
        if (version == "0.9" || version == "0.90") version = "0.9";
        if (feed.format.find(version) == std::string::npos) c.exact("version", version, feed.format);
    }
    const auto* entries = expected.if_contains("items");
    if (entries == nullptr) entries = expected.if_contains("entries");
    const std::size_t count = entries != nullptr && entries->is_array() ? entries->get_array().size() : 0;
    c.exact("entries", std::to_string(count), std::to_string(feed.entries.size()));
    for (std::size_t i = 0; i < std::min(count, feed.entries.size()); ++i) {
        if (const auto* entry = entries->get_array()[i].if_object()) compare_entry(c, *entry, feed.entries[i], is_atom);
    }
}

void run_folder(const std::string& folder, tests::KnownFailures& known) {
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(tests::shared() / "suites/gofeed/testdata" / folder)) {
        if (file.path().extension() == ".xml") files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        const std::string name = folder + "/" + path.stem().string();
        const auto bytes = read_file(path);
        ASSERT_TRUE(bytes);
        const auto json = read_file(fs::path(path).replace_extension(".json"));
        if (!json) continue;
        const auto expected = bj::parse(*json).as_object();
        const auto feed = feed::parse(*bytes);
        if (!feed) {
            known.failed(name, feed.error().message);
            continue;
        }
        Comparison comparison;
        compare_feed(comparison, expected, *feed, folder == "parser/atom");
        comparison.what().empty() ? known.passed(name) : known.failed(name, comparison.what());
    }
}

TEST(FeedConformance, gofeeds_feeds) {
    NL_NEEDS_SHARED("suites/gofeed/testdata");
    tests::KnownFailures known(NEWSLOOM_SOURCE_DIR "/tests/conformance/feed/known_failures.txt");
    for (const char* folder : {"parser/rss", "parser/atom", "translator/rss", "translator/atom"})
        run_folder(folder, known);
    known.report("gofeed");
}

TEST(FeedConformance, every_feed_of_the_suite_that_is_a_feed_is_read) {
    NL_NEEDS_SHARED("suites/gofeed/testdata");
    int read = 0;
    int all = 0;
    for (const auto& file : fs::recursive_directory_iterator(tests::shared() / "suites/gofeed/testdata")) {
        const std::string name = file.path().filename().string();
        const bool json_feed = name.starts_with("json1") && !name.ends_with("_expected.json");
        if (!file.is_regular_file() || (file.path().extension() != ".xml" && !json_feed)) continue;
        const auto bytes = read_file(file.path());
        ASSERT_TRUE(bytes);
        const auto feed = feed::parse(*bytes, "https://feeds.example/x");
        const bool no_feed = name == "empty_feed.xml" || name == "unknown_feed.xml" || name.starts_with("invalid");
        EXPECT_EQ(feed.has_value(), !no_feed) << file.path();
        ++all;
        read += feed.has_value() ? 1 : 0;
    }
    std::printf("gofeed files read as feeds: %d of %d\n", read, all);
}

}  // namespace
}  // namespace newsloom
