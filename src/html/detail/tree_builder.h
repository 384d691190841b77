/// Tree construction (13.2.6): takes tokens, makes the tree.
///
/// One function per insertion mode, in the standard's order and words, in files by group: tree_head.cpp (initial to
/// after head, text), tree_body.cpp and tree_body_end.cpp, tree_tables.cpp, tree_frames.cpp (templates, framesets,
/// after body), tree_foreign.cpp, with the machinery in tree_builder.cpp, open_elements.cpp, active_formatting.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "html/detail/storage.h"
#include "html/detail/tag_set.h"
#include "html/detail/token.h"
#include "html/detail/tokenizer.h"
#include "html/parse.h"

namespace newsloom::html {

enum class Mode : std::uint8_t {
    initial,
    before_html,
    before_head,
    in_head,
    in_head_noscript,
    after_head,
    in_body,
    text,
    in_table,
    in_table_text,
    in_caption,
    in_column_group,
    in_table_body,
    in_row,
    in_cell,
    in_template,
    after_body,
    in_frameset,
    after_frameset,
    after_after_body,
    after_after_frameset,
};

/// An element on the stack of open elements.
struct OpenElement {
    Node* node = nullptr;
    Tag tag = Tag::unknown;
    Key key = Key::other;
    Namespace ns = Namespace::html;
    bool html_integration_point = false;
    bool mathml_text_integration_point = false;
};

class TreeBuilder {
  public:
    TreeBuilder(std::string_view input, Storage& storage, const ParseOptions& options);

    /// 13.4 Parsing HTML fragments, before run().
    void set_fragment_context(const FragmentContext& context);
    /// A <meta> may ask for another encoding (13.2.3.4) while it is not certain.
    void watch_encoding(std::string_view current) { current_encoding_ = current; }
    void run();
    /// The encoding that a <meta> asked for; parsing stopped there and must begin again with it.
    [[nodiscard]] std::optional<std::string_view> wanted_encoding() const { return wanted_encoding_; }

  private:
    using State = Tokenizer::State;
    struct Place {
        Node* parent = nullptr;
        Node* before = nullptr;
    };
    struct Formatting {
        Node* node = nullptr;  ///< nullptr for a marker
        Tag tag = Tag::unknown;
        std::uint32_t attributes_hash = 0;  ///< 0 until it was asked for
    };

    // --- dispatch (13.2.6) ---
    void process(Token& token);
    void by_mode(Token& token) { by_mode(token, mode_); }
    void by_mode(Token& token, Mode mode);
    [[nodiscard]] bool belongs_to_html(const Token& token) const;
    void stop_parsing();
    void error(const char* code, const Token& token) {
        if (collect_errors_) record_error(code, token.source);
    }
    void record_error(const char* code, std::size_t source);

    // --- the insertion modes (13.2.6.4) ---
    void initial(Token& token);
    void before_html(Token& token);
    void before_head(Token& token);
    void in_head(Token& token);
    void in_head_noscript(Token& token);
    void after_head(Token& token);
    void in_body(Token& token);
    void in_body_start(Token& token);
    void in_body_end(Token& token);
    void text(Token& token);
    void in_table(Token& token);
    void in_table_anything_else(Token& token);
    void in_table_text(Token& token);
    void in_caption(Token& token);
    void in_column_group(Token& token);
    void in_table_body(Token& token);
    void in_row(Token& token);
    void in_cell(Token& token);
    void in_template(Token& token);
    void after_body(Token& token);
    void in_frameset(Token& token);
    void after_frameset(Token& token);
    void after_after_body(Token& token);
    void after_after_frameset(Token& token);
    void in_foreign_content(Token& token);

    // --- parts of them ---
    void reset_insertion_mode();
    bool take_space(Token& token, bool insert);
    void start_html_again(Token& token);
    void start_template(Token& token);
    void end_template(Token& token);
    void generic_raw_text(Token& token, State state);
    void meta_encoding(const Token& token);
    void acknowledge(Token& token) { token.self_closing = false; }
    void in_body_characters(Token& token);
    void in_body_end_of_file(Token& token);
    void start_list_item(Token& token);
    void start_definition_item(Token& token);
    void start_form(Token& token);
    void start_select(Token& token);
    void start_option(Token& token);
    void option_inserted(Node* option);
    void option_popped(Node* option);
    void selectedcontent_inserted(Node* content);
    [[nodiscard]] static Node* select_of(const Node* option);
    void end_block(Token& token);
    void end_form(Token& token);
    void any_other_end_tag(Token& token);
    bool close_cell_for(Token& token);
    bool close_caption(Token& token);
    void close_the_cell();
    void insert_foreign(Token& token, Namespace ns);
    static void set_foreign_properties(OpenElement& element, std::string_view annotation_encoding);
    void end_foreign(Token& token);
    void flush_table_text();

    // --- creating and inserting nodes (13.2.6.1) ---
    Node* insert_element(Token& token);                 ///< an HTML element, pushed
    Node* insert_leaf(Token& token);                    ///< an HTML element that is popped at once
    Node* insert_made_up(Tag tag, const Token& token);  ///< without attributes, for a tag that the page left out
    Node* new_element(Token& token, Namespace ns);
    void insert_node(Node* node);
    void insert_characters(std::string_view text, std::size_t source);
    void insert_comment(const Token& token);
    void insert_comment_in(Node* parent, const Token& token);
    [[nodiscard]] Place appropriate_place() const;
    [[nodiscard]] Place foster_place(const OpenElement& target) const;
    [[nodiscard]] Place place_in(const OpenElement& target) const;
    [[nodiscard]] static Node* content_of(Node* node) { return node->is(Tag::template_) ? node + 1 : node; }
    [[nodiscard]] Node* new_comment(const Token& token);
    void flatten();

