// Traits of lines of briefs that readers have judged, each at its place in its brief.
//
// usage: line_rows DIR LABELS.jsonl > ROWS.jsonl     (DIR as learn_lines.py writes it; LABELS as in
// briefs/labels.jsonl)
//
// A row for each brief: {"story", "send", "lines": [{"fine", "traits"}]}; a line whose sentence is no candidate is left
// out, as it is where a brief is made.
#include <fstream>
#include <iostream>
#include <string>

#include "edition/detail/desk.h"
#include "edition/detail/line_traits.h"
#include "edition_of_one.h"
#include "gold_pairs.h"
#include "text/utf8.h"

namespace {

using namespace newsloom;
namespace bj = boost::json;
namespace ed = edition::detail;

std::string id_of(const bj::value& value) { return std::string(value.as_string()); }

const ed::Candidate* at(const std::vector<ed::Candidate>& candidates, const evaluation::InputStory& input,
                        const bj::object& line) {
    for (const ed::Candidate& one : candidates) {
        const Article& article = *one.article;
        if (input.find(article.id)->id != id_of(line.at("article"))) continue;
        const std::size_t start = utf8::count(std::string_view(article.text).substr(0, one.range.begin));
        const std::size_t end = start + utf8::count(slice(article.text, one.range));
        if (start < line.at("end").to_number<std::size_t>() && line.at("start").to_number<std::size_t>() < end)
            return &one;
    }
    return nullptr;
}

bj::object row_of(const evaluation::InputStory& input, const bj::object& label) {
    Story story = story::corroborate(input.material);
    story::rank(story, input.material, {});
    const evaluation::EditionOfOne one = evaluation::edition_of_one(story, input.material);
    const ed::Desk desk(one.material, one.options);
    const std::vector<ed::Candidate> candidates = ed::candidates(desk, story);
    ed::WordSet headline;
    for (const story::Member& member : input.material.members) {
        if (input.find(member.article->id)->id == id_of(label.at("headline")))
            headline = ed::content_words(member.article->title);
    }
    const ed::Topic topic(desk, story, headline);
    std::vector<const ed::Candidate*> above;
    bj::array lines;
    for (const bj::value& value : label.at("lines").as_array()) {
        const bj::object& line = value.as_object();
        const ed::Candidate* const candidate = at(candidates, input, line);
        if (candidate == nullptr) continue;
        bj::array traits;
        for (const float trait : ed::line_traits(story, topic, above, *candidate, ed::taken_by(desk, *candidate)))
            traits.emplace_back(trait);
        lines.emplace_back(bj::object{{"fine", !line.contains("fault")}, {"traits", std::move(traits)}});
        above.push_back(candidate);
    }
    return {{"story", label.at("story")}, {"send", label.at("send")}, {"lines", std::move(lines)}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: line_rows DIR LABELS.jsonl > ROWS.jsonl\n";
        return 2;
    }
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    std::ifstream labels(argv[2]);
    for (std::string text; std::getline(labels, text);) {
        const bj::value parsed = bj::parse(text);
        const bj::object& label = parsed.as_object();
        const std::string name = id_of(label.at("set")) + "/" + id_of(label.at("story"));
        for (const evaluation::InputStory& story : input.stories) {
            if (story.name == name) std::cout << bj::serialize(row_of(story, label)) << "\n";
        }
    }
}
