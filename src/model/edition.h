/// What is printed. A line is made of pieces and nothing else is ever printed.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "model/article.h"

namespace newsloom {

/// A value with its inputs: a count, a date, an outlet's name. `text` is what is printed.
struct Computed {
    std::string what;  ///< "outlet", "count", "date", "list", "time", ...
    std::string text;
    std::vector<std::string> inputs;  ///< what it was computed from: "outlet:harbour-post", "article:12", ...
};

/// A label of the closed catalogue (`data/labels/<lang>.toml`), its {slots} filled by computed values in order.
struct Label {
    std::string id;
    std::vector<Computed> slots;
};

/// Words of an article, copied when the line is frozen: `bytes` = the span's bytes.
struct Quoted {
    Span span;
    std::string bytes;
};

/// An editor's words, marked as such wherever they are printed.
struct EditorText {
    std::string by, text;
};

using Piece = std::variant<Label, Quoted, Computed, EditorText>;

/// Which outlet's article carries the line; printed as a small link.
struct SourceMark {
    OutletId outlet;
    std::string outlet_key;  ///< "harbour-post"
    std::string short_name;  ///< "Harbour Post"
    ArticleId article;
    DocumentId document;
    std::string url;    ///< of the article
    std::string title;  ///< of the article
    Instant time{};     ///< published
    Instant fetched{};
    TextRange range;  ///< of the sentence in the article's text
    bool paywalled = false;
    std::string language;  ///< BCP 47, of the article
};

struct Line {
    std::string id;  ///< "2026-03-09-morning.14": edition and number in it; never issued twice
    std::vector<Piece> pieces;
    std::vector<SourceMark> sources;
};

/// A person or party, with what they said.
struct PrintedVoice {
    Line speaker;  ///< name and role
    std::vector<Line> quotes;
};

struct PrintedDifference {
    Line about;
    std::vector<std::vector<Line>> sides;
    Line note;  ///< "a later number may be an update"; no pieces when there is nothing to say
};

struct PrintedPerspective {
    Line who;
    std::vector<Line> lines;
};

struct PrintedSource {
    SourceMark mark;
    std::string outlet_name, country, owner_kind, genre;
    std::string copy_of;  ///< short name of the outlet or agency whose text it carries
};

/// One story as it is told: the brief on the front page, everything else on its own page.
struct PrintedStory {
    StoryId story;
    int version = 0;
    std::string slug;  ///< of its page
    std::string category;
    Line kicker, headline, deck;
    std::vector<Line> brief;  ///< 90-160 words for top stories; one line for the others
    std::optional<Media> watch;
    Line foot;  ///< "From 14 articles by 9 outlets ..."
    std::vector<Line> facts;
    std::vector<PrintedVoice> voices;
    std::vector<PrintedDifference> differences;
    std::vector<Line> unknowns;
    std::vector<PrintedPerspective> perspectives;
    std::vector<PrintedVoice> opinions;
    std::vector<Line> timeline;
    std::vector<PrintedSource> sources;
    std::vector<Line> why_here;  ///< why it ranks where it does
};

enum class SectionForm { briefs, question, one_liners, list };

struct Section {
    std::string key;  ///< "top", "question", "spotlight", "speed_read", "worth_your_time", "good_news", "beyond"
    SectionForm form = SectionForm::briefs;
    Line title;
    std::vector<std::size_t> stories;  ///< indexes into Edition::stories
    std::vector<Line> lines;           ///< of sections that are lines, not stories
    Line why_empty;                    ///< pieces only when the section has nothing
};

enum class EditionKind { morning, weekly, good_news };
[[nodiscard]] std::string_view name(EditionKind kind);
[[nodiscard]] std::optional<EditionKind> edition_kind_named(std::string_view name);

/// "If you read X": what the outlet's readers missed, on a page of its own.
struct ReaderPage {
    std::string slug;    ///< of the page: "if-you-read-harbour-post"
    std::string outlet;  ///< its short name
    Section missed;
};

struct Edition {
    EditionId id;
    std::string key;  ///< "2026-03-09-morning"; also its folder on the site
    EditionKind kind = EditionKind::morning;
    std::string language = "en";
    Date day{};
    Instant composed{};
    Instant since{};  ///< the window it looks at: (since, composed]
    Line title, dateline;
    std::vector<Section> sections;
    std::vector<PrintedStory> stories;
    std::vector<ReaderPage> readers;
    std::vector<Line> left_out;  ///< what came in and is not told, with why
};

/// What the line prints: the texts of its pieces one after the other. Labels are looked up by `label_text(label)`.
template <class LabelText>
[[nodiscard]] std::string printed_text(const Line& line, const LabelText& label_text) {
    std::string result;
    for (const Piece& piece : line.pieces) {
        if (const auto* label = std::get_if<Label>(&piece)) result += label_text(*label);
        if (const auto* quoted = std::get_if<Quoted>(&piece)) result += quoted->bytes;
        if (const auto* computed = std::get_if<Computed>(&piece)) result += computed->text;
        if (const auto* editor = std::get_if<EditorText>(&piece)) result += editor->text;
    }
    return result;
}

}  // namespace newsloom
