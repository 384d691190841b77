#include "pipeline/detail/printed_lines.h"

namespace newsloom::pipeline {

namespace {

class Visitor {
  public:
    explicit Visitor(const std::function<void(const Line&, StoryId)>& visit) : visit_(visit) {}

    void at(StoryId story) { story_ = story; }
    void operator()(const Line& line) const {
        if (!line.pieces.empty()) visit_(line, story_);
    }
    void operator()(const PrintedVoice& voice) const {
        (*this)(voice.speaker);
        (*this)(voice.quotes);
    }
    void operator()(const PrintedDifference& difference) const {
        (*this)(difference.about);
        (*this)(difference.sides);
        (*this)(difference.note);
    }
    void operator()(const PrintedPerspective& perspective) const {
        (*this)(perspective.who);
        (*this)(perspective.lines);
    }
    void operator()(const Section& section) const {
        (*this)(section.title);
        (*this)(section.lines);
        (*this)(section.why_empty);
    }
    template <class T>
    void operator()(const std::vector<T>& all) const {
        for (const T& one : all)
            (*this)(one);
    }

  private:
    const std::function<void(const Line&, StoryId)>& visit_;
    StoryId story_;
};

}  // namespace

void for_each_line(const Edition& edition, const std::function<void(const Line&, StoryId)>& visit) {
    Visitor visitor(visit);
    visitor(edition.title);
    visitor(edition.dateline);
    for (const Section& section : edition.sections)
        visitor(section);
    for (const PrintedStory& story : edition.stories) {
        visitor.at(story.story);
        visitor(story.kicker);
        visitor(story.headline);
        visitor(story.deck);
        visitor(story.brief);
        visitor(story.foot);
        visitor(story.facts);
        visitor(story.voices);
        visitor(story.differences);
        visitor(story.unknowns);
        visitor(story.perspectives);
        visitor(story.opinions);
        visitor(story.timeline);
        visitor(story.why_here);
    }
    visitor.at({});
    for (const ReaderPage& page : edition.readers)
        visitor(page.missed);
    visitor(edition.left_out);
}

}  // namespace newsloom::pipeline
