/// 13.2.6.4.9 The "in table" insertion mode to 13.2.6.4.15 "in cell".
#include "html/detail/tree_builder.h"
#include "text/ascii.h"

namespace newsloom::html {

namespace {

constexpr KeySet kTableContext{Tag::table, Tag::template_, Tag::html};
constexpr KeySet kTableBodyContext{Tag::tbody, Tag::tfoot, Tag::thead, Tag::template_, Tag::html};
constexpr KeySet kTableRowContext{Tag::tr, Tag::template_, Tag::html};
constexpr KeySet kCells{Tag::td, Tag::th};

}  // namespace

// 13.2.6.4.9 The "in table" insertion mode
void TreeBuilder::in_table(Token& token) {
    switch (token.type) {
        case TokenType::characters:
        case TokenType::null_character:
            if (!kFosterTargets.has(current().key) && !current_is(Tag::template_)) break;
            table_text_.clear();
            table_text_has_words_ = false;
            original_mode_ = mode_;
            mode_ = Mode::in_table_text;
            return in_table_text(token);
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment(token);
        case TokenType::doctype:
            return error("unexpected-doctype", token);
        case TokenType::start_tag:
            switch (token.tag) {
                case Tag::caption:
                    clear_back_to(kTableContext);
                    push_marker();
                    insert_element(token);
                    mode_ = Mode::in_caption;
                    return;
                case Tag::colgroup:
                    clear_back_to(kTableContext);
                    insert_element(token);
                    mode_ = Mode::in_column_group;
                    return;
                case Tag::col:
                    clear_back_to(kTableContext);
                    insert_made_up(Tag::colgroup, token);
                    mode_ = Mode::in_column_group;
                    return in_column_group(token);
                case Tag::tbody:
                case Tag::tfoot:
                case Tag::thead:
                    clear_back_to(kTableContext);
                    insert_element(token);
                    mode_ = Mode::in_table_body;
                    return;
                case Tag::td:
                case Tag::th:
                case Tag::tr:
                    clear_back_to(kTableContext);
                    insert_made_up(Tag::tbody, token);
                    mode_ = Mode::in_table_body;
                    return in_table_body(token);
                case Tag::table:
                    error("table-in-table", token);
                    if (!in_table_scope(Tag::table)) return;
                    pop_until(Tag::table);
                    reset_insertion_mode();
                    return process(token);
                case Tag::style:
                case Tag::script:
                case Tag::template_:
                    return in_head(token);
                case Tag::input: {
                    const Attribute* const type = token.attribute(Attr::type);
                    if (type == nullptr || !ascii::iequals(type->value(), "hidden")) break;
                    error("hidden-input-in-table", token);
                    insert_leaf(token);
                    return acknowledge(token);
                }
                case Tag::form: {
                    error("form-in-table", token);
                    if (has_template() || form_ != nullptr) return;
                    form_ = insert_leaf(token);
                    return;
                }
                default:
                    break;
            }
            break;
        case TokenType::end_tag:
            switch (token.tag) {
                case Tag::table:
                    if (!in_table_scope(Tag::table)) return error("unexpected-end-tag", token);
                    pop_until(Tag::table);
                    return reset_insertion_mode();
                case Tag::body:
                case Tag::caption:
                case Tag::col:
                case Tag::colgroup:
                case Tag::html:
                case Tag::tbody:
                case Tag::td:
                case Tag::tfoot:
                case Tag::th:
                case Tag::thead:
                case Tag::tr:
                    return error("unexpected-end-tag", token);
                case Tag::template_:
                    return in_head(token);
                default:
                    break;
            }
            break;
        case TokenType::end_of_file:
            return in_body(token);
    }
    in_table_anything_else(token);
}

void TreeBuilder::in_table_anything_else(Token& token) {
    error("foster-parenting", token);
    foster_parenting_ = true;
    in_body(token);
    foster_parenting_ = false;
}

// 13.2.6.4.10 The "in table text" insertion mode
void TreeBuilder::in_table_text(Token& token) {
    if (token.type == TokenType::null_character) return error("unexpected-null-character", token);
    if (token.type == TokenType::characters) {
        table_text_.push_back(token);
        if (!table_text_has_words_) table_text_has_words_ = !is_all_space(token.data);
        return;
    }
    flush_table_text();
    process(token);
}

void TreeBuilder::flush_table_text() {
    mode_ = original_mode_;
    for (Token& pending : table_text_) {
        if (table_text_has_words_)
            in_table_anything_else(pending);
        else
            insert_characters(pending.data, pending.source);
    }
    table_text_.clear();
}

// 13.2.6.4.11 The "in caption" insertion mode
void TreeBuilder::in_caption(Token& token) {
    if (token.type == TokenType::end_tag) {
        switch (token.tag) {
            case Tag::caption:
                (void)close_caption(token);
                return;
            case Tag::table:
                if (close_caption(token)) process(token);
                return;
            case Tag::body:
            case Tag::col:
            case Tag::colgroup:
            case Tag::html:
            case Tag::tbody:
            case Tag::td:
            case Tag::tfoot:
            case Tag::th:
            case Tag::thead:
            case Tag::tr:
                return error("unexpected-end-tag", token);
            default:
                break;
        }
    } else if (token.type == TokenType::start_tag) {
        switch (token.tag) {
            case Tag::caption:
            case Tag::col:
            case Tag::colgroup:
            case Tag::tbody:
            case Tag::td:
            case Tag::tfoot:
            case Tag::th:
            case Tag::thead:
            case Tag::tr:
                if (close_caption(token)) process(token);
                return;
            default:
                break;
        }
    }
    in_body(token);
}

bool TreeBuilder::close_caption(Token& token) {
    if (!in_table_scope(Tag::caption)) {
        error("unexpected-tag-in-caption", token);
        return false;
    }
    generate_implied_end_tags(kImpliedEndTags);
    if (!current_is(Tag::caption)) error("unclosed-elements", token);
    pop_until(Tag::caption);
    clear_to_marker();
    mode_ = Mode::in_table;
    return true;
}

// 13.2.6.4.12 The "in column group" insertion mode
void TreeBuilder::in_column_group(Token& token) {
    switch (token.type) {
        case TokenType::characters:
            if (take_space(token, true)) return;
            if (current_is(Tag::colgroup)) break;
            // In a template: each character is a token of its own, white space is inserted, the rest is not.
            error("unexpected-token-in-column-group", token);
            return each_space(token.data, [&](std::string_view space) { insert_characters(space, token.source); });
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment(token);
        case TokenType::doctype:
            return error("unexpected-doctype", token);
        case TokenType::start_tag:
            if (token.tag == Tag::html) return in_body(token);
            if (token.tag == Tag::col) {
                insert_leaf(token);
                return acknowledge(token);
            }
            if (token.tag == Tag::template_) return in_head(token);
            break;
        case TokenType::end_tag:
            if (token.tag == Tag::colgroup) {
                if (!current_is(Tag::colgroup)) return error("unexpected-end-tag", token);
                pop();
                mode_ = Mode::in_table;
                return;
            }
            if (token.tag == Tag::col) return error("unexpected-end-tag", token);
            if (token.tag == Tag::template_) return in_head(token);
            break;
        case TokenType::end_of_file:
            return in_body(token);
        case TokenType::null_character:
            break;
    }
    if (!current_is(Tag::colgroup)) return error("unexpected-token-in-column-group", token);
    pop();
    mode_ = Mode::in_table;
    process(token);
}

// 13.2.6.4.13 The "in table body" insertion mode
void TreeBuilder::in_table_body(Token& token) {
    const auto leave = [&] {
        if (!in_table_scope(Tag::tbody) && !in_table_scope(Tag::thead) && !in_table_scope(Tag::tfoot))
            return error("unexpected-tag-in-table-body", token);
        clear_back_to(kTableBodyContext);
        pop();
        mode_ = Mode::in_table;
        process(token);
    };
    if (token.type == TokenType::start_tag) {
        switch (token.tag) {
            case Tag::tr:
                clear_back_to(kTableBodyContext);
                insert_element(token);
                mode_ = Mode::in_row;
                return;
            case Tag::th:
            case Tag::td:
                error("cell-in-table-body", token);
                clear_back_to(kTableBodyContext);
                insert_made_up(Tag::tr, token);
                mode_ = Mode::in_row;
                return in_row(token);
            case Tag::caption:
            case Tag::col:
            case Tag::colgroup:
            case Tag::tbody:
            case Tag::tfoot:
            case Tag::thead:
                return leave();
            default:
                break;
        }
    } else if (token.type == TokenType::end_tag) {
        switch (token.tag) {
            case Tag::tbody:
            case Tag::tfoot:
            case Tag::thead:
                if (!in_table_scope(token.tag)) return error("unexpected-end-tag", token);
                clear_back_to(kTableBodyContext);
                pop();
                mode_ = Mode::in_table;
                return;
            case Tag::table:
                return leave();
            case Tag::body:
            case Tag::caption:
            case Tag::col:
            case Tag::colgroup:
            case Tag::html:
            case Tag::td:
            case Tag::th:
            case Tag::tr:
                return error("unexpected-end-tag", token);
            default:
                break;
        }
    }
    in_table(token);
}

// 13.2.6.4.14 The "in row" insertion mode
void TreeBuilder::in_row(Token& token) {
    const auto end_row = [&] {
        clear_back_to(kTableRowContext);
        pop();
        mode_ = Mode::in_table_body;
    };
    if (token.type == TokenType::start_tag) {
        switch (token.tag) {
            case Tag::th:
            case Tag::td:
                clear_back_to(kTableRowContext);
                insert_element(token);
                mode_ = Mode::in_cell;
                return push_marker();
            case Tag::caption:
            case Tag::col:
            case Tag::colgroup:
            case Tag::tbody:
            case Tag::tfoot:
            case Tag::thead:
            case Tag::tr:
                if (!in_table_scope(Tag::tr)) return error("unexpected-start-tag", token);
                end_row();
                return process(token);
            default:
                break;
        }
    } else if (token.type == TokenType::end_tag) {
        switch (token.tag) {
            case Tag::tr:
                if (!in_table_scope(Tag::tr)) return error("unexpected-end-tag", token);
                return end_row();
            case Tag::table:
                if (!in_table_scope(Tag::tr)) return error("unexpected-end-tag", token);
                end_row();
                return process(token);
            case Tag::tbody:
            case Tag::tfoot:
            case Tag::thead:
                if (!in_table_scope(token.tag)) return error("unexpected-end-tag", token);
                if (!in_table_scope(Tag::tr)) return;
                end_row();
                return process(token);
            case Tag::body:
            case Tag::caption:
            case Tag::col:
            case Tag::colgroup:
            case Tag::html:
            case Tag::td:
            case Tag::th:
                return error("unexpected-end-tag", token);
            default:
                break;
        }
    }
    in_table(token);
}

// 13.2.6.4.15 The "in cell" insertion mode
void TreeBuilder::in_cell(Token& token) {
    if (token.type == TokenType::end_tag) {
        switch (token.tag) {
            case Tag::td:
            case Tag::th:
                if (!in_table_scope(token.tag)) return error("unexpected-end-tag", token);
                generate_implied_end_tags(kImpliedEndTags);
                if (!current_is(token.tag)) error("unclosed-elements", token);
                pop_until(token.tag);
                clear_to_marker();
                mode_ = Mode::in_row;
                return;
            case Tag::body:
            case Tag::caption:
            case Tag::col:
            case Tag::colgroup:
            case Tag::html:
                return error("unexpected-end-tag", token);
            case Tag::table:
            case Tag::tbody:
            case Tag::tfoot:
            case Tag::thead:
            case Tag::tr:
                if (!in_table_scope(token.tag)) return error("unexpected-end-tag", token);
                close_the_cell();
                return process(token);
            default:
                break;
        }
    } else if (token.type == TokenType::start_tag) {
        switch (token.tag) {
            case Tag::caption:
            case Tag::col:
            case Tag::colgroup:
            case Tag::tbody:
            case Tag::td:
            case Tag::tfoot:
            case Tag::th:
            case Tag::thead:
            case Tag::tr:
                if (!in_table_scope(Tag::td) && !in_table_scope(Tag::th)) return error("unexpected-start-tag", token);
                close_the_cell();
                return process(token);
            default:
                break;
        }
    }
    in_body(token);
}

/// "Close the cell"
void TreeBuilder::close_the_cell() {
    generate_implied_end_tags(kImpliedEndTags);
    pop_until_any(kCells);
    clear_to_marker();
    mode_ = Mode::in_row;
}

}  // namespace newsloom::html
