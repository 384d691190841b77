/// The arena of a Document.
///
/// One reservation of address space holds, one after the other, the nodes, the records of attribute names that names.h
/// does not know, and the attributes; only what is touched takes memory. So nodes never move, links are 32-bit
/// distances, and a new node is an addition to a pointer. Text that had to be decoded lies in chunks of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "html/detail/name_table.h"
#include "html/document.h"
#include "html/parse.h"

namespace newsloom::html {

/// The text of an attribute name that has no number; found again from the attributes by their distance.
struct NameRecord {
    std::uint32_t size = 0;
    std::uint32_t seen_in = 0;  ///< the tag (by serial number) that had it last: finds duplicates in one step

    [[nodiscard]] std::string_view text() const { return {reinterpret_cast<const char*>(this + 1), size}; }
};

class Storage {
  public:
    Storage() = default;
    ~Storage();
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;

    /// Forgets the last page and makes room for one of this size. Keeps memory that is worth keeping.
    void reset(std::size_t input_bytes, const ParseLimits& limits);

    // --- nodes
    // ---------------------------------------------------------------------------------------------------------------

    /// The tree builder asks after each token whether to go on; a single token never makes more than kNodesPerToken
    /// nodes.
    static constexpr std::size_t kNodesPerToken = 8192;
    [[nodiscard]] bool nodes_left() const { return nodes_end_ < nodes_limit_; }

    Node* new_node(std::uint32_t kind, const void* data, std::size_t size, std::size_t offset) {
        Node* node = nodes_end_++;
        node->parent_ = node->first_child_ = node->last_child_ = node->next_ = node->previous_ = 0;
        node->size_ = static_cast<std::uint32_t>(size);
        node->text_ = static_cast<const char*>(data);
        node->kind_ = kind;
        node->source_ = static_cast<std::uint32_t>(offset);
        return node;
    }
    [[nodiscard]] Node* node(std::size_t i) const { return nodes_ + i; }
    [[nodiscard]] std::size_t node_count() const { return static_cast<std::size_t>(nodes_end_ - nodes_); }

    /// A copy of any node without its children; a template's copy gets empty contents.
    Node* clone_node(const Node* node) {
        Node* copy = clone_element(node);
        if (node->template_content() != nullptr) new_node(kind(NodeType::fragment), nullptr, 0, node->source_);
        return copy;
    }

    // The links. Kinds and flags: parsing borrows two bits of the namespace field.
    static constexpr std::uint32_t kOpenFormatting = 8;  ///< a formatting element on the stack of open elements
    static constexpr std::uint32_t kGrownText = 4;  ///< text in a buffer of its own whose size is the next power of two

    [[nodiscard]] static std::uint32_t kind(NodeType type, Namespace ns = Namespace::html, Tag tag = Tag::unknown) {
        return Node::kind(type, ns, tag);
    }
    [[nodiscard]] static bool has_flag(const Node* node, std::uint32_t flag) { return (node->kind_ & flag) != 0; }
    static void set_flag(Node* node, std::uint32_t flag) { node->kind_ |= flag; }
    static void clear_flag(Node* node, std::uint32_t flag) { node->kind_ &= ~flag; }
    static void set_kind(Node* node, std::uint32_t kind) { node->kind_ = kind; }
    /// Takes the parser's marks off an element that may bear them.
    static void finish(const Node* node) {
        if (node != nullptr) mutable_node(node)->kind_ &= ~(kOpenFormatting | kGrownText);
    }
    /// A copy without children; both share the attributes.
    Node* clone_element(const Node* node) {
        return new_node(node->kind_ & ~(kOpenFormatting | kGrownText), node->attributes_, node->size_, node->source_);
    }
    [[nodiscard]] static Node* mutable_node(const Node* node) { return const_cast<Node*>(node); }
    [[nodiscard]] static Node* parent(const Node* node) { return const_cast<Node*>(node->parent()); }
    [[nodiscard]] static Node* last_child(const Node* node) { return const_cast<Node*>(node->last_child()); }

    static void append_child(Node* parent, Node* child) {
        const std::int32_t up = distance(child, parent);
        child->parent_ = up;
        if (parent->last_child_ != 0) {
            Node* last = last_child(parent);
            child->previous_ = distance(child, last);
            last->next_ = -child->previous_;
        } else {
            parent->first_child_ = -up;
        }
        parent->last_child_ = -up;
    }
    static void insert_before(Node* parent, Node* child, Node* before);
    static void remove(Node* node);
    /// All children of `from` become the last children of `to`.
    static void move_children(Node* from, Node* to);

    // --- text
    // ----------------------------------------------------------------------------------------------------------------

