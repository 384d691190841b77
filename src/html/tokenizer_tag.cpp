/// 13.2.5.6 Tag open state to 13.2.5.8 Tag name state, 13.2.5.32 Before attribute name state to 13.2.5.40 Self-closing
/// start tag state.
#include <bit>
#include <cstring>

#include "html/detail/scan.h"
#include "html/detail/tokenizer.h"
#include "text/ascii.h"

namespace newsloom::html {

namespace {

constexpr bool is_html_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f'; }

#if NL_HTML_SSE2
struct FastName {
    NameWords words;
    bool has_upper = false;
};

[[nodiscard]] inline std::uint64_t load8(const char* p) {
    std::uint64_t word = 0;
    std::memcpy(&word, p, 8);
    return word;
}

/// Reads a name of 1 to 15 bytes out of the 16 at `p`, lower-cased into words; size 0 when it is longer or ends in a
/// way that the plain path must look at (a control character). What the tag is decides where the program goes, so the
/// way to the words is short: compare, count, shift.
template <bool Attribute>
[[nodiscard]] inline FastName fast_name(const char* p) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    __m128i stop = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x20)), block);  // controls and space
    stop = _mm_or_si128(stop, _mm_cmpeq_epi8(block, _mm_set1_epi8('>')));
    stop = _mm_or_si128(stop, _mm_cmpeq_epi8(block, _mm_set1_epi8('/')));
    if constexpr (Attribute) stop = _mm_or_si128(stop, _mm_cmpeq_epi8(block, _mm_set1_epi8('=')));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(stop));
    FastName name;
    if (mask == 0) [[unlikely]]
        return name;
    const unsigned size = static_cast<unsigned>(std::countr_zero(mask));
    if (size == 0 || (static_cast<unsigned char>(p[size]) < 0x20 && !is_html_space(p[size]))) [[unlikely]]
        return name;
    name.words.size = size;
    if (size <= 8) {
        const unsigned unused = 64 - 8 * size;
        name.words.head = load8(p) << unused >> unused;
    } else {
        const unsigned unused = 128 - 8 * size;
        name.words.head = load8(p);
        name.words.tail = load8(p + 8) << unused >> unused;
    }
    const __m128i upper =
        _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8('A' - 1)), _mm_cmplt_epi8(block, _mm_set1_epi8('Z' + 1)));
    const unsigned upper_mask = static_cast<unsigned>(_mm_movemask_epi8(upper)) & (mask ^ (mask - 1)) >> 1;
    if (upper_mask != 0) [[unlikely]] {
        name.has_upper = true;
        char lowered[16] = {};
        for (unsigned i = 0; i < size; ++i)
            lowered[i] = ascii::lower(p[i]);
        name.words.head = load8(lowered);
        name.words.tail = load8(lowered + 8);
    }
    return name;
}
#endif

}  // namespace

// 13.2.5.6 Tag open state, 13.2.5.7 End tag open state. False when what stood there gives no token.
bool Tokenizer::tag_open(Token& token, const char* less_than) {
    const char* const p = less_than + 1;
    if (p == end_) {
        report("eof-before-tag-name", p);
        characters(token, less_than, p);
        return true;
    }
    if (ascii::is_alpha(*p)) {
        tag(token, p, TokenType::start_tag);
        return true;
    }
    switch (*p) {
        case '/':
            return end_tag_open(token, less_than);
        case '!':
            return markup_declaration_open(token, less_than);
        case '?':
            processing_instruction(token, less_than);
            return true;
        default:
            report("invalid-first-character-of-tag-name", p);
            characters(token, less_than, p);
            return true;
    }
}

bool Tokenizer::end_tag_open(Token& token, const char* less_than) {
    const char* const name = less_than + 2;
    if (name == end_) {
        report("eof-before-tag-name", name);
        characters(token, less_than, name);
        return true;
    }
    if (ascii::is_alpha(*name)) {
        tag(token, name, TokenType::end_tag);
        return true;
    }
    if (*name == '>') {
        report("missing-end-tag-name", name);
        position_ = name + 1;
        return false;
    }
    report("invalid-first-character-of-tag-name", name);
    bogus_comment(token, name, name);
    token.source = offset_of(less_than);
    return true;
}

