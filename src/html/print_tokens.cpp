/// The html5lib tests' notation of tokens.
#include <algorithm>

#include "html/detail/scan.h"
#include "html/detail/tokenizer.h"
#include "html/print.h"
#include "json/writer.h"
#include "text/utf8.h"

namespace newsloom::html {

namespace {

Result<Tokenizer::State> state_of(std::string_view name) {
    using State = Tokenizer::State;
    if (name == "Data state") return State::data;
    if (name == "RCDATA state") return State::rcdata;
    if (name == "RAWTEXT state") return State::rawtext;
    if (name == "Script data state") return State::script_data;
    if (name == "PLAINTEXT state") return State::plaintext;
    if (name == "CDATA section state") return State::cdata_section;
    return fail(Errc::usage,
                "tokenizer state '" + std::string(name) +
                    "': not one of Data state, RCDATA state, RAWTEXT state, Script data state, PLAINTEXT state, "
                    "CDATA section state");
}

void print_token(json::Writer& json, const Token& token) {
    json.begin_array();
    switch (token.type) {
        case TokenType::start_tag:
            json.value("StartTag").value(token.tag_name()).begin_object();
            for (std::uint32_t i = 0; i < token.attribute_count; ++i)
                json.key(token.attributes[i].name()).value(token.attributes[i].value());
            json.end_object();
            if (token.self_closing) json.value(true);
            break;
        case TokenType::end_tag:
            json.value("EndTag").value(token.tag_name());
            break;
        case TokenType::comment:
            json.value("Comment").value(token.data);
            break;
        case TokenType::processing_instruction:
            json.value("ProcessingInstruction").value(token.name).value(token.data);
            break;
        case TokenType::doctype: {
            const auto identifier = [&json](bool present, std::string_view text) {
                present ? json.value(text) : json.null();
            };
            json.value("DOCTYPE");
            identifier(!token.name.empty(), token.name);
            identifier(token.has_public_id, token.public_id);
            identifier(token.has_system_id, token.system_id);
            json.value(!token.force_quirks);
            break;
        }
        case TokenType::characters:
        case TokenType::null_character:
        case TokenType::end_of_file:
            break;
    }
    json.end_array();
}

/// The line and column of each error, counted from 1; columns count UTF-16 units, as in the tests.
void print_errors(json::Writer& json, std::string_view source, std::vector<ParseError>& errors) {
    sort_errors(errors);
    json.begin_array();
    std::size_t at = 0, line = 1, column = 1;
    for (const ParseError& error : errors) {
        for (; at < error.offset && at < source.size(); ++at) {
            if (source[at] == '\n') {
                ++line;
                column = 1;
            } else if ((static_cast<unsigned char>(source[at]) & 0xC0) != 0x80) {
                column += static_cast<unsigned char>(source[at]) >= 0xF0 ? 2 : 1;
            }
        }
        json.begin_object().field("code", error.code).field("line", line).field("col", column).end_object();
    }
    json.end_array();
}

}  // namespace

Result<std::string> print_tokens(std::string_view utf8, const TokenOptions& options) {
    NL_TRY(const Tokenizer::State state, state_of(options.state));
    std::string source;
    bool malformed = false;
    scan::repair(utf8, scan::kBest.check(utf8), source, malformed);
    ParseOptions parse_options;
    parse_options.collect_errors = options.errors;
    Storage storage;
    storage.reset(source.size(), parse_options.limits);
    if (options.errors) report_stream_errors(source, storage.report.errors);
    Tokenizer tokenizer(source, storage, parse_options);
    tokenizer.set_state(state);
    tokenizer.set_last_start_tag(options.last_start_tag);

    std::string out;
    json::Writer json(out);
    if (options.errors) json.begin_object().key("output");
    json.begin_array();
    std::string characters;
    const auto flush = [&] {
        if (!characters.empty()) json.begin_array().value("Character").value(characters).end_array();
        characters.clear();
    };
    for (Token token;;) {
        tokenizer.next(token);
        if (token.type == TokenType::characters) {
            characters += token.data;
        } else if (token.type == TokenType::null_character) {
            characters += '\0';
        } else {
            flush();
            if (token.type == TokenType::end_of_file) break;
            print_token(json, token);
        }
    }
    json.end_array();
    if (options.errors) {
        json.key("errors");
        print_errors(json, source, storage.report.errors);
        json.end_object();
    }
    return out;
}

}  // namespace newsloom::html
