#include "extract/detail/genre_reading.h"

#include <algorithm>
#include <bit>

#include "extract/detail/genre_words.h"
#include "text/ascii.h"
#include "text/bytes64.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kLead = 500;  // bytes

/// Turns quoted runs of a paragraph on and off; a mark that is not closed ends with the paragraph.
class QuoteState {
  public:
    /// Whether the byte at `at` stands within quotation marks.
    bool inside(std::string_view text, std::size_t at) {
        if (text[at] == '\n') inside_ = false;
        const auto stands = [&](std::string_view mark) { return text.compare(at, mark.size(), mark) == 0; };
        if (stands("„"))
            inside_ = true;
        else if (stands("”"))
            inside_ = false;
        else if (stands("\"") || stands("“") || stands("«") || stands("»"))  // some open here and close there
            inside_ = !inside_;
        return inside_;
    }

  private:
    bool inside_ = false;
};

constexpr std::uint8_t kLetter = 1;
constexpr std::uint8_t kContinues = 2;  // a letter where a word has begun
constexpr std::uint8_t kMayQuote = 4;   // quotation marks and their first bytes, ends of paragraphs
constexpr std::uint8_t kEnds = 8;       // '!', '?'
constexpr std::array<std::uint8_t, 256> kByteKinds = [] {
    std::array<std::uint8_t, 256> kinds{};
    for (unsigned c = 0; c < 256; ++c) {
        if (c < 0x80 ? ascii::is_alnum(static_cast<char>(c)) : c >= 0xC3 && c < 0xE0) kinds[c] = kLetter;
        if ((c & 0xC0) == 0x80) kinds[c] = kContinues;
        if (c == '"' || c == '\n' || c == 0xE2 || c == 0xC2) kinds[c] = kMayQuote;
        if (c == '!' || c == '?') kinds[c] = kEnds;
    }
    return kinds;
}();

/// "9:30", "20.15": what follows one or two digits.
bool goes_on_as_clock_time(std::string_view rest) {
    return rest.size() >= 3 && (rest[0] == ':' || rest[0] == '.') && ascii::is_digit(rest[1]) &&
           ascii::is_digit(rest[2]) && (rest.size() == 3 || !ascii::is_digit(rest[3]));
}

/// A word of `size` bytes, of which `word` has the first ones, folded; `rest` follows it.
void take_word(std::string_view word, std::size_t size, std::uint32_t hash, std::string_view rest, bool quote,
               GenreReading& reading) {
    WordCounts& counts = reading.all;
    ++counts.words;
    const bool number = ascii::is_digit(word.front());
    if (number) {
        reading.digits += size;
        reading.clock_times += size <= 2 && goes_on_as_clock_time(rest) ? 1 : 0;
    }
    if (quote) return;
    ++counts.told;
    counts.numbers += number ? 1 : 0;
    if (size > kLongestGroupWord) return;
    for (std::uint32_t groups = WordTable::get().groups_of(word, hash); groups != 0; groups &= groups - 1)
        ++counts.groups[static_cast<std::size_t>(std::countr_zero(groups))];
}

/// The same of text[begin, end).
void take_word(std::string_view text, std::size_t begin, std::size_t end, bool quote, GenreReading& reading) {
    std::array<char, kLongestGroupWord> word;
    const std::size_t size = std::min(end - begin, word.size());
    std::uint32_t hash = word_hash();
    for (std::size_t k = 0; k < size; ++k) {
        word[k] = ascii::lower(text[begin + k]);
        hash = word_hash(hash, word[k]);
    }
    take_word({word.data(), size}, end - begin, hash, text.substr(end), quote, reading);
}

}  // namespace

