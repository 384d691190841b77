#include "edition/detail/beyond.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "edition/detail/slug.h"
#include "edition/detail/words.h"

namespace newsloom::edition::detail {
namespace {

using Outlets = std::set<OutletId>;

constexpr std::size_t kStoriesMost = 5, kVoicesMost = 4;
constexpr std::size_t kBytesLookedAt = 1200;  // of an article, when it is asked whether it might tell a story
constexpr double kSameHeadline = 0.5;         // of the headline's content words
constexpr std::size_t kSameNames = 2;         // across languages

std::set<std::string> names_of(const Annotations* notes) {
    std::set<std::string> names;
    if (notes == nullptr) return names;
    for (const Name& name : notes->names)
        if (name.range.begin < kBytesLookedAt) names.insert(name.full);
    return names;
}

std::string first_text(const Line& line) {
    if (line.pieces.empty()) return {};
    if (const auto* const quoted = std::get_if<Quoted>(&line.pieces.front())) return quoted->bytes;
    if (const auto* const computed = std::get_if<Computed>(&line.pieces.front())) return computed->text;
    return {};
}

/// Which outlets carry which printed story, and what they did not say about it.
class Coverage {
  public:
    Coverage(const Desk& desk, const Edition& edition) : desk_(desk), edition_(edition) {
        for (const Story* const story : desk.material().stories)
            if (story != nullptr) by_id_.emplace(story->id, story);
        for (const PrintedStory& printed : edition.stories)
            carriers_.push_back(carriers_of(printed));
    }

    /// Of the news that two independent sources tell: stories that none of the outlets carries, biggest first.
    [[nodiscard]] std::vector<std::size_t> missed(const Outlets& outlets) const {
        std::vector<std::size_t> indexes;
        for (std::size_t i = 0; i < edition_.stories.size() && indexes.size() < kStoriesMost; ++i) {
            const Story* const story = story_of(i);
            if (story == nullptr || story->independent < 2 || carried(i, outlets)) continue;
            const Article* const headline = desk_.article(story->headline.article);
            if (headline != nullptr && reports_news(*headline)) indexes.push_back(i);
        }
        return indexes;
    }

    /// People quoted in stories that the outlets carry, by others alone; their articles do not even name them.
    [[nodiscard]] std::vector<Line> voices(const Outlets& outlets) const {
        std::vector<Line> lines;
        std::set<std::string> told;
        for (std::size_t i = 0; i < edition_.stories.size(); ++i) {
            const Story* const story = story_of(i);
            if (story == nullptr || !carried(i, outlets)) continue;
            const std::vector<const Article*> theirs = articles_of(*story, outlets);
            if (theirs.empty()) continue;  // they may carry it: then nothing is said
            for (const PrintedVoice& voice : edition_.stories[i].voices) {
                if (lines.size() == kVoicesMost) return lines;
                const std::string speaker = first_text(voice.speaker);
                if (voice.quotes.empty() || named_in(theirs, speaker) || !told.insert(speaker).second) continue;
                Line line = voice.speaker;
                line.id.clear();
                line.pieces.push_back(label("list.colon"));
                const Line& quote = voice.quotes.front();
                line.pieces.insert(line.pieces.end(), quote.pieces.begin(), quote.pieces.end());
                line.sources = quote.sources;
                lines.push_back(std::move(line));
            }
        }
        return lines;
    }

  private:
    [[nodiscard]] const Story* story_of(std::size_t index) const {
        const auto found = by_id_.find(edition_.stories[index].story);
        return found == by_id_.end() ? nullptr : found->second;
    }

    [[nodiscard]] bool carried(std::size_t index, const Outlets& outlets) const {
        return std::any_of(outlets.begin(), outlets.end(),
                           [&](OutletId outlet) { return carriers_[index].contains(outlet); });
    }

    [[nodiscard]] std::vector<const Article*> articles_of(const Story& story, const Outlets& outlets) const {
        std::vector<const Article*> found;
        for (const ArticleId id : story.articles) {
            const Article* const article = desk_.article(id);
            if (article != nullptr && outlets.contains(article->outlet)) found.push_back(article);
        }
        return found;
    }

    /// By the last word of the name: "Kerr" of "Ines Kerr". A speaker without a name counts as named.
    static bool named_in(const std::vector<const Article*>& articles, const std::string& speaker) {
        const std::string last = speaker.substr(speaker.find_last_of(' ') + 1);
        if (last.empty()) return true;
        return std::any_of(articles.begin(), articles.end(), [&](const Article* article) {
            return article->text.find(last) != std::string::npos || article->title.find(last) != std::string::npos;
        });
    }

