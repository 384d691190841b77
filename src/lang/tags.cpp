#include "lang/tags.h"

namespace newsloom::lang {
namespace {

class Tagger {
  public:
    explicit Tagger(std::span<const Term> terms) : terms_(terms), tags_(terms.size(), Tag::other) {}

    std::vector<Tag> run() {
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            tags_[i] = decide(i);
            if (tags_[i] != Tag::adverb && tags_[i] != Tag::quote && tags_[i] != Tag::clitic) last_ = i;
        }
        return std::move(tags_);
    }

  private:
    std::uint32_t classes(std::size_t i) const { return i < terms_.size() ? terms_[i].classes : 0; }
    bool has(std::size_t i, std::uint32_t bits) const { return (classes(i) & bits) != 0; }

    Tag decide(std::size_t i) {
        const Term& t = terms_[i];
        switch (t.kind) {
            case TokenKind::quote:
                return Tag::quote;
            case TokenKind::clitic:
                return clitic(i);
            case TokenKind::number:
                return Tag::number;
            case TokenKind::mark:
                return mark(t.mark);
            case TokenKind::word:
                break;
        }
        const std::uint32_t c = t.classes;
        const bool start = t.begins_sentence;
        if (t.capitalised && !start && !t.title_case && (c & (kFunctionWord & ~kModal)) == 0 &&
            !(t.all_capitals && t.word != 0 && (c & kAnyVerb) != 0)) {
            if (!(prev() == Tag::quote)) return Tag::name;
        }
        if (t.capitalised && (t.hints & kHintFirstName) != 0 && !has(i + 1, kFunctionWord) && (c & kFunctionWord) == 0)
            return Tag::name;
        if ((c & kThat) != 0) return that(i);
        if ((c & kTo) != 0) return Tag::to;
        if ((c & kNot) != 0 && (c & (kModal | kBe | kHave | kDo)) == 0) return Tag::adverb;
        if ((c & (kModal | kBe | kHave | kDo)) != 0) return auxiliary(i);
        if ((c & kWh) != 0) return Tag::wh;
        if ((c & (kArticle | kPossessive)) != 0 && !((c & kObject) != 0 && !before_noun(i + 1))) return Tag::determiner;
        if ((c & (kSubject | kObject | kReflexive)) != 0) return Tag::pronoun;
        if ((c & kCoordinator) != 0 && (c & kAdverb) == 0) return Tag::coordinator;
        if ((c & kDeterminer) != 0)
            return before_noun(i + 1) ? Tag::determiner : ((c & kPronoun) != 0 ? Tag::pronoun : Tag::determiner);
        if ((c & kPreposition) != 0) {
            if ((c & kSubordinator) != 0 && starts_clause(i + 1)) return Tag::subordinator;
            if ((c & kAdverb) != 0 && (ends_phrase(i + 1))) return Tag::adverb;
            return Tag::preposition;
        }
        if ((c & kSubordinator) != 0) return Tag::subordinator;
        if ((c & kCoordinator) != 0) return Tag::coordinator;
        // "one of them", but "one former aide", "one staffer"
        if ((c & kNumberWord) != 0 && (has(i + 1, kNoun | kAdjective | kNumberWord) || is_unknown(i + 1)))
            return Tag::number;
        if ((c & kPronoun) != 0 && (c & (kNoun | kAdjective)) == 0) return Tag::pronoun;
        if ((c & kNumberWord) != 0) return Tag::number;
        return open_class(i);
    }

    Tag prev() const {
        // the last tag that is no adverb, quote or clitic
        const std::size_t i = last_;
        return i < tags_.size() ? tags_[i] : Tag::end;
    }

