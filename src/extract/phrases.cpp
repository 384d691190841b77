#include "extract/detail/phrases.h"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "text/ascii.h"
#include "text/bytes64.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {

extern const std::string_view kPhrasesFile;  // generated from data/extract/phrases.tsv
extern const std::string_view kWordingFile;  // generated from data/extract/wording.tsv

namespace {

constexpr std::array<std::string_view, kPhraseCount> kKinds = {
    "related", "newsletter", "share", "legal", "comment", "credit", "paywall", "advert",
    "note",    "bio",        "time",  "tags",  "promo",   "toc",    "team",    "readtime"};
constexpr std::array<std::string_view, kWordingCount> kWordingKinds = {
    "subscribe", "app",     "podcast",  "support",    "follow",     "event",  "offer",  "contact",
    "shop",      "mail",    "privacy",  "comment",    "share",      "player", "rating", "weather",
    "markets",   "poll",    "puzzle",   "contents",   "topics",     "author", "credit", "popular",
    "ad",        "account", "rights",   "correction", "disclosure", "more",   "ago",    "error",
    "spec",      "forum",   "call",     "trust",      "source",     "agency", "digits", "clock",
    "price",     "percent", "fraction", "symbols",    "capitals",   "keyword"};
struct Entry {
    std::string_view phrase;
    std::uint64_t front, mask;  // its first eight bytes, and which of them it has
    std::uint16_t bucket;
    std::uint8_t kind;  ///< a Phrase, or kPhraseCount + a Wording
    bool open_end;      ///< an unspaced script or a mark at its end: no word boundary is asked for after it
};

std::uint64_t eight_bytes(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

/// Phrases by their first bytes, as many as all of them have.
class Buckets {
  public:
    explicit Buckets(unsigned bytes) : bytes_(bytes) {}

    void add(Entry entry) {
        entry.bucket = bucket(entry.front);
        used_.set(entry.bucket);
        entries_.push_back(entry);
    }
    void sort() {
        std::stable_sort(entries_.begin(), entries_.end(),
                         [](const Entry& a, const Entry& b) { return a.bucket < b.bucket; });
        std::size_t i = 0;
        for (std::size_t bucket = 0; bucket <= kCount; ++bucket) {
            while (i < entries_.size() && entries_[i].bucket < bucket)
                ++i;
            first_[bucket] = static_cast<std::uint16_t>(i);
        }
    }
    [[nodiscard]] std::uint16_t bucket(std::uint64_t front) const {
        const unsigned others = 64 - 8 * bytes_;
        const std::uint64_t own = std::endian::native == std::endian::little ? front << others : front >> others;
        return static_cast<std::uint16_t>(own * 0x9e3779b97f4a7c15ULL >> 49);
    }
    [[nodiscard]] bool used(std::uint16_t bucket) const { return used_[bucket]; }
    [[nodiscard]] std::span<const Entry> entries(std::uint16_t bucket) const {
        return std::span(entries_).subspan(first_[bucket], first_[bucket + 1U] - std::size_t{first_[bucket]});
    }
    [[nodiscard]] std::span<const Entry> all() const { return entries_; }

  private:
    static constexpr std::size_t kCount = 32768;
    unsigned bytes_;
    std::vector<Entry> entries_;                     // by bucket
    std::array<std::uint16_t, kCount + 1> first_{};  // of each bucket
    std::bitset<kCount> used_;                       // small enough to stay at hand
};

struct Table {
    static constexpr std::size_t kShort = 3, kLong = 5;  // bytes that are looked up
    Buckets shorter{kShort}, longer{kLong};
};

void add_entry(Table& table, std::string_view phrase, std::size_t kind) {
    const bool stem = phrase.ends_with('*');
    if (stem) phrase.remove_suffix(1);
    if (phrase.size() < Table::kShort) return;
    const char32_t last = utf8::decode_before(phrase, phrase.size()).code_point;
    std::array<char, 8> front{};
    std::array<char, 8> mask{};
    phrase.copy(front.data(), front.size());
    std::fill_n(mask.begin(), std::min(phrase.size(), mask.size()), '\xFF');
    (phrase.size() < Table::kLong ? table.shorter : table.longer)
        .add({phrase, eight_bytes(front.data()), eight_bytes(mask.data()), 0, static_cast<std::uint8_t>(kind),
              stem || is_unspaced_script(last) || (last >= 0xAC00 && last < 0xD7B0) || !is_word_character(last)});
}

/// Lines "KIND<TAB>phrases, parted by |"; kinds that are not in the list are passed over.
void add_file(Table& table, std::string_view rest, std::span<const std::string_view> kinds, std::size_t first_kind) {
    while (!rest.empty()) {
        const auto newline = rest.find('\n');
        const std::string_view line = rest.substr(0, newline);
        rest = newline == std::string_view::npos ? std::string_view() : rest.substr(newline + 1);
        const auto tab = line.find('\t');
        if (line.empty() || line.front() == '#' || tab == std::string_view::npos) continue;
        const auto kind = std::find(kinds.begin(), kinds.end(), line.substr(0, tab));
        if (kind == kinds.end()) continue;
        const std::size_t number = first_kind + static_cast<std::size_t>(kind - kinds.begin());
        for (std::string_view phrases = line.substr(tab + 1); !phrases.empty();) {
            const auto bar = std::min(phrases.find('|'), phrases.size());
            add_entry(table, ascii::trim(phrases.substr(0, bar)), number);
            phrases.remove_prefix(std::min(bar + 1, phrases.size()));
        }
    }
}

Table build() {
    Table table;
    add_file(table, kPhrasesFile, kKinds, 0);
    add_file(table, kWordingFile, kWordingKinds, kPhraseCount);
    table.shorter.sort();
    table.longer.sort();
    return table;
}

const Table& table() {
    static const Table kTable = build();
    return kTable;
}

constexpr std::size_t kMostFolded = 420;
constexpr std::size_t kPlain = 16;  // bytes that are folded one by one where others than ASCII stand

/// Folded, curly apostrophes straight, at most `most` bytes; Bytes64::kSize bytes beyond them may be written to.
std::size_t fold_into(std::string_view text, char* out, std::size_t most) {
    std::size_t size = 0;
    std::size_t plain = 0;  // where a look for many bytes of ASCII is worth it again
    for (std::size_t i = 0; i < text.size() && size + 4 < most;) {
        if (i >= plain) {
            const Bytes64 bytes(text, i);
            bytes.write_lower(out + size);
            const std::size_t count = std::min(
                {static_cast<std::size_t>(std::countr_zero(bytes.is_wide())), text.size() - i, most - 4 - size});
            for (std::uint64_t lines = bytes.is('\n'); lines != 0; lines &= lines - 1)
                out[size + static_cast<std::size_t>(std::countr_zero(lines))] = ' ';
            size += count;
            i += count;
            plain = i + kPlain;
            continue;
        }
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            out[size++] = c == '\n' ? ' ' : ascii::lower(static_cast<char>(c));
            ++i;
            continue;
        }
        const auto next = utf8::decode(text, i);
        i += next.size;
        if (next.code_point == 0x2019 || next.code_point == 0x2018) {
            out[size++] = '\'';
            continue;
        }
        std::string one;
        utf8::append(one, next.code_point < 0x2000 ? fold_case(next.code_point) : next.code_point);
        for (const char b : one)
            out[size++] = b;
    }
    return size;
}

}  // namespace

