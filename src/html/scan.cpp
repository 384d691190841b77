#include "html/detail/scan.h"

#include <cstring>

#include "text/utf8.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace newsloom::html::scan {

namespace {

// --- scalar: what the searches do
// ----------------------------------------------------------------------------------------------

template <char... Bytes>
const char* find_scalar(const char* p, const char* end) {
    while (p != end && !((*p == Bytes) || ...))
        ++p;
    return p;
}

const char* dash_dash_scalar(const char* p, const char* end) {
    for (; end - p >= 2; ++p)
        if (p[0] == '-' && p[1] == '-') return p;
    return end;
}

Checked check_scalar(std::string_view text) {
    Checked checked;
    checked.valid_utf8 = utf8::is_valid(text);
    for (const char c : text) {
        if (c == '\r') checked.has_carriage_return = true;
        if (static_cast<unsigned char>(c) >= 0x80) checked.ascii = false;
    }
    return checked;
}

#if NL_HTML_SSE2
// --- SSE2
// ----------------------------------------------------------------------------------------------------------------------

template <char... Bytes>
const char* find_sse2(const char* p, const char* end) {
    for (; end - p >= 16; p += 16) {
        const unsigned found = match16<Bytes...>(p);
        if (found != 0) return p + std::countr_zero(found);
    }
    return find_scalar<Bytes...>(p, end);
}

const char* dash_dash_sse2(const char* p, const char* end) {
    for (; end - p >= 17; p += 16) {
        const unsigned found = match16<'-'>(p) & match16<'-'>(p + 1);
        if (found != 0) return p + std::countr_zero(found);
    }
    return dash_dash_scalar(p, end);
}

/// ASCII in blocks; a stretch that is not is checked byte by byte.
Checked check_sse2(std::string_view text) {
    Checked checked;
    const char* p = text.data();
    const char* end = p + text.size();
    __m128i returns = _mm_setzero_si128();
    while (p != end) {
        if (end - p >= 16) {
            const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
            if (_mm_movemask_epi8(block) == 0) {
                returns = _mm_or_si128(returns, _mm_cmpeq_epi8(block, _mm_set1_epi8('\r')));
                p += 16;
                continue;
            }
        }
        const std::size_t at = static_cast<std::size_t>(p - text.data());
        if (static_cast<unsigned char>(*p) < 0x80) {
            checked.has_carriage_return |= *p == '\r';
            ++p;
            continue;
        }
        checked.ascii = false;
        const utf8::Decoded decoded = utf8::decode(text, at);
        if (decoded.code_point == utf8::kReplacement &&
            std::memcmp(p, "\xEF\xBF\xBD", std::min<std::size_t>(3, text.size() - at)) != 0)
            checked.valid_utf8 = false;
        p += decoded.size;
    }
    checked.has_carriage_return |= _mm_movemask_epi8(returns) != 0;
    return checked;
}
#endif

#if defined(__x86_64__)
// --- AVX2
// ----------------------------------------------------------------------------------------------------------------------
#define NL_AVX2 __attribute__((target("avx2,bmi")))

template <char... Bytes>
NL_AVX2 const char* find_avx2(const char* p, const char* end) {
    for (; end - p >= 32; p += 32) {
        const __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
        __m256i found = _mm256_setzero_si256();
        ((found = _mm256_or_si256(found, _mm256_cmpeq_epi8(block, _mm256_set1_epi8(Bytes)))), ...);
        const auto mask = static_cast<unsigned>(_mm256_movemask_epi8(found));
        if (mask != 0) return p + std::countr_zero(mask);
    }
    return find_sse2<Bytes...>(p, end);
}

NL_AVX2 const char* dash_dash_avx2(const char* p, const char* end) {
    const __m256i dash = _mm256_set1_epi8('-');
    for (; end - p >= 33; p += 32) {
        const __m256i first = _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)), dash);
        const __m256i second = _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 1)), dash);
        const auto mask = static_cast<unsigned>(_mm256_movemask_epi8(_mm256_and_si256(first, second)));
        if (mask != 0) return p + std::countr_zero(mask);
    }
    return dash_dash_sse2(p, end);
}

