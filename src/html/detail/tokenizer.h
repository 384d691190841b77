/// The tokenizer of 13.2.5: pulls one token after the other out of a page that lies whole in memory.
///
/// Because nothing more can arrive, a token is read in one go; the standard's states are the places in the code that
/// bear their names, and only the states between tokens are values (`State`). Tags take a fast path with vector
/// instructions and fall back to the plain one. The input holds no CR (13.2.3.5, done before).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "html/detail/character_reference.h"
#include "html/detail/storage.h"
#include "html/detail/token.h"

namespace newsloom::html {

/// The parse errors of 13.2.3.5 (control characters, noncharacters), which are found before the tokenizer runs.
void report_stream_errors(std::string_view text, std::vector<ParseError>& errors);
/// By place, then by code.
void sort_errors(std::vector<ParseError>& errors);

class Tokenizer final : public ErrorSink {
  public:
    /// The states in which a token can begin.
    enum class State : std::uint8_t { data, rcdata, rawtext, script_data, plaintext, cdata_section };

    Tokenizer(std::string_view input, Storage& storage, const ParseOptions& options)
        : begin_(input.data()),
          position_(input.data()),
          end_(input.data() + input.size()),
          storage_(storage),
          attribute_limit_(options.limits.attributes),
          errors_(options.collect_errors ? this : nullptr) {}

    void next(Token& token);

    /// Tree construction switches states, and says whether "<![CDATA[" opens a section (the adjusted current node is
    /// foreign).
    void set_state(State state) { state_ = state; }
    void allow_cdata(bool allow) { cdata_allowed_ = allow; }
    /// For the tests that begin in the middle: the name that makes an end tag appropriate.
    void set_last_start_tag(std::string_view name) {
        last_start_tag_ = tag_of(name);
        last_start_name_ = name;
    }
    [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(position_ - begin_); }
    [[nodiscard]] bool at_end() const { return position_ == end_; }

    void error(const char* code, const char* at) override;

  private:
    void report(const char* code, const char* at) {
        if (errors_ != nullptr) error(code, at);
    }
    [[nodiscard]] std::uint32_t offset_of(const char* p) const { return static_cast<std::uint32_t>(p - begin_); }

    // tokenizer_text.cpp
    bool data(Token& token);
    void rcdata(Token& token);
    void raw_text(Token& token);
    void script_data(Token& token);
    void plaintext(Token& token);
    bool cdata_section(Token& token);
    void characters(Token& token, const char* from, const char* to);
    void characters_with_references(Token& token, const char* from, const char* to);
    void characters_with_nulls_replaced(Token& token, const char* from, const char* to);
    void end_of_file(Token& token);
    [[nodiscard]] bool is_appropriate_end_tag(const char* after_solidus) const;
    [[nodiscard]] const char* script_end(const char* p);

    // tokenizer_tag.cpp
    bool tag_open(Token& token, const char* less_than);
    bool end_tag_open(Token& token, const char* less_than);
    void tag(Token& token, const char* name, TokenType type);
    const char* tag_name(Token& token, const char* p);
    const char* attributes(Token& token, const char* p);
    const char* slow_name(const char* p, bool attribute, std::string_view& name);
    const char* attribute_value(const char* p, std::string_view& value);
    std::string_view decoded_value(const char* from, const char* to);
    bool begin_attribute(Attribute* a, std::uint32_t count, std::string_view name, const NameWords& words);

    // tokenizer_markup.cpp
    bool markup_declaration_open(Token& token, const char* less_than);
    void comment(Token& token, const char* p);
    void bogus_comment(Token& token, const char* from, const char* p);
    void processing_instruction(Token& token, const char* less_than);
    std::string_view without_nulls(const char* from, const char* to);

    // tokenizer_doctype.cpp
    void doctype(Token& token, const char* p);

    const char* const begin_;
    const char* position_;
    const char* const end_;
    Storage& storage_;
    const std::size_t attribute_limit_;
    ErrorSink* const errors_;
    State state_ = State::data;
    bool cdata_allowed_ = false;
    Tag last_start_tag_ = Tag::unknown;
    std::string_view last_start_name_;
};

}  // namespace newsloom::html