namespace {

constexpr std::uint64_t bit(Wording wording) { return std::uint64_t{1} << static_cast<unsigned>(wording); }

/// What short blocks look like whose words are numbers and signs.
std::uint64_t shape_of(std::string_view text) {
    if (text.size() > 60) return 0;
    const Bytes64 bytes(text, 0);
    const auto count = [](std::uint64_t set) { return static_cast<std::size_t>(std::popcount(set)); };
    const std::size_t digits = count(bytes.is_digit());
    const std::uint64_t capitals = bytes.is_upper();
    const std::size_t large = count(capitals);
    const std::size_t small = count(bytes.is_letter() & ~capitals);
    const std::size_t letters = count(bytes.is_from_to('\xC3', '\xFF') & ~bytes.is('\xE2'));
    if (digits == 0) {
        const bool none = small + large + letters == 0;
        return (none ? bit(Wording::symbols) : 0) | (large >= 2 && small == 0 ? bit(Wording::capitals) : 0);
    }
    bool currency = bytes.is('$') != 0;
    const bool percent = bytes.is('%') != 0;
    const bool colon = (bytes.is(':') | bytes.is('.')) != 0;
    const bool slash = bytes.is('/') != 0;
    if (bytes.is_wide() != 0) {
        for (const std::string_view sign : {"€", "£", "¥", "₹", "₩", "円", "元"})
            currency = currency || text.find(sign) != std::string_view::npos;
    }
    const std::size_t any = small + large + letters;
    std::uint64_t found = 0;
    if (any == 0 && !colon && !slash && !currency && !percent) found |= bit(Wording::digits);
    if (digits >= 2 && digits <= 6 && colon && any <= 4 && text.size() <= 14 && !currency) found |= bit(Wording::clock);
    if (currency && text.size() <= 30) found |= bit(Wording::price);
    if (percent && text.size() <= 40) found |= bit(Wording::percent);
    if (digits >= 2 && text.size() <= 24 && any <= 4 &&
        (slash || text.find(" of ") != std::string_view::npos || text.find(" von ") != std::string_view::npos ||
         text.find(" sur ") != std::string_view::npos || text.find(" de ") != std::string_view::npos))
        found |= bit(Wording::fraction);
    if (large >= 2 && small == 0) found |= bit(Wording::capitals);
    return found;
}

}  // namespace

std::span<const std::string_view> wording_names() { return kWordingKinds; }

