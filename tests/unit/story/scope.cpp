#include "story/detail/scope.h"

#include <gtest/gtest.h>

namespace newsloom::story::detail {
namespace {

/// `marked` holds its number between < and >.
struct Marked {
    std::string text;
    TextRange here;

    explicit Marked(std::string_view marked) {
        const std::size_t begin = marked.find('<'), end = marked.find('>');
        text = std::string(marked.substr(0, begin)) + std::string(marked.substr(begin + 1, end - begin - 1)) +
               std::string(marked.substr(end + 1));
        here = {begin, end - 1};
    }
};

Scope scope(std::string_view marked) {
    const Marked m(marked);
    return scope_of(m.text, m.text, m.here, "", Tongue::english);
}

TEST(Scope, a_day_of_a_month_counts_nothing) {
    const Marked short_month("the feb. <14> attack"), day_first("on <3> march the"), deaths("it left <17> dead");
    EXPECT_TRUE(is_day_of_month(short_month.text, short_month.here));
    EXPECT_TRUE(is_day_of_month(day_first.text, day_first.here));
    EXPECT_FALSE(is_day_of_month(deaths.text, deaths.here));
}

TEST(Scope, an_age_a_name_and_a_result_count_nothing) {
    const Marked age("a <38> - year - old driver"), apposition("the death of Ada Moor, <24>."),
        label("on Flight <804>,"), result("a <162> - 139 record"), list("In Harl, <24> people fell");
    EXPECT_TRUE(is_age(age.text, age.here));
    EXPECT_TRUE(is_apposition(apposition.text, apposition.here));
    EXPECT_TRUE(is_label(label.text, label.here));
    EXPECT_TRUE(is_result(result.text, result.here));
    EXPECT_FALSE(is_apposition(list.text, list.here));
    EXPECT_FALSE(is_result(list.text, list.here));
}

TEST(Scope, a_number_that_is_set_aside_is_nobodys_count) {
    const Marked denied("six bells and not <seven>"), instead("six bells instead of the <seven>"),
        german("nicht <sieben>, sondern sechs glocken"), knot("at the knot <seven> ropes");
    EXPECT_TRUE(is_set_aside(denied.text, denied.here));
    EXPECT_TRUE(is_set_aside(instead.text, instead.here));
    EXPECT_TRUE(is_set_aside(german.text, german.here));
    EXPECT_FALSE(is_set_aside(knot.text, knot.here));
}

TEST(Scope, the_fate_of_the_own_clause_counts) {
    const Scope dead = scope("the fire killed <41> people and wounded 150"),
                hurt = scope("it killed 42 and wounded <238>");
    EXPECT_NE(dead.fate, 0U);
    EXPECT_NE(hurt.fate, 0U);
    EXPECT_EQ(dead.fate & hurt.fate, 0U);
}

TEST(Scope, a_whole_named_by_its_part_is_seen) {
    EXPECT_TRUE(scope("seven out of the <eight> votes").of_whole);
    EXPECT_TRUE(scope("<28> of 41 boats").of_whole);
    EXPECT_FALSE(scope("some <28> boats of the fleet").of_whole);
}

TEST(Scope, a_change_is_no_level) {
    EXPECT_TRUE(scope("rents rose by <5> per cent").change);
    EXPECT_FALSE(scope("rents rose to <5> per cent").change);
}

}  // namespace
}  // namespace newsloom::story::detail
