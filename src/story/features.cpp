// From a text to its entries: the hot path of clustering. One scan, no allocation per word.
#include <algorithm>
#include <array>
#include <cstring>

#include "base/hash.h"
#include "dedup/word_scan.h"
#include "story/cluster.h"
#include "story/detail/article_vector.h"
#include "story/detail/senses.h"
#include "story/detail/stems.h"
#include "story/detail/stop_words.h"
#include "text/ascii.h"

namespace newsloom::story {
namespace detail {
namespace {

using dedup::ScannedWord;

constexpr std::size_t kMostEntries = 320;  // distinct words kept per article; the first ones of the text win
constexpr std::size_t kTable = 1024;
constexpr std::size_t kLeadWords = 90;
constexpr std::size_t kTitleWords = 16;  // first words of a text that stand for a title where there is none
constexpr std::size_t kMostBytes = std::size_t{64} * 1024;  // of the text
constexpr std::size_t kMostAbroad = 96;  // distinct names, numbers and senses that other languages have too
constexpr std::size_t kAbroadTable = 256;
constexpr std::size_t kAbroadWords = 400;  // of the text are looked at for these
constexpr std::uint64_t kNameSalt = 0x6e616d65, kNumberSalt = 0x6e756d62, kSenseSalt = 0x73656e73;

class Gatherer {
  public:
    explicit Gatherer(Tongue tongue) : tongue_(tongue) {
        index_.fill(0xFFFF);
        abroad_index_.fill(0xFF);
    }

    enum class Place { title, text };

    void scan(std::string_view text, Place place) {
        std::uint64_t before = 0;  // stem of the name word just before
        std::size_t position = 0;
        dedup::scan_words(text, [&](const ScannedWord& word) {
            ++position;
            const auto hash = static_cast<std::uint32_t>(word.hash() >> 32);
            const bool name = word.upper && place == Place::text;
            if ((word.length < 2 && !is_wide(word)) || is_stop_word(hash) || (word.digits && word.length < 2)) {
                before = 0;
                return;
            }
            if (position <= kAbroadWords) note_abroad(text, word, name && !word.after_break);
            const std::uint64_t stem = stemmed(word, tongue_);
            Entry* entry = find(static_cast<std::uint32_t>(mix64(stem) >> 32));
            if (entry != nullptr) {
                bump(entry->body, 255);
                if (word.digits) entry->places |= 128;
                if ((place == Place::title || (untitled_ && position <= kTitleWords)) && entry->title() < 7)
                    ++entry->places;
                if (place == Place::text && position <= kLeadWords && entry->lead() < 15)
                    entry->places = static_cast<std::uint8_t>(entry->places + 8);
                if (name && !word.after_break) bump(entry->name, 255);
            }
            if (name && before != 0 && !word.after_mark) {
                Entry* pair = find(static_cast<std::uint32_t>(mix64(before ^ (stem * 0x9e3779b97f4a7c15ULL)) >> 32));
                if (pair != nullptr) bump(pair->name, 255);
            }
            before = name ? stem : 0;
        });
        if (place == Place::text) words_ = position;
        if (place == Place::title && position > 0) untitled_ = false;
    }

    [[nodiscard]] std::vector<Entry> take() {
        std::vector<Entry> result(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(used_));
        std::sort(result.begin(), result.end(), [](const Entry& a, const Entry& b) { return a.word < b.word; });
        return result;
    }
    [[nodiscard]] std::vector<Entry> take_abroad() {
        std::vector<Entry> result(abroad_.begin(), abroad_.begin() + static_cast<std::ptrdiff_t>(abroad_used_));
        std::sort(result.begin(), result.end(), [](const Entry& a, const Entry& b) { return a.word < b.word; });
        return result;
    }
    [[nodiscard]] std::size_t words() const { return words_; }

  private:
    static bool is_wide(const ScannedWord& word) { return word.length == 1 && word.last[0] == 0; }
    static void bump(std::uint8_t& count, std::uint8_t most) {
        if (count < most) ++count;
    }
    Entry* find(std::uint32_t word) {
        std::size_t at = word % kTable;
        while (index_[at] != 0xFFFF) {
            if (entries_[index_[at]].word == word) return &entries_[index_[at]];
            at = (at + 1) % kTable;
        }
        if (used_ == kMostEntries) return nullptr;
        index_[at] = static_cast<std::uint16_t>(used_);
        entries_[used_].word = word;
        return &entries_[used_++];
    }