/// `name` is the first character of the tag's name. When the input ends within the tag, the token is the end of the
/// file.
void Tokenizer::tag(Token& token, const char* name, TokenType type) {
    token.type = type;
    token.self_closing = false;
    token.source = offset_of(name) - (type == TokenType::start_tag ? 1 : 2);
    token.attribute_count = 0;
    storage_.begin_tag();
    const char* p = tag_name(token, name);
    token.attributes = storage_.attributes_end();
    if (p != end_ && *p == '>') {
        ++p;
    } else {
        p = attributes(token, p);
        if (p == nullptr) return end_of_file(token);
    }
    position_ = p;
    if (type == TokenType::start_tag) {
        last_start_tag_ = token.tag;
        last_start_name_ = token.name;
        return;
    }
    if (token.attribute_count != 0) report("end-tag-with-attributes", p - 1);
    if (token.self_closing) report("end-tag-with-trailing-solidus", p - 1);
    state_ = State::data;
}

// 13.2.5.8 Tag name state
const char* Tokenizer::tag_name(Token& token, const char* p) {
#if NL_HTML_SSE2
    if (end_ - p >= 16) {
        const FastName name = fast_name<false>(p);
        if (name.words.size != 0) {
            token.tag = static_cast<Tag>(kTagTable.find(name.words));
            const char* const end = p + name.words.size;
            if (token.tag != Tag::unknown) [[likely]]
                return end;
            token.name = {p, name.words.size};
            if (name.has_upper) token.name = storage_.store(ascii::lower(token.name));
            Storage::set_value(storage_.new_attribute(), token.name);
            return end;
        }
    }
#endif
    const char* const end = slow_name(p, false, token.name);
    token.tag = tag_of(token.name);
    // An unknown name is kept as the value of a hidden entry before the attributes.
    if (token.tag == Tag::unknown) Storage::set_value(storage_.new_attribute(), token.name);
    return end;
}

/// Any name, byte by byte, in lower case and with U+FFFD for NUL.
const char* Tokenizer::slow_name(const char* p, bool attribute, std::string_view& name) {
    const char* const from = p;
    bool as_it_is = true;
    std::size_t nulls = 0;
    if (attribute && *p == '=') ++p;  // an error, but part of the name (13.2.5.32)
    for (; p != end_ && !is_html_space(*p) && *p != '/' && *p != '>' && !(attribute && *p == '='); ++p) {
        if (ascii::is_upper(*p)) as_it_is = false;
        if (*p == '\0') {
            report("unexpected-null-character", p);
            as_it_is = false;
            ++nulls;
        }
        if (attribute && (*p == '"' || *p == '\'' || *p == '<')) report("unexpected-character-in-attribute-name", p);
    }
    const auto size = static_cast<std::size_t>(p - from);
    if (as_it_is) {
        name = {from, size};
        return p;
    }
    char* const out = storage_.reserve_text(size + 2 * nulls);
    char* to = out;
    for (const char* c = from; c != p; ++c) {
        if (*c == '\0') {
            std::memcpy(to, "\xEF\xBF\xBD", 3);
            to += 3;
        } else {
            *to++ = ascii::lower(*c);
        }
    }
    storage_.take_text(static_cast<std::size_t>(to - out));
    name = {out, static_cast<std::size_t>(to - out)};
    return p;
}

/// Gives `a` its name; false when the tag, which has `count` attributes so far, has one of that name already.
bool Tokenizer::begin_attribute(Attribute* a, std::uint32_t count, std::string_view name, const NameWords& words) {
    const auto id = static_cast<Attr>(kAttrTable.find(words));
    if (id != Attr::unknown && (words.size <= 16 || html::name(id) == name)) {
        Storage::set_name(a, id);
        std::uint32_t& seen = storage_.attr_seen_in[static_cast<std::size_t>(id)];
        if (seen == storage_.tag_serial) return false;
        seen = storage_.tag_serial;
        return true;
    }
    if (count == attribute_limit_) return true;  // will be dropped: its name need not be kept
    NameRecord* const record = storage_.intern(name);
    if (record == nullptr) {
        storage_.report.attributes_cut += 1;
        return false;
    }
    Storage::set_name(a, record);
    if (record->seen_in == storage_.tag_serial) return false;
    record->seen_in = storage_.tag_serial;
    return true;
}

