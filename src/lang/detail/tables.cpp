#include "lang/detail/tables.h"

#include <cassert>

#include "text/ascii.h"

namespace newsloom::lang::detail {
namespace {

struct List {
    std::string_view name, text;
};
constexpr List kEnglish[] = {
#include "lang_en.inc"
};
constexpr List kGerman[] = {
#include "lang_de.inc"
};

template <std::size_t N>
std::string_view find_list(const List (&lists)[N], std::string_view name) {
    for (const List& list : lists) {
        if (list.name == name) return list.text;
    }
    assert(false && "no such word list");
    return {};
}

}  // namespace

std::string_view english_list(std::string_view name) { return find_list(kEnglish, name); }
std::string_view german_list(std::string_view name) { return find_list(kGerman, name); }

std::vector<std::string_view> lines_of(std::string_view list) {
    std::vector<std::string_view> result;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find('\n'), list.size());
        std::string_view line = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        line = ascii::trim(line.substr(0, line.find('#')));
        if (!line.empty()) result.push_back(line);
    }
    return result;
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> result;
    for (std::size_t i = 0; i < line.size();) {
        while (i < line.size() && ascii::is_space(line[i]))
            ++i;
        const std::size_t begin = i;
        while (i < line.size() && !ascii::is_space(line[i]))
            ++i;
        if (i > begin) result.push_back(line.substr(begin, i - begin));
    }
    return result;
}

void WordTable::add_list(std::string_view list, std::uint32_t value) {
    for (const std::string_view line : lines_of(list)) {
        for (const std::string_view word : words_of(line))
            add(word, value);
    }
}

void WordTable::grow() {
    std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.value == kAbsent) continue;
        std::size_t i = slot.hash & (slots_.size() - 1);
        while (slots_[i].value != kAbsent)
            i = (i + 1) & (slots_.size() - 1);
        slots_[i] = slot;
    }
}

std::uint32_t WordTable::add(std::string_view word, std::uint32_t value) {
    if ((size_ + 1) * 2 > slots_.size()) grow();
    const std::uint32_t h = hash(word);
    std::size_t i = h & (slots_.size() - 1);
    for (; slots_[i].value != kAbsent; i = (i + 1) & (slots_.size() - 1)) {
        if (slots_[i].hash == h && slots_[i].word == word) return slots_[i].value;
    }
    slots_[i] = {word, value, h};
    ++size_;
    return value;
}

std::uint32_t WordTable::find(std::string_view word) const {
    if (slots_.empty()) return kAbsent;
    const std::uint32_t h = hash(word);
    for (std::size_t i = h & (slots_.size() - 1); slots_[i].value != kAbsent; i = (i + 1) & (slots_.size() - 1)) {
        if (slots_[i].hash == h && slots_[i].word == word) return slots_[i].value;
    }
    return kAbsent;
}

const WordTable& english_function_words() {
    static const WordTable table(english_list("function_words.txt"));
    return table;
}

namespace {

WordTable abbreviations(std::string_view list) {
    WordTable table;
    for (const std::string_view line : lines_of(list)) {
        std::uint32_t how = kSeldomEnds;
        for (const std::string_view word : words_of(line)) {
            if (word == "never")
                how = kNeverEnds;
            else if (word != "seldom")
                table.add(word, how);
        }
    }
    return table;
}

}  // namespace

const WordTable& english_abbreviations() {
    static const WordTable table = abbreviations(english_list("abbreviations.txt"));
    return table;
}

const WordTable& german_abbreviations() {
    static const WordTable table = abbreviations(german_list("abbreviations.txt"));
    return table;
}

const WordTable& speech_verbs(bool german) {
    static const WordTable english(english_list("speech_verbs.txt"));
    static const WordTable of_german(german_list("speech_verbs.txt"));
    return german ? of_german : english;
}

const WordTable& german_function_words() {
    static const WordTable table(german_list("function_words.txt"));
    return table;
}

void NameHints::add(std::string_view list, std::uint32_t hint) {
    for (const std::string_view line : lines_of(list)) {
        std::uint32_t bit = hint;
        bool first = true;
        for (std::string_view word : words_of(line)) {
            if (hint == 0 && first) bit = word == "month" ? kMonth : word == "day" ? kDay : kTime;
            const bool skip = hint == 0 && first;
            first = false;
            if (skip) continue;
            WordTable& table = word.starts_with('-') ? endings_ : words_;
            if (word.starts_with('-')) word.remove_prefix(1);
            const std::uint32_t index = table.add(word, static_cast<std::uint32_t>(bits_.size()));
            if (index == bits_.size()) bits_.push_back(0);
            bits_[index] |= bit;
        }
    }
}

NameHints::NameHints(bool german) : german_(german) {
    const auto list = [&](std::string_view name) { return german ? german_list(name) : english_list(name); };
    add(list("titles.txt"), kTitle);
    add(list("role_nouns.txt"), kRole);
    add(list("group_nouns.txt"), kGroup);
    add(list("first_names.txt"), kFirstName);
    add(list("places.txt"), kPlace);
    add(list("calendar.txt"), 0);
    if (!german) {
        add(list("organisation_words.txt"), kOrganisationWord);
        add(list("demonyms.txt"), kDemonym);
    }
}

std::uint32_t NameHints::of(std::string_view folded) const {
    std::uint32_t bits = 0;
    if (const std::uint32_t i = words_.find(folded); i != WordTable::kAbsent) bits = bits_[i];
    if (!german_) {
        if (bits == 0 && folded.size() > 4 && folded.back() == 's') {
            const std::uint32_t i = words_.find(folded.substr(0, folded.size() - 1));
            if (i != WordTable::kAbsent) bits = bits_[i] & (kRole | kGroup | kDemonym);
        }
        return bits;
    }
    // The longest ending of the word that is listed, the whole word among them.
    for (std::size_t at = 0; bits == 0 && folded.size() < 64 && at + 2 < folded.size(); ++at) {
        if (const std::uint32_t i = endings_.find(folded.substr(at)); i != WordTable::kAbsent) bits = bits_[i];
    }
    return bits;
}

const NameHints& name_hints(bool german) {
    static const NameHints english(false);
    static const NameHints of_german(true);
    return german ? of_german : english;
}

}  // namespace newsloom::lang::detail
