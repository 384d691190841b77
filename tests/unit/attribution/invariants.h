/// What must hold for the annotations of any text: checked by the property tests and the fuzz harness.
#pragma once

#include <algorithm>
#include <string>

#include "model/annotations.h"
#include "model/article.h"
#include "text/utf8.h"

namespace newsloom::tests {

/// Empty when all is well, else what is wrong.
inline std::string broken(const Article& article, const Annotations& found) {
    const std::string& text = article.text;
    const auto bad = [&](TextRange r) {
        return r.begin >= r.end || r.end > text.size() || !utf8::is_boundary(text, r.begin) ||
               !utf8::is_boundary(text, r.end);
    };
    std::size_t at = 0;
    for (const Sentence& s : found.sentences) {
        if (bad(s.range) || s.range.begin < at) return "a sentence is out of range, order or character";
        at = s.range.end;
    }
    at = 0;
    for (const Name& n : found.names) {
        if (bad(n.range) || n.range.begin < at) return "a name is out of range, order or character";
        if (text.find(n.full) == std::string::npos) return "a full name is not in the text: " + n.full;
        at = n.range.end;
    }
    for (const Quantity& q : found.quantities) {
        if (bad(q.range) || (!q.of.empty() && bad(q.of))) return "a quantity is out of range";
        if (!(q.low <= q.high)) return "an interval is upside down";
    }
    for (const TextRange r : found.unknowns) {
        if (bad(r)) return "an unknown is out of range";
    }
    for (const TextRange r : found.theses) {
        if (bad(r)) return "a thesis is out of range";
    }
    for (const Attribution& a : found.attributions) {
        if (bad(a.content) || (a.cue && bad(*a.cue)) || (a.source && bad(*a.source)))
            return "a span of an attribution is out of range or cuts a character";
        std::size_t last = a.content.begin;
        for (const TextRange part : a.parts) {
            if (bad(part) || part.begin < last || !a.content.contains(part))
                return "a part of a content is out of range or order";
            last = part.end;
        }
        // a mark of several bytes is a character; two-character marks must not be cut either
        const std::vector<TextRange> parts = a.parts.empty() ? std::vector<TextRange>{a.content} : a.parts;
        for (const TextRange part : parts) {
            for (const std::string_view mark : {"''", "``"}) {
                if (part.begin > 0 && text.compare(part.begin - 1, 2, mark) == 0 &&
                    (part.begin < 2 || text[part.begin - 2] != mark[0]))
                    return "a quote mark is cut at the begin";
                if (part.end < text.size() && text.compare(part.end - 1, 2, mark) == 0 &&
                    (part.end < 2 || text[part.end - 2] != mark[0]))
                    return "a quote mark is cut at the end";
            }
        }
        if (!a.speaker.empty() && text.find(a.speaker) == std::string::npos &&
            article.title.find(a.speaker) == std::string::npos &&
            std::find(article.authors.begin(), article.authors.end(), a.speaker) == article.authors.end())
            return "a speaker is not in the article: " + a.speaker;
        if (!(a.confidence >= 0 && a.confidence <= 1)) return "a confidence is no probability";
    }
    return {};
}

}  // namespace newsloom::tests
