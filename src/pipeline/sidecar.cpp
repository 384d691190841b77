#include "pipeline/detail/sidecar.h"

#include <initializer_list>

#include <boost/json.hpp>

namespace newsloom::pipeline {

namespace {

Result<boost::json::object> object_of(std::string_view json) {
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(json, failed);
    if (failed) return fail(Errc::bad_input, "is not JSON (" + failed.message() + ")");
    if (!value.is_object()) return fail(Errc::bad_input, "is JSON, but no object");
    return std::move(value.as_object());
}

/// The first of the names that has a text (or a number, for ids).
std::string text_of(const boost::json::object& object, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const boost::json::value* value = object.if_contains(name);
        if (value == nullptr) continue;
        if (value->is_string() && !value->as_string().empty()) return std::string(value->as_string());
        if (value->is_int64()) return std::to_string(value->as_int64());
    }
    return {};
}

std::optional<Instant> time_of(const boost::json::object& object, std::initializer_list<const char*> names) {
    const auto time = parse_rfc3339(text_of(object, names));
    return time ? std::optional(time->at) : std::nullopt;
}

}  // namespace

Result<Sidecar> read_sidecar(std::string_view json) {
    NL_TRY(const boost::json::object object, object_of(json));
    return Sidecar{text_of(object, {"url"}), text_of(object, {"outlet", "publisher", "source"}),
                   text_of(object, {"id"}), text_of(object, {"media_type"}),
                   time_of(object, {"fetched", "crawl_date"})};
}

Result<Sidecar> read_article_line(std::string_view json) {
    NL_TRY(const boost::json::object object, object_of(json));
    if (text_of(object, {"text"}).empty()) return fail(Errc::bad_input, "the article has no \"text\"");
    return Sidecar{text_of(object, {"url"}),
                   text_of(object, {"source", "outlet"}),
                   text_of(object, {"id"}),
                   {},
                   time_of(object, {"first_seen", "fetched", "time", "published"})};
}

}  // namespace newsloom::pipeline
