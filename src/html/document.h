/// A parsed page: compact nodes in one arena, reached by stable `const Node*`.
///
/// **The bytes given to the parser must outlive the Document**: text and attribute values are views into them wherever
/// nothing had to be decoded. Nodes die with their Document and with the next parse into it. A finished Document is
/// immutable: any number of threads may read it.
///
///     const html::Document page = html::parse(bytes);
///     for (const html::Node& node : html::descendants(page.root()))
///         if (node.is(html::Tag::a)) use(node.attribute(html::Attr::href));
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/names.h"

namespace newsloom::html {

enum class NodeType : std::uint8_t { document, fragment, doctype, element, text, comment, processing_instruction };
enum class QuirksMode : std::uint8_t { no_quirks, limited_quirks, quirks };
/// The namespace of an attribute: only foreign elements have one other than `none` (13.2.6.5, adjusting foreign
/// attributes).
enum class AttributeNamespace : std::uint8_t { none, xlink, xml, xmlns };

class Attribute {
  public:
    /// Attr::unknown for a name that is not in attributes.inc.
    [[nodiscard]] Attr id() const { return name_ < kAttrCount ? static_cast<Attr>(name_) : Attr::unknown; }
    /// Lower-case as the tokenizer leaves it, with SVG's and MathML's spelling in foreign elements; with its prefix
    /// ("xlink:href").
    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] std::string_view value() const { return {value_, size_}; }
    [[nodiscard]] AttributeNamespace ns() const { return static_cast<AttributeNamespace>(ns_ & 3); }

  private:
    friend class Storage;
    friend class Node;
    const char* value_ = nullptr;
    std::uint32_t size_ = 0;
    std::uint32_t name_ : 29 =
        0;  ///< a number of names.h, or kAttrCount + the way back (in 8 bytes) to the name's record in the arena
    std::uint32_t ns_ : 3 = 0;  ///< AttributeNamespace; + 4 for the foreign spelling of the name
};
static_assert(sizeof(Attribute) == 16);

/// 40 bytes; links are distances in bytes from the node itself, 0 for none.
class Node {
  public:
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    [[nodiscard]] NodeType type() const { return static_cast<NodeType>((kind_ >> 4) & 15); }
    [[nodiscard]] bool is_element() const { return type() == NodeType::element; }
    [[nodiscard]] bool is_text() const { return type() == NodeType::text; }
    /// An HTML element with this name: one comparison.
    [[nodiscard]] bool is(Tag tag) const { return kind_ == kind(NodeType::element, Namespace::html, tag); }

    /// Elements only; Tag::unknown for a name that is not in tags.inc and for every other type.
    [[nodiscard]] Tag tag() const { return static_cast<Tag>(kind_ >> 8); }
    [[nodiscard]] Namespace ns() const { return static_cast<Namespace>(kind_ & 3); }
    /// An element's local name ("div", "foreignObject"), a doctype's name, a processing instruction's target; else "".
    [[nodiscard]] std::string_view name() const;

    /// The characters of a text node, a comment or a processing instruction; "" for the others.
    [[nodiscard]] std::string_view text() const;
    /// Doctype only; nothing when the page gave none (`<!DOCTYPE html>`), which differs from an empty one.
    [[nodiscard]] std::optional<std::string_view> public_id() const;
    [[nodiscard]] std::optional<std::string_view> system_id() const;

    /// In the order of the page; empty for everything but elements.
    [[nodiscard]] std::span<const Attribute> attributes() const {
        return is_element() ? std::span<const Attribute>(attributes_, size_) : std::span<const Attribute>();
    }
    /// The value; nothing when the element has no such attribute. The number is the fast way.
    [[nodiscard]] std::optional<std::string_view> attribute(Attr id) const {
        for (const Attribute& a : attributes())
            if (a.name_ == static_cast<std::uint32_t>(id)) return a.value();
        return std::nullopt;
    }
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view lower_name) const;
    /// The value, or "".
    [[nodiscard]] std::string_view operator[](Attr id) const { return attribute(id).value_or(std::string_view()); }
    [[nodiscard]] bool has(Attr id) const { return attribute(id).has_value(); }
    /// Whether the class attribute holds this word (case matters).
    [[nodiscard]] bool has_class(std::string_view word) const;

    [[nodiscard]] const Node* parent() const { return at(parent_); }
    [[nodiscard]] const Node* first_child() const { return at(first_child_); }
    [[nodiscard]] const Node* last_child() const { return at(last_child_); }
    [[nodiscard]] const Node* next_sibling() const { return at(next_); }
    [[nodiscard]] const Node* previous_sibling() const { return at(previous_); }
    [[nodiscard]] const Node* first_element_child() const;
    [[nodiscard]] const Node* next_element_sibling() const;
    [[nodiscard]] const Node* previous_element_sibling() const;
    /// Of a <template>: the fragment that holds its contents, which are not its children (walks do not enter it). Else
    /// nullptr.
    [[nodiscard]] const Node* template_content() const { return is(Tag::template_) ? this + 1 : nullptr; }

    /// Where the node's markup or first character begins, in bytes of Document::source(). Elements that the parser made
    /// up have the place of the token that made it do so.
    [[nodiscard]] std::size_t source_offset() const { return source_; }

  private:
    friend class Storage;
    friend class Document;
    Node() = default;
    [[nodiscard]] static constexpr std::uint32_t kind(NodeType type, Namespace ns, Tag tag) {
        return static_cast<std::uint32_t>(tag) << 8 | static_cast<std::uint32_t>(type) << 4 |
               static_cast<std::uint32_t>(ns);
    }
    [[nodiscard]] const Node* at(std::int32_t distance) const {
        return distance == 0 ? nullptr : reinterpret_cast<const Node*>(reinterpret_cast<const char*>(this) + distance);
    }

    std::int32_t parent_ = 0, first_child_ = 0, last_child_ = 0, next_ = 0, previous_ = 0;
    std::uint32_t size_ = 0;  ///< bytes of text, or number of attributes
    union {
        const char* text_ = nullptr;
        const Attribute* attributes_;
    };
    std::uint32_t kind_ = 0;
    std::uint32_t source_ = 0;
};
static_assert(sizeof(Node) == 40);

