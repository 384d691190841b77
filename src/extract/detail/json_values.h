/// Values of a JSON object that may be absent or of another kind.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include <boost/json.hpp>

namespace newsloom::extract {

/// An integer or a fraction.
[[nodiscard]] inline std::optional<double> number(const boost::json::value& value) {
    if (const auto* d = value.if_double()) return *d;
    if (const auto* i = value.if_int64()) return static_cast<double>(*i);
    return std::nullopt;
}

/// "" when there is no such string.
[[nodiscard]] inline std::string_view text_at(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return {};
    return {value->get_string().data(), value->get_string().size()};
}

/// Empty when there is no such list.
[[nodiscard]] inline std::span<const boost::json::value> list_at(const boost::json::object& object,
                                                                 std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_array()) return {};
    return {value->get_array().data(), value->get_array().size()};
}

}  // namespace newsloom::extract
