#include <array>
#include <string_view>

#include "lang/tags.h"

namespace newsloom::lang {
namespace {

/// German: nouns have capitals, verbs stand second or last.
class Tagger {
  public:
    Tagger(std::span<const Term> terms, std::string_view text)
        : terms_(terms), text_(text), tags_(terms.size(), Tag::other) {}

    std::vector<Tag> run() {
        for (std::size_t i = 0; i < terms_.size(); ++i)
            tags_[i] = decide(i);
        return std::move(tags_);
    }

  private:
    std::uint32_t classes(std::size_t i) const { return i < terms_.size() ? terms_[i].classes : 0; }
    bool has(std::size_t i, std::uint32_t bits) const { return (classes(i) & bits) != 0; }
    std::string_view bytes(std::size_t i) const {
        return text_.substr(terms_[i].begin, terms_[i].end - terms_[i].begin);
    }
    bool is_word(std::size_t i) const { return i < terms_.size() && terms_[i].kind == TokenKind::word; }
    bool noun_at(std::size_t i) const { return is_word(i) && terms_[i].capitalised && !terms_[i].begins_sentence; }
    Tag before(std::size_t i) const { return i == 0 ? Tag::end : tags_[i - 1]; }

    // A noun within the next words, with adjectives and participles between.
    bool noun_follows(std::size_t i) const {
        for (std::size_t k = i; k < i + 4 && k < terms_.size(); ++k) {
            if (terms_[k].kind == TokenKind::quote || terms_[k].kind == TokenKind::number) return true;
            if (!is_word(k)) return false;
            if (terms_[k].capitalised) return true;
            if (has(k, kFunctionWord & ~kNot)) return false;
            if (!inflected_adjective(bytes(k))) return false;
        }
        return false;
    }
    static bool inflected_adjective(std::string_view w) {
        return w.size() > 3 &&
               (w.ends_with('e') || w.ends_with("en") || w.ends_with("er") || w.ends_with("es") || w.ends_with("em"));
    }

    Tag decide(std::size_t i) const {
        const Term& t = terms_[i];
        switch (t.kind) {
            case TokenKind::quote:
                return Tag::quote;
            case TokenKind::clitic:
                return Tag::clitic;
            case TokenKind::number:
                return Tag::number;
            case TokenKind::mark:
                return mark(t.mark);
            case TokenKind::word:
                break;
        }
        const std::uint32_t c = t.classes;
        if (t.capitalised && !t.begins_sentence && (c & kFunctionWord) == 0)
            return (t.hints & (kHintFirstName | kHintPlace)) != 0 || t.all_capitals ? Tag::name : Tag::noun;
        if (t.word == 0 && t.capitalised) return Tag::noun;
        if ((t.hints & kHintFirstName) != 0 && t.capitalised) return Tag::name;
        if ((c & kThat) != 0) return Tag::that;
        if ((c & kTo) != 0)
            return noun_follows(i + 1)                                                                ? Tag::preposition
                   : has(i + 1, kVerbBase | kBe | kHave | kDo | kModal) || !has(i + 1, kFunctionWord) ? Tag::to
                                                                                                      : Tag::adverb;
        if ((c & kPossessive) != 0 && noun_follows(i + 1)) return Tag::determiner;
        if ((c & kArticle) != 0) {
            if (before(i) == Tag::comma && !noun_follows(i + 1)) return Tag::wh;
            if (before(i) == Tag::comma && (c & kRelative) != 0 && relative_clause(i)) return Tag::wh;
            return noun_follows(i + 1) ? Tag::determiner : Tag::pronoun;
        }
        if ((c & kNot) != 0 && (c & kDeterminer) == 0) return Tag::adverb;
        if ((c & kBe) != 0) return Tag::be;
        if ((c & (kModal | kHave | kDo)) != 0) return Tag::auxiliary;
        if ((c & kReflexive) != 0) return Tag::adverb;
        if ((c & kWh) != 0 && (before(i) == Tag::comma || t.begins_sentence || (c & kPreposition) == 0)) return Tag::wh;
        if ((c & (kSubject | kObject)) != 0) return Tag::pronoun;
        if ((c & kDeterminer) != 0) return noun_follows(i + 1) ? Tag::determiner : Tag::pronoun;
        if ((c & kSubordinator) != 0 && (before(i) == Tag::comma || t.begins_sentence || (c & kPreposition) == 0))
            return Tag::subordinator;
        if ((c & kPreposition) != 0) return Tag::preposition;
        if ((c & kCoordinator) != 0) return Tag::coordinator;
        if ((c & kPronoun) != 0) return Tag::pronoun;
        if ((c & kNumberWord) != 0) return Tag::number;
        if ((c & (kLinker | kTimeWord)) != 0) return Tag::adverb;
        return open_class(i);
    }

