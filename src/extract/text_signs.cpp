#include "extract/detail/text_signs.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/hash.h"
#include "text/ascii.h"
#include "text/bytes64.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// The folded form of letters and digits; 0 of all else.
constexpr std::array<std::uint8_t, 128> kFolded = [] {
    std::array<std::uint8_t, 128> folded{};
    for (int c = 0; c < 128; ++c) {
        const char ch = static_cast<char>(c);
        if (ascii::is_alnum(ch)) folded[static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(ascii::lower(ch));
    }
    return folded;
}();

/// Folding for comparing only: Latin-1, Greek and Cyrillic by arithmetic, the rest as it is.
constexpr char32_t quick_fold(char32_t c) {
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
    if (c >= 0x100 && c < 0x180) return c | 1;  // pairs of Latin Extended-A, nearly all
    if (c >= 0x391 && c <= 0x3A9) return c + 0x20;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    return c;
}

/// Code points above ASCII that stand in words.
bool is_wordy(char32_t c) {
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7) return false;
    if (c >= 0x2000 && c < 0x2C00) return c >= 0x2070 && c < 0x2190 && c != 0x2122;
    if (c >= 0x3000 && c < 0x3040) return c == 0x3005;
    if (c >= 0xFE10 && c < 0xFF10) return c >= 0xFE70 && c < 0xFEFF;
    if (c >= 0xFF1A && c <= 0xFF20) return false;
    if (c >= 0xE000 && c < 0xF900) return false;
    return c < 0x1F000 || c >= 0x20000;
}

constexpr std::uint64_t kPrime = 1099511628211ULL;

/// kPrime to the power of n.
constexpr std::array<std::uint64_t, 9> kPowers = [] {
    std::array<std::uint64_t, 9> powers{};
    powers[0] = 1;
    for (std::size_t n = 1; n < powers.size(); ++n)
        powers[n] = powers[n - 1] * kPrime;
    return powers;
}();

/// The hash of a text's words and of all its letters and digits, the same however they are parted into words: hashes
/// are polynomials, a word's is put behind all before it by one multiplication.
template <class W>
class Hasher {
  public:
    explicit Hasher(W on_word) : on_word_(on_word) {}

    void letter(std::uint64_t folded) {
        word_ = word_ * kPrime + folded;
        power_ *= kPrime;
    }
    /// Folded letters and digits of ASCII. Eight bytes can be read from each of them.
    void letters(const char* folded, std::size_t size) {
        for (; size > 8; size -= 8, folded += 8)
            eight(folded, 8);
        eight(folded, size);
    }
    void end_word() {
        if (power_ == 1) return;
        all_ = all_ * power_ + word_;
        on_word_(word_);
        word_ = 0;
        power_ = 1;
    }
    /// A character that is a word of its own.
    void own_word(char32_t code_point) {
        end_word();
        all_ = all_ * kPrime + code_point;
        on_word_(mix64(code_point));
    }
    [[nodiscard]] std::uint64_t all() const { return all_; }

  private:
    /// As letter() for each of 1 to 8 bytes, but none waits for the one before.
    void eight(const char* folded, std::size_t size) {
        std::uint64_t sum = 0;
        if constexpr (std::endian::native == std::endian::little) {
            std::uint64_t bytes = 0;
            std::memcpy(&bytes, folded, sizeof bytes);
            bytes <<= 64 - 8 * size;  // the last letter highest, nothing before the first
            for (unsigned k = 0; k < 8; ++k)
                sum += (bytes >> (56 - 8 * k) & 0xFF) * kPowers[k];
        } else {
            for (std::size_t k = 0; k < size; ++k)
                sum = sum * kPrime + static_cast<unsigned char>(folded[k]);
        }
        word_ = word_ * kPowers[size] + sum;
        power_ *= kPowers[size];
    }

    W on_word_;
    std::uint64_t all_ = 0, word_ = 0;
    std::uint64_t power_ = 1;  // kPrime to the power of the word's letters
};

