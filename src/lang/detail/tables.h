/// The word lists of data/lang, compiled in, as read-only tables made at first use.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace newsloom::lang::detail {

/// Words (views into the compiled-in lists) with a number each. Open addressing; a read-only value after it is built.
class WordTable {
  public:
    static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;

    WordTable() = default;
    /// Words separated by white space; "#" starts a comment to the end of the line. Each word gets `value`.
    explicit WordTable(std::string_view list, std::uint32_t value = 1) { add_list(list, value); }

    void add_list(std::string_view list, std::uint32_t value = 1);
    /// The first value given to a word stays; returns the value it has.
    std::uint32_t add(std::string_view word, std::uint32_t value);
    [[nodiscard]] std::uint32_t find(std::string_view word) const;
    [[nodiscard]] bool contains(std::string_view word) const { return find(word) != kAbsent; }
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    struct Slot {
        std::string_view word;
        std::uint32_t value = kAbsent;
        std::uint32_t hash = 0;
    };
    static std::uint32_t hash(std::string_view word) { return static_cast<std::uint32_t>(hash64(word)); }
    void grow();
    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

/// A list of data/lang/en (or de) by its file name.
[[nodiscard]] std::string_view english_list(std::string_view name);
[[nodiscard]] std::string_view german_list(std::string_view name);

/// Splits a list into its lines, without comments and blank ones.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view list);
/// Splits at white space.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view line);

[[nodiscard]] const WordTable& english_function_words();
[[nodiscard]] const WordTable& german_function_words();

inline constexpr std::uint32_t kNeverEnds = 1;   ///< an abbreviation after which a sentence never ends
inline constexpr std::uint32_t kSeldomEnds = 2;  ///< one after which it ends only where the next word begins one
[[nodiscard]] const WordTable& english_abbreviations();
[[nodiscard]] const WordTable& german_abbreviations();
/// Finite verbs of saying that stand behind a quote: “Why?” Kerr asked.
[[nodiscard]] const WordTable& speech_verbs(bool german);

/// What the name finder knows of words, one set per language. Values are bits of NameHint.
enum NameHint : std::uint32_t {
    kTitle = 1,
    kRole = 2,
    kGroup = 4,
    kOrganisationWord = 8,
    kFirstName = 16,
    kPlace = 32,
    kDemonym = 64,
    kMonth = 128,
    kDay = 256,
    kTime = 512
};

class NameHints {
  public:
    explicit NameHints(bool german);
    /// Bits of NameHint; 0 for unknown words. German compounds are known by their ending.
    [[nodiscard]] std::uint32_t of(std::string_view folded) const;

  private:
    void add(std::string_view list, std::uint32_t hint);
    WordTable words_;
    WordTable endings_;
    std::vector<std::uint32_t> bits_;
    bool german_;
};

[[nodiscard]] const NameHints& name_hints(bool german);

}  // namespace newsloom::lang::detail
