/// Any text as a selector, on a small page: it compiles or says why not, and all ways of asking agree.
#include <algorithm>

#include "exact.h"
#include "html/parse.h"
#include "html/select.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const html::Document page = html::parse(
        "<!doctype html><body><ul id=list><li class='a b'>1<li class=b lang=en-GB>2<li>3</ul><div><p>x<b>y</b></p><p "
        "hidden></p>"
        "<my-tag data-x='Word two'><svg><foreignObject><i>z</i></foreignObject></svg></my-tag></div>");
    const Exact input(data, size);
    const auto selector = html::Selector::compile(input.view);
    if (!selector) {
        ALWAYS(!selector.error().message.empty());
        return 0;
    }
    const auto all = html::select_all(page.root(), *selector);
    ALWAYS(html::select_first(page.root(), *selector) == (all.empty() ? nullptr : all.front()));
    for (const html::Node& node : html::descendants(page.root()))
        if (node.is_element())
            ALWAYS(selector->matches(node) == (std::find(all.begin(), all.end(), &node) != all.end()));
    return 0;
}
