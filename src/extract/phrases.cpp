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

namespace {

constexpr std::array<std::string_view, kPhraseCount> kKinds = {
    "related", "newsletter", "share", "legal", "comment", "credit", "paywall", "advert",
    "note",    "bio",        "time",  "tags",  "promo",   "toc",    "team",    "readtime"};
constexpr std::size_t kBuckets = 8192;

struct Entry {
    std::string_view phrase;
    std::uint64_t front, mask;  // its first eight bytes, and which of them it has
    std::uint16_t bucket;
    std::uint8_t kind;
    bool open_end;  ///< an unspaced script or a mark at its end: no word boundary is asked for after it
};

std::uint64_t eight_bytes(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

std::uint16_t bucket_of(const char* three) {
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

Table build() {
    Table table;
    std::string_view rest = kPhrasesFile;
    while (!rest.empty()) {
        const auto newline = rest.find('\n');
        const std::string_view line = rest.substr(0, newline);
        rest = newline == std::string_view::npos ? std::string_view() : rest.substr(newline + 1);
        const auto tab = line.find('\t');
        if (line.empty() || line.front() == '#' || tab == std::string_view::npos) continue;
        const auto kind = std::find(kKinds.begin(), kKinds.end(), line.substr(0, tab));
        const std::string_view phrase = line.substr(tab + 1);
        if (kind == kKinds.end() || phrase.size() < 3) continue;
        const char32_t last = utf8::decode_before(phrase, phrase.size()).code_point;
        std::array<char, 8> front{};
        std::array<char, 8> mask{};
        phrase.copy(front.data(), front.size());
        std::fill_n(mask.begin(), std::min(phrase.size(), mask.size()), '\xFF');
        table.used.set(bucket_of(phrase.data()));
        table.entries.push_back(
            {phrase, eight_bytes(front.data()), eight_bytes(mask.data()), bucket_of(phrase.data()),
             static_cast<std::uint8_t>(kind - kKinds.begin()),
             is_unspaced_script(last) || (last >= 0xAC00 && last < 0xD7B0) || !is_word_character(last)});
    }
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

PhrasesFound find_phrases(std::string_view text) {
    static const Table kTable = build();
    PhrasesFound found;
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
        const std::uint16_t bucket = bucket_of(folded.data() + i);
        if (!kTable.used[bucket]) continue;
        const std::uint64_t front = eight_bytes(folded.data() + i);
        for (std::size_t e = kTable.first[bucket]; e < kTable.first[bucket + 1U]; ++e) {
            const Entry& entry = kTable.entries[e];
            if ((front & entry.mask) != entry.front || !folded.substr(i).starts_with(entry.phrase)) continue;
            const std::size_t end = i + entry.phrase.size();
            if (!entry.open_end && end < size &&
                (ascii::is_alnum(folded[end]) || static_cast<unsigned char>(folded[end]) >= 0xC3))
                continue;
            found.within |= 1U << entry.kind;
            if (i == begin) found.at_begin |= 1U << entry.kind;
        }
    }
    return found;
}

}  // namespace newsloom::extract
