#include "json/writer.h"

#include <limits>

#include <gtest/gtest.h>

namespace newsloom::json {
namespace {

TEST(Writer, puts_commas_where_they_belong) {
    std::string out;
    Writer w(out);
    w.begin_object()
        .field("a", 1)
        .key("b")
        .begin_array()
        .value("x")
        .value(true)
        .null()
        .begin_object()
        .end_object()
        .end_array();
    w.field("c", 1.5).field("none", std::optional<double>()).end_object();
    EXPECT_EQ(out, R"({"a":1,"b":["x",true,null,{}],"c":1.5,"none":null})");
}

TEST(Writer, escapes_what_json_and_javascript_need_and_repairs_utf8) {
    std::string out;
    append_quoted(out, "\"\\\n\x01\u00E9\u2028\xFFz");
    EXPECT_EQ(out, "\"\\\"\\\\\\n\\u0001\u00E9\\u2028\uFFFDz\"");
}

TEST(Writer, numbers_read_back_the_same_and_infinities_are_null) {
    std::string out;
    Writer(out)
        .begin_array()
        .value(0.1)
        .value(1e300)
        .value(std::numeric_limits<double>::infinity())
        .value(std::int64_t{-9007199254740993})
        .end_array();
    EXPECT_EQ(out, "[0.1,1e+300,null,-9007199254740993]");
}

TEST(Writer, an_empty_text_is_null_where_absent_is_null) {
    std::string out;
    Writer(out).begin_object().text_or_null("deck", "").text_or_null("title", "T").end_object();
    EXPECT_EQ(out, R"({"deck":null,"title":"T"})");
}

}  // namespace
}  // namespace newsloom::json
