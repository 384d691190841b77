/// The html5lib tests' notation of trees.
#include <algorithm>
#include <vector>

#include "html/print.h"
#include "text/utf8.h"

namespace newsloom::html {

namespace {

/// Order by UTF-16 code units: that of the bytes but for U+E000..FFFF, which surrogates come before.
bool utf16_less(std::string_view a, std::string_view b) {
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
    const auto p = static_cast<unsigned char>(*x), q = static_cast<unsigned char>(*y);
    const auto rank = [](unsigned char c) {
        return c >= 0xF0 ? 0xED * 2 + 1 : c * 2;
    };  // lead bytes of pairs: just after U+D7FF
    return rank(p) != rank(q) ? rank(p) < rank(q) : p < q;
}

std::string attribute_name(const Attribute& a) {
    std::string_view name = a.name();
    const auto local = [&name] { return name.substr(std::min(name.find(':'), name.size() - 1) + 1); };
    switch (a.ns()) {
        case AttributeNamespace::none:
            break;
        case AttributeNamespace::xlink:
            return "xlink " + std::string(local());
        case AttributeNamespace::xml:
            return "xml " + std::string(local());
        case AttributeNamespace::xmlns:
            return "xmlns " + std::string(name == "xmlns" ? name : local());
    }
    return std::string(name);
}

void begin_line(std::string& out, std::size_t depth) {
    out += "| ";
    out.append(2 * depth, ' ');
}

void print_element(std::string& out, const Node& node, std::size_t depth) {
    out += '<';
    if (node.ns() == Namespace::svg) out += "svg ";
    if (node.ns() == Namespace::mathml) out += "math ";
    out += node.name();
    out += ">\n";
    std::vector<std::pair<std::string, std::string_view>> attributes;
    for (const Attribute& a : node.attributes())
        attributes.emplace_back(attribute_name(a), a.value());
    std::sort(attributes.begin(), attributes.end(),
              [](const auto& a, const auto& b) { return utf16_less(a.first, b.first); });
    for (const auto& [name, value] : attributes) {
        begin_line(out, depth + 1);
        out += name + "=\"";
        out += value;
        out += "\"\n";
    }
}

void print_node(std::string& out, const Node& node, std::size_t depth) {
    begin_line(out, depth);
    switch (node.type()) {
        case NodeType::element:
            return print_element(out, node, depth);
        case NodeType::text:
            out += '"';
            out += node.text();
            out += "\"\n";
            return;
        case NodeType::comment:
            out += "<!-- ";
            out += node.text();
            out += " -->\n";
            return;
        case NodeType::processing_instruction:
            out += "<?";
            out += node.name();
            out += ' ';
            out += node.text();
            out += "?>\n";
            return;
        case NodeType::doctype: {
            out += "<!DOCTYPE ";
            out += node.name();
            const std::string_view public_id = node.public_id().value_or(""), system_id = node.system_id().value_or("");
            if (!public_id.empty() || !system_id.empty()) {
                out += " \"";
                out += public_id;
                out += "\" \"";
                out += system_id;
                out += '"';
            }
            out += ">\n";
            return;
        }
        case NodeType::document:
        case NodeType::fragment:
            return;
    }
}

}  // namespace

std::string print_tree(const Document& document) {
    std::string out;
    struct Line {
        const Node* node;
        std::size_t depth;
    };
    std::vector<Line> stack{{document.root().first_child(), 0}};
    while (!stack.empty()) {
        const auto [node, depth] = stack.back();
        stack.pop_back();
        if (node == nullptr) continue;
        print_node(out, *node, depth);
        stack.push_back({node->next_sibling(), depth});
        stack.push_back({node->first_child(), depth + 1});
        if (const Node* content = node->template_content()) {
            begin_line(out, depth + 1);
            out += "content\n";
            stack.push_back({content->first_child(), depth + 2});
        }
    }
    return out;
}

}  // namespace newsloom::html
