/// Finding the next byte that matters, many bytes at a time.
///
/// Each search has three forms: a scalar one that says what it does (and is the oracle in the tests), one for SSE2,
/// which every x86-64 has, and one for AVX2, chosen once at the start of the program. Short searches stay inline; the
/// chosen form is called for the rest.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#define NL_HTML_SSE2 1
#else
#define NL_HTML_SSE2 0
#endif

namespace newsloom::html::scan {

using Find = const char* (*)(const char* p, const char* end);

/// What the bytes of a page need before they can be parsed.
struct Checked {
    bool valid_utf8 = true;
    bool ascii = true;
    bool has_carriage_return = false;
};

/// The first of the named bytes in [p, end), or end.
struct Searches {
    Find text_end;           ///< '<', '&', NUL: the data state and RCDATA
    Find raw_text_end;       ///< '<', NUL: raw text, script data
    Find double_quoted_end;  ///< '"', '&', NUL
    Find single_quoted_end;  ///< '\'', '&', NUL
    Find reference_or_null;  ///< '&', NUL
    Find dash_dash;          ///< "--": where its first dash is; a last single dash is not found
    Checked (*check)(std::string_view text);
};

extern const Searches kScalar;
/// The fastest forms that this machine has.
extern const Searches kBest;
/// All forms of this machine, for the tests.
struct Named {
    const char* name;
    const Searches* searches;
};
[[nodiscard]] const Named* forms(std::size_t* count);

/// Ill-formed sequences replaced by U+FFFD, CR LF and CR by LF, into `out`. `malformed` tells whether there was any.
void repair(std::string_view text, const Checked& what, std::string& out, bool& malformed);

#if NL_HTML_SSE2
template <char... Bytes>
[[nodiscard]] inline unsigned match16(const char* p) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    __m128i found = _mm_setzero_si128();
    ((found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8(Bytes)))), ...);
    return static_cast<unsigned>(_mm_movemask_epi8(found));
}
#endif

/// The first of `Bytes` in [p, end): 32 bytes inline and with one branch (most texts and values end there), then
/// `rest`.
template <char... Bytes>
[[nodiscard]] inline const char* find(const char* p, const char* end, Find rest) {
#if NL_HTML_SSE2
    if (end - p >= 32) [[likely]] {
        const unsigned found = match16<Bytes...>(p) | match16<Bytes...>(p + 16) << 16;
        if (found != 0) return p + std::countr_zero(found);
        p += 32;
    }
#endif
    return rest(p, end);
}

[[nodiscard]] inline const char* text_end(const char* p, const char* end) {
    return find<'<', '&', '\0'>(p, end, kBest.text_end);
}
[[nodiscard]] inline const char* raw_text_end(const char* p, const char* end) {
    return find<'<', '\0'>(p, end, kBest.raw_text_end);
}
[[nodiscard]] inline const char* double_quoted_end(const char* p, const char* end) {
    return find<'"', '&', '\0'>(p, end, kBest.double_quoted_end);
}
[[nodiscard]] inline const char* single_quoted_end(const char* p, const char* end) {
    return find<'\'', '&', '\0'>(p, end, kBest.single_quoted_end);
}

[[nodiscard]] inline const char* reference_or_null(const char* p, const char* end) {
    return find<'&', '\0'>(p, end, kBest.reference_or_null);
}

}  // namespace newsloom::html::scan
