#include "printed/edition.h"

#include "json/writer.h"
#include "printed/detail/read.h"

namespace newsloom::printed {
namespace {

using boost::json::object;

// Writing. One function per struct of model/edition.h, in its order.

void write(json::Writer& w, const Computed& c) {
    w.begin_object().field("what", c.what).field("text", c.text).field("inputs", c.inputs).end_object();
}

struct PieceWriter {
    json::Writer& w;

    void operator()(const Label& label) const {
        w.field("label", label.id).key("slots").begin_array();
        for (const Computed& slot : label.slots)
            write(w, slot);
        w.end_array();
    }
    void operator()(const Quoted& q) const {
        w.field("quoted", q.bytes)
            .field("article", q.span.article.value)
            .field("start", q.span.range.begin)
            .field("end", q.span.range.end);
        if (q.span.field != Field::text) w.field("field", q.span.field == Field::title ? "title" : "deck");
    }
    void operator()(const Computed& c) const {
        w.key("computed");
        write(w, c);
    }
    void operator()(const EditorText& e) const { w.field("editor", e.by).field("text", e.text); }
};

void write(json::Writer& w, const SourceMark& m) {
    w.begin_object()
        .field("outlet", m.outlet.value)
        .field("outlet_key", m.outlet_key)
        .field("short_name", m.short_name);
    w.field("article", m.article.value).field("document", m.document.value).field("url", m.url).field("title", m.title);
    w.field("time", to_rfc3339(m.time))
        .field("fetched", to_rfc3339(m.fetched))
        .field("start", m.range.begin)
        .field("end", m.range.end);
    w.field("paywalled", m.paywalled).field("language", m.language).end_object();
}

void write(json::Writer& w, const Line& line) {
    w.begin_object().field("id", line.id).key("pieces").begin_array();
    for (const Piece& piece : line.pieces) {
        w.begin_object();
        std::visit(PieceWriter{w}, piece);
        w.end_object();
    }
    w.end_array().key("sources").begin_array();
    for (const SourceMark& mark : line.sources)
        write(w, mark);
    w.end_array().end_object();
}

void write(json::Writer& w, std::string_view key, const Line& line) {
    w.key(key);
    write(w, line);
}

void write(json::Writer& w, std::string_view key, const std::vector<Line>& lines) {
    w.key(key).begin_array();
    for (const Line& line : lines)
        write(w, line);
    w.end_array();
}

void write(json::Writer& w, std::string_view key, const std::vector<PrintedVoice>& voices) {
    w.key(key).begin_array();
    for (const PrintedVoice& voice : voices) {
        w.begin_object();
        write(w, "speaker", voice.speaker);
        write(w, "quotes", voice.quotes);
        w.end_object();
    }
    w.end_array();
}

void write(json::Writer& w, const PrintedDifference& d) {
    w.begin_object();
    write(w, "about", d.about);
    w.key("sides").begin_array();
    for (const auto& side : d.sides) {
        w.begin_array();
        for (const Line& line : side)
            write(w, line);
        w.end_array();
    }
    w.end_array();
    write(w, "note", d.note);
    w.end_object();
}

void write(json::Writer& w, const PrintedSource& s) {
    w.begin_object().key("mark");
    write(w, s.mark);
    w.field("outlet_name", s.outlet_name)
        .field("country", s.country)
        .field("owner_kind", s.owner_kind)
        .field("genre", s.genre);
    w.field("copy_of", s.copy_of).end_object();
}

void write(json::Writer& w, const PrintedStory& s) {
    w.begin_object()
        .field("story", s.story.value)
        .field("version", s.version)
        .field("slug", s.slug)
        .field("category", s.category);
    write(w, "kicker", s.kicker);
    write(w, "headline", s.headline);
    write(w, "deck", s.deck);
    write(w, "brief", s.brief);
    w.key("watch");
    if (s.watch) {
        w.begin_object()
            .field("kind", name(s.watch->kind))
            .field("url", s.watch->url)
            .field("caption", s.watch->caption);
        w.field("credit", s.watch->credit).end_object();
    } else {
        w.null();
    }
    write(w, "foot", s.foot);
    write(w, "facts", s.facts);
    write(w, "voices", s.voices);
    w.key("differences").begin_array();
    for (const auto& difference : s.differences)
        write(w, difference);
    w.end_array();
    write(w, "unknowns", s.unknowns);
    w.key("perspectives").begin_array();
    for (const auto& perspective : s.perspectives) {
        w.begin_object();
        write(w, "who", perspective.who);
        write(w, "lines", perspective.lines);
        w.end_object();
    }
    w.end_array();
    write(w, "opinions", s.opinions);
    write(w, "timeline", s.timeline);
    w.key("sources").begin_array();
    for (const auto& source : s.sources)
        write(w, source);
    w.end_array();
    write(w, "why_here", s.why_here);
    w.end_object();
}

std::string_view form_name(SectionForm form) {
    switch (form) {
        case SectionForm::briefs:
            return "briefs";
        case SectionForm::question:
            return "question";
        case SectionForm::one_liners:
            return "one_liners";
        case SectionForm::list:
            return "list";
    }
    return "briefs";
}

void write(json::Writer& w, const Section& s) {
    w.begin_object().field("key", s.key).field("form", form_name(s.form));
    write(w, "title", s.title);
    w.key("stories").begin_array();
    for (const std::size_t index : s.stories)
        w.value(index);
    w.end_array();
    write(w, "lines", s.lines);
    write(w, "why_empty", s.why_empty);
    w.end_object();
}

// Reading, the same order.

Computed read_computed(const object& o) {
    return {detail::text(o, "what"), detail::text(o, "text"), detail::texts(o, "inputs")};
}

Piece read_piece(const object& o) {
    if (o.contains("label")) {
        Label label{detail::text(o, "label"), {}};
        detail::each(o, "slots", [&](const auto& slot) { label.slots.push_back(read_computed(slot)); });
        return label;
    }
    if (o.contains("quoted")) {
        const std::string field = detail::text(o, "field");
        return Quoted{{ArticleId(detail::integer(o, "article")), detail::range(o),
                       field == "title"  ? Field::title
                       : field == "deck" ? Field::deck
                                         : Field::text},
                      detail::text(o, "quoted")};
    }
    if (const auto* computed = detail::object_at(o, "computed")) return read_computed(*computed);
    return EditorText{detail::text(o, "editor"), detail::text(o, "text")};
}

SourceMark read_mark(const object& o) {
    SourceMark m;
    m.outlet = OutletId(detail::integer(o, "outlet"));
    m.outlet_key = detail::text(o, "outlet_key");
    m.short_name = detail::text(o, "short_name");
    m.article = ArticleId(detail::integer(o, "article"));
    m.document = DocumentId(detail::integer(o, "document"));
    m.url = detail::text(o, "url");
    m.title = detail::text(o, "title");
    m.time = detail::instant(o, "time");
    m.fetched = detail::instant(o, "fetched");
    m.range = detail::range(o);
    m.paywalled = detail::truth(o, "paywalled");
    m.language = detail::text(o, "language");
    return m;
}

Line read_line(const object& o) {
    Line line{detail::text(o, "id"), {}, {}};
    detail::each(o, "pieces", [&](const auto& piece) { line.pieces.push_back(read_piece(piece)); });
    detail::each(o, "sources", [&](const auto& mark) { line.sources.push_back(read_mark(mark)); });
    return line;
}

Line read_line(const object& o, std::string_view key) {
    const auto* inner = detail::object_at(o, key);
    return inner != nullptr ? read_line(*inner) : Line{};
}

std::vector<Line> read_lines(const object& o, std::string_view key) {
    std::vector<Line> lines;
    detail::each(o, key, [&](const auto& line) { lines.push_back(read_line(line)); });
    return lines;
}

std::vector<PrintedVoice> read_voices(const object& o, std::string_view key) {
    std::vector<PrintedVoice> voices;
    detail::each(o, key, [&](const auto& v) { voices.push_back({read_line(v, "speaker"), read_lines(v, "quotes")}); });
    return voices;
}

PrintedDifference read_difference(const object& o) {
    PrintedDifference d{read_line(o, "about"), {}, read_line(o, "note")};
    if (const auto* sides = o.if_contains("sides"); sides != nullptr && sides->is_array()) {
        for (const auto& side : sides->get_array()) {
            auto& lines = d.sides.emplace_back();
            if (!side.is_array()) continue;
            for (const auto& line : side.get_array()) {
                if (const auto* inner = line.if_object()) lines.push_back(read_line(*inner));
            }
        }
    }
    return d;
}

PrintedStory read_story(const object& o) {
    PrintedStory s;
    s.story = StoryId(detail::integer(o, "story"));
    s.version = static_cast<int>(detail::integer(o, "version"));
    s.slug = detail::text(o, "slug");
    s.category = detail::text(o, "category");
    s.kicker = read_line(o, "kicker");
    s.headline = read_line(o, "headline");
    s.deck = read_line(o, "deck");
    s.brief = read_lines(o, "brief");
    if (const auto* watch = detail::object_at(o, "watch")) {
        s.watch =
            Media{media_kind_named(detail::text(*watch, "kind")).value_or(MediaKind::embed),
                  detail::text(*watch, "url"), detail::text(*watch, "caption"), detail::text(*watch, "credit"), 0};
    }
    s.foot = read_line(o, "foot");
    s.facts = read_lines(o, "facts");
    s.voices = read_voices(o, "voices");
    detail::each(o, "differences", [&](const auto& d) { s.differences.push_back(read_difference(d)); });
    s.unknowns = read_lines(o, "unknowns");
    detail::each(o, "perspectives",
                 [&](const auto& p) { s.perspectives.push_back({read_line(p, "who"), read_lines(p, "lines")}); });
    s.opinions = read_voices(o, "opinions");
    s.timeline = read_lines(o, "timeline");
    detail::each(o, "sources", [&](const auto& source) {
        const auto* mark = detail::object_at(source, "mark");
        s.sources.push_back({mark != nullptr ? read_mark(*mark) : SourceMark{}, detail::text(source, "outlet_name"),
                             detail::text(source, "country"), detail::text(source, "owner_kind"),
                             detail::text(source, "genre"), detail::text(source, "copy_of")});
    });
    s.why_here = read_lines(o, "why_here");
    return s;
}

Section read_section(const object& o) {
    Section s;
    s.key = detail::text(o, "key");
    for (const auto form : {SectionForm::briefs, SectionForm::question, SectionForm::one_liners, SectionForm::list}) {
        if (form_name(form) == detail::text(o, "form")) s.form = form;
    }
    s.title = read_line(o, "title");
    if (const auto* stories = o.if_contains("stories"); stories != nullptr && stories->is_array()) {
        for (const auto& index : stories->get_array()) {
            if (index.is_int64()) s.stories.push_back(static_cast<std::size_t>(index.get_int64()));
        }
    }
    s.lines = read_lines(o, "lines");
    s.why_empty = read_line(o, "why_empty");
    return s;
}

}  // namespace

std::string to_json(const Line& line) {
    std::string out;
    json::Writer w(out);
    write(w, line);
    return out;
}

Result<Line> line_from_json(std::string_view text) {
    NL_TRY(const auto value, detail::parsed("line", text));
    return read_line(value.get_object());
}

std::string to_json(const Edition& e) {
    std::string out;
    json::Writer w(out);
    w.begin_object()
        .field("id", e.id.value)
        .field("key", e.key)
        .field("kind", name(e.kind))
        .field("language", e.language);
    w.field("day", to_string(e.day)).field("composed", to_rfc3339(e.composed)).field("since", to_rfc3339(e.since));
    write(w, "title", e.title);
    write(w, "dateline", e.dateline);
    w.key("sections").begin_array();
    for (const Section& section : e.sections)
        write(w, section);
    w.end_array().key("stories").begin_array();
    for (const PrintedStory& story : e.stories)
        write(w, story);
    w.end_array().key("readers").begin_array();
    for (const ReaderPage& page : e.readers) {
        w.begin_object().field("slug", page.slug).field("outlet", page.outlet).key("missed");
        write(w, page.missed);
        w.end_object();
    }
    w.end_array();
    write(w, "left_out", e.left_out);
    w.end_object();
    return out;
}

Result<Edition> edition_from_json(std::string_view text) {
    NL_TRY(const auto value, detail::parsed("edition", text));
    const auto& o = value.get_object();
    Edition e;
    e.id = EditionId(detail::integer(o, "id"));
    e.key = detail::text(o, "key");
    e.kind = edition_kind_named(detail::text(o, "kind")).value_or(EditionKind::morning);
    e.language = detail::text(o, "language");
    e.day = parse_date(detail::text(o, "day")).value_or(Date{});
    e.composed = detail::instant(o, "composed");
    e.since = detail::instant(o, "since");
    e.title = read_line(o, "title");
    e.dateline = read_line(o, "dateline");
    detail::each(o, "sections", [&](const auto& section) { e.sections.push_back(read_section(section)); });
    detail::each(o, "stories", [&](const auto& story) { e.stories.push_back(read_story(story)); });
    detail::each(o, "readers", [&](const auto& page) {
        const auto* missed = detail::object_at(page, "missed");
        e.readers.push_back({detail::text(page, "slug"), detail::text(page, "outlet"),
                             missed != nullptr ? read_section(*missed) : Section{}});
    });
    e.left_out = read_lines(o, "left_out");
    return e;
}

}  // namespace newsloom::printed
