#include "render/detail/plain_text.h"

#include <algorithm>
#include <set>

#include "render/detail/safe_url.h"
#include "render/detail/story_view.h"
#include "text/utf8.h"

namespace newsloom::render::detail {
namespace {

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent, std::string_view first_indent) {
    std::string result;
    std::string row(first_indent);
    std::size_t length = utf8::count(row);
    bool fresh = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        const std::size_t size = utf8::count(word);
        if (!fresh && length + 1 + size > width) {
            result += row + "\n";
            row = indent;
            length = utf8::count(indent);
            fresh = true;
        }
        if (!fresh) {
            row += ' ';
            ++length;
        }
        row += word;
        length += size;
        fresh = false;
    }
    return result + row + "\n";
}

class PlainText {
  public:
    PlainText(const Page& page, const PlainOptions& options) : page_(page), options_(options) {}

    std::string make() {
        const Edition& edition = *page_.edition;
        paragraph(text_of(page_, edition.title));
        paragraph(text_of(page_, edition.dateline));
        if (edition.sections.empty()) paragraph(page_.label("edition.none"));
        for (const Section& section : edition.sections)
            print(section);
        if (!edition.sections.empty()) {
            out_ += "\n";
            paragraph(page_.label("edition.up_to_date"));
        }
        if (!options_.base.empty()) {
            out_ += "\n";
            paragraph(page_.label("mail.online"));
            out_ += options_.base + edition.key + "/index.html\n";
        }
        return std::move(out_);
    }

  private:
    void paragraph(const std::string& text, std::string_view indent = "", std::string_view first = "") {
        if (!text.empty()) out_ += wrapped(text, options_.width, indent, first.empty() ? indent : first);
    }

    /// "The gate failed on Monday. [Delta Wire, Isle]"
    [[nodiscard]] std::string with_marks(const Line& line) const {
        std::string text = text_of(page_, line);
        if (line.sources.empty()) return text;
        text += " [";
        for (std::size_t i = 0; i < line.sources.size(); ++i)
            text += (i > 0 ? ", " : "") + clean(line.sources[i].short_name);
        return text + "]";
    }

    void print(const Section& section) {
        const std::string title = text_of(page_, section.title);
        out_ += "\n\n" + title + "\n" + std::string(utf8::count(title), '=') + "\n";
        if (!section.why_empty.pieces.empty()) {
            out_ += "\n";
            paragraph(text_of(page_, section.why_empty));
        }
        for (const std::size_t index : section.stories) {
            const PrintedStory& story = page_.edition->stories.at(index);
            out_ += "\n";
            switch (section.form) {
                case SectionForm::briefs:
                    brief(story);
                    break;
                case SectionForm::question:
                    paragraph(text_of(page_, story.headline));
                    for (const Line& line : section.lines)
                        paragraph(with_marks(line));
                    if (!story.differences.empty()) difference(story.differences.front(), false);
                    break;
                case SectionForm::one_liners:
                    paragraph(text_of(page_, story.headline));
                    for (const Line& line : section.lines)
                        paragraph(with_marks(line));
                    if (!story.brief.empty()) paragraph(with_marks(story.brief.front()), "  ");
                    break;
                case SectionForm::list:
                    paragraph(text_of(page_, story.headline));
                    break;
            }
        }
        for (const Line& line : section.lines) {
            if (section.form == SectionForm::question) break;  // printed above
            out_ += "\n";
            paragraph(with_marks(line), "  ", "- ");
            if (options_.links) links({line});
        }
    }

    void brief(const PrintedStory& story) {
        const std::string kicker = text_of(page_, story.kicker), headline = text_of(page_, story.headline);
        paragraph(kicker);
        paragraph(headline);
        out_ += std::string(std::min(utf8::count(headline), options_.width), '-') + "\n";
        for (const Paragraph& one : paragraphs_of(story.brief)) {
            std::string text;
            for (const Line* line : one.lines)
                text += (text.empty() ? "" : " ") + with_marks(*line);
            paragraph(text);
            out_ += "\n";
        }
        paragraph(text_of(page_, story.foot));
        if (options_.details) details(story);
        if (options_.links) links(story.brief);
        if (!options_.base.empty())
            out_ +=
                page_.label("story.read") + ": " + options_.base + page_.edition->key + "/" + story.slug + ".html\n";
    }

    void difference(const PrintedDifference& one, bool about = true) {
        if (about) paragraph(text_of(page_, one.about), "  ");
        for (const auto& side : one.sides) {
            std::string text;
            for (const Line& line : side)
                text += (text.empty() ? "" : "; ") + with_marks(line);
            paragraph(text, "    ", "  - ");
        }
        paragraph(text_of(page_, one.note), "  ");
    }

    void heading(const char* label) { out_ += "\n" + page_.label(label) + "\n"; }

    void details(const PrintedStory& story) {
        const auto list = [&](const char* label, const std::vector<Line>& lines) {
            if (lines.empty()) return;
            heading(label);
            for (const Line& line : lines)
                paragraph(with_marks(line), "  ", "- ");
        };
        const auto voices = [&](const char* label, const std::vector<PrintedVoice>& all) {
            if (all.empty()) return;
            heading(label);
            for (const PrintedVoice& voice : all) {
                paragraph(text_of(page_, voice.speaker), "  ", "- ");
                for (const Line& quote : voice.quotes)
                    paragraph(with_marks(quote), "    ");
            }
        };
        list("story.facts", story.facts);
        voices("story.voices", story.voices);
        if (!story.differences.empty()) heading("story.differences");
        for (const PrintedDifference& one : story.differences)
            difference(one);
        list("story.unknowns", story.unknowns);
        voices("story.opinions", story.opinions);
        list("story.why_here", story.why_here);
    }

    /// The addresses of the lines' sources, each once.
    void links(const std::vector<Line>& lines) {
        std::set<std::string> seen;
        for (const Line& line : lines) {
            for (const SourceMark& mark : line.sources) {
                const auto url = SafeUrl::from(mark.url);
                if (url && seen.insert(url->text()).second)
                    out_ += "  " + clean(mark.short_name) + ": " + url->text() + "\n";
            }
        }
    }

    const Page& page_;
    const PlainOptions& options_;
    std::string out_;
};

}  // namespace

std::string plain_text(const Page& page, const PlainOptions& options) { return PlainText(page, options).make(); }

}  // namespace newsloom::render::detail
