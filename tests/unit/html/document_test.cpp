/// The tree as callers use it: nodes, attributes, walks, reuse, serialisation, printed forms, encodings.
#include <gtest/gtest.h>

#include "html/encoding.h"
#include "html/parse.h"
#include "html/print.h"
#include "html/select.h"
#include "html/serialise.h"

namespace newsloom::html {
namespace {

const Node& only(const Document& document, std::string_view selector) {
    const auto found = select_all(document.root(), Selector::compile(selector).value());
    EXPECT_EQ(found.size(), 1u) << selector;
    return *found.at(0);
}

TEST(HtmlDocument, text_without_references_is_a_view_of_the_page) {
    const std::string page = "<p title=\"plain\">words as they stand";
    const Document document = parse(page);
    const Node& p = only(document, "p");
    const std::string_view text = p.first_child()->text();
    EXPECT_EQ(text, "words as they stand");
    EXPECT_TRUE(text.data() > page.data() && text.data() < page.data() + page.size());
    EXPECT_EQ(p[Attr::title].data(), page.data() + page.find("plain"));
    EXPECT_EQ(p.source_offset(), 0u);
}

TEST(HtmlDocument, attributes_are_found_by_number_and_by_name) {
    const Document document = parse("<a HREF='x?a=1&amp;b=2' data-Own=3 href=second hidden>");
    const Node& a = only(document, "a");
    EXPECT_EQ(a.attribute(Attr::href), "x?a=1&b=2");
    EXPECT_EQ(a.attribute("href"), "x?a=1&b=2");
    EXPECT_EQ(a.attribute("data-own"), "3");
    EXPECT_EQ(a.attribute(Attr::hidden), "");
    EXPECT_FALSE(a.attribute(Attr::title).has_value());
    EXPECT_EQ(a.attributes().size(), 3u);
}

TEST(HtmlDocument, unknown_elements_keep_their_names) {
    const Document document = parse("<My-Element a-rather-long-attribute-name=x><another_one_with_a_long_name>");
    const Node* element = document.body()->first_child();
    EXPECT_EQ(element->tag(), Tag::unknown);
    EXPECT_EQ(element->name(), "my-element");
    EXPECT_EQ(element->attributes()[0].name(), "a-rather-long-attribute-name");
    EXPECT_EQ(element->first_child()->name(), "another_one_with_a_long_name");
}

TEST(HtmlDocument, a_walk_meets_every_node_once_and_leaves_templates_closed) {
    const Document document = parse("<ul><li>1<li>2</ul><template><p>hidden</template>");
    std::string names;
    for (const Node& node : descendants(*document.body()))
        names += node.is_element() ? std::string(node.name()) + " " : "# ";
    EXPECT_EQ(names, "ul li # li # template ");
    EXPECT_EQ(text_content(*document.body()), "12");
    const Node& holder = only(document, "template");
    EXPECT_EQ(text_content(*holder.template_content()), "hidden");
}

TEST(HtmlDocument, a_used_document_takes_the_next_page) {
    Document document;
    for (const char* page : {"<p>first", "<div><p>second</div>", ""}) {
        parse_into(document, page);
        ASSERT_NE(document.body(), nullptr);
        EXPECT_EQ(print_tree(document), print_tree(parse(page)));
    }
    EXPECT_EQ(Document().root().type(), NodeType::document);
}

TEST(HtmlDocument, every_node_has_its_number) {
    const Document document = parse("<p>a<b>c");
    for (std::size_t i = 0; i < document.node_count(); ++i)
        EXPECT_EQ(document.index(document.node(i)), i);
}

TEST(HtmlDocument, text_in_front_of_a_table_grows_in_place) {
    std::string page = "<table>";
    for (int i = 0; i < 2000; ++i)
        page += "x<tr title='&amp;'>";
    const Document document = parse(page);
    EXPECT_EQ(document.body()->first_child()->text(), std::string(2000, 'x'));
    EXPECT_LT(document.memory_bytes(), 40 * page.size());
}

TEST(HtmlParse, limits_cut_and_say_so) {
    ParseOptions options;
    options.limits = {.input_bytes = 9, .depth = 512, .attributes = 1, .nodes = 1000};
    const Document document = parse("<p a b><i>more", options);
    EXPECT_EQ(document.report().input_bytes_cut, 5u);
    EXPECT_EQ(document.report().attributes_cut, 1u);
    options.limits = {.input_bytes = 1000, .depth = 512, .attributes = 10, .nodes = 20};
    std::string many;
    for (int i = 0; i < 60; ++i)
        many += "<br>";
    const Document cut = parse(many, options);
    EXPECT_TRUE(cut.report().nodes_cut);
    EXPECT_LT(cut.node_count(), 40u);
    EXPECT_FALSE(parse("<p>").report().cut());
}

TEST(HtmlParse, depth_is_bounded_and_the_words_stay) {
    std::string page;
    for (int i = 0; i < 100000; ++i)
        page += "<div>";
    page += "deep";
    const Document document = parse(page);
    std::size_t deepest = 0;
    for (const Node& node : descendants(document.root())) {
        if (!node.is_text()) continue;
        for (const Node* up = &node; up != nullptr; up = up->parent())
            ++deepest;
    }
    EXPECT_GE(deepest, 512u);
    EXPECT_LE(deepest, 530u);
    EXPECT_EQ(text_content(document.root()), "deep");
    EXPECT_GT(document.report().elements_flattened, 99000u);
}

TEST(HtmlParse, processing_instructions_are_the_living_standards) {
    EXPECT_EQ(print_tree(parse("<?Pi  some data?\?><?xml a?><?3?><?x")),
              "| <?Pi some data?\?>\n| <!-- ?xml a? -->\n| <!-- ?3? -->\n| <html>\n|   <head>\n|   <body>\n");
}

TEST(HtmlParse, the_selected_option_fills_selectedcontent_also_when_it_comes_first) {
    const Document document = parse("<select><option>one<option selected>two</option><button><selectedcontent>");
    EXPECT_EQ(text_content(only(document, "selectedcontent")), "two");
}

TEST(HtmlParse, a_column_group_in_a_template_keeps_the_white_space_between_words) {
    EXPECT_EQ(print_tree(parse("<template><col>a b\tc <col></template>")),
              "| <html>\n|   <head>\n|     <template>\n|       content\n|         <col>\n|         \" \t \"\n"
              "|         <col>\n|   <body>\n");
}

TEST(HtmlSerialise, what_is_written_reads_back_the_same) {
    const std::string page =
        "<!DOCTYPE html><html><head><title>a&amp;b</title><style>a>b{}</style></head><body><p "
        "title=\"&quot;&nbsp;&lt;\">1 &lt; 2<br>"
        "<svg viewBox=\"0 0 1 1\"><a "
        "xlink:href=\"#x\"></a></svg><template><i>t</i></template><!--c--></p></body></html>";
    const Document document = parse(page);
    EXPECT_EQ(inner_html(document.root()), page);
    EXPECT_EQ(outer_html(only(document, "title")), "<title>a&amp;b</title>");
}

TEST(HtmlTokens, are_printed_as_the_html5lib_tests_write_them) {
    EXPECT_EQ(
        print_tokens("<p ID=x/>a&amp;b</P><!--c--><!DOCTYPE html>").value(),
        R"([["StartTag","p",{"id":"x/"}],["Character","a&b"],["EndTag","p"],["Comment","c"],["DOCTYPE","html",null,null,true]])");
    EXPECT_EQ(print_tokens("x</b></xmp>", {.state = "RCDATA state", .last_start_tag = "xmp"}).value(),
              R"([["Character","x</b>"],["EndTag","xmp"]])");
    EXPECT_EQ(print_tokens("x", {.state = "no state"}).error().code, Errc::usage);
}

TEST(HtmlEncoding, mark_then_transport_then_meta_then_the_bytes) {
    EXPECT_EQ(sniff_encoding("\xEF\xBB\xBFx", "text/html; charset=koi8-r").name, "UTF-8");
    EXPECT_EQ(sniff_encoding("<meta charset=gbk>", "text/html; charset=koi8-r").name, "KOI8-R");
    EXPECT_EQ(sniff_encoding("<meta charset=gb2312>").name, "GBK");
    EXPECT_EQ(sniff_encoding("caf\xC3\xA9").name, "UTF-8");
    EXPECT_EQ(sniff_encoding("caf\xE9").name, "windows-1252");
    EXPECT_EQ(encoding_of_label(" Latin1\n"), "windows-1252");
    EXPECT_FALSE(encoding_of_label("utf-7").has_value());
}

TEST(HtmlEncoding, pages_are_decoded) {
    EXPECT_EQ(text_content(parse_page("<p>\x83\x65\x83\x58\x83\x67", "text/html; charset=shift_jis").root()),
              "\u30c6\u30b9\u30c8");
    EXPECT_EQ(text_content(parse_page("\xEF\xF0", "windows-1251").root()), "\u043f\u0440");
    EXPECT_EQ(text_content(parse_page(std::string_view("\xFF\xFEh\0i\0", 6)).root()), "hi");
    EXPECT_EQ(text_content(parse_page("\x93quoted\x94 \x80").root()), "\u201cquoted\u201d \u20ac");
    const Document late = parse_page(std::string(2000, ' ') + "<meta charset=windows-1251><p>\xEF");
    EXPECT_EQ(late.report().encoding, "windows-1251");
    EXPECT_EQ(text_content(*late.body()), "\u043f");
    const Document broken = parse("a\xFF\xE2\x82z");
    EXPECT_TRUE(broken.report().malformed_bytes);
    EXPECT_EQ(text_content(broken.root()), "a\uFFFD\uFFFDz");
}

TEST(HtmlSelect, finds_what_css_finds) {
    const Document document = parse(
        "<article id=top class='story big'><h1>t</h1><p>1<p lang=en-GB>2<p class=last data-k='a "
        "b'>3</article><aside><p>4<my-x>5</my-x></aside>");
    const auto texts = [&](std::string_view selector) {
        std::string out;
        for (const Node* node : select_all(document.root(), Selector::compile(selector).value()))
            out += text_content(*node);
        return out;
    };
    EXPECT_EQ(texts("article p"), "123");
    EXPECT_EQ(texts(".story > p:nth-child(odd)"), "2");
    EXPECT_EQ(texts("p:nth-of-type(n+2)"), "23");
    EXPECT_EQ(texts("p:not(.last):not([lang])"), "145");
    EXPECT_EQ(texts("h1 + p, aside my-x"), "15");
    EXPECT_EQ(texts("#top ~ aside p"), "45");
    EXPECT_EQ(texts("[lang|=en], [data-k~=b], [data-k^='A' i]"), "23");
    EXPECT_EQ(texts("article :last-child, :is(h1)"), "t3");
    EXPECT_EQ(texts("html > body > article > h1:first-child"), "t");
    for (const char* wrong : {"", "p >", "p:hover", "[a", "p:nth-child(x)", "p,,b", "a b)", ":not("}) {
        const auto result = Selector::compile(wrong);
        ASSERT_FALSE(result.has_value()) << wrong;
        EXPECT_EQ(result.error().code, Errc::bad_input);
    }
}

}  // namespace
}  // namespace newsloom::html