    /// "Tarvias" and "Tarvia", "2.914" and "2,914", "Boot" and "boat" are the same here.
    void note_abroad(std::string_view text, const ScannedWord& word, bool name) {
        std::uint64_t key = 0;
        if (word.digits) {
            std::uint64_t state = kNumberSalt;
            std::size_t digits = 0;
            for (std::size_t at = word.begin; at < word.end; ++at) {
                const char c = text[at];
                const bool decimal = c == (tongue_ == Tongue::english ? '.' : ',');
                if (ascii::is_digit(c) || decimal)
                    state = dedup::fnv(state, static_cast<unsigned char>(decimal ? '.' : c));
                digits += ascii::is_digit(c) ? 1 : 0;
            }
            if (digits < 2) return;
            key = state;
        } else if (const auto sense = known_sense(text, word, tongue_)) {
            key = *sense ^ (kSenseSalt << 32);
            name = false;
        } else if (name) {
            key = (word.length >= 4 && word.last[0] == 's' ? word.states[1] : word.states[0]) ^ kNameSalt;
        } else {
            return;
        }
        const auto hash = static_cast<std::uint32_t>(mix64(key) >> 32);
        std::size_t at = hash % kAbroadTable;
        while (abroad_index_[at] != 0xFF && abroad_[abroad_index_[at]].word != hash)
            at = (at + 1) % kAbroadTable;
        if (abroad_index_[at] == 0xFF) {
            if (abroad_used_ == kMostAbroad) return;
            abroad_index_[at] = static_cast<std::uint8_t>(abroad_used_);
            Entry& entry = abroad_[abroad_used_++];
            entry.word = hash;
            entry.places = word.digits ? 128 : 0;
            entry.name = name || word.digits ? 1 : 0;
        }
        bump(abroad_[abroad_index_[at]].body, 255);
    }

    Tongue tongue_;
    std::array<std::uint8_t, kAbroadTable> abroad_index_{};
    std::array<Entry, kMostAbroad> abroad_{};
    std::size_t abroad_used_ = 0;
    std::array<std::uint16_t, kTable> index_{};
    std::array<Entry, kMostEntries> entries_{};
    std::size_t used_ = 0;
    std::size_t words_ = 0;
    bool untitled_ = true;
};

constexpr char kForm = 2;
struct Header {
    char form = kForm;
    char spare = 0;
    std::uint16_t entries = 0;
    std::uint16_t words = 0;
    std::uint16_t abroad = 0;
    std::uint32_t language = 0, outlet = 0;
};
constexpr std::size_t kEntryBytes = 7;

std::uint32_t name_hash(std::string_view name) {
    if (name.empty()) return 0;
    return static_cast<std::uint32_t>(hash64(ascii::lower(name)) >> 32) | 1U;
}

}  // namespace

std::vector<Entry> SpareRows::take(std::size_t size) {
    const std::size_t place = (size + kStep - 1) / kStep;
    std::vector<Entry> row;
    if (place < rows_.size() && !rows_[place].empty()) {
        row = std::move(rows_[place].back());
        rows_[place].pop_back();
    } else {
        row.reserve(place * kStep);
    }
    return row;
}

void SpareRows::give(std::vector<Entry>&& row) {
    const std::size_t place = row.capacity() / kStep;
    row.clear();
    if (place > 0 && place < rows_.size()) rows_[place].push_back(std::move(row));
}

std::optional<ArticleVector> decode(std::string_view bytes) {
    SpareRows none;
    return decode(bytes, none);
}

std::optional<ArticleVector> decode(std::string_view bytes, SpareRows& spare) {
    Header header;
    if (bytes.size() < sizeof header) return std::nullopt;
    std::memcpy(&header, bytes.data(), sizeof header);
    bytes.remove_prefix(sizeof header);
    if (header.form != kForm || header.entries > kMostEntries || header.abroad > kMostAbroad ||
        bytes.size() != (std::size_t{header.entries} + header.abroad) * kEntryBytes) {
        return std::nullopt;
    }
    ArticleVector result;
    result.language = header.language;
    result.outlet = header.outlet;
    result.words = header.words;
    result.entries = spare.take(header.entries);
    result.abroad = spare.take(header.abroad);
    result.entries.resize(header.entries);
    result.abroad.resize(header.abroad);
    for (std::vector<Entry>* entries : {&result.entries, &result.abroad}) {
        for (Entry& entry : *entries) {
            std::memcpy(static_cast<void*>(&entry), bytes.data(), kEntryBytes);  // all but idf16
            bytes.remove_prefix(kEntryBytes);
        }
        if (!std::is_sorted(entries->begin(), entries->end(),
                            [](const Entry& a, const Entry& b) { return a.word < b.word; })) {
            return std::nullopt;
        }
    }
    return result;
}

}  // namespace detail

Features features(const ClusterInput& input) {
    using namespace detail;
    const std::string_view language = input.language.substr(0, input.language.find_first_of("-_"));
    const Tongue tongue = tongue_of(input.language);
    Gatherer gatherer(tongue);
    gatherer.scan(input.title.substr(0, 1000), Gatherer::Place::title);
    gatherer.scan(input.text.substr(0, kMostBytes), Gatherer::Place::text);
    const std::vector<Entry> entries = gatherer.take();
    const std::vector<Entry> abroad = gatherer.take_abroad();

    Header header;
    header.entries = static_cast<std::uint16_t>(entries.size());
    header.words = static_cast<std::uint16_t>(std::min<std::size_t>(gatherer.words(), 65535));
    header.language = language == "und" ? 0 : name_hash(language);
    header.outlet = input.beside_reports ? 0 : name_hash(input.outlet);
    header.abroad = static_cast<std::uint16_t>(abroad.size());
    Features result{input.id, input.time,
                    std::string(sizeof header + (entries.size() + abroad.size()) * kEntryBytes, '\0')};
    std::memcpy(result.bytes.data(), &header, sizeof header);
    char* out = result.bytes.data() + sizeof header;
    for (const auto* list : {&entries, &abroad}) {
        for (const Entry& entry : *list) {
            std::memcpy(out, &entry, kEntryBytes);
            out += kEntryBytes;
        }
    }
    return result;
}

}  // namespace newsloom::story
