/// Any bytes as a document, with small limits as well, in a Document that is used again.
#include "tree_check.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    static html::Document document;
    const Exact input(data + 1, size - 1);
    html::ParseOptions options;
    options.scripting = (data[0] & 1) != 0;
    options.collect_errors = (data[0] & 2) != 0;
    if ((data[0] & 4) != 0) options.limits.depth = 12;
    if ((data[0] & 8) != 0) options.limits.nodes = 40;
    if ((data[0] & 16) != 0) options.limits.attributes = 2;
    if ((data[0] & 32) != 0) options.limits.input_bytes = 100;
    html::parse_into(document, input.view, options);
    check_tree(document, options.limits.depth);
    return 0;
}