// 13.2.5.32 Before attribute name state to 13.2.5.40. Returns the place after the ">"; nullptr when the input ended
// before.
const char* Tokenizer::attributes(Token& token, const char* p) {
    storage_.tag_serial += 1;
    std::uint32_t count = 0;
    for (;;) {
        // 13.2.5.32 Before attribute name state
        while (p != end_ && is_html_space(*p))
            ++p;
        if (p == end_) break;
        if (*p == '>') {
            token.attribute_count = count;
            return p + 1;
        }
        if (*p == '/') {  // 13.2.5.40 Self-closing start tag state
            ++p;
            if (p == end_) break;
            if (*p == '>') {
                token.self_closing = true;
                token.attribute_count = count;
                return p + 1;
            }
            report("unexpected-solidus-in-tag", p);
            continue;
        }

        // 13.2.5.33 Attribute name state
        Attribute* const a = storage_.attributes_end();
        bool fresh = false;
        bool named = false;
#if NL_HTML_SSE2
        if (end_ - p >= 16 && errors_ == nullptr) {
            const FastName fast = fast_name<true>(p);
            if (fast.words.size != 0) {
                std::string_view name(p, fast.words.size);
                char lowered[16];
                if (fast.has_upper) [[unlikely]] {
                    std::memcpy(lowered, &fast.words.head, 8);
                    std::memcpy(lowered + 8, &fast.words.tail, 8);
                    name = {lowered, fast.words.size};
                }
                p += fast.words.size;
                fresh = begin_attribute(a, count, name, fast.words);
                named = true;
            }
        }
#endif
        if (!named) {
            if (*p == '=') report("unexpected-equals-sign-before-attribute-name", p);
            std::string_view name;
            p = slow_name(p, true, name);
            fresh = begin_attribute(a, count, name, NameWords::of(name));
        }
        if (!fresh) report("duplicate-attribute", p);

        // 13.2.5.34 After attribute name state, 13.2.5.35 Before attribute value state and the values
        std::string_view value;
        if (p != end_ && *p != '=') [[unlikely]]
            while (p != end_ && is_html_space(*p))
                ++p;
        if (p != end_ && *p == '=') {
            ++p;
            if (p != end_ && *p == '"') [[likely]] {  // 13.2.5.36 Attribute value (double-quoted) state
                const char* const from = p + 1;
                p = scan::double_quoted_end(from, end_);
                if (p != end_ && *p == '"') [[likely]] {
                    value = {from, static_cast<std::size_t>(p - from)};
                    ++p;
                    if (p != end_ && *p != '>' && !is_html_space(*p) && *p != '/')
                        report("missing-whitespace-between-attributes", p);
                } else {
                    p = attribute_value(from - 1, value);
                }
            } else {
                p = attribute_value(p, value);
            }
            if (p == nullptr) return nullptr;
        }
        if (!fresh) continue;
        if (count == attribute_limit_ || !storage_.attributes_left()) {
            storage_.report.attributes_cut += 1;
            continue;
        }
        Storage::set_value(a, value);
        storage_.new_attribute();
        ++count;
    }
    report("eof-in-tag", end_);
    return nullptr;
}

/// The value that begins at `p`, after the "=": white space, quotes or none. nullptr when the input ended within.
const char* Tokenizer::attribute_value(const char* p, std::string_view& value) {
    // 13.2.5.35 Before attribute value state
    while (p != end_ && is_html_space(*p))
        ++p;
    if (p == end_) {
        report("eof-in-tag", p);
        return nullptr;
    }
    if (*p == '"' || *p == '\'') {
        const char quote = *p++;
        const char* const from = p;
        bool plain = true;
        for (;;) {
            p = quote == '"' ? scan::double_quoted_end(p, end_) : scan::single_quoted_end(p, end_);
            if (p == end_) {
                if (!plain && errors_ != nullptr) (void)decoded_value(from, p);
                report("eof-in-tag", p);
                return nullptr;
            }
            if (*p == quote) break;
            plain = false;
            const auto* found = static_cast<const char*>(std::memchr(p, quote, static_cast<std::size_t>(end_ - p)));
            p = found != nullptr ? found : end_;
        }
        value = plain ? std::string_view(from, static_cast<std::size_t>(p - from)) : decoded_value(from, p);
        ++p;
        // 13.2.5.39 After attribute value (quoted) state
        if (p != end_ && *p != '>' && !is_html_space(*p) && *p != '/')
            report("missing-whitespace-between-attributes", p);
        return p;
    }
    if (*p == '>') {
        report("missing-attribute-value", p);
        return p;
    }
    // 13.2.5.38 Attribute value (unquoted) state
    const char* const from = p;
    bool plain = true;
    for (; p != end_ && !is_html_space(*p) && *p != '>'; ++p) {
        if (*p == '&' || *p == '\0') plain = false;
        if (*p == '"' || *p == '\'' || *p == '<' || *p == '=' || *p == '`')
            report("unexpected-character-in-unquoted-attribute-value", p);
    }
    value = plain ? std::string_view(from, static_cast<std::size_t>(p - from)) : decoded_value(from, p);
    return p;
}

std::string_view Tokenizer::decoded_value(const char* from, const char* to) {
    char* const out = storage_.reserve_text(3 * static_cast<std::size_t>(to - from) + 8);
    const std::size_t size = decode_references(from, to, end_, ReferenceIn::attribute, out, errors_);
    storage_.take_text(size);
    return {out, size};
}

}  // namespace newsloom::html
