/// Every line of an edition, in printing order: the front page's sections, then each story's page.
#pragma once

#include "model/edition.h"

namespace newsloom::edition::detail {

template <class StoryLike, class Visit>
void for_each_line_of_story(StoryLike& story, const Visit& visit) {
    visit(story.kicker);
    visit(story.headline);
    visit(story.deck);
    for (auto& line : story.brief)
        visit(line);
    visit(story.foot);
    for (auto& line : story.facts)
        visit(line);
    const auto voices = [&](auto& list) {
        for (auto& voice : list) {
            visit(voice.speaker);
            for (auto& line : voice.quotes)
                visit(line);
        }
    };
    voices(story.voices);
    for (auto& difference : story.differences) {
        visit(difference.about);
        for (auto& side : difference.sides) {
            for (auto& line : side)
                visit(line);
        }
        visit(difference.note);
    }
    for (auto& line : story.unknowns)
        visit(line);
    for (auto& perspective : story.perspectives) {
        visit(perspective.who);
        for (auto& line : perspective.lines)
            visit(line);
    }
    voices(story.opinions);
    for (auto& line : story.timeline)
        visit(line);
    for (auto& line : story.why_here)
        visit(line);
}

/// `EditionLike` is Edition or const Edition. Lines without pieces are visited too.
template <class EditionLike, class Visit>
void for_each_line(EditionLike& edition, const Visit& visit) {
    visit(edition.title);
    visit(edition.dateline);
    const auto visit_section = [&](auto& section) {
        visit(section.title);
        for (auto& line : section.lines)
            visit(line);
        visit(section.why_empty);
    };
    for (auto& section : edition.sections)
        visit_section(section);
    for (auto& story : edition.stories)
        for_each_line_of_story(story, visit);
    for (auto& page : edition.readers)
        visit_section(page.missed);
    for (auto& line : edition.left_out)
        visit(line);
}

}  // namespace newsloom::edition::detail