    // --- the stack of open elements (13.2.4.2) ---
    [[nodiscard]] const OpenElement& current() const { return open_.back(); }
    [[nodiscard]] const OpenElement& adjusted_current() const {
        return open_.size() == 1 && fragment_ ? context_ : open_.back();
    }
    [[nodiscard]] bool current_is(Tag tag) const { return open_.back().key == key_of(tag); }
    void push(const OpenElement& element);
    void push_html(Node* node, Tag tag);
    void pop();
    void pop_until(Tag tag);
    void pop_until_any(KeySet tags);
    void pop_to_size(std::size_t size);
    void remove_open(std::size_t at);
    void insert_open(std::size_t at, const OpenElement& element);
    void current_changed();
    [[nodiscard]] std::uint32_t open_count(Tag tag) const { return counts_[static_cast<std::size_t>(key_of(tag))]; }
    [[nodiscard]] bool has_template() const { return open_count(Tag::template_) != 0; }
    [[nodiscard]] bool in_scope(Tag tag, const KeySet& stops) const {
        return open_count(tag) != 0 && in_scope_walk(key_of(tag), stops);
    }
    [[nodiscard]] bool in_scope(Tag tag) const { return in_scope(tag, kDefaultScope); }
    [[nodiscard]] bool in_table_scope(Tag tag) const { return in_scope(tag, kTableScope); }
    [[nodiscard]] bool in_scope_walk(Key key, const KeySet& stops) const;
    [[nodiscard]] bool any_in_scope(const KeySet& tags, const KeySet& stops) const;
    [[nodiscard]] std::optional<std::size_t> find_open(const Node* node) const;
    [[nodiscard]] bool node_in_scope(const Node* node) const;
    void generate_implied_end_tags(const KeySet& tags) {
        while (tags.has(current().key))
            pop();
    }
    void close_p(const Token& token);
    void close_p_in_button_scope(const Token& token) {
        if (in_scope(Tag::p, kButtonScope)) close_p(token);
    }
    void clear_back_to(const KeySet& context) {
        while (!context.has(current().key))
            pop();
    }

    // --- the list of active formatting elements (13.2.4.3) ---
    void push_formatting(Node* node, Tag tag);
    void push_marker() { formatting_.push_back({}); }
    void clear_to_marker();
    void reconstruct_formatting() {
        if (formatting_.empty()) return;
        const Formatting& last = formatting_.back();
        if (last.node == nullptr || Storage::has_flag(last.node, Storage::kOpenFormatting)) return;
        reconstruct_closed();
    }
    void reconstruct_closed();
    [[nodiscard]] std::optional<std::size_t> find_formatting(const Node* node) const;
    [[nodiscard]] std::optional<std::size_t> last_formatting(Tag tag) const;
    void adoption_agency(Token& token);
    Node* clone_for_formatting(const Node* node);

    Storage& storage_;
    Tokenizer tokenizer_;
    const bool scripting_;
    const bool collect_errors_;
    const bool iframe_srcdoc_;
    const std::size_t depth_limit_;

    Mode mode_ = Mode::initial;
    Mode original_mode_ = Mode::initial;
    bool done_ = false;
    bool frameset_ok_ = true;
    bool foster_parenting_ = false;
    bool skip_newline_ = false;
    bool current_is_html_ = true;  ///< the adjusted current node is in the HTML namespace
    bool fragment_ = false;
    OpenElement context_;               ///< of the fragment case
    Node* insertion_parent_ = nullptr;  ///< the current node, or its contents when it is a template
    Node* head_ = nullptr;
    Node* form_ = nullptr;
    /// The last <select> that has a <selectedcontent>, and its selected option.
    struct Selected {
        Node* select = nullptr;
        Node* content = nullptr;
        Node* option = nullptr;
    } selected_;
    std::vector<OpenElement> open_;
    std::array<std::uint32_t, static_cast<std::size_t>(Key::count_)> counts_{};
    std::vector<Formatting> formatting_;
    std::vector<Mode> template_modes_;
    std::vector<Token> table_text_;
    bool table_text_has_words_ = false;
    std::string_view current_encoding_;
    std::optional<std::string_view> wanted_encoding_;
};

/// Splits off the white space that a run of characters begins with.
[[nodiscard]] inline std::string_view leading_space(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() &&
           (text[n] == ' ' || text[n] == '\n' || text[n] == '\t' || text[n] == '\f' || text[n] == '\r'))
        ++n;
    return text.substr(0, n);
}
[[nodiscard]] inline bool is_all_space(std::string_view text) { return leading_space(text).size() == text.size(); }

/// The white space of a run of characters, which may lie between other characters (framesets and column groups keep
/// only that).
template <class Insert>
void each_space(std::string_view text, Insert insert) {
    while (!text.empty()) {
        const std::string_view space = leading_space(text);
        if (!space.empty()) insert(space);
        text.remove_prefix(space.size());
        std::size_t other = 0;
        while (other < text.size() && leading_space(text.substr(other, 1)).empty())
            ++other;
        text.remove_prefix(other);
    }
}

}  // namespace newsloom::html
