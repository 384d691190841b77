/// 13.2.6.4.7 The "in body" insertion mode: end tags.
#include "html/detail/tree_builder.h"

namespace newsloom::html {

void TreeBuilder::in_body_end(Token& token) {
    switch (token.tag) {
        case Tag::template_:
            return in_head(token);
        case Tag::body:
        case Tag::html:
            if (!in_scope(Tag::body)) return error("unexpected-end-tag", token);
            mode_ = Mode::after_body;
            if (token.tag == Tag::html) by_mode(token);
            return;
        case Tag::address:
        case Tag::article:
        case Tag::aside:
        case Tag::blockquote:
        case Tag::button:
        case Tag::center:
        case Tag::details:
        case Tag::dialog:
        case Tag::dir:
        case Tag::div:
        case Tag::dl:
        case Tag::fieldset:
        case Tag::figcaption:
        case Tag::figure:
        case Tag::footer:
        case Tag::header:
        case Tag::hgroup:
        case Tag::listing:
        case Tag::main:
        case Tag::menu:
        case Tag::nav:
        case Tag::ol:
        case Tag::pre:
        case Tag::search:
        case Tag::section:
        case Tag::select:
        case Tag::summary:
        case Tag::ul:
            return end_block(token);
        case Tag::form:
            return end_form(token);
        case Tag::p:
            if (current_is(Tag::p)) return pop();
            if (!in_scope(Tag::p, kButtonScope)) {
                error("unexpected-end-tag", token);
                insert_made_up(Tag::p, token);
            }
            return close_p(token);
        case Tag::li:
            if (!in_scope(Tag::li, kListItemScope)) return error("unexpected-end-tag", token);
            generate_implied_end_tags(kImpliedEndTags.without(Tag::li));
            if (!current_is(Tag::li)) error("unclosed-elements", token);
            return pop_until(Tag::li);
        case Tag::dd:
        case Tag::dt:
            if (!in_scope(token.tag)) return error("unexpected-end-tag", token);
            generate_implied_end_tags(kImpliedEndTags.without(token.tag));
            if (!current_is(token.tag)) error("unclosed-elements", token);
            return pop_until(token.tag);
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
            if (!any_in_scope(kHeadings, kDefaultScope)) return error("unexpected-end-tag", token);
            generate_implied_end_tags(kImpliedEndTags);
            if (!current_is(token.tag)) error("unclosed-elements", token);
            return pop_until_any(kHeadings);
        case Tag::a:
        case Tag::b:
        case Tag::big:
        case Tag::code:
        case Tag::em:
        case Tag::font:
        case Tag::i:
        case Tag::nobr:
        case Tag::s:
        case Tag::small:
        case Tag::strike:
        case Tag::strong:
        case Tag::tt:
        case Tag::u:
            return adoption_agency(token);
        case Tag::applet:
        case Tag::marquee:
        case Tag::object:
            if (!in_scope(token.tag)) return error("unexpected-end-tag", token);
            generate_implied_end_tags(kImpliedEndTags);
            if (!current_is(token.tag)) error("unclosed-elements", token);
            pop_until(token.tag);
            return clear_to_marker();
        case Tag::br:
            error("br-end-tag", token);
            token.type = TokenType::start_tag;
            token.attribute_count = 0;
            token.self_closing = false;
            return in_body_start(token);
        default:
            return any_other_end_tag(token);
    }
}

/// </div> and the like
void TreeBuilder::end_block(Token& token) {
    if (current_is(token.tag)) return pop();  // the plain case: in scope, nothing implied
    if (!in_scope(token.tag)) return error("unexpected-end-tag", token);
    generate_implied_end_tags(kImpliedEndTags);
    if (!current_is(token.tag)) error("unclosed-elements", token);
    pop_until(token.tag);
}

void TreeBuilder::end_form(Token& token) {
    if (has_template()) {
        if (!in_scope(Tag::form)) return error("unexpected-end-tag", token);
        generate_implied_end_tags(kImpliedEndTags);
        if (!current_is(Tag::form)) error("unclosed-elements", token);
        return pop_until(Tag::form);
    }
    Node* const node = form_;
    form_ = nullptr;
    if (node == nullptr || !node_in_scope(node)) return error("unexpected-end-tag", token);
    // In the fragment case the form lies outside: its mark is the root, which is no form.
    if (!node->is(Tag::form)) return error("unexpected-end-tag", token);
    generate_implied_end_tags(kImpliedEndTags);
    if (current().node != node) error("unclosed-elements", token);
    if (const auto at = find_open(node)) remove_open(*at);
}

/// "Any other end tag"
void TreeBuilder::any_other_end_tag(Token& token) {
    const auto has_name = [&token](const OpenElement& element) {
        return element.ns == Namespace::html && element.tag == token.tag &&
               (token.tag != Tag::unknown || element.node->name() == token.name);
    };
    for (std::size_t at = open_.size(); at-- > 0;) {
        if (has_name(open_[at])) {
            // What lies above goes too, whether its end tag is implied or its absence an error.
            if (open_.size() - 1 != at && !kImpliedEndTags.has(current().key)) error("unclosed-elements", token);
            return pop_to_size(at);
        }
        if (kSpecial.has(open_[at].key)) return error("unexpected-end-tag", token);
    }
}

}  // namespace newsloom::html
