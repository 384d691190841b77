/// html5lib-tests/serializer: the applicable part. That suite is of a serialiser with options (quotes left out,
/// optional tags left out), the standard's has none; so what is compared is what the text means: the tokens of a case
/// are written by our serialiser, read again, and must give the tree of the text that the case expects. Cases with
/// options are left out.
#include <fstream>
#include <iterator>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "html/parse.h"
#include "html/print.h"
#include "html/serialise.h"
#include "shared.h"

namespace newsloom {
namespace {

namespace json = boost::json;

std::string source_of(const json::array& tokens) {
    std::string out;
    const auto text = [](const json::value& value) {
        return value.is_string() ? std::string(value.as_string()) : std::string();
    };
    const auto attributes = [&](const json::value& list) {
        if (list.is_object())
            for (const auto& [name, value] : list.as_object()) {
                out += " " + std::string(name) + "=\"";
                html::append_escaped_attribute(out, text(value));
                out += '"';
            }
        if (list.is_array())
            for (const json::value& a : list.as_array()) {
                out += " " + text(a.at("name")) + "=\"";
                html::append_escaped_attribute(out, text(a.at("value")));
                out += '"';
            }
    };
    std::string raw;
    for (const json::value& item : tokens) {
        const json::array& token = item.as_array();
        const std::string kind = text(token[0]);
        if (kind == "StartTag") {
            out += "<" + text(token[2]);
            if (token.size() > 3) attributes(token[3]);
            out += '>';
            raw = text(token[2]) == "script" || text(token[2]) == "style" ? text(token[2]) : "";
        } else if (kind == "EmptyTag") {
            out += "<" + text(token[1]);
            if (token.size() > 2) attributes(token[2]);
            out += '>';
        } else if (kind == "EndTag") {
            out += "</" + text(token[2]) + ">";
            raw.clear();
        } else if (kind == "Characters") {
            raw.empty() ? html::append_escaped_text(out, text(token[1])) : void(out += text(token[1]));
        } else if (kind == "Comment") {
            out += "<!--" + text(token[1]) + "-->";
        }
    }
    return out;
}

TEST(Html5libSerialiser, what_is_written_means_what_the_case_expects) {
    NL_NEEDS_SHARED("suites/html5lib-tests/serializer/core.test");
    std::ifstream stream(tests::shared() / "suites/html5lib-tests/serializer/core.test");
    const json::value suite =
        json::parse(std::string((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>()));
    int same = 0, all = 0;
    for (const json::value& test : suite.at("tests").as_array()) {
        const json::object& fields = test.as_object();
        const json::array& tokens = fields.at("input").as_array();
        const bool has_doctype = !tokens.empty() && tokens[0].as_array()[0] == "Doctype";
        if (fields.contains("options") || has_doctype) continue;
        const std::string source = source_of(tokens);
        const html::Document written = html::parse_fragment(source);
        const std::string out = html::inner_html(written.root());
        bool found = false;
        std::string wanted;
        for (const json::value& expected : fields.at("expected").as_array()) {
            wanted = std::string(expected.as_string());
            found |= html::print_tree(html::parse_fragment(out)) == html::print_tree(html::parse_fragment(wanted));
        }
        ++all;
        same += found;
        EXPECT_TRUE(found) << fields.at("description") << "\n" << out << "\n" << wanted;
    }
    std::printf("html5lib serialiser, applicable part: %d of %d pass\n", same, all);
}

}  // namespace
}  // namespace newsloom
