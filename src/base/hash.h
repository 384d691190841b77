/// Stable hashes: the same on every machine and in every run, so they may be stored. XXH3 (xxHash 0.8).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace newsloom {

[[nodiscard]] std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);
/// Mixes a number into a hash (splitmix64's finaliser over the sum).
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}
/// 16 lower-case hex digits.
[[nodiscard]] std::string hex(std::uint64_t value);

}  // namespace newsloom
