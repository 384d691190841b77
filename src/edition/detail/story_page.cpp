#include "edition/detail/story_page.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <string>

#include "edition/detail/candidates.h"
#include "edition/detail/dates.h"
#include "edition/detail/sentence.h"
#include "edition/detail/voices.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::size_t kFactsMost = 6, kVoicesMost = 8, kQuotesPerVoice = 2, kUnknownsMost = 4, kPerspectivesMost = 10,
                      kOpinionsMost = 6, kDifferencesMost = 4;

std::string article_input(ArticleId id) { return "article:" + std::to_string(id.value); }

/// The bytes of the span when the edition's readers can read them and the budget has them, taken from it.
std::optional<Line> span_line(const Desk& desk, const Story& story, const Span& span, QuotingBudget& budget) {
    const Article* const article = desk.article(span.article);
    if (article == nullptr || span.field != Field::text || !desk.speaks(*article)) return std::nullopt;
    if (!budget.allows(*article, span.range)) return std::nullopt;
    budget.print(*article, span.range);
    Line line;
    line.pieces = dated_pieces(desk, *article, span.range);
    add_marks(desk, story, *article, span.range, line);
    return line;
}

bool in_brief(const PrintedStory& printed, const Span& span) {
    for (const Line& line : printed.brief) {
        for (const Piece& piece : line.pieces) {
            const auto* const quoted = std::get_if<Quoted>(&piece);
            if (quoted != nullptr && quoted->span.article == span.article && quoted->span.range.overlaps(span.range))
                return true;
        }
    }
    return false;
}

void print_facts(const Desk& desk, const Story& story, QuotingBudget& budget, PrintedStory& printed) {
    constexpr double kAgain = 0.9;  // of its words
    std::vector<WordSet> told;      // the words of each fact: nothing is told twice
    for (const Fact& fact : story.facts) {
        if (printed.facts.size() >= kFactsMost) return;
        if (fact.independent < 2 || fact.confidence < kFactConfidence) continue;
        if (std::any_of(fact.support.begin(), fact.support.end(),
                        [&](const Span& span) { return in_brief(printed, span); }))
            continue;
        for (const Span& span : fact.support) {
            const Article* const article = desk.article(span.article);
            if (article == nullptr || !reports_news(*article)) continue;
            WordSet words = content_words(bytes_of(*article, span));
            if (std::any_of(told.begin(), told.end(),
                            [&](const WordSet& other) { return repeated(words, other) >= kAgain; }))
                break;
            auto line = span_line(desk, story, span, budget);
            if (!line) continue;
            told.push_back(std::move(words));
            if (!fact.one_source.empty()) {
                line->pieces.push_back(label("brief.space"));
                line->pieces.push_back(
                    label("fact.one_source", {{"source", fact.one_source, {article_input(span.article)}}}));
            }
            printed.facts.push_back(std::move(*line));
            break;
        }
    }
}

void print_voices(const Desk& desk, const Story& story, QuotingBudget& budget, PrintedStory& printed) {
    for (const Voice& voice : story.voices) {
        if (printed.voices.size() >= kVoicesMost) return;
        if (voice.speaker.empty() || voice.confidence < kVoiceConfidence || voice.quotes.empty()) continue;
        PrintedVoice one;
        one.speaker = speaker_line(desk, story, voice, voice.quotes.front().article);
        WordSet told;
        for (const Span& quote : voice.quotes) {
            if (one.quotes.size() >= kQuotesPerVoice) break;
            auto said = say(desk, story, voice, quote, budget);
            // Two cuts of one quote are one quote.
            if (!said || (!told.empty() && repeated(said->content, told) > 0.6)) continue;
            // The bare words count, not the sentence that they stand in: what is not shown joins no spans.
            for (const Piece& piece : said->bare.pieces) {
                if (const auto* const words = std::get_if<Quoted>(&piece))
                    budget.print(*said->article, words->span.range);
            }
            add(told, said->content);
            for (const OutletId outlet : voice.outlets) {
                for (const Span& other : voice.quotes) {
                    const Article* const article = desk.article(other.article);
                    if (article != nullptr && article->outlet == outlet)
                        add_mark(said->bare, desk.mark(*article, other.range));
                }
            }
            one.quotes.push_back(std::move(said->bare));
        }
        if (!one.quotes.empty()) printed.voices.push_back(std::move(one));
    }
}

