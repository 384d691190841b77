#include <limits>

#include <gtest/gtest.h>

#include "printed/annotations.h"
#include "printed/article.h"
#include "printed/edition.h"
#include "printed/story.h"

namespace newsloom::printed {
namespace {

Article an_article() {
    Article a;
    a.id = ArticleId(7);
    a.page = PageId(8);
    a.document = DocumentId(9);
    a.outlet = OutletId(2);
    a.url = "https://a.example/x";
    a.language = "en";
    a.genre = Genre::analysis;
    a.title = "Ferry \u201Cadrift\u201D";
    a.authors = {"Ines Kerr"};
    a.published = parse_rfc3339("2026-03-09T07:30:00+01:00");
    a.first_seen = parse_rfc3339("2026-03-09T08:00:00Z")->at;
    a.text = "\u201CWe drifted,\u201D she said.\n\nNext";
    a.blocks = {{Role::paragraph, {0, 27}, 0}, {Role::heading, {29, 33}, 2}};
    a.no_print = {{{0, 5}, "nosnippet"}};
    a.media = {{MediaKind::video, "https://v.example/1", "caption", "credit", 29}};
    a.author_bios = {{"Ines Kerr", "writes on ships"}};
    a.related = {{"Sea", "Another", "https://a.example/y", "deck"}};
    a.topics = {"sea"};
    return a;
}

TEST(PrintedArticle, reads_back_what_it_wrote) {
    const std::string json = to_json(an_article());
    const auto back = article_from_json(json);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(to_json(*back), json);
    EXPECT_EQ(back->blocks[1].level, 2);
    EXPECT_EQ(back->published, an_article().published);
}

TEST(PrintedArticle, public_offsets_count_code_points) {
    std::string out;
    json::Writer w(out);
    w.begin_object();
    write_fields(w, an_article());
    w.end_object();
    EXPECT_NE(out.find(R"({"role":"heading","start":25,"end":29,"level":2})"), std::string::npos) << out;
}

TEST(PrintedAnnotations, read_back_with_open_intervals) {
    Annotations n;
    n.article = ArticleId(7);
    n.sentences = {{{0, 10}, 0}};
    n.names = {{{0, 4}, NameKind::person, "Ines Kerr"}};
    n.quantities = {{{0, 4}, 5.0, 5.0, std::numeric_limits<double>::infinity(), "shots", {5, 9}}};
    Attribution a;
    a.kind = QuoteKind::mixed;
    a.content = {0, 20};
    a.parts = {{0, 5}, {8, 20}};
    a.cue = TextRange{5, 8};
    a.speaker = "Ines Kerr";
    a.stance = Stance::denial;
    a.confidence = 0.5F;
    n.attributions = {a};
    n.unknowns = {{1, 2}};
    const std::string json = to_json(n);
    const auto back = annotations_from_json(json);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(to_json(*back), json);
    EXPECT_EQ(back->quantities[0].high, std::numeric_limits<double>::infinity());
    EXPECT_FALSE(back->attributions[0].source);
}

TEST(PrintedStory, reads_back_what_it_wrote) {
    Story s;
    s.id = StoryId(3);
    s.version = 2;
    s.articles = {ArticleId(7)};
    s.documents = {DocumentId(9)};
    s.headline = {ArticleId(7), {0, 5}, Field::title};
    s.outlets = {OutletId(2)};
    s.copies = {{ArticleId(7), ArticleId(6), ArticleId(6), 0.5F, 0.75F, "nordwire"}};
    s.facts = {{{{ArticleId(7), {0, 4}}}, {OutletId(2)}, 2, "", 0.5F}};
    DifferenceSide side;
    side.outlet = OutletId(2);
    side.low = 3;
    side.high = 3;
    s.differing = {{DifferenceKind::number, "shots", {{side, side}, {side}}, true, 0.9F}};
    s.voices = {{"Ines Kerr", "surgeon", {{ArticleId(7), {0, 4}}}, {OutletId(2)}, 0.9F, true}};
    s.sides = {{"outlet:a", {OutletId(2)}, s.voices, {{ArticleId(7), {0, 4}}}, {{"adrift", 1.25, 4}}}};
    s.opinions = {{"A B", OutletId(2), {ArticleId(7), {0, 4}}}};
    s.open = {{ArticleId(7), {0, 4}}};
    s.score = 1.5;
    s.because = {{"owners", 3}};
    const std::string json = to_json(s);
    const auto back = story_from_json(json);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(to_json(*back), json);
    EXPECT_EQ(back->differing[0].sides.size(), 2U);
}

TEST(PrintedEdition, reads_back_every_kind_of_piece) {
    SourceMark mark;
    mark.outlet = OutletId(2);
    mark.outlet_key = "a";
    mark.url = "https://a.example/x";
    mark.range = {0, 4};
    mark.paywalled = true;
    mark.language = "de";
    const Line line{"k.1",
                    {Label{"cut", {}}, Quoted{{ArticleId(7), {0, 4}, Field::title}, "\u201CWe"},
                     Computed{"count", "3", {"article:7"}}, EditorText{"jo", "x"}},
                    {mark}};
    Edition e;
    e.key = "2026-03-09-morning";
    e.day = *parse_date("2026-03-09");
    e.title = line;
    PrintedStory story;
    story.slug = "ferry";
    story.brief = {line, line};
    story.watch = Media{MediaKind::video, "https://v.example/1", "c", "d", 0};
    story.differences = {{line, {{line}, {line, line}}, line}};
    story.voices = {{line, {line}}};
    story.sources = {{mark, "A Post", "GB", "private", "news", ""}};
    e.stories = {story};
    e.sections = {{"top", SectionForm::question, line, {0}, {line}, {}}};
    e.left_out = {line};
    const std::string json = to_json(e);
    const auto back = edition_from_json(json);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(to_json(*back), json);
}

TEST(Printed, damaged_json_is_bad_input_that_names_the_thing) {
    const auto result = article_from_json("{");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::bad_input);
    EXPECT_TRUE(result.error().message.starts_with("article: "));
    EXPECT_FALSE(article_from_json("[]"));
}

}  // namespace
}  // namespace newsloom::printed
