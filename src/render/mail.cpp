#include <algorithm>

#include "render/detail/line_view.h"
#include "render/detail/plain_text.h"
#include "render/detail/safe_url.h"
#include "render/detail/story_view.h"
#include "render/detail/theme.h"
#include "render/render.h"

namespace newsloom::render {
namespace {

using namespace detail;

// Gmail clips a message at 102 KB of HTML and hides the rest, the unsubscribe link with it.
constexpr std::size_t kHtmlMost = 98'000;

class MailMaker {
  public:
    MailMaker(const Edition& edition, const LabelText& label_text, const SiteOptions& options)
        : edition_(edition), label_text_(label_text), options_(options), page_{&edition, &label_text, "", nullptr} {
        if (const auto url = SafeUrl::from(options.base_url))
            base_ = url->text().ends_with('/') ? url->text() : url->text() + "/";
    }

    MailParts make() {
        MailParts parts;
        const std::vector<std::string> headlines = headlines_of();
        parts.subject = subject(headlines);
        parts.preheader = preheader(headlines);
        PlainOptions plain;
        plain.base = base_;
        parts.text = plain_text(page_, plain);
        // Whole as long as it fits; else without the last items, and it says so.
        std::size_t items = count_items();
        parts.html = html(parts, items);
        while (parts.html.size() > kHtmlMost && items > 1) {
            const std::size_t fitting = items * kHtmlMost / parts.html.size();
            items = std::max<std::size_t>(1, std::min(items - 1, fitting));
            parts.html = html(parts, items);
        }
        return parts;
    }

  private:
    [[nodiscard]] std::vector<std::string> headlines_of() const {
        std::vector<std::string> headlines;
        for (const Section& section : edition_.sections) {
            if (section.form != SectionForm::briefs && section.form != SectionForm::one_liners) continue;
            for (const std::size_t index : section.stories)
                headlines.push_back(text_of(page_, edition_.stories.at(index).headline));
        }
        return headlines;
    }

    [[nodiscard]] std::string subject(const std::vector<std::string>& headlines) const {
        if (headlines.empty()) return text_of(page_, edition_.title);
        if (headlines.size() == 1) return headlines.front();
        return page_.label("mail.subject_more",
                           {{"headline", headlines.front(), {}}, {"count", std::to_string(headlines.size() - 1), {}}});
    }

    [[nodiscard]] std::string preheader(const std::vector<std::string>& headlines) const {
        if (headlines.size() < 2) return text_of(page_, edition_.dateline);
        if (headlines.size() == 2) return headlines[1];
        return page_.label("mail.preheader_two", {{"headline", headlines[1], {}}, {"headline", headlines[2], {}}});
    }

    [[nodiscard]] std::size_t count_items() const {
        std::size_t items = 0;
        for (const Section& section : edition_.sections)
            items += section.stories.size() + (section.form == SectionForm::question ? 0 : section.lines.size());
        return items;
    }

    [[nodiscard]] static View one_paragraph(View lines) {
        View paragraph;
        paragraph.set("is_note", false).set("paragraph_lines", std::move(lines));
        return std::vector<View>{std::move(paragraph)};
    }

    [[nodiscard]] View story_item(const Section& section, const PrintedStory& story) const {
        const std::string url = base_.empty() ? std::string() : base_ + edition_.key + "/" + story.slug + ".html";
        View whole = story_view(page_, story, url);
        View item;
        const bool briefs = section.form == SectionForm::briefs, question = section.form == SectionForm::question,
                   one_liners = section.form == SectionForm::one_liners;
        item.set("headline", whole.take("headline")).set("story_url", whole.take("story_url"));
        item.set("kicker", briefs ? whole.take("kicker") : View(false));
        item.set("foot_line", briefs ? whole.take("foot_line") : View(false));
        item.set("first_difference", question ? whole.take("first_difference") : View(false));
        if (briefs) {
            item.set("paragraphs", whole.take("paragraphs"));
        } else if (question && !section.lines.empty()) {
            item.set("paragraphs", one_paragraph(lines_view(page_, section.lines)));
        } else {
            item.set("paragraphs", one_liners ? one_paragraph(whole.take("one_line")) : View(false));
        }
        item.set("has_headline", true).set("headline_size", briefs ? "22" : "18").set("has_link", !url.empty());
        item.set("has_more", briefs && !url.empty()).set("gap", briefs ? "26" : "14");
        return item;
    }

    [[nodiscard]] View line_item(const Line& line) const {
        View item;
        item.set("kicker", false).set("has_headline", false);
        item.set("paragraphs", one_paragraph(std::vector<View>{line_view(page_, line)}));
        item.set("first_difference", false).set("foot_line", false).set("has_more", false).set("gap", "10");
        return item;
    }

    [[nodiscard]] std::string html(const MailParts& parts, std::size_t items) const {
        View view;
        view.set("lang", clean(edition_.language))
            .set("page_title", clean(parts.subject))
            .set("preheader", clean(parts.preheader));
        view.set("site_title", clean(options_.title));
        view.set("title", line_view(page_, edition_.title)).set("dateline", line_view(page_, edition_.dateline));
        view.set("is_cut", items < count_items());
        view.set("has_online", !base_.empty())
            .set("online_url", base_.empty() ? std::string() : base_ + edition_.key + "/index.html");
        std::vector<View> sections;
        for (const Section& section : edition_.sections) {
            std::vector<View> list;
            for (const std::size_t index : section.stories) {
                if (items == 0) break;
                list.push_back(story_item(section, edition_.stories.at(index)));
                --items;
            }
            for (const Line& line : section.lines) {
                if (items == 0 || section.form == SectionForm::question)
                    break;  // the question's lines stand with its story
                list.push_back(line_item(line));
                --items;
            }
            const bool cut = list.empty() && section.why_empty.pieces.empty();
            if (cut) continue;
            View one;
            one.set("section_title", line_view(page_, section.title));
            one.set("is_empty", !section.why_empty.pieces.empty())
                .set("why_empty", line_view(page_, section.why_empty));
            one.set("items", std::move(list));
            sections.push_back(std::move(one));
        }
        view.set("sections", std::move(sections));
        return fill("mail.mustache", view, label_text_);
    }

    const Edition& edition_;
    const LabelText& label_text_;
    const SiteOptions& options_;
    Page page_;
    std::string base_;
};

}  // namespace

MailParts mail(const Edition& edition, const LabelText& label_text, const SiteOptions& options) {
    return MailMaker(edition, label_text, options).make();
}

}  // namespace newsloom::render
