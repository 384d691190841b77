/// 13.2.6.4.7 The "in body" insertion mode: characters, start tags, the end of the input. End tags are in
/// tree_body_end.cpp.
#include "html/detail/tree_builder.h"
#include "text/ascii.h"

namespace newsloom::html {

void TreeBuilder::in_body(Token& token) {
    switch (token.type) {
        case TokenType::characters:
            return in_body_characters(token);
        case TokenType::start_tag:
            return in_body_start(token);
        case TokenType::end_tag:
            return in_body_end(token);
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment(token);
        case TokenType::null_character:
        case TokenType::doctype:
            return error("unexpected-token", token);
        case TokenType::end_of_file:
            return in_body_end_of_file(token);
    }
}

void TreeBuilder::in_body_characters(Token& token) {
    reconstruct_formatting();
    insert_characters(token.data, token.source);
    if (frameset_ok_) [[unlikely]]
        if (!is_all_space(token.data)) frameset_ok_ = false;
}

void TreeBuilder::in_body_end_of_file(Token& token) {
    if (!template_modes_.empty()) return in_template(token);
    stop_parsing();
}

/// A second <html>
void TreeBuilder::start_html_again(Token& token) {
    error("unexpected-start-tag", token);
    if (has_template() || fragment_) return;  // the <html> of a fragment is not part of its result
    storage_.merge_attributes(open_.front().node, token.attributes, token.attribute_count);
}

void TreeBuilder::in_body_start(Token& token) {
    switch (token.tag) {
        case Tag::html:
            return start_html_again(token);
        case Tag::base:
        case Tag::basefont:
        case Tag::bgsound:
        case Tag::link:
        case Tag::meta:
        case Tag::noframes:
        case Tag::script:
        case Tag::style:
        case Tag::template_:
        case Tag::title:
            return in_head(token);
        case Tag::body:
            error("unexpected-start-tag", token);
            if (open_.size() < 2 || open_[1].key != key_of(Tag::body) || has_template()) return;
            frameset_ok_ = false;
            return storage_.merge_attributes(open_[1].node, token.attributes, token.attribute_count);
        case Tag::frameset: {
            error("unexpected-start-tag", token);
            if (open_.size() < 2 || open_[1].key != key_of(Tag::body) || !frameset_ok_) return;
            Storage::remove(open_[1].node);
            pop_to_size(1);
            storage_.body = insert_element(token);
            mode_ = Mode::in_frameset;
            return;
        }
        case Tag::address:
        case Tag::article:
        case Tag::aside:
        case Tag::blockquote:
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
        case Tag::main:
        case Tag::menu:
        case Tag::nav:
        case Tag::ol:
        case Tag::p:
        case Tag::search:
        case Tag::section:
        case Tag::summary:
        case Tag::ul:
            close_p_in_button_scope(token);
            insert_element(token);
            return;
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
            close_p_in_button_scope(token);
            if (kHeadings.has(current().key)) {
                error("heading-in-heading", token);
                pop();
            }
            insert_element(token);
            return;
        case Tag::pre:
        case Tag::listing:
            close_p_in_button_scope(token);
            insert_element(token);
            skip_newline_ = true;
            frameset_ok_ = false;
            return;
        case Tag::form:
            return start_form(token);
        case Tag::li:
            return start_list_item(token);
        case Tag::dd:
        case Tag::dt:
            return start_definition_item(token);
        case Tag::plaintext:
            close_p_in_button_scope(token);
            insert_element(token);
            tokenizer_.set_state(State::plaintext);
            return;
        case Tag::button:
            if (in_scope(Tag::button)) {
                error("button-in-button", token);
                generate_implied_end_tags(kImpliedEndTags);
                pop_until(Tag::button);
            }
            reconstruct_formatting();
            insert_element(token);
            frameset_ok_ = false;
            return;
        case Tag::a:
            if (const auto at = last_formatting(Tag::a)) {
                error("a-in-a", token);
                const Node* const earlier = formatting_[*at].node;
                Token end = token;
                end.type = TokenType::end_tag;
                adoption_agency(end);
                if (const auto listed = find_formatting(earlier))
                    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(*listed));
                if (const auto open = find_open(earlier)) remove_open(*open);
            }
            reconstruct_formatting();
            push_formatting(insert_element(token), Tag::a);
            return;
        case Tag::b:
        case Tag::big:
        case Tag::code:
        case Tag::em:
        case Tag::font:
        case Tag::i:
        case Tag::s:
        case Tag::small:
        case Tag::strike:
        case Tag::strong:
        case Tag::tt:
        case Tag::u:
            reconstruct_formatting();
            push_formatting(insert_element(token), token.tag);
            return;
        case Tag::nobr:
            reconstruct_formatting();
            if (in_scope(Tag::nobr)) {
                error("nobr-in-nobr", token);
                Token end = token;
                end.type = TokenType::end_tag;
                adoption_agency(end);
                reconstruct_formatting();
            }
            push_formatting(insert_element(token), Tag::nobr);
            return;
        case Tag::applet:
        case Tag::marquee:
        case Tag::object:
            reconstruct_formatting();
            insert_element(token);
            push_marker();
            frameset_ok_ = false;
            return;
        case Tag::table:
            if (open_.size() >= depth_limit_) {
                storage_.report.elements_flattened += 1;
                return;
            }
            if (storage_.quirks_mode != QuirksMode::quirks) close_p_in_button_scope(token);
            insert_element(token);
            frameset_ok_ = false;
            mode_ = Mode::in_table;
            return;
        case Tag::area:
        case Tag::br:
        case Tag::embed:
        case Tag::img:
        case Tag::keygen:
        case Tag::wbr:
            reconstruct_formatting();
            insert_leaf(token);
            acknowledge(token);
            frameset_ok_ = false;
            return;
        case Tag::input: {
            if (fragment_ && context_.key == key_of(Tag::select)) return error("input-in-select", token);
            if (in_scope(Tag::select)) {
                error("input-in-select", token);
                pop_until(Tag::select);
            }
            reconstruct_formatting();
            insert_leaf(token);
            acknowledge(token);
            const Attribute* const type = token.attribute(Attr::type);
            if (type == nullptr || !ascii::iequals(type->value(), "hidden")) frameset_ok_ = false;
            return;
        }
        case Tag::param:
        case Tag::source:
        case Tag::track:
            insert_leaf(token);
            return acknowledge(token);
        case Tag::hr:
            close_p_in_button_scope(token);
            if (in_scope(Tag::select)) {
                generate_implied_end_tags(kImpliedEndTags);
                if (in_scope(Tag::option) || in_scope(Tag::optgroup)) error("hr-in-option", token);
            }
            insert_leaf(token);
            acknowledge(token);
            frameset_ok_ = false;
            return;
        case Tag::image:
            error("image-start-tag", token);
            token.tag = Tag::img;
            return process(token);
        case Tag::textarea:
            generic_raw_text(token, State::rcdata);
            skip_newline_ = true;
            frameset_ok_ = false;
            return;
        case Tag::xmp:
            close_p_in_button_scope(token);
            reconstruct_formatting();
            frameset_ok_ = false;
            return generic_raw_text(token, State::rawtext);
        case Tag::iframe:
            frameset_ok_ = false;
            return generic_raw_text(token, State::rawtext);
        case Tag::noembed:
            return generic_raw_text(token, State::rawtext);
        case Tag::noscript:
            if (scripting_) return generic_raw_text(token, State::rawtext);
            break;
        case Tag::select:
            return start_select(token);
        case Tag::option:
        case Tag::optgroup:
            return start_option(token);
        case Tag::rb:
        case Tag::rtc:
            if (in_scope(Tag::ruby)) {
                generate_implied_end_tags(kImpliedEndTags);
                if (!current_is(Tag::ruby)) error("unclosed-elements-in-ruby", token);
            }
            insert_element(token);
            return;
        case Tag::rp:
        case Tag::rt:
            if (in_scope(Tag::ruby)) {
                generate_implied_end_tags(kImpliedEndTags.without(Tag::rtc));
                if (!current_is(Tag::rtc) && !current_is(Tag::ruby)) error("unclosed-elements-in-ruby", token);
            }
            insert_element(token);
            return;
        case Tag::math:
            reconstruct_formatting();
            return insert_foreign(token, Namespace::mathml);
        case Tag::svg:
            reconstruct_formatting();
            return insert_foreign(token, Namespace::svg);
        case Tag::caption:
        case Tag::col:
        case Tag::colgroup:
        case Tag::frame:
        case Tag::head:
        case Tag::tbody:
        case Tag::td:
        case Tag::tfoot:
        case Tag::th:
        case Tag::thead:
        case Tag::tr:
            return error("unexpected-start-tag", token);
        default:
            break;
    }
    // Any other start tag
    reconstruct_formatting();
    Node* const node = insert_element(token);
    if (token.tag == Tag::selectedcontent) [[unlikely]]
        selectedcontent_inserted(node);
}

