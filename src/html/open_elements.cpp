/// 13.2.4.2 The stack of open elements.
#include "html/detail/tree_builder.h"

namespace newsloom::html {

void TreeBuilder::push(const OpenElement& element) {
    open_.push_back(element);
    counts_[static_cast<std::size_t>(element.key)] += 1;
    current_changed();
}

void TreeBuilder::push_html(Node* node, Tag tag) {
    OpenElement& element = open_.emplace_back();
    element.node = node;
    element.tag = tag;
    element.key = key_of(tag);
    counts_[static_cast<std::size_t>(element.key)] += 1;
    if (fragment_) [[unlikely]]
        return current_changed();
    insertion_parent_ = tag == Tag::template_ ? node + 1 : node;
    if (!current_is_html_) {
        current_is_html_ = true;
        tokenizer_.allow_cdata(false);
    }
}

void TreeBuilder::current_changed() {
    if (open_.empty()) {
        insertion_parent_ = storage_.node(0);
        current_is_html_ = true;
    } else {
        const OpenElement& element = current();
        insertion_parent_ = element.key == key_of(Tag::template_) ? element.node + 1 : element.node;
        current_is_html_ = adjusted_current().ns == Namespace::html;
    }
    tokenizer_.allow_cdata(!current_is_html_);
}

void TreeBuilder::pop() {
    const OpenElement& element = open_.back();
    counts_[static_cast<std::size_t>(element.key)] -= 1;
    if (kFormatting.has(element.key)) Storage::clear_flag(element.node, Storage::kOpenFormatting);
    Node* const node = element.node;
    const bool fills_content = selected_.option == node;
    open_.pop_back();
    current_changed();
    if (fills_content) [[unlikely]]
        option_popped(node);
}

void TreeBuilder::pop_until(Tag tag) {
    const Key key = key_of(tag);
    while (!open_.empty()) {
        const bool found = current().key == key;
        pop();
        if (found) return;
    }
}

void TreeBuilder::pop_until_any(KeySet tags) {
    while (!open_.empty()) {
        const bool found = tags.has(current().key);
        pop();
        if (found) return;
    }
}

void TreeBuilder::pop_to_size(std::size_t size) {
    while (open_.size() > size)
        pop();
}

void TreeBuilder::remove_open(std::size_t at) {
    const OpenElement& element = open_[at];
    counts_[static_cast<std::size_t>(element.key)] -= 1;
    if (kFormatting.has(element.key)) Storage::clear_flag(element.node, Storage::kOpenFormatting);
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
    current_changed();
}

void TreeBuilder::insert_open(std::size_t at, const OpenElement& element) {
    open_.insert(open_.begin() + static_cast<std::ptrdiff_t>(at), element);
    counts_[static_cast<std::size_t>(element.key)] += 1;
    if (kFormatting.has(element.key)) Storage::set_flag(element.node, Storage::kOpenFormatting);
    current_changed();
}

/// "Has an element in the specific scope"; the caller knows that one is open at all.
bool TreeBuilder::in_scope_walk(Key key, const KeySet& stops) const {
    for (std::size_t at = open_.size(); at-- > 0;) {
        if (open_[at].key == key) return true;
        if (stops.has(open_[at].key)) return false;
    }
    return false;
}

bool TreeBuilder::any_in_scope(const KeySet& tags, const KeySet& stops) const {
    for (std::size_t at = open_.size(); at-- > 0;) {
        if (tags.has(open_[at].key)) return true;
        if (stops.has(open_[at].key)) return false;
    }
    return false;
}

std::optional<std::size_t> TreeBuilder::find_open(const Node* node) const {
    for (std::size_t at = open_.size(); at-- > 0;)
        if (open_[at].node == node) return at;
    return std::nullopt;
}

bool TreeBuilder::node_in_scope(const Node* node) const {
    for (std::size_t at = open_.size(); at-- > 0;) {
        if (open_[at].node == node) return true;
        if (kDefaultScope.has(open_[at].key)) return false;
    }
    return false;
}

/// 13.2.6.4.7 "Close a p element"
void TreeBuilder::close_p(const Token& token) {
    generate_implied_end_tags(kImpliedEndTags.without(Tag::p));
    if (!current_is(Tag::p)) error("unexpected-open-element-in-p", token);
    pop_until(Tag::p);
}

// 13.2.4.1 "Reset the insertion mode appropriately"
void TreeBuilder::reset_insertion_mode() {
    for (std::size_t at = open_.size(); at-- > 0;) {
        const bool last = at == 0;
        const OpenElement& node = last && fragment_ ? context_ : open_[at];
        if (node.ns == Namespace::html) {
            switch (node.tag) {
                case Tag::td:
                case Tag::th:
                    if (!last) {
                        mode_ = Mode::in_cell;
                        return;
                    }
                    break;
                case Tag::tr:
                    mode_ = Mode::in_row;
                    return;
                case Tag::tbody:
                case Tag::thead:
                case Tag::tfoot:
                    mode_ = Mode::in_table_body;
                    return;
                case Tag::caption:
                    mode_ = Mode::in_caption;
                    return;
                case Tag::colgroup:
                    mode_ = Mode::in_column_group;
                    return;
                case Tag::table:
                    mode_ = Mode::in_table;
                    return;
                case Tag::template_:
                    mode_ = template_modes_.empty() ? Mode::in_body : template_modes_.back();
                    return;
                case Tag::head:
                    if (!last) {
                        mode_ = Mode::in_head;
                        return;
                    }
                    break;
                case Tag::body:
                    mode_ = Mode::in_body;
                    return;
                case Tag::frameset:
                    mode_ = Mode::in_frameset;
                    return;
                case Tag::html:
                    mode_ = head_ == nullptr ? Mode::before_head : Mode::after_head;
                    return;
                default:
                    break;
            }
        }
        if (last) {
            mode_ = Mode::in_body;
            return;
        }
    }
}

}  // namespace newsloom::html
