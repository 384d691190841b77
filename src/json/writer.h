/// Writes JSON into a string, front to back, in the order of the calls. Reading JSON is Boost.JSON's work (in the .cpp
/// files that need it).
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::json {

/// `Writer w(out); w.begin_object(); w.key("n").value(3); w.end_object();` Commas are put in; nesting is the caller's
/// promise. Strings must be UTF-8; ill-formed bytes come out as U+FFFD. Non-ASCII is written as it is; control
/// characters, U+2028/9 are escaped. Numbers: shortest form that reads back the same; NaN and infinities are null.
class Writer {
  public:
    explicit Writer(std::string& out) : out_(&out) {}

    Writer& begin_object();
    Writer& end_object();
    Writer& begin_array();
    Writer& end_array();
    Writer& key(std::string_view name);
    Writer& value(std::string_view text);
    Writer& value(const char* text) { return value(std::string_view(text)); }
    Writer& value(const std::string& text) { return value(std::string_view(text)); }
    Writer& value(bool truth);
    Writer& value(double number);
    template <std::integral I>
        requires(!std::same_as<I, bool>)
    Writer& value(I number) {
        return integer(static_cast<std::int64_t>(number));
    }
    Writer& null();
    /// Bytes that are JSON already.
    Writer& raw(std::string_view json);

    /// null when there is none.
    template <class T>
    Writer& value(const std::optional<T>& maybe) {
        return maybe ? value(*maybe) : null();
    }
    Writer& value(const std::vector<std::string>& texts);
    template <class T>
    Writer& field(std::string_view name, const T& what) {
        key(name);
        return value(what);
    }
    /// null for an empty text: "absent = null" of the printed forms.
    Writer& text_or_null(std::string_view name, std::string_view text);

  private:
    Writer& integer(std::int64_t number);
    void separate();
    std::string* out_;
    bool first_ = true;
};

/// Appends the text as a JSON string with its quotes.
void append_quoted(std::string& out, std::string_view text);

}  // namespace newsloom::json