void print_unknowns(const Desk& desk, const Story& story, QuotingBudget& budget, PrintedStory& printed) {
    WordSet told;
    for (const Span& span : story.open) {
        if (printed.unknowns.size() >= kUnknownsMost) return;
        const Article* const article = desk.article(span.article);
        if (article == nullptr || span.field != Field::text || !desk.speaks(*article)) continue;
        const WordSet words = content_words(bytes_of(*article, span));
        if (!told.empty() && repeated(words, told) > 0.6) continue;
        auto line = span_line(desk, story, span, budget);
        if (!line) continue;
        add(told, words);
        printed.unknowns.push_back(std::move(*line));
    }
}

Line perspective_name(const Desk& desk, const Perspective& one) {
    const std::size_t colon = one.group.find(':');
    const std::string kind = one.group.substr(0, colon);
    const std::string key = colon == std::string::npos ? std::string() : one.group.substr(colon + 1);
    if (kind == "outlet" && !one.outlets.empty()) return line_of(desk.outlet_name(one.outlets.front()));
    const auto named = [&](const std::string& table) {
        std::string text = desk.text(table + "." + key);
        return Computed{kind, text.empty() ? key : text, {one.group}};
    };
    if (kind == "country") return line_of(label("perspective.group", {named("country")}));
    if (kind == "owner_kind") return line_of(label("perspective.owner_kind", {named("owner_kind")}));
    if (kind == "language") return line_of(label("perspective.language", {named("language")}));
    return line_of(Computed{"group", key.empty() ? one.group : key, {one.group}});
}

void print_perspectives(const Desk& desk, const Story& story, QuotingBudget& budget, PrintedStory& printed) {
    for (const Perspective& side : story.sides) {
        if (printed.perspectives.size() >= kPerspectivesMost) return;
        PrintedPerspective one;
        one.who = perspective_name(desk, side);
        std::vector<Computed> names;
        for (const Voice& voice : side.voices) {
            if (voice.speaker.empty() || voice.quotes.empty() || names.size() >= 5) continue;
            names.push_back({"speaker", voice.speaker, {article_input(voice.quotes.front().article)}});
        }
        if (!names.empty()) {
            Line line = line_of(label("perspective.quotes", {desk.list("speakers", names)}));
            for (const Voice& voice : side.voices) {
                for (const Span& quote : voice.quotes) {
                    const Article* const article = desk.article(quote.article);
                    const bool own = article != nullptr && std::find(side.outlets.begin(), side.outlets.end(),
                                                                     article->outlet) != side.outlets.end();
                    if (own) add_mark(line, desk.mark(*article, quote.range));
                }
            }
            one.lines.push_back(std::move(line));
        }
        for (const Span& span : side.only_here) {
            const Article* const article = desk.article(span.article);
            if (article == nullptr || !may_be_quoted(*article)) continue;
            auto line = span_line(desk, story, span, budget);
            if (!line) continue;
            line->pieces.insert(line->pieces.begin(), label("perspective.only_here"));
            one.lines.push_back(std::move(*line));
            break;
        }
        std::vector<Computed> words;
        for (const DistinctiveWord& word : side.words) {
            if (words.size() >= 5) break;
            const Computed counted = count("count", static_cast<std::size_t>(std::max(word.count, 0)));
            words.push_back(
                {"word", desk.text("perspective.word_count", {{"word", word.word, {}}, counted}), {side.group}});
        }
        if (!words.empty()) one.lines.push_back(line_of(label("perspective.words", {desk.list("words", words)})));
        if (!one.lines.empty()) printed.perspectives.push_back(std::move(one));
    }
}

