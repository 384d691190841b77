#include <map>

#include "render/detail/feeds.h"
#include "render/detail/line_view.h"
#include "render/detail/story_view.h"
#include "render/detail/theme.h"
#include "render/render.h"
#include "text/ascii.h"

namespace newsloom::render {
namespace {

using namespace detail;

/// Which lines later editions corrected: the corrections' computed values name them ("line:2026-03-09-morning.14").
std::map<std::string, const Edition*> corrected_lines(std::span<const Edition> editions) {
    std::map<std::string, const Edition*> result;
    for (const Edition& edition : editions) {
        for (const Section& section : edition.sections) {
            if (section.key != "corrections") continue;
            for (const Line& line : section.lines) {
                for (const Piece& piece : line.pieces) {
                    const auto* const label = std::get_if<Label>(&piece);
                    if (label == nullptr) continue;
                    for (const Computed& slot : label->slots) {
                        for (const std::string& input : slot.inputs) {
                            if (input.starts_with("line:")) result.emplace(input.substr(5), &edition);
                        }
                    }
                }
            }
        }
    }
    return result;
}

/// Keys and slugs become file names: nothing else than letters, digits and hyphens of ASCII gets through.
std::string file_name(std::string_view text) {
    std::string result;
    for (const char c : text)
        result += ascii::is_alnum(c) || c == '-' ? c : '-';
    return result.empty() ? "-" : result;
}

class SiteMaker {
  public:
    SiteMaker(std::span<const Edition> editions, const LabelText& label_text, const SiteOptions& options)
        : editions_(editions), label_text_(label_text), options_(options), corrected_(corrected_lines(editions)) {}

    std::vector<File> make() {
        for (const Edition& edition : editions_) {
            const std::string folder = file_name(edition.key) + "/";
            files_.push_back({folder + "index.html", front(page_of(edition, "../"), "")});
            for (const PrintedStory& story : edition.stories)
                files_.push_back(
                    {folder + file_name(story.slug) + ".html", story_page(page_of(edition, "../"), story)});
            for (const ReaderPage& reader : edition.readers)
                files_.push_back(
                    {folder + file_name(reader.slug) + ".html", reader_page(page_of(edition, "../"), reader)});
        }
        const Edition none;
        const Edition& newest = editions_.empty() ? none : editions_.front();
        files_.push_back(
            {"index.html", front(page_of(newest, ""), editions_.empty() ? "" : file_name(newest.key) + "/")});
        files_.push_back({"archive.html", archive(page_of(newest, ""))});
        files_.push_back({"feed.xml", atom_feed(editions_, label_text_, options_)});
        files_.push_back({"feed.json", json_feed(editions_, label_text_, options_)});
        files_.push_back({"style.css", std::string(theme_file("style.css"))});
        return std::move(files_);
    }

  private:
    [[nodiscard]] Page page_of(const Edition& edition, const char* root) const {
        return {&edition, &label_text_, root, &corrected_};
    }

    [[nodiscard]] View page_view(const Page& page, const std::string& title) const {
        View view;
        view.set("lang", clean(page.edition->language)).set("root", page.root);
        view.set("site_title", clean(options_.title));
        view.set("page_title", title.empty() ? clean(options_.title) : title + " · " + clean(options_.title));
        std::vector<View> left_out = lines_view(page, page.edition->left_out).items;
        view.set("has_left_out", !left_out.empty()).set("left_out", std::move(left_out));
        return view;
    }

    /// `folder`: the way from this page to the edition's stories.
    [[nodiscard]] View section_view(const Page& page, const Section& section, const std::string& folder) const {
        const Edition& edition = *page.edition;
        View one;
        const auto is = [&](SectionForm form) { return section.form == form; };
        one.set("key", clean(section.key));
        one.set("form", is(SectionForm::briefs)       ? "briefs"
                        : is(SectionForm::question)   ? "question"
                        : is(SectionForm::one_liners) ? "short"
                                                      : "list");
        one.set("section_title", line_view(page, section.title));
        one.set("is_empty", !section.why_empty.pieces.empty()).set("why_empty", line_view(page, section.why_empty));
        one.set("is_briefs", is(SectionForm::briefs)).set("is_question", is(SectionForm::question));
        one.set("is_one_liners", is(SectionForm::one_liners)).set("is_list", is(SectionForm::list));
        std::vector<View> stories;
        for (const std::size_t index : section.stories) {
            const PrintedStory& story = edition.stories.at(index);
            stories.push_back(story_view(page, story, folder + file_name(story.slug) + ".html"));
        }
        one.set("has_stories", !stories.empty()).set("section_stories", std::move(stories));
        one.set("has_lines", !section.lines.empty()).set("section_lines", lines_view(page, section.lines));
        return one;
    }

    [[nodiscard]] std::string front(const Page& page, const std::string& folder) const {
        const Edition& edition = *page.edition;
        View view = page_view(page, text_of(page, edition.title));
        view.set("title", line_view(page, edition.title)).set("dateline", line_view(page, edition.dateline));
        std::vector<View> sections;
        for (const Section& section : edition.sections)
            sections.push_back(section_view(page, section, folder));
        view.set("has_sections", !sections.empty()).set("sections", std::move(sections));
        std::vector<View> readers;
        for (const ReaderPage& reader : edition.readers) {
            View one;
            one.set("reader_url", folder + file_name(reader.slug) + ".html").set("outlet", clean(reader.outlet));
            readers.push_back(std::move(one));
        }
        view.set("has_readers", !readers.empty()).set("readers", std::move(readers));
        return fill("front.mustache", view, label_text_);
    }

    /// "If you read X": one section on a page of its own, beside the stories that it links to.
    [[nodiscard]] std::string reader_page(const Page& page, const ReaderPage& reader) const {
        View view = page_view(page, text_of(page, reader.missed.title));
        view.set("section", section_view(page, reader.missed, ""));
        return fill("reader.mustache", view, label_text_);
    }

    [[nodiscard]] std::string story_page(const Page& page, const PrintedStory& story) const {
        View view = page_view(page, text_of(page, story.headline));
        view.set("story", story_view(page, story, file_name(story.slug) + ".html"));
        return fill("story.mustache", view, label_text_);
    }

    [[nodiscard]] std::string archive(const Page& newest) const {
        View view = page_view(newest, newest.label("site.archive"));
        std::vector<View> list;
        for (const Edition& edition : editions_) {
            const Page page = page_of(edition, "");
            View one;
            one.set("edition_url", file_name(edition.key) + "/index.html");
            one.set("edition_title", text_of(page, edition.title))
                .set("edition_dateline", text_of(page, edition.dateline));
            one.set("has_first", !edition.stories.empty());
            one.set("first_headline",
                    edition.stories.empty() ? std::string() : text_of(page, edition.stories.front().headline));
            list.push_back(std::move(one));
        }
        view.set("has_editions", !list.empty()).set("editions", std::move(list));
        return fill("archive.mustache", view, label_text_);
    }

    std::span<const Edition> editions_;
    const LabelText& label_text_;
    const SiteOptions& options_;
    std::map<std::string, const Edition*> corrected_;
    std::vector<File> files_;
};

}  // namespace

std::vector<File> site(std::span<const Edition> editions, const LabelText& label_text, const SiteOptions& options) {
    return SiteMaker(editions, label_text, options).make();
}

}  // namespace newsloom::render
