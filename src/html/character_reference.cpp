#include "html/detail/character_reference.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "html/detail/scan.h"
#include "text/ascii.h"

namespace newsloom::html {

namespace {

#include "html/entities.inc"

constexpr std::uint32_t kLastSibling = 0x80, kEndsName = 0x100;

std::size_t value_number(std::size_t node) {
    const std::size_t block = node / 64 * 64;
    std::size_t number = kRank[node / 64];
    for (std::size_t i = block; i < node; ++i)
        number += (kNodes[i] & kEndsName) != 0;
    return number;
}

/// 13.2.5.80 Numeric character reference end state: what Windows-1252 has at 80..9F.
constexpr std::uint16_t kWindows1252[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                            0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void put_code_point(Reference& reference, std::uint32_t c) {
    const auto put = [&reference](std::uint32_t byte) { reference.bytes[reference.size++] = static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 63));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 63));
        put(0x80 | (c & 63));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 63));
        put(0x80 | (c >> 6 & 63));
        put(0x80 | (c & 63));
    }
}

int hex_digit(char c) {
    if (ascii::is_digit(c)) return c - '0';
    const char lower = ascii::lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// 13.2.5.75 Numeric character reference state to 13.2.5.80. `p` is after "&#".
Reference read_numeric(const char* ampersand, const char* p, const char* end, ErrorSink* errors) {
    const auto error = [errors](const char* code, const char* at) {
        if (errors != nullptr) errors->error(code, at);
    };
    const bool hexadecimal = p != end && (*p == 'x' || *p == 'X');
    if (hexadecimal) ++p;
    std::uint32_t c = 0;
    const char* digits = p;
    for (; p != end; ++p) {
        const int digit = hexadecimal ? hex_digit(*p) : (ascii::is_digit(*p) ? *p - '0' : -1);
        if (digit < 0) break;
        c = c * (hexadecimal ? 16u : 10u) + static_cast<std::uint32_t>(digit);
        if (c > 0x10FFFF) c = 0x110000;
    }
    if (p == digits) {
        error("absence-of-digits-in-numeric-character-reference", p);
        return {};
    }
    (void)ampersand;
    if (p != end && *p == ';')
        ++p;
    else
        error("missing-semicolon-after-character-reference", p);
    Reference reference;
    reference.end = p;
    const char* last = p;
    if (c == 0) {
        error("null-character-reference", last);
        c = 0xFFFD;
    } else if (c > 0x10FFFF) {
        error("character-reference-outside-unicode-range", last);
        c = 0xFFFD;
    } else if (c >= 0xD800 && c <= 0xDFFF) {
        error("surrogate-character-reference", last);
        c = 0xFFFD;
    } else if ((c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) {
        error("noncharacter-character-reference", last);
    } else if (c == 0x0D || (c < 0x20 && c != 0x09 && c != 0x0A && c != 0x0C) || (c >= 0x7F && c <= 0x9F)) {
        error("control-character-reference", last);
        if (c >= 0x80) c = kWindows1252[c - 0x80];
    }
    put_code_point(reference, c);
    return reference;
}

}  // namespace

namespace {

/// The handful that make up nearly all references of real pages, by comparing the next bytes; the table says the same.
bool read_frequent(const char* p, const char* end, Reference& reference) {
    struct Frequent {
        std::string_view name;
        std::string_view value;
    };
    constexpr Frequent kFrequent[] = {
        {"quot;", "\""}, {"amp;", "&"}, {"nbsp;", "\xC2\xA0"}, {"lt;", "<"}, {"gt;", ">"}};
    if (end - p < 6) return false;
    for (const auto& [name, value] : kFrequent) {
        if (std::memcmp(p, name.data(), name.size()) != 0) continue;
        reference.end = p + name.size();
        reference.size = static_cast<unsigned>(value.size());
        std::memcpy(reference.bytes, value.data(), value.size());
        return true;
    }
    return false;
}

}  // namespace

// 13.2.5.72 Character reference state, 13.2.5.73 Named character reference state
Reference read_reference(const char* ampersand, const char* end, ReferenceIn where, ErrorSink* errors) {
    const char* p = ampersand + 1;
    if (p == end) return {};
    if (Reference frequent; read_frequent(p, end, frequent)) return frequent;
    if (*p == '#') return read_numeric(ampersand, p + 1, end, errors);
    if (!ascii::is_alnum(*p)) return {};

    // The longest name in the table that the characters begin with.
    std::size_t node = 0, match = 0;
    const char* match_end = nullptr;
    for (const char* q = p; q != end; ++q) {
        std::size_t child = kNodes[node] >> 9;
        if (child == 0) break;
        const auto wanted = static_cast<unsigned char>(*q);
        while ((kNodes[child] & 0x7F) != wanted && (kNodes[child] & kLastSibling) == 0)
            ++child;
        if ((kNodes[child] & 0x7F) != wanted) break;
        node = child;
        if ((kNodes[node] & kEndsName) != 0) {
            match = node;
            match_end = q + 1;
        }
    }
    if (match_end == nullptr) {  // 13.2.5.74 Ambiguous ampersand state
        if (errors != nullptr) {
            const char* q = p;
            while (q != end && ascii::is_alnum(*q))
                ++q;
            if (q != end && *q == ';') errors->error("unknown-named-character-reference", q);
        }
        return {};
    }
    if (match_end[-1] != ';') {
        if (where == ReferenceIn::attribute && match_end != end && (*match_end == '=' || ascii::is_alnum(*match_end)))
            return {};
        if (errors != nullptr) errors->error("missing-semicolon-after-character-reference", match_end);
    }
    Reference reference;
    reference.end = match_end;
    const std::size_t number = value_number(match);
    reference.size = kOffsets[number + 1] - static_cast<unsigned>(kOffsets[number]);
    std::memcpy(reference.bytes, kValues + kOffsets[number], reference.size);
    return reference;
}

std::size_t decode_references(const char* p, const char* end, const char* limit, ReferenceIn where, char* out,
                              ErrorSink* errors) {
    char* to = out;
    while (p != end) {
        const char* stop = p;
        while (stop != end && *stop != '&' && *stop != '\0')
            ++stop;
        const auto size = static_cast<std::size_t>(stop - p);
        std::memcpy(to, p, size);
        to += size;
        p = stop;
        if (p == end) break;
        if (*p == '\0') {
            if (errors != nullptr) errors->error("unexpected-null-character", p);
            std::memcpy(to, "\xEF\xBF\xBD", 3);
            to += 3;
            ++p;
            continue;
        }
        const Reference reference = read_reference(p, limit, where, errors);
        if (reference.end == nullptr) {
            *to++ = *p++;
            continue;
        }
        std::memcpy(to, reference.bytes, reference.size);
        to += reference.size;
        p = reference.end;
    }
    return static_cast<std::size_t>(to - out);
}

}  // namespace newsloom::html
