/// Reading fields of Boost.JSON objects with defaults: a field that is absent or of another type is as if it were
/// empty.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/instant.h"
#include "base/result.h"
#include "text/range.h"
#include "text/utf8.h"

namespace newsloom::printed::detail {

namespace bj = boost::json;

[[nodiscard]] Result<bj::value> parsed(std::string_view what, std::string_view text);

[[nodiscard]] inline std::string text(const bj::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}
[[nodiscard]] inline double number(const bj::object& object, std::string_view key, double otherwise = 0) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_number() ? value->to_number<double>() : otherwise;
}
[[nodiscard]] inline std::int64_t integer(const bj::object& object, std::string_view key, std::int64_t otherwise = 0) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_number()) return otherwise;
    return value->is_int64()    ? value->get_int64()
           : value->is_uint64() ? static_cast<std::int64_t>(value->get_uint64())
                                : static_cast<std::int64_t>(value->get_double());
}
[[nodiscard]] inline std::optional<double> maybe_number(const bj::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_number() ? std::optional(value->to_number<double>()) : std::nullopt;
}
[[nodiscard]] inline bool truth(const bj::object& object, std::string_view key, bool otherwise = false) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}
[[nodiscard]] inline const bj::object* object_at(const bj::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr ? value->if_object() : nullptr;
}
[[nodiscard]] inline Instant instant(const bj::object& object, std::string_view key) {
    const auto time = parse_rfc3339(text(object, key));
    return time ? time->at : Instant{};
}

/// Calls f(object) for every object of the array under `key`.
template <class F>
void each(const bj::object& object, std::string_view key, F&& f) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_array()) return;
    for (const auto& item : value->get_array()) {
        if (const auto* entry = item.if_object()) f(*entry);
    }
}
[[nodiscard]] inline std::vector<std::string> texts(const bj::object& object, std::string_view key) {
    std::vector<std::string> result;
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_array()) return result;
    for (const auto& item : value->get_array()) {
        if (item.is_string()) result.emplace_back(item.get_string());
    }
    return result;
}
[[nodiscard]] inline TextRange range(const bj::object& object) {
    return {static_cast<std::size_t>(integer(object, "start")), static_cast<std::size_t>(integer(object, "end"))};
}
[[nodiscard]] inline std::optional<TextRange> maybe_range(const bj::object& object, std::string_view key) {
    const auto* inner = object_at(object, key);
    return inner != nullptr ? std::optional(range(*inner)) : std::nullopt;
}

}  // namespace newsloom::printed::detail
