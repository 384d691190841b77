#include <vector>

#include <gumbo.h>
#include <libxml/HTMLparser.h>

#include "contenders.h"

namespace newsloom::bench {

std::size_t gumbo(std::string_view page) {
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    std::size_t count = 0;
    std::vector<const GumboNode*> stack{output->document};
    while (!stack.empty()) {
        const GumboNode* node = stack.back();
        stack.pop_back();
        ++count;
        const GumboVector* children = nullptr;
        if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) children = &node->v.element.children;
        if (node->type == GUMBO_NODE_DOCUMENT) children = &node->v.document.children;
        for (unsigned i = children != nullptr ? children->length : 0; i > 0; --i)
            stack.push_back(static_cast<const GumboNode*>(children->data[i - 1]));
    }
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return count;
}

std::size_t libxml2(std::string_view page) {
    htmlDocPtr document =
        htmlReadMemory(page.data(), static_cast<int>(page.size()), nullptr, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    std::size_t count = 0;
    for (const xmlNode* node = document != nullptr ? xmlDocGetRootElement(document) : nullptr; node != nullptr;) {
        ++count;
        if (node->children != nullptr) {
            node = node->children;
            continue;
        }
        while (node != nullptr && node->next == nullptr)
            node = node->type == XML_ELEMENT_NODE || node->parent != nullptr ? node->parent : nullptr;
        if (node != nullptr) node = node->next;
    }
    if (document != nullptr) xmlFreeDoc(document);
    return count;
}

}  // namespace newsloom::bench
