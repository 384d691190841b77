#include "render/detail/line_view.h"

#include <array>
#include <cstdio>

#include "render/detail/safe_url.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::render::detail {
namespace {

bool is_unfit(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200E || c == 0x200F || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

std::string primary(std::string_view tag) { return std::string(tag.substr(0, tag.find('-'))); }

/// The language to mark a quote with; empty when it is the page's own or not known.
std::string foreign_language(const Page& page, const Line& line, ArticleId article) {
    for (const SourceMark& mark : line.sources) {
        if (mark.article != article) continue;
        if (mark.language.empty() || mark.language == "und" ||
            primary(mark.language) == primary(page.edition->language))
            return {};
        return mark.language;
    }
    return {};
}

View piece_view(const Page& page, const Line& line, const Piece& piece) {
    View view;
    std::string text, lang, by;
    const auto* const label = std::get_if<Label>(&piece);
    const auto* const words = std::get_if<Quoted>(&piece);
    const auto* const computed = std::get_if<Computed>(&piece);
    const auto* const editor = std::get_if<EditorText>(&piece);
    if (label != nullptr) text = (*page.label_text)(*label);
    if (words != nullptr) {
        text = words->bytes;
        lang = foreign_language(page, line, words->span.article);
    }
    if (computed != nullptr) text = computed->text;
    if (editor != nullptr) {
        text = editor->text;
        by = editor->by;
    }
    // Spaces at the ends part the pieces: they stay.
    const bool space_before = text.starts_with(' '), space_after = text.size() > 1 && text.ends_with(' ');
    const std::string cleaned = clean(text);
    view.set("text", (space_before ? " " : "") + cleaned + (space_after ? " " : ""));
    view.set("is_label", label != nullptr);
    view.set("is_quoted", words != nullptr);
    view.set("is_computed", computed != nullptr);
    view.set("is_editor", editor != nullptr);
    view.set("by", clean(by));
    view.set("lang", lang);
    view.set("foreign", !lang.empty());
    return view;
}

}  // namespace

std::string clean(std::string_view text) {
    std::string result;
    const std::string spaced = collapse_whitespace(utf8::repaired(text));
    for (std::size_t at = 0; at < spaced.size();) {
        const auto [c, size] = utf8::decode(spaced, at);
        if (!is_unfit(c)) result.append(spaced, at, size);
        at += size;
    }
    return result;
}

std::string Page::label(const std::string& id, std::vector<Computed> slots) const {
    return (*label_text)(Label{id, std::move(slots)});
}

std::string Page::day(Date day) const {
    const std::string month = label("month." + std::to_string(static_cast<unsigned>(day.month())));
    return label("brief.day_month",
                 {{"day", std::to_string(static_cast<unsigned>(day.day())), {}}, {"month", month, {}}});
}

std::string Page::time(Instant at) const {
    const Date date = date_of(at);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(at - std::chrono::sys_days{date}).count();
    std::array<char, 16> clock{};
    std::snprintf(clock.data(), clock.size(), "%02d:%02d", static_cast<int>(minutes / 60),
                  static_cast<int>(minutes % 60));
    const std::string month = label("month." + std::to_string(static_cast<unsigned>(date.month())));
    return label("time.on", {{"day", std::to_string(static_cast<unsigned>(date.day())), {}},
                             {"month", month, {}},
                             {"clock", clock.data(), {}}});
}

std::string text_of(const Page& page, const Line& line) { return clean(printed_text(line, *page.label_text)); }

View mark_view(const Page& page, const SourceMark& mark, std::string_view words) {
    View view;
    const auto url = SafeUrl::from(mark.url);
    view.set("name", clean(mark.short_name));
    view.set("has_url", url.has_value());
    view.set("url", url ? (words.empty() ? *url : url->at_words(words)).text() : std::string());
    view.set("plain_url", url ? url->text() : std::string());
    view.set("title", mark.title.empty() ? page.label("care.no_title") : clean(mark.title));
    view.set("time", mark.time == Instant{} ? std::string() : page.time(mark.time));
    view.set("has_time", mark.time != Instant{});
    view.set("datetime", to_rfc3339(mark.time));
    view.set("paywalled", mark.paywalled);
    const bool foreign =
        !mark.language.empty() && mark.language != "und" && primary(mark.language) != primary(page.edition->language);
    view.set("lang", foreign ? mark.language : std::string());
    view.set("foreign", foreign);
    return view;
}

View line_view(const Page& page, const Line& line) {
    View view;
    std::vector<View> pieces, marks;
    for (const Piece& piece : line.pieces)
        pieces.push_back(piece_view(page, line, piece));
    for (const SourceMark& mark : line.sources) {
        std::string_view words;
        for (const Piece& piece : line.pieces) {
            const auto* const quoted = std::get_if<Quoted>(&piece);
            const bool of_mark =
                quoted != nullptr && quoted->span.article == mark.article && quoted->span.field == Field::text;
            if (of_mark && words.empty()) words = quoted->bytes;
        }
        marks.push_back(mark_view(page, mark, words));
    }
    view.set("id", clean(line.id));
    view.set("any", !line.pieces.empty());
    view.set("has_marks", !marks.empty());
    view.set("pieces", std::move(pieces));
    view.set("marks", std::move(marks));
    bool corrected = false;
    if (page.corrected != nullptr) {
        const auto found = page.corrected->find(line.id);
        corrected = found != page.corrected->end() && found->second != page.edition;
        if (corrected) {
            view.set("corrected_label",
                     page.label("correction.marked", {{"day", page.day(found->second->day), {found->second->key}}}));
            view.set("corrected_url", page.root + found->second->key + "/index.html#corrections");
        }
    }
    view.set("corrected", corrected);
    return view;
}

View lines_view(const Page& page, const std::vector<Line>& lines) {
    std::vector<View> views;
    views.reserve(lines.size());
    for (const Line& line : lines)
        views.push_back(line_view(page, line));
    return views;
}

}  // namespace newsloom::render::detail
