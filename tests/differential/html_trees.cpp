/// Trees of many inputs, for comparing with another parser: on stdin pages, each after a line with its size in bytes;
/// on stdout the trees likewise.
#include <cstdio>
#include <iostream>
#include <string>

#include "html/parse.h"
#include "html/print.h"

int main() {
    std::ios::sync_with_stdio(false);
    newsloom::html::Document document;
    newsloom::html::ParseOptions options;
    options.limits.depth = 100'000;  // the peer has no limit
    std::string size, page;
    while (std::getline(std::cin, size)) {
        page.resize(std::stoul(size));
        std::cin.read(page.data(), static_cast<std::streamsize>(page.size()));
        newsloom::html::parse_into(document, page, options);
        const std::string tree = newsloom::html::print_tree(document);
        std::cout << tree.size() << '\n' << tree << std::flush;
    }
}