    // ", der gestern ..., " : the article after a comma opens a relative clause when a finite verb closes the clause
    bool relative_clause(std::size_t i) const {
        for (std::size_t k = i + 1; k < terms_.size() && k < i + 25; ++k) {
            if (terms_[k].kind == TokenKind::mark)
                return k > i + 1 && has(k - 1, kAnyVerb | kBe | kHave | kModal | kDo) && !terms_[k - 1].capitalised;
        }
        return false;
    }

    Tag open_class(std::size_t i) const {
        const std::uint32_t c = classes(i);
        const std::string_view w = bytes(i);
        if ((c & kAdverb) != 0) return Tag::adverb;
        const std::uint32_t v = c & kAnyVerb;
        if (v != 0) {
            const bool attributive = inflected_adjective(w) && noun_follows(i + 1) &&
                                     (before(i) == Tag::determiner || before(i) == Tag::preposition);
            if (attributive && (v & kVerbPast) == 0) return Tag::adjective;
            if ((v & (kVerbPast | kVerbS | kVerbIng)) != 0 && (v & kVerbPart) == 0) return Tag::verb;
            if ((v & kVerbPart) != 0) {
                // "erklärt" is both: a participle at the end of its clause, finite elsewhere
                const bool clause_end = i + 1 >= terms_.size() || terms_[i + 1].kind == TokenKind::mark ||
                                        has(i + 1, kBe | kHave | kDo | kCoordinator);
                if ((v & (kVerbS | kVerbPast)) != 0 && !clause_end) return Tag::verb;
                return Tag::participle;
            }
            if (before(i) == Tag::to) return Tag::infinitive;
            const bool clause_end =
                i + 1 >= terms_.size() || terms_[i + 1].kind == TokenKind::mark || has(i + 1, kModal | kDo | kHave);
            return clause_end && before(i) != Tag::comma ? Tag::infinitive : Tag::verb;
        }
        if (inflected_adjective(w) && noun_follows(i + 1)) return Tag::adjective;
        for (const std::string_view ending : {"lich", "isch", "ig", "bar", "los", "voll", "sam", "weise"}) {
            if (w.ends_with(ending)) return Tag::adverb;
        }
        if (before(i) == Tag::to && w.ends_with("en")) return Tag::infinitive;
        if (w.size() > 5 && w.starts_with("ge") && (w.ends_with('t') || w.ends_with("en"))) return Tag::participle;
        const bool clause_end = i + 1 >= terms_.size() || terms_[i + 1].kind == TokenKind::mark;
        if (w.size() > 4 && (w.ends_with("te") || w.ends_with("ten"))) return Tag::verb;
        if (w.size() > 3 && w.ends_with('t')) return clause_end ? Tag::participle : Tag::verb;
        if (w.size() > 4 && w.ends_with("en")) return clause_end ? Tag::infinitive : Tag::verb;
        return Tag::adverb;
    }

    static Tag mark(char c) {
        switch (c) {
            case ',':
                return Tag::comma;
            case '-':
                return Tag::dash;
            case ':':
            case ';':
                return Tag::colon;
            case '.':
            case '!':
            case '?':
                return Tag::end;
            case '(':
            case ')':
            case '[':
            case ']':
                return Tag::bracket;
            default:
                return Tag::other;
        }
    }

    std::span<const Term> terms_;
    std::string_view text_;
    std::vector<Tag> tags_;
};

}  // namespace

std::vector<Tag> german_tags(std::span<const Term> terms, std::string_view text) { return Tagger(terms, text).run(); }

}  // namespace newsloom::lang
