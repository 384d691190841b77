/// 13.2.6 Tree construction: the dispatcher; 13.2.6.1 Creating and inserting nodes; 13.2.7 The end.
#include "html/detail/tree_builder.h"

#include "text/ascii.h"

namespace newsloom::html {

TreeBuilder::TreeBuilder(std::string_view input, Storage& storage, const ParseOptions& options)
    : storage_(storage),
      tokenizer_(input, storage, options),
      scripting_(options.scripting),
      collect_errors_(options.collect_errors),
      iframe_srcdoc_(options.iframe_srcdoc),
      depth_limit_(std::max<std::size_t>(options.limits.depth, 8)) {
    open_.reserve(64);
    insertion_parent_ = storage_.new_node(Storage::kind(NodeType::document), nullptr, 0, 0);
}

// 13.4 Parsing HTML fragments. The <html> element that the standard puts around the result is the fragment node itself.
void TreeBuilder::set_fragment_context(const FragmentContext& context) {
    fragment_ = true;
    storage_.quirks_mode = context.quirks_mode;
    Node* const root = storage_.node(0);
    Storage::set_kind(root, Storage::kind(NodeType::fragment));

    context_.tag = tag_of(ascii::lower(context.name));
    context_.ns = context.ns;
    if (context.ns == Namespace::html) {
        context_.key = key_of(context_.tag);
        switch (context_.tag) {
            case Tag::title:
            case Tag::textarea:
                tokenizer_.set_state(State::rcdata);
                break;
            case Tag::style:
            case Tag::xmp:
            case Tag::iframe:
            case Tag::noembed:
            case Tag::noframes:
                tokenizer_.set_state(State::rawtext);
                break;
            case Tag::script:
                tokenizer_.set_state(State::script_data);
                break;
            case Tag::noscript:
                if (scripting_) tokenizer_.set_state(State::rawtext);
                break;
            case Tag::plaintext:
                tokenizer_.set_state(State::plaintext);
                break;
            default:
                break;
        }
        if (context_.tag == Tag::template_) template_modes_.push_back(Mode::in_template);
    } else {
        set_foreign_properties(context_, context.encoding);
    }
    push_html(root, Tag::html);
    if (context.inside_form || (context.ns == Namespace::html && context_.tag == Tag::form)) form_ = root;
    reset_insertion_mode();
}

void TreeBuilder::run() {
    Token token;
    while (!done_) {
        tokenizer_.next(token);
        if (skip_newline_) [[unlikely]] {
            skip_newline_ = false;
            if (token.type == TokenType::characters && token.data.front() == '\n') {
                token.data.remove_prefix(1);
                if (token.data.empty()) continue;
            }
        }
        process(token);
        if (!storage_.nodes_left()) [[unlikely]] {
            if (!tokenizer_.at_end()) storage_.report.nodes_cut = true;
            token = Token{};
            token.source = static_cast<std::uint32_t>(tokenizer_.offset());
            if (mode_ == Mode::in_table_text) flush_table_text();
            while (!done_)
                process(token);
        }
    }
    pop_to_size(0);
    Storage::finish(storage_.document_element);
    Storage::finish(storage_.body);
}

void TreeBuilder::record_error(const char* code, std::size_t source) {
    storage_.report.errors.push_back({code, source});
}

void TreeBuilder::process(Token& token) {
    if (current_is_html_ || belongs_to_html(token)) [[likely]]
        by_mode(token, mode_);
    else
        in_foreign_content(token);
}

/// 13.2.6: the cases in which the current insertion mode takes a token although the adjusted current node is foreign.
bool TreeBuilder::belongs_to_html(const Token& token) const {
    if (open_.empty()) return true;
    const OpenElement& node = adjusted_current();
    const bool is_characters = token.type == TokenType::characters || token.type == TokenType::null_character;
    if (node.mathml_text_integration_point) {
        if (is_characters) return true;
        if (token.type == TokenType::start_tag && token.tag != Tag::mglyph && token.tag != Tag::malignmark) return true;
    }
    if (node.key == Key::math_annotation_xml && token.type == TokenType::start_tag && token.tag == Tag::svg)
        return true;
    if (node.html_integration_point && (is_characters || token.type == TokenType::start_tag)) return true;
    return token.type == TokenType::end_of_file;
}

void TreeBuilder::by_mode(Token& token, Mode mode) {
    switch (mode) {
        case Mode::in_body:
            return in_body(token);
        case Mode::initial:
            return initial(token);
        case Mode::before_html:
            return before_html(token);
        case Mode::before_head:
            return before_head(token);
        case Mode::in_head:
            return in_head(token);
        case Mode::in_head_noscript:
            return in_head_noscript(token);
        case Mode::after_head:
            return after_head(token);
        case Mode::text:
            return text(token);
        case Mode::in_table:
            return in_table(token);
        case Mode::in_table_text:
            return in_table_text(token);
        case Mode::in_caption:
            return in_caption(token);
        case Mode::in_column_group:
            return in_column_group(token);
        case Mode::in_table_body:
            return in_table_body(token);
        case Mode::in_row:
            return in_row(token);
        case Mode::in_cell:
            return in_cell(token);
        case Mode::in_template:
            return in_template(token);
        case Mode::after_body:
            return after_body(token);
        case Mode::in_frameset:
            return in_frameset(token);
        case Mode::after_frameset:
            return after_frameset(token);
        case Mode::after_after_body:
            return after_after_body(token);
        case Mode::after_after_frameset:
            return after_after_frameset(token);
    }
}

// 13.2.7 The end
void TreeBuilder::stop_parsing() { done_ = true; }

// --- 13.2.6.1 Creating and inserting nodes
// -----------------------------------------------------------------------------------------

TreeBuilder::Place TreeBuilder::place_in(const OpenElement& target) const { return {content_of(target.node), nullptr}; }

/// "The appropriate place for inserting a node"
TreeBuilder::Place TreeBuilder::appropriate_place() const {
    if (foster_parenting_ && !open_.empty() && kFosterTargets.has(current().key)) return foster_place(current());
    return {insertion_parent_, nullptr};
}

/// ... with an override target.
TreeBuilder::Place TreeBuilder::foster_place(const OpenElement& target) const {
    if (!foster_parenting_ || !kFosterTargets.has(target.key)) return place_in(target);
    std::size_t at = open_.size();
    while (at-- > 0) {
        const OpenElement& element = open_[at];
        if (element.key == key_of(Tag::template_)) return place_in(element);
        if (element.key != key_of(Tag::table)) continue;
        if (Node* const parent = Storage::parent(element.node)) return {parent, element.node};
        return place_in(open_[at - 1]);
    }
    return place_in(open_.front());  // fragment case
}

Node* TreeBuilder::new_element(Token& token, Namespace ns) {
    storage_.keep_attributes();
    return storage_.new_node(Storage::kind(NodeType::element, ns, token.tag), token.attributes, token.attribute_count,
                             token.source);
}

void TreeBuilder::insert_node(Node* node) {
    if (!foster_parenting_) [[likely]]
        return Storage::append_child(insertion_parent_, node);
    const Place place = appropriate_place();
    Storage::insert_before(place.parent, node, place.before);
}

/// "Insert an HTML element"
Node* TreeBuilder::insert_element(Token& token) {
    if (open_.size() >= depth_limit_) [[unlikely]]
        flatten();
    Node* const node = new_element(token, Namespace::html);
    insert_node(node);
    push_html(node, token.tag);
    return node;
}

/// ... and "immediately pop the current node off the stack of open elements"
Node* TreeBuilder::insert_leaf(Token& token) {
    Node* const node = new_element(token, Namespace::html);
    insert_node(node);
    return node;
}

Node* TreeBuilder::insert_made_up(Tag tag, const Token& token) {
    Node* const node =
        storage_.new_node(Storage::kind(NodeType::element, Namespace::html, tag), nullptr, 0, token.source);
    insert_node(node);
    push_html(node, tag);
    return node;
}

/// At the greatest depth: the current element ends, so that the next one becomes its sibling. Parts of tables and
/// templates, on whose presence insertion modes rely, are let be; they cannot pile up (start_template, <table>).
void TreeBuilder::flatten() {
    storage_.report.elements_flattened += 1;
    const OpenElement& last = current();
    if (kStructure.has(last.key)) return;
    if (kFormatting.has(last.key))
        if (const auto at = find_formatting(last.node))
            formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(*at));
    pop();
}

