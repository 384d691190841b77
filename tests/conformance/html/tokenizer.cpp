/// html5lib-tests/tokenizer: every case in every of its initial states, and the share of parse errors with the
/// standard's codes and places.
#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "conformance/known_failures.h"
#include "html/print.h"
#include "shared.h"
#include "text/utf8.h"

namespace newsloom {
namespace {

namespace json = boost::json;

/// "\uXXXX" written out twice; nothing for a lone surrogate, which UTF-8 cannot hold.
std::optional<std::string> unescaped(const std::string& text) {
    std::string out;
    const auto unit_at = [&text](std::size_t at) -> std::optional<char32_t> {
        if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
        return static_cast<char32_t>(std::stoul(text.substr(at + 2, 4), nullptr, 16));
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto unit = unit_at(at);
        if (!unit) {
            out += text[at++];
            continue;
        }
        at += 6;
        if (*unit >= 0xD800 && *unit < 0xDC00) {
            const auto low = unit_at(at);
            if (!low || *low < 0xDC00 || *low > 0xDFFF) return std::nullopt;
            at += 6;
            utf8::append(out, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
            continue;
        }
        if (*unit >= 0xDC00 && *unit <= 0xDFFF) return std::nullopt;
        utf8::append(out, *unit);
    }
    return out;
}

bool unescape_all(json::value& value) {
    if (value.is_string()) {
        const auto text = unescaped(std::string(value.as_string()));
        if (!text) return false;
        value = json::string(*text);
    } else if (value.is_array()) {
        for (json::value& item : value.as_array())
            if (!unescape_all(item)) return false;
    } else if (value.is_object()) {
        json::object renamed;
        for (auto& [key, item] : value.as_object()) {
            const auto name = unescaped(std::string(key));
            if (!name || !unescape_all(item)) return false;
            renamed[*name] = item;
        }
        value = renamed;
    }
    return true;
}

/// Which codes stand at which places.
std::vector<std::string> error_list(const json::value& errors) {
    std::vector<std::string> list;
    for (const json::value& e : errors.as_array())
        list.push_back(std::string(e.at("code").as_string()) + "@" + std::to_string(e.at("line").to_number<int>()) +
                       ":" + std::to_string(e.at("col").to_number<int>()));
    std::sort(list.begin(), list.end());
    return list;
}

TEST(Html5libTokenizer, every_token_is_the_standards) {
    NL_NEEDS_SHARED("suites/html5lib-tests/tokenizer");
    tests::KnownFailures known(HTML_EXEMPT);
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(tests::shared() / "suites/html5lib-tests/tokenizer"))
        if (entry.path().extension() == ".test" && entry.path().stem() != "xmlViolation") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    ASSERT_FALSE(files.empty());
    int errors_wanted = 0, errors_found = 0, errors_more = 0, codes_found = 0;
    for (const auto& file : files) {
        std::ifstream stream(file, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
        json::parse_options lenient;
        lenient.allow_invalid_utf8 = true;
        json::value suite = json::parse(text, {}, lenient);
        int number = 0;
        for (json::value& test : suite.at("tests").as_array()) {
            const std::string name = file.filename().string() + ":" + std::to_string(++number);
            json::object& fields = test.as_object();
            if (fields.contains("doubleEscaped") && fields["doubleEscaped"].as_bool())
                if (!unescape_all(fields["input"]) || !unescape_all(fields["output"])) {
                    known.failed(name, "lone surrogates");
                    continue;
                }
            const std::string input(fields["input"].as_string());
            if (!utf8::is_valid(input)) {
                known.failed(name, "lone surrogates");
                continue;
            }
            json::array states{"Data state"};
            if (fields.contains("initialStates")) states = fields["initialStates"].as_array();
            std::string why;
            for (const json::value& state : states) {
                html::TokenOptions options;
                const std::string state_name(state.as_string());
                options.state = state_name;
                std::string last;
                if (fields.contains("lastStartTag")) last = fields["lastStartTag"].as_string();
                options.last_start_tag = last;
                options.errors = true;
                const std::unique_ptr<char[]> exact(new char[input.size()]);
                std::memcpy(exact.get(), input.data(), input.size());
                const auto printed = html::print_tokens({exact.get(), input.size()}, options);
                ASSERT_TRUE(printed.has_value());
                const json::value got = json::parse(*printed);
                if (got.at("output") != fields["output"])
                    why = state_name + "\n" + input + "\n-- got\n" + json::serialize(got.at("output")) +
                          "\n-- wanted\n" + json::serialize(fields["output"]);
                const auto got_errors = error_list(got.at("errors"));
                const auto want_errors =
                    fields.contains("errors") ? error_list(fields["errors"]) : std::vector<std::string>();
                std::vector<std::string> both;
                std::set_intersection(got_errors.begin(), got_errors.end(), want_errors.begin(), want_errors.end(),
                                      std::back_inserter(both));
                errors_wanted += static_cast<int>(want_errors.size());
                errors_found += static_cast<int>(both.size());
                errors_more += static_cast<int>(got_errors.size() - both.size());
                const auto codes = [](std::vector<std::string> list) {
                    for (std::string& e : list)
                        e.resize(e.find('@'));
                    return list;
                };
                std::vector<std::string> same_code;
                const auto a = codes(got_errors), b = codes(want_errors);
                std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(same_code));
                codes_found += static_cast<int>(same_code.size());
                if (got_errors != want_errors && std::getenv("HTML_SHOW_ERRORS") != nullptr) {
                    std::printf("%s %s\n", name.c_str(), json::serialize(fields["input"]).c_str());
                    for (const auto& e : got_errors)
                        std::printf("   got %s\n", e.c_str());
                    for (const auto& e : want_errors)
                        std::printf("  want %s\n", e.c_str());
                }
            }
            if (why.empty())
                known.passed(name);
            else
                known.failed(name, why);
        }
    }
    known.report("html5lib tokenizer");
    std::printf("parse errors: of %d in the suite %d with code and place, %d with the code; %d more are reported\n",
                errors_wanted, errors_found, codes_found, errors_more);
    EXPECT_GE(errors_found * 100, errors_wanted * 90);
}

}  // namespace
}  // namespace newsloom
