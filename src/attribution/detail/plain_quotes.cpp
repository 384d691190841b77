#include "attribution/detail/plain_quotes.h"

namespace newsloom::attribution::detail {
namespace {

constexpr std::uint32_t kWords = 4;
constexpr std::uint32_t kReach = 12;  // tokens between quote and name

Run name_run(const Scan& scan, std::uint32_t i) {
    Run run{i, i + 1};
    while (run.begin > 0 && scan.name_of[run.begin - 1] == scan.name_of[i])
        --run.begin;
    while (run.end < scan.size() && scan.name_of[run.end] == scan.name_of[i])
        ++run.end;
    return run;
}

}  // namespace

std::vector<Found> plain_quotes(const Context& context) {
    const Scan& scan = context.scan;
    std::vector<Found> result;
    for (const Passage& passage : scan.passages) {
        if (passage.words < kWords) continue;
        Found found;
        found.content.push_back(passage.run);
        found.probability = 0.5F;
        found.sure_content = 0.9F;
        found.sure_source = 0.4F;
        const int paragraph = scan.paragraph_of(passage.run.begin);
        // behind the quote first: "...", said Kerr
        for (std::uint32_t i = passage.run.end;
             i < scan.size() && i < passage.run.end + kReach && scan.paragraph_of(i) == paragraph; ++i) {
            if (scan.passage_of[i] != kNone) break;
            if (scan.name_of[i] != kNone) {
                found.source.run = name_run(scan, i);
                break;
            }
            if (scan.tags[i] == lang::Tag::end && i > passage.run.end) break;
        }
        for (std::uint32_t i = passage.run.begin; found.source.run.empty() && i > 0 && passage.run.begin - i < kReach &&
                                                  scan.paragraph_of(i - 1) == paragraph;
             --i) {
            if (scan.passage_of[i - 1] != kNone) break;
            if (scan.name_of[i - 1] != kNone) found.source.run = name_run(scan, i - 1);
        }
        if (!found.source.run.empty()) {
            found.source.kind = SourceOption::Kind::phrase;
            found.source.phrase = scan.phrase_of[found.source.run.begin];
        }
        result.push_back(std::move(found));
    }
    return result;
}

}  // namespace newsloom::attribution::detail
