#include <algorithm>
#include <bit>
#include <string>
#include <string_view>

#include "extract/detail/blocks.h"
#include "text/ascii.h"
#include "text/bytes64.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {

bool is_invisible(char32_t c) {
    return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x034F || c == 0x180E;
}

std::string clean_text(std::string_view text) {
    std::string result;
    bool space = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto next = utf8::decode(text, i);
        i += next.size;
        if (is_white_space(next.code_point) || next.code_point < ' ') {
            space = true;
            continue;
        }
        if (is_invisible(next.code_point)) continue;
        if (space && !result.empty()) result += ' ';
        space = false;
        utf8::append(result, next.code_point);
    }
    return result;
}

namespace {

/// Counts words character by character, and in Bytes64 where all are of ASCII.
class WordCount {
  public:
    std::uint32_t of(std::string_view text) {
        constexpr std::size_t kSingly = 16;  // bytes that are read one by one where others than ASCII stand
        std::size_t plain = 0;               // where a look for many bytes of ASCII is worth it again
        for (std::size_t i = 0; i < text.size();) {
            if (i < plain) {
                i += character(text, i);
                continue;
            }
            const Bytes64 bytes(text, i);
            const std::uint64_t wide = bytes.is_wide();
            const std::size_t size = std::min(static_cast<std::size_t>(std::countr_zero(wide)), text.size() - i);
            if (size > 0) ascii_bytes(bytes, size);
            i += size;
            plain = wide == 0 ? i : i + kSingly;
        }
        return result();
    }

    /// What the character at `i` adds; returns its size.
    std::size_t character(std::string_view text, std::size_t i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {  // without a branch: words end where nobody foretells it
            const bool word = ascii::is_alnum(static_cast<char>(c));
            words_ += static_cast<std::uint32_t>(word & !within_);
            within_ = word | (within_ & (c == '\''));
            return 1;
        }
        if (c >= 0xE0 && c < 0xF0 && i + 2 < text.size()) {
            const auto c1 = static_cast<unsigned char>(text[i + 1]);
            const char32_t code = static_cast<char32_t>((c & 0x0F) << 12 | (c1 & 0x3F) << 6 |
                                                        (static_cast<unsigned char>(text[i + 2]) & 0x3F));
            if (is_unspaced_script(code)) {
                ++unspaced_;
                within_ = false;
            } else if (code >= 0x2000 && code < 0x3040) {
                within_ = within_ && code == 0x2019;
            } else if (!within_) {
                ++words_;
                within_ = true;
            }
            return 3;
        }
        if (c == 0xC2) {  // Latin-1 punctuation and signs
            within_ = false;
            return 2;
        }
        if (!within_) ++words_;
        within_ = true;
        return c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    }

    [[nodiscard]] std::uint32_t result() const { return words_ + (unspaced_ + 1) / 2; }

  private:
    /// The first 1 to 64 bytes.
    void ascii_bytes(const Bytes64& bytes, std::size_t size) {
        const std::uint64_t valid = ~std::uint64_t{0} >> (Bytes64::kSize - size);
        const std::uint64_t ink = (bytes.is_letter() | bytes.is_digit()) & valid;
        const std::uint64_t apostrophes = bytes.is('\'') & valid;
        // Runs of apostrophes that follow a word belong to it: a carry runs through each.
        const std::uint64_t first = apostrophes & (ink << 1 | (within_ ? 1U : 0U));
        const std::uint64_t within = ink | (apostrophes & ~(apostrophes + first));
        words_ += static_cast<std::uint32_t>(std::popcount(ink & ~(within << 1 | (within_ ? 1U : 0U))));
        within_ = (within >> (size - 1) & 1U) != 0;
    }

    std::uint32_t words_ = 0, unspaced_ = 0;
    bool within_ = false;
};

}  // namespace

std::uint32_t count_words(std::string_view text) { return WordCount().of(text); }

std::uint32_t count_words_plain(std::string_view text) {
    WordCount count;
    for (std::size_t i = 0; i < text.size();)
        i += count.character(text, i);
    return count.result();
}

}  // namespace newsloom::extract
