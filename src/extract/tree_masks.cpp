#include "extract/detail/tree_masks.h"

#include <algorithm>
#include <bit>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace newsloom::extract {
namespace {

constexpr std::size_t kRows = TreeMasks::kRows;
using Masks = std::array<std::uint32_t, kRows>;

/// The leaves that these splits leave of each row.
#if defined(__SSE2__)

void strike_sse2(std::span<const TreeMasks::Split> splits, const float* columns, Masks& masks) {
    __m128i low = _mm_set1_epi32(-1);
    __m128i high = low;
    for (const TreeMasks::Split& split : splits) {
        const float* column = columns + split.column;
        const __m128 threshold = _mm_set1_ps(split.threshold);
        const __m128i strikes = _mm_set1_epi32(static_cast<int>(split.strikes));
        const __m128i above_low = _mm_castps_si128(_mm_cmpgt_ps(_mm_loadu_ps(column), threshold));
        const __m128i above_high = _mm_castps_si128(_mm_cmpgt_ps(_mm_loadu_ps(column + 4), threshold));
        low = _mm_andnot_si128(_mm_and_si128(above_low, strikes), low);
        high = _mm_andnot_si128(_mm_and_si128(above_high, strikes), high);
    }
    _mm_storeu_si128(reinterpret_cast<__m128i*>(masks.data()), low);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(masks.data() + 4), high);
}

__attribute__((target("avx2"))) void strike_avx2(std::span<const TreeMasks::Split> splits, const float* columns,
                                                 Masks& masks) {
    __m256i left = _mm256_set1_epi32(-1);
    for (const TreeMasks::Split& split : splits) {
        const __m256 above =
            _mm256_cmp_ps(_mm256_loadu_ps(columns + split.column), _mm256_set1_ps(split.threshold), _CMP_GT_OQ);
        const __m256i struck =
            _mm256_and_si256(_mm256_castps_si256(above), _mm256_set1_epi32(static_cast<int>(split.strikes)));
        left = _mm256_andnot_si256(struck, left);
    }
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(masks.data()), left);
}

const auto kStrike = [] {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") != 0 ? strike_avx2 : strike_sse2;
}();

/// As TreeMasks::add: where 32 leaves are at hand in registers none is fetched by itself.
__attribute__((target("avx512f,avx512vl,avx512cd"))) void add_avx512(std::span<const TreeMasks::Tree> trees,
                                                                     const TreeMasks::Split* splits,
                                                                     const float* leaves, const float* columns,
                                                                     float* sums) {
    __m256 sum = _mm256_loadu_ps(sums);
    const __m256i last = _mm256_set1_epi32(31);
    for (const TreeMasks::Tree& tree : trees) {
        __m256i left = _mm256_set1_epi32(-1);
        for (const TreeMasks::Split* split = splits + tree.begin; split != splits + tree.end; ++split) {
            const __mmask8 above = _mm256_cmp_ps_mask(_mm256_loadu_ps(columns + split->column),
                                                      _mm256_set1_ps(split->threshold), _CMP_GT_OQ);
            left = _mm256_mask_andnot_epi32(left, above, _mm256_set1_epi32(static_cast<int>(split->strikes)), left);
        }
        // The lowest bit that is left, counted from the other end.
        const __m256i lowest = _mm256_and_si256(left, _mm256_sub_epi32(_mm256_setzero_si256(), left));
        const __m256i leaf = _mm256_sub_epi32(last, _mm256_lzcnt_epi32(lowest));
        const __m512i places = _mm512_castsi256_si512(leaf);
        const __m512 values = _mm512_permutex2var_ps(_mm512_loadu_ps(leaves + tree.leaves), places,
                                                     _mm512_loadu_ps(leaves + tree.leaves + 16));
        sum = _mm256_add_ps(sum, _mm512_castps512_ps256(values));
    }
    _mm256_storeu_ps(sums, sum);
}

const bool kAvx512 = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
                     __builtin_cpu_supports("avx512cd") != 0;

#else

void strike_plain(std::span<const TreeMasks::Split> splits, const float* columns, Masks& masks) {
    masks.fill(~0U);
    for (const TreeMasks::Split& split : splits) {
        for (std::size_t r = 0; r < kRows; ++r)
            masks[r] &= columns[split.column + r] > split.threshold ? ~split.strikes : ~0U;
    }
}

constexpr auto kStrike = strike_plain;

#endif

}  // namespace

void TreeMasks::add_tree(std::span<const TreeSplit> splits, std::span<const float> leaves) {
    const std::size_t n = splits.size();
    Tree tree{static_cast<std::uint32_t>(splits_.size()), 0, static_cast<std::uint32_t>(leaves_.size())};
    // How many leaves stand below each split: children come after their parent.
    std::vector<std::uint32_t> below(n);
    for (std::size_t i = n; i-- > 0;) {
        for (const std::int32_t child : splits[i].child)
            below[i] += child < 0 ? 1 : below[static_cast<std::size_t>(child)];
    }
    // From left to right: the first leaf of each split, and where each leaf stands.
    std::vector<std::uint32_t> first(n);
    std::vector<bool> reached(n);
    if (n > 0) reached[0] = true;
    leaves_.resize(leaves_.size() + kMostLeaves);
    if (n == 0) leaves_[tree.leaves] = leaves.front();
    for (std::size_t i = 0; i < n; ++i) {
        if (!reached[i]) continue;
        std::uint32_t at = first[i];
        for (const std::int32_t child : splits[i].child) {
            if (child < 0) {
                const std::int32_t leaf = ~child;
                leaves_[tree.leaves + at] = leaves[static_cast<std::size_t>(leaf)];
                ++at;
            } else {
                reached[static_cast<std::size_t>(child)] = true;
                first[static_cast<std::size_t>(child)] = at;
                at += below[static_cast<std::size_t>(child)];
            }
        }
        const std::int32_t left = splits[i].child[0];
        const std::uint32_t width = left < 0 ? 1 : below[static_cast<std::size_t>(left)];
        const auto strikes = static_cast<std::uint32_t>(((std::uint64_t{1} << width) - 1) << first[i]);
        splits_.push_back({splits[i].threshold, strikes, static_cast<std::uint32_t>(splits[i].feature * kRows)});
    }
    tree.end = static_cast<std::uint32_t>(splits_.size());
    trees_.push_back(tree);
}

void TreeMasks::add(const float* columns, std::size_t first, std::size_t last, std::array<float, kRows>& sums) const {
#if defined(__SSE2__)
    if (kAvx512) {
        add_avx512({trees_.data() + first, last - first}, splits_.data(), leaves_.data(), columns, sums.data());
        return;
    }
#endif
    add_plain(columns, first, last, sums);
}

void TreeMasks::add_plain(const float* columns, std::size_t first, std::size_t last,
                          std::array<float, kRows>& sums) const {
    Masks masks;
    for (std::size_t t = first; t < last; ++t) {
        const Tree& tree = trees_[t];
        kStrike({splits_.data() + tree.begin, tree.end - tree.begin}, columns, masks);
        const float* leaves = leaves_.data() + tree.leaves;
        for (std::size_t r = 0; r < kRows; ++r)
            sums[r] += leaves[static_cast<std::size_t>(std::countr_zero(masks[r]))];
    }
}

}  // namespace newsloom::extract
