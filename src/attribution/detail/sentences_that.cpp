#include "attribution/detail/sentences_that.h"

#include <algorithm>

#include "attribution/detail/data_lists.h"
#include "attribution/detail/patterns.h"

namespace newsloom::attribution::detail {
namespace {

const Patterns& unknown_patterns(std::string_view language) {
    static const Patterns english(data_list("en", "unknown_patterns.txt"));
    static const Patterns german(data_list("de", "unknown_patterns.txt"));
    return language == "de" ? german : english;
}

const Patterns& thesis_patterns(std::string_view language) {
    static const Patterns english(data_list("en", "thesis_patterns.txt"));
    static const Patterns german(data_list("de", "thesis_patterns.txt"));
    return language == "de" ? german : english;
}

}  // namespace

std::vector<TextRange> find_unknowns(const Scan& scan) {
    std::vector<TextRange> result;
    if (scan.language == "other") return result;
    const Patterns& patterns = unknown_patterns(scan.language);
    for (std::uint32_t s = 0; s < scan.sentence_runs.size(); ++s) {
        const auto matches = patterns.find(scan, scan.sentence_runs[s]);
        const bool said_plainly = std::any_of(matches.begin(), matches.end(), [&](const Patterns::Match& m) {
            return scan.passage_of[m.begin] == kNone;
        });
        if (said_plainly) result.push_back(scan.sentences[s].range);
    }
    return result;
}

std::vector<TextRange> find_theses(const Article& article, const Scan& scan, const std::vector<Found>& found) {
    if (article.genre != Genre::opinion || scan.language == "other") return {};
    // sentences that give others' words
    std::vector<bool> reported(scan.sentences.size(), false);
    for (const Found& f : found) {
        const bool own = !f.source.run.empty() &&
                         (scan.terms[f.source.run.begin].classes & lang::kStrongSubject) != 0 &&
                         (scan.bytes(f.source.run.begin) == "I" || scan.bytes(f.source.run.begin) == "We" ||
                          scan.bytes(f.source.run.begin) == "we");
        if (own || f.source.run.empty()) continue;
        for (const Run part : f.content)
            reported[scan.sentence_of[part.begin]] = true;
    }
    const Patterns& patterns = thesis_patterns(scan.language);
    struct Scored {
        int score = 0;
        std::uint32_t sentence = 0;
    };
    std::vector<Scored> scored;
    for (std::uint32_t s = 0; s < scan.sentence_runs.size(); ++s) {
        const Run run = scan.sentence_runs[s];
        if (reported[s] || run.size() < 5) continue;
        int score = 0;
        for (const Patterns::Match& match : patterns.find(scan, run)) {
            if (scan.passage_of[match.begin] == kNone) score += match.weight;
        }
        if (score < 3) continue;
        if (scan.terms[run.end - 1].mark == '?') score -= 2;
        // openings and ends of pieces carry their argument
        if (s + 3 >= scan.sentences.size()) score += 1;
        if (s < 4) score += 1;
        if (score >= 3) scored.push_back({score, s});
    }
    std::stable_sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) { return a.score > b.score; });
    const std::size_t most = std::clamp<std::size_t>(scan.sentences.size() / 10, 1, 5);
    if (scored.size() > most) scored.resize(most);
    std::sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) { return a.sentence < b.sentence; });
    std::vector<TextRange> result;
    for (const Scored& entry : scored)
        result.push_back(scan.sentences[entry.sentence].range);
    return result;
}

}  // namespace newsloom::attribution::detail
