/// The fast scan over the words of a text for signatures and story vectors: hashes, no strings, one pass.
///
/// A word is a run of letters, marks and digits; an apostrophe between letters belongs to it, a final "'s" does not;
/// dots and commas between digits belong to a number. Words are folded (case; "’" as "'"). Characters of scripts
/// without spaces are words of their own. Hashes are FNV-1a over the folded code points: stable, they may be stored.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/hash.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::dedup {

inline constexpr std::uint64_t kFnvStart = 0xcbf29ce484222325ULL;

[[nodiscard]] constexpr std::uint64_t fnv(std::uint64_t state, std::uint64_t value) {
    return (state ^ value) * 0x100000001b3ULL;
}

/// FNV state of an ASCII lower-case word; mix64 of it is what `ScannedWord::hash()` gives for that word.
[[nodiscard]] constexpr std::uint64_t fnv_of(std::string_view word) {
    std::uint64_t state = kFnvStart;
    for (const char c : word)
        state = fnv(state, static_cast<unsigned char>(c));
    return state;
}

struct ScannedWord {
    std::size_t begin = 0, end = 0;
    std::uint32_t length = 0;               ///< code points
    std::array<std::uint64_t, 4> states{};  ///< FNV state of the whole word and without its last 1, 2, 3 characters
    std::array<char, 4> last{};             ///< its last characters, last first; 0 where not ASCII
    bool upper = false;                     ///< begins with a capital
    bool shouted = false;                   ///< more than one character, no small letter
    bool digits = false;                    ///< begins with a digit
    bool after_break = false;               ///< the first word of a line or after . ! ? : or an opening quote
    bool after_mark = false;                ///< some mark stands between it and the word before

    [[nodiscard]] std::uint64_t hash() const { return mix64(states[0]); }
};

