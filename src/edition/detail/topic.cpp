#include "edition/detail/topic.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace newsloom::edition::detail {

Topic::Topic(const Desk& desk, const Story& story, WordSet printed) : headline(std::move(printed)) {
    std::map<std::uint64_t, std::size_t> having;  // how many of the headlines
    std::set<std::string_view> named;             // most names come again and again
    WordSet names;
    for (const ArticleId id : story.articles) {
        const Article* const article = desk.article(id);
        const Annotations* const notes = desk.annotations(id);
        if (article == nullptr || !reports_news(*article)) continue;
        ++reports;
        const WordSet title = content_words(article->title);
        add(titles, title);
        if (notes == nullptr) continue;
        for (const std::uint64_t word : title)
            ++having[word];
        for (const Name& name : notes->names) {
            const std::string_view surface = slice(article->text, name.range);
            if (!named.insert(surface).second) continue;
            for (const std::uint64_t word : content_words(surface))
                names.push_back(word);
        }
    }
    std::sort(names.begin(), names.end());
    for (const auto& [word, count] : having) {
        const bool of_printed = shared({word}, headline) > 0,
                   name = std::binary_search(names.begin(), names.end(), word);
        if (count > 1 || of_printed) promised.push_back(word);
        if (!name) words.push_back(word);
        if (!name && of_printed) of_headline.push_back(word);
    }
}

std::size_t Topic::promises(const WordSet& line, const WordSet& told) const {
    return static_cast<std::size_t>(std::count_if(promised.begin(), promised.end(), [&](std::uint64_t word) {
        return shared({word}, told) == 0 && shared({word}, line) > 0;
    }));
}

}  // namespace newsloom::edition::detail