namespace {

/// The part of a block that is looked at.
std::string_view part_of(std::string_view text) { return text.size() > 320 ? text.substr(0, 96) : text; }

/// Where in a folded text the first phrase may begin.
std::size_t first_place(std::string_view folded) {
    std::size_t begin = 0;
    while (begin < folded.size() && !ascii::is_alnum(folded[begin]) &&
           static_cast<unsigned char>(folded[begin]) < 0x80 && folded[begin] != '(')
        ++begin;
    return begin;
}

/// What is found of an entry that stands at `i`.
void take(const Entry& entry, std::string_view folded, std::size_t i, bool at_begin, PhrasesFound& found) {
    const std::size_t end = i + entry.phrase.size();
    if (!entry.open_end && end < folded.size() &&
        (ascii::is_alnum(folded[end]) || static_cast<unsigned char>(folded[end]) >= 0xC3))
        return;
    if (entry.kind >= kPhraseCount) {
        found.wording |= std::uint64_t{1} << (entry.kind - kPhraseCount);
        return;
    }
    found.within |= 1U << entry.kind;
    if (at_begin) found.at_begin |= 1U << entry.kind;
}

}  // namespace

PhrasesFound find_phrases(std::string_view text) {
    const Table& known = table();
    PhrasesFound found;
    found.wording = shape_of(text);
    std::array<char, kMostFolded + Bytes64::kSize> buffer;  // sixty-four bytes can be read anywhere in the text
    const std::size_t size = fold_into(part_of(text), buffer.data(), kMostFolded);
    std::fill_n(buffer.begin() + static_cast<std::ptrdiff_t>(size), Bytes64::kSize, '\0');
    const std::string_view folded(buffer.data(), size);
    const std::size_t begin = first_place(folded);
    bool after_end = true;  // a phrase may begin: no word goes on
    for (std::size_t at = begin; at + Table::kShort <= size; at += Bytes64::kSize) {
        const Bytes64 bytes(buffer.data() + at);
        const std::uint64_t wide = bytes.is_wide();
        const std::uint64_t ends = ~(bytes.is_letter() | bytes.is_digit() | bytes.is('\'') | wide);
        // Characters of three bytes and more may be words of their own.
        const std::uint64_t own = wide == 0 ? 0 : bytes.is_from_to('\xE1', '\xFF');
        const std::uint64_t goes_on = wide == 0 ? 0 : bytes.is_from_to('\x80', '\xBF');
        std::uint64_t places = (ends << 1 | (after_end ? 1U : 0U) | own) & ~goes_on;
        after_end = ends >> 63 != 0;
        if (const std::size_t left = size - (Table::kShort - 1) - at; left < Bytes64::kSize)
            places &= (std::uint64_t{1} << left) - 1;
        for (; places != 0; places &= places - 1) {
            const std::size_t i = at + static_cast<std::size_t>(std::countr_zero(places));
            const std::uint64_t front = eight_bytes(buffer.data() + i);
            for (const Buckets* buckets : {&known.shorter, &known.longer}) {
                const std::uint16_t bucket = buckets->bucket(front);
                if (!buckets->used(bucket)) continue;
                for (const Entry& entry : buckets->entries(bucket)) {
                    if ((front & entry.mask) == entry.front && folded.substr(i).starts_with(entry.phrase))
                        take(entry, folded, i, i == begin, found);
                }
            }
        }
    }
    return found;
}

PhrasesFound find_phrases_plain(std::string_view text) {
    PhrasesFound found;
    found.wording = shape_of(text);
    std::array<char, kMostFolded + Bytes64::kSize> buffer;
    const std::string_view folded(buffer.data(), fold_into(part_of(text), buffer.data(), kMostFolded));
    const std::size_t begin = first_place(folded);
    bool after_end = true;
    for (std::size_t i = begin; i < folded.size(); ++i) {
        const auto c = static_cast<unsigned char>(folded[i]);
        if ((c & 0xC0) == 0x80) continue;
        if (after_end || c >= 0xE1) {
            for (const Buckets* buckets : {&table().shorter, &table().longer}) {
                for (const Entry& entry : buckets->all()) {
                    if (folded.substr(i).starts_with(entry.phrase)) take(entry, folded, i, i == begin, found);
                }
            }
        }
        after_end = c < 0x80 && !ascii::is_alnum(folded[i]) && c != '\'';
    }
    return found;
}

std::uint64_t find_wording(std::string_view name) {
    std::array<char, 96> words;
    const std::size_t size = std::min(name.size(), words.size());
    bool small = false;
    std::size_t out = 0;
    for (std::size_t i = 0; i < size && out + 2 < words.size(); ++i) {
        const char c = name[i];
        const bool large = c >= 'A' && c <= 'Z';
        if (large && small) words[out++] = ' ';  // camelCase
        small = c >= 'a' && c <= 'z';
        words[out++] = ascii::is_alnum(c) ? ascii::lower(c) : ' ';
    }
    constexpr std::uint64_t kWords = bit(Wording::digits) - 1;
    return find_phrases({words.data(), out}).wording & kWords;
}

}  // namespace newsloom::extract