/// "Insert a character", for a run of them
void TreeBuilder::insert_characters(std::string_view text, std::size_t source) {
    if (text.empty()) return;
    Node* parent = insertion_parent_;
    Node* before = nullptr;
    if (foster_parenting_) [[unlikely]] {
        const Place place = appropriate_place();
        parent = place.parent;
        before = place.before;
    }
    if (parent->type() == NodeType::document) return;
    Node* const beside =
        before != nullptr ? Storage::mutable_node(before->previous_sibling()) : Storage::last_child(parent);
    if (beside != nullptr && beside->is_text()) return storage_.append_text(beside, text);
    Node* const node = storage_.new_node(Storage::kind(NodeType::text), text.data(), text.size(), source);
    Storage::insert_before(parent, node, before);
}

Node* TreeBuilder::new_comment(const Token& token) {
    if (token.type == TokenType::processing_instruction) {
        const Attribute* strings = storage_.store_strings(token.name, token.data, true, {}, false);
        return storage_.new_node(Storage::kind(NodeType::processing_instruction), strings, 2, token.source);
    }
    return storage_.new_node(Storage::kind(NodeType::comment), token.data.data(), token.data.size(), token.source);
}

/// "Insert a comment", "insert a processing instruction"
void TreeBuilder::insert_comment(const Token& token) { insert_node(new_comment(token)); }
void TreeBuilder::insert_comment_in(Node* parent, const Token& token) {
    Storage::append_child(parent, new_comment(token));
}

}  // namespace newsloom::html
