/// 13.2.6.4.16 The "in template" insertion mode to 13.2.6.4.21 "after after frameset".
#include "html/detail/tree_builder.h"

namespace newsloom::html {

// 13.2.6.4.16 The "in template" insertion mode
void TreeBuilder::in_template(Token& token) {
    const auto go_on_in = [&](Mode mode) {
        template_modes_.back() = mode;
        mode_ = mode;
        process(token);
    };
    switch (token.type) {
        case TokenType::characters:
        case TokenType::null_character:
        case TokenType::comment:
        case TokenType::processing_instruction:
        case TokenType::doctype:
            return in_body(token);
        case TokenType::start_tag:
            switch (token.tag) {
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
                case Tag::caption:
                case Tag::colgroup:
                case Tag::tbody:
                case Tag::tfoot:
                case Tag::thead:
                    return go_on_in(Mode::in_table);
                case Tag::col:
                    return go_on_in(Mode::in_column_group);
                case Tag::tr:
                    return go_on_in(Mode::in_table_body);
                case Tag::td:
                case Tag::th:
                    return go_on_in(Mode::in_row);
                default:
                    return go_on_in(Mode::in_body);
            }
        case TokenType::end_tag:
            if (token.tag == Tag::template_) return in_head(token);
            return error("unexpected-end-tag", token);
        case TokenType::end_of_file:
            if (!has_template()) return stop_parsing();
            error("eof-in-template", token);
            pop_until(Tag::template_);
            clear_to_marker();
            template_modes_.pop_back();
            reset_insertion_mode();
            return process(token);
    }
}

// 13.2.6.4.17 The "after body" insertion mode
void TreeBuilder::after_body(Token& token) {
    switch (token.type) {
        case TokenType::characters: {
            const std::string_view space = leading_space(token.data);
            if (!space.empty()) {
                Token part = token;
                part.data = space;
                in_body(part);
                token.data.remove_prefix(space.size());
                if (token.data.empty()) return;
            }
            break;
        }
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment_in(open_.front().node, token);
        case TokenType::doctype:
            return error("unexpected-doctype", token);
        case TokenType::start_tag:
            if (token.tag == Tag::html) return in_body(token);
            break;
        case TokenType::end_tag:
            if (token.tag == Tag::html) {
                if (fragment_) return error("unexpected-end-tag", token);
                mode_ = Mode::after_after_body;
                return;
            }
            break;
        case TokenType::end_of_file:
            return stop_parsing();
        case TokenType::null_character:
            break;
    }
    error("unexpected-token-after-body", token);
    mode_ = Mode::in_body;
    process(token);
}

// 13.2.6.4.18 The "in frameset" insertion mode
void TreeBuilder::in_frameset(Token& token) {
    switch (token.type) {
        case TokenType::characters:
            return each_space(token.data, [&](std::string_view space) { insert_characters(space, token.source); });
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment(token);
        case TokenType::start_tag:
            switch (token.tag) {
                case Tag::html:
                    return in_body(token);
                case Tag::frameset:
                    if (open_.size() >= depth_limit_) {
                        storage_.report.elements_flattened += 1;
                        return;
                    }
                    insert_element(token);
                    return;
                case Tag::frame:
                    insert_leaf(token);
                    return acknowledge(token);
                case Tag::noframes:
                    return in_head(token);
                default:
                    break;
            }
            break;
        case TokenType::end_tag:
            if (token.tag == Tag::frameset) {
                if (open_.size() == 1) return error("unexpected-end-tag", token);  // fragment case
                pop();
                if (!fragment_ && !current_is(Tag::frameset)) mode_ = Mode::after_frameset;
                return;
            }
            break;
        case TokenType::end_of_file:
            return stop_parsing();
        default:
            break;
    }
    error("unexpected-token-in-frameset", token);
}

// 13.2.6.4.19 The "after frameset" insertion mode
void TreeBuilder::after_frameset(Token& token) {
    switch (token.type) {
        case TokenType::characters:
            return each_space(token.data, [&](std::string_view space) { insert_characters(space, token.source); });
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment(token);
        case TokenType::start_tag:
            if (token.tag == Tag::html) return in_body(token);
            if (token.tag == Tag::noframes) return in_head(token);
            break;
        case TokenType::end_tag:
            if (token.tag == Tag::html) {
                mode_ = Mode::after_after_frameset;
                return;
            }
            break;
        case TokenType::end_of_file:
            return stop_parsing();
        default:
            break;
    }
    error("unexpected-token-after-frameset", token);
}

// 13.2.6.4.20 The "after after body" insertion mode
void TreeBuilder::after_after_body(Token& token) {
    switch (token.type) {
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment_in(storage_.node(0), token);
        case TokenType::doctype:
            return in_body(token);
        case TokenType::characters: {
            const std::string_view space = leading_space(token.data);
            if (!space.empty()) {
                Token part = token;
                part.data = space;
                in_body(part);
                token.data.remove_prefix(space.size());
                if (token.data.empty()) return;
            }
            break;
        }
        case TokenType::start_tag:
            if (token.tag == Tag::html) return in_body(token);
            break;
        case TokenType::end_of_file:
            return stop_parsing();
        default:
            break;
    }
    error("unexpected-token-after-body", token);
    mode_ = Mode::in_body;
    process(token);
}

// 13.2.6.4.21 The "after after frameset" insertion mode
void TreeBuilder::after_after_frameset(Token& token) {
    switch (token.type) {
        case TokenType::comment:
        case TokenType::processing_instruction:
            return insert_comment_in(storage_.node(0), token);
        case TokenType::doctype:
            return in_body(token);
        case TokenType::characters:
            return each_space(token.data, [&](std::string_view space) {
                Token part = token;
                part.data = space;
                in_body(part);
            });
        case TokenType::start_tag:
            if (token.tag == Tag::html) return in_body(token);
            if (token.tag == Tag::noframes) return in_head(token);
            break;
        case TokenType::end_of_file:
            return stop_parsing();
        default:
            break;
    }
    error("unexpected-token-after-frameset", token);
}

}  // namespace newsloom::html
