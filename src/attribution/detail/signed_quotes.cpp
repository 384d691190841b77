#include "attribution/detail/signed_quotes.h"

#include <algorithm>

namespace newsloom::attribution::detail {
namespace {

using lang::Tag;

constexpr std::uint32_t kLongest = 16;  // tokens of a signature
constexpr std::uint32_t kWords = 4;     // of a quote that is signed

// The phrase that signs behind the dash at token i; kNone where something else follows.
std::uint32_t signature(const Context& c, std::uint32_t i) {
    const Scan& scan = c.scan;
    if (i + 1 >= scan.size() || scan.phrase_of[i + 1] == kNone) return kNone;
    const std::uint32_t phrase = scan.phrase_of[i + 1];
    const Run run = scan.phrases[phrase].run;
    bool named = false;
    for (std::uint32_t k = i + 1; k < run.end; ++k)
        named = named || scan.name_of[k] != kNone;
    if (!named) return kNone;
    const int paragraph = scan.paragraph_of(i);
    for (std::uint32_t k = run.end; k < scan.size() && scan.paragraph_of(k) == paragraph; ++k) {
        if (k >= i + kLongest || lang::is_verb(scan.tags[k]) || scan.tags[k] == Tag::be ||
            scan.tags[k] == Tag::auxiliary || scan.tags[k] == Tag::colon)
            return kNone;
        // one sentence: a stop may end it
        if (scan.tags[k] == Tag::end && k + 1 < scan.size() && scan.paragraph_of(k + 1) == paragraph &&
            scan.terms[k + 1].begins_sentence)
            return kNone;
    }
    return phrase;
}

}  // namespace

std::vector<Found> signed_quotes(const Context& c) {
    const Scan& scan = c.scan;
    std::vector<Found> result;
    for (std::uint32_t p = 0; p < scan.passages.size(); ++p) {
        const Passage& passage = scan.passages[p];
        if (!passage.closed || passage.words < kWords || passage.run.end + 1 >= scan.size()) continue;
        std::uint32_t dash = passage.run.end;
        if (scan.tags[dash] == Tag::end && dash + 1 < scan.size()) ++dash;
        if (scan.tags[dash] != Tag::dash) continue;
        if (!scan.terms[scan.sentence_runs[scan.sentence_of[passage.run.begin]].begin].begins_sentence) continue;
        // in the quote's paragraph the quote opens its sentence; a paragraph of its own it opens itself
        const bool same = scan.paragraph_of(dash) == scan.paragraph_of(passage.run.begin);
        if (same && scan.sentence_runs[scan.sentence_of[passage.run.begin]].begin != passage.run.begin) continue;
        const std::uint32_t phrase = signature(c, dash);
        if (phrase == kNone) continue;
        Found found;
        found.trigger = dash;
        found.cue = {dash, dash + 1};
        found.source = {scan.phrases[phrase].run, phrase, SourceOption::Kind::phrase};
        found.probability = 0.95F;
        found.sure_content = 0.95F;
        found.sure_source = 0.95F;
        std::uint32_t first = p;
        while (first > 0 && scan.passages[first - 1].continues)
            --first;
        for (std::uint32_t k = first; k <= p; ++k)
            found.content.push_back(scan.passages[k].run);
        result.push_back(std::move(found));
    }
    return result;
}

}  // namespace newsloom::attribution::detail
