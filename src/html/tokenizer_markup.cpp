/// 13.2.5.41 Bogus comment state to 13.2.5.52 Comment end bang state, and processing instructions (13.2.5.72
/// to 13.2.5.76).
#include <cstring>

#include "html/detail/scan.h"
#include "html/detail/tokenizer.h"
#include "text/ascii.h"

namespace newsloom::html {

namespace {

bool starts_with_ignoring_case(const char* p, const char* end, std::string_view word) {
    return static_cast<std::size_t>(end - p) >= word.size() && ascii::iequals({p, word.size()}, word);
}

}  // namespace

// 13.2.5.42 Markup declaration open state. False when a CDATA section begins.
bool Tokenizer::markup_declaration_open(Token& token, const char* less_than) {
    const char* const p = less_than + 2;
    if (end_ - p >= 2 && p[0] == '-' && p[1] == '-') {
        comment(token, p + 2);
    } else if (starts_with_ignoring_case(p, end_, "doctype")) {
        doctype(token, p + 7);
    } else if (end_ - p >= 7 && std::memcmp(p, "[CDATA[", 7) == 0) {
        if (cdata_allowed_) {
            state_ = State::cdata_section;
            position_ = p + 7;
            return false;
        }
        report("cdata-in-html-content", p + 6);
        bogus_comment(token, p, p + 7);
    } else {
        report("incorrectly-opened-comment", p);
        bogus_comment(token, p, p);
    }
    token.source = offset_of(less_than);
    return true;
}

// 13.2.5.41 Bogus comment state. The data begins at `from`; its end is looked for from `p`.
void Tokenizer::bogus_comment(Token& token, const char* from, const char* p) {
    const auto* close = static_cast<const char*>(std::memchr(p, '>', static_cast<std::size_t>(end_ - p)));
    const char* const stop = close != nullptr ? close : end_;
    token.type = TokenType::comment;
    token.data = without_nulls(from, stop);
    position_ = close != nullptr ? close + 1 : end_;
}

// 13.2.5.43 Comment start state to 13.2.5.52 Comment end bang state. `p` is after "<!--".
void Tokenizer::comment(Token& token, const char* p) {
    token.type = TokenType::comment;
    token.data = {};
    if (p != end_ && *p == '>') {
        report("abrupt-closing-of-empty-comment", p);
        position_ = p + 1;
        return;
    }
    if (end_ - p >= 2 && p[0] == '-' && p[1] == '>') {
        report("abrupt-closing-of-empty-comment", p + 1);
        position_ = p + 2;
        return;
    }
    // The first "-->" or "--!>" ends it.
    const char* const from = p;
    const char* stop = nullptr;
    const char* after = end_;
    while ((p = scan::kBest.dash_dash(p, end_)) != end_) {
        if (end_ - p >= 3 && p[2] == '>') {
            stop = p;
            after = p + 3;
            break;
        }
        if (end_ - p >= 4 && p[2] == '!' && p[3] == '>') {
            stop = p;
            after = p + 4;
            break;
        }
        ++p;
    }
    if (errors_ != nullptr) {
        // 13.2.5.46 to 13.2.5.49: "<!--" within, unless it is the end as well
        const char* const last = stop != nullptr ? stop : end_;
        for (const char* q = from; last - q >= 4; ++q)
            if (std::memcmp(q, "<!--", 4) == 0 && q + 4 != end_ && !(q + 4 < end_ && q[4] == '>'))
                report("nested-comment", q + 4);
    }
    if (stop == nullptr) {
        report("eof-in-comment", end_);
        // Dashes that could have begun the end are not part of it.
        const std::string_view all(from, static_cast<std::size_t>(end_ - from));
        std::size_t size = all.size();
        if (all.ends_with("--!"))
            size -= 3;
        else if (all.ends_with("--"))
            size -= 2;
        else if (all.ends_with("-"))
            size -= 1;
        stop = from + size;
    } else if (after - stop == 4) {
        report("incorrectly-closed-comment", after - 1);
    }
    token.data = without_nulls(from, stop);
    position_ = after;
}

// 13.2.5.72 Processing instruction open state to 13.2.5.76 Processing instruction questionable state (in the standard
// since June 2026).
void Tokenizer::processing_instruction(Token& token, const char* less_than) {
    const char* const buffer = less_than + 1;  // "?..." would be the data of a bogus comment
    const char* const target = less_than + 2;
    token.source = offset_of(less_than);
    if (target == end_) {
        report("eof-in-processing-instruction", target);
        return end_of_file(token);
    }
    if (!ascii::is_alpha(*target) && *target != '_') {
        report("invalid-first-character-of-processing-instruction-target", target);
        return bogus_comment(token, buffer, target);
    }
    const char* p = target;
    while (p != end_ && (ascii::is_alnum(*p) || *p == '-' || *p == '_'))
        ++p;
    if (p == end_) {
        report("eof-in-processing-instruction", p);
        return end_of_file(token);
    }
    const std::string_view name(target, static_cast<std::size_t>(p - target));
    const bool ended = *p == '\t' || *p == '\n' || *p == '\f' || *p == ' ' || *p == '?' || *p == '>';
    if (!ended) {
        report("invalid-processing-instruction-target", p);
        return bogus_comment(token, buffer, p);
    }
    if (ascii::iequals(name, "xml") || ascii::iequals(name, "xml-stylesheet")) {
        report("disallowed-processing-instruction-target", p);
        return bogus_comment(token, buffer, p);
    }
    while (p != end_ && (*p == '\t' || *p == '\n' || *p == '\f' || *p == ' '))
        ++p;
    const auto* close = static_cast<const char*>(std::memchr(p, '>', static_cast<std::size_t>(end_ - p)));
    if (close == nullptr) {
        report("eof-in-processing-instruction", end_);
        return end_of_file(token);
    }
    token.type = TokenType::processing_instruction;
    token.name = name;
    const char* const stop = close != p && close[-1] == '?' ? close - 1 : close;
    token.data = without_nulls(p, stop);
    position_ = close + 1;
}

}  // namespace newsloom::html
