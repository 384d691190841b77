/// Selectors, text to Compiled: a parser by hand for the subset in select.h (Selectors 4; an+b as in CSS Syntax 3).
#include <algorithm>
#include <charconv>

#include "html/detail/selector.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::html {

namespace {

constexpr int kMostNesting = 8;  // :not(:is(...))

class Compiler {
  public:
    Compiler(std::string_view text, Selector::Compiled& out) : text_(text), out_(out) {}

    Result<std::vector<Complex>> list(int nesting) {
        if (nesting > kMostNesting) return wrong("nested too deep");
        std::vector<Complex> all;
        do {
            NL_TRY(Complex complex, this->complex(nesting));
            all.push_back(std::move(complex));
            skip_space();
        } while (take(','));
        return all;
    }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view what) const {
        return fail(Errc::bad_input, "selector '" + std::string(text_) + "': " + std::string(what) + " at character " +
                                         std::to_string(at_ + 1));
    }

  private:
    [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) {
        if (peek() != c) return false;
        ++at_;
        return true;
    }
    bool skip_space() {
        const std::size_t from = at_;
        while (ascii::is_space(peek()))
            ++at_;
        return at_ != from;
    }
    [[nodiscard]] bool begins_name() const {
        const char c = peek();
        return ascii::is_alpha(c) || c == '_' || c == '-' || c == '\\' || static_cast<unsigned char>(c) >= 0x80;
    }

    Result<std::string> name() {
        if (!begins_name()) return wrong("a name is missing");
        std::string out;
        while (begins_name() || ascii::is_digit(peek())) {
            if (take('\\')) {
                if (at_end()) return wrong("an escape is cut off");
                escape(out);
            } else {
                out += text_[at_++];
            }
        }
        return out;
    }
    /// After the backslash: hexadecimal digits of a code point, or the character itself.
    void escape(std::string& out) {
        unsigned code_point = 0;
        const char* const from = text_.data() + at_;
        const std::size_t most = std::min<std::size_t>(6, text_.size() - at_);
        const auto [end, error] = std::from_chars(from, from + most, code_point, 16);
        if (error != std::errc()) {
            out += text_[at_++];
            return;
        }
        at_ += static_cast<std::size_t>(end - from);
        if (ascii::is_space(peek())) ++at_;
        const bool usable = code_point != 0 && code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
        utf8::append(out, usable ? static_cast<char32_t>(code_point) : utf8::kReplacement);
    }
    Result<std::string> string() {
        const char quote = text_[at_++];
        std::string out;
        while (!at_end() && peek() != quote) {
            if (take('\\')) {
                if (at_end()) break;
                escape(out);
            } else {
                out += text_[at_++];
            }
        }
        if (!take(quote)) return wrong("a string is not closed");
        return out;
    }

    Result<Complex> complex(int nesting) {
        Complex complex;
        skip_space();
        Combinator combinator = Combinator::none;
        for (;;) {
            NL_TRY(Compound compound, this->compound(nesting));
            compound.to_the_left = combinator;
            complex.compounds.push_back(std::move(compound));
            const bool space = skip_space();
            if (take('>'))
                combinator = Combinator::child;
            else if (take('+'))
                combinator = Combinator::next_sibling;
            else if (take('~'))
                combinator = Combinator::later_sibling;
            else if (space && !at_end() && peek() != ',' && peek() != ')')
                combinator = Combinator::descendant;
            else
                return complex;
            skip_space();
        }
    }

    Result<Compound> compound(int nesting) {
        Compound compound;
        bool something = false;
        if (take('*')) {
            something = true;
        } else if (begins_name()) {
            NL_TRY(const std::string type, name());
            compound.any_type = false;
            compound.type = ascii::lower(type);
            compound.tag = tag_of(compound.type);
            something = true;
        }
        for (;; something = true) {
            Simple simple;
            if (take('.')) {
                simple.kind = Simple::Kind::has_class;
                NL_TRY(simple.value, name());
            } else if (take('#')) {
                simple.kind = Simple::Kind::has_id;
                NL_TRY(simple.value, name());
            } else if (take('[')) {
                NL_TRY(simple, attribute());
            } else if (take(':')) {
                NL_TRY(simple, pseudo_class(nesting));
            } else {
                break;
            }
            compound.simples.push_back(std::move(simple));
        }
        if (!something) return wrong("a selector is missing");
        return compound;
    }