namespace detail {
enum class Class : unsigned char { mark, letter, digit, space, line, stop, apostrophe, high };
inline constexpr auto kClasses = [] {
    std::array<Class, 256> table{};
    for (std::size_t i = 0; i < 256; ++i) {
        const char c = static_cast<char>(i);
        table[i] = i >= 0x80                                                  ? Class::high
                   : (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')         ? Class::letter
                   : c >= '0' && c <= '9'                                     ? Class::digit
                   : c == '\n' || c == '\r'                                   ? Class::line
                   : c == ' ' || c == '\t' || c == '\f' || c == '\v'          ? Class::space
                   : c == '.' || c == '!' || c == '?' || c == ':' || c == '"' ? Class::stop
                   : c == '\''                                                ? Class::apostrophe
                                                                              : Class::mark;
    }
    return table;
}();
/// Letters folded and digits; 0 for all other bytes.
inline constexpr auto kFolded = [] {
    std::array<unsigned char, 256> table{};
    for (std::size_t i = 0; i < 0x80; ++i) {
        if (kClasses[i] == Class::digit || (i >= 'a' && i <= 'z')) table[i] = static_cast<unsigned char>(i);
        if (i >= 'A' && i <= 'Z') table[i] = static_cast<unsigned char>(i + ('a' - 'A'));
    }
    return table;
}();
[[nodiscard]] inline Class class_at(std::string_view text, std::size_t at) {
    return at < text.size() ? kClasses[static_cast<unsigned char>(text[at])] : Class::line;
}
}  // namespace detail

/// Reads the word that begins at `at` (a word character stands there). Returns where to go on: behind the word and its
/// "'s". `length` stays 0 when nothing but characters without a print were there.
[[nodiscard]] inline std::size_t read_word(std::string_view text, std::size_t at, ScannedWord& word) {
    using detail::Class;
    utf8::Decoded wide;
    word.begin = at;
    word.digits = detail::class_at(text, at) == Class::digit;
    std::uint64_t state = kFnvStart;
    // Rings of the last four characters and of the states before them.
    std::array<char, 4> last{};
    std::array<std::uint64_t, 4> before{kFnvStart, kFnvStart, kFnvStart, kFnvStart};
    std::uint32_t length = 0;
    bool small = false;
    const auto push = [&](char32_t folded, bool upper) {
        if (length == 0) word.upper = upper;
        small = small || !upper;
        before[length % 4] = state;
        last[length % 4] = folded < 0x80 ? static_cast<char>(folded) : '\0';
        state = fnv(state, folded);
        ++length;
    };
    while (at < text.size()) {
        const char c = text[at];
        if (detail::kFolded[static_cast<unsigned char>(c)] != 0) {
            // As push, for a run of ASCII.
            if (length == 0) word.upper = c >= 'A' && c <= 'Z';
            for (; at < text.size(); ++at) {
                const auto byte = static_cast<unsigned char>(text[at]);
                const unsigned char folded = detail::kFolded[byte];
                if (folded == 0) break;
                small |= folded == byte;
                before[length % 4] = state;
                last[length % 4] = static_cast<char>(folded);
                state = fnv(state, folded);
                ++length;
            }
            continue;
        }
        const Class kind = detail::class_at(text, at);
        if (kind == Class::high) {
            wide = utf8::decode(text, at);
            if (wide.code_point == 0x2019 && detail::class_at(text, at + wide.size) == Class::letter) {
                const char next = text[at + wide.size];
                if ((next == 's' || next == 'S') && detail::class_at(text, at + wide.size + 1) != Class::letter) break;
                at += wide.size;  // the apostrophe itself is not hashed: "dont" = "don't"
                continue;
            }
            if (wide.code_point == 0x00AD || wide.code_point == 0x200B) {  // soft hyphen, zero-width space
                at += wide.size;
                continue;
            }
            if (!is_word_character(wide.code_point)) break;
            if (is_unspaced_script(wide.code_point)) {
                if (length == 0) {
                    push(wide.code_point, false);
                    at += wide.size;
                }
                break;
            }
            push(fold_case(wide.code_point), is_upper_case(wide.code_point));
            at += wide.size;
        } else if (kind == Class::apostrophe && detail::class_at(text, at + 1) == Class::letter) {
            const char next = text[at + 1];
            if ((next == 's' || next == 'S') && detail::class_at(text, at + 2) != Class::letter) break;
            ++at;
        } else if (word.digits && (c == '.' || c == ',') && detail::class_at(text, at + 1) == Class::digit) {
            if (c == '.') push(U'.', false);
            ++at;
        } else {
            break;
        }
    }
    word.end = at;
    word.length = length;
    word.shouted = !small && length > 1;
    word.states = {state, before[(length + 3) % 4], before[(length + 2) % 4], before[(length + 1) % 4]};
    word.last = {last[(length + 3) % 4], last[(length + 2) % 4], last[(length + 1) % 4], last[length % 4]};
    // "'s" after a word is skipped with its letter.
    if (detail::class_at(text, at) == Class::apostrophe && at + 1 < text.size() && (text[at + 1] | 0x20) == 's') {
        at += 2;
    } else if (text.compare(at, 3, "\u2019") == 0 && at + 3 < text.size() && (text[at + 3] | 0x20) == 's' &&
               detail::class_at(text, at + 4) != Class::letter) {
        at += 4;
    }
    return at;
}

/// Calls `each(const ScannedWord&)` for every word in order, until it returns false where it returns something. Linear,
/// no allocation.
template <class Each>
void scan_words(std::string_view text, Each&& each) {
    using detail::Class;
    std::size_t at = 0;
    bool after_break = true;
    bool after_mark = true;
    while (at < text.size()) {
        const Class kind = detail::class_at(text, at);
        if (kind == Class::high) {
            const utf8::Decoded wide = utf8::decode(text, at);
            if (!is_word_character(wide.code_point)) {
                after_mark = after_mark || !is_white_space(wide.code_point);
                after_break = after_break || wide.code_point == 0x201C || wide.code_point == 0x201E ||
                              wide.code_point == 0x3002 || wide.code_point == 0x2026;
                at += wide.size;
                continue;
            }
        } else if (kind != Class::letter && kind != Class::digit) {
            after_break = after_break || kind == Class::stop || kind == Class::line;
            after_mark = after_mark || kind != Class::space;
            ++at;
            continue;
        }
        ScannedWord word;
        word.after_break = after_break;
        word.after_mark = after_mark;
        at = read_word(text, at, word);
        if (word.length != 0) {
            if constexpr (std::is_void_v<decltype(each(std::as_const(word)))>) {
                each(std::as_const(word));
            } else if (!each(std::as_const(word))) {
                return;
            }
        }
        after_break = after_mark = false;
    }
}

/// Calls `each(state, begin, end)` for the same words, with their FNV state only: four times as fast. Words of ASCII
/// letters and digits are read here, all others by `read_word`.
template <class Each>
void scan_word_states(std::string_view text, Each&& each) {
    using detail::Class;
    for (std::size_t at = 0; at < text.size();) {
        Class kind = detail::class_at(text, at);
        if (kind == Class::high) {
            const utf8::Decoded wide = utf8::decode(text, at);
            if (!is_word_character(wide.code_point)) {
                at += wide.size;
                continue;
            }
        } else if (kind == Class::letter || kind == Class::digit) {
            const bool digits = kind == Class::digit;
            std::uint64_t state = kFnvStart;
            std::size_t end = at;
            for (unsigned char folded = 0; end < text.size(); ++end) {
                folded = detail::kFolded[static_cast<unsigned char>(text[end])];
                if (folded == 0) break;
                state = fnv(state, folded);
            }
            kind = detail::class_at(text, end);
            if (kind == Class::space || kind == Class::line || kind == Class::mark ||
                (kind == Class::stop && !digits)) {
                if (!(digits && end < text.size() && text[end] == ',')) {
                    each(state, at, end);
                    at = end + 1;
                    continue;
                }
            }
        } else {
            ++at;
            continue;
        }
        ScannedWord word;
        at = read_word(text, at, word);
        if (word.length != 0) each(word.states[0], word.begin, word.end);
    }
}

}  // namespace newsloom::dedup
