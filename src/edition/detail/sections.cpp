#include "edition/detail/sections.h"

#include <algorithm>
#include <set>

#include "edition/detail/earlier.h"
#include "edition/detail/quoting_budget.h"
#include "edition/detail/words.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::size_t kWorthMost = 6, kWordsPerMinute = 220, kWorthWordsLeast = 120;

Section section_of(const char* key, SectionForm form, const std::string& title) {
    Section section;
    section.key = key;
    section.form = form;
    section.title = line_of(label(title));
    return section;
}

/// A line of the story's page on the front page: the same pieces; a line of its own gets its own id.
Line again(const Line& line) {
    Line copy = line;
    copy.id.clear();
    return copy;
}

std::string genre_label(Genre genre) {
    switch (genre) {
        case Genre::feature:
        case Genre::review:
        case Genre::interview:
            return "worth." + std::string(name(genre));
        default:
            return "worth.other";
    }
}

}  // namespace

void add_question(const Desk& desk, Edition& edition, const std::vector<std::size_t>& top) {
    const bool weekly = desk.options().kind == EditionKind::weekly;
    Section section =
        section_of("question", SectionForm::question, weekly ? "section.question_weekly" : "section.question");
    const auto first = [&](const auto& has) -> const PrintedStory* {
        for (const std::size_t index : top) {
            if (!has(edition.stories[index])) continue;
            section.stories = {index};
            return &edition.stories[index];
        }
        return nullptr;
    };
    if (const PrintedStory* const differing =
            first([](const PrintedStory& story) { return !story.differences.empty(); })) {
        const Line& about = differing->differences.front().about;
        const auto* const thing = about.pieces.empty() ? nullptr : std::get_if<Computed>(&about.pieces.front());
        if (!about.pieces.empty() && std::holds_alternative<Label>(about.pieces.front()))
            section.lines.push_back(line_of(label("question.deny")));
        if (thing != nullptr) section.lines.push_back(line_of(label("question.differ", {*thing})));
    } else {
        if (const PrintedStory* const open = first([](const PrintedStory& story) { return !story.unknowns.empty(); })) {
            Line line = again(open->unknowns.front());
            line.pieces.insert(line.pieces.begin(), label("question.open"));
            section.lines.push_back(std::move(line));
        }
    }
    if (section.stories.empty()) section.why_empty = line_of(label("empty.question"));
    edition.sections.push_back(std::move(section));
}

void add_spotlight(const Desk& desk, Edition& edition) {
    (void)desk;
    const PrintedStory* best = nullptr;
    for (const PrintedStory& story : edition.stories) {
        if (story.opinions.size() >= 2 && (best == nullptr || story.opinions.size() > best->opinions.size()))
            best = &story;
    }
    if (best == nullptr) return;
    Section section = section_of("spotlight", SectionForm::list, "section.spotlight");
    section.stories = {static_cast<std::size_t>(best - edition.stories.data())};
    for (const PrintedVoice& opinion : best->opinions) {
        Line line = again(opinion.speaker);
        line.pieces.push_back(label("list.colon"));
        for (const Line& quote : opinion.quotes) {
            line.pieces.insert(line.pieces.end(), quote.pieces.begin(), quote.pieces.end());
            line.sources.insert(line.sources.end(), quote.sources.begin(), quote.sources.end());
        }
        section.lines.push_back(std::move(line));
    }
    edition.sections.push_back(std::move(section));
}

void add_worth_your_time(const Desk& desk, Edition& edition) {
    Section section = section_of("worth_your_time", SectionForm::list, "section.worth_your_time");
    const std::set<DocumentId> told = documents_told(desk, "worth_your_time");
    struct Choice {
        const Article* article;
        std::size_t words;
    };
    std::vector<Choice> choices;
    for (const auto& [id, article] : desk.material().articles) {
        if (article == nullptr || !may_be_quoted(*article) || article->title.empty()) continue;
        if (article->genre != Genre::feature && article->genre != Genre::review && article->genre != Genre::interview)
            continue;
        const Instant time = article->time();
        if (time <= desk.options().since || (desk.options().now != Instant{} && time > desk.options().now)) continue;
        if (article->document && told.contains(article->document)) continue;
        const std::size_t words = count_words(article->text);
        if (words >= kWorthWordsLeast) choices.push_back({article, words});
    }
    // Longest first: the section is for when there is time. Ties by id.
    std::stable_sort(choices.begin(), choices.end(),
                     [](const Choice& a, const Choice& b) { return a.words > b.words; });
    std::set<OutletId> outlets;
    std::set<std::string> titles;
    for (const Choice& choice : choices) {
        if (section.lines.size() >= kWorthMost) break;
        const Article& article = *choice.article;
        if (article.outlet && !outlets.insert(article.outlet).second) continue;
        if (!titles.insert(article.title).second) continue;
        const std::string input = "article:" + std::to_string(article.id.value);
        const std::size_t minutes = std::max<std::size_t>(1, (choice.words + kWordsPerMinute / 2) / kWordsPerMinute);
        Line line = line_of(label("worth.kind", {{"genre", desk.text(genre_label(article.genre)), {input}},
                                                 {"minutes", std::to_string(minutes), {input}}}));
        line.pieces.push_back(quoted(article, {0, article.title.size()}, Field::title));
        line.sources.push_back(desk.mark(article));
        section.lines.push_back(std::move(line));
    }
    if (section.lines.empty()) section.why_empty = line_of(label("empty.worth_your_time"));
    edition.sections.push_back(std::move(section));
}

}  // namespace newsloom::edition::detail
