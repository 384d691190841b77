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
    [[nodiscard]] constexpr std::uint64_t hash() const {
        return (head ^ tail * 0x9e3779b97f4a7c15ULL ^ size) * 0xd6e8feb86659fd93ULL;
    }
};

/// Open addressing with linear probing, at most a quarter full; number 0 means free.
template <std::size_t Count>
struct NameTable {
    static constexpr unsigned kBits = 10;
    std::array<NameWords, Count> names{};
    std::array<std::uint16_t, 1u << kBits> slots{};

    constexpr explicit NameTable(const std::array<std::string_view, Count>& texts) {
        static_assert(Count * 3 < (1u << kBits));
        for (std::size_t i = 1; i < Count; ++i) {
            names[i] = NameWords::of(texts[i]);
            std::size_t slot = names[i].hash() >> (64 - kBits);
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.size() - 1);
            slots[slot] = static_cast<std::uint16_t>(i);
        }
    }
    [[nodiscard]] constexpr std::uint16_t find(const NameWords& words) const {
        for (std::size_t slot = words.hash() >> (64 - kBits);; slot = (slot + 1) & (slots.size() - 1)) {
            const std::uint16_t number = slots[slot];
            if (number == 0 || names[number] == words) return number;
        }
    }
};

extern const NameTable<kTagCount> kTagTable;
extern const NameTable<kAttrCount> kAttrTable;
extern const std::array<std::string_view, kTagCount> kTagNames;
extern const std::array<std::string_view, kTagCount> kSvgTagNames;
extern const std::array<std::string_view, kAttrCount> kAttrNames;
extern const std::array<std::string_view, kAttrCount> kForeignAttrNames;

}  // namespace newsloom::html
