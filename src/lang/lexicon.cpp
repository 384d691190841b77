#include "lang/lexicon.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/hash.h"
#include "lang/detail/tables.h"

namespace newsloom::lang {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 24> kClassNames = {{
    {"article", kArticle},
    {"det", kDeterminer},
    {"poss", kPossessive},
    {"subject", kSubject},
    {"strong-subject", kStrongSubject},
    {"object", kObject},
    {"reflexive", kReflexive},
    {"pronoun", kPronoun},
    {"wh", kWh},
    {"relative", kRelative},
    {"sub", kSubordinator},
    {"coord", kCoordinator},
    {"prep", kPreposition},
    {"modal", kModal},
    {"be", kBe},
    {"have", kHave},
    {"do", kDo},
    {"to", kTo},
    {"that", kThat},
    {"not", kNot},
    {"number", kNumberWord},
    {"time", kTimeWord},
    {"linker", kLinker},
    {"there", kPronoun},
}};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string plural(std::string_view base) {
    std::string word(base);
    const char last = word.back();
    const char before = word.size() > 1 ? word[word.size() - 2] : 'a';
    if (last == 'y' && !is_vowel(before)) {
        word.pop_back();
        return word + "ies";
    }
    if (last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 'c' || before == 's')) ||
        (last == 'o' && !is_vowel(before)))
        return word + "es";
    if (word.ends_with("man") && word.size() > 4) return word.substr(0, word.size() - 2) + "en";
    return word + "s";
}

}  // namespace

const Lexicon& Lexicon::of(std::string_view language) {
    static const Lexicon english(false);
    static const Lexicon german(true);
    return language.starts_with("de") ? german : english;
}

Lexicon::Lexicon(bool german) : german_(german), words_(1), infos_(1) {
    slots_.resize(1U << 15);
    if (german)
        load_german();
    else
        load_english();
}

std::uint32_t Lexicon::find(std::string_view folded) const { return find(hash64(folded)); }

std::uint32_t Lexicon::find(std::uint64_t hash) const {
    const auto upper = static_cast<std::uint32_t>(hash >> 32U);
    for (std::size_t i = hash & (slots_.size() - 1); slots_[i].id != 0; i = (i + 1) & (slots_.size() - 1)) {
        if (slots_[i].upper == upper) return slots_[i].id;
    }
    return 0;
}

void Lexicon::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot slot : old) {
        if (slot.id == 0) continue;
        std::size_t i = hash64(words_[slot.id]) & (slots_.size() - 1);
        while (slots_[i].id != 0)
            i = (i + 1) & (slots_.size() - 1);
        slots_[i] = slot;
    }
}

std::uint32_t Lexicon::add(std::string_view word, std::uint32_t classes, std::uint32_t hints, std::uint32_t lemma) {
    std::uint32_t id = find(word);
    if (id == 0) {
        if (words_.size() * 2 > slots_.size()) grow();
        id = static_cast<std::uint32_t>(words_.size());
        words_.emplace_back(word);
        infos_.push_back({0, 0, id});
        const std::uint64_t h = hash64(word);
        std::size_t i = h & (slots_.size() - 1);
        while (slots_[i].id != 0)
            i = (i + 1) & (slots_.size() - 1);
        slots_[i] = {id, static_cast<std::uint32_t>(h >> 32U)};
    }
    infos_[id].classes |= classes;
    infos_[id].hints |= hints;
    if (lemma != 0 && infos_[id].lemma == id) infos_[id].lemma = lemma;
    return id;
}

void Lexicon::add_verb(std::string_view base, bool doubled) {
    const std::uint32_t lemma = add(base, kVerbBase);
    add(plural(base), kVerbS, 0, lemma);
    std::string stem(base);
    const char last = stem.back();
    std::string ing, past;
    if (doubled) {
        ing = stem + last + "ing";
        past = stem + last + "ed";
    } else if (stem.ends_with("ie")) {
        ing = stem.substr(0, stem.size() - 2) + "ying";
        past = stem + "d";
    } else if (last == 'e' && !stem.ends_with("ee") && !stem.ends_with("oe") && !stem.ends_with("ye")) {
        ing = stem.substr(0, stem.size() - 1) + "ing";
        past = stem + "d";
    } else if (last == 'e') {
        ing = stem + "ing";
        past = stem + "d";
    } else if (last == 'y' && stem.size() > 1 && !is_vowel(stem[stem.size() - 2])) {
        ing = stem + "ing";
        past = stem.substr(0, stem.size() - 1) + "ied";
    } else if (last == 'c') {
        ing = stem + "king";
        past = stem + "ked";
    } else {
        ing = stem + "ing";
        past = stem + "ed";
    }
    add(ing, kVerbIng, 0, lemma);
    if (std::find(irregular_.begin(), irregular_.end(), base) == irregular_.end())
        add(past, kVerbPast | kVerbPart, 0, lemma);
}

void Lexicon::add_noun(std::string_view base, std::uint32_t hints) {
    const std::uint32_t lemma = add(base, kNoun, hints);
    add(plural(base), kNoun | kPlural, hints, lemma);
}

