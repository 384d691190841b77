/// HTML to tree: the WHATWG HTML standard's tokenizer and tree construction (section 13.2), whole and with nothing
/// else.
///
/// Parsing never fails: every string of bytes has a tree. What a limit cut off stands in Document::report().
/// Cost: linear in the input under the default limits. Thread-safe: no shared state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "html/document.h"

namespace newsloom::html {

struct ParseLimits {
    std::size_t input_bytes = 256u << 20;  ///< the rest is not read; at most 1 GiB
    std::size_t depth = 512;               ///< open elements; deeper ones become siblings at that depth, as in browsers
    std::size_t attributes = 4096;         ///< per tag; the rest is dropped
    std::size_t nodes = 1'000'000;         ///< parsing ends there; at most 50 million
};

struct ParseOptions {
    bool scripting = false;  ///< the scripting flag: with it <noscript> holds raw text, as in a browser
    bool collect_errors = false;
    /// Input starts as if the page were in an <iframe srcdoc>: no quirks for a missing doctype.
    bool iframe_srcdoc = false;
    ParseLimits limits{};
};

/// Parses UTF-8 (a byte order mark is skipped, ill-formed sequences become U+FFFD). `bytes` must outlive the Document.
[[nodiscard]] Document parse(std::string_view bytes, const ParseOptions& options = {});
/// The same into a Document that was used before: its memory is used again, its nodes are gone.
void parse_into(Document& document, std::string_view bytes, const ParseOptions& options = {});

/// What a page's transport says of its encoding: a media type ("text/html; charset=koi8-r") or a bare label ("koi8-r");
/// "" for nothing. Sniffing as the standard says: byte order mark, transport, <meta> in the first 1024 bytes, then
/// windows-1252 - or UTF-8 where the bytes are valid UTF-8 (the standard's "autodetection" step). A <meta> met later
/// while parsing can still change it (13.2.3.4).
[[nodiscard]] Document parse_page(std::string_view bytes, std::string_view content_type = {},
                                  const ParseOptions& options = {});
void parse_page_into(Document& document, std::string_view bytes, std::string_view content_type = {},
                     const ParseOptions& options = {});

/// The element that innerHTML would be set on (13.4, parsing HTML fragments). Name in lower case.
struct FragmentContext {
    std::string_view name = "body";
    Namespace ns = Namespace::html;
    QuirksMode quirks_mode = QuirksMode::no_quirks;
    /// For a MathML annotation-xml context: the value of its encoding attribute.
    std::string_view encoding = {};
    bool inside_form = false;  ///< the context has a form among its ancestors
};
/// The root of the Document is a fragment node.
[[nodiscard]] Document parse_fragment(std::string_view bytes, const FragmentContext& context = {},
                                      const ParseOptions& options = {});
void parse_fragment_into(Document& document, std::string_view bytes, const FragmentContext& context = {},
                         const ParseOptions& options = {});

}  // namespace newsloom::html