    Tag clitic(std::size_t i) const {
        // "he's going" is a verb; "Kerr's plan" is a possessive
        if (i > 0 && (terms_[i - 1].classes & (kStrongSubject | kSubject | kWh | kThat | kPronoun)) != 0 &&
            terms_[i - 1].kind == TokenKind::word && !terms_[i - 1].all_capitals)
            return Tag::auxiliary;
        return Tag::clitic;
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

    Tag that(std::size_t i) const {
        const Tag p = prev();
        if (p == Tag::preposition) return Tag::determiner;
        if (has(i + 1, kArticle | kPossessive | kStrongSubject | kDeterminer)) return Tag::that;
        if (has(i + 1, kBe) && !is_noun(p)) return Tag::pronoun;
        // "that" before a verb behind a noun: relative
        if (is_noun(p) && has(i + 1, kAnyVerb | kModal | kBe | kHave | kDo) && !has(i + 1, kNoun)) return Tag::wh;
        if (is_noun(p) || is_verb(p) || p == Tag::adjective || p == Tag::pronoun || p == Tag::comma ||
            p == Tag::coordinator)
            return Tag::that;
        return has(i + 1, kNoun | kAdjective) ? Tag::determiner : Tag::pronoun;
    }

    Tag auxiliary(std::size_t i) const {
        // the next word that is no adverb decides whether it is the main verb
        std::size_t k = i + 1;
        for (int steps = 0; steps < 3 && k < terms_.size() && has(k, kAdverb | kNot) && !has(k, kAnyVerb); ++steps)
            ++k;
        const std::uint32_t c = classes(i);
        if ((c & kBe) != 0) {
            if (has(k, kVerbIng | kVerbPart) && !terms_[k].capitalised) return Tag::auxiliary;
            return Tag::be;
        }
        if ((c & kModal) != 0)
            return is_noun(prev()) && has(i, kNoun) && prev() == Tag::determiner ? Tag::noun : Tag::auxiliary;
        if (has(k, kVerbPart | kBe) || ((c & kDo) != 0 && has(k, kVerbBase | kNot))) return Tag::auxiliary;
        if ((c & kDo) != 0 || (c & kHave) != 0) {
            // questions: "Did he say"
            if (has(k, kSubject)) return Tag::auxiliary;
            if (prev() == Tag::to || prev() == Tag::auxiliary) return Tag::infinitive;
            return Tag::verb;
        }
        return Tag::auxiliary;
    }

    bool before_noun(std::size_t i) const {
        return has(i, kNoun | kAdjective | kNumberWord | kVerbIng) ||
               (i < terms_.size() && (terms_[i].capitalised || terms_[i].kind == TokenKind::number)) ||
               (i < terms_.size() && terms_[i].kind == TokenKind::quote) ||
               (has(i, kVerbPart | kAdverb) && !has(i, kFunctionWord));
    }
    bool is_unknown(std::size_t i) const {
        return i < terms_.size() && terms_[i].kind == TokenKind::word && terms_[i].word == 0;
    }
    bool starts_clause(std::size_t i) const {
        if (has(i, kStrongSubject | kSubject)) return true;
        // article + noun + verb within reach
        for (std::size_t k = i; k < terms_.size() && k < i + 7; ++k) {
            if (terms_[k].kind == TokenKind::mark) return false;
            if (has(k, kModal | kBe | kHave | kDo) || (has(k, kVerbPast | kVerbS) && !has(k, kNoun | kAdjective)))
                return true;
        }
        return false;
    }
    bool ends_phrase(std::size_t i) const {
        if (i >= terms_.size()) return true;
        const Term& t = terms_[i];
        return t.kind == TokenKind::mark || t.kind == TokenKind::quote ||
               (t.classes & (kPreposition | kSubordinator | kCoordinator | kModal)) != 0;
    }

    Tag open_class(std::size_t i) const {
        const Term& t = terms_[i];
        const std::uint32_t c = t.classes;
        const Tag p = prev();
        const bool noun = (c & kNoun) != 0;
        const bool adjective = (c & kAdjective) != 0;
        const bool adverb = (c & kAdverb) != 0;
        const std::uint32_t v = c & kAnyVerb;
        if (v == 0) {
            if (noun && adjective) return before_noun(i + 1) && !has(i + 1, kAnyVerb) ? Tag::adjective : Tag::noun;
            if (adverb && (noun || adjective))
                return before_noun(i + 1) ? Tag::adjective : (noun ? Tag::noun : Tag::adverb);
            if (adjective) return Tag::adjective;
            if (adverb) return Tag::adverb;
            if (t.capitalised) return Tag::name;
            return Tag::noun;
        }
        const bool clause_follows =
            has(i + 1, kArticle | kPossessive | kSubject | kObject | kThat | kWh | kTo | kDeterminer | kReflexive) ||
            (i + 1 < terms_.size() && terms_[i + 1].kind == TokenKind::quote);
        if ((v & kVerbIng) != 0) {
            if (p == Tag::determiner || p == Tag::adjective) return noun ? Tag::noun : Tag::adjective;
            if (adjective && before_noun(i + 1)) return Tag::adjective;
            return Tag::ing;
        }
        if (p == Tag::to) return (v & kVerbBase) != 0 ? Tag::infinitive : (noun ? Tag::noun : Tag::verb);
        if (p == Tag::auxiliary) {
            if ((v & (kVerbBase | kVerbPart)) != 0) {
                const bool part = (v & kVerbPart) != 0 && has(last_, kBe | kHave);
                return part ? Tag::participle : Tag::infinitive;
            }
            return Tag::verb;
        }
        if (p == Tag::determiner || p == Tag::clitic || p == Tag::number) {
            if (noun)
                return adjective && before_noun(i + 1) && has(i + 1, kNoun) && !has(i + 1, kAnyVerb) ? Tag::adjective
                                                                                                     : Tag::noun;
            if ((v & kVerbPart) != 0 || adjective) return Tag::adjective;
            return Tag::verb;
        }
        if (p == Tag::adjective || p == Tag::preposition) {
            if (noun) return Tag::noun;
            if (adjective || ((v & kVerbPart) != 0 && before_noun(i + 1))) return Tag::adjective;
        }
        if (p == Tag::be) {
            if ((v & kVerbPart) != 0) return Tag::participle;
            if (adjective) return Tag::adjective;
            if (noun) return Tag::noun;
        }
        if (p == Tag::pronoun || p == Tag::wh) {
            if ((v & (kVerbPast | kVerbS)) != 0) return Tag::verb;
            if ((v & kVerbBase) != 0 && !(adjective && !clause_follows)) return Tag::verb;
            return adjective ? Tag::adjective : Tag::verb;
        }
        if (is_noun(p)) {
            if ((v & kVerbPast) != 0) return Tag::verb;
            if ((v & kVerbPart) != 0) return Tag::participle;
            if ((v & kVerbS) != 0) {
                if (!noun) return Tag::verb;
                if (p == Tag::name || clause_follows) return Tag::verb;
                return Tag::noun;
            }
            // base form: a plural subject
            if ((v & kVerbBase) != 0) {
                const bool plural = last_ < terms_.size() && has(last_, kPlural);
                if (!noun && !adjective) return Tag::verb;
                if (plural && clause_follows) return Tag::verb;
                if (noun) return Tag::noun;
                return plural ? Tag::verb : Tag::adjective;
            }
        }
        if (adjective && before_noun(i + 1)) return Tag::adjective;
        if ((v & kVerbPast) != 0 && !noun) {
            // sentence start, comma, conjunction: "Asked whether", ", said Kerr"
            return (v & kVerbPart) != 0 && (p == Tag::end) && has(i + 1, kPreposition) ? Tag::participle : Tag::verb;
        }
        if (noun && !clause_follows) return Tag::noun;
        if ((v & (kVerbPast | kVerbS)) != 0) return Tag::verb;
        if ((v & kVerbPart) != 0) return Tag::participle;
        if (noun) return p == Tag::coordinator || p == Tag::comma || p == Tag::end ? Tag::verb : Tag::noun;
        if (adjective) return Tag::adjective;
        return Tag::verb;
    }

    std::span<const Term> terms_;
    std::vector<Tag> tags_;
    std::size_t last_ = static_cast<std::size_t>(-1);
};

}  // namespace

std::vector<Tag> tags(std::span<const Term> terms) { return Tagger(terms).run(); }

}  // namespace newsloom::lang
