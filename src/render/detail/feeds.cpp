#include "render/detail/feeds.h"

#include <algorithm>
#include <set>

#include "json/writer.h"
#include "render/detail/line_view.h"
#include "render/detail/safe_url.h"

namespace newsloom::render::detail {
namespace {

constexpr std::size_t kEditionsInFeed = 7;

std::string xml(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

/// Where the site stands: with a slash at its end; empty for files opened from disk.
std::string base_of(const SiteOptions& options) {
    const auto url = SafeUrl::from(options.base_url);
    if (!url) return {};
    return url->text().ends_with('/') ? url->text() : url->text() + "/";
}

struct Entry {
    std::string id, url, title, html, text;
    Instant updated{};
};

/// Every brief's lines with their sources as links.
std::string html_of(const Page& page, const PrintedStory& story) {
    std::string html = "<p>";
    for (const Line& line : story.brief) {
        html += xml(text_of(page, line));
        for (const SourceMark& mark : line.sources) {
            const auto url = SafeUrl::from(mark.url);
            html += url ? " <a href=\"" + xml(url->text()) + "\">" + xml(clean(mark.short_name)) + "</a>"
                        : " " + xml(clean(mark.short_name));
        }
        html += " ";
    }
    return html + "</p><p>" + xml(text_of(page, story.foot)) + "</p>";
}

std::vector<Entry> entries_of(std::span<const Edition> editions, const LabelText& label_text,
                              const SiteOptions& options) {
    std::vector<Entry> entries;
    for (const Edition& edition : editions.first(std::min(editions.size(), kEditionsInFeed))) {
        const Page page{&edition, &label_text, "", nullptr};
        std::set<std::size_t> told;
        for (const Section& section : edition.sections) {
            if (section.form != SectionForm::briefs) continue;
            for (const std::size_t index : section.stories) {
                if (!told.insert(index).second) continue;
                const PrintedStory& story = edition.stories.at(index);
                Entry entry;
                entry.id = "urn:newsloom:" + edition.key + ":" + std::to_string(story.story.value);
                entry.url = base_of(options) + edition.key + "/" + story.slug + ".html";
                entry.title = text_of(page, story.headline);
                entry.html = html_of(page, story);
                for (const Line& line : story.brief)
                    entry.text += (entry.text.empty() ? "" : " ") + text_of(page, line);
                entry.updated = edition.composed;
                entries.push_back(std::move(entry));
            }
        }
    }
    return entries;
}

}  // namespace

std::string atom_feed(std::span<const Edition> editions, const LabelText& label_text, const SiteOptions& options) {
    const std::string base = base_of(options);
    const std::string language = editions.empty() ? "en" : clean(editions.front().language);
    const std::string title = xml(clean(options.title));
    std::string out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
        xml(language) + "\">\n";
    out += "<id>" + (base.empty() ? "urn:newsloom:site" : xml(base)) + "</id>\n<title>" + title + "</title>\n";
    out += "<updated>" + to_rfc3339(editions.empty() ? Instant{} : editions.front().composed) +
           "</updated>\n<author><name>" + title + "</name></author>\n";
    out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + xml(base) +
           "index.html\"/>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"" + xml(base) + "feed.xml\"/>\n";
    for (const Entry& entry : entries_of(editions, label_text, options)) {
        out += "<entry>\n<id>" + xml(entry.id) + "</id>\n<title>" + xml(entry.title) + "</title>\n<updated>" +
               to_rfc3339(entry.updated) + "</updated>\n";
        out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + xml(entry.url) + "\"/>\n<content type=\"html\">" +
               xml(entry.html) + "</content>\n</entry>\n";
    }
    return out + "</feed>\n";
}

std::string json_feed(std::span<const Edition> editions, const LabelText& label_text, const SiteOptions& options) {
    const std::string base = base_of(options);
    std::string out;
    json::Writer w(out);
    w.begin_object();
    w.field("version", "https://jsonfeed.org/version/1.1").field("title", clean(options.title));
    if (!base.empty()) w.field("home_page_url", base + "index.html").field("feed_url", base + "feed.json");
    w.field("language", editions.empty() ? std::string("en") : clean(editions.front().language));
    w.key("items").begin_array();
    for (const Entry& entry : entries_of(editions, label_text, options)) {
        w.begin_object();
        w.field("id", entry.id).field("url", entry.url).field("title", entry.title).field("content_html", entry.html);
        w.field("content_text", entry.text).field("date_published", to_rfc3339(entry.updated));
        w.end_object();
    }
    w.end_array().end_object();
    return out + "\n";
}

}  // namespace newsloom::render::detail