    /// Room for `most` bytes; what is used of it is taken with take_text().
    char* reserve_text(std::size_t most) {
        if (static_cast<std::size_t>(text_end_ - text_) < most) new_chunk(most);
        return text_;
    }
    void take_text(std::size_t size) { text_ += size; }
    [[nodiscard]] std::string_view store(std::string_view text);
    /// Lengthens a text node: by moving its end where the new text follows it in memory, else in a buffer that doubles.
    void append_text(Node* node, std::string_view text);
    /// A doctype's or instruction's strings as pseudo-attributes; `present` false for an absent identifier.
    const Attribute* store_strings(std::string_view first, std::string_view second, bool second_present,
                                   std::string_view third, bool third_present);

    // --- attributes: those of the tag at hand are written at the end, and stay when the tree builder keeps them
    // ---------------

    [[nodiscard]] Attribute* attributes_end() const { return attributes_end_; }
    [[nodiscard]] bool attributes_left() const { return attributes_end_ < attributes_limit_; }
    Attribute* new_attribute() { return attributes_end_++; }
    /// The tag at hand became an element: its attributes stay. Else the next tag overwrites them.
    void keep_attributes() { attributes_kept_ = attributes_end_; }
    void begin_tag() { attributes_end_ = attributes_kept_; }

    static void set_value(Attribute* a, std::string_view value) {
        a->value_ = value.data();
        a->size_ = static_cast<std::uint32_t>(value.size());
    }
    static void set_name(Attribute* a, Attr id) { set_name_bits(a, static_cast<std::uint32_t>(id)); }
    static void set_name(Attribute* a, const NameRecord* record) {
        const auto away = (reinterpret_cast<const char*>(a) - reinterpret_cast<const char*>(record)) / 8;
        set_name_bits(a, static_cast<std::uint32_t>(kAttrCount) + static_cast<std::uint32_t>(away));
    }
    static void set_namespace(Attribute* a, AttributeNamespace ns, bool foreign_spelling) {
        a->ns_ = (static_cast<std::uint32_t>(ns) | (foreign_spelling ? 4u : 0u)) & 7u;
    }
    static void copy(Attribute* to, const Attribute& from);
    [[nodiscard]] static bool same_name(const Attribute& a, const Attribute& b);
    /// Of the names and values, in any order; never 0.
    [[nodiscard]] static std::uint32_t attributes_hash(const Node* node);
    /// Whether both hold the same names with the same values (Noah's Ark clause).
    [[nodiscard]] static bool same_attributes(const Node* a, const Node* b);
    /// The attributes of `node` and those of `more` that it has not (13.2.6.4.7, a second <html> or <body>).
    void merge_attributes(Node* node, const Attribute* more, std::size_t count);
    /// The record of an unknown lower-case name; nullptr when there is no room for more names.
    NameRecord* intern(std::string_view name);

    // --- the page
    // ------------------------------------------------------------------------------------------------------------

    std::string_view source;
    std::string owned_source;  ///< holds `source` when it is not the caller's bytes
    ParseReport report;
    QuirksMode quirks_mode = QuirksMode::no_quirks;
    std::uint32_t tag_serial = 0;
    std::uint32_t attr_seen_in[kAttrCount] = {};
    const Node* document_element = nullptr;
    const Node* head = nullptr;
    const Node* body = nullptr;

    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    static void set_name_bits(Attribute* a, std::uint32_t name) {
        a->name_ = name & ((1u << 29) - 1);
        a->ns_ = 0;
    }
    [[nodiscard]] static std::int32_t distance(const Node* from, const Node* to) {
        return static_cast<std::int32_t>(reinterpret_cast<const char*>(to) - reinterpret_cast<const char*>(from));
    }
    void new_chunk(std::size_t at_least);
    void release();

    char* region_ = nullptr;
    std::size_t region_size_ = 0;
    std::size_t high_water_ = 0;  ///< most bytes touched since the region was made
    Node* nodes_ = nullptr;
    Node* nodes_end_ = nullptr;
    Node* nodes_limit_ = nullptr;
    std::size_t node_capacity_ = 0;
    char* names_ = nullptr;
    char* names_end_ = nullptr;
    char* names_limit_ = nullptr;
    Attribute* attributes_ = nullptr;
    Attribute* attributes_end_ = nullptr;
    Attribute* attributes_kept_ = nullptr;
    Attribute* attributes_limit_ = nullptr;

    struct Chunk {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    std::vector<Chunk> chunks_;
    char* text_ = nullptr;
    char* text_end_ = nullptr;

    std::vector<std::uint32_t> name_slots_;  ///< open addressing: (offset of the record in names_) / 8 + 1
    std::size_t name_count_ = 0;
};

}  // namespace newsloom::html
