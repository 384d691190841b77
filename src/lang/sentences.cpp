#include "lang/sentences.h"

#include <string>

#include "lang/detail/tables.h"
#include "lang/words.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::lang {
namespace {

enum class EndMark { none, full_stop, dots, other };

EndMark end_mark(std::string_view bytes) {
    switch (bytes[0]) {
        case '.':
            return bytes.size() == 1 ? EndMark::full_stop : EndMark::dots;
        case '!':
        case '?':
            return EndMark::other;
        default:
            break;
    }
    if (static_cast<unsigned char>(bytes[0]) < 0x80) return EndMark::none;
    const char32_t c = utf8::decode(bytes, 0).code_point;
    if (c == 0x2026) return EndMark::dots;
    if (c == 0x203C || c == 0x2047 || c == 0x2049 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x0964 ||
        c == 0x06D4 || c == 0x061F)
        return EndMark::other;
    return EndMark::none;
}

class Splitter {
  public:
    Splitter(std::string_view text, std::span<const Token> tokens, std::string_view language)
        : text_(text),
          tokens_(tokens),
          german_(language.starts_with("de")),
          abbreviations_(german_ ? detail::german_abbreviations() : detail::english_abbreviations()),
          speech_verbs_(detail::speech_verbs(german_)),
          language_(german_ ? "de" : "en") {}

    // Ends after token i (which may be moved on over closing marks)?
    bool ends_at(std::size_t& i) {
        const EndMark mark = tokens_[i].kind == TokenKind::mark ? end_mark(bytes(i)) : EndMark::none;
        const bool dotted_word = tokens_[i].kind == TokenKind::word && bytes(i).back() == '.';
        if (mark == EndMark::none && !dotted_word) return false;
        std::size_t last = i;
        bool closed = false;
        while (last + 1 < tokens_.size() && !tokens_[last + 1].space_before && closes(last + 1)) {
            closed = closed || tokens_[last + 1].kind == TokenKind::quote;
            ++last;
        }
        if (last + 1 >= tokens_.size()) {
            i = last;
            return true;
        }
        const std::size_t next = last + 1;
        if (!tokens_[next].space_before && mark != EndMark::other) {
            // "end.Next" without a space; "(U.S.)," goes on
            if (mark != EndMark::full_stop || !tokens_[next].capitalised || bytes(i - (i > 0)).size() < 3) return false;
        }
        if (!can_begin(next)) return false;
        if (mark == EndMark::full_stop && !closed && i > 0 && !tokens_[i].space_before && belongs_to_word(i - 1, next))
            return false;
        if (dotted_word && !begins_clearly(next)) return false;
        if (closed && tokens_[next].kind == TokenKind::word && speech_follows(next, mark)) return false;
        if (mark == EndMark::dots && !closed && !begins_clearly(next) && !tokens_[next].capitalised) return false;
        i = last;
        return true;
    }

  private:
    std::string_view bytes(std::size_t i) const { return slice(text_, tokens_[i].range); }

    // A quote mark or bracket that stands directly after what it closes.
    bool closes(std::size_t i) const {
        if (tokens_[i].kind == TokenKind::quote) return true;
        const char c = bytes(i)[0];
        return c == ')' || c == ']' || end_mark(bytes(i)) != EndMark::none;
    }

    bool can_begin(std::size_t i) const {
        const Token& token = tokens_[i];
        switch (token.kind) {
            case TokenKind::quote:
            case TokenKind::number:
                return true;
            case TokenKind::clitic:
                return false;
            case TokenKind::word: {
                if (token.capitalised) return true;
                const auto c = static_cast<unsigned char>(bytes(i)[0]);
                return c >= 0xC0 || c == '@' || c == '#';  // scripts without capitals begin anywhere
            }
            case TokenKind::mark:
                break;
        }
        const char c = bytes(i)[0];
        return c == '(' || c == '[' || c == '$' || c == '-' || c == '*' || static_cast<unsigned char>(c) >= 0x80;
    }

    // A word that usually begins sentences, or something that cannot go on with a name.
    bool begins_clearly(std::size_t i) {
        if (tokens_[i].kind == TokenKind::quote) return true;
        if (tokens_[i].kind != TokenKind::word || !tokens_[i].capitalised) return false;
        return is_function_word(folded(i), language_);
    }

    // “Why?” Kerr asked. But: “Why?” Kerr asked: “Who knows?” And: “So it is.” Kerr said the bridge was closed.
    bool speech_follows(std::size_t i, EndMark mark) {
        for (std::size_t k = i; k < tokens_.size() && k < i + 5; ++k) {
            if (tokens_[k].kind != TokenKind::word) return false;
            if (k > i && speech_verbs_.contains(folded(k))) return german_ || !opens_speech(k + 1, mark);
            if (!tokens_[k].capitalised &&
                !(k == i + 1 && (folded(i) == "the" || folded(i) == "der" || folded(i) == "die")))
                return false;
        }
        return false;
    }