/// The node after `node` in document order within `root` (which is the first of the walk), nullptr at the end. No
/// recursion.
[[nodiscard]] inline const Node* next_skipping_children(const Node* node, const Node* root) {
    while (node != root) {
        if (const Node* sibling = node->next_sibling()) return sibling;
        node = node->parent();
        if (node == nullptr) return nullptr;
    }
    return nullptr;
}
[[nodiscard]] inline const Node* next(const Node* node, const Node* root) {
    if (const Node* child = node->first_child()) return child;
    return next_skipping_children(node, root);
}

/// `for (const Node& node : descendants(root))`: document order, without `root` itself.
class Descendants {
  public:
    class Iterator {
      public:
        using value_type = Node;
        using difference_type = std::ptrdiff_t;
        Iterator() = default;
        Iterator(const Node* node, const Node* root) : node_(node), root_(root) {}
        const Node& operator*() const { return *node_; }
        const Node* operator->() const { return node_; }
        Iterator& operator++() {
            node_ = next(node_, root_);
            return *this;
        }
        Iterator operator++(int) {
            Iterator old = *this;
            ++*this;
            return old;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.node_ == b.node_; }

      private:
        const Node* node_ = nullptr;
        const Node* root_ = nullptr;
    };
    explicit Descendants(const Node& root) : root_(&root) {}
    [[nodiscard]] Iterator begin() const { return {root_->first_child(), root_}; }
    [[nodiscard]] Iterator end() const { return {nullptr, root_}; }

  private:
    const Node* root_;
};
[[nodiscard]] inline Descendants descendants(const Node& root) { return Descendants(root); }

/// DOM's textContent: all text below the node joined (a text node's own text), templates' contents left out.
[[nodiscard]] std::string text_content(const Node& node);
void append_text_content(std::string& out, const Node& node);

/// A parse error by the standard's code ("eof-in-tag"); tree construction's errors, for which the standard has no
/// codes, are named after the rule. Lines and columns count from 1, columns in code points.
struct ParseError {
    std::string_view code;
    std::size_t offset = 0;  ///< in bytes of Document::source()
};

/// How sure the encoding is (13.2.3.2): `certain` came from a byte order mark or the transport, `tentative` from the
/// page or a default.
enum class EncodingConfidence : std::uint8_t { irrelevant, tentative, certain };

struct ParseReport {
    std::string encoding = "UTF-8";  ///< the standard's name ("UTF-8", "windows-1252", "Shift_JIS")
    EncodingConfidence confidence = EncodingConfidence::irrelevant;
    bool malformed_bytes = false;        ///< ill-formed sequences became U+FFFD
    std::size_t input_bytes_cut = 0;     ///< bytes beyond ParseLimits::input_bytes
    std::size_t elements_flattened = 0;  ///< elements that were put at the greatest depth because they lay deeper
    std::size_t attributes_cut = 0;      ///< beyond ParseLimits::attributes of their tag
    bool nodes_cut = false;              ///< the page had more nodes than ParseLimits::nodes; the tree ends there
    std::vector<ParseError> errors;      ///< when ParseOptions::collect_errors; in the order found

    [[nodiscard]] bool cut() const { return input_bytes_cut + elements_flattened + attributes_cut != 0 || nodes_cut; }
};

class Storage;  // the arena (detail/storage.h)

class Document {
  public:
    Document();
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

    /// The document node; in the fragment case a fragment node whose children are the result. Always there.
    [[nodiscard]] const Node& root() const;
    /// The first <html>, <head>, <body> (or <frameset>) element where the standard's tree has them; nullptr when
    /// absent.
    [[nodiscard]] const Node* document_element() const;
    [[nodiscard]] const Node* head() const;
    [[nodiscard]] const Node* body() const;
    [[nodiscard]] QuirksMode quirks_mode() const;

    /// Nodes are numbered 0..node_count()-1 in the order in which they were made (the root is 0; about document order),
    /// so side tables can be vectors. Numbers of nodes that the parser dropped again are not reused.
    [[nodiscard]] std::size_t node_count() const;
    [[nodiscard]] std::size_t index(const Node& node) const;
    [[nodiscard]] const Node& node(std::size_t index) const;

    /// The UTF-8 text that was parsed, after decoding, repair and newline normalisation: source_offset() counts in it.
    [[nodiscard]] std::string_view source() const;
    [[nodiscard]] const ParseReport& report() const;
    /// Bytes that the arena holds now (touched memory, not the reserved address space).
    [[nodiscard]] std::size_t memory_bytes() const;

    /// The parser's side of the document.
    [[nodiscard]] Storage& storage() { return *storage_; }

  private:
    std::unique_ptr<Storage> storage_;
};

}  // namespace newsloom::html
