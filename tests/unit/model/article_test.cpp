#include "model/article.h"

#include <gtest/gtest.h>

#include "model/edition.h"

namespace newsloom {
namespace {

TEST(Article, names_of_roles_and_genres_read_back) {
    for (int i = 0; i <= static_cast<int>(Role::other); ++i)
        EXPECT_EQ(role_named(name(static_cast<Role>(i))), static_cast<Role>(i));
    for (int i = 0; i <= static_cast<int>(Genre::other); ++i)
        EXPECT_EQ(genre_named(name(static_cast<Genre>(i))), static_cast<Genre>(i));
    EXPECT_FALSE(role_named("nonsense"));
}

TEST(Article, is_dated_by_its_page_but_never_after_it_was_seen) {
    Article a;
    a.first_seen = parse_rfc3339("2026-03-09T06:00:00Z")->at;
    EXPECT_EQ(a.time(), a.first_seen);
    a.published = parse_rfc3339("2026-03-09T05:00:00Z");
    EXPECT_EQ(to_rfc3339(a.time()), "2026-03-09T05:00:00Z");
    a.published = parse_rfc3339("2027-01-01T00:00:00Z");
    EXPECT_EQ(a.time(), a.first_seen);
    a.published = parse_rfc3339("2026-03-09");
    EXPECT_EQ(a.time(), a.first_seen);
}

TEST(Line, prints_its_pieces_and_nothing_else) {
    Line line;
    line.pieces = {Label{"reported_by", {Computed{"outlet", "A", {}}}}, Quoted{{}, "The ferry sank."},
                   Computed{"count", "3", {}}, EditorText{"jo", " (ed.)"}};
    EXPECT_EQ(printed_text(line, [](const Label& l) { return "<" + l.id + " " + l.slots[0].text + ">"; }),
              "<reported_by A>The ferry sank.3 (ed.)");
}

}  // namespace
}  // namespace newsloom