    // Does the verb before token i have its words behind it?
    bool opens_speech(std::size_t i, EndMark mark) const {
        if (i >= tokens_.size()) return false;
        if (tokens_[i].kind == TokenKind::quote) return true;
        const char c = bytes(i)[0];
        if ((c == ',' || c == ':') && i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::quote) return true;
        return mark == EndMark::full_stop && tokens_[i].kind != TokenKind::mark;
    }

    const std::string& folded(std::size_t i) {
        word_.clear();
        append_folded(word_, bytes(i));
        return word_;
    }

    bool belongs_to_word(std::size_t i, std::size_t next) {
        const Token& token = tokens_[i];
        if (token.kind == TokenKind::number && german_) {
            // "am 5. Mai", "die 3. Sitzung", but "im Jahr 2005. Der"
            const std::string_view digits = bytes(i);
            return digits.size() <= 2 && !begins_clearly(next);
        }
        if (token.kind != TokenKind::word) return false;
        const std::string_view word = bytes(i);
        if (word.size() == 1 && ascii::is_upper(word[0])) {
            // an initial: "J. Kerr"; not "Plan B. The"
            return tokens_[next].kind == TokenKind::word && tokens_[next].capitalised && !begins_clearly(next);
        }
        if (word.size() > 6) return false;
        const std::uint32_t how = abbreviations_.find(folded(i));
        if (how == detail::WordTable::kAbsent) return false;
        if (how == detail::kNeverEnds) {
            if (!token.capitalised && !german_) {
                // "vs. Kerr"; but "will. The", "fig. The" are words as well
                return word == "vs" || word == "v" || !begins_clearly(next);
            }
            return tokens_[next].kind != TokenKind::quote;
        }
        return !begins_clearly(next);
    }

    std::string_view text_;
    std::span<const Token> tokens_;
    bool german_;
    const detail::WordTable& abbreviations_;
    const detail::WordTable& speech_verbs_;
    std::string_view language_;
    std::string word_;
};

bool line_break_between(std::string_view text, const Token& a, const Token& b) {
    return text.substr(a.range.end, b.range.begin - a.range.end).find('\n') != std::string_view::npos;
}

// Nobody writes longer ones; what looks at every pair of places of a sentence stays bounded.
constexpr std::size_t kLongest = 600;  // tokens

// `paragraph_of(i)`: a number for token i that changes where a paragraph or block ends; `whole(p)`: never split there.
template <class ParagraphOf, class Whole>
std::vector<Sentence> split(std::string_view text, std::span<const Token> tokens, std::string_view language,
                            const ParagraphOf& paragraph_of, const Whole& whole) {
    std::vector<Sentence> result;
    Splitter splitter(text, tokens, language);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const int paragraph = paragraph_of(i);
        std::size_t last = i;
        bool ends = i + 1 == tokens.size() || paragraph_of(i + 1) != paragraph || i - begin >= kLongest;
        if (!ends && !whole(paragraph)) {
            ends = splitter.ends_at(last);
            // closing marks never cross a paragraph
            while (last > i && paragraph_of(last) != paragraph)
                --last;
        }
        if (!ends) continue;
        result.push_back({{tokens[begin].range.begin, tokens[last].range.end}, paragraph});
        begin = last + 1;
        i = last;
    }
    return result;
}

std::vector<int> line_paragraphs(std::string_view text, std::span<const Token> tokens) {
    std::vector<int> result(tokens.size());
    int paragraph = 0;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        if (tokens[i].space_before && line_break_between(text, tokens[i - 1], tokens[i])) ++paragraph;
        result[i] = paragraph;
    }
    return result;
}

}  // namespace

std::vector<Sentence> sentences(std::string_view text, std::string_view language) {
    return sentences(text, tokens(text), language);
}

std::vector<Sentence> sentences(std::string_view text, std::span<const Token> tokens, std::string_view language) {
    const std::vector<int> paragraphs = line_paragraphs(text, tokens);
    return split(text, tokens, language, [&](std::size_t i) { return paragraphs[i]; }, [](int) { return false; });
}

std::vector<Sentence> sentences(const Article& article) { return sentences(article, tokens(article.text)); }

std::vector<Sentence> sentences(const Article& article, std::span<const Token> tokens) {
    if (article.blocks.empty()) return sentences(article.text, tokens, article.language);
    std::vector<int> blocks(tokens.size(), -1);
    std::size_t block = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        while (block < article.blocks.size() && article.blocks[block].range.end <= tokens[i].range.begin)
            ++block;
        const bool inside = block < article.blocks.size() && article.blocks[block].range.contains(tokens[i].range);
        blocks[i] = inside ? static_cast<int>(block) : -1;
    }
    const auto whole = [&](int index) {
        if (index < 0) return false;
        const Role role = article.blocks[static_cast<std::size_t>(index)].role;
        return role == Role::heading || role == Role::table_row;
    };
    std::vector<Sentence> result =
        split(article.text, tokens, article.language, [&](std::size_t i) { return blocks[i]; }, whole);
    std::erase_if(result, [](const Sentence& s) { return s.paragraph < 0; });
    return result;
}

}  // namespace newsloom::lang