    /// Outlets with an article in the story, and outlets with one that might tell it.
    Outlets carriers_of(const PrintedStory& printed) {
        Outlets carriers;
        const auto found = by_id_.find(printed.story);
        if (found == by_id_.end()) return carriers;
        const Article* told_by = nullptr;
        for (const ArticleId id : found->second->articles) {
            const Article* const article = desk_.article(id);
            if (article == nullptr) continue;
            carriers.insert(article->outlet);
            if (told_by == nullptr || id == found->second->headline.article) told_by = article;
        }
        if (told_by == nullptr) return carriers;
        // The title that is printed may be another report's.
        const WordSet headline = content_words(told_by->title),
                      printed_words = content_words(first_text(printed.headline));
        const std::set<std::string> names = names_of(desk_.annotations(told_by->id));
        for (const auto& [id, article] : desk_.material().articles) {
            if (article == nullptr || carriers.contains(article->outlet)) continue;
            if (might_tell(*article, *told_by, headline, names) || might_tell(*article, *told_by, printed_words, names))
                carriers.insert(article->outlet);
        }
        return carriers;
    }

    bool might_tell(const Article& article, const Article& told_by, const WordSet& headline,
                    const std::set<std::string>& names) {
        if (desk_.speaks(article) != desk_.speaks(told_by)) {
            const std::set<std::string> own = names_of(desk_.annotations(article.id));
            const auto both =
                std::count_if(own.begin(), own.end(), [&](const auto& name) { return names.contains(name); });
            return static_cast<std::size_t>(both) >= kSameNames;
        }
        const auto [words, fresh] = words_.try_emplace(article.id);
        if (fresh)
            words->second = content_words(article.title + "\n" + std::string(beginning(article.text, kBytesLookedAt)));
        return headline.size() >= 3 && repeated(headline, words->second) >= kSameHeadline;
    }

    const Desk& desk_;
    const Edition& edition_;
    std::map<StoryId, const Story*> by_id_;
    std::vector<Outlets> carriers_;  ///< of each printed story
    std::map<ArticleId, WordSet> words_;
};

/// "Not found in 41 pages fetched from Harbour Post and Isle."
Line claim(const Desk& desk, const Outlets& outlets) {
    std::size_t pages = 0;
    std::vector<Computed> names;
    std::vector<std::string> inputs;
    for (const OutletId outlet : outlets) {
        pages += desk.material().pages_fetched.at(outlet);
        names.push_back(desk.outlet_name(outlet));
        inputs.insert(inputs.end(), names.back().inputs.begin(), names.back().inputs.end());
    }
    inputs.push_back("fetched without error after " + to_rfc3339(desk.options().since));
    return line_of(label("beyond.not_found", {{"pages", std::to_string(pages), inputs}, desk.list("outlets", names)}));
}

bool was_fetched(const Desk& desk, OutletId outlet) {
    const auto found = desk.material().pages_fetched.find(outlet);
    return found != desk.material().pages_fetched.end() && found->second > 0;
}

Section what_is_missed(const Desk& desk, const Coverage& coverage, const Outlets& outlets) {
    Section section;
    section.key = "beyond";
    section.form = SectionForm::list;
    section.stories = coverage.missed(outlets);
    if (!section.stories.empty()) section.lines.push_back(claim(desk, outlets));
    std::vector<Line> voices = coverage.voices(outlets);
    if (!voices.empty()) section.lines.push_back(line_of(label("beyond.voices")));
    std::move(voices.begin(), voices.end(), std::back_inserter(section.lines));
    return section;
}

/// The section for `Options::usual`.
Section for_usual(const Desk& desk, const Coverage& coverage) {
    Outlets usual;
    for (const auto& [id, outlet] : desk.material().outlets)
        if (outlet != nullptr && desk.options().usual.contains(outlet->key) && was_fetched(desk, id)) usual.insert(id);
    Section section;
    if (!usual.empty()) section = what_is_missed(desk, coverage, usual);
    section.key = "beyond";
    section.form = SectionForm::list;
    section.title = line_of(label("section.beyond"));
    if (section.lines.empty())
        section.why_empty = line_of(label(usual.empty() ? "beyond.not_fetched" : "empty.beyond"));
    return section;
}

}  // namespace

void add_beyond(const Desk& desk, Edition& edition) {
    const Coverage coverage(desk, edition);
    if (!desk.options().usual.empty()) edition.sections.push_back(for_usual(desk, coverage));
    std::map<std::string, OutletId> outlets;
    for (const auto& [id, outlet] : desk.material().outlets)
        if (outlet != nullptr && was_fetched(desk, id)) outlets.emplace(outlet->key, id);
    for (const auto& [key, id] : outlets) {
        ReaderPage page;
        page.missed = what_is_missed(desk, coverage, {id});
        if (page.missed.lines.empty()) continue;
        page.slug = "if-you-read-" + slug(key);
        page.outlet = desk.outlet_name(id).text;
        page.missed.title = line_of(label("beyond.if_you_read", {desk.outlet_name(id)}));
        edition.readers.push_back(std::move(page));
    }
}

}  // namespace newsloom::edition::detail
