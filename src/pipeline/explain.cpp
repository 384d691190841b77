// explain: from a printed line back to the bytes it came from, and from a story to why it ranks where it does.
#include <charconv>

#include "pipeline/detail/articles.h"
#include "pipeline/detail/material.h"
#include "pipeline/detail/state.h"

namespace newsloom::pipeline {

namespace {

std::string shortened(std::string_view text) {
    constexpr std::size_t kMost = 300;
    if (text.size() <= kMost) return std::string(text);
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

std::string in_marks(std::string_view text) { return "“" + shortened(text) + "”"; }

std::string number(std::int64_t value) { return std::to_string(value); }

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value <= 0) return std::nullopt;
    return value;
}

class LineExplainer {
  public:
    LineExplainer(Engine& engine, Explanation& told) : engine_(engine), told_(told) {}

    Result<void> line(const store::LineRow& row) {
        NL_TRY(const auto edition, store::get<store::EditionRow>(engine_.ledger, row.edition));
        const std::string key = edition ? edition->key : "";
        step(0, "line",
             "line " + row.id + " of the edition " + key + ", composed " +
                 (edition ? to_rfc3339(edition->composed) : "") + ": " + in_marks(row.text),
             {{"line", row.id}, {"edition", key}, {"text", row.text}});
        if (row.story)
            step(0, "story", "told under story " + number(row.story.value), {{"story", number(row.story.value)}});
        NL_TRY(const auto sources,
               store::select<store::LineSourceRow>(engine_.ledger, {.equal = {std::string_view(row.id)}}));
        bool any = false;
        for (const store::LineSourceRow& source : sources) {
            if (source.kind == "quoted" || source.kind == "mark") {
                any = true;
                NL_CHECK(words_of(source));
            } else {
                step(1, source.kind,
                     what_is(source) + in_marks(source.bytes) + (source.note.empty() ? "" : " (" + source.note + ")"),
                     {{"text", source.bytes}, {"note", source.note}});
            }
        }
        told_.from_ledger_alone = any && !found_text_;
        return {};
    }

  private:
    static std::string what_is(const store::LineSourceRow& source) {
        if (source.kind == "label") return "label of the catalogue: ";
        if (source.kind == "computed") return "computed: ";
        return "an editor's words: ";
    }

    Result<void> words_of(const store::LineSourceRow& source) {
        const std::string range = "bytes " + number(source.begin) + "-" + number(source.end);
        const std::string where = range + " of the " + (source.field.empty() ? "text" : source.field) + " of article " +
                                  number(source.article.value);
        if (source.kind == "quoted") {
            step(1, "piece", "words of an article: " + in_marks(source.bytes), {{"text", source.bytes}});
        } else {
            step(1, "mark", "source mark: " + source.bytes, {{"outlet", source.outlet}});
        }
        step(2, "span", where,
             {{"article", number(source.article.value)},
              {"field", source.field},
              {"begin", number(source.begin)},
              {"end", number(source.end)}});
        step(2, "article",
             "article " + number(source.article.value) + ": " + in_marks(source.title) +
                 (source.outlet.empty() ? "" : ", " + source.outlet) + ", " + to_rfc3339(source.time),
             {{"title", source.title}, {"outlet", source.outlet}, {"time", to_rfc3339(source.time)}});
        step(2, "page",
             "page " + number(source.page.value) + ": " + source.url + ", fetched " + to_rfc3339(source.fetched),
             {{"page", number(source.page.value)}, {"url", source.url}, {"fetched", to_rfc3339(source.fetched)}});
        return check(source);
    }

    /// Is it still so? The article as stored, and whether the page was revised since.
    Result<void> check(const store::LineSourceRow& source) {
        NL_TRY(const auto article, read_article(engine_, source.article));
        if (!article) {
            step(2, "check", "the article's text has expired; the ledger keeps the words and where they stood", {});
            return {};
        }
        found_text_ = true;
        if (source.kind == "quoted") {
            const std::string& text = source.field == "title"  ? article->title
                                      : source.field == "deck" ? article->deck
                                                               : article->text;
            const TextRange range{static_cast<std::size_t>(source.begin), static_cast<std::size_t>(source.end)};
            const bool same = slice(text, range) == source.bytes;
            step(2, "check",
                 same ? "the stored article has these bytes there" : "the stored article has other bytes there",
                 {{"same", same ? "true" : "false"}});
        }
        NL_TRY(const auto document, store::get<store::DocumentRow>(engine_.content, source.document));
        if (document && document->article && document->article != source.article)
            step(2, "revised", "the page was revised: its newest text is article " + number(document->article.value),
                 {{"newest", number(document->article.value)}});
        return {};
    }

    void step(int depth, std::string what, std::string text, std::vector<std::pair<std::string, std::string>> fields) {
        told_.steps.push_back({std::move(what), std::move(text), std::move(fields), depth});
    }

    Engine& engine_;
    Explanation& told_;
    bool found_text_ = false;
};

Result<Explanation> explain_story(Engine& engine, StoryId id, Instant now) {
    NL_TRY(const auto ranked, ranked_story(engine, id, now));
    if (!ranked) return fail(Errc::not_found, "no story " + number(id.value));
    const Story& story = ranked->story;
    Explanation told;
    told.subject = "story:" + number(story.id.value);
    for (const OwnedMember& member : ranked->members)
        if (member.article.id == story.headline.article) told.text = bytes_of(member.article, story.headline);
    if (story.id != id)
        told.steps.push_back(
            {"forward", "story " + number(id.value) + " was merged into story " + number(story.id.value), {}, 0});
    told.steps.push_back(
        {"story",
         "story " + number(story.id.value) + ", version " + number(story.version) + ": " + in_marks(told.text),
         {{"story", number(story.id.value)}, {"version", number(story.version)}},
         0});
    told.steps.push_back({"rank", "score " + std::to_string(story.score), {{"score", std::to_string(story.score)}}, 1});
    for (const RankReason& reason : story.because)
        told.steps.push_back({"because",
                              reason.what + ": " + std::to_string(reason.value),
                              {{"what", reason.what}, {"value", std::to_string(reason.value)}},
                              2});
    for (const OwnedMember& member : ranked->members) {
        const std::string outlet = member.outlet ? member.outlet->name : "outlet not known";
        const std::string copy = member.copy.copy_of ? ", a copy of article " + number(member.copy.copy_of->value) : "";
        told.steps.push_back({"article",
                              "article " + number(member.article.id.value) + " (" + outlet + copy +
                                  "): " + in_marks(member.article.title) + ", " + member.article.url,
                              {{"article", number(member.article.id.value)}, {"url", member.article.url}},
                              1});
    }
    return told;
}

}  // namespace

Result<Explanation> Newsloom::explain(std::string_view what, Instant now) {
    Engine& engine = state_->engine;
    std::string_view story = what;
    if (story.starts_with("story:")) story.remove_prefix(6);
    if (const auto id = number_in(story)) return explain_story(engine, StoryId(*id), now);

    NL_TRY(const auto row, store::get<store::LineRow>(engine.ledger, std::string(what)));
    if (!row)
        return fail(Errc::not_found, "no printed line \"" + std::string(what) +
                                         "\"; lines are called like 2026-03-09-morning.14, stories by their number");
    Explanation told;
    told.subject = row->id;
    told.text = row->text;
    NL_CHECK(LineExplainer(engine, told).line(*row));
    return told;
}

}  // namespace newsloom::pipeline
