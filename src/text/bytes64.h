/// Sixty-four bytes at once: which of them are of a kind, as bits of a number (the first byte is the lowest bit).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace newsloom {

class Bytes64 {
  public:
    static constexpr std::size_t kSize = 64;

    /// Reads kSize bytes.
    explicit Bytes64(const char* bytes) {
#if defined(__SSE2__)
        for (std::size_t k = 0; k < 4; ++k)
            part_[k] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * k));
#else
        std::memcpy(part_.data(), bytes, kSize);
#endif
    }
    /// The bytes of a text from `at` on; zeros beyond its end.
    Bytes64(std::string_view text, std::size_t at) : Bytes64(padded(text, at).data) {}

    [[nodiscard]] std::uint64_t is(char c) const {
#if defined(__SSE2__)
        const __m128i wanted = _mm_set1_epi8(c);
        return bits([wanted](__m128i part) { return _mm_cmpeq_epi8(part, wanted); });
#else
        return bits([c](char byte) { return byte == c; });
#endif
    }
    /// `first` <= byte <= `last`, as numbers without a sign.
    [[nodiscard]] std::uint64_t is_from_to(char first, char last) const {
#if defined(__SSE2__)
        const __m128i begin = _mm_set1_epi8(first);
        const __m128i width = _mm_set1_epi8(static_cast<char>(last - first));
        return bits([begin, width](__m128i part) {
            const __m128i above = _mm_sub_epi8(part, begin);
            return _mm_cmpeq_epi8(_mm_min_epu8(above, width), above);
        });
#else
        return bits([first, last](char byte) {
            const auto c = static_cast<unsigned char>(byte);
            return c >= static_cast<unsigned char>(first) && c <= static_cast<unsigned char>(last);
        });
#endif
    }
    [[nodiscard]] std::uint64_t is_upper() const { return is_from_to('A', 'Z'); }
    [[nodiscard]] std::uint64_t is_digit() const { return is_from_to('0', '9'); }
    /// Letters of ASCII, large or small.
    [[nodiscard]] std::uint64_t is_letter() const {
#if defined(__SSE2__)
        const __m128i small = _mm_set1_epi8(0x20);
        const __m128i below = _mm_set1_epi8('a' - 1);
        const __m128i above = _mm_set1_epi8('z' + 1);
        return bits([small, below, above](__m128i part) {
            const __m128i folded = _mm_or_si128(part, small);
            return _mm_and_si128(_mm_cmpgt_epi8(folded, below), _mm_cmplt_epi8(folded, above));
        });
#else
        return is_from_to('A', 'Z') | is_from_to('a', 'z');
#endif
    }
    /// Bytes above ASCII.
    [[nodiscard]] std::uint64_t is_wide() const {
#if defined(__SSE2__)
        return bits([](__m128i part) { return part; });
#else
        return bits([](char byte) { return (static_cast<unsigned char>(byte) & 0x80) != 0; });
#endif
    }

    /// The bytes, large letters of ASCII made small.
    void write_lower(char* out) const {
#if defined(__SSE2__)
        const __m128i below = _mm_set1_epi8('A' - 1);
        const __m128i above = _mm_set1_epi8('Z' + 1);
        const __m128i small = _mm_set1_epi8(0x20);
        for (std::size_t k = 0; k < 4; ++k) {
            const __m128i large = _mm_and_si128(_mm_cmpgt_epi8(part_[k], below), _mm_cmplt_epi8(part_[k], above));
            _mm_storeu_si128(reinterpret_cast<__m128i*>(out + 16 * k),
                             _mm_or_si128(part_[k], _mm_and_si128(large, small)));
        }
#else
        for (std::size_t i = 0; i < kSize; ++i)
            out[i] = static_cast<char>(part_[i] + (part_[i] >= 'A' && part_[i] <= 'Z' ? 0x20 : 0));
#endif
    }

  private:
    struct Padded {
        const char* data;
        std::array<char, kSize> bytes;
        Padded(std::string_view text, std::size_t at) : data(text.data() + at) {
            if (text.size() - at >= kSize) return;
            bytes.fill('\0');
            text.copy(bytes.data(), kSize, at);  // an empty text may have no address
            data = bytes.data();
        }
        Padded(const Padded&) = delete;
        Padded& operator=(const Padded&) = delete;
    };
    static Padded padded(std::string_view text, std::size_t at) { return {text, at}; }

#if defined(__SSE2__)
    /// `test` gives all bits of each byte that is meant.
    template <class T>
    std::uint64_t bits(T test) const {
        const auto word = [&](std::size_t k) {
            return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(test(part_[k]))));
        };
        return word(0) | word(1) << 16 | word(2) << 32 | word(3) << 48;
    }
    __m128i part_[4];
#else
    template <class T>
    std::uint64_t bits(T test) const {
        std::uint64_t result = 0;
        for (std::size_t i = 0; i < kSize; ++i)
            result |= static_cast<std::uint64_t>(test(part_[i])) << i;
        return result;
    }
    std::array<char, kSize> part_;
#endif
};

}  // namespace newsloom