void print_opinions(const Desk& desk, const Story& story, QuotingBudget& budget, PrintedStory& printed) {
    for (const Opinion& opinion : story.opinions) {
        if (printed.opinions.size() >= kOpinionsMost) return;
        const Article* const article = desk.article(opinion.thesis.article);
        if (article == nullptr || article->genre != Genre::opinion) continue;
        auto line = span_line(desk, story, opinion.thesis, budget);
        if (!line) continue;
        PrintedVoice one;
        const Computed outlet = desk.outlet_name(opinion.outlet);
        const Computed author{"author", opinion.author, {article_input(article->id)}};
        if (!opinion.author.empty() && !outlet.text.empty())
            one.speaker = line_of(label("opinion.author", {author, outlet}));
        else
            one.speaker = line_of(opinion.author.empty() ? outlet : author);
        one.quotes.push_back(std::move(*line));
        printed.opinions.push_back(std::move(one));
    }
}

void print_sources(const Desk& desk, const Story& story, PrintedStory& printed) {
    for (const ArticleId id : story.articles) {
        const Article* const article = desk.article(id);
        if (article == nullptr || !may_be_quoted(*article)) continue;
        PrintedSource source;
        source.mark = desk.mark(*article);
        source.genre = std::string(name(article->genre));
        source.outlet_name = source.mark.short_name;
        if (const Outlet* const outlet = desk.outlet(article->outlet)) {
            source.outlet_name = outlet->name;
            source.country = outlet->country;
            source.owner_kind = outlet->owner_kind;
        }
        for (const CopyLink& link : story.copies) {
            if (link.article != id || !link.copy_of) continue;
            const Article* const original = desk.article(link.group);
            source.copy_of = !link.agency.empty()  ? link.agency
                             : original != nullptr ? desk.mark(*original).short_name
                                                   : std::string();
        }
        printed.sources.push_back(std::move(source));
    }
    // Open ones first; then the order of the story: by time.
    std::stable_partition(printed.sources.begin(), printed.sources.end(),
                          [](const PrintedSource& one) { return !one.mark.paywalled; });
}

/// How it came about: the first headline of each day, when there is more than one day.
void print_timeline(const Desk& desk, const Story& story, PrintedStory& printed) {
    std::map<std::chrono::sys_days, const Article*> days;
    for (const ArticleId id : story.articles) {
        const Article* const article = desk.article(id);
        if (article == nullptr || !reports_news(*article) || article->title.empty()) continue;
        const Article*& first = days[std::chrono::floor<std::chrono::days>(article->time())];
        if (first == nullptr || std::pair(article->time(), article->id) < std::pair(first->time(), first->id))
            first = article;
    }
    if (days.size() < 2) return;
    for (const auto& [day, article] : days) {
        Line line = line_of(desk.day(Date{day}, {article_input(article->id)}));
        line.pieces.push_back(label("list.colon"));
        line.pieces.push_back(quoted(*article, {0, article->title.size()}, Field::title));
        line.sources.push_back(desk.mark(*article));
        printed.timeline.push_back(std::move(line));
    }
}

void print_reasons(const Desk& desk, const Story& story, PrintedStory& printed) {
    for (const RankReason& reason : story.because) {
        std::string id = "rank." + reason.what;
        std::replace(id.begin(), id.end(), ' ', '_');
        std::string what = desk.text(id);
        if (what.empty()) what = reason.what;
        char number[32];
        const bool whole = std::abs(reason.value - std::round(reason.value)) < 0.005;
        std::snprintf(number, sizeof number, whole ? "%.0f" : "%.2f", reason.value);
        printed.why_here.push_back(line_of(label(
            "rank.because", {{"reason", what, {}}, {"value", number, {"story:" + std::to_string(story.id.value)}}})));
    }
}

/// Whether two sides would print one sentence: "she denied what he said" is the denial, and names the claim only.
bool say_the_same(const std::vector<std::vector<Line>>& sides) {
    std::map<std::string, std::size_t> side_of;
    for (std::size_t side = 0; side < sides.size(); ++side)
        for (const Line& line : sides[side])
            for (const Piece& piece : line.pieces)
                if (const auto* const quoted = std::get_if<Quoted>(&piece))
                    if (side_of.emplace(quoted->bytes, side).first->second != side) return true;
    return false;
}

/// The line that prints the same words, whoever says them.
Line* line_with(std::vector<Line>& lines, std::string_view words) {
    for (Line& line : lines)
        for (const Piece& piece : line.pieces)
            if (const auto* const quoted = std::get_if<Quoted>(&piece); quoted != nullptr && quoted->bytes == words)
                return &line;
    return nullptr;
}

}  // namespace