void TreeBuilder::start_form(Token& token) {
    if (form_ != nullptr && !has_template()) return error("form-in-form", token);
    close_p_in_button_scope(token);
    Node* const node = insert_element(token);
    if (!has_template()) form_ = node;
}

void TreeBuilder::start_list_item(Token& token) {
    frameset_ok_ = false;
    for (std::size_t at = open_.size(); at-- > 0;) {
        const Key key = open_[at].key;
        if (key == key_of(Tag::li)) {
            generate_implied_end_tags(kImpliedEndTags.without(Tag::li));
            if (!current_is(Tag::li)) error("unclosed-elements-in-li", token);
            pop_until(Tag::li);
            break;
        }
        if (kSpecial.has(key) && !kItemsMayCross.has(key)) break;
    }
    close_p_in_button_scope(token);
    insert_element(token);
}

void TreeBuilder::start_definition_item(Token& token) {
    frameset_ok_ = false;
    for (std::size_t at = open_.size(); at-- > 0;) {
        const Key key = open_[at].key;
        if (key == key_of(Tag::dd) || key == key_of(Tag::dt)) {
            const Tag tag = open_[at].tag;
            generate_implied_end_tags(kImpliedEndTags.without(tag));
            if (!current_is(tag)) error("unclosed-elements-in-definition", token);
            pop_until(tag);
            break;
        }
        if (kSpecial.has(key) && !kItemsMayCross.has(key)) break;
    }
    close_p_in_button_scope(token);
    insert_element(token);
}

}  // namespace newsloom::html
