/// Character references (13.2.5.72 to 13.2.5.80): "&amp;", "&#x2014;", "&copy".
#pragma once

#include <cstddef>

namespace newsloom::html {

/// Where the standard's parse errors go: nothing happens unless they are collected.
class ErrorSink {
  public:
    virtual void error(const char* code, const char* at) = 0;

  protected:
    ~ErrorSink() = default;
};

enum class ReferenceIn : bool { text, attribute };

struct Reference {
    const char* end = nullptr;  ///< after the reference; nullptr when the "&" stands for itself
    char bytes[8] = {};         ///< its characters in UTF-8 (at most two, 7 bytes)
    unsigned size = 0;
};

/// The reference at `ampersand` (which points to "&").
[[nodiscard]] Reference read_reference(const char* ampersand, const char* end, ReferenceIn where, ErrorSink* errors);

/// Decodes [p, end) into `out`, which has room for three times its size and 8 bytes more; NUL becomes U+FFFD. Returns
/// the bytes written. `limit` is the end of the input: what follows `end` decides whether a reference at the end of an
/// attribute value stands.
std::size_t decode_references(const char* p, const char* end, const char* limit, ReferenceIn where, char* out,
                              ErrorSink* errors);

}  // namespace newsloom::html
