// Tells the gold stories as `newsloom story` does, with owners and agencies from the input lines: for developing
// without the whole binary.
//
// usage: tell_stories DIR [GOLD_DIR [ROWS]] > OUT.jsonl     (DIR as make_input.py writes it; then score.py OUT.jsonl)
//
// With GOLD_DIR each story is told by models that were learned on the other stories of it, a tenth left out at a time,
// and on ROWS (labelled_rows.py); of stories of which only pairs are labelled only the learning is done.
#include <cstdio>
#include <ctime>
#include <iostream>

#include "gold_pairs.h"
#include "json/writer.h"
#include "printed/story.h"

int main(int argc, char** argv) {
    using namespace newsloom;
    if (argc < 2 || argc > 4) {
        std::cerr << "usage: tell_stories DIR [GOLD_DIR [ROWS]] > OUT.jsonl\n";
        return 2;
    }
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    const bool left_out = argc >= 3;
    const evaluation::Golds golds = left_out ? evaluation::read_golds(argv[2]) : evaluation::Golds();
    const auto sentences =
        left_out ? evaluation::sentence_pairs(input, golds).compared : std::vector<evaluation::SentencePair>();
    const evaluation::LabelledPairs labelled =
        argc == 4 ? evaluation::read_labelled(argv[3]) : evaluation::LabelledPairs();
    const auto denials = left_out ? evaluation::denial_pairs(input, golds, story::detail::built_in_models())
                                  : std::vector<evaluation::DenialPair>();
    const auto with = [](auto own, const auto& more) {
        own.insert(own.end(), more.begin(), more.end());
        return own;
    };
    double seconds = 0;
    constexpr std::size_t kFolds = 10;
    std::vector<story::detail::Models> models(left_out ? kFolds : 1, story::detail::built_in_models());
    for (std::size_t fold = 0; left_out && fold < kFolds; ++fold) {
        const auto use = [&](std::size_t story) { return story % kFolds != fold; };
        models[fold].agreement = evaluation::learn_agreement(sentences, use);
        models[fold].second = evaluation::learn_second(sentences, models[fold].agreement, use);
        models[fold].difference = evaluation::learn_difference(
            with(evaluation::number_pairs(input, golds, models[fold]), labelled.numbers), use);
        models[fold].denial = evaluation::learn_denial(with(denials, labelled.denials), use);
    }
    for (std::size_t n = 0; n < input.stories.size(); ++n) {
        const evaluation::InputStory& line = input.stories[n];
        if (left_out && golds.contains(line.name) && golds.at(line.name).as_object().contains("pairs")) continue;
        const std::clock_t begin = std::clock();
        Story story = story::detail::corroborate(line.material, models[n % models.size()]);
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