/// Calls on_word(hash) for every word; on_bytes(bytes, at, valid, letters, digits) for up to 64 characters of ASCII,
/// on_ascii(c, i) for those that come singly, on_wide(code_point) for all others. Returns Hasher::all().
template <class W, class B, class A, class C>
std::uint64_t walk(std::string_view text, W on_word, B on_bytes, A on_ascii, C on_wide) {
    constexpr std::size_t kSingly = 16;  // bytes that are read one by one where others than ASCII stand
    Hasher<W> hasher(on_word);
    std::array<char, Bytes64::kSize + 8> folded;
    std::size_t plain = 0;  // where a look for many bytes of ASCII is worth it again
    for (std::size_t i = 0; i < text.size();) {
        if (i >= plain) {
            const Bytes64 bytes(text, i);
            const std::size_t size =
                std::min(static_cast<std::size_t>(std::countr_zero(bytes.is_wide())), text.size() - i);
            const std::uint64_t valid = size == Bytes64::kSize ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
            const std::uint64_t letters = bytes.is_letter() & valid;
            const std::uint64_t digits = bytes.is_digit() & valid;
            on_bytes(bytes, i, valid, letters, digits);
            bytes.write_lower(folded.data());
            std::uint64_t ink = letters | digits;
            for (std::size_t at = 0; at < size;) {
                const auto gap = std::min<std::size_t>(static_cast<std::size_t>(std::countr_zero(ink)), size - at);
                if (gap > 0) {
                    hasher.end_word();
                    at += gap;
                    if (at == size) break;
                    ink >>= gap;
                }
                const auto run = static_cast<std::size_t>(std::countr_one(ink));
                hasher.letters(folded.data() + at, run);
                at += run;
                ink = run == Bytes64::kSize ? 0 : ink >> run;
            }
            i += size;
            plain = i + kSingly;
            if (size == Bytes64::kSize) plain = i;
            continue;
        }
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            on_ascii(c, i);
            if (const std::uint8_t one = kFolded[c]; one != 0) {
                hasher.letter(one);
            } else {
                hasher.end_word();
            }
            ++i;
            continue;
        }
        const auto next = utf8::decode(text, i);
        on_wide(next.code_point);
        if (is_unspaced_script(next.code_point)) {
            hasher.own_word(next.code_point);
        } else if (is_wordy(next.code_point)) {
            hasher.letter(quick_fold(next.code_point));
        } else {
            hasher.end_word();
        }
        i += next.size;
    }
    hasher.end_word();
    return hasher.all();
}

template <class W>
std::uint64_t walk(std::string_view text, W on_word) {
    return walk(
        text, on_word, [](const Bytes64&, std::size_t, std::uint64_t, std::uint64_t, std::uint64_t) {},
        [](unsigned char, std::size_t) {}, [](char32_t) {});
}

/// Counts of kinds of ASCII characters, sixteen bits each in two numbers, so that one table and two additions count
/// all.
class Counts {
  public:
    enum Kind : unsigned { letters, uppers, digits, commas, quotes, marks, breaks };

    void add(unsigned char c) {
        low_ += kTable[c].low;
        high_ += kTable[c].high;
        if (--left_ == 0) flush();
    }
    /// Whether more than counting is to be done about a character.
    static bool is_special(unsigned char c) { return kTable[c].special; }

    std::uint32_t operator[](Kind kind) {
        flush();
        return sums_[kind];
    }

  private:
    struct Entry {
        std::uint64_t low, high;
        bool special;
    };
    static constexpr std::array<Entry, 128> kTable = [] {
        std::array<Entry, 128> table{};
        const auto count = [&table](int c, Kind kind) {
            Entry& entry = table[static_cast<std::size_t>(c)];
            (kind < 4 ? entry.low : entry.high) += std::uint64_t{1} << (16 * (kind % 4));
        };
        for (int c = 0; c < 128; ++c) {
            const char ch = static_cast<char>(c);
            if (ascii::is_alpha(ch)) count(c, letters);
            if (ascii::is_upper(ch)) count(c, uppers);
            if (ascii::is_digit(ch)) count(c, digits);
            for (const char mark : {'|', '>', '/', '\\', '_', '*', '+'})
                if (ch == mark) count(c, marks);
            for (const char special : {'.', '!', '?', '@', ':', '1', '2'})
                if (ch == special) table[static_cast<std::size_t>(c)].special = true;
        }
        count(',', commas);
        count('"', quotes);
        count('\n', breaks);
        return table;
    }();
    static constexpr std::uint32_t kMost = 0xFFFF;

