#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "feed/detail/xml.h"
#include "text/ascii.h"

namespace newsloom::feed {
namespace {

constexpr std::size_t kMostDepth = 200;
constexpr std::size_t kMostValueBytes = 64 * 1024;
constexpr int kMostQuotesInside = 32;  // of one attribute value: bounds the look-ahead

bool is_name_start(char c) { return ascii::is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name(char c) { return is_name_start(c) || ascii::is_digit(c) || c == '-' || c == '.' || c == ':'; }

/// Elements that hold one line of text: another field that begins inside one means that it was not closed.
constexpr std::array kFields = {"title", "link",    "guid",      "pubdate", "author", "category",
                                "id",    "updated", "published", "ttl",     "name",   "language"};
/// Elements that never stand inside one of their own kind.
constexpr std::array kEntries = {"item", "entry", "channel"};

template <class Table>
bool is_one_of(const Table& table, std::string_view name) {
    return std::any_of(table.begin(), table.end(), [&](std::string_view known) { return ascii::iequals(name, known); });
}

class Reader {
  public:
    Reader(pugi::xml_node root, std::string_view text) : text_(text), open_{root} {}

    void read() {
        while (at_ < text_.size()) {
            const std::string_view rest = text_.substr(at_);
            if (rest.starts_with("<!--")) {
                skip_past("-->", 4);
            } else if (rest.starts_with("<![CDATA[")) {
                cdata();
            } else if (rest.starts_with("<?")) {
                skip_past(">", 2);
            } else if (rest.starts_with("<!")) {
                doctype();
            } else if (rest.starts_with("</") && rest.size() > 2 && is_name_start(rest[2])) {
                end_tag();
            } else if (rest.front() == '<' && rest.size() > 1 && is_name_start(rest[1])) {
                start_tag();
            } else {
                characters();
            }
        }
    }

  private:
    void skip_past(std::string_view end, std::size_t from) {
        const std::size_t found = text_.find(end, at_ + from);
        at_ = found == std::string_view::npos ? text_.size() : found + end.size();
    }

    void add_text(const std::string& text) {
        if (!text.empty()) open_.back().append_child(pugi::node_pcdata).set_value(text.c_str());
    }

    void cdata() {
        const std::size_t begin = at_ + 9;
        const std::size_t end = std::min(text_.find("]]>", begin), text_.size());
        open_.back().append_child(pugi::node_cdata).set_value(std::string(text_.substr(begin, end - begin)).c_str());
        at_ = std::min(end + 3, text_.size());
    }

    /// A document type with or without an internal subset; nothing in it is kept.
    void doctype() {
        const std::size_t end = text_.find('>', at_);
        const std::size_t subset = text_.find('[', at_);
        if (subset != std::string_view::npos && subset < end) {
            const std::size_t close = text_.find("]", subset);
            if (close != std::string_view::npos) at_ = close;
        }
        skip_past(">", 0);
    }

    void characters() {
        // A "<" that begins no tag is text.
        const std::size_t end = std::min(text_.find('<', at_ + 1), text_.size());
        add_text(decode_references(text_.substr(at_, end - at_)));
        at_ = end;
    }

    std::string_view take_name() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_name(text_[at_]))
            ++at_;
        return text_.substr(begin, at_ - begin);
    }

    void skip_spaces() {
        while (at_ < text_.size() && ascii::is_space(text_[at_]))
            ++at_;
    }

    void end_tag() {
        at_ += 2;
        const std::string_view name = take_name();
        skip_past(">", 0);
        for (std::size_t i = open_.size(); i-- > 1;) {
            if (ascii::iequals(open_[i].name(), name)) {
                open_.resize(i);
                return;
            }
        }
        // No such element is open: the tag is ignored.
    }

