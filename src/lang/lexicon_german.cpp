#include <array>
#include <string>

#include "lang/detail/tables.h"
#include "lang/lexicon.h"

namespace newsloom::lang {
namespace {

// "-en" or "-n" off: sagen -> sag, ändern -> änder
std::string_view stem_of(std::string_view infinitive) {
    if (infinitive.ends_with("en")) return infinitive.substr(0, infinitive.size() - 2);
    return infinitive.ends_with('n') ? infinitive.substr(0, infinitive.size() - 1) : infinitive;
}

// Prefixes that are never separated: their participle has no "ge".
bool has_fixed_prefix(std::string_view infinitive) {
    constexpr std::array<std::string_view, 11> kPrefixes = {"be",   "ent",  "er",    "ge",    "ver", "zer",
                                                            "miss", "über", "unter", "wider", "voll"};
    for (const std::string_view prefix : kPrefixes) {
        if (infinitive.size() > prefix.size() + 4 && infinitive.starts_with(prefix)) return true;
    }
    return infinitive.ends_with("ieren");
}

}  // namespace

void Lexicon::add_german_forms(std::uint32_t lemma, std::string_view infinitive, std::string_view third,
                               std::string_view past, std::string_view prefix) {
    const std::string before(prefix);
    const std::string stem(stem_of(infinitive));
    add(before + std::string(infinitive), kVerbBase, 0, lemma);
    add(before + std::string(third), kVerbS, 0, lemma);
    add(before + std::string(past), kVerbPast, 0, lemma);
    // sagte -> sagten, sprach -> sprachen
    add(before + std::string(past) + (past.ends_with("te") || past.ends_with('e') ? "n" : "en"), kVerbPast, 0, lemma);
    if (stem + "e" != past) add(before + stem + "e", kVerbIng, 0, lemma);
}

// "mitteilen/teilt+mit/teilte+mit/mitgeteilt"
void Lexicon::add_german_verb(std::string_view forms) {
    std::array<std::string_view, 4> parts;
    for (auto& part : parts) {
        const std::size_t end = std::min(forms.find('/'), forms.size());
        part = forms.substr(0, end);
        forms.remove_prefix(std::min(end + 1, forms.size()));
    }
    const std::uint32_t lemma = add(parts[0], kVerbBase);
    add(parts[3], kVerbPart, 0, lemma);
    const std::size_t plus = parts[1].find('+');
    if (plus == std::string_view::npos) {
        add_german_forms(lemma, parts[0], parts[1], parts[2], "");
        return;
    }
    const std::string_view prefix = parts[1].substr(plus + 1);
    const std::string_view simple = parts[0].substr(prefix.size());
    const std::string_view third = parts[1].substr(0, plus), past = parts[2].substr(0, parts[2].find('+'));
    const std::uint32_t simple_lemma = add(simple, kVerbBase);
    add_german_forms(simple_lemma, simple, third, past, "");
    add_german_forms(lemma, simple, third, past, prefix);
    add(std::string(prefix) + "zu" + std::string(simple), kVerbBase, 0, lemma);
    separable_.push_back({lemma, simple_lemma, add(prefix, kAdverb)});
}

void Lexicon::load_german() {
    add_function_classes(detail::german_list("function_classes.txt"));
    for (const std::string_view line : detail::lines_of(detail::german_list("numbers.txt"))) {
        const auto words = detail::words_of(line);
        for (std::size_t i = 1; i < words.size(); ++i) {
            if (words[i].size() > 2 && !words[i].starts_with("ein")) add(words[i], kNumberWord);
        }
    }
    for (const std::string_view line : detail::lines_of(detail::german_list("verbs.txt"))) {
        const std::size_t colon = line.find(':');
        const bool weak = line.substr(0, colon) == "weak";
        for (const std::string_view word : detail::words_of(line.substr(colon + 1))) {
            if (!weak) {
                add_german_verb(word);
                continue;
            }
            const std::string stem(stem_of(word));
            const bool insert = stem.ends_with('t') || stem.ends_with('d') || stem.ends_with("chn") ||
                                stem.ends_with("ffn") || stem.ends_with("gn") || stem.ends_with("tm");
            const std::string third = stem + (insert ? "et" : "t");
            add_german_verb(std::string(word) + "/" + third + "/" + third + "e/" +
                            (has_fixed_prefix(word) ? third : "ge" + third));
        }
    }
    for (const std::string_view word :
         {"sei", "seien", "habe", "haben", "werde", "würden", "könne", "müsse", "solle", "wolle", "dürfe", "möge"}) {
        if (word != "haben" && word != "würden") add(word, kVerbIng);
    }
    for (const std::string_view line : detail::lines_of(detail::german_list("words.txt"))) {
        const std::size_t colon = line.find(':');
        const std::string_view kind = line.substr(0, colon);
        for (const std::string_view word : detail::words_of(line.substr(colon + 1)))
            add(word, kind == "noun" ? kNoun : kind == "adjective" ? kAdjective : kAdverb);
    }
    const detail::NameHints& hints = detail::name_hints(true);
    for (const auto name :
         {"titles.txt", "role_nouns.txt", "group_nouns.txt", "first_names.txt", "places.txt", "calendar.txt"}) {
        for (const std::string_view line : detail::lines_of(detail::german_list(name))) {
            for (const std::string_view word : detail::words_of(line)) {
                if (!word.starts_with('-') && word != "month" && word != "day" && word != "time")
                    add(word, 0, hints.of(word));
            }
        }
    }
    for (const std::string_view line : detail::lines_of(detail::german_list("female_names.txt"))) {
        for (const std::string_view word : detail::words_of(line))
            add(word, 0, kHintFirstName | kHintFemale);
    }
}

}  // namespace newsloom::lang
