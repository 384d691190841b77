// Tells the gold stories as `newsloom story` does, with owners and agencies from the input lines: for developing
// without the whole binary.
//
// usage: tell_stories DIR > OUT.jsonl     (DIR as make_input.py writes it; then score.py OUT.jsonl)
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "attribution/annotate.h"
#include "dedup/collapse.h"
#include "input/read_file.h"
#include "json/writer.h"
#include "printed/story.h"
#include "story/corroborate.h"

namespace {

using namespace newsloom;
namespace bj = boost::json;

struct Line {
    std::string id;
    Article article;
    Annotations annotations;
};

std::string text_of(const bj::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

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

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: tell_stories DIR > OUT.jsonl\n";
        return 2;
    }
    const std::string directory = argv[1];
    std::map<std::string, std::string> story_of;
    for_each_line(directory + "/clusters.jsonl",
                  [&](const bj::object& line) { story_of[text_of(line, "id")] = text_of(line, "story"); });
    std::map<std::string, Outlet> outlets;
    std::vector<std::pair<std::string, std::vector<std::unique_ptr<Line>>>> stories;
    std::int64_t next = 1;
    for_each_line(directory + "/articles.jsonl", [&](const bj::object& object) {
        auto line = std::make_unique<Line>();
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
        }
        const std::string source = text_of(object, "source");
        if (!source.empty()) {
            Outlet& outlet = outlets[source];
            if (!outlet.id) {
                outlet.id = OutletId(static_cast<std::int64_t>(outlets.size()));
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
        const auto at = std::find_if(stories.begin(), stories.end(), [&](const auto& s) { return s.first == story; });
        if (at == stories.end()) {
            stories.emplace_back(story, std::vector<std::unique_ptr<Line>>());
            stories.back().second.push_back(std::move(line));
        } else {
            at->second.push_back(std::move(line));
        }
    });
    double seconds = 0;
    std::int64_t number = 0;
    for (auto& [name, lines] : stories) {
        std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
            return std::pair(a->article.time(), a->article.id.value) <
                   std::pair(b->article.time(), b->article.id.value);
        });
        story::StoryMaterial material{StoryId(++number), 1, {}};
        dedup::Index index;
        std::map<ArticleId, const Line*> by_id;
        std::map<OutletId, std::string> keys;
        for (const auto& line : lines) {
            const Outlet* outlet = nullptr;
            for (const auto& [key, known] : outlets) {
                if (known.id == line->article.outlet) outlet = &known;
                keys[known.id] = key;
            }
            material.members.push_back(
                {&line->article, &line->annotations, outlet, index.add(dedup::signature(line->article))});
            by_id[line->article.id] = line.get();
        }
        const std::clock_t begin = std::clock();
        Story story = story::corroborate(material);
        story::rank(story, material, {});
        seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        std::string out;
        json::Writer w(out);
        w.begin_object();
        printed::write_fields(
            w, story,
            {.article = [&](ArticleId id) { return by_id.contains(id) ? &by_id.at(id)->article : nullptr; },
             .outlet = [&](OutletId id) { return keys.contains(id) ? keys.at(id) : std::string(); },
             .article_name = [&](ArticleId id) { return by_id.contains(id) ? by_id.at(id)->id : std::string(); },
             .unit = utf8::OffsetUnit::code_points});
        w.field("cluster", name);
        w.end_object();
        std::printf("%s\n", out.c_str());
    }
    std::fprintf(stderr, "%zu stories, %.2f ms each\n", stories.size(),
                 1000 * seconds / static_cast<double>(stories.size()));
}
