/// The input in a buffer of exactly its size, so that an over-read is seen.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

struct Exact {
    Exact(const std::uint8_t* data, std::size_t size) : bytes(new char[size]), view(bytes.get(), size) {
        if (size != 0) std::memcpy(bytes.get(), data, size);
    }
    std::unique_ptr<char[]> bytes;
    std::string_view view;
};

/// What must hold whatever the input is.
#define ALWAYS(condition)                   \
    do {                                    \
        if (!(condition)) __builtin_trap(); \
    } while (false)
