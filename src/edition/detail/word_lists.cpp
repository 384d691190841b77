#include "edition/detail/word_lists.h"

#include <algorithm>
#include <utility>

#include "text/ascii.h"

namespace newsloom::edition::detail {
namespace {

struct File {
    std::string_view name, text;
};
constexpr File kFiles[] = {
#include "edition_data.inc"
};

template <class Visit>
void for_each_line(std::string_view text, const Visit& visit) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        visit(ascii::trim(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::vector<std::string_view> lines_of(std::string_view file, std::string_view name) {
    std::vector<std::string_view> lines;
    for (const File& one : kFiles) {
        if (one.name != file) continue;
        bool inside = false;
        for_each_line(one.text, [&](std::string_view line) {
            if (line.empty() || line.starts_with('#')) return;
            if (line.starts_with('['))
                inside = line.size() == name.size() + 2 && line.substr(1, name.size()) == name;
            else if (inside)
                lines.push_back(line);
        });
    }
    return lines;
}

}  // namespace

WordList::WordList(std::vector<std::string_view> entries) : entries_(std::move(entries)), sorted_(entries_) {
    std::sort(sorted_.begin(), sorted_.end());
    for (const std::string_view entry : entries_) {
        if (!entry.empty()) looks_.set(look_of(entry));
    }
}

bool WordList::is_in(std::string_view word) const { return std::binary_search(sorted_.begin(), sorted_.end(), word); }

namespace {

bool is_word_byte(char c) { return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

/// By the first two bytes.
std::size_t beginning_of(std::string_view text) {
    const auto low_bits = [&](std::size_t at) { return static_cast<unsigned char>(text[at]) & 31U; };
    return low_bits(0) << 5 | (text.size() > 1 ? low_bits(1) : 0U);
}

}  // namespace

PhraseLists::PhraseLists(std::initializer_list<const WordList*> lists) {
    std::uint32_t bit = 1;
    for (const WordList* list : lists) {
        for (const std::string_view phrase : list->entries()) {
            if (phrase.size() > 1) phrases_.push_back({phrase, bit});
        }
        bit <<= 1;
    }
    std::stable_sort(phrases_.begin(), phrases_.end(),
                     [](const Phrase& a, const Phrase& b) { return beginning_of(a.words) < beginning_of(b.words); });
    for (const Phrase& phrase : phrases_)
        ++first_[beginning_of(phrase.words) + 1];
    for (std::size_t i = 1; i < first_.size(); ++i)
        first_[i] += first_[i - 1];
}

std::uint32_t PhraseLists::in(std::string_view text) const {
    std::uint32_t found = 0;
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        if (at > 0 && is_word_byte(text[at]) && is_word_byte(text[at - 1])) continue;
        const std::string_view rest = text.substr(at);
        const std::size_t beginning = beginning_of(rest);
        for (std::uint32_t i = first_[beginning]; i < first_[beginning + 1]; ++i) {
            const auto& [words, bit] = phrases_[i];
            if ((found & bit) != 0 || !rest.starts_with(words)) continue;
            const bool ends =
                words.size() == rest.size() || !is_word_byte(rest[words.size()]) || !is_word_byte(words.back());
            if (ends) found |= bit;
        }
    }
    return found;
}

WordList words_listed(std::string_view file, std::string_view name) {
    std::vector<std::string_view> words;
    for (std::string_view line : lines_of(file, name)) {
        while (!line.empty()) {
            const std::size_t end = std::min(line.find(' '), line.size());
            if (end > 0) words.push_back(line.substr(0, end));
            line.remove_prefix(std::min(end + 1, line.size()));
        }
    }
    return WordList(std::move(words));
}

WordList lines_listed(std::string_view file, std::string_view name) { return WordList(lines_of(file, name)); }

}  // namespace newsloom::edition::detail
