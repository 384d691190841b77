/// What a column holds, and how the fields of our row structs become columns and come back.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/ids.h"
#include "base/instant.h"

namespace newsloom::store {

/// NULL, integer, real, or bytes (text or blob, as the column says). Bytes are a view: they live as long as the row or
/// the scan step they come from.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view>;
using Values = std::span<const Value>;

enum class ColumnType { integer, real, text, blob };

/// Bytes that are not text (compressed bodies, signatures).
struct Blob {
    std::string bytes;
    friend bool operator==(const Blob&, const Blob&) = default;
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};

template <class T>
constexpr ColumnType column_type() {
    if constexpr (IsOptional<T>::value) {
        return column_type<typename T::value_type>();
    } else if constexpr (std::floating_point<T>) {
        return ColumnType::real;
    } else if constexpr (std::same_as<T, Blob>) {
        return ColumnType::blob;
    } else if constexpr (std::same_as<T, std::string>) {
        return ColumnType::text;
    } else {
        static_assert(std::integral<T> || std::same_as<T, Instant> || IsId<T>::value, "not a column type");
        return ColumnType::integer;
    }
}

template <class T>
[[nodiscard]] Value to_value(const T& field) {
    if constexpr (IsOptional<T>::value) {
        return field ? to_value(*field) : Value{};
    } else if constexpr (std::integral<T>) {
        return static_cast<std::int64_t>(field);
    } else if constexpr (std::floating_point<T>) {
        return static_cast<double>(field);
    } else if constexpr (std::same_as<T, Instant>) {
        return static_cast<std::int64_t>(field.time_since_epoch().count());
    } else if constexpr (IsId<T>::value) {
        return field.value;
    } else if constexpr (std::same_as<T, Blob>) {
        return std::string_view(field.bytes);
    } else {
        return std::string_view(field);
    }
}

/// NULL reads as the field's default.
template <class T>
void from_value(const Value& value, T& field) {
    if constexpr (IsOptional<T>::value) {
        if (std::holds_alternative<std::monostate>(value)) {
            field.reset();
        } else {
            from_value(value, field.emplace());
        }
    } else if constexpr (std::floating_point<T>) {
        if (const auto* real = std::get_if<double>(&value)) field = static_cast<T>(*real);
        if (const auto* whole = std::get_if<std::int64_t>(&value)) field = static_cast<T>(*whole);
    } else if constexpr (std::same_as<T, std::string> || std::same_as<T, Blob>) {
        const auto* bytes = std::get_if<std::string_view>(&value);
        if constexpr (std::same_as<T, Blob>) {
            field.bytes = bytes ? std::string(*bytes) : std::string();
        } else {
            field = bytes ? std::string(*bytes) : std::string();
        }
    } else {
        const auto* whole = std::get_if<std::int64_t>(&value);
        const std::int64_t number = whole ? *whole : 0;
        if constexpr (std::same_as<T, Instant>) {
            field = Instant(std::chrono::seconds(number));
        } else if constexpr (std::same_as<T, bool>) {
            field = number != 0;
        } else {
            field = static_cast<T>(number);
        }
    }
}

}  // namespace newsloom::store
