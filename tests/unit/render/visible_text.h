/// What a reader sees of an HTML page: the text between the tags, without styles and scripts; entities decoded. For
/// tests of pages that we write ourselves: no parser for foreign HTML.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsloom::tests {

inline std::string decoded(std::string_view text) {
    constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        bool found = false;
        for (const auto& [entity, character] : kEntities) {
            if (text.substr(at).starts_with(entity)) {
                result += character;
                at += entity.size();
                found = true;
                break;
            }
        }
        if (!found) result += text[at++];
    }
    return result;
}

/// The pieces of text, one for each run between two tags.
inline std::vector<std::string> visible_text(std::string_view html) {
    std::vector<std::string> pieces;
    std::string_view skipping;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '<') {
            const std::size_t end = html.find('>', at);
            const std::string_view tag = html.substr(at, end - at + 1);
            for (const std::string_view hidden : {"style", "script"}) {
                if (tag.starts_with("<" + std::string(hidden))) skipping = hidden;
                if (tag.starts_with("</" + std::string(hidden))) skipping = {};
            }
            at = end + 1;
            continue;
        }
        const std::size_t end = std::min(html.find('<', at), html.size());
        if (skipping.empty()) {
            std::string text = decoded(html.substr(at, end - at));
            if (text.find_first_not_of(" \n\t") != std::string::npos) pieces.push_back(std::move(text));
        }
        at = end;
    }
    return pieces;
}

}  // namespace newsloom::tests