    void flush() {
        for (unsigned k = 0; k < sums_.size(); ++k)
            sums_[k] += static_cast<std::uint32_t>((k < 4 ? low_ : high_) >> (16 * (k % 4)) & 0xFFFF);
        low_ = high_ = 0;
        left_ = kMost;
    }

    std::uint64_t low_ = 0, high_ = 0;
    std::uint32_t left_ = kMost;
    std::array<std::uint32_t, 7> sums_{};
};

constexpr std::uint64_t pair_of(std::uint64_t last, std::uint64_t word) {
    const std::uint64_t pair = (last * 0x9e3779b97f4a7c15ULL) ^ (word + 0x7f4a7c15ULL);
    return pair == 0 ? 1 : pair ^ (pair >> 29);
}

/// Of two lists that rise, how many are in both.
std::size_t common_words(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::size_t found = 0;
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < a.size() && k < b.size()) {  // without a branch: nobody foretells which hash is the larger
        const std::uint64_t x = a[i];
        const std::uint64_t y = b[k];
        found += x == y ? 1 : 0;
        i += x <= y ? 1 : 0;
        k += y <= x ? 1 : 0;
    }
    return found;
}

}  // namespace

WordPairs::WordPairs(std::string_view text) {
    if (text.empty()) return;
    std::size_t size = 16;
    while (size < text.size() / 2)
        size *= 2;
    slots_.assign(size, 0);
    mask_ = size - 1;
    std::uint64_t last = 0;
    std::size_t count = 0;
    walk(text, [&](std::uint64_t word) {
        if (last != 0 && ++count < size * 3 / 4) insert(pair_of(last, word));
        last = word;
    });
    if (count == 0) slots_.clear();
}

void WordPairs::insert(std::uint64_t pair) {
    for (std::size_t at = pair & mask_;; at = (at + 1) & mask_) {
        if (slots_[at] == pair) return;
        if (slots_[at] == 0) {
            slots_[at] = pair;
            return;
        }
    }
}

std::uint64_t squeezed_hash(std::string_view text) {
    return walk(text, [](std::uint64_t) {});
}

std::vector<std::uint64_t> word_hashes(std::string_view text) {
    std::vector<std::uint64_t> hashes;
    walk(text, [&hashes](std::uint64_t word) { hashes.push_back(word); });
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    return hashes;
}

double share_of_words(const std::vector<std::uint64_t>& part, const std::vector<std::uint64_t>& whole) {
    return part.empty() ? 0 : static_cast<double>(common_words(part, whole)) / static_cast<double>(part.size());
}

double shares_of_words(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    const auto common = static_cast<double>(common_words(a, b));
    return (a.empty() ? 0 : common / static_cast<double>(a.size())) +
           (b.empty() ? 0 : common / static_cast<double>(b.size()));
}

namespace {

/// Ends of sentences, addresses, times of day, years.
void read_special(std::string_view text, std::size_t i, TextSigns& s) {
    switch (text[i]) {
        case '1':
        case '2':
            if (i + 3 < text.size() && (text[i + 1] == '9' || text[i + 1] == '0') && ascii::is_digit(text[i + 2]) &&
                ascii::is_digit(text[i + 3]) && (i == 0 || !ascii::is_digit(text[i - 1])) &&
                (i + 4 == text.size() || !ascii::is_digit(text[i + 4])))
                s.year = true;
            break;
        case '.':
        case '!':
        case '?':
            if (text[i] == '?') s.question = true;
            if (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '"' || text[i + 1] == '\n') ++s.stops;
            break;
        case '@':
            s.at = true;
            break;
        case ':':
            if (i + 2 < text.size() && text[i + 1] == '/' && text[i + 2] == '/') s.address = true;
            if (i >= 2 && i < 28) s.early_colon = true;
            if (i > 0 && i + 2 < text.size() && ascii::is_digit(text[i - 1]) && ascii::is_digit(text[i + 1]) &&
                ascii::is_digit(text[i + 2]))
                s.clock = true;
            break;
        default:
            break;
    }
}

/// Characters above ASCII.
void read_wide(char32_t c, TextSigns& s) {
    switch (c) {
        case 0x3001:
        case 0xFF0C:
        case 0x60C:
            ++s.commas;
            break;
        case 0x3002:
        case 0x964:
        case 0x6D4:
            ++s.stops;
            break;
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0xAB:
        case 0xBB:
        case 0x300C:
        case 0x300D:
            ++s.quotes;
            break;
        case 0x2022:
        case 0x203A:
        case 0xB7:
            ++s.marks;
            break;
        case 0xA9:
            s.copyright = true;
            break;
        default:
            if (is_unspaced_script(c)) ++s.unspaced;
            if (is_wordy(c)) {
                ++s.letters;
                if (quick_fold(c) != c && c != 0x101) ++s.uppers;
            }
    }
}

}  // namespace

