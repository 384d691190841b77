#include "render/detail/story_view.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "render/detail/safe_url.h"

namespace newsloom::render::detail {
namespace {

constexpr std::size_t kBars = 40, kSourcesBesideBrief = 5;
constexpr double kPlotWidth = 320, kPlotHeight = 55;

View voices_view(const Page& page, const std::vector<PrintedVoice>& voices) {
    std::vector<View> views;
    for (const PrintedVoice& voice : voices) {
        View view;
        view.set("speaker", line_view(page, voice.speaker)).set("quotes", lines_view(page, voice.quotes));
        views.push_back(std::move(view));
    }
    return views;
}

View difference_view(const Page& page, const PrintedDifference& difference, bool has_about) {
    View view;
    std::vector<View> sides;
    for (const auto& side : difference.sides) {
        View one;
        one.set("side_lines", lines_view(page, side)).set("is_first", sides.empty());
        sides.push_back(std::move(one));
    }
    view.set("has_about", has_about && !difference.about.pieces.empty());
    view.set("about", line_view(page, difference.about))
        .set("sides", std::move(sides))
        .set("note", line_view(page, difference.note));
    return view;
}

View source_view(const Page& page, const PrintedSource& source) {
    View view = mark_view(page, source.mark);
    std::vector<View> facts;
    const auto named = [&](const std::string& table, const std::string& key) {
        if (key.empty()) return;
        const std::string name = page.label(table + "." + key);
        facts.emplace_back(name.empty() ? clean(key) : name);
    };
    named("country", source.country);
    named("owner_kind", source.owner_kind);
    if (source.genre != "news" && source.genre != "other") named("genre", source.genre);
    if (source.mark.paywalled) facts.emplace_back(page.label("source.paywall"));
    if (!source.copy_of.empty())
        facts.emplace_back(page.label("source.copy_of", {{"outlet", clean(source.copy_of), {}}}));
    view.set("outlet_name", clean(source.outlet_name)).set("source_facts", std::move(facts));
    return view;
}

std::string number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    return text.data();
}

}  // namespace

std::vector<Paragraph> paragraphs_of(const std::vector<Line>& brief) {
    std::vector<Paragraph> result;
    for (const Line& line : brief) {
        const auto* const label = line.pieces.empty() ? nullptr : std::get_if<Label>(&line.pieces.front());
        const bool note = label != nullptr && (label->id == "brief.unknown" || label->id == "brief.watch");
        if (result.empty() || note || result.back().note) result.push_back({note, {}});
        result.back().lines.push_back(&line);
    }
    return result;
}

void add_plot(const Page& page, const PrintedStory& story, View& view) {
    std::vector<Instant> times;
    for (const PrintedSource& source : story.sources) {
        if (source.mark.time != Instant{}) times.push_back(source.mark.time);
    }
    std::sort(times.begin(), times.end());
    const bool any = times.size() >= 3 && times.front() < times.back();
    view.set("has_plot", any);
    if (!any) return;
    std::array<std::size_t, kBars> counts{};
    const double length = static_cast<double>((times.back() - times.front()).count());
    for (const Instant time : times) {
        const double at = static_cast<double>((time - times.front()).count()) / length;
        ++counts[std::min(kBars - 1, static_cast<std::size_t>(at * static_cast<double>(kBars)))];
    }
    const double most = static_cast<double>(*std::max_element(counts.begin(), counts.end()));
    const double step = kPlotWidth / static_cast<double>(kBars);
    std::vector<View> bars;
    for (std::size_t i = 0; i < kBars; ++i) {
        if (counts[i] == 0) continue;
        // Few reports make low bars: one of five is not a full bar.
        const double height = (kPlotHeight - 4) * static_cast<double>(counts[i]) / std::max(most, 4.0);
        View bar;
        bar.set("x", number(static_cast<double>(i) * step)).set("y", number(kPlotHeight - height));
        bar.set("width", number(step - 2)).set("height", number(height));
        bars.push_back(std::move(bar));
    }
    view.set("bars", std::move(bars));
    view.set("plot_text", page.label("story.coverage_text", {{"articles", std::to_string(times.size()), {}},
                                                             {"time", page.time(times.front()), {}},
                                                             {"time", page.time(times.back()), {}}}));
}

