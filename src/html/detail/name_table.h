/// Names as two machine words, and the tables that find their numbers by one multiplication.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "html/names.h"

namespace newsloom::html {

/// A lower-case name: its first 8 bytes and the next 8 (the last 8 when it is longer than 16), little-endian, padded
/// with zeros. Two names of at most 16 bytes are equal when their words and sizes are.
struct NameWords {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::uint32_t size = 0;

    friend constexpr bool operator==(const NameWords&, const NameWords&) = default;

    [[nodiscard]] static constexpr NameWords of(std::string_view name) {
        NameWords words;
        words.size = static_cast<std::uint32_t>(name.size());
        const std::size_t second = name.size() > 16 ? name.size() - 8 : 8;
        for (std::size_t i = 0; i < 8 && i < name.size(); ++i)
            words.head |= std::uint64_t{static_cast<unsigned char>(name[i])} << (8 * i);
        for (std::size_t i = 0; i < 8 && second + i < name.size(); ++i)
            words.tail |= std::uint64_t{static_cast<unsigned char>(name[second + i])} << (8 * i);
        return words;
    }
    /// One multiplication; the size says nothing that the padded words do not.
    [[nodiscard]] constexpr std::uint64_t hash(std::uint64_t factor) const {
        return (head ^ tail << 21 ^ tail >> 43) * factor;
    }
};

/// A perfect hash: no two names share a slot, so finding a name takes one look. The factor that makes it so is looked
/// for at build time (generate/main.cpp).
template <std::size_t Count>
struct NameTable {
    static constexpr unsigned kBits = 12;
    std::uint64_t factor = 0;
    std::array<NameWords, Count> names{};
    std::array<std::uint8_t, 1u << kBits> slots{};  ///< 0 means free

    constexpr NameTable(const std::array<std::string_view, Count>& texts, std::uint64_t f) : factor(f) {
        static_assert(Count <= 256, "numbers of names are one byte here");
        for (std::size_t i = 1; i < Count; ++i) {
            names[i] = NameWords::of(texts[i]);
            slots[names[i].hash(factor) >> (64 - kBits)] = static_cast<std::uint8_t>(i);
        }
    }
    /// 0 when there is no such name.
    [[nodiscard]] constexpr std::uint16_t find(const NameWords& words) const {
        const std::uint8_t number = slots[words.hash(factor) >> (64 - kBits)];
        return names[number] == words ? number : 0;
    }
    [[nodiscard]] constexpr bool is_perfect() const {
        for (std::size_t i = 1; i < Count; ++i)
            if (find(names[i]) != i) return false;
        return true;
    }
};

extern const NameTable<kTagCount> kTagTable;
extern const NameTable<kAttrCount> kAttrTable;
extern const std::array<std::string_view, kTagCount> kTagNames;
extern const std::array<std::string_view, kTagCount> kSvgTagNames;
extern const std::array<std::string_view, kAttrCount> kAttrNames;
extern const std::array<std::string_view, kAttrCount> kForeignAttrNames;

}  // namespace newsloom::html
