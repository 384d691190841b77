/// 13.2.5.1 Data state to 13.2.5.5 PLAINTEXT state, the raw text and script states (13.2.5.9 to 13.2.5.31), CDATA
/// sections.
#include <cstring>

#include "html/detail/scan.h"
#include "html/detail/tokenizer.h"
#include "text/ascii.h"

namespace newsloom::html {

void Tokenizer::next(Token& token) {
    for (;;) {
        switch (state_) {
            case State::data:
                if (data(token)) [[likely]]
                    return;
                break;
            case State::rcdata:
                return rcdata(token);
            case State::rawtext:
                return raw_text(token);
            case State::script_data:
                return script_data(token);
            case State::plaintext:
                return plaintext(token);
            case State::cdata_section:
                if (cdata_section(token)) return;
                break;
        }
    }
}

void Tokenizer::error(const char* code, const char* at) {
    storage_.report.errors.push_back({code, static_cast<std::size_t>(at - begin_)});
}

void Tokenizer::characters(Token& token, const char* from, const char* to) {
    token.type = TokenType::characters;
    token.source = offset_of(from);
    token.data = {from, static_cast<std::size_t>(to - from)};
    position_ = to;
}

void Tokenizer::characters_with_references(Token& token, const char* from, const char* to) {
    const auto size = static_cast<std::size_t>(to - from);
    char* out = storage_.reserve_text(3 * size + 8);
    const std::size_t written = decode_references(from, to, end_, ReferenceIn::text, out, errors_);
    storage_.take_text(written);
    characters(token, from, to);
    token.data = {out, written};
}

std::string_view Tokenizer::without_nulls(const char* from, const char* to) {
    const auto size = static_cast<std::size_t>(to - from);
    if (size == 0 || std::memchr(from, '\0', size) == nullptr) return {from, size};
    char* const out = storage_.reserve_text(3 * size);
    char* end = out;
    for (const char* p = from; p != to; ++p) {
        if (*p != '\0') {
            *end++ = *p;
            continue;
        }
        report("unexpected-null-character", p);
        std::memcpy(end, "\xEF\xBF\xBD", 3);
        end += 3;
    }
    storage_.take_text(static_cast<std::size_t>(end - out));
    return {out, static_cast<std::size_t>(end - out)};
}

void Tokenizer::characters_with_nulls_replaced(Token& token, const char* from, const char* to) {
    characters(token, from, to);
    token.data = without_nulls(from, to);
}

void Tokenizer::end_of_file(Token& token) {
    token.type = TokenType::end_of_file;
    token.source = offset_of(end_);
    position_ = end_;
}

// 13.2.5.1 Data state. False when what stood there gives no token (or another state has to look).
bool Tokenizer::data(Token& token) {
    const char* const from = position_;
    const char* p = from;
    if (p != end_ && *p == '<') return tag_open(token, p);
    p = scan::text_end(from, end_);
    if (p != end_ && *p == '&') [[unlikely]] {
        // One token for the whole run, decoded.
        characters_with_references(token, from, scan::raw_text_end(p, end_));
    } else if (p != from) {
        characters(token, from, p);
    } else if (p == end_) {
        end_of_file(token);
    } else {
        report("unexpected-null-character", p);
        token.type = TokenType::null_character;
        token.source = offset_of(p);
        position_ = p + 1;
    }
    return true;
}

// 13.2.5.2 RCDATA state, 13.2.5.9 RCDATA less-than sign state to 13.2.5.11 RCDATA end tag name state
void Tokenizer::rcdata(Token& token) {
    const char* const from = position_;
    if (from == end_) return end_of_file(token);
    if (*from == '<' && is_appropriate_end_tag(from + 1)) {
        tag(token, from + 2, TokenType::end_tag);
        return;
    }
    const char* p = from;
    while (p != end_) {
        p = scan::raw_text_end(p, end_);
        if (p == end_ || (*p == '<' && is_appropriate_end_tag(p + 1))) break;
        ++p;
    }
    characters_with_references(token, from, p);
}

// 13.2.5.3 RAWTEXT state, 13.2.5.12 RAWTEXT less-than sign state to 13.2.5.14 RAWTEXT end tag name state
void Tokenizer::raw_text(Token& token) {
    const char* const from = position_;
    if (from == end_) return end_of_file(token);
    const char* p = from;
    while (p != end_) {
        p = scan::raw_text_end(p, end_);
        if (p == end_ || (*p == '<' && is_appropriate_end_tag(p + 1))) break;
        ++p;
    }
    if (p != from) return characters_with_nulls_replaced(token, from, p);
    tag(token, from + 2, TokenType::end_tag);
}

// 13.2.5.4 Script data state
void Tokenizer::script_data(Token& token) {
    const char* const from = position_;
    if (from == end_) return end_of_file(token);
    const char* const p = script_end(from);
    if (p != from) return characters_with_nulls_replaced(token, from, p);
    tag(token, from + 2, TokenType::end_tag);
}

// 13.2.5.5 PLAINTEXT state
void Tokenizer::plaintext(Token& token) {
    if (position_ == end_) return end_of_file(token);
    characters_with_nulls_replaced(token, position_, end_);
}

namespace {

bool ends_tag_name(char c) { return c == '\t' || c == '\n' || c == '\f' || c == ' ' || c == '/' || c == '>'; }

/// "script" in any case and then the end of a tag's name.
bool is_script_name(const char* p, const char* end) {
    return end - p > 6 && ascii::iequals({p, 6}, "script") && ends_tag_name(p[6]);
}

}  // namespace

/// "</" + the name of the last start tag + the end of a name. `p` is after the "<".
bool Tokenizer::is_appropriate_end_tag(const char* p) const {
    const std::string_view name = last_start_tag_ == Tag::unknown ? last_start_name_ : html::name(last_start_tag_);
    if (name.empty() || static_cast<std::size_t>(end_ - p) < name.size() + 2 || *p != '/') return false;
    return ends_tag_name(p[name.size() + 1]) && ascii::iequals({p + 1, name.size()}, name);
}

/// Where the script's text ends: at its end tag or the end of the input. 13.2.5.15 Script data less-than sign state
/// to 13.2.5.31 Script data double escape end state: "<!--" escapes, "<script" within it escapes twice, "-->" ends
/// both.
const char* Tokenizer::script_end(const char* p) {
    enum class Escape { none, once, twice } escape = Escape::none;
    const char* escaped_from = nullptr;  // where dashes may begin a "-->"
    while (p != end_) {
        const char* const lt = scan::raw_text_end(p, end_);
        if (escape != Escape::none) {
            // Does a "-->" (or "--" of the opening itself and ">") end the escape before the next "<"?
            const char* dashes = p > escaped_from + 2 ? p - 2 : escaped_from;
            bool ended = false;
            while ((dashes = scan::kBest.dash_dash(dashes, lt)) != lt) {
                const char* q = dashes + 2;
                while (q != lt && *q == '-')
                    ++q;
                if (q != lt && *q == '>') {
                    p = q + 1;
                    ended = true;
                    break;
                }
                dashes = q;
            }
            if (ended) {
                escape = Escape::none;
                continue;
            }
        }
        p = lt;
        if (p == end_) break;
        if (*p == '\0') {
            ++p;
            continue;
        }
        if (p + 1 != end_ && p[1] == '/') {
            if (escape == Escape::twice) {
                if (is_script_name(p + 2, end_)) {
                    escape = Escape::once;  // 13.2.5.31
                    p += 2 + 6;
                    escaped_from = p;
                    continue;
                }
            } else if (is_appropriate_end_tag(p + 1)) {
                return p;
            }
            p += 2;
            if (escape != Escape::none) escaped_from = p;
            continue;
        }
        if (escape == Escape::none && end_ - p >= 4 && std::memcmp(p, "<!--", 4) == 0) {
            escape = Escape::once;  // 13.2.5.18 Script data escape start state
            p += 2;
            escaped_from = p;
            p += 2;
            continue;
        }
        if (escape == Escape::once && is_script_name(p + 1, end_)) {
            escape = Escape::twice;  // 13.2.5.26 Script data double escape start state
            p += 1 + 6;
            escaped_from = p;
            continue;
        }
        ++p;
        if (escape != Escape::none) escaped_from = p;
    }
    if (escape != Escape::none) report("eof-in-script-html-comment-like-text", end_);
    return end_;
}

// 13.2.5.69 CDATA section state to 13.2.5.71 CDATA section end state. False when the section ended here.
bool Tokenizer::cdata_section(Token& token) {
    const char* const from = position_;
    if (from == end_) {
        report("eof-in-cdata", end_);
        state_ = State::data;
        end_of_file(token);
        return true;
    }
    if (*from == '\0') {
        token.type = TokenType::null_character;
        token.source = offset_of(from);
        position_ = from + 1;
        return true;
    }
    const char* p = from;
    for (; p != end_ && *p != '\0'; ++p) {
        if (*p != ']' || end_ - p < 3 || p[1] != ']' || p[2] != '>') continue;
        if (p != from) break;
        state_ = State::data;
        position_ = p + 3;
        return false;
    }
    characters(token, from, p);
    return true;
}

}  // namespace newsloom::html
