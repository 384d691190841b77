#include "store/compress.h"

#include <new>

#include <zstd.h>

namespace newsloom::store {

std::string compress(std::string_view bytes) {
    constexpr int kLevel = 3;
    std::string result(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress(result.data(), result.size(), bytes.data(), bytes.size(), kLevel);
    if (ZSTD_isError(size)) throw std::bad_alloc();  // the bound was given: only memory can be short
    result.resize(size);
    return result;
}

Result<std::string> decompress(std::string_view compressed, std::size_t most) {
    const unsigned long long size = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return fail(Errc::bad_input, "stored bytes are damaged: no zstd frame");
    if (size > most) return fail(Errc::too_large, "stored bytes are larger than " + std::to_string(most));
    std::string result(static_cast<std::size_t>(size), '\0');
    const std::size_t got = ZSTD_decompress(result.data(), result.size(), compressed.data(), compressed.size());
    if (ZSTD_isError(got) || got != result.size()) return fail(Errc::bad_input, "stored bytes are damaged");
    return result;
}

}  // namespace newsloom::store
