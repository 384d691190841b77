#include "base/hash.h"

#include <xxhash.h>

namespace newsloom {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string hex(std::uint64_t value) {
    std::string result(16, '0');
    for (std::size_t i = 16; i-- > 0; value >>= 4)
        result[i] = "0123456789abcdef"[value & 15];
    return result;
}

}  // namespace newsloom
