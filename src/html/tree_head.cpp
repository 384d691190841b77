/// 13.2.6.4.1 The "initial" insertion mode to 13.2.6.4.6 "after head", and 13.2.6.4.8 "text".
#include <algorithm>
#include <array>

#include "html/detail/tree_builder.h"
#include "html/encoding.h"
#include "text/ascii.h"

namespace newsloom::html {

namespace {

constexpr std::array<std::string_view, 55> kQuirkyPublicIds = {
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
};

QuirksMode quirks_of(const Token& doctype) {
    const std::string name(doctype.name);
    const std::string public_id = ascii::lower(doctype.public_id);
    const std::string system_id = ascii::lower(doctype.system_id);
    const auto is_frameset_or_transitional = [&] {
        return public_id.starts_with("-//w3c//dtd html 4.01 frameset//") ||
               public_id.starts_with("-//w3c//dtd html 4.01 transitional//");
    };
    if (doctype.force_quirks || name != "html") return QuirksMode::quirks;
    if (public_id == "-//w3o//dtd w3 html strict 3.0//en//" || public_id == "-/w3c/dtd html 4.0 transitional/en" ||
        public_id == "html" || system_id == "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")
        return QuirksMode::quirks;
    if (std::any_of(kQuirkyPublicIds.begin(), kQuirkyPublicIds.end(),
                    [&](auto id) { return public_id.starts_with(id); }))
        return QuirksMode::quirks;
    if (!doctype.has_system_id && is_frameset_or_transitional()) return QuirksMode::quirks;
    if (public_id.starts_with("-//w3c//dtd xhtml 1.0 frameset//") ||
        public_id.starts_with("-//w3c//dtd xhtml 1.0 transitional//") ||
        (doctype.has_system_id && is_frameset_or_transitional()))
        return QuirksMode::limited_quirks;
    return QuirksMode::no_quirks;
}

}  // namespace

/// Takes the white space that the characters begin with, inserting or dropping it. True when nothing is left of the
/// token.
bool TreeBuilder::take_space(Token& token, bool insert) {
    const std::string_view space = leading_space(token.data);
    if (space.empty()) return false;
    if (insert) insert_characters(space, token.source);
    token.data.remove_prefix(space.size());
    return token.data.empty();
}

// 13.2.6.4.1 The "initial" insertion mode
void TreeBuilder::initial(Token& token) {
    switch (token.type) {
        case TokenType::characters:
            if (take_space(token, false)) return;
            break;
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment_in(storage_.node(0), token);
        case TokenType::doctype: {
            if (token.name != "html" || token.has_public_id ||
                (token.has_system_id && token.system_id != "about:legacy-compat"))
                error("non-conforming-doctype", token);
            const Attribute* strings = storage_.store_strings(token.name, token.public_id, token.has_public_id,
                                                              token.system_id, token.has_system_id);
            Storage::append_child(storage_.node(0),
                                  storage_.new_node(Storage::kind(NodeType::doctype), strings, 3, token.source));
            if (!iframe_srcdoc_) storage_.quirks_mode = quirks_of(token);
            mode_ = Mode::before_html;
            return;
        }
        default:
            break;
    }
    if (!iframe_srcdoc_) {
        error("missing-doctype", token);
        storage_.quirks_mode = QuirksMode::quirks;
    }
    mode_ = Mode::before_html;
    before_html(token);
}

// 13.2.6.4.2 The "before html" insertion mode
void TreeBuilder::before_html(Token& token) {
    switch (token.type) {
        case TokenType::doctype:
            return error("unexpected-doctype", token);
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment_in(storage_.node(0), token);
        case TokenType::characters:
            if (take_space(token, false)) return;
            break;
        case TokenType::start_tag:
            if (token.tag == Tag::html) {
                storage_.document_element = insert_element(token);
                mode_ = Mode::before_head;
                return;
            }
            break;
        case TokenType::end_tag:
            if (token.tag != Tag::head && token.tag != Tag::body && token.tag != Tag::html && token.tag != Tag::br)
                return error("unexpected-end-tag", token);
            break;
        default:
            break;
    }
    storage_.document_element = insert_made_up(Tag::html, token);
    mode_ = Mode::before_head;
    before_head(token);
}

// 13.2.6.4.3 The "before head" insertion mode
void TreeBuilder::before_head(Token& token) {
    switch (token.type) {
        case TokenType::characters:
            if (take_space(token, false)) return;
            break;
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment(token);
        case TokenType::doctype:
            return error("unexpected-doctype", token);
        case TokenType::start_tag:
            if (token.tag == Tag::html) return in_body(token);
            if (token.tag == Tag::head) {
                head_ = insert_element(token);
                storage_.head = head_;
                mode_ = Mode::in_head;
                return;
            }
            break;
        case TokenType::end_tag:
            if (token.tag != Tag::head && token.tag != Tag::body && token.tag != Tag::html && token.tag != Tag::br)
                return error("unexpected-end-tag", token);
            break;
        default:
            break;
    }
    head_ = insert_made_up(Tag::head, token);
    storage_.head = head_;
    mode_ = Mode::in_head;
    in_head(token);
}

// 13.2.6.4.4 The "in head" insertion mode
void TreeBuilder::in_head(Token& token) {
    switch (token.type) {
        case TokenType::characters:
            if (take_space(token, true)) return;
            break;
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment(token);
        case TokenType::doctype:
            return error("unexpected-doctype", token);
        case TokenType::start_tag:
            switch (token.tag) {
                case Tag::html:
                    return in_body(token);
                case Tag::base:
                case Tag::basefont:
                case Tag::bgsound:
                case Tag::link:
                    insert_leaf(token);
                    return acknowledge(token);
                case Tag::meta:
                    insert_leaf(token);
                    acknowledge(token);
                    if (!current_encoding_.empty()) meta_encoding(token);
                    return;
                case Tag::title:
                    return generic_raw_text(token, State::rcdata);
                case Tag::noscript:
                    if (scripting_) return generic_raw_text(token, State::rawtext);
                    insert_element(token);
                    mode_ = Mode::in_head_noscript;
                    return;
                case Tag::noframes:
                case Tag::style:
                    return generic_raw_text(token, State::rawtext);
                case Tag::script:
                    return generic_raw_text(token, State::script_data);
                case Tag::template_:
                    return start_template(token);
                case Tag::head:
                    return error("unexpected-start-tag", token);
                default:
                    break;
            }
            break;
        case TokenType::end_tag:
            switch (token.tag) {
                case Tag::head:
                    pop();
                    mode_ = Mode::after_head;
                    return;
                case Tag::body:
                case Tag::html:
                case Tag::br:
                    break;
                case Tag::template_:
                    return end_template(token);
                default:
                    return error("unexpected-end-tag", token);
            }
            break;
        default:
            break;
    }
    pop();  // the head
    mode_ = Mode::after_head;
    after_head(token);
}

// 13.2.3.4 Changing the encoding while parsing
void TreeBuilder::meta_encoding(const Token& token) {
    std::optional<std::string_view> wanted;
    if (const Attribute* charset = token.attribute(Attr::charset)) wanted = encoding_of_label(charset->value());
    if (!wanted) {
        const Attribute* equivalent = token.attribute(Attr::http_equiv);
        const Attribute* content = token.attribute(Attr::content);
        if (equivalent == nullptr || content == nullptr || !ascii::iequals(equivalent->value(), "content-type")) return;
        if (const auto label = charset_in(content->value())) wanted = encoding_of_label(*label);
    }
    if (!wanted) return;
    if (current_encoding_.starts_with("UTF-16")) {
        current_encoding_ = {};
        return;
    }
    if (wanted->starts_with("UTF-16")) wanted = "UTF-8";
    if (*wanted == "x-user-defined") wanted = "windows-1252";
    if (*wanted != current_encoding_) {
        wanted_encoding_ = wanted;
        done_ = true;
    } else {
        storage_.report.confidence = EncodingConfidence::certain;
    }
    current_encoding_ = {};
}

// 13.2.6.2 The generic raw text and RCDATA element parsing algorithms; 13.2.6.4.4 for <script>
void TreeBuilder::generic_raw_text(Token& token, State state) {
    Node* const node = new_element(token, Namespace::html);
    insert_node(node);
    push_html(node, token.tag);
    tokenizer_.set_state(state);
    original_mode_ = mode_;
    mode_ = Mode::text;
}

void TreeBuilder::start_template(Token& token) {
    if (open_.size() >= depth_limit_) {
        storage_.report.elements_flattened += 1;
        return;
    }
    push_marker();
    frameset_ok_ = false;
    mode_ = Mode::in_template;
    template_modes_.push_back(Mode::in_template);
    Node* const node = new_element(token, Namespace::html);
    storage_.new_node(Storage::kind(NodeType::fragment), nullptr, 0,
                      token.source);  // the contents: always the next node
    insert_node(node);
    push_html(node, Tag::template_);
}

void TreeBuilder::end_template(Token& token) {
    if (!has_template()) return error("unexpected-end-tag", token);
    generate_implied_end_tags(kThoroughlyImpliedEndTags);
    if (!current_is(Tag::template_)) error("unclosed-elements-in-template", token);
    pop_until(Tag::template_);
    clear_to_marker();
    template_modes_.pop_back();
    reset_insertion_mode();
}

// 13.2.6.4.5 The "in head noscript" insertion mode
void TreeBuilder::in_head_noscript(Token& token) {
    switch (token.type) {
        case TokenType::doctype:
            return error("unexpected-doctype", token);
        case TokenType::comment:
        case TokenType::processing_instruction:
            return in_head(token);
        case TokenType::characters: {
            const std::string_view space = leading_space(token.data);
            insert_characters(space, token.source);
            token.data.remove_prefix(space.size());
            if (token.data.empty()) return;
            break;
        }
        case TokenType::start_tag:
            switch (token.tag) {
                case Tag::html:
                    return in_body(token);
                case Tag::basefont:
                case Tag::bgsound:
                case Tag::link:
                case Tag::meta:
                case Tag::noframes:
                case Tag::style:
                    return in_head(token);
                case Tag::head:
                case Tag::noscript:
                    return error("unexpected-start-tag", token);
                default:
                    break;
            }
            break;
        case TokenType::end_tag:
            if (token.tag == Tag::noscript) {
                pop();
                mode_ = Mode::in_head;
                return;
            }
            if (token.tag != Tag::br) return error("unexpected-end-tag", token);
            break;
        default:
            break;
    }
    error("unexpected-token-in-head-noscript", token);
    pop();  // the noscript
    mode_ = Mode::in_head;
    in_head(token);
}

// 13.2.6.4.6 The "after head" insertion mode
void TreeBuilder::after_head(Token& token) {
    switch (token.type) {
        case TokenType::characters:
            if (take_space(token, true)) return;
            break;
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment(token);
        case TokenType::doctype:
            return error("unexpected-doctype", token);
        case TokenType::start_tag:
            switch (token.tag) {
                case Tag::html:
                    return in_body(token);
                case Tag::body:
                    storage_.body = insert_element(token);
                    frameset_ok_ = false;
                    mode_ = Mode::in_body;
                    return;
                case Tag::frameset:
                    storage_.body = insert_element(token);
                    mode_ = Mode::in_frameset;
                    return;
                case Tag::base:
                case Tag::basefont:
                case Tag::bgsound:
                case Tag::link:
                case Tag::meta:
                case Tag::noframes:
                case Tag::script:
                case Tag::style:
                case Tag::template_:
                case Tag::title: {
                    error("head-element-after-head", token);
                    OpenElement element;
                    element.node = head_;
                    element.tag = Tag::head;
                    element.key = key_of(Tag::head);
                    push(element);
                    in_head(token);
                    if (const auto at = find_open(head_)) remove_open(*at);
                    return;
                }
                case Tag::head:
                    return error("unexpected-start-tag", token);
                default:
                    break;
            }
            break;
        case TokenType::end_tag:
            if (token.tag == Tag::template_) return in_head(token);
            if (token.tag != Tag::body && token.tag != Tag::html && token.tag != Tag::br)
                return error("unexpected-end-tag", token);
            break;
        default:
            break;
    }
    storage_.body = insert_made_up(Tag::body, token);
    mode_ = Mode::in_body;
    in_body(token);
}

// 13.2.6.4.8 The "text" insertion mode
void TreeBuilder::text(Token& token) {
    switch (token.type) {
        case TokenType::characters:
            return insert_characters(token.data, token.source);
        case TokenType::end_of_file:
            error("eof-in-text", token);
            pop();
            mode_ = original_mode_;
            return process(token);
        default:
            pop();
            mode_ = original_mode_;
            return;
    }
}

}  // namespace newsloom::html