/// UTF-8 by three table look-ups per block. Keiser and Lemire 2021, "Validating UTF-8 in less than one instruction per
/// byte": the high half of a byte, its low half and the high half of the next each give a set of mistakes that it could
/// be part of; what all three have in common is one. The third and fourth bytes of long sequences are checked against
/// where they must stand.
struct Utf8Tables {
    enum : std::uint8_t {
        too_short = 1 << 0,   // a lead byte without a continuation
        too_long = 1 << 1,    // ASCII and then a continuation
        overlong_3 = 1 << 2,  // E0 80..9F
        surrogate = 1 << 4,   // ED A0..BF
        overlong_2 = 1 << 5,  // C0, C1
        two_conts = 1 << 7,   // two continuations
        too_large = 1 << 3,   // F4 90.., F5..
        too_large_1000 = 1 << 6,
        overlong_4 = 1 << 6,  // F0 80..8F
        carry = too_short | too_long | two_conts,
    };
    static constexpr std::uint8_t first_high[16] = {too_long,
                                                    too_long,
                                                    too_long,
                                                    too_long,
                                                    too_long,
                                                    too_long,
                                                    too_long,
                                                    too_long,
                                                    two_conts,
                                                    two_conts,
                                                    two_conts,
                                                    two_conts,
                                                    too_short | overlong_2,
                                                    too_short,
                                                    too_short | overlong_3 | surrogate,
                                                    too_short | too_large | too_large_1000 | overlong_4};
    static constexpr std::uint8_t first_low[16] = {carry | overlong_3 | overlong_2 | overlong_4,
                                                   carry | overlong_2,
                                                   carry,
                                                   carry,
                                                   carry | too_large,
                                                   carry | too_large | too_large_1000,
                                                   carry | too_large | too_large_1000,
                                                   carry | too_large | too_large_1000,
                                                   carry | too_large | too_large_1000,
                                                   carry | too_large | too_large_1000,
                                                   carry | too_large | too_large_1000,
                                                   carry | too_large | too_large_1000,
                                                   carry | too_large | too_large_1000,
                                                   carry | too_large | too_large_1000 | surrogate,
                                                   carry | too_large | too_large_1000,
                                                   carry | too_large | too_large_1000};
    static constexpr std::uint8_t second_high[16] = {
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_short,
        too_long | overlong_2 | two_conts | overlong_3 | too_large_1000 | overlong_4,
        too_long | overlong_2 | two_conts | overlong_3 | too_large,
        too_long | overlong_2 | two_conts | surrogate | too_large,
        too_long | overlong_2 | two_conts | surrogate | too_large,
        too_short,
        too_short,
        too_short,
        too_short};
};

NL_AVX2 inline __m256i table(const std::uint8_t (&bytes)[16]) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)));
}
/// The block moved up by `N` bytes, with the last bytes of the block before.
template <int N>
NL_AVX2 inline __m256i before(__m256i block, __m256i previous) {
    return _mm256_alignr_epi8(block, _mm256_permute2x128_si256(previous, block, 0x21), 16 - N);
}

NL_AVX2 inline __m256i utf8_mistakes(__m256i block, __m256i previous) {
    const __m256i low_half = _mm256_set1_epi8(15);
    const __m256i first = before<1>(block, previous);
    const auto high = [&](__m256i bytes) NL_AVX2 { return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), low_half); };
    const __m256i special = _mm256_and_si256(
        _mm256_and_si256(_mm256_shuffle_epi8(table(Utf8Tables::first_high), high(first)),
                         _mm256_shuffle_epi8(table(Utf8Tables::first_low), _mm256_and_si256(first, low_half))),
        _mm256_shuffle_epi8(table(Utf8Tables::second_high), high(block)));
    const __m256i third =
        _mm256_subs_epu8(before<2>(block, previous), _mm256_set1_epi8(static_cast<char>(0xE0 - 0x80)));
    const __m256i fourth =
        _mm256_subs_epu8(before<3>(block, previous), _mm256_set1_epi8(static_cast<char>(0xF0 - 0x80)));
    const __m256i must_continue =
        _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(static_cast<char>(0x80)));
    return _mm256_xor_si256(must_continue, special);
}

