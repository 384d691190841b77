/// What holds for every extraction, whatever the bytes: used by unit tests, the damaged-pages test and the fuzz
/// harness.
#pragma once

#include <string>

#include "extract/extract.h"
#include "text/utf8.h"

namespace newsloom::tests {

/// The first thing that is wrong, or "".
inline std::string broken(const extract::Extraction& extraction) {
    const Article& article = extraction.article;
    if (!utf8::is_valid(article.text)) return "text is not UTF-8";
    std::size_t at = 0;
    for (const Block& block : article.blocks) {
        const std::size_t begin = at == 0 ? 0 : at + 2;
        if (block.range.begin != begin || block.range.end <= begin || block.range.end > article.text.size())
            return "blocks do not tile the text";
        if (at != 0 && article.text.substr(at, 2) != "\n\n") return "blocks are not joined by a blank line";
        // Pages that are no articles have no body: what their lines are may be anything.
        if (article.is_article && !is_body(block.role)) return "a block of the text has a role outside of the body";
        if (!utf8::is_boundary(article.text, block.range.begin) || !utf8::is_boundary(article.text, block.range.end))
            return "a block cuts a character";
        at = block.range.end;
    }
    if (at != article.text.size()) return "text behind the last block";
    for (const NoPrint& range : article.no_print) {
        if (range.range.begin >= range.range.end || range.range.end > article.text.size())
            return "no_print out of the text";
        if (!utf8::is_boundary(article.text, range.range.begin) || !utf8::is_boundary(article.text, range.range.end))
            return "no_print cuts a character";
    }
    for (const Media& media : article.media) {
        if (media.at > article.text.size() || media.url.empty()) return "media out of the text or without URL";
    }
    for (const std::string& name : article.authors) {
        if (name.empty() || !utf8::is_valid(name)) return "an author without a name";
    }
    if (!utf8::is_valid(article.title) || !utf8::is_valid(article.deck) || !utf8::is_valid(article.kicker) ||
        !utf8::is_valid(article.site))
        return "metadata is not UTF-8";
    if (article.text.empty() && article.is_article) return "an article without text";
    if (!article.is_article && article.why_not.empty()) return "no article, and no reason";
    return "";
}

}  // namespace newsloom::tests