TextSigns read_signs(std::string_view text, const Others& others) {
    TextSigns s;
    std::uint64_t last = 0;
    std::uint32_t pairs = 0;
    std::uint32_t in_title = 0;
    std::uint32_t in_description = 0;
    std::uint32_t in_linked = 0;
    const bool title = !others.title.empty() && text.size() < 400;
    const bool description = !others.description.empty();
    const bool linked = !others.linked_body.empty();
    Counts counts;
    s.squeezed = walk(
        text,
        [&](std::uint64_t word) {
            if (last != 0) {
                ++pairs;
                const std::uint64_t pair = pair_of(last, word);
                if (title && others.title.contains(pair)) ++in_title;
                if (description && others.description.contains(pair)) ++in_description;
                if (linked && others.linked_body.contains(pair)) ++in_linked;
            }
            last = word;
        },
        [&](const Bytes64& bytes, std::size_t at, std::uint64_t valid, std::uint64_t letters, std::uint64_t digits) {
            s.letters += static_cast<std::uint32_t>(std::popcount(letters));
            s.uppers += static_cast<std::uint32_t>(std::popcount(bytes.is_upper() & valid));
            s.digits += static_cast<std::uint32_t>(std::popcount(digits));
            std::uint64_t rest = valid & ~(letters | digits | bytes.is(' '));
            const std::uint64_t years = digits == 0 ? 0 : (bytes.is('1') | bytes.is('2')) & valid;
            for (; rest != 0; rest &= rest - 1) {
                const std::size_t i = at + static_cast<std::size_t>(std::countr_zero(rest));
                const auto c = static_cast<unsigned char>(text[i]);
                counts.add(c);
                if (Counts::is_special(c)) read_special(text, i, s);
            }
            for (std::uint64_t left = years; left != 0; left &= left - 1)
                read_special(text, at + static_cast<std::size_t>(std::countr_zero(left)), s);
        },
        [&](unsigned char c, std::size_t i) {
            counts.add(c);
            if (Counts::is_special(c)) read_special(text, i, s);
        },
        [&s](char32_t c) { read_wide(c, s); });
    s.letters += counts[Counts::letters];
    s.uppers += counts[Counts::uppers];
    s.digits += counts[Counts::digits];
    s.commas += counts[Counts::commas];
    s.quotes += counts[Counts::quotes];
    s.marks += counts[Counts::marks];
    s.breaks += counts[Counts::breaks];
    if (pairs > 0) {
        const auto all = static_cast<float>(pairs);
        s.in_title = static_cast<float>(in_title) / all;
        s.in_description = static_cast<float>(in_description) / all;
        s.in_linked_body = static_cast<float>(in_linked) / all;
    }
    std::string_view tail = text;
    while (!tail.empty()) {  // closing quotes and brackets
        const auto end = utf8::decode_before(tail, tail.size());
        const char32_t c = end.code_point;
        if (c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x201C ||
            c == 0xAB || c == 0x300D) {
            tail.remove_suffix(end.size);
            continue;
        }
        s.ends = c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
                 c == 0x0964 || c == 0x061F || c == 0x06D4;
        s.colon_end = c == ':' || c == 0xFF1A;
        break;
    }
    if (!text.empty()) {
        const char32_t c = utf8::decode(text, 0).code_point;
        s.starts_upper = c < 0x80 ? ascii::is_upper(static_cast<char>(c)) : quick_fold(c) != c;
        s.starts_dash = c == '-' || c == '*' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == 0x25BA ||
                        c == 0x25B6 || c == 0x2192 || c == 0x203A || c == 0xBB || c == '>' || c == '+' || c == 0xB7 ||
                        c == 0x25A0 || c == 0x25CF;
        s.starts_bracket = c == '(' || c == '[' || c == 0x3010 || c == 0xFF08;
    }
    return s;
}

}  // namespace newsloom::extract
