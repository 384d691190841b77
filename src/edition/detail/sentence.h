/// Whether a sentence can stand alone, far from the page it was written for.
///
/// Rules of thumb, English and German: a pronoun needs the name it stands for, a connective at the front points to text
/// that is not printed, "we" is the reporter. No grammar is parsed.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "edition/detail/words.h"
#include "model/annotations.h"
#include "model/article.h"
#include "text/range.h"

namespace newsloom::edition::detail {

/// Which bytes of a text stand in quotation marks (the marks belong to them).
class QuoteMask {
  public:
    explicit QuoteMask(std::string_view text);
    [[nodiscard]] bool inside(std::size_t at) const;
    [[nodiscard]] bool balanced() const { return balanced_; }
    [[nodiscard]] const std::vector<TextRange>& quotes() const { return quotes_; }

  private:
    std::vector<TextRange> quotes_;
    bool balanced_ = true;
};

/// A sentence, read once and asked often. It points into the text.
struct ReadSentence {
    explicit ReadSentence(std::string_view sentence) : text(sentence), words(words_of(sentence)), quotes(sentence) {}
    [[nodiscard]] bool is_quoted(const Word& word) const { return quotes.inside(word.range.begin); }

    std::string_view text;
    std::vector<Word> words;
    QuoteMask quotes;
};

/// Reads a sentence once, however many articles have it. It points into the texts.
class Sentences {
  public:
    [[nodiscard]] const ReadSentence& read(std::string_view sentence) {
        return read_.try_emplace(sentence, sentence).first->second;
    }

  private:
    std::unordered_map<std::string_view, ReadSentence> read_;  // looked up only, never walked
};

enum class Standing {
    alone,       ///< needs nothing before it
    needs_name,  ///< a pronoun stands for somebody whom the sentence before must name
    never        ///< a question, a heading, the reporter's "we", marks that do not close, ...
};

struct SentenceCheck {
    Standing standing = Standing::never;
    TextRange range;                       ///< what can be printed: without dateline and without an opening connective
    bool cut_front = false;                ///< an opening connective was cut: "[...]" stands for it
    bool names_somebody = false;           ///< a person's full name outside of quotation marks
    bool short_name = false;               ///< a person's name in its short form, whose full form is elsewhere
    std::vector<std::string> full_names;   ///< persons named in full
    std::vector<std::string> bare_names;   ///< of these, such as are one word: "Long"
    std::vector<std::string> short_names;  ///< full forms of the persons named by a part of their name
    std::size_t words = 0;
};

[[nodiscard]] SentenceCheck check(const Article& article, const Annotations& notes, std::size_t sentence);
[[nodiscard]] SentenceCheck check(const Article& article, const Annotations& notes, std::size_t sentence,
                                  Sentences& sentences);

/// Ends with a full stop or the like, also before closing marks.
[[nodiscard]] bool ends_a_sentence(std::string_view text);

/// A sentence that says that a statement is wrong ("denied", "rejected", "disputes").
[[nodiscard]] bool tells_a_denial(const ReadSentence& sentence);

}  // namespace newsloom::edition::detail
