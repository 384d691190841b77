#include "edition/detail/word_lists.h"

#include <algorithm>
#include <utility>

#include "text/ascii.h"

namespace newsloom::edition::detail {
namespace {

struct File {
    std::string_view name, text;
};
constexpr File kFiles[] = {
#include "edition_data.inc"
};

template <class Visit>
void for_each_line(std::string_view text, const Visit& visit) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        visit(ascii::trim(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::vector<std::string_view> lines_of(std::string_view file, std::string_view name) {
    std::vector<std::string_view> lines;
    for (const File& one : kFiles) {
        if (one.name != file) continue;
        bool inside = false;
        for_each_line(one.text, [&](std::string_view line) {
            if (line.empty() || line.starts_with('#')) return;
            if (line.starts_with('['))
                inside = line.size() == name.size() + 2 && line.substr(1, name.size()) == name;
            else if (inside)
                lines.push_back(line);
        });
    }
    return lines;
}

}  // namespace

WordList::WordList(std::vector<std::string_view> entries) : entries_(std::move(entries)), sorted_(entries_) {
    std::sort(sorted_.begin(), sorted_.end());
}

bool WordList::has(std::string_view word) const { return std::binary_search(sorted_.begin(), sorted_.end(), word); }

WordList words_listed(std::string_view file, std::string_view name) {
    std::vector<std::string_view> words;
    for (std::string_view line : lines_of(file, name)) {
        while (!line.empty()) {
            const std::size_t end = std::min(line.find(' '), line.size());
            if (end > 0) words.push_back(line.substr(0, end));
            line.remove_prefix(std::min(end + 1, line.size()));
        }
    }
    return WordList(std::move(words));
}

WordList lines_listed(std::string_view file, std::string_view name) { return WordList(lines_of(file, name)); }

}  // namespace newsloom::edition::detail
