#include "render/render.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "edition/detail/labels.h"
#include "edition/detail/lines.h"
#include "render/detail/line_view.h"
#include "text/utf8.h"
#include "unit/edition/newsroom.h"
#include "unit/render/visible_text.h"

namespace newsloom {
namespace {

using tests::Day;

const render::LabelText kEnglish = [](const Label& label) { return edition::label_text(label); };

std::string file(const std::vector<render::File>& files, const std::string& path) {
    for (const render::File& one : files) {
        if (one.path == path) return one.bytes;
    }
    ADD_FAILURE() << "no file " << path;
    return {};
}

std::vector<render::File> site_of(const Edition& edition) { return render::site(std::span(&edition, 1), kEnglish); }

TEST(Site, links_a_page_for_the_readers_of_each_outlet) {
    Day day;
    for (const auto& [id, outlet] : day.room.material.outlets)
        day.room.material.pages_fetched[id] = 3;
    const Edition edition = day.compose();
    ASSERT_FALSE(edition.readers.empty());
    const std::vector<render::File> files = site_of(edition);
    const std::string front = file(files, edition.key + "/index.html");
    for (const ReaderPage& reader : edition.readers) {
        EXPECT_NE(front.find("href=\"" + reader.slug + ".html\""), std::string::npos) << reader.slug;
        const std::string page = file(files, edition.key + "/" + reader.slug + ".html");
        EXPECT_NE(page.find("If you read " + reader.outlet), std::string::npos);
        EXPECT_NE(page.find("index.html"), std::string::npos);
    }
}

TEST(Site, writes_itself_for_the_eye) {
    const char* const folder = std::getenv("NEWSLOOM_SHOW");
    if (folder == nullptr) GTEST_SKIP() << "set NEWSLOOM_SHOW to a folder to look at the pages";
    const Edition edition = Day().compose();
    std::vector<render::File> files = site_of(edition);
    render::SiteOptions options;
    options.base_url = "https://news.example/";
    const render::MailParts mail = render::mail(edition, kEnglish, options);
    files.push_back({"mail.html", mail.html});
    files.push_back({"mail.txt", mail.subject + "\n" + mail.preheader + "\n\n" + mail.text});
    files.push_back({"terminal.txt", render::terminal(edition, kEnglish)});
    for (const render::File& one : files) {
        const std::filesystem::path path = std::filesystem::path(folder) / one.path;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << one.bytes;
    }
}

/// All that may be printed: each line's pieces, the labels, and the values that the renderer computes from the
/// edition's times and marks.
class Allowed {
  public:
    explicit Allowed(const Edition& edition) {
        for (const auto& entry : edition::detail::label_catalogue()) {
            if (entry.language == "en") add(std::string(entry.text));
        }
        edition::detail::for_each_line(edition, [&](const Line& line) {
            for (const Piece& piece : line.pieces) {
                if (const auto* const one = std::get_if<Label>(&piece)) add(edition::label_text(*one));
                if (const auto* const one = std::get_if<Quoted>(&piece)) add(one->bytes);
                if (const auto* const one = std::get_if<Computed>(&piece)) add(one->text);
                if (const auto* const one = std::get_if<EditorText>(&piece)) add(one->text);
            }
            for (const SourceMark& mark : line.sources)
                add_mark(edition, mark);
            add(render::detail::text_of({&edition, &kEnglish, "", nullptr}, line));
        });
        for (const PrintedStory& story : edition.stories) {
            Instant first = Instant::max(), last = Instant::min();
            for (const PrintedSource& source : story.sources) {
                add_mark(edition, source.mark);
                add(source.outlet_name);
                first = std::min(first, source.mark.time);
                last = std::max(last, source.mark.time);
            }
            const render::detail::Page page{&edition, &kEnglish, "", nullptr};
            if (!story.sources.empty())
                add(page.label("story.coverage_text", {{"", std::to_string(story.sources.size()), {}},
                                                       {"", page.time(first), {}},
                                                       {"", page.time(last), {}}}));
        }
        add("Newsloom");
    }
    [[nodiscard]] bool covers(const std::string& text) const {
        // The page's title joins two allowed texts.
        const std::size_t dot = text.find(" · ");
        return texts_.contains(render::detail::clean(text)) ||
               (dot != std::string::npos && covers(text.substr(0, dot)) && covers(text.substr(dot + 4)));
    }

