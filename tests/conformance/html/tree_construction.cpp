/// html5lib-tests/tree-construction: whole documents and fragments, with scripting off and on.
#include <algorithm>
#include <cstring>
#include <memory>

#include <gtest/gtest.h>

#include "conformance/html/dat_file.h"
#include "conformance/known_failures.h"
#include "html/parse.h"
#include "html/print.h"
#include "shared.h"

namespace newsloom {
namespace {

/// A copy of exactly its size on the heap: an over-read is seen by AddressSanitizer.
struct Exact {
    explicit Exact(const std::string& text) : bytes(new char[text.size()]), view(bytes.get(), text.size()) {
        std::memcpy(bytes.get(), text.data(), text.size());
    }
    std::unique_ptr<char[]> bytes;
    std::string_view view;
};

std::string parsed(const tests::DatCase& test, bool scripting) {
    html::ParseOptions options;
    options.scripting = scripting;
    const Exact input(test.at("data"));
    if (!test.contains("document-fragment")) return html::print_tree(html::parse(input.view, options));
    std::string name = test.at("document-fragment");
    name.erase(std::remove(name.begin(), name.end(), '\n'), name.end());
    html::FragmentContext context;
    if (name.starts_with("svg ")) {
        context.ns = html::Namespace::svg;
        name.erase(0, 4);
    } else if (name.starts_with("math ")) {
        context.ns = html::Namespace::mathml;
        name.erase(0, 5);
    }
    context.name = name;
    return html::print_tree(html::parse_fragment(input.view, context, options));
}

std::string expected_tree(const tests::DatCase& test) {
    std::string tree = test.at("document");
    while (tree.ends_with("\n\n"))
        tree.pop_back();
    return tree == "\n" ? "" : tree;
}

TEST(Html5libTreeConstruction, every_tree_is_the_standards) {
    NL_NEEDS_SHARED("suites/html5lib-tests/tree-construction");
    tests::KnownFailures known(HTML_EXEMPT);
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(tests::shared() / "suites/html5lib-tests/tree-construction"))
        if (entry.path().extension() == ".dat") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    ASSERT_FALSE(files.empty());
    for (const auto& file : files) {
        const auto cases = tests::read_dat(file);
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const tests::DatCase& test = cases[i];
            std::string why;
            for (const bool scripting : {false, true}) {
                if ((scripting && test.contains("script-off")) || (!scripting && test.contains("script-on"))) continue;
                const std::string got = parsed(test, scripting);
                const std::string want = expected_tree(test);
                if (got != want)
                    why = std::string(scripting ? "scripting " : "") + "\n" + test.at("data") + "\n-- got\n" + got +
                          "-- wanted\n" + want;
            }
            const std::string name = file.filename().string() + ":" + std::to_string(i + 1);
            if (why.empty())
                known.passed(name);
            else
                known.failed(name, why);
        }
    }
    known.report("html5lib tree construction");
}

}  // namespace
}  // namespace newsloom
