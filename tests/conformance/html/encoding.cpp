/// html5lib-tests/encoding: the encoding a page ends up in, also when a <meta> beyond the prescan changes it while
/// parsing.
#include "html/encoding.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "conformance/html/dat_file.h"
#include "conformance/known_failures.h"
#include "html/parse.h"
#include "shared.h"
#include "text/ascii.h"

namespace newsloom {
namespace {

TEST(Html5libEncoding, every_page_is_read_in_its_encoding) {
    NL_NEEDS_SHARED("suites/html5lib-tests/encoding");
    tests::KnownFailures known(HTML_EXEMPT);
    for (const char* file : {"test-yahoo-jp.dat", "tests1.dat", "tests2.dat"}) {
        const auto cases = tests::read_dat(tests::shared() / "suites/html5lib-tests/encoding" / file);
        ASSERT_FALSE(cases.empty());
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const std::string wanted = ascii::lower(ascii::trim(cases[i].at("encoding")));
            const html::Document page = html::parse_page(cases[i].at("data"));
            const std::string got = ascii::lower(page.report().encoding);
            const std::string name = std::string("encoding/") + file + ":" + std::to_string(i + 1);
            const auto meant = html::encoding_of_label(wanted);
            if (meant && ascii::lower(*meant) == got)
                known.passed(name);
            else
                known.failed(name, cases[i].at("data").substr(0, 400) + "\n-- got " + got + ", wanted " + wanted);
        }
    }
    known.report("html5lib encoding");
}

}  // namespace
}  // namespace newsloom