View story_view(const Page& page, const PrintedStory& story, const std::string& story_url) {
    View view;
    view.set("story_url", story_url);
    view.set("kicker", line_view(page, story.kicker))
        .set("headline", line_view(page, story.headline))
        .set("deck", line_view(page, story.deck));
    view.set("headline_text", text_of(page, story.headline));
    std::vector<View> paragraphs;
    for (const Paragraph& paragraph : paragraphs_of(story.brief)) {
        std::vector<View> lines;
        for (const Line* line : paragraph.lines)
            lines.push_back(line_view(page, *line));
        View one;
        one.set("is_note", paragraph.note).set("paragraph_lines", std::move(lines));
        paragraphs.push_back(std::move(one));
    }
    view.set("has_brief", !paragraphs.empty()).set("paragraphs", std::move(paragraphs));
    std::vector<View> first;
    if (!story.brief.empty()) first.push_back(line_view(page, story.brief.front()));
    view.set("one_line", std::move(first));
    view.set("foot_line", line_view(page, story.foot));
    const auto video = story.watch ? SafeUrl::from(story.watch->url) : std::nullopt;
    view.set("has_watch", video.has_value());
    view.set("watch_url", video ? video->text() : std::string());
    view.set("watch_kind", story.watch ? page.label("media." + std::string(name(story.watch->kind))) : std::string());
    view.set("watch_at", story.watch ? clean(story.watch->credit) : std::string());
    view.set("has_facts", !story.facts.empty()).set("facts", lines_view(page, story.facts));
    view.set("has_voices", !story.voices.empty()).set("voices", voices_view(page, story.voices));
    std::vector<View> differences, first_difference;
    for (const PrintedDifference& difference : story.differences)
        differences.push_back(difference_view(page, difference, true));
    // Under the big question, whose line says what differs already.
    if (!story.differences.empty()) first_difference.push_back(difference_view(page, story.differences.front(), false));
    view.set("has_differences", !differences.empty())
        .set("differences", std::move(differences))
        .set("first_difference", std::move(first_difference));
    view.set("has_unknowns", !story.unknowns.empty()).set("unknowns", lines_view(page, story.unknowns));
    view.set("has_opinions", !story.opinions.empty()).set("opinions", voices_view(page, story.opinions));
    std::vector<View> perspectives;
    for (const PrintedPerspective& perspective : story.perspectives) {
        View one;
        one.set("who", line_view(page, perspective.who)).set("perspective_lines", lines_view(page, perspective.lines));
        perspectives.push_back(std::move(one));
    }
    view.set("has_perspectives", !perspectives.empty()).set("perspectives", std::move(perspectives));
    view.set("has_timeline", !story.timeline.empty()).set("timeline", lines_view(page, story.timeline));
    std::vector<View> sources;
    for (const PrintedSource& source : story.sources)
        sources.push_back(source_view(page, source));
    // Beside a brief: one article of each outlet, as many as fit.
    std::vector<View> more_sources;
    std::set<std::string> outlets;
    for (std::size_t i = 0; i < story.sources.size() && more_sources.size() < kSourcesBesideBrief; ++i) {
        if (outlets.insert(story.sources[i].outlet_name).second) more_sources.push_back(sources[i]);
    }
    view.set("has_more_sources", more_sources.size() > 1).set("more_sources", std::move(more_sources));
    view.set("sources", std::move(sources));
    view.set("has_why_here", !story.why_here.empty()).set("why_here", lines_view(page, story.why_here));
    add_plot(page, story, view);
    return view;
}

}  // namespace newsloom::render::detail
