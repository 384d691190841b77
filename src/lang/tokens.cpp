#include "lang/tokens.h"

#include <array>

#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::lang {
namespace {

enum class Class : std::uint8_t { space, letter, digit, apostrophe, quote, unspaced, joiner, mark };

struct Char {
    char32_t code_point = 0;
    std::size_t size = 0;  ///< 0 at the end of the text
    Class kind = Class::space;
};

constexpr std::array<Class, 128> kAscii = [] {
    std::array<Class, 128> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const char c = static_cast<char>(i);
        if (c <= ' ' || c == 0x7F)
            table[i] = Class::space;
        else if (ascii::is_alpha(c))
            table[i] = Class::letter;
        else if (ascii::is_digit(c))
            table[i] = Class::digit;
        else if (c == '\'')
            table[i] = Class::apostrophe;
        else if (c == '"')
            table[i] = Class::quote;
        else
            table[i] = Class::mark;
    }
    return table;
}();

Class class_of(char32_t c) {
    if (c < 128) return kAscii[c];
    if (c >= 0xC0 && c < 0x250) return c == 0xD7 || c == 0xF7 ? Class::mark : Class::letter;
    switch (c) {
        case 0xAD:
        case 0x200B:
        case 0x200C:
        case 0x200D:
        case 0x2060:
        case 0xFEFF:
            return Class::joiner;
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
        case 0x2032:
            return Class::apostrophe;
        case 0xAB:
        case 0xBB:
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
        case 0x2039:
        case 0x203A:
        case 0x300C:
        case 0x300D:
        case 0x300E:
        case 0x300F:
        case 0xFF02:
            return Class::quote;
        default:
            break;
    }
    if (is_white_space(c)) return Class::space;
    if (c >= 0x2010 && c <= 0x206F) return Class::mark;
    if (is_unspaced_script(c)) return is_word_character(c) ? Class::unspaced : Class::mark;
    if (c == '_' || !is_word_character(c)) return Class::mark;
    return c >= '0' && !is_letter(c) && c < 0x3000 ? Class::joiner : Class::letter;
}

bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_dash(char32_t c) { return is_hyphen(c) || c == 0x2013; }
bool is_currency(char32_t c) { return c == '$' || c == 0xA3 || c == 0xA5 || (c >= 0x20A0 && c <= 0x20CF); }

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) { result_.reserve(text.size() / 5 + 8); }

    std::vector<Token> run() {
        while (at_ < text_.size()) {
            const Char c = look(at_);
            switch (c.kind) {
                case Class::space:
                case Class::joiner:
                    at_ += c.size;
                    break;
                case Class::letter:
                    word();
                    break;
                case Class::digit:
                    number();
                    break;
                case Class::unspaced:
                    emit(at_ + c.size, TokenKind::word);
                    break;
                case Class::apostrophe:
                    apostrophe(c);
                    break;
                case Class::quote:
                    emit(at_ + c.size, TokenKind::quote);
                    break;
                case Class::mark:
                    mark(c);
                    break;
            }
        }
        settle_single_quotes();
        return std::move(result_);
    }

  private:
    Char look(std::size_t at) const {
        if (at >= text_.size()) return {};
        const auto byte = static_cast<unsigned char>(text_[at]);
        if (byte < 0x80) return {byte, 1, kAscii[byte]};
        const auto decoded = utf8::decode(text_, at);
        return {decoded.code_point, decoded.size, class_of(decoded.code_point)};
    }

    void emit(std::size_t end, TokenKind kind) {
        Token token;
        token.range = {at_, end};
        token.kind = kind;
        token.space_before = result_.empty() || result_.back().range.end != at_;
        result_.push_back(token);
        at_ = end;
    }

    // Letters, with inner apostrophes, hyphens, dots between single letters and in host names, and "&" between
    // capitals.
    void word() {
        std::size_t end = at_;
        std::size_t letters_since_dot = 0;
        std::size_t upper = 0, lower = 0, letters = 0;
        bool ascii_only = true;
        bool dotted = false;
        std::size_t clitic = 0;
        std::size_t prefix_end = 0;
        while (true) {
            const Char c = look(end);
            if (c.size == 0) break;
            if (c.kind == Class::letter || c.kind == Class::digit) {
                ++letters_since_dot;
                ++letters;
                if (c.code_point < 128) {
                    const char ch = static_cast<char>(c.code_point);
                    if (ascii::is_upper(ch)) ++upper;
                    if (ascii::is_lower(ch)) ++lower;
                } else {
                    ascii_only = false;
                    ++(is_upper_case(c.code_point) ? upper : lower);
                }
                end += c.size;
                continue;
            }
            if (c.kind == Class::joiner) {
                ascii_only = false;
                end += c.size;
                continue;
            }
            const Char next = look(end + c.size);
            const bool letter_next = next.kind == Class::letter && next.size != 0;
            if (c.kind == Class::apostrophe && letter_next) {
                const std::size_t after = end + c.size + next.size;
                const Char third = look(after);
                const bool ends_there = third.size == 0 || (third.kind != Class::letter && third.kind != Class::digit);
                if ((next.code_point == 's' || next.code_point == 'S') && ends_there &&
                    !(third.kind == Class::apostrophe && look(after + third.size).kind == Class::letter)) {
                    clitic = after;
                    break;
                }
                if (lower + upper <= 2 && !ends_there && elides(slice(text_, {at_, end}), next.code_point)) {
                    prefix_end = end + c.size;
                    break;
                }
                if (c.code_point > 127) ascii_only = false;
                end += c.size;
                continue;
            }
            if (is_hyphen(c.code_point) && (letter_next || (next.kind == Class::digit && next.size != 0))) {
                letters_since_dot = 2;  // "X-Y.Z" is no abbreviation
                end += c.size;
                continue;
            }
            if (c.code_point == '.') {
                const bool abbreviation = letters_since_dot == 1 && (dotted || letters == 1);
                if (abbreviation && letter_next && look(end + c.size + next.size).code_point == '.') {
                    dotted = true;  // "U.S", "e.g": the next letter is followed by a dot as well
                    letters_since_dot = 0;
                    end += c.size;
                    continue;
                }
                if (dotted && letters_since_dot == 1) {
                    end += c.size;  // the last dot of "U.S."
                    break;
                }
                if (letter_next && next.code_point < 128 && ascii::is_lower(static_cast<char>(next.code_point)) &&
                    letters_since_dot >= 2) {
                    end += c.size;  // "example.org"
                    continue;
                }
                break;
            }
            if (c.code_point == '&' && letter_next && lower == 0 && is_upper_case(next.code_point)) {
                end += c.size;
                continue;
            }
            break;
        }
        const bool capital = is_upper_case(first_letter(at_));
        emit(prefix_end != 0 ? prefix_end : end, TokenKind::word);
        Token& token = result_.back();
        token.capitalised = capital;
        token.all_capitals = upper >= 2 && lower == 0;
        token.ascii = ascii_only && prefix_end == 0;
        if (clitic != 0) emit(clitic, TokenKind::clitic);
    }

    char32_t first_letter(std::size_t at) const {
        const Char c = look(at);
        return c.code_point == '@' || c.code_point == '#' ? look(at + 1).code_point : c.code_point;
    }

    // "l'homme", "d'un", "qu'il"; not "I'm", "O'Brien", "D'Angelo", "o'clock".
    static bool elides(std::string_view before, char32_t next) {
        if (is_upper_case(next) && !before.empty() && ascii::is_upper(before[0])) return false;
        const std::string folded = ascii::lower(before);
        return folded == "l" || folded == "d" || folded == "j" || folded == "n" || folded == "s" || folded == "c" ||
               folded == "m" || folded == "t" || folded == "qu";
    }

    // Digits with inner , . : / - and attached letters: "1,200.5", "9:30", "2nd", "10-15", "20-year-old".
    void number() {
        std::size_t end = at_;
        bool ascii_only = true;
        while (true) {
            const Char c = look(end);
            if (c.size == 0) break;
            if (c.kind == Class::digit || c.kind == Class::letter) {
                if (c.code_point > 127) ascii_only = false;
                end += c.size;
                continue;
            }
            const Char next = look(end + c.size);
            if (next.size == 0) break;
            const bool digit_next = next.kind == Class::digit;
            const bool after_digit = ascii::is_digit(text_[end - 1]);
            if (digit_next && after_digit &&
                (c.code_point == ',' || c.code_point == '.' || c.code_point == ':' || c.code_point == '/' ||
                 c.code_point == '\'' || c.code_point == 0x2019 || is_dash(c.code_point))) {
                if (c.code_point > 127) ascii_only = false;
                end += c.size;
                continue;
            }
            if (is_hyphen(c.code_point) && next.kind == Class::letter) {
                end += c.size;
                continue;
            }
            break;
        }
        emit(end, TokenKind::number);
        result_.back().ascii = ascii_only;
    }

    void apostrophe(Char c) {
        const Char next = look(at_ + c.size);
        if (next.size != 0 && next.code_point == c.code_point && (c.code_point == '\'' || c.code_point == 0x2019)) {
            emit(at_ + 2 * c.size, TokenKind::quote);  // '' is a double mark
            return;
        }
        emit(at_ + c.size, TokenKind::mark);
        result_.back().ascii = c.code_point < 128;
    }

    void mark(Char c) {
        if ((c.code_point == '@' || c.code_point == '#') &&
            (at_ == 0 || ascii::is_space(text_[at_ - 1]) || text_[at_ - 1] == '(')) {
            const Char next = look(at_ + 1);
            if (next.kind == Class::letter && next.size != 0) {
                std::size_t end = at_ + 1;
                bool ascii_only = true;
                while (true) {
                    const Char n = look(end);
                    if (n.size == 0 || (n.kind != Class::letter && n.kind != Class::digit && n.code_point != '_'))
                        break;
                    if (n.code_point > 127) ascii_only = false;
                    end += n.size;
                }
                const bool capital = is_upper_case(next.code_point);
                emit(end, TokenKind::word);
                result_.back().capitalised = capital;
                result_.back().ascii = ascii_only;
                return;
            }
        }
        if (c.code_point == '`' && look(at_ + 1).code_point == '`') {
            emit(at_ + 2, TokenKind::quote);
            return;
        }
        std::size_t end = at_ + c.size;
        if (!is_currency(c.code_point) && c.code_point != '(' && c.code_point != ')' &&
            c.code_point != utf8::kReplacement) {
            while (true) {
                const Char next = look(end);
                if (next.size == 0 || next.code_point != c.code_point) break;
                end += next.size;
            }
        }
        emit(end, TokenKind::mark);
        result_.back().ascii = c.code_point < 128;
    }

    // A single mark quotes when one that can open is closed in the same paragraph: 'so', ‘so’; not the workers' plan.
    void settle_single_quotes() {
        constexpr std::size_t kNone = static_cast<std::size_t>(-1);
        std::size_t open = kNone;
        char32_t opener = 0;
        for (std::size_t i = 0; i < result_.size(); ++i) {
            Token& token = result_[i];
            if (open != kNone && token.space_before && i > 0 && line_break_before(i)) open = kNone;
            if (token.kind != TokenKind::mark) continue;
            const Char c = look(token.range.begin);
            if (c.kind != Class::apostrophe || c.size != token.range.size()) continue;
            const bool glued_after = i + 1 < result_.size() && !result_[i + 1].space_before;
            const bool word_after =
                glued_after && (result_[i + 1].kind == TokenKind::word || result_[i + 1].kind == TokenKind::number ||
                                result_[i + 1].kind == TokenKind::quote);
            const bool glued_before =
                !token.space_before && i > 0 && result_[i - 1].kind != TokenKind::quote && !is_opening_bracket(i - 1);
            if (open != kNone && !token.space_before && !word_after && closes(opener, c.code_point)) {
                result_[open].kind = token.kind = TokenKind::quote;
                open = kNone;
            } else if (word_after && !glued_before && c.code_point != 0x2019 && c.code_point != 0x2032) {
                open = i;
                opener = c.code_point;
            }
        }
    }

    static bool closes(char32_t open, char32_t close) {
        if (open == '\'') return close == '\'';
        if (open == 0x201A || open == 0x201B) return close == 0x2018 || close == 0x2019;
        return close == 0x2019;  // ‘so’
    }

    bool is_opening_bracket(std::size_t i) const {
        const char c = text_[result_[i].range.begin];
        return c == '(' || c == '[' || c == '-' || static_cast<unsigned char>(c) == 0xE2;
    }

    bool line_break_before(std::size_t i) const {
        const std::string_view gap =
            text_.substr(result_[i - 1].range.end, result_[i].range.begin - result_[i - 1].range.end);
        return gap.find('\n') != std::string_view::npos;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Token> result_;
};

}  // namespace

std::vector<Token> tokens(std::string_view text) { return Scanner(text).run(); }

}  // namespace newsloom::lang
