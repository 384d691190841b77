#include "html/parse.h"

#include <algorithm>

#include "html/detail/scan.h"
#include "html/detail/storage.h"
#include "html/detail/tree_builder.h"
#include "html/encoding.h"
#include "text/utf8.h"

namespace newsloom::html {

namespace {

constexpr std::size_t kMostInput = std::size_t{1} << 30;

/// 13.2.3.5 Preprocessing the input stream: newlines normalised, UTF-8 repaired. Views the caller's bytes when nothing
/// had to be done.
void take_source(Storage& storage, std::string_view bytes, const ParseOptions& options) {
    const std::size_t most = std::min(options.limits.input_bytes, kMostInput);
    if (bytes.size() > most) {
        std::size_t cut = most;
        while (cut > 0 && !utf8::is_boundary(bytes, cut))
            --cut;
        storage.report.input_bytes_cut = bytes.size() - cut;
        bytes = bytes.substr(0, cut);
    }
    const scan::Checked checked = scan::kBest.check(bytes);
    storage.source = bytes;
    if (checked.valid_utf8 && !checked.has_carriage_return) return;
    bool malformed = false;
    std::string repaired;
    if (bytes.data() == storage.owned_source.data()) {  // decoded before
        scan::repair(bytes, checked, repaired, malformed);
        storage.owned_source = std::move(repaired);
    } else {
        scan::repair(bytes, checked, storage.owned_source, malformed);
    }
    storage.report.malformed_bytes |= malformed;
    storage.source = storage.owned_source;
}

void begin(Storage& storage, std::string_view bytes, const ParseOptions& options) {
    storage.reset(std::min({bytes.size(), options.limits.input_bytes, kMostInput}), options.limits);
    take_source(storage, bytes, options);
    if (options.collect_errors) report_stream_errors(storage.source, storage.report.errors);
}

std::string_view without_mark(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    return bytes;
}

}  // namespace

void report_stream_errors(std::string_view text, std::vector<ParseError>& errors) {
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded c = utf8::decode(text, at);
        const char32_t p = c.code_point;
        if ((p < 0x20 && p != 0 && p != 9 && p != 10 && p != 12) || (p >= 0x7F && p <= 0x9F))
            errors.push_back({"control-character-in-input-stream", at});
        else if ((p >= 0xFDD0 && p <= 0xFDEF) || (p & 0xFFFE) == 0xFFFE)
            errors.push_back({"noncharacter-in-input-stream", at});
        at += c.size;
    }
}

void sort_errors(std::vector<ParseError>& errors) {
    std::sort(errors.begin(), errors.end(), [](const ParseError& a, const ParseError& b) {
        return std::pair(a.offset, a.code) < std::pair(b.offset, b.code);
    });
}

void parse_into(Document& document, std::string_view bytes, const ParseOptions& options) {
    Storage& storage = document.storage();
    begin(storage, without_mark(bytes), options);
    TreeBuilder builder(storage.source, storage, options);
    builder.run();
    if (options.collect_errors) sort_errors(storage.report.errors);
}

void parse_fragment_into(Document& document, std::string_view bytes, const FragmentContext& context,
                         const ParseOptions& options) {
    Storage& storage = document.storage();
    begin(storage, bytes, options);
    TreeBuilder builder(storage.source, storage, options);
    builder.set_fragment_context(context);
    builder.run();
    if (options.collect_errors) sort_errors(storage.report.errors);
}

void parse_page_into(Document& document, std::string_view bytes, std::string_view content_type,
                     const ParseOptions& options) {
    Storage& storage = document.storage();
    Encoding encoding = sniff_encoding(bytes, content_type);
    for (;;) {
        std::string_view text = bytes;
        bool malformed = false;
        std::string decoded;
        if (encoding.name == "UTF-8") {
            text = without_mark(bytes);
        } else {
            decoded = decode(bytes.substr(0, options.limits.input_bytes), encoding.name, &malformed);
            text = decoded;
        }
        storage.reset(std::min({text.size(), options.limits.input_bytes, kMostInput}), options.limits);
        if (encoding.name != "UTF-8") {
            storage.owned_source = std::move(decoded);
            text = storage.owned_source;
            if (bytes.size() > options.limits.input_bytes)
                storage.report.input_bytes_cut = bytes.size() - options.limits.input_bytes;
        }
        take_source(storage, text, options);
        if (options.collect_errors) report_stream_errors(storage.source, storage.report.errors);
        storage.report.malformed_bytes |= malformed;
        storage.report.encoding = encoding.name;
        storage.report.confidence = encoding.confidence;
        TreeBuilder builder(storage.source, storage, options);
        if (encoding.confidence == EncodingConfidence::tentative) builder.watch_encoding(encoding.name);
        builder.run();
        if (!builder.wanted_encoding()) break;
        encoding = {*builder.wanted_encoding(), EncodingConfidence::certain};  // 13.2.3.4: once, and from the beginning
    }
    if (options.collect_errors) sort_errors(storage.report.errors);
}

Document parse(std::string_view bytes, const ParseOptions& options) {
    Document document;
    parse_into(document, bytes, options);
    return document;
}
Document parse_fragment(std::string_view bytes, const FragmentContext& context, const ParseOptions& options) {
    Document document;
    parse_fragment_into(document, bytes, context, options);
    return document;
}
Document parse_page(std::string_view bytes, std::string_view content_type, const ParseOptions& options) {
    Document document;
    parse_page_into(document, bytes, content_type, options);
    return document;
}

}  // namespace newsloom::html