    void close_what_cannot_hold(std::string_view name) {
        if (is_one_of(kEntries, name)) {
            for (std::size_t i = open_.size(); i-- > 1;) {
                if (ascii::iequals(open_[i].name(), name)) {
                    open_.resize(i);
                    return;
                }
            }
        }
        const bool field = is_one_of(kFields, name) || is_one_of(kEntries, name) ||
                           ascii::iequals(name, "description") || ascii::iequals(name, "summary");
        // A person's name stands in <author>.
        if (field && open_.size() > 1 && is_one_of(kFields, open_.back().name()) && !ascii::iequals(name, "name"))
            open_.pop_back();
    }

    void start_tag() {
        ++at_;
        const std::string name(take_name());
        close_what_cannot_hold(name);
        pugi::xml_node node;
        if (open_.size() < kMostDepth) {
            node = open_.back().append_child(name.c_str());
        }
        bool empty = false;
        for (;;) {
            skip_spaces();
            if (at_ >= text_.size()) break;
            if (text_[at_] == '>') {
                ++at_;
                break;
            }
            if (text_[at_] == '/') {
                ++at_;
                empty = at_ < text_.size() && text_[at_] == '>';
                continue;
            }
            if (text_[at_] == '<') break;  // the tag was never closed
            attribute(node);
        }
        if (!empty && node) open_.push_back(node);
    }

    void attribute(pugi::xml_node node) {
        const std::size_t begin = at_;
        const std::string name(take_name());
        if (name.empty()) {
            ++at_;  // a stray quote or sign
            return;
        }
        skip_spaces();
        std::string value;
        if (at_ < text_.size() && text_[at_] == '=') {
            ++at_;
            skip_spaces();
            value = attribute_value();
        }
        if (node && at_ > begin && !node.attribute(name.c_str()))
            node.append_attribute(name.c_str()).set_value(value.c_str());
    }

    std::string attribute_value() {
        if (at_ >= text_.size()) return {};
        const char quote = text_[at_];
        if (quote != '"' && quote != '\'') {
            const std::size_t begin = at_;
            while (at_ < text_.size() && !ascii::is_space(text_[at_]) && text_[at_] != '>')
                ++at_;
            return decode_references(text_.substr(begin, at_ - begin));
        }
        const std::size_t begin = ++at_;
        const std::string_view window = text_.substr(begin, kMostValueBytes);
        std::size_t end = window.find(quote);
        for (int tries = 0; end != std::string_view::npos && !ends_value(begin + end + 1); ++tries) {
            // A quote after "=" begins an attribute of markup inside the value: its pair ends nothing either.
            const bool pair = end > 0 && window[end - 1] == '=';
            end = tries < kMostQuotesInside ? window.find(quote, end + 1) : std::string_view::npos;
            if (pair && end != std::string_view::npos) end = window.find(quote, end + 1);
        }
        if (end == std::string_view::npos) end = std::min(window.find_first_of("\">"), window.size());
        at_ = begin + end;
        if (at_ < text_.size() && text_[at_] == quote) ++at_;
        return decode_references(window.substr(0, end));
    }

    /// Whether a quote before `at` ends its value: the tag ends there, or another attribute begins.
    [[nodiscard]] bool ends_value(std::size_t at) const {
        std::size_t i = at;
        while (i < text_.size() && i < at + 64 && ascii::is_space(text_[i]))
            ++i;
        if (i >= text_.size() || text_[i] == '>' || text_[i] == '?') return true;
        if (text_[i] == '/') return i + 1 >= text_.size() || text_[i + 1] == '>';
        const std::size_t name = i;
        while (i < text_.size() && i < name + 64 && is_name(text_[i]))
            ++i;
        if (i == name) return false;
        while (i < text_.size() && i < name + 80 && ascii::is_space(text_[i]))
            ++i;
        return i < text_.size() && text_[i] == '=';
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<pugi::xml_node> open_;
};

}  // namespace

void read_tolerant(pugi::xml_node root, std::string_view utf8) { Reader(root, utf8).read(); }

}  // namespace newsloom::feed