    Result<Simple> attribute() {
        using Kind = Simple::Kind;
        Simple simple;
        skip_space();
        NL_TRY(const std::string raw, name());
        simple.name = ascii::lower(raw);
        simple.attribute = attr_of(simple.name);
        skip_space();
        if (take(']')) return simple;
        constexpr std::pair<char, Kind> kOperators[] = {{'~', Kind::attribute_word},
                                                        {'|', Kind::attribute_dash},
                                                        {'^', Kind::attribute_prefix},
                                                        {'$', Kind::attribute_suffix},
                                                        {'*', Kind::attribute_part}};
        simple.kind = Kind::attribute_equals;
        for (const auto& [sign, kind] : kOperators)
            if (take(sign)) {
                simple.kind = kind;
                break;
            }
        if (!take('=')) return wrong("'=' is missing");
        skip_space();
        if (peek() == '"' || peek() == '\'') {
            NL_TRY(simple.value, string());
        } else {
            NL_TRY(simple.value, name());
        }
        skip_space();
        if (take('i') || take('I')) simple.ignore_case = true;
        skip_space();
        if (!take(']')) return wrong("']' is missing");
        return simple;
    }

    Simple nth(int step, int offset, bool from_end, bool of_type) {
        Simple simple;
        simple.kind = Simple::Kind::nth;
        simple.step = step;
        simple.offset = offset;
        simple.from_end = from_end;
        simple.of_type = of_type;
        simple.slot = out_.nth_slots++;
        return simple;
    }

    Result<Simple> pseudo_class(int nesting) {
        NL_TRY(const std::string raw, name());
        const std::string word = ascii::lower(raw);
        Simple simple;
        if (word == "not" || word == "is" || word == "where") {
            simple.kind = word == "not" ? Simple::Kind::is_not : Simple::Kind::is;
            if (!take('(')) return wrong("'(' is missing");
            NL_TRY(simple.list, list(nesting + 1));
            skip_space();
            if (!take(')')) return wrong("')' is missing");
            return simple;
        }
        if (word == "first-child") return nth(0, 1, false, false);
        if (word == "last-child") return nth(0, 1, true, false);
        if (word == "first-of-type") return nth(0, 1, false, true);
        if (word == "last-of-type") return nth(0, 1, true, true);
        if (word == "only-child" || word == "only-of-type") {  // the first and the last
            const bool of_type = word == "only-of-type";
            simple.kind = Simple::Kind::is;
            Compound both;
            both.simples.push_back(nth(0, 1, false, of_type));
            both.simples.push_back(nth(0, 1, true, of_type));
            simple.list.push_back({{std::move(both)}});
            return simple;
        }
        if (word == "empty" || word == "root") {
            simple.kind = word == "empty" ? Simple::Kind::empty : Simple::Kind::root;
            return simple;
        }
        const bool is_nth =
            word == "nth-child" || word == "nth-last-child" || word == "nth-of-type" || word == "nth-last-of-type";
        if (!is_nth) return wrong("pseudo-class ':" + word + "' is not known");
        if (!take('(')) return wrong("'(' is missing");
        int step = 0, offset = 0;
        if (!a_n_plus_b(step, offset)) return wrong("an+b is malformed");
        if (!take(')')) return wrong("')' is missing");
        return nth(step, offset, word.find("last") != std::string::npos, word.find("of-type") != std::string::npos);
    }

    bool number(int& value, bool needs_digits) {
        int sign = 1;
        if (take('-'))
            sign = -1;
        else
            (void)take('+');
        value = 0;
        bool digits = false;
        for (; ascii::is_digit(peek()); ++at_) {
            digits = true;
            value = std::min(value * 10 + (peek() - '0'), 100'000'000);
        }
        if (!digits && !needs_digits) value = 1;
        value *= sign;
        return digits || !needs_digits;
    }
    bool a_n_plus_b(int& step, int& offset) {
        skip_space();
        const std::string_view rest = text_.substr(at_);
        for (const auto& [word, first] : {std::pair<std::string_view, int>{"odd", 1}, {"even", 0}}) {
            if (!ascii::iequals(rest.substr(0, word.size()), word)) continue;
            at_ += word.size();
            step = 2;
            offset = first;
            skip_space();
            return true;
        }
        if (!number(step, false)) return false;
        if (!take('n') && !take('N')) {
            const char before = at_ > 0 ? text_[at_ - 1] : '\0';
            offset = step;
            step = 0;
            skip_space();
            return ascii::is_digit(before);
        }
        skip_space();
        if (peek() == '+' || peek() == '-') {
            const int sign = take('-') ? -1 : (take('+'), 1);
            skip_space();
            if (!ascii::is_digit(peek()) || !number(offset, true)) return false;
            offset *= sign;
            skip_space();
        }
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Selector::Compiled& out_;
};

}  // namespace

Result<Selector> Selector::compile(std::string_view text) {
    auto compiled = std::make_shared<Compiled>();
    Compiler compiler(text, *compiled);
    NL_TRY(compiled->list, compiler.list(0));
    if (!compiler.at_end()) return compiler.wrong("something unexpected");
    Selector selector;
    selector.compiled_ = std::move(compiled);
    return selector;
}

}  // namespace newsloom::html
