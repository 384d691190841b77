// Annotating one article of about 5 KB (made up, in the mix of the real ones: half of it reports what somebody says).
#include "attribution/annotate.h"

#include <string>

#include <benchmark/benchmark.h>

#include "lang/names.h"
#include "lang/quantities.h"
#include "lang/sentences.h"
#include "lang/tokens.h"

namespace {

using namespace newsloom;

Article article() {
    const std::string part =
        "The harbour board voted on Monday to close the old bridge to cars, a decision that divides the town of "
        "Dorwick. “We have "
        "waited for ten years,” said Ines Kerr, 45, who runs the bakery at the northern end. “Nobody can "
        "sleep.”\n\nAccording to a report by the "
        "Dorwick Institute, at least 12,000 cars cross the bridge each day, 30 percent more than in 2015. Mayor Tom "
        "Adeyemi told reporters that "
        "the work would cost 2.5 million euros and denied that the town had known about the cracks. He called the "
        "report “a wake-up "
        "call”.\n\nShopkeepers fear that customers will stay away. Petra Lund, a spokeswoman for the traders' union, "
        "said she expected sales to fall, but "
        "added that it was too early to say by how much. The cause of the cracks has not been released.\n\n";
    Article result;
    result.language = "en";
    while (result.text.size() < 5000)
        result.text += part;
    return result;
}

void annotate(benchmark::State& state) {
    const Article a = article();
    for (auto _ : state)
        benchmark::DoNotOptimize(attribution::annotate(a));
    state.counters["articles/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * a.text.size()));
}
BENCHMARK(annotate);

void tokens(benchmark::State& state) {
    const Article a = article();
    for (auto _ : state)
        benchmark::DoNotOptimize(lang::tokens(a.text));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * a.text.size()));
}
BENCHMARK(tokens);

void quantities(benchmark::State& state) {
    const Article a = article();
    const auto all = lang::tokens(a.text);
    for (auto _ : state)
        benchmark::DoNotOptimize(lang::quantities(a.text, all, "en"));
}
BENCHMARK(quantities);

void names(benchmark::State& state) {
    const Article a = article();
    for (auto _ : state)
        benchmark::DoNotOptimize(lang::names(a.text, "en"));
}
BENCHMARK(names);

}  // namespace

BENCHMARK_MAIN();
