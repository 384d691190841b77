/// 13.2.6.5 The rules for parsing tokens in foreign content, and the adjustments of 13.2.6.1.
#include "html/detail/tree_builder.h"
#include "text/ascii.h"

namespace newsloom::html {

namespace {

constexpr KeySet kBreaksOut{Tag::b,      Tag::big,    Tag::blockquote, Tag::body,    Tag::br,   Tag::center, Tag::code,
                            Tag::dd,     Tag::div,    Tag::dl,         Tag::dt,      Tag::em,   Tag::embed,  Tag::h1,
                            Tag::h2,     Tag::h3,     Tag::h4,         Tag::h5,      Tag::h6,   Tag::head,   Tag::hr,
                            Tag::i,      Tag::img,    Tag::li,         Tag::listing, Tag::menu, Tag::meta,   Tag::nobr,
                            Tag::ol,     Tag::p,      Tag::pre,        Tag::ruby,    Tag::s,    Tag::small,  Tag::span,
                            Tag::strong, Tag::strike, Tag::table,      Tag::tt,      Tag::u,    Tag::ul};

bool breaks_out(const Token& token) {
    if (token.tag == Tag::unknown) return false;
    if (token.tag == Tag::sub || token.tag == Tag::sup || token.tag == Tag::var) return true;
    if (token.tag == Tag::font)
        return token.attribute(Attr::color) != nullptr || token.attribute(Attr::face) != nullptr ||
               token.attribute(Attr::size) != nullptr;
    const Key key = key_of(token.tag);
    return key != Key::other && kBreaksOut.has(key);
}

/// "Adjust foreign attributes", and the spelling of MathML's and SVG's attributes
void adjust_attributes(const Token& token, Namespace ns) {
    for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
        Attribute* const a = &token.attributes[i];
        switch (a->id()) {
            case Attr::unknown:
                break;
            case Attr::xlink_actuate:
            case Attr::xlink_arcrole:
            case Attr::xlink_href:
            case Attr::xlink_role:
            case Attr::xlink_show:
            case Attr::xlink_title:
            case Attr::xlink_type:
                Storage::set_namespace(a, AttributeNamespace::xlink, false);
                break;
            case Attr::xml_lang:
            case Attr::xml_space:
                Storage::set_namespace(a, AttributeNamespace::xml, false);
                break;
            case Attr::xmlns:
            case Attr::xmlns_xlink:
                Storage::set_namespace(a, AttributeNamespace::xmlns, false);
                break;
            case Attr::definitionurl:
                if (ns == Namespace::mathml) Storage::set_namespace(a, AttributeNamespace::none, true);
                break;
            default:
                if (ns == Namespace::svg) Storage::set_namespace(a, AttributeNamespace::none, true);
                break;
        }
    }
}

}  // namespace

/// The key and the integration points of a foreign element (13.2.6.5).
void TreeBuilder::set_foreign_properties(OpenElement& element, std::string_view annotation_encoding) {
    element.key = Key::foreign;
    if (element.ns == Namespace::mathml) {
        switch (element.tag) {
            case Tag::mi:
                element.key = Key::math_mi;
                break;
            case Tag::mo:
                element.key = Key::math_mo;
                break;
            case Tag::mn:
                element.key = Key::math_mn;
                break;
            case Tag::ms:
                element.key = Key::math_ms;
                break;
            case Tag::mtext:
                element.key = Key::math_mtext;
                break;
            case Tag::annotation_xml:
                element.key = Key::math_annotation_xml;
                element.html_integration_point = ascii::iequals(annotation_encoding, "text/html") ||
                                                 ascii::iequals(annotation_encoding, "application/xhtml+xml");
                return;
            default:
                return;
        }
        element.mathml_text_integration_point = true;
        return;
    }
    switch (element.tag) {
        case Tag::foreignobject:
            element.key = Key::svg_foreign_object;
            break;
        case Tag::desc:
            element.key = Key::svg_desc;
            break;
        case Tag::title:
            element.key = Key::svg_title;
            break;
        default:
            return;
    }
    element.html_integration_point = true;
}

/// "Insert a foreign element", after its adjustments; a self-closing one is popped at once.
void TreeBuilder::insert_foreign(Token& token, Namespace ns) {
    if (open_.size() >= depth_limit_) flatten();
    adjust_attributes(token, ns);
    Node* const node = new_element(token, ns);
    insert_node(node);
    if (token.self_closing) return acknowledge(token);
    OpenElement element;
    element.node = node;
    element.tag = token.tag;
    element.ns = ns;
    const Attribute* const encoding = token.attribute(Attr::encoding);
    set_foreign_properties(element, encoding != nullptr ? encoding->value() : std::string_view());
    push(element);
}

// 13.2.6.5
void TreeBuilder::in_foreign_content(Token& token) {
    switch (token.type) {
        case TokenType::null_character:
            return insert_characters("\xEF\xBF\xBD", token.source);
        case TokenType::characters:
            insert_characters(token.data, token.source);
            if (frameset_ok_ && !is_all_space(token.data)) frameset_ok_ = false;
            return;
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment(token);
        case TokenType::doctype:
            return error("unexpected-doctype", token);
        case TokenType::start_tag:
            if (breaks_out(token)) break;
            return insert_foreign(token, adjusted_current().ns);
        case TokenType::end_tag:
            if (token.tag == Tag::br || token.tag == Tag::p) break;
            return end_foreign(token);
        case TokenType::end_of_file:
            return;  // belongs_to_html() took it
    }
    // A tag that ends foreign content
    error("html-tag-in-foreign-content", token);
    while (current().ns != Namespace::html && !current().html_integration_point &&
           !current().mathml_text_integration_point)
        pop();
    by_mode(token);
}

/// "Any other end tag"
void TreeBuilder::end_foreign(Token& token) {
    const auto has_name = [&token](const OpenElement& element) {
        return element.tag == token.tag && (token.tag != Tag::unknown || element.node->name() == token.name);
    };
    std::size_t at = open_.size() - 1;
    if (!has_name(open_[at])) error("unexpected-end-tag-in-foreign-content", token);
    for (;; --at) {
        if (at == 0) return;  // fragment case
        if (has_name(open_[at])) return pop_to_size(at);
        if (open_[at - 1].ns == Namespace::html) return by_mode(token);
    }
}

}  // namespace newsloom::html
