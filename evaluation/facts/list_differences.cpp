// Lists what may be told as a difference in the stories of a folder: every pair of numbers with its traits, and every
// denial. For drawing what readers judge (draw_differences.py) and for learning from what they say.
//
// usage: list_differences DIR > OUT.jsonl     (DIR as real_input.py writes it)
#include <cstdio>
#include <iostream>

#include "gold_pairs.h"
#include "json/writer.h"
#include "text/utf8.h"

namespace {

using namespace newsloom;

/// Offsets in code points.
struct Place {
    const evaluation::InputStory& story;

    void write(json::Writer& w, const char* name, ArticleId article, TextRange range) const {
        const auto* found = story.find(article);
        const std::string_view text = found->article.text;
        const auto points = [&](std::size_t end) {
            return static_cast<std::int64_t>(utf8::count(text.substr(0, end)));
        };
        w.key(name);
        w.begin_object();
        w.field("article", found->id);
        w.field("start", points(range.begin));
        w.field("end", points(range.end));
        w.end_object();
    }
};

template <class Values, class Names>
void write_traits(json::Writer& w, const Values& values, const Names& names) {
    w.key("traits");
    w.begin_object();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] != 0) w.field(names[i], static_cast<double>(values[i]));
    }
    w.end_object();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: list_differences DIR > OUT.jsonl\n";
        return 2;
    }
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    const auto& models = story::detail::built_in_models();
    for (const evaluation::InputStory& line : input.stories) {
        const auto reading = story::detail::read_story(line.material);
        story::detail::Comparer comparer(reading);
        const auto compared = story::detail::compared_pairs(comparer, models.agreement);
        const auto counts = story::detail::counts_of(reading);
        const Place place{line};
        for (const auto& pair : story::detail::conflicting_counts(comparer, counts, compared, models)) {
            std::string out;
            json::Writer w(out);
            w.begin_object();
            w.field("story", line.name);
            w.field("kind", "number");
            w.field("confidence", pair.probability);
            for (const auto& [name, i] : {std::pair("a", pair.a), std::pair("b", pair.b)}) {
                const auto& count = counts[i];
                const ArticleId article = reading.members[count.member]->article->id;
                place.write(w, name, article, reading.statements[count.statement].range);
                place.write(w, name[0] == 'a' ? "number_a" : "number_b", article,
                            reading.annotations(count.member).quantities[count.quantity].range);
            }
            write_traits(w, pair.traits, story::detail::kCountTraitNames);
            w.end_object();
            std::printf("%s\n", out.c_str());
        }
        const auto sides = story::detail::sides_of(reading);
        for (const auto& opposed :
             story::detail::opposed_statements(reading, comparer.weights(), compared, sides, models.denial)) {
            std::string out;
            json::Writer w(out);
            w.begin_object();
            w.field("story", line.name);
            w.field("kind", "denial");
            w.field("confidence", opposed.confidence);
            for (const auto& [name, i] : {std::pair("a", opposed.claim), std::pair("b", opposed.denial)}) {
                const auto& statement = reading.statements[i];
                place.write(w, name, reading.members[statement.member]->article->id, statement.range);
            }
            write_traits(w, opposed.traits, story::detail::kDenialTraitNames);
            w.end_object();
            std::printf("%s\n", out.c_str());
        }
    }
}