NL_AVX2 Checked check_avx2(std::string_view text) {
    Checked checked;
    __m256i mistakes = _mm256_setzero_si256(), previous = _mm256_setzero_si256(), returns = _mm256_setzero_si256();
    const __m256i carriage_return = _mm256_set1_epi8('\r');
    bool previous_ascii = true;
    const auto look = [&](__m256i block) NL_AVX2 {
        returns = _mm256_or_si256(returns, _mm256_cmpeq_epi8(block, carriage_return));
        const bool ascii = _mm256_movemask_epi8(block) == 0;
        // After a block that ended in ASCII nothing is open, so a plain block needs no more; else the tables also see
        // what was left open.
        if (!ascii || !previous_ascii) mistakes = _mm256_or_si256(mistakes, utf8_mistakes(block, previous));
        checked.ascii &= ascii;
        previous_ascii = ascii;
        previous = block;
    };
    const char* p = text.data();
    std::size_t left = text.size();
    for (; left >= 32; p += 32, left -= 32)
        look(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)));
    alignas(32) char last[32] = {};  // zeros: a sequence that the end cuts is found too short
    std::memcpy(last, p, left);
    look(_mm256_load_si256(reinterpret_cast<const __m256i*>(last)));
    if (!previous_ascii) look(_mm256_setzero_si256());
    checked.valid_utf8 = _mm256_testz_si256(mistakes, mistakes) != 0;
    checked.has_carriage_return = _mm256_testz_si256(returns, returns) == 0;
    return checked;
}

constexpr Searches kAvx2{find_avx2<'<', '&', '\0'>,
                         find_avx2<'<', '\0'>,
                         find_avx2<'"', '&', '\0'>,
                         find_avx2<'\'', '&', '\0'>,
                         find_avx2<'&', '\0'>,
                         dash_dash_avx2,
                         check_avx2};
#endif

#if NL_HTML_SSE2
constexpr Searches kSse2{find_sse2<'<', '&', '\0'>,
                         find_sse2<'<', '\0'>,
                         find_sse2<'"', '&', '\0'>,
                         find_sse2<'\'', '&', '\0'>,
                         find_sse2<'&', '\0'>,
                         dash_dash_sse2,
                         check_sse2};
#endif

const Searches& best() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2")) return kAvx2;
#endif
#if NL_HTML_SSE2
    return kSse2;
#else
    return kScalar;
#endif
}

}  // namespace

constexpr Searches kScalar{find_scalar<'<', '&', '\0'>,
                           find_scalar<'<', '\0'>,
                           find_scalar<'"', '&', '\0'>,
                           find_scalar<'\'', '&', '\0'>,
                           find_scalar<'&', '\0'>,
                           dash_dash_scalar,
                           check_scalar};
const Searches kBest = best();

const Named* forms(std::size_t* count) {
    static const Named all[] = {
        {"scalar", &kScalar},
#if NL_HTML_SSE2
        {"SSE2", &kSse2},
#endif
        {"best", &kBest},
    };
    *count = sizeof all / sizeof all[0];
    return all;
}

void repair(std::string_view text, const Checked& what, std::string& out, bool& malformed) {
    malformed = !what.valid_utf8;
    std::string well_formed;
    if (malformed) {
        well_formed = utf8::repaired(text);
        text = well_formed;
    }
    if (!what.has_carriage_return) {
        out.assign(text);
        return;
    }
    out.resize(text.size());
    char* to = out.data();
    const char* p = text.data();
    const char* const end = p + text.size();
    while (p != end) {
        const auto* cr = static_cast<const char*>(std::memchr(p, '\r', static_cast<std::size_t>(end - p)));
        const char* stop = cr != nullptr ? cr : end;
        const auto n = static_cast<std::size_t>(stop - p);
        std::memcpy(to, p, n);
        to += n;
        p = stop;
        if (cr == nullptr) break;
        *to++ = '\n';
        ++p;
        if (p != end && *p == '\n') ++p;
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
}

}  // namespace newsloom::html::scan
