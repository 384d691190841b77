#include "extract/detail/hints.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <string>

#include "extract/detail/hint_words.h"
#include "text/ascii.h"

namespace newsloom::extract {
namespace {

struct Word {
    std::string_view word;
    Hint hint;
};

/// Calls f(word, hint) for each word of the lists.
template <class F>
constexpr void each_word(F f) {
    for (const HintWords& list : kHintWords) {
        std::string_view rest = list.words;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            f(rest.substr(0, end), list.hint);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
}

consteval std::size_t word_count() {
    std::size_t count = 0;
    each_word([&count](std::string_view, Hint) { ++count; });
    return count;
}
constexpr std::size_t kWordCount = word_count();

consteval std::array<Word, kWordCount> words() {
    std::array<Word, kWordCount> list{};
    std::size_t count = 0;
    each_word([&](std::string_view word, Hint hint) { list[count++] = {word, hint}; });
    return list;
}
constexpr std::array<Word, kWordCount> kWords = words();

constexpr std::size_t kSlots = 4096;
constexpr std::size_t kLongestWord = 20;

constexpr std::uint32_t kStart = 2166136261U;
constexpr std::uint32_t step(std::uint32_t h, char c) { return (h ^ static_cast<unsigned char>(c)) * 16777619U; }
constexpr std::uint32_t ended(std::uint32_t h) { return h ^ h >> 15; }

constexpr std::uint32_t hash_of(const char* word, std::size_t size) {
    std::uint32_t h = kStart;
    for (std::size_t i = 0; i < size; ++i)
        h = step(h, word[i]);
    return ended(h);
}

consteval std::array<std::uint16_t, kSlots> build() {
    std::array<std::uint16_t, kSlots> slots{};
    for (std::size_t i = 0; i < kWordCount; ++i) {
        std::size_t at = hash_of(kWords[i].word.data(), kWords[i].word.size()) % kSlots;
        while (slots[at] != 0) {
            if (kWords[slots[at] - 1].word == kWords[i].word) throw "a word stands twice in the table";
            at = (at + 1) % kSlots;
        }
        slots[at] = static_cast<std::uint16_t>(i + 1);
    }
    return slots;
}
constexpr auto kTable = build();

/// Which lengths the table's words have that begin (or end) with two letters: bit n for n letters.
constexpr std::size_t pair_of(char a, char b) {
    return static_cast<std::size_t>(a - 'a') * 26 + static_cast<std::size_t>(b - 'a');
}
struct Lengths {
    std::array<std::uint32_t, std::size_t{26} * 26> beginning{}, ending{};
};
consteval Lengths lengths() {
    Lengths result;
    for (const Word& w : kWords) {
        const std::string_view word = w.word;
        if (word.size() < 2 || word.size() > 31) throw "a word of a length that is not provided for";
        result.beginning[pair_of(word[0], word[1])] |= 1U << word.size();
        result.ending[pair_of(word[word.size() - 2], word.back())] |= 1U << word.size();
    }
    return result;
}
constexpr Lengths kLengths = lengths();

/// The rest of each slot's word's hash: of two words in a slot one is seldom compared in vain.
consteval std::array<std::uint16_t, kSlots> marks() {
    std::array<std::uint16_t, kSlots> result{};
    for (std::size_t i = 0; i < kSlots; ++i) {
        if (kTable[i] == 0) continue;
        const std::string_view word = kWords[kTable[i] - 1].word;
        result[i] = static_cast<std::uint16_t>(hash_of(word.data(), word.size()) / kSlots);
    }
    return result;
}
constexpr auto kMarks = marks();

Hints find(const char* word, std::size_t size, std::uint32_t hash) {
    std::size_t at = hash % kSlots;
    while (kTable[at] != 0) {
        const Word& candidate = kWords[kTable[at] - 1];
        if (kMarks[at] == static_cast<std::uint16_t>(hash / kSlots) && candidate.word == std::string_view(word, size))
            return bit(candidate.hint);
        at = (at + 1) % kSlots;
    }
    return 0;
}

/// A word of the table, or the hints of two or three that stand together in it ("socialsharebar").
Hints of_word(const char* word, std::size_t size) {
    if (size < 2) return 0;
    if (size <= kLongestWord && (kLengths.beginning[pair_of(word[0], word[1])] >> size & 1U) != 0) {
        if (const Hints hints = find(word, size, hash_of(word, size))) return hints;
    }
    if (size < 6) return 0;
    Hints result = 0;
    std::size_t begin = 0;
    int parts = 0;
    while (size - begin >= 4 && parts < 3) {
        std::size_t length = size - begin < kLongestWord ? size - begin : kLongestWord;
        Hints hints = 0;
        const std::uint32_t known =
            kLengths.beginning[pair_of(word[begin], word[begin + 1])] & ((2U << length) - 1U) & ~0xFU;
        // The longest that is a word of the table; each is hashed from the one before.
        std::uint32_t hash = kStart;
        std::size_t most = 0;
        length = static_cast<std::size_t>(std::bit_width(known)) - (known == 0 ? 0 : 1);
        for (std::size_t k = 0; k < length; ++k) {
            hash = step(hash, word[begin + k]);
            if ((known >> (k + 1) & 1U) == 0) continue;
            if (const Hints found = find(word + begin, k + 1, ended(hash)); found != 0) {
                hints = found;
                most = k + 1;
            }
        }
        length = most;
        if (hints == 0) {
            if (begin > 0) break;
            // An unknown front ("theguardiancontent" style): try the longest known end.
            const std::uint32_t ends = kLengths.ending[pair_of(word[size - 2], word[size - 1])];
            for (std::size_t tail = size < kLongestWord ? size - 1 : kLongestWord; tail >= 5; --tail) {
                if ((ends >> tail & 1U) == 0) continue;
                if (const Hints end = find(word + size - tail, tail, hash_of(word + size - tail, tail))) return end;
            }
            return 0;
        }
        result |= hints;
        begin += length;
        ++parts;
    }
    return result;
}

}  // namespace

Hints hints_of(std::string_view value) {
    Hints result = 0;
    char word[40];
    std::size_t size = 0;
    bool after_lower = false;
    value = value.substr(0, 200);
    for (std::size_t i = 0; i <= value.size(); ++i) {
        const char c = i < value.size() ? value[i] : ' ';
        const bool upper = ascii::is_upper(c);
        if (!ascii::is_alpha(c) || (upper && after_lower)) {
            if (size > 0) result |= of_word(word, size);
            size = 0;
        }
        if (ascii::is_alpha(c) && size < sizeof word) word[size++] = ascii::lower(c);
        after_lower = ascii::is_lower(c);
    }
    return result;
}

}  // namespace newsloom::extract
