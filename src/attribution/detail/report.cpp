#include "attribution/detail/report.h"

#include <algorithm>

#include "attribution/detail/speakers.h"

namespace newsloom::attribution::detail {
namespace {

using lang::Tag;

QuoteKind kind_of(const Scan& scan, const std::vector<Run>& parts) {
    std::size_t quoted = 0, all = 0;
    for (const Run part : parts) {
        for (std::uint32_t i = part.begin; i < part.end; ++i) {
            if (scan.terms[i].mark != 0) continue;
            const std::size_t size = scan.terms[i].end - scan.terms[i].begin;
            all += size;
            if (scan.passage_of[i] != kNone) quoted += size;
        }
    }
    if (all == 0) return QuoteKind::indirect;
    return quoted * 20 >= all * 19 ? QuoteKind::direct : quoted * 50 <= all ? QuoteKind::indirect : QuoteKind::mixed;
}

// Marks at the edges of an unquoted part are not its words; an open quote mark takes its close with it.
Run trimmed(const Scan& scan, Run part) {
    while (part.size() > 1 && (scan.tags[part.begin] == Tag::comma || scan.tags[part.begin] == Tag::colon ||
                               scan.tags[part.begin] == Tag::dash))
        ++part.begin;
    while (part.size() > 1 && (scan.tags[part.end - 1] == Tag::comma || scan.tags[part.end - 1] == Tag::colon ||
                               scan.tags[part.end - 1] == Tag::dash))
        --part.end;
    // quote marks: both or none
    const std::uint32_t first = scan.passage_of[part.begin];
    if (first != kNone && part.begin == scan.passages[first].run.begin + 1 &&
        part.end + 1 >= scan.passages[first].run.end)
        --part.begin;
    const std::uint32_t last = scan.passage_of[part.end - 1];
    if (last != kNone && part.begin <= scan.passages[last].run.begin) {
        std::uint32_t end = part.end;
        while (end < scan.passages[last].run.end && scan.terms[end].mark != 0)
            ++end;
        if (end + 1 >= scan.passages[last].run.end) part.end = scan.passages[last].run.end;
    }
    return part;
}

}  // namespace

std::vector<Attribution> report(const Context& context, const std::vector<Found>& found) {
    const Scan& scan = context.scan;
    std::vector<Attribution> result;
    result.reserve(found.size());
    Speakers speakers(context, found);
    for (const Found& f : found) {
        Attribution a;
        std::vector<Run> parts = f.content;
        std::sort(parts.begin(), parts.end());
        for (Run& part : parts)
            part = trimmed(scan, part);
        a.kind = kind_of(scan, parts);
        a.content = {scan.range(parts.front()).begin, scan.range(parts.back()).end};
        if (parts.size() > 1) {
            for (const Run part : parts)
                a.parts.push_back(scan.range(part));
        }
        if (!f.cue.empty()) a.cue = scan.range(f.cue);
        if (!f.source.run.empty()) {
            a.source = scan.range(f.cue.empty() ? f.source.run : with_what_belongs(context, f.source, f.cue));
        }
        const Speaker speaker = speakers.resolve(f);
        a.speaker = speaker.name;
        a.speaker_role = speaker.role;
        a.stance = f.word.stance;
        const std::uint32_t passage = scan.passage_of[parts.front().begin];
        // the title of a book or a film is seldom somebody's words
        const bool title = a.kind == QuoteKind::direct && parts.size() == 1 && passage != kNone &&
                           scan.passages[passage].is_title && scan.passages[passage].words < 6;
        a.confidence =
            (title ? 0.6F : 1.0F) * f.probability * f.sure_source * (speaker.name.empty() ? 1.0F : speaker.sure);
        result.push_back(std::move(a));
    }
    return result;
}

}  // namespace newsloom::attribution::detail
