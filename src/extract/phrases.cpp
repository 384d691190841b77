#include "extract/detail/phrases.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "text/ascii.h"
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
constexpr std::size_t kBuckets = 32768;

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

std::uint16_t bucket_of(std::string_view three) {
    const auto a = static_cast<unsigned char>(three[0]);
    const auto b = static_cast<unsigned char>(three[1]);
    const auto c = static_cast<unsigned char>(three[2]);
    return static_cast<std::uint16_t>((a * 613U + b * 131U + c * 7U) % kBuckets);
}

struct Table {
    std::vector<Entry> entries;                       // by bucket, then by falling length
    std::array<std::uint16_t, kBuckets + 1> first{};  // of each bucket
    std::bitset<kBuckets> used;                       // small enough to stay at hand
};

void add_entry(Table& table, std::string_view phrase, std::size_t kind) {
    const bool stem = phrase.ends_with('*');
    if (stem) phrase.remove_suffix(1);
    if (phrase.size() < 3) return;
    const char32_t last = utf8::decode_before(phrase, phrase.size()).code_point;
    std::array<char, 8> front{};
    std::array<char, 8> mask{};
    phrase.copy(front.data(), front.size());
    std::fill_n(mask.begin(), std::min(phrase.size(), mask.size()), '\xFF');
    table.used.set(bucket_of(phrase));
    table.entries.push_back(
        {phrase, eight_bytes(front.data()), eight_bytes(mask.data()), bucket_of(phrase),
         static_cast<std::uint8_t>(kind),
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
    std::stable_sort(table.entries.begin(), table.entries.end(),
                     [](const Entry& a, const Entry& b) { return a.bucket < b.bucket; });
    std::size_t i = 0;
    for (std::size_t bucket = 0; bucket <= kBuckets; ++bucket) {
        while (i < table.entries.size() && table.entries[i].bucket < bucket)
            ++i;
        table.first[bucket] = static_cast<std::uint16_t>(i);
    }
    return table;
}

constexpr std::size_t kMostFolded = 420;

constexpr std::uint8_t kEndsWord = 1;   // a phrase may begin after it
constexpr std::uint8_t kContinues = 2;  // no first byte of a character
constexpr std::uint8_t kWide = 4;       // of a character that may be a word of its own
constexpr std::array<std::uint8_t, 256> kByteKinds = [] {
    std::array<std::uint8_t, 256> kinds{};
    for (unsigned c = 0; c < 256; ++c) {
        if (c < 0x80 && !ascii::is_alnum(static_cast<char>(c)) && c != '\'') kinds[c] = kEndsWord;
        if ((c & 0xC0) == 0x80) kinds[c] = kContinues;
        if (c >= 0xE1) kinds[c] = kWide;
    }
    return kinds;
}();

/// Folded, curly apostrophes straight, at most `most` bytes.
std::size_t fold_into(std::string_view text, char* out, std::size_t most) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < text.size() && size + 4 < most;) {
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
    std::size_t digits = 0, letters = 0, small = 0, large = 0;
    bool currency = false, percent = false, colon = false, slash = false;
    for (const char byte : text) {
        const auto c = static_cast<unsigned char>(byte);
        digits += ascii::is_digit(byte) ? 1 : 0;
        small += byte >= 'a' && byte <= 'z' ? 1 : 0;
        large += byte >= 'A' && byte <= 'Z' ? 1 : 0;
        letters += c >= 0xC3 && c != 0xE2 ? 1 : 0;
        currency = currency || byte == '$';
        percent = percent || byte == '%';
        colon = colon || byte == ':' || byte == '.';
        slash = slash || byte == '/';
    }
    for (const std::string_view sign : {"€", "£", "¥", "₹", "₩", "円", "元"})
        currency = currency || text.find(sign) != std::string_view::npos;
    const std::size_t any = small + large + letters;
    std::uint64_t found = 0;
    if (digits > 0 && any == 0 && !colon && !slash && !currency && !percent) found |= bit(Wording::digits);
    if (digits >= 2 && digits <= 6 && colon && any <= 4 && text.size() <= 14 && !currency) found |= bit(Wording::clock);
    if (digits > 0 && currency && text.size() <= 30) found |= bit(Wording::price);
    if (digits > 0 && percent && text.size() <= 40) found |= bit(Wording::percent);
    if (digits >= 2 && text.size() <= 24 && any <= 4 &&
        (slash || text.find(" of ") != std::string_view::npos || text.find(" von ") != std::string_view::npos ||
         text.find(" sur ") != std::string_view::npos || text.find(" de ") != std::string_view::npos))
        found |= bit(Wording::fraction);
    if (digits == 0 && any == 0) found |= bit(Wording::symbols);
    if (large >= 2 && small == 0) found |= bit(Wording::capitals);
    return found;
}

}  // namespace

std::span<const std::string_view> wording_names() { return kWordingKinds; }

PhrasesFound find_phrases(std::string_view text) {
    static const Table kTable = build();
    PhrasesFound found;
    found.wording = shape_of(text);
    const bool short_block = text.size() <= 320;
    if (!short_block) text = text.substr(0, 96);
    std::array<char, kMostFolded + 8> buffer;  // eight bytes can be read anywhere in the text
    const std::size_t size = fold_into(text, buffer.data(), kMostFolded);
    std::fill_n(buffer.begin() + static_cast<std::ptrdiff_t>(size), 8, '\0');
    const std::string_view folded(buffer.data(), size);
    std::size_t begin = 0;
    while (begin < size && !ascii::is_alnum(folded[begin]) && static_cast<unsigned char>(folded[begin]) < 0x80 &&
           folded[begin] != '(')
        ++begin;
    // Where one may begin: collected without a branch, as words end where nobody foretells it.
    std::array<std::uint16_t, kMostFolded> places;
    std::size_t count = 0;
    std::uint8_t before = kEndsWord;
    for (std::size_t i = begin; i + 3 <= size; ++i) {
        const std::uint8_t kind = kByteKinds[static_cast<unsigned char>(folded[i])];
        places[count] = static_cast<std::uint16_t>(i);
        count += ((before & kEndsWord) != 0 || (kind & kWide) != 0) && (kind & kContinues) == 0 ? 1 : 0;
        before = (kind & kContinues) != 0 ? before : kind;
    }
    for (const std::uint16_t i : std::span(places.data(), count)) {
        const std::uint16_t bucket = bucket_of(folded.substr(i, 3));
        if (!kTable.used[bucket]) continue;
        const std::uint64_t front = eight_bytes(folded.data() + i);
        for (std::size_t e = kTable.first[bucket]; e < kTable.first[bucket + 1U]; ++e) {
            const Entry& entry = kTable.entries[e];
            if ((front & entry.mask) != entry.front || !folded.substr(i).starts_with(entry.phrase)) continue;
            const std::size_t end = i + entry.phrase.size();
            if (!entry.open_end && end < size &&
                (ascii::is_alnum(folded[end]) || static_cast<unsigned char>(folded[end]) >= 0xC3))
                continue;
            if (entry.kind >= kPhraseCount) {
                found.wording |= std::uint64_t{1} << (entry.kind - kPhraseCount);
                continue;
            }
            found.within |= 1U << entry.kind;
            if (i == begin) found.at_begin |= 1U << entry.kind;
        }
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
