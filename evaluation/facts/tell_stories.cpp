// Tells the gold stories as `newsloom story` does, with owners and agencies from the input lines: for developing
// without the whole binary.
//
// usage: tell_stories DIR > OUT.jsonl     (DIR as make_input.py writes it; then score.py OUT.jsonl)
#include <cstdio>
#include <ctime>
#include <iostream>

#include "input_stories.h"
#include "json/writer.h"
#include "printed/story.h"

int main(int argc, char** argv) {
    using namespace newsloom;
    if (argc != 2) {
        std::cerr << "usage: tell_stories DIR > OUT.jsonl\n";
        return 2;
    }
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    double seconds = 0;
    for (const evaluation::InputStory& line : input.stories) {
        const std::clock_t begin = std::clock();
        Story story = story::corroborate(line.material);
        story::rank(story, line.material, {});
        seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        std::string out;
        json::Writer w(out);
        w.begin_object();
        printed::write_fields(w, story,
                              {.article =
                                   [&](ArticleId id) {
                                       const auto* found = line.find(id);
                                       return found != nullptr ? &found->article : nullptr;
                                   },
                               .outlet = [&](OutletId id) { return input.key_of(id); },
                               .article_name =
                                   [&](ArticleId id) {
                                       const auto* found = line.find(id);
                                       return found != nullptr ? found->id : std::string();
                                   },
                               .unit = utf8::OffsetUnit::code_points});
        w.field("cluster", line.name);
        w.end_object();
        std::printf("%s\n", out.c_str());
    }
    std::fprintf(stderr, "%zu stories, %.2f ms each\n", input.stories.size(),
                 1000 * seconds / static_cast<double>(input.stories.size()));
}
