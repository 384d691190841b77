#include "input_stories.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "attribution/annotate.h"
#include "dedup/collapse.h"
#include "input/read_file.h"

namespace newsloom::evaluation {
namespace {

namespace bj = boost::json;

std::vector<std::string> texts_of(const bj::object& object, std::string_view key) {
    std::vector<std::string> texts;
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_array()) return texts;
    for (const auto& text : value->as_array())
        texts.emplace_back(text.as_string());
    return texts;
}

template <class Each>
void for_each_line(const std::string& path, const Each& each) {
    const auto bytes = read_file(path);
    if (!bytes) {
        std::cerr << bytes.error().message << "\n";
        std::exit(1);
    }
    for (std::size_t at = 0; at < bytes->size();) {
        const std::size_t end = std::min(bytes->find('\n', at), bytes->size());
        const auto line = std::string_view(*bytes).substr(at, end - at);
        at = end + 1;
        if (line.empty()) continue;
        const bj::value parsed = bj::parse(line);
        each(parsed.as_object());
    }
}

}  // namespace

std::string text_of(const bj::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

const InputArticle* InputStory::find(ArticleId id) const {
    for (const auto& article : articles) {
        if (article->article.id == id) return article.get();
    }
    return nullptr;
}

std::string InputStories::key_of(OutletId id) const {
    for (const auto& [key, outlet] : outlets) {
        if (outlet.id == id) return key;
    }
    return {};
}

InputStories read_stories(const std::string& directory) {
    InputStories result;
    std::map<std::string, std::string> story_of;
    for_each_line(directory + "/clusters.jsonl",
                  [&](const bj::object& line) { story_of[text_of(line, "id")] = text_of(line, "story"); });
    std::int64_t next = 1;
    for_each_line(directory + "/articles.jsonl", [&](const bj::object& object) {
        auto line = std::make_unique<InputArticle>();
        line->id = text_of(object, "id");
        Article& article = line->article;
        article.id = ArticleId(next);
        article.document = DocumentId(next++);
        article.title = text_of(object, "title");
        article.text = text_of(object, "text");
        article.language = text_of(object, "lang");
        article.url = text_of(object, "url");
        article.authors = texts_of(object, "authors");
        article.agencies = texts_of(object, "agencies");
        article.genre = genre_named(text_of(object, "genre")).value_or(Genre::news);
        if (const auto time = parse_rfc3339(text_of(object, "time"))) {
            article.published = time;
            article.first_seen = time->at;
        } else {
            article.first_seen = Instant{} + std::chrono::hours(1000);
        }
        const std::string source = text_of(object, "source");
        if (!source.empty()) {
            Outlet& outlet = result.outlets[source];
            if (!outlet.id) {
                outlet.id = OutletId(static_cast<std::int64_t>(result.outlets.size()));
                outlet.key = source;
                outlet.name = outlet.short_name = text_of(object, "outlet_name");
                outlet.owner = text_of(object, "owner");
                outlet.owner_kind = text_of(object, "owner_kind");
                outlet.country = text_of(object, "country");
            }
            article.outlet = outlet.id;
        }
        line->annotations = attribution::annotate(article);
        const std::string& story = story_of.at(line->id);
        auto at = std::find_if(result.stories.begin(), result.stories.end(),
                               [&](const InputStory& s) { return s.name == story; });
        if (at == result.stories.end()) {
            result.stories.push_back({story, {}, {}});
            at = result.stories.end() - 1;
        }
        at->articles.push_back(std::move(line));
    });
    std::int64_t number = 0;
    for (InputStory& story : result.stories) {
        std::sort(story.articles.begin(), story.articles.end(), [](const auto& a, const auto& b) {
            return std::pair(a->article.time(), a->article.id.value) <
                   std::pair(b->article.time(), b->article.id.value);
        });
        story.material.id = StoryId(++number);
        story.material.version = 1;
        dedup::Index index;
        for (const auto& line : story.articles) {
            const Outlet* outlet = nullptr;
            for (const auto& [key, known] : result.outlets) {
                if (line->article.outlet && known.id == line->article.outlet) outlet = &known;
            }
            story.material.members.push_back(
                {&line->article, &line->annotations, outlet, index.add(dedup::signature(line->article))});
        }
    }
    return result;
}

}  // namespace newsloom::evaluation
