#include "cli/detail/csv.h"

#include <gtest/gtest.h>

namespace newsloom::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST(Csv, reads_quoted_fields_with_commas_quotes_and_line_breaks) {
    EXPECT_EQ(csv_rows("a,\"b, \"\"c\"\"\nd\",e\r\n\nf\n"), (Rows{{"a", "b, \"c\"\nd", "e"}, {"f"}}));
    EXPECT_EQ(csv_rows("\xEF\xBB\xBFx;y\n1;2"), (Rows{{"x", "y"}, {"1", "2"}}));
    EXPECT_TRUE(csv_rows("").empty());
}

TEST(Csv, writes_what_it_reads_and_no_formulas) {
    EXPECT_EQ(csv_field("plain"), "plain");
    EXPECT_EQ(csv_field("a,\"b\""), "\"a,\"\"b\"\"\"");
    EXPECT_EQ(csv_field("=1+1"), "'=1+1");
}

}  // namespace
}  // namespace newsloom::cli