void print_differences(const Desk& desk, const Story& story, QuotingBudget& budget, PrintedStory& printed) {
    for (const Difference& difference : story.differing) {
        if (printed.differences.size() >= kDifferencesMost) return;
        const bool denial = difference.kind == DifferenceKind::denial;
        if (difference.confidence < (denial ? kDenialConfidence : kDifferenceConfidence)) continue;
        QuotingBudget trial = budget;
        PrintedDifference one;
        std::vector<std::string> inputs;
        for (const auto& side : difference.sides) {
            std::vector<Line> lines;
            for (const DifferenceSide& value : side) {
                const Article* const article = desk.article(value.span.article);
                if (article == nullptr || !reports_news(*article)) continue;
                const bool number = difference.kind == DifferenceKind::number;
                const Span& shown = number && !value.value.range.empty() ? value.value : value.span;
                if (shown.field != Field::text || !trial.allows(*article, shown.range)) continue;
                if (!number && !desk.speaks(*article)) continue;
                // "seven shots" of two reports is printed once, with both marks.
                if (Line* const same = line_with(lines, bytes_of(*article, shown))) {
                    add_mark(*same, desk.mark(*article, value.span.range));
                    inputs.push_back(article_input(article->id));
                    continue;
                }
                trial.print(*article, shown.range);
                inputs.push_back(article_input(article->id));
                Line line;
                if (!number && !value.speaker.empty() &&
                    bytes_of(*article, shown).find(value.speaker) == std::string_view::npos)
                    line.pieces.push_back(
                        label("brief.voice", {{"speaker", value.speaker, {article_input(article->id)}}}));
                for (Piece& piece : dated_pieces(desk, *article, shown.range))
                    line.pieces.push_back(std::move(piece));
                line.sources.push_back(desk.mark(*article, value.span.range));
                lines.push_back(std::move(line));
            }
            if (!lines.empty()) one.sides.push_back(std::move(lines));
        }
        if (one.sides.size() < 2 || say_the_same(one.sides)) continue;
        budget = std::move(trial);
        one.about = difference.kind == DifferenceKind::denial && difference.about.empty()
                        ? line_of(label("difference.denial"))
                        : line_of(Computed{"about", difference.about, inputs});
        if (difference.may_be_update) one.note = line_of(label("difference.may_be_update"));
        printed.differences.push_back(std::move(one));
    }
}

void print_page(const Desk& desk, const Story& story, QuotingBudget& budget, PrintedStory& printed) {
    print_voices(desk, story, budget, printed);
    print_unknowns(desk, story, budget, printed);
    print_facts(desk, story, budget, printed);
    print_opinions(desk, story, budget, printed);
    print_perspectives(desk, story, budget, printed);
    print_timeline(desk, story, printed);
    print_sources(desk, story, printed);
    print_reasons(desk, story, printed);
}

Line foot_line(const Desk& desk, const Story& story) {
    std::set<OutletId> outlets;
    std::set<std::string> countries;
    std::size_t articles = 0;
    for (const ArticleId id : story.articles) {
        const Article* const article = desk.article(id);
        if (article == nullptr || !may_be_quoted(*article)) continue;
        ++articles;
        if (!article->outlet) continue;
        outlets.insert(article->outlet);
        const Outlet* const outlet = desk.outlet(article->outlet);
        if (outlet != nullptr && !outlet->country.empty()) countries.insert(outlet->country);
    }
    const Computed story_articles = count("articles", articles);
    Line line;
    if (outlets.empty())
        line = line_of(label("brief.foot_unknown", {story_articles}));
    else if (countries.empty())
        line = line_of(label("brief.foot", {story_articles, count("outlets", outlets.size())}));
    else
        line = line_of(label("brief.foot_countries",
                             {story_articles, count("outlets", outlets.size()), count("countries", countries.size())}));
    const auto copies = static_cast<std::size_t>(std::count_if(
        story.copies.begin(), story.copies.end(), [](const CopyLink& link) { return link.copy_of.has_value(); }));
    if (copies > 0) line.pieces.push_back(label("brief.copies", {count("copies", copies)}));
    return line;
}

}  // namespace newsloom::edition::detail
