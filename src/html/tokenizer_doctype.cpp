/// 13.2.5.53 DOCTYPE state to 13.2.5.68 Bogus DOCTYPE state.
#include <cstring>

#include "html/detail/tokenizer.h"
#include "text/ascii.h"

namespace newsloom::html {

namespace {

constexpr bool is_html_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f'; }

}  // namespace

/// `p` is after "<!DOCTYPE". A small machine of its own: a page has one.
void Tokenizer::doctype(Token& token, const char* p) {
    token.type = TokenType::doctype;
    token.name = token.public_id = token.system_id = {};
    token.has_public_id = token.has_system_id = token.force_quirks = false;
    const auto skip_space = [&] {
        while (p != end_ && is_html_space(*p))
            ++p;
    };
    const auto end_with_quirks = [&](const char* code) {
        report(code, p);
        token.force_quirks = true;
        position_ = p != end_ ? p + 1 : end_;
    };
    const auto bogus = [&] {  // 13.2.5.68 Bogus DOCTYPE state
        const auto* close = static_cast<const char*>(std::memchr(p, '>', static_cast<std::size_t>(end_ - p)));
        const char* const stop = close != nullptr ? close : end_;
        if (errors_ != nullptr) (void)without_nulls(p, stop);
        position_ = close != nullptr ? close + 1 : end_;
    };
    /// An identifier from its opening quote on; false when the doctype ended within it.
    const auto identifier = [&](std::string_view& text, const char* abrupt) {
        const char quote = *p++;
        const char* const from = p;
        while (p != end_ && *p != quote && *p != '>')
            ++p;
        text = without_nulls(from, p);
        if (p == end_) return end_with_quirks("eof-in-doctype"), false;
        if (*p == '>') return end_with_quirks(abrupt), false;
        ++p;
        return true;
    };

    // 13.2.5.53 DOCTYPE state, 13.2.5.54 Before DOCTYPE name state
    if (p == end_) return end_with_quirks("eof-in-doctype");
    if (!is_html_space(*p) && *p != '>') report("missing-whitespace-before-doctype-name", p);
    skip_space();
    if (p == end_) return end_with_quirks("eof-in-doctype");
    if (*p == '>') return end_with_quirks("missing-doctype-name");

    // 13.2.5.55 DOCTYPE name state
    const char* const name = p;
    while (p != end_ && !is_html_space(*p) && *p != '>')
        ++p;
    token.name = storage_.store(ascii::lower(without_nulls(name, p)));
    if (p == end_) return end_with_quirks("eof-in-doctype");

    // 13.2.5.56 After DOCTYPE name state
    skip_space();
    if (p == end_) return end_with_quirks("eof-in-doctype");
    if (*p == '>') {
        position_ = p + 1;
        return;
    }
    const bool is_public = end_ - p >= 6 && ascii::iequals({p, 6}, "public");
    const bool is_system = end_ - p >= 6 && ascii::iequals({p, 6}, "system");
    if (!is_public && !is_system) {
        report("invalid-character-sequence-after-doctype-name", p);
        token.force_quirks = true;
        return bogus();
    }
    p += 6;
    if (is_public) {
        // 13.2.5.57 After DOCTYPE public keyword state, 13.2.5.58 Before DOCTYPE public identifier state
        if (p != end_ && (*p == '"' || *p == '\'')) report("missing-whitespace-after-doctype-public-keyword", p);
        skip_space();
        if (p == end_) return end_with_quirks("eof-in-doctype");
        if (*p == '>') return end_with_quirks("missing-doctype-public-identifier");
        if (*p != '"' && *p != '\'') {
            report("missing-quote-before-doctype-public-identifier", p);
            token.force_quirks = true;
            return bogus();
        }
        // 13.2.5.59, 13.2.5.60 DOCTYPE public identifier (quoted) states
        token.has_public_id = true;
        if (!identifier(token.public_id, "abrupt-doctype-public-identifier")) return;
        // 13.2.5.61 After DOCTYPE public identifier state, 13.2.5.62 Between DOCTYPE public and system identifiers
        // state
        if (p != end_ && (*p == '"' || *p == '\''))
            report("missing-whitespace-between-doctype-public-and-system-identifiers", p);
        skip_space();
        if (p == end_) return end_with_quirks("eof-in-doctype");
        if (*p == '>') {
            position_ = p + 1;
            return;
        }
    } else {
        // 13.2.5.63 After DOCTYPE system keyword state, 13.2.5.64 Before DOCTYPE system identifier state
        if (p != end_ && (*p == '"' || *p == '\'')) report("missing-whitespace-after-doctype-system-keyword", p);
        skip_space();
        if (p == end_) return end_with_quirks("eof-in-doctype");
        if (*p == '>') return end_with_quirks("missing-doctype-system-identifier");
    }
    if (*p != '"' && *p != '\'') {
        report("missing-quote-before-doctype-system-identifier", p);
        token.force_quirks = true;
        return bogus();
    }
    // 13.2.5.65, 13.2.5.66 DOCTYPE system identifier (quoted) states
    token.has_system_id = true;
    if (!identifier(token.system_id, "abrupt-doctype-system-identifier")) return;
    // 13.2.5.67 After DOCTYPE system identifier state
    skip_space();
    if (p == end_) return end_with_quirks("eof-in-doctype");
    if (*p == '>') {
        position_ = p + 1;
        return;
    }
    report("unexpected-character-after-doctype-system-identifier", p);
    bogus();
}

}  // namespace newsloom::html
