// One edition for each story, so that every story is a top story: what the brief prints, for reading and for measuring.
//
// usage: compose_briefs [--short] DIR > OUT.jsonl     (DIR with articles.jsonl and clusters.jsonl of make_input.py)
//
// A line: {"story", "headline", "brief": [{"text": as printed, "quoted": the sources' words in it, "outlets": [...]}],
// "facts", "voices", "differences", "titles": {outlet: title}}
#include <ctime>
#include <iostream>
#include <string_view>

#include "edition/detail/line_traits.h"
#include "edition_of_one.h"
#include "gold_pairs.h"
#include "text/utf8.h"

namespace {

using namespace newsloom;
namespace bj = boost::json;

std::string printed(const Line& line) {
    return printed_text(line, [](const Label& label) { return edition::label_text(label); });
}

bj::object object_of(const Line& line) {
    std::string quoted;
    bj::array outlets;
    for (const Piece& piece : line.pieces) {
        if (const auto* words = std::get_if<Quoted>(&piece)) quoted += (quoted.empty() ? "" : " ") + words->bytes;
    }
    for (const SourceMark& mark : line.sources)
        outlets.emplace_back(mark.short_name);
    return {{"text", printed(line)}, {"quoted", quoted}, {"outlets", std::move(outlets)}};
}

template <class Lines>
bj::array array_of(const Lines& lines) {
    bj::array result;
    for (const Line& line : lines)
        result.emplace_back(object_of(line));
    return result;
}

/// Where each line of a brief stands in its report (code points), and its traits at its place; a line whose sentence is
/// no candidate (words of a voice) has none.
bj::array places_of(const evaluation::InputStory& input, const edition::detail::Desk& desk, const Story& story,
                    const PrintedStory& told) {
    namespace ed = edition::detail;
    const std::vector<ed::Candidate> candidates = ed::candidates(desk, story);
    const auto* const headline = std::get_if<Quoted>(&told.headline.pieces.front());
    const ed::Topic topic(desk, story, headline == nullptr ? ed::WordSet() : ed::content_words(headline->bytes));
    std::vector<const ed::Candidate*> above;
    bj::array places;
    for (const Line& line : told.brief) {
        bj::object place;
        for (const Piece& piece : line.pieces) {
            const auto* const words = std::get_if<Quoted>(&piece);
            if (words == nullptr) continue;
            const auto one = std::find_if(candidates.begin(), candidates.end(), [&](const ed::Candidate& candidate) {
                return candidate.article->id == words->span.article && candidate.range.overlaps(words->span.range);
            });
            const Article& article = *desk.article(words->span.article);
            const std::size_t start = utf8::count(std::string_view(article.text).substr(0, words->span.range.begin));
            place["article"] = input.find(article.id)->id;
            place["start"] = start;
            place["end"] = start + utf8::count(slice(article.text, words->span.range));
            if (one == candidates.end()) break;
            bj::array traits;
            for (const float trait : ed::line_traits(story, topic, above, *one, ed::taken_by(desk, *one)))
                traits.emplace_back(trait);
            place["traits"] = std::move(traits);
            above.push_back(&*one);
            break;
        }
        places.emplace_back(std::move(place));
    }
    return places;
}

}  // namespace

int main(int argc, char** argv) {
    const bool shorter = argc == 3 && std::string_view(argv[1]) == "--short";  // as where few fill a brief
    if (argc != (shorter ? 3 : 2)) {
        std::cerr << "usage: compose_briefs [--short] DIR > OUT.jsonl\n";
        return 2;
    }
    const evaluation::InputStories input = evaluation::read_stories(argv[argc - 1]);
    std::clock_t spent = 0;
    for (const evaluation::InputStory& line : input.stories) {
        Story story = story::corroborate(line.material);
        story::rank(story, line.material, {});
        evaluation::EditionOfOne one = evaluation::edition_of_one(story, line.material);
        one.options.short_briefs = shorter;
        const std::clock_t begin = std::clock();
        const Edition edition = edition::compose(one.material, one.options);
        spent += std::clock() - begin;
        bj::object out{{"story", line.name}};
        bj::object titles;
        for (const story::Member& member : line.material.members) {
            if (member.outlet != nullptr)
                titles[member.outlet->key + "/" + std::to_string(member.article->id.value)] = member.article->title;
        }
        out["titles"] = std::move(titles);
        if (!edition.stories.empty()) {
            const PrintedStory& told = edition.stories.front();
            out["top"] = !edition.sections.empty() && edition.sections.front().key == "top" &&
                         !edition.sections.front().stories.empty();
            out["headline"] = printed(told.headline);
            out["brief"] = array_of(told.brief);
            if (!told.headline.pieces.empty())
                out["places"] = places_of(line, edition::detail::Desk(one.material, one.options), story, told);
            out["facts"] = array_of(told.facts);
            out["unknowns"] = array_of(told.unknowns);
            bj::array voices;
            for (const PrintedVoice& voice : told.voices)
                voices.emplace_back(
                    bj::object{{"speaker", printed(voice.speaker)}, {"quotes", array_of(voice.quotes)}});
            out["voices"] = std::move(voices);
            bj::array differences;
            for (const PrintedDifference& difference : told.differences) {
                bj::array sides;
                for (const auto& side : difference.sides)
                    sides.emplace_back(array_of(side));
                differences.emplace_back(bj::object{{"about", printed(difference.about)}, {"sides", std::move(sides)}});
            }
            out["differences"] = std::move(differences);
        }
        std::cout << bj::serialize(out) << "\n";
    }
    std::cerr << input.stories.size() << " stories, "
              << 1000.0 * static_cast<double>(spent) / CLOCKS_PER_SEC /
                     static_cast<double>(std::max<std::size_t>(input.stories.size(), 1))
              << " ms each to compose\n";
}