void Lexicon::add_function_classes(std::string_view list) {
    for (const std::string_view line : detail::lines_of(list)) {
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        std::uint32_t bits = 0;
        for (const auto& [known, value] : kClassNames) {
            if (known == name) bits = value;
        }
        for (const std::string_view word : detail::words_of(line.substr(colon + 1)))
            add(word, bits);
    }
}

void Lexicon::add_number_words(std::string_view list) {
    for (const std::string_view line : detail::lines_of(list)) {
        const auto words = detail::words_of(line);
        for (std::size_t i = 1; i < words.size(); ++i) {
            if (words[i].size() > 2) add(words[i], kNumberWord);
        }
    }
}

void Lexicon::load_english() {
    using detail::english_list;
    using detail::lines_of;
    using detail::words_of;
    add_function_classes(english_list("function_classes.txt"));
    add_number_words(english_list("numbers.txt"));
    for (const std::string_view line : lines_of(english_list("irregular_verbs.txt"))) {
        const auto forms = words_of(line);
        irregular_.emplace_back(forms[0]);
        const std::uint32_t lemma = add(forms[0], kVerbBase);
        add(forms[1], kVerbPast, 0, lemma);
        add(forms[2], kVerbPart, 0, lemma);
    }
    for (const std::string_view line : lines_of(english_list("verbs.txt"))) {
        for (const std::string_view word : words_of(line)) {
            const bool doubled = word.ends_with('+');
            add_verb(word.substr(0, word.size() - (doubled ? 1 : 0)), doubled);
        }
    }
    const auto each = [&](std::string_view name, const auto& f) {
        for (const std::string_view line : lines_of(english_list(name))) {
            for (const std::string_view word : words_of(line))
                f(word);
        }
    };
    each("nouns.txt", [&](std::string_view w) { add_noun(w, 0); });
    each("role_nouns.txt", [&](std::string_view w) { add_noun(w, kHintRole); });
    each("group_nouns.txt", [&](std::string_view w) { add_noun(w, kHintGroup); });
    each("adjectives.txt", [&](std::string_view w) { add(w, kAdjective); });
    each("adverbs.txt", [&](std::string_view w) { add(w, kAdverb); });
    const detail::NameHints& hints = detail::name_hints(false);
    for (const auto name :
         {"titles.txt", "organisation_words.txt", "first_names.txt", "places.txt", "demonyms.txt", "calendar.txt"}) {
        each(name, [&](std::string_view w) { add(w, 0, hints.of(w)); });
    }
    each("female_names.txt", [&](std::string_view w) { add(w, 0, kHintFirstName | kHintFemale); });
    for (std::uint32_t id = 1; id < infos_.size(); ++id)
        infos_[id].hints |= hints.of(words_[id]);
}

WordInfo Lexicon::guess(std::string_view folded, bool capitalised) const {
    WordInfo result;
    if (german_) {
        result.hints = detail::name_hints(true).of(folded);
        if (capitalised) result.classes = kNoun;
        return result;
    }
    const auto ends = [&](std::string_view ending) {
        return folded.size() > ending.size() + 2 && folded.ends_with(ending);
    };
    // "ex-wife", "co-founder", "vice-president": the last part decides
    if (const std::size_t hyphen = folded.rfind('-'); hyphen != std::string_view::npos && hyphen + 3 < folded.size()) {
        if (const std::uint32_t id = find(folded.substr(hyphen + 1)); id != 0) {
            result = infos_[id];
            result.lemma = 0;
            result.classes &= kNoun | kPlural | kAdjective | kVerbIng | kVerbPart;
            if ((result.classes & (kVerbIng | kVerbPart)) != 0) result.classes = kAdjective;
            result.hints &= kHintRole | kHintGroup | kHintDemonym;
            return result;
        }
        result.classes = kAdjective;
        return result;
    }
    if (capitalised) {
        result.classes = kNoun;
        return result;
    }
    if (ends("ly"))
        result.classes = kAdverb;
    else if (ends("ing"))
        result.classes = kVerbIng | kNoun;
    else if (ends("ed"))
        result.classes = kVerbPast | kVerbPart | kAdjective;
    else if (ends("able") || ends("ible") || ends("al") || ends("ous") || ends("ful") || ends("ive") || ends("less") ||
             ends("ic") || ends("ish") || ends("ary"))
        result.classes = kAdjective;
    else if (ends("tion") || ends("sion") || ends("ment") || ends("ness") || ends("ity") || ends("ism") ||
             ends("ship") || ends("ance") || ends("ence"))
        result.classes = kNoun;
    else if (ends("ist") || ends("ologist") || ends("woman") || ends("person")) {
        result.classes = kNoun;
        result.hints = kHintRole;
    } else if (ends("ise") || ends("ize") || ends("ify"))
        result.classes = kVerbBase;
    else if (ends("s") && !ends("ss"))
        result.classes = kNoun | kPlural | kVerbS;
    else
        result.classes = kNoun;
    return result;
}

}  // namespace newsloom::lang
