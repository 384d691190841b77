#include "story/detail/senses.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "story/detail/data_files.h"
#include "story/detail/key_index.h"

namespace newsloom::story::detail {
namespace {

using Table = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // stem -> stem of the group's first word; sorted

/// The same, looked up at once.
class Groups {
  public:
    explicit Groups(const Table& table) : stems_(table.size()) {
        for (const auto& [stem, first] : table) {
            stems_.number_of(stem);
            firsts_.push_back(first);
        }
    }
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint32_t stem) const {
        const std::uint32_t number = stems_.find(stem);
        return number == KeyIndex::kNone ? std::nullopt : std::optional(firsts_[number]);
    }

  private:
    KeyIndex stems_;
    std::vector<std::uint32_t> firsts_;
};

constexpr std::uint32_t kShortestCompound = 8;
constexpr std::size_t kLongestEnding = 12;

std::optional<std::uint32_t> find(const Table& table, std::uint32_t stem) {
    const auto at = std::lower_bound(table.begin(), table.end(), std::pair(stem, std::uint32_t{0}));
    if (at == table.end() || at->first != stem) return std::nullopt;
    return at->second;
}

std::uint32_t hash_of(const dedup::ScannedWord& word, Tongue tongue) {
    return static_cast<std::uint32_t>(mix64(stemmed(word, tongue)) >> 32);
}

std::uint32_t phrase_hash(std::span<const std::uint64_t> words) {
    std::uint64_t hash = 0;
    for (const std::uint64_t word : words)
        hash = mix64(hash ^ word);
    return static_cast<std::uint32_t>(hash >> 32);
}

/// Lines "word word ..." (the first stands for all) or "english: word word ..." (the English word's sense stands for
/// all).
Table read(std::string_view name, Tongue tongue, const Table* english) {
    Table table;
    each_data_line(name, [&](std::string_view line, std::uint32_t) {
        std::uint32_t first = 0;
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos) {
            dedup::scan_words(line.substr(0, colon), [&](const dedup::ScannedWord& word) {
                const std::uint32_t stem = hash_of(word, Tongue::english);
                first = english != nullptr ? find(*english, stem).value_or(stem) : stem;
            });
            line.remove_prefix(colon + 1);
        }
        dedup::scan_words(line, [&](const dedup::ScannedWord& word) {
            const std::uint32_t stem = hash_of(word, tongue);
            if (first == 0) first = stem;
            table.emplace_back(stem, first);
        });
    });
    // A word in several groups belongs to the first.
    std::stable_sort(table.begin(), table.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    table.erase(
        std::unique(table.begin(), table.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
        table.end());
    return table;
}

/// English words that German groups stand under and that are in no group themselves.
void add_heads(Table& english) {
    each_data_line("same_words.de.txt", [&](std::string_view line, std::uint32_t) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return;
        dedup::scan_words(line.substr(0, colon), [&](const dedup::ScannedWord& word) {
            const std::uint32_t stem = hash_of(word, Tongue::english);
            if (!find(english, stem))
                english.insert(std::lower_bound(english.begin(), english.end(), std::pair(stem, stem)), {stem, stem});
        });
    });
}

const Groups& groups_of(Tongue tongue) {
    static const Table english_table = [] {
        Table table = read("same_words.en.txt", Tongue::english, nullptr);
        add_heads(table);
        return table;
    }();
    static const Groups english(english_table);
    static const Groups german(read("same_words.de.txt", Tongue::german, &english_table));
    return tongue == Tongue::german ? german : english;
}

}  // namespace