  private:
    void add(const std::string& text) { texts_.insert(render::detail::clean(text)); }
    void add_mark(const Edition& edition, const SourceMark& mark) {
        add(mark.short_name);
        add(mark.title);
        add(render::detail::Page{&edition, &kEnglish, "", nullptr}.time(mark.time));
    }
    std::set<std::string> texts_;
};

TEST(Site, prints_nothing_but_pieces_labels_and_computed_values) {
    const Edition edition = Day().compose();
    const Allowed allowed(edition);
    std::size_t looked_at = 0;
    for (const render::File& one : site_of(edition)) {
        if (!one.path.ends_with(".html")) continue;
        for (const std::string& text : tests::visible_text(one.bytes)) {
            EXPECT_TRUE(allowed.covers(text)) << one.path << ": \"" << text << "\"";
            ++looked_at;
        }
    }
    EXPECT_GT(looked_at, 200U);
}

TEST(Mail, prints_nothing_but_pieces_labels_and_computed_values) {
    const Edition edition = Day().compose();
    const Allowed allowed(edition);
    const render::MailParts mail = render::mail(edition, kEnglish);
    for (const std::string& text : tests::visible_text(mail.html)) {
        const bool head = text == mail.subject || text == mail.preheader || text == " · ";
        EXPECT_TRUE(head || allowed.covers(text)) << "\"" << text << "\"";
    }
}

TEST(Theme, has_no_words_of_its_own) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(NEWSLOOM_SOURCE_DIR) / "data/themes/default")) {
        if (entry.path().extension() != ".mustache") continue;
        std::ifstream in(entry.path());
        std::string text((std::istreambuf_iterator<char>(in)), {});
        // Labels and variables are not words of the template.
        for (std::size_t at = text.find("{{#label}}"); at != std::string::npos; at = text.find("{{#label}}"))
            text.erase(at, text.find("{{/label}}", at) + 10 - at);
        for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{"))
            text.erase(at, text.find("}}", at) + 2 - at);
        for (const std::string& piece : tests::visible_text(text)) {
            const bool words = std::any_of(piece.begin(), piece.end(),
                                           [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
            EXPECT_FALSE(words) << entry.path() << ": " << piece;
        }
    }
}

TEST(Site, links_only_to_files_that_it_writes_or_to_http_addresses) {
    const Edition edition = Day().compose();
    const auto files = site_of(edition);
    std::set<std::string> paths;
    for (const render::File& one : files)
        paths.insert(one.path);
    EXPECT_EQ(paths.size(), files.size());
    for (const render::File& one : files) {
        if (!one.path.ends_with(".html")) continue;
        for (std::size_t at = one.bytes.find("href=\""); at != std::string::npos;
             at = one.bytes.find("href=\"", at + 1)) {
            std::string link = one.bytes.substr(at + 6, one.bytes.find('"', at + 6) - at - 6);
            if (link.starts_with("https://") || link.starts_with("http://") || link.starts_with("#")) continue;
            link = link.substr(0, link.find('#'));
            const auto target = (std::filesystem::path(one.path).parent_path() / link).lexically_normal().string();
            EXPECT_TRUE(paths.contains(target)) << one.path << " -> " << link;
        }
    }
}

TEST(Site, escapes_hostile_texts_and_drops_hostile_addresses) {
    tests::Newsroom room;
    const OutletId outlet = room.outlet("x", "<b>X</b> & Co", "\"X\" onclick=alert(1)", "GB", "private");
    const std::string text =
        "A <script>alert(1)</script> was read out in the town of Y by the clerk of the court and the mayor, who closed "
        "it with \"]]>\" on Monday.";
    Article& a = room.article(outlet, "2026-05-11T12:00:00Z",
                              "</title><script>alert(1)</script> {{site_title}} \xE2\x80\xAE reversed", text);
    a.url = a.canonical_url = "javascript:alert(1)";
    Article& b = room.article(outlet, "2026-05-11T13:00:00Z", "Second", text);
    b.url = b.canonical_url = "https://x.example/\"><script>alert(2)</script>";
    room.story({&a, &b}, "world");
    edition::Options options;
    options.day = *parse_date("2026-05-12");
    options.now = tests::at("2026-05-12T05:30:00Z");
    const Edition edition = edition::compose(room.material, options);
    ASSERT_FALSE(edition.stories.empty());
    std::vector<render::File> files = site_of(edition);
    files.push_back({"mail.html", render::mail(edition, kEnglish).html});
    for (const render::File& one : files) {
        // A title of JSON Feed is plain text; its content_html is not.
        const std::size_t html = one.path == "feed.json" ? one.bytes.find("content_html") : 0;
        EXPECT_EQ(one.bytes.substr(html, one.bytes.find("content_text") - html).find("<script"), std::string::npos)
            << one.path;
        EXPECT_EQ(one.bytes.find("javascript:"), std::string::npos) << one.path;
        EXPECT_EQ(one.bytes.find("\xE2\x80\xAE"), std::string::npos) << one.path;
        EXPECT_EQ(one.bytes.find("<b>X"), std::string::npos) << one.path;
    }
    EXPECT_NE(file(files, "index.html").find("{{site_title}}"), std::string::npos);  // printed, not filled
}

TEST(Site, has_one_h1_and_headings_in_order_on_every_page) {
    const Edition edition = Day().compose();
    for (const render::File& one : site_of(edition)) {
        if (!one.path.ends_with(".html")) continue;
        int level = 0, first = 0;
        for (std::size_t at = one.bytes.find("<h"); at != std::string::npos; at = one.bytes.find("<h", at + 1)) {
            const char digit = one.bytes[at + 2];
            if (digit < '1' || digit > '6') continue;
            EXPECT_LE(digit - '0', level + 1) << one.path << ": " << one.bytes.substr(at, 60);
            level = digit - '0';
            if (level == 1) ++first;
        }
        EXPECT_EQ(first, 1) << one.path;
        EXPECT_NE(one.bytes.find("<html lang=\"en\">"), std::string::npos);
        EXPECT_NE(one.bytes.find("<main id=\"news\""), std::string::npos);
        EXPECT_NE(one.bytes.find("href=\"#news\""), std::string::npos);
    }
}

TEST(Site, says_so_when_there_is_no_edition_yet) {
    const auto files = render::site({}, kEnglish);
    EXPECT_NE(file(files, "index.html").find("No edition has been published yet"), std::string::npos);
}

TEST(Site, marks_a_line_that_a_later_edition_corrects) {
    Edition old = Day().compose();
    Edition next;
    next.key = "2026-05-13-morning";
    next.day = *parse_date("2026-05-13");
    Section section;
    section.key = "corrections";
    section.form = SectionForm::list;
    Line line;
    line.pieces.push_back(Label{"correction.reported",
                                {{"date", "12 May", {"edition:" + old.key, "line:" + old.stories[0].brief[0].id}}}});
    section.lines = {line};
    next.sections = {section};
    const std::vector<Edition> editions = {next, old};
    const auto files = render::site(editions, kEnglish);
    EXPECT_NE(file(files, "2026-05-12-morning/index.html").find("Corrected on 13 May"), std::string::npos);
    EXPECT_NE(file(files, "2026-05-12-morning/index.html").find("../2026-05-13-morning/index.html#corrections"),
              std::string::npos);
}

TEST(Mail, names_the_first_story_and_how_many_there_are) {
    const render::MailParts mail = render::mail(Day().compose(), kEnglish);
    EXPECT_EQ(mail.subject, "Tide gate at Saltmere fails, 400 homes evacuated and 3 more stories");
    EXPECT_EQ(mail.preheader,
              "Court gives Lenna Valley farmers half the river · Otterby library reopens after readers carry out 9,000 "
              "books");
}

TEST(Mail, is_cut_to_fit_and_says_so) {
    Edition edition = Day().compose();
    const PrintedStory story = edition.stories[0];
    for (int i = 0; i < 120; ++i) {
        edition.sections[0].stories.push_back(edition.stories.size());
        edition.stories.push_back(story);
    }
    render::SiteOptions options;
    options.base_url = "https://news.example";
    const render::MailParts mail = render::mail(edition, kEnglish, options);
    EXPECT_LE(mail.html.size(), 102U * 1000);
    EXPECT_GT(mail.html.size(), 60U * 1000);
    EXPECT_NE(mail.html.find("cut to fit"), std::string::npos);
    EXPECT_NE(mail.html.find("https://news.example/2026-05-12-morning/index.html"), std::string::npos);
}

TEST(Mail, has_no_relative_links) {
    const render::MailParts mail = render::mail(Day().compose(), kEnglish);
    for (std::size_t at = mail.html.find("href=\""); at != std::string::npos; at = mail.html.find("href=\"", at + 1))
        EXPECT_EQ(mail.html.substr(at + 6, 8), "https://") << mail.html.substr(at, 80);
}

TEST(PlainText, keeps_to_72_columns_but_for_addresses) {
    const render::MailParts mail = render::mail(Day().compose(), kEnglish);
    std::size_t begin = 0;
    while (begin < mail.text.size()) {
        const std::size_t end = mail.text.find('\n', begin);
        const std::string line = mail.text.substr(begin, end - begin);
        EXPECT_TRUE(line.find("://") != std::string::npos || utf8::count(line) <= 72U) << line;
        begin = end + 1;
    }
    EXPECT_NE(mail.text.find("What happened\n============="), std::string::npos) << mail.text;
}

}  // namespace
}  // namespace newsloom
