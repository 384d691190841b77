// Lists the pairs of sentences of independent outlets that are compared, one a line: for drawing pairs to be read, and
// for learning from what the readers say.
//
// usage: list_pairs DIR [LEAST] > PAIRS.jsonl     (DIR as make_input.py and real_input.py write it)
//
// {"story", "p", "second", "quoted", "a": {"article", "start", "end"}, "b"}, offsets in code points; pairs from
// the probability LEAST (.05); "second" is what the second look says.
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "input_stories.h"
#include "story/detail/comparing.h"
#include "story/detail/models.h"
#include "story/detail/quotes.h"
#include "story/detail/second_look.h"
#include "story/detail/sources.h"
#include "text/utf8.h"

namespace {

using namespace newsloom;
using story::detail::Reading;

void print_place(const char* name, const evaluation::InputStory& story, const Reading& reading, std::size_t s) {
    const auto& statement = reading.statements[s];
    const std::string_view text = reading.text(statement.member);
    const std::size_t start = utf8::count(text.substr(0, statement.range.begin));
    const std::size_t end = start + utf8::count(slice(text, statement.range));
    std::printf(", \"%s\": {\"article\": \"%s\", \"start\": %zu, \"end\": %zu}", name,
                story.find(reading.members[statement.member]->article->id)->id.c_str(), start, end);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 && argc != 3) {
        std::cerr << "usage: list_pairs DIR [LEAST] > PAIRS.jsonl\n";
        return 2;
    }
    const double least = argc == 3 ? std::atof(argv[2]) : 0.05;
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    const auto& models = story::detail::built_in_models();
    for (const auto& story : input.stories) {
        const Reading reading = story::detail::read_story(story.material);
        const story::detail::Sources sources(reading.members);
        story::detail::Comparer comparer(reading);
        const story::detail::StoryWords words(reading);
        const auto compared = story::detail::compared_pairs(comparer, models.agreement);
        std::vector<double> quoted(compared.size(), 0.0);
        for (const auto& pair : story::detail::quote_pairs(reading)) {
            const std::size_t i = compared.place_of(pair.a, pair.b);
            if (i != story::detail::ComparedPairs::kNone) quoted[i] = pair.probability;
        }
        const auto print = [&](std::size_t i, std::size_t x, std::size_t y) {
            const auto& pair = compared[i];
            const auto &a = reading.statements[x], &b = reading.statements[y];
            const double p = pair.altered ? 0 : std::max(pair.probability, quoted[i]);
            const std::array<std::size_t, 2> members{a.member, b.member};
            if (p < least || !a.is_statement() || !b.is_statement() || sources.behind(members) < 2) return;
            const auto traits = story::detail::second_look(words, story::detail::look_at(reading, words, a),
                                                           story::detail::look_at(reading, words, b), quoted[i]);
            const double second = models.second.probability(std::max(pair.probability, story::detail::kFaint),
                                                            compared.traits(i), traits);
            std::printf("{\"story\": \"%s\", \"p\": %.4f, \"second\": %.4f, \"quoted\": %.2f", story.name.c_str(), p,
                        second, quoted[i]);
            print_place("a", story, reading, x);
            print_place("b", story, reading, y);
            std::printf("}\n");
        };
        const auto& wordings = comparer.wordings();
        for (std::size_t i = 0; i < compared.size(); ++i) {
            for (const std::uint32_t x : wordings.statements(compared[i].x)) {
                for (const std::uint32_t y : wordings.statements(compared[i].y)) {
                    if (compared[i].x != compared[i].y || x < y) print(i, std::min(x, y), std::max(x, y));
                }
            }
        }
    }
}
