/// 13.2.4.3 The list of active formatting elements, and the adoption agency algorithm (in 13.2.6.4.7).
#include "html/detail/tree_builder.h"

namespace newsloom::html {

/// "Push onto the list of active formatting elements", with the Noah's Ark clause: three of a kind at most.
void TreeBuilder::push_formatting(Node* node, Tag tag) {
    Storage::set_flag(node, Storage::kOpenFormatting);
    Formatting entry{node, tag, 0};
    int alike = 0;
    std::size_t earliest = 0;
    for (std::size_t at = formatting_.size(); at-- > 0 && formatting_[at].node != nullptr;) {
        Formatting& other = formatting_[at];
        if (other.tag != tag) continue;
        // Compared by hashes first: hundreds of elements of the same name with other attributes must not cost much.
        if (other.attributes_hash == 0) other.attributes_hash = Storage::attributes_hash(other.node);
        if (entry.attributes_hash == 0) entry.attributes_hash = Storage::attributes_hash(node);
        if (other.attributes_hash != entry.attributes_hash || !Storage::same_attributes(other.node, node)) continue;
        ++alike;
        earliest = at;
    }
    if (alike >= 3) formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(earliest));
    formatting_.push_back(entry);
}

void TreeBuilder::clear_to_marker() {
    while (!formatting_.empty()) {
        const bool marker = formatting_.back().node == nullptr;
        formatting_.pop_back();
        if (marker) return;
    }
}

std::optional<std::size_t> TreeBuilder::find_formatting(const Node* node) const {
    for (std::size_t at = formatting_.size(); at-- > 0;)
        if (formatting_[at].node == node) return at;
    return std::nullopt;
}

/// The last entry after the last marker with this tag.
std::optional<std::size_t> TreeBuilder::last_formatting(Tag tag) const {
    for (std::size_t at = formatting_.size(); at-- > 0 && formatting_[at].node != nullptr;)
        if (formatting_[at].tag == tag) return at;
    return std::nullopt;
}

/// "Create an element for the token for which the element was created": attributes are immutable, so both share them.
Node* TreeBuilder::clone_for_formatting(const Node* node) { return storage_.clone_element(node); }

/// "Reconstruct the active formatting elements"; the caller knows that the last entry is neither a marker nor open.
void TreeBuilder::reconstruct_closed() {
    std::size_t at = formatting_.size() - 1;
    while (at > 0) {  // Rewind
        const Formatting& entry = formatting_[at - 1];
        if (entry.node == nullptr || Storage::has_flag(entry.node, Storage::kOpenFormatting)) break;
        --at;
    }
    while (at < formatting_.size()) {  // Advance, Create
        const Tag tag = formatting_[at].tag;
        if (open_.size() >= depth_limit_) {
            // No room to open them all: those that are left end here.
            storage_.report.elements_flattened += 1;
            formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(at), formatting_.end());
            return;
        }
        Node* const node = clone_for_formatting(formatting_[at].node);
        insert_node(node);
        push_html(node, tag);
        Storage::set_flag(node, Storage::kOpenFormatting);
        formatting_[at].node = node;
        ++at;
    }
}

// 13.2.6.4.7 "The adoption agency algorithm"
void TreeBuilder::adoption_agency(Token& token) {
    const Tag subject = token.tag;
    // 2. The plain case, also when the element is the last of the list: then the steps below do the same.
    if (current_is(subject)) {
        Node* const node = current().node;
        if (!formatting_.empty() && formatting_.back().node == node) {
            pop();
            formatting_.pop_back();
            return;
        }
        if (!find_formatting(node)) {
            pop();
            return;
        }
    }
    for (int outer = 0; outer < 8; ++outer) {  // 3., 4.
        // 4.3
        const auto found = last_formatting(subject);
        if (!found) {
            any_other_end_tag(token);
            return;
        }
        std::size_t formatting_at = *found;
        Node* const formatting_element = formatting_[formatting_at].node;
        // 4.4
        const auto open_at = find_open(formatting_element);
        if (!open_at) {
            error("adoption-agency-element-not-open", token);
            formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(formatting_at));
            return;
        }
        // 4.5
        if (!node_in_scope(formatting_element)) {
            error("adoption-agency-element-not-in-scope", token);
            return;
        }
        // 4.6
        if (formatting_element != current().node) error("adoption-agency-misnested", token);
        // 4.7
        std::size_t furthest_at = *open_at + 1;
        while (furthest_at < open_.size() && !kSpecial.has(open_[furthest_at].key))
            ++furthest_at;
        // 4.8
        if (furthest_at == open_.size()) {
            pop_to_size(*open_at);
            formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(formatting_at));
            return;
        }
        Node* const furthest_block = open_[furthest_at].node;
        // 4.9
        const OpenElement common_ancestor = open_[*open_at - 1];
        // 4.10
        std::size_t bookmark = formatting_at;
        // 4.11 to 4.13
        Node* last_node = furthest_block;
        std::size_t node_at = furthest_at;
        for (int inner = 1;; ++inner) {
            --node_at;  // the element above; removals below it do not move it
            Node* node = open_[node_at].node;
            if (node == formatting_element) break;
            auto entry = find_formatting(node);
            if (inner > 3 && entry) {
                formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(*entry));
                if (*entry < bookmark) --bookmark;
                if (*entry < formatting_at) --formatting_at;
                entry.reset();
            }
            if (!entry) {
                remove_open(node_at);
                --furthest_at;
                continue;
            }
            Node* const copy = clone_for_formatting(node);
            Storage::clear_flag(node, Storage::kOpenFormatting);
            Storage::set_flag(copy, Storage::kOpenFormatting);
            formatting_[*entry].node = copy;
            open_[node_at].node = copy;
            node = copy;
            if (last_node == furthest_block) bookmark = *entry + 1;
            Storage::remove(last_node);
            Storage::append_child(node, last_node);
            last_node = node;
        }
        current_changed();
        // 4.14
        Storage::remove(last_node);
        const Place place = foster_place(common_ancestor);
        Storage::insert_before(place.parent, last_node, place.before);
        // 4.15 to 4.17
        Node* const element = clone_for_formatting(formatting_element);
        Storage::move_children(content_of(furthest_block), element);
        Storage::append_child(content_of(furthest_block), element);
        // 4.18
        formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(formatting_at));
        if (formatting_at < bookmark) --bookmark;
        formatting_.insert(formatting_.begin() + static_cast<std::ptrdiff_t>(bookmark), {element, subject, 0});
        // 4.19
        const auto still_open = find_open(formatting_element);
        OpenElement opened = open_[*still_open];
        remove_open(*still_open);
        opened.node = element;
        const auto block_at = find_open(furthest_block);
        insert_open(*block_at + 1, opened);
    }
}

}  // namespace newsloom::html