std::optional<std::uint32_t> known_sense(std::string_view text, const dedup::ScannedWord& word, Tongue tongue) {
    if (tongue == Tongue::other || word.digits) return std::nullopt;
    const Groups& groups = groups_of(tongue);
    if (const auto sense = groups.find(hash_of(word, tongue))) return sense;
    if (tongue != Tongue::german || word.length < kShortestCompound) return std::nullopt;
    // A compound means what its last part means: "Patrouillenboot" is a boat. The longest known ending counts.
    const std::string_view bytes = text.substr(word.begin, word.end - word.begin);
    std::optional<std::uint32_t> sense;
    for (std::size_t at = 3; at + 4 <= bytes.size() && !sense; ++at) {
        if (bytes.size() - at > kLongestEnding || (static_cast<unsigned char>(bytes[at]) & 0xC0U) == 0x80U) continue;
        dedup::scan_words(bytes.substr(at), [&](const dedup::ScannedWord& ending) {
            if (ending.length >= 4) sense = groups.find(hash_of(ending, tongue));
        });
    }
    return sense;
}

std::span<const std::pair<std::uint32_t, std::uint32_t>> fields_of(std::uint32_t sense) {
    static const Table fields = [] {
        Table table;  // sense -> line
        each_data_line("near_words.en.txt", [&](std::string_view line, std::uint32_t number) {
            dedup::scan_words(line, [&](const dedup::ScannedWord& word) {
                table.emplace_back(sense_of(line, word, Tongue::english), number);
            });
        });
        std::sort(table.begin(), table.end());
        table.erase(std::unique(table.begin(), table.end()), table.end());
        return table;
    }();
    static const KeyIndex senses = [] {
        KeyIndex index(fields.size());
        for (const auto& [own, line] : fields)
            index.number_of(own);
        return index;
    }();
    static const std::vector<std::uint32_t> first = [] {
        std::vector<std::uint32_t> places;  // of each sense's first entry
        for (std::uint32_t i = 0; i < fields.size(); ++i) {
            if (i == 0 || fields[i].first != fields[i - 1].first) places.push_back(i);
        }
        places.push_back(static_cast<std::uint32_t>(fields.size()));
        return places;
    }();
    const std::uint32_t number = senses.find(sense);
    if (number == KeyIndex::kNone) return {};
    return std::span(fields).subspan(first[number], first[number + 1] - first[number]);
}

namespace {

/// data/story/phrases.en.txt
struct KnownPhrases {
    KeyIndex hashes;
    std::vector<std::uint32_t> senses;                         // of each
    std::vector<bool> endings = std::vector<bool>(1U << 16U);  // low bits of the hashes of their last words

    KnownPhrases() {
        each_data_line("phrases.en.txt", [&](std::string_view line, std::uint32_t) {
            const std::size_t colon = line.find(':');
            if (colon == std::string_view::npos) return;
            std::uint32_t sense = 0;
            dedup::scan_words(line.substr(0, colon),
                              [&](const dedup::ScannedWord& word) { sense = sense_of(line, word, Tongue::english); });
            line.remove_prefix(colon + 1);
            while (!line.empty()) {
                const std::size_t comma = std::min(line.find(','), line.size());
                add(line.substr(0, comma), sense);
                line.remove_prefix(std::min(comma + 1, line.size()));
            }
        });
    }
    /// Of a phrase in two lines the least sense stands.
    void add(std::string_view phrase, std::uint32_t sense) {
        std::vector<std::uint64_t> words;
        dedup::scan_words(phrase, [&](const dedup::ScannedWord& word) { words.push_back(word.hash()); });
        const std::uint32_t number = hashes.number_of(phrase_hash(words));
        if (number == senses.size()) senses.push_back(sense);
        senses[number] = std::min(senses[number], sense);
        if (!words.empty()) endings[words.back() & 0xFFFFU] = true;
    }
};

const KnownPhrases& known_phrases() {
    static const KnownPhrases known;
    return known;
}

}  // namespace

bool may_end_phrase(std::uint64_t word) { return known_phrases().endings[word & 0xFFFFU]; }

std::optional<std::uint32_t> phrase_sense(std::span<const std::uint64_t> words) {
    const std::uint32_t number = known_phrases().hashes.find(phrase_hash(words));
    return number == KeyIndex::kNone ? std::nullopt : std::optional(known_phrases().senses[number]);
}

std::uint32_t sense_of(std::string_view text, const dedup::ScannedWord& word, Tongue tongue) {
    return known_sense(text, word, tongue).value_or(hash_of(word, tongue));
}

}  // namespace newsloom::story::detail
