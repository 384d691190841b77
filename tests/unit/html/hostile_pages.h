/// Pages that make careless parsers quadratic. Shared by the test and the benchmark.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace newsloom::html {

struct HostilePage {
    const char* name;
    std::function<std::string(std::size_t bytes)> page;
};

inline std::string repeated(std::size_t bytes, const std::string& before, const std::string& piece,
                            const std::string& after = {}) {
    std::string page = before;
    while (page.size() + piece.size() + after.size() <= bytes)
        page += piece;
    return page + after;
}

/// The piece with a running number in place of '#'.
inline std::string numbered(std::size_t bytes, const std::string& before, const std::string& piece,
                            const std::string& after = {}) {
    std::string page = before;
    for (std::size_t n = 0; page.size() + piece.size() + 8 + after.size() <= bytes; ++n) {
        const std::size_t at = piece.find('#');
        page += piece.substr(0, at) + std::to_string(n) + piece.substr(at + 1);
    }
    return page + after;
}

inline std::vector<HostilePage> hostile_pages() {
    const auto repeat = [](std::string before, std::string piece, std::string after = {}) {
        return [=](std::size_t bytes) { return repeated(bytes, before, piece, after); };
    };
    const auto number = [](std::string before, std::string piece, std::string after = {}) {
        return [=](std::size_t bytes) { return numbered(bytes, before, piece, after); };
    };
    return {
        {"misnested formatting, <b><p>x</b>", repeat("", "<b><p>x</b>")},
        {"misnested formatting, <a><div></a>", repeat("", "<a><div>y</a>")},
        {"formatting never closed, <i><p>", repeat("", "<i><p>")},
        {"formatting, all different, then misnested", number("", "<font size=#>x", "<p></font></font>")},
        {"formatting within formatting, <b><i></b></i>", repeat("", "<b><i></b></i>x")},
        {"nested tables", repeat("", "<table><tr><td>")},
        {"tables without cells", repeat("", "<table><tr>")},
        {"foster parenting, text", repeat("<table>", "x<tr title='&amp;'>")},
        {"foster parenting, elements", repeat("<table>", "<b>x")},
        {"unclosed <div>", repeat("", "<div>")},
        {"unclosed <span> with text", repeat("", "<span>a")},
        {"unclosed <p><button>", repeat("", "<button><p>")},
        {"end tags of nothing", repeat("<div><span>", "</em>")},
        {"end tags of nothing, deep below", repeat(repeated(4000, "", "<span>"), "</x>")},
        {"list items", repeat("", "<ul><li>")},
        {"paragraphs deep below", repeat(repeated(3000, "", "<em>"), "<p>x")},
        {"attributes of one tag, all different", number("<a ", "a#=1 ", ">")},
        {"attributes of one tag, all the same", repeat("<a ", "a=1 ", ">")},
        {"attributes for <html>", number("", "<html a#=1>")},
        {"comments", repeat("", "<!---->")},
        {"a comment of dashes", repeat("<!--", "-- ")},
        {"comments never closed", repeat("", "<!--x")},
        {"bogus comments", repeat("", "<!x>")},
        {"character references", repeat("", "&amp;&lt;&notit;&#x41;")},
        {"ampersands", repeat("", "&")},
        {"references in values", repeat("", "<a title='&amp;&para'>")},
        {"foreign content, nested", repeat("<svg>", "<g>")},
        {"foreign content, left and entered", repeat("", "<svg><p>x")},
        {"MathML with HTML inside", repeat("<math>", "<mi><b>")},
        {"end tags in foreign content", repeat(repeated(3000, "<svg>", "<g>"), "</x>")},
        {"templates", repeat("", "<template>")},
        {"scripts that comment", repeat("<script><!--", "<script></script>")},
        {"less-than signs", repeat("", "<")},
        {"less-than signs in a title", repeat("<title>", "</titl")},
        {"NUL and CR", repeat("", std::string("a\0\r", 3))},
        {"ill-formed UTF-8", repeat("", "a\xE2\x82")},
        {"options", repeat("<select><button><selectedcontent></button>", "<option selected>a<b>c")},
        {"markers", repeat("", "<object><b>")},
        {"unknown elements, all different", number("", "<x-#>")},
        {"CDATA sections", repeat("<svg>", "<![CDATA[]]>")},
        {"empty end tags", repeat("", "</>")},
    };
}

}  // namespace newsloom::html
