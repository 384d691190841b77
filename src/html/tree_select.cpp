/// <select> in 13.2.6.4.7, and what the parser does for <selectedcontent> (4.10.7, 4.10.10): the selected option's
/// content is copied into it.
#include "html/detail/tree_builder.h"
#include "text/ascii.h"

namespace newsloom::html {

void TreeBuilder::start_select(Token& token) {
    if (fragment_ && context_.key == key_of(Tag::select)) return error("select-in-select", token);
    if (in_scope(Tag::select)) {
        error("select-in-select", token);
        return pop_until(Tag::select);
    }
    reconstruct_formatting();
    insert_element(token);
    frameset_ok_ = false;
}

/// <option>, <optgroup>
void TreeBuilder::start_option(Token& token) {
    if (in_scope(Tag::select)) {
        generate_implied_end_tags(token.tag == Tag::option ? kImpliedEndTags.without(Tag::optgroup) : kImpliedEndTags);
        if (in_scope(Tag::option) || (token.tag == Tag::optgroup && in_scope(Tag::optgroup)))
            error("unclosed-elements-in-option", token);
    } else if (current_is(Tag::option)) {
        pop();
    }
    reconstruct_formatting();
    Node* const node = insert_element(token);
    if (selected_.content != nullptr && token.tag == Tag::option) option_inserted(node);
}

/// "Option element nearest ancestor select"
Node* TreeBuilder::select_of(const Node* option) {
    bool in_group = false;
    for (Node* up = Storage::parent(option); up != nullptr; up = Storage::parent(up)) {
        if (up->is(Tag::select)) return up;
        if (up->is(Tag::datalist) || up->is(Tag::hr) || up->is(Tag::option)) return nullptr;
        if (up->is(Tag::optgroup) && std::exchange(in_group, true)) return nullptr;
    }
    return nullptr;
}

/// The "selectedness setting algorithm", one option at a time: the last with the attribute, else the first that is not
/// disabled.
void TreeBuilder::option_inserted(Node* option) {
    if (select_of(option) != selected_.select) return;
    if (option->has(Attr::selected)) {
        selected_.option = option;
    } else if (selected_.option == nullptr && !option->has(Attr::disabled)) {
        const std::string_view size = (*selected_.select)[Attr::size];
        if (size.empty() || size == "1" || !ascii::is_digit(size.front()) || size == "0") selected_.option = option;
    }
}

/// A <selectedcontent> came into a <select>. Only the first of each is filled.
void TreeBuilder::selectedcontent_inserted(Node* content) {
    Node* select = nullptr;
    for (Node* up = Storage::parent(content); up != nullptr; up = Storage::parent(up)) {
        if (up->is(Tag::option) || up->is(Tag::selectedcontent)) return;  // "disabled"
        if (up->is(Tag::select)) {
            select = up;
            break;
        }
    }
    if (select == nullptr || select == selected_.select || select->has(Attr::multiple)) return;
    selected_ = {select, content, nullptr};
    for (const Node& node : descendants(*select))
        if (node.is(Tag::option)) option_inserted(Storage::mutable_node(&node));
    if (selected_.option != nullptr && !find_open(selected_.option)) option_popped(selected_.option);
}

/// "Maybe clone an option into selectedcontent", when an option is popped off the stack of open elements
void TreeBuilder::option_popped(Node* option) {
    if (option != selected_.option) return;
    Node* const content = selected_.content;
    while (content->first_child() != nullptr)
        Storage::remove(Storage::mutable_node(content->first_child()));
    // A copy of all that is below the option; it ends early at the limit of nodes.
    Node* to = content;
    for (const Node* node = option->first_child(); node != nullptr && storage_.nodes_left();) {
        Node* const copy = storage_.clone_node(node);
        Storage::append_child(to, copy);
        if (node->first_child() != nullptr) {
            node = node->first_child();
            to = copy;
            continue;
        }
        while (node != option && node->next_sibling() == nullptr) {
            node = node->parent();
            to = Storage::parent(to);
            if (node == option) return;
        }
        node = node->next_sibling();
    }
}

}  // namespace newsloom::html
