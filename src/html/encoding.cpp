/// Sniffing: 13.2.3.2 Determining the character encoding, with the prescan.
#include "html/encoding.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "html/detail/scan.h"
#include "text/ascii.h"

namespace newsloom::html {

namespace {

constexpr std::size_t kPrescanBytes = 1024;

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

/// "Prescan a byte stream": the bytes and the place in them.
class Prescan {
  public:
    explicit Prescan(std::string_view bytes) : bytes_(bytes.substr(0, kPrescanBytes)) {}

    std::optional<std::string_view> run() {
        // UTF-16 declarations of XML
        if (bytes_.starts_with(std::string_view("<\0?\0x\0", 6))) return "UTF-16LE";
        if (bytes_.starts_with(std::string_view("\0<\0?\0x", 6))) return "UTF-16BE";
        while (at_ < bytes_.size()) {
            if (rest().starts_with("<!--")) {
                const std::size_t end = bytes_.find("-->", at_ + 2);  // the dashes may be those of the opening
                if (end == std::string_view::npos) return std::nullopt;
                at_ = end + 3;
            } else if (is_meta()) {
                if (const auto name = meta()) return name;
            } else if (is_tag()) {
                at_ += 1;
                while (at_ < bytes_.size() && !is_space(bytes_[at_]) && bytes_[at_] != '>')
                    ++at_;
                std::string name, value;
                while (attribute(name, value)) {
                }
            } else if (starts("<!") || starts("</") || starts("<?")) {
                const std::size_t end = bytes_.find('>', at_);
                if (end == std::string_view::npos) return std::nullopt;
                at_ = end + 1;
            } else {
                ++at_;
            }
        }
        return std::nullopt;
    }

  private:
    [[nodiscard]] std::string_view rest() const { return bytes_.substr(at_); }
    [[nodiscard]] bool starts(std::string_view word) const { return rest().starts_with(word); }
    [[nodiscard]] bool is_meta() const {
        return rest().size() >= 6 && ascii::iequals(rest().substr(0, 5), "<meta") &&
               (is_space(rest()[5]) || rest()[5] == '/');
    }
    [[nodiscard]] bool is_tag() const {
        if (!starts("<")) return false;
        const std::size_t name = at_ + (starts("</") ? 2 : 1);
        return name < bytes_.size() && ascii::is_alpha(bytes_[name]);
    }

    std::optional<std::string_view> meta() {
        at_ += 6;
        bool got_pragma = false;
        enum class Need { unknown, yes, no } need = Need::unknown;
        std::optional<std::string_view> charset;
        bool has_charset = false;
        bool seen_equivalent = false, seen_content = false, seen_charset = false;
        std::string name, value;
        while (attribute(name, value)) {
            if (name == "http-equiv" && !std::exchange(seen_equivalent, true)) {
                if (value == "content-type") got_pragma = true;
            } else if (name == "content" && !std::exchange(seen_content, true)) {
                if (const auto label = charset_in(value); label && !has_charset) {
                    if (const auto found = encoding_of_label(*label)) {
                        charset = found;
                        has_charset = true;
                        need = Need::yes;
                    }
                }
            } else if (name == "charset" && !std::exchange(seen_charset, true)) {
                charset = encoding_of_label(value);
                has_charset = true;
                need = Need::no;
            }
        }
        if (need == Need::unknown || (need == Need::yes && !got_pragma) || !charset) return std::nullopt;
        if (charset->starts_with("UTF-16")) return "UTF-8";
        if (*charset == "x-user-defined") return "windows-1252";
        return charset;
    }

    /// "Get an attribute"; false at the end of the tag.
    bool attribute(std::string& name, std::string& value) {
        name.clear();
        value.clear();
        while (at_ < bytes_.size() && (is_space(bytes_[at_]) || bytes_[at_] == '/'))
            ++at_;
        if (at_ >= bytes_.size() || bytes_[at_] == '>') {
            ++at_;
            return false;
        }
        while (at_ < bytes_.size()) {
            const char c = bytes_[at_];
            if (c == '=' && !name.empty()) break;
            if (is_space(c)) {
                while (at_ < bytes_.size() && is_space(bytes_[at_]))
                    ++at_;
                if (at_ >= bytes_.size() || bytes_[at_] != '=') return at_ < bytes_.size();
                break;
            }
            if (c == '/' || c == '>') return true;
            name += ascii::lower(c);
            ++at_;
        }
        if (at_ >= bytes_.size()) return false;
        ++at_;  // "="
        while (at_ < bytes_.size() && is_space(bytes_[at_]))
            ++at_;
        if (at_ >= bytes_.size()) return false;
        const char quote = bytes_[at_];
        if (quote == '"' || quote == '\'') {
            for (++at_; at_ < bytes_.size(); ++at_) {
                if (bytes_[at_] == quote) {
                    ++at_;
                    return true;
                }
                value += ascii::lower(bytes_[at_]);
            }
            return false;
        }
        for (; at_ < bytes_.size() && !is_space(bytes_[at_]) && bytes_[at_] != '>'; ++at_)
            value += ascii::lower(bytes_[at_]);
        return at_ < bytes_.size();
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<std::string_view> prescan(std::string_view bytes) { return Prescan(bytes).run(); }

// 2.4.? "Extracting a character encoding from a meta element", which serves media types as well
std::optional<std::string_view> charset_in(std::string_view text) {
    std::size_t at = 0;
    for (;;) {
        at = ascii::ifind(text, "charset", at);
        if (at == std::string_view::npos) return std::nullopt;
        at += 7;
        std::size_t p = at;
        while (p < text.size() && is_space(text[p]))
            ++p;
        if (p >= text.size() || text[p] != '=') continue;
        ++p;
        while (p < text.size() && is_space(text[p]))
            ++p;
        if (p >= text.size()) return std::nullopt;
        if (text[p] == '"' || text[p] == '\'') {
            const std::size_t end = text.find(text[p], p + 1);
            if (end == std::string_view::npos) return std::nullopt;
            return text.substr(p + 1, end - p - 1);
        }
        std::size_t end = p;
        while (end < text.size() && !is_space(text[end]) && text[end] != ';')
            ++end;
        return text.substr(p, end - p);
    }
}

Encoding sniff_encoding(std::string_view bytes, std::string_view content_type) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return {"UTF-8", EncodingConfidence::certain};
    if (bytes.starts_with("\xFE\xFF")) return {"UTF-16BE", EncodingConfidence::certain};
    if (bytes.starts_with("\xFF\xFE")) return {"UTF-16LE", EncodingConfidence::certain};
    if (const auto label = charset_in(content_type))
        if (const auto name = encoding_of_label(*label)) return {*name, EncodingConfidence::certain};
    if (const auto name = encoding_of_label(content_type)) return {*name, EncodingConfidence::certain};
    if (const auto name = prescan(bytes)) return {*name, EncodingConfidence::tentative};
    // The step that lets a user agent look at the bytes: text that is well-formed UTF-8 beyond ASCII is hardly anything
    // else.
    const scan::Checked checked = scan::kBest.check(bytes);
    if (checked.valid_utf8 && !checked.ascii) return {"UTF-8", EncodingConfidence::tentative};
    return {"windows-1252", EncodingConfidence::tentative};
}

}  // namespace newsloom::html
