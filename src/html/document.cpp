#include "html/document.h"

#include "html/detail/storage.h"
#include "text/ascii.h"

namespace newsloom::html {

std::string_view Attribute::name() const {
    if (name_ < kAttrCount) return ns_ < 4 ? kAttrNames[name_] : kForeignAttrNames[name_];
    const char* record = reinterpret_cast<const char*>(this) - std::size_t{8} * (name_ - kAttrCount);
    return reinterpret_cast<const NameRecord*>(record)->text();
}

std::string_view Node::name() const {
    switch (type()) {
        case NodeType::element:
            // An unknown name stands as the value of a hidden entry before the attributes.
            if (tag() == Tag::unknown) return attributes_[-1].value();
            return html::name(tag(), ns());
        case NodeType::doctype:
        case NodeType::processing_instruction:
            return attributes_[0].value();
        default:
            return {};
    }
}

std::string_view Node::text() const {
    switch (type()) {
        case NodeType::text:
        case NodeType::comment:
            return {text_, size_};
        case NodeType::processing_instruction:
            return attributes_[1].value();
        default:
            return {};
    }
}

std::optional<std::string_view> Node::public_id() const {
    if (type() != NodeType::doctype || attributes_[1].ns_ == 0) return std::nullopt;
    return attributes_[1].value();
}
std::optional<std::string_view> Node::system_id() const {
    if (type() != NodeType::doctype || attributes_[2].ns_ == 0) return std::nullopt;
    return attributes_[2].value();
}

std::optional<std::string_view> Node::attribute(std::string_view lower_name) const {
    for (const Attribute& a : attributes())
        if (a.name() == lower_name) return a.value();
    return std::nullopt;
}

bool Node::has_class(std::string_view word) const {
    const std::string_view classes = (*this)[Attr::class_];
    for (std::size_t at = classes.find(word); at != std::string_view::npos && !word.empty();
         at = classes.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || ascii::is_space(classes[at - 1])) && (end == classes.size() || ascii::is_space(classes[end])))
            return true;
    }
    return false;
}

const Node* Node::first_element_child() const {
    const Node* child = first_child();
    return child == nullptr || child->is_element() ? child : child->next_element_sibling();
}
const Node* Node::next_element_sibling() const {
    const Node* sibling = next_sibling();
    while (sibling != nullptr && !sibling->is_element())
        sibling = sibling->next_sibling();
    return sibling;
}
const Node* Node::previous_element_sibling() const {
    const Node* sibling = previous_sibling();
    while (sibling != nullptr && !sibling->is_element())
        sibling = sibling->previous_sibling();
    return sibling;
}

void append_text_content(std::string& out, const Node& node) {
    if (node.type() == NodeType::comment || node.is_text()) {
        out += node.text();
        return;
    }
    for (const Node& below : descendants(node))
        if (below.is_text()) out += below.text();
}
std::string text_content(const Node& node) {
    std::string text;
    append_text_content(text, node);
    return text;
}

Document::Document() : storage_(std::make_unique<Storage>()) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

const Node& Document::root() const {
    if (storage_->node_count() == 0) {  // never parsed into: an empty document
        storage_->reset(0, ParseLimits{.nodes = 1});
        storage_->new_node(Storage::kind(NodeType::document), nullptr, 0, 0);
    }
    return *storage_->node(0);
}
const Node* Document::document_element() const { return storage_->document_element; }
const Node* Document::head() const { return storage_->head; }
const Node* Document::body() const { return storage_->body; }
QuirksMode Document::quirks_mode() const { return storage_->quirks_mode; }
std::size_t Document::node_count() const { return storage_->node_count(); }
std::size_t Document::index(const Node& node) const { return static_cast<std::size_t>(&node - storage_->node(0)); }
const Node& Document::node(std::size_t index) const { return *storage_->node(index); }
std::string_view Document::source() const { return storage_->source; }
const ParseReport& Document::report() const { return storage_->report; }
std::size_t Document::memory_bytes() const { return storage_->memory_bytes(); }

}  // namespace newsloom::html
