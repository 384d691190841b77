/// A tree is whole: links agree, every node is met once, text nodes do not touch, nothing is deeper than the limit
/// allows.
#pragma once

#include <cstddef>
#include <vector>

#include "exact.h"
#include "html/parse.h"
#include "html/serialise.h"

inline void check_tree(const newsloom::html::Document& document, std::size_t depth_limit) {
    using namespace newsloom::html;
    std::size_t met = 0;
    std::vector<const Node*> roots{&document.root()};
    while (!roots.empty()) {
        const Node* root = roots.back();
        roots.pop_back();
        std::size_t depth = 0;
        for (const Node* node = root; node != nullptr; node = next(node, root)) {
            ++met;
            ALWAYS(met <= document.node_count());
            ALWAYS(document.index(*node) < document.node_count());
            if (const Node* child = node->first_child()) {
                ALWAYS(child->parent() == node && child->previous_sibling() == nullptr);
                ALWAYS(node->last_child() != nullptr && node->last_child()->next_sibling() == nullptr);
            } else {
                ALWAYS(node->last_child() == nullptr);
            }
            if (const Node* sibling = node->next_sibling(); sibling != nullptr && node != root) {
                ALWAYS(sibling->previous_sibling() == node && sibling->parent() == node->parent());
                ALWAYS(!(node->is_text() && sibling->is_text()));
            }
            if (node->is_text()) ALWAYS(!node->text().empty());
            if (node->is_element()) {
                ALWAYS(!node->name().empty());
                for (const Attribute& a : node->attributes())
                    ALWAYS(!a.name().empty() && a.value().size() < (1u << 30));
            }
            if (const Node* content = node->template_content()) roots.push_back(content);
            std::size_t up = 0;
            if (met % 64 == 0)
                for (const Node* above = node; above != nullptr; above = above->parent())
                    ++up;
            depth = up > depth ? up : depth;
        }
        ALWAYS(depth <= depth_limit + 64);
    }
    (void)inner_html(document.root());
}
