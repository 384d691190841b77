#include "json/writer.h"

#include <charconv>
#include <cmath>

#include "text/utf8.h"

namespace newsloom::json {

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;  // start of the run that needs no change
    const auto flush = [&](std::size_t end) { out.append(text.substr(plain, end - plain)); };
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c < 0x80) {
            ++i;
            continue;
        }
        if (c < 0x80) {
            flush(i);
            switch (c) {
                case '"':
                    out += "\\\"";
                    break;
                case '\\':
                    out += "\\\\";
                    break;
                case '\n':
                    out += "\\n";
                    break;
                case '\r':
                    out += "\\r";
                    break;
                case '\t':
                    out += "\\t";
                    break;
                default:
                    out += "\\u00";
                    out += "0123456789abcdef"[c >> 4];
                    out += "0123456789abcdef"[c & 15];
            }
            plain = ++i;
            continue;
        }
        const auto next = utf8::decode(text, i);
        const bool line_separator = next.code_point == 0x2028 || next.code_point == 0x2029;
        const bool damaged = next.code_point == utf8::kReplacement && text.substr(i, 3) != "\xEF\xBF\xBD";
        if (line_separator || damaged) {
            flush(i);
            out += damaged ? "\xEF\xBF\xBD" : next.code_point == 0x2028 ? "\\u2028" : "\\u2029";
            plain = i + next.size;
        }
        i += next.size;
    }
    flush(text.size());
    out += '"';
}

void Writer::separate() {
    if (!first_) *out_ += ',';
    first_ = false;
}

Writer& Writer::begin_object() {
    separate();
    *out_ += '{';
    first_ = true;
    return *this;
}

Writer& Writer::end_object() {
    *out_ += '}';
    first_ = false;
    return *this;
}

Writer& Writer::begin_array() {
    separate();
    *out_ += '[';
    first_ = true;
    return *this;
}

Writer& Writer::end_array() {
    *out_ += ']';
    first_ = false;
    return *this;
}

Writer& Writer::key(std::string_view name) {
    separate();
    append_quoted(*out_, name);
    *out_ += ':';
    first_ = true;
    return *this;
}

Writer& Writer::value(std::string_view text) {
    separate();
    append_quoted(*out_, text);
    return *this;
}

Writer& Writer::value(bool truth) { return raw(truth ? "true" : "false"); }
Writer& Writer::null() { return raw("null"); }

Writer& Writer::value(double number) {
    if (!std::isfinite(number)) return null();
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    return raw({buffer, static_cast<std::size_t>(end - buffer)});
}

Writer& Writer::integer(std::int64_t number) {
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    return raw({buffer, static_cast<std::size_t>(end - buffer)});
}

Writer& Writer::raw(std::string_view json) {
    separate();
    out_->append(json);
    return *this;
}

Writer& Writer::value(const std::vector<std::string>& texts) {
    begin_array();
    for (const auto& text : texts)
        value(std::string_view(text));
    return end_array();
}

Writer& Writer::text_or_null(std::string_view name, std::string_view text) {
    key(name);
    return text.empty() ? null() : value(text);
}

}  // namespace newsloom::json
