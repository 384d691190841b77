/// What the tokenizer hands to tree construction (13.2.5): one token at a time, in place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "html/document.h"

namespace newsloom::html {

enum class TokenType : std::uint8_t {
    characters,      ///< a run of characters without NUL
    null_character,  ///< one U+0000 of the data or CDATA state, which tree construction drops or replaces
    start_tag,
    end_tag,
    comment,
    doctype,
    processing_instruction,
    end_of_file,
};

struct Token {
    TokenType type = TokenType::end_of_file;
    bool self_closing = false;
    bool force_quirks = false;
    bool has_public_id = false;
    bool has_system_id = false;
    Tag tag = Tag::unknown;
    std::uint32_t source = 0;  ///< offset of the first byte
    std::uint32_t attribute_count = 0;
    Attribute* attributes = nullptr;  ///< at the end of the arena: kept by keeping them, dropped by the next tag
    std::string_view name;            ///< of a tag with Tag::unknown, a doctype, a processing instruction (its target)
    std::string_view data;            ///< characters, comment, processing instruction
    std::string_view public_id, system_id;

    /// The tag's name, known or not.
    [[nodiscard]] std::string_view tag_name() const { return tag == Tag::unknown ? name : html::name(tag); }
    [[nodiscard]] const Attribute* attribute(Attr id) const {
        for (std::uint32_t i = 0; i < attribute_count; ++i)
            if (attributes[i].id() == id) return &attributes[i];
        return nullptr;
    }
};

}  // namespace newsloom::html
