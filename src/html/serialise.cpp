#include "html/serialise.h"

#include <vector>

namespace newsloom::html {

namespace {

/// 13.3: elements that "serialize as void"
bool is_void(const Node& node) {
    if (node.ns() != Namespace::html) return false;
    switch (node.tag()) {
        case Tag::area:
        case Tag::base:
        case Tag::basefont:
        case Tag::bgsound:
        case Tag::br:
        case Tag::col:
        case Tag::embed:
        case Tag::frame:
        case Tag::hr:
        case Tag::img:
        case Tag::input:
        case Tag::keygen:
        case Tag::link:
        case Tag::meta:
        case Tag::param:
        case Tag::source:
        case Tag::track:
        case Tag::wbr:
            return true;
        default:
            return false;
    }
}

/// Whether the text in this element is written as it is.
bool holds_raw_text(const Node* node, bool scripting) {
    if (node == nullptr || !node->is_element() || node->ns() != Namespace::html) return false;
    switch (node->tag()) {
        case Tag::style:
        case Tag::script:
        case Tag::xmp:
        case Tag::iframe:
        case Tag::noembed:
        case Tag::noframes:
        case Tag::plaintext:
            return true;
        case Tag::noscript:
            return scripting;
        default:
            return false;
    }
}

template <class Replace>
void append_escaped(std::string& out, std::string_view text, std::string_view special, Replace replace) {
    while (!text.empty()) {
        const std::size_t plain = std::min(text.find_first_of(special), text.size());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        text.remove_prefix(replace(text));
    }
}

/// Appends what stands for the character that `text` begins with; returns its bytes.
std::size_t append_reference(std::string& out, std::string_view text) {
    switch (text.front()) {
        case '&':
            out += "&amp;";
            return 1;
        case '<':
            out += "&lt;";
            return 1;
        case '>':
            out += "&gt;";
            return 1;
        case '"':
            out += "&quot;";
            return 1;
        default:
            if (text.starts_with("\xC2\xA0")) {
                out += "&nbsp;";
                return 2;
            }
            out += text.front();
            return 1;
    }
}

void open_tag(std::string& out, const Node& node) {
    out += '<';
    out += node.name();
    for (const Attribute& a : node.attributes()) {
        out += ' ';
        out += a.name();
        out += "=\"";
        append_escaped_attribute(out, a.value());
        out += '"';
    }
    out += '>';
}

void append_leaf(std::string& out, const Node& node, bool scripting) {
    switch (node.type()) {
        case NodeType::text:
            if (holds_raw_text(node.parent(), scripting))
                out += node.text();
            else
                append_escaped_text(out, node.text());
            return;
        case NodeType::comment:
            out += "<!--";
            out += node.text();
            out += "-->";
            return;
        case NodeType::processing_instruction:
            out += "<?";
            out += node.name();
            out += ' ';
            out += node.text();
            out += "?>";
            return;
        case NodeType::doctype:
            out += "<!DOCTYPE ";
            out += node.name();
            out += '>';
            return;
        default:
            return;
    }
}

/// Where the children of a node are found: a template's in its contents.
const Node* first_inside(const Node& node) {
    const Node* content = node.template_content();
    return content != nullptr ? content->first_child() : node.first_child();
}

}  // namespace

void append_escaped_text(std::string& out, std::string_view text) {
    append_escaped(out, text, "&<>\xC2", [&out](std::string_view rest) { return append_reference(out, rest); });
}
void append_escaped_attribute(std::string& out, std::string_view text) {
    append_escaped(out, text, "&<>\"\xC2", [&out](std::string_view rest) { return append_reference(out, rest); });
}

// 13.3 "HTML fragment serialization algorithm", with the ancestors on a stack of our own
std::string inner_html(const Node& node, bool scripting) {
    std::string out;
    if (node.is_element() && is_void(node)) return out;
    struct Open {
        const Node* parent;
        const Node* child;
    };
    std::vector<Open> open{{nullptr, first_inside(node)}};
    while (!open.empty()) {
        const Node* child = open.back().child;
        if (child == nullptr) {
            if (const Node* done = open.back().parent) {
                out += "</";
                out += done->name();
                out += '>';
            }
            open.pop_back();
            continue;
        }
        open.back().child = child->next_sibling();
        if (!child->is_element()) {
            append_leaf(out, *child, scripting);
            continue;
        }
        open_tag(out, *child);
        if (!is_void(*child)) open.push_back({child, first_inside(*child)});
    }
    return out;
}

void append_html(std::string& out, const Node& node, bool scripting) {
    if (node.type() == NodeType::document || node.type() == NodeType::fragment) {
        out += inner_html(node, scripting);
        return;
    }
    if (!node.is_element()) return append_leaf(out, node, scripting);
    open_tag(out, node);
    if (is_void(node)) return;
    out += inner_html(node, scripting);
    out += "</";
    out += node.name();
    out += '>';
}

std::string outer_html(const Node& node, bool scripting) {
    std::string out;
    append_html(out, node, scripting);
    return out;
}

}  // namespace newsloom::html
