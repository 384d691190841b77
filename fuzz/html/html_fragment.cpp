/// Any bytes as a fragment in one of the contexts that matter.
#include "tree_check.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    static html::Document document;
    constexpr const char* kNames[] = {
        "div",     "body",     "html",          "head",     "table",    "tbody",          "tr",     "td",
        "caption", "colgroup", "select",        "template", "frameset", "title",          "script", "noscript",
        "svg",     "desc",     "foreignobject", "math",     "mi",       "annotation-xml", "form",   "plaintext"};
    const Exact input(data + 2, size - 2);
    html::FragmentContext context;
    context.name = kNames[data[0] % (sizeof kNames / sizeof kNames[0])];
    context.ns = static_cast<html::Namespace>(data[1] % 3);
    context.inside_form = (data[1] & 128) != 0;
    if ((data[1] & 64) != 0) context.encoding = "text/html";
    html::ParseOptions options;
    options.scripting = (data[1] & 32) != 0;
    if ((data[1] & 16) != 0) options.limits.depth = 12;
    html::parse_fragment_into(document, input.view, context, options);
    check_tree(document, options.limits.depth);
    return 0;
}