GenreReading read_for_genre(std::string_view text) {
    GenreReading reading;
    WordCounts& counts = reading.all;
    QuoteState quotes;
    bool quote = false;
    std::size_t since = 0;               // the first byte within these quotation marks
    std::size_t lead_end = text.size();  // the first byte after the lead that is of no word
    bool in_lead = true;
    bool in_word = false;
    std::size_t word = 0;  // the first byte of the word that goes on
    for (std::size_t at = 0; at <= text.size(); at += Bytes64::kSize) {
        const Bytes64 bytes(text, at);
        const std::uint64_t letters = bytes.is_letter() | bytes.is_digit() | bytes.is_from_to('\xC3', '\xDF');
        const std::uint64_t goes_on = bytes.is_from_to('\x80', '\xBF');
        // What goes on after a letter belongs to the word: a carry runs through each run.
        const std::uint64_t first = goes_on & (letters << 1 | (in_word ? 1U : 0U));
        const std::uint64_t within = letters | (goes_on & ~(goes_on + first));
        const std::uint64_t before = within << 1 | (in_word ? 1U : 0U);
        const std::uint64_t word_ends = before & ~within;
        std::uint64_t word_begins = within & ~before;
        const std::uint64_t marks =
            bytes.is('"') | bytes.is('\n') | bytes.is('\xE2') | bytes.is('\xC2');  // that may open or close quotes
        std::uint64_t events = word_ends | marks | bytes.is('.') | bytes.is('!') | bytes.is('?');
        if (const std::size_t left = text.size() - at; left + 1 < Bytes64::kSize)
            events &= (std::uint64_t{2} << left) - 1;
        if (in_lead && at + Bytes64::kSize > kLead && lead_end == text.size()) {
            const std::uint64_t none = ~within & (at < kLead ? ~std::uint64_t{0} << (kLead - at) : ~std::uint64_t{0});
            if (none != 0) lead_end = std::min(text.size(), at + static_cast<std::size_t>(std::countr_zero(none)));
        }
        for (; events != 0; events &= events - 1) {
            const std::uint64_t bit = events & -events;
            const std::size_t i = at + static_cast<std::size_t>(std::countr_zero(events));
            if (in_lead && i > lead_end) {
                in_lead = false;
                reading.lead = counts;
            }
            if ((marks & bit) != 0) {
                const bool now = quotes.inside(text, i);
                if (quote && !now) reading.quoted += i - since;
                if (now && !quote) {
                    since = i;
                    ++reading.quotes;
                }
                quote = now;
            }
            const char c = i == text.size() ? '\0' : text[i];
            if ((word_ends & bit) != 0) {
                counts.stops += c == '.' && !quote ? 1 : 0;
                if (!in_word) {
                    word = at + static_cast<std::size_t>(std::countr_zero(word_begins));
                    word_begins &= word_begins - 1;
                }
                in_word = false;
                take_word(text, word, i, quote, reading);
            }
            counts.exclamations += c == '!' ? 1 : 0;
            counts.questions += c == '?' && !quote ? 1 : 0;
        }
        if (word_begins != 0) {
            in_word = true;
            word = at + static_cast<std::size_t>(std::countr_zero(word_begins));
        }
    }
    if (quote) reading.quoted += text.size() - since;
    if (in_lead) reading.lead = counts;
    return reading;
}

GenreReading read_for_genre_plain(std::string_view text) {
    GenreReading reading;
    WordCounts& counts = reading.all;
    QuoteState quotes;
    std::array<char, kLongestGroupWord> word;
    std::size_t size = 0;
    std::uint32_t hash = word_hash();
    bool quote = false;
    std::size_t since = 0;  // the first byte within these quotation marks
    bool in_lead = true;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i == text.size() ? '\0' : text[i];
        const std::uint8_t kind = kByteKinds[static_cast<unsigned char>(c)];
        if ((kind & kMayQuote) != 0) {
            const bool now = quotes.inside(text, i);
            if (quote && !now) reading.quoted += i - since;
            if (now && !quote) {
                since = i;
                ++reading.quotes;
            }
            quote = now;
        }
        counts.stops += c == '.' && size > 0 && !quote ? 1 : 0;
        if ((kind & kLetter) != 0 || ((kind & kContinues) != 0 && size > 0)) {
            const char low = ascii::lower(c);
            if (size < word.size()) word[size] = low;
            hash = word_hash(hash, low);
            ++size;
            continue;
        }
        if (size > 0) {
            take_word({word.data(), std::min(size, word.size())}, size, hash, text.substr(i), quote, reading);
            size = 0;
            hash = word_hash();
        }
        if ((kind & kEnds) != 0) {
            counts.exclamations += c == '!' ? 1 : 0;
            counts.questions += c == '?' && !quote ? 1 : 0;
        }
        if (in_lead && i >= kLead) {
            in_lead = false;
            reading.lead = counts;
        }
    }
    if (quote) reading.quoted += text.size() - since;
    if (in_lead) reading.lead = counts;
    return reading;
}

}  // namespace newsloom::extract
