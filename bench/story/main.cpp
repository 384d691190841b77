// What telling stories costs, step by step, and that of the brief: CPU milliseconds for each story, the lowest of some
// rounds. Annotations are made once before: in the store they come from the stage of their own.
//
// usage: bench_story DIR [ROUNDS]
// DIR holds articles.jsonl and clusters.jsonl, as evaluation/facts/generate_day.py, make_input.py and real_input.py
// write them. Without DIR it only says so.
#include <ctime>
#include <functional>
#include <iomanip>
#include <iostream>
#include <numeric>

#include "attribution/annotate.h"
#include "edition/compose.h"
#include "edition_of_one.h"
#include "input_stories.h"
#include "story/detail/category.h"
#include "story/detail/comparing.h"
#include "story/detail/models.h"
#include "story/detail/voices.h"

namespace {

using namespace newsloom;

double now_ms() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

enum Step : std::size_t { kAnnotate, kRead, kPairs, kFacts, kDifferences, kSides, kVoices, kWhole, kBrief, kSteps };
constexpr std::array<const char*, kSteps> kNames{"annotate (a stage of its own)",
                                                 "read the statements",
                                                 "compare pairs of them",
                                                 "facts",
                                                 "differences",
                                                 "perspectives",
                                                 "voices, unknowns, headline, category",
                                                 "the whole of corroborate, rank",
                                                 "compose an edition of this story alone"};

class Watch {
  public:
    /// Milliseconds since the last look.
    double look() {
        const double now = now_ms();
        return now - std::exchange(last_, now);
    }

  private:
    double last_ = now_ms();
};

std::array<double, kSteps> measured(const evaluation::InputStory& input) {
    using namespace newsloom::story;
    std::array<double, kSteps> spent{};
    Watch watch;
    for (const auto& line : input.articles)
        static_cast<void>(attribution::annotate(line->article));
    spent[kAnnotate] = watch.look();
    {
        const detail::Reading reading = detail::read_story(input.material);
        spent[kRead] = watch.look();
        const detail::Models& models = detail::built_in_models();
        detail::Comparer comparer(reading);
        const auto compared = detail::compared_pairs(comparer, models.agreement);
        spent[kPairs] = watch.look();
        const auto facts = detail::facts(reading, compared);
        spent[kFacts] = watch.look();
        static_cast<void>(detail::differences(comparer, compared, models));
        spent[kDifferences] = watch.look();
        const detail::Quotes quotes(reading);
        static_cast<void>(detail::perspectives(reading, facts, quotes));
        spent[kSides] = watch.look();
        std::vector<std::size_t> everybody(reading.members.size());
        std::iota(everybody.begin(), everybody.end(), std::size_t{0});
        static_cast<void>(quotes.voices(everybody));
        static_cast<void>(detail::unknowns(reading));
        newsloom::Story story;
        detail::choose_headline(story, reading);
        static_cast<void>(detail::category_of(reading));
        spent[kVoices] = watch.look();
    }
    watch.look();
    newsloom::Story told = story::corroborate(input.material);
    story::rank(told, input.material, {});
    spent[kWhole] = watch.look();
    const evaluation::EditionOfOne one = evaluation::edition_of_one(told, input.material);
    watch.look();
    static_cast<void>(edition::compose(one.material, one.options));
    spent[kBrief] = watch.look();
    return spent;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cout << "usage: bench_story DIR [ROUNDS]     (evaluation/facts/generate_day.py makes DIR)\n";
        return 0;
    }
    const int rounds = argc > 2 ? std::max(std::atoi(argv[2]), 1) : 3;
    const evaluation::InputStories input = evaluation::read_stories(argv[1]);
    std::size_t articles = 0;
    std::array<double, kSteps> sum{}, most{};
    for (const evaluation::InputStory& story : input.stories) {
        articles += story.articles.size();
        std::array<double, kSteps> least{};
        for (int round = 0; round < rounds; ++round) {
            const auto spent = measured(story);
            for (std::size_t i = 0; i < kSteps; ++i)
                least[i] = round == 0 ? spent[i] : std::min(least[i], spent[i]);
        }
        for (std::size_t i = 0; i < kSteps; ++i) {
            sum[i] += least[i];
            most[i] = std::max(most[i], least[i]);
        }
    }
    const auto stories = static_cast<double>(std::max<std::size_t>(input.stories.size(), 1));
    std::cout << input.stories.size() << " stories, " << articles << " articles; CPU ms a story, and the most of one\n"
              << std::fixed << std::setprecision(2);
    for (std::size_t i = 0; i < kSteps; ++i)
        std::cout << std::setw(10) << sum[i] / stories << std::setw(10) << most[i] << "  " << kNames[i] << "\n";
}
