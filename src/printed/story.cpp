#include "printed/story.h"

#include <cmath>

#include "printed/detail/read.h"

namespace newsloom::printed {
namespace {

std::string_view field_name(Field field) {
    return field == Field::title ? "title" : field == Field::deck ? "deck" : "text";
}

Field field_named(std::string_view name) {
    return name == "title" ? Field::title : name == "deck" ? Field::deck : Field::text;
}

std::string_view text_of(const Article& article, Field field) {
    return field == Field::title ? article.title : field == Field::deck ? article.deck : article.text;
}

/// Four digits are what scores and confidences are worth, and they read back the same.
double rounded(double value) { return std::isfinite(value) ? std::round(value * 10000.0) / 10000.0 : value; }

/// Writes a story with ids and byte ranges (the stored form, no context), or with names, texts and offsets in a unit
/// (the public form).
class StoryWriter {
  public:
    StoryWriter(json::Writer& writer, const StoryContext* context) : w(writer), context_(context) {}

    void fields(const Story& s);

  private:
    void outlet(OutletId id) { context_ != nullptr ? w.value(context_->outlet(id)) : w.value(id.value); }
    void article(ArticleId id) { context_ != nullptr ? w.value(context_->article_name(id)) : w.value(id.value); }
    void outlets(std::string_view key, const std::vector<OutletId>& ids) {
        w.key(key).begin_array();
        for (const OutletId id : ids)
            outlet(id);
        w.end_array();
    }
    void span(const Span& s);
    void spans(std::string_view key, const std::vector<Span>& all) {
        w.key(key).begin_array();
        for (const Span& s : all)
            span(s);
        w.end_array();
    }
    std::string_view words(const Span& s) const {
        const Article* from = context_ != nullptr ? context_->article(s.article) : nullptr;
        return from != nullptr ? slice(text_of(*from, s.field), s.range) : std::string_view();
    }
    void voice(const Voice& v);
    void fact(const Fact& f);
    void difference(const Difference& d);
    void perspective(const Perspective& p);

    json::Writer& w;
    const StoryContext* context_;
};

void StoryWriter::span(const Span& s) {
    w.begin_object().key("article");
    article(s.article);
    const Article* from = context_ != nullptr ? context_->article(s.article) : nullptr;
    if (from == nullptr) {
        w.field("start", s.range.begin).field("end", s.range.end);
    } else {
        const utf8::OffsetMap offset(text_of(*from, s.field), context_->unit);
        w.field("start", offset(s.range.begin)).field("end", offset(s.range.end)).field("text", words(s));
    }
    if (s.field != Field::text) w.field("field", field_name(s.field));
    w.end_object();
}

void StoryWriter::voice(const Voice& v) {
    w.begin_object().field("speaker", v.speaker).text_or_null("role", v.role);
    if (context_ != nullptr && !v.quotes.empty()) {
        w.key("span");
        span(v.quotes.front());
    }
    spans("quotes", v.quotes);
    outlets("outlets", v.outlets);
    w.field("confidence", rounded(v.confidence)).field("denial", v.denial).end_object();
}

void StoryWriter::fact(const Fact& f) {
    w.begin_object();
    if (context_ != nullptr && !f.support.empty()) w.field("text", words(f.support.front()));
    spans("support", f.support);
    outlets("outlets", f.outlets);
    w.field("independent", f.independent);
    if (!f.one_source.empty()) w.field("one_source", f.one_source);
    w.field("confidence", rounded(f.confidence)).end_object();
}

void StoryWriter::difference(const Difference& d) {
    w.begin_object().field("about", d.about).key("sides").begin_array();
    int group = 0;
    for (const auto& side : d.sides) {
        for (const DifferenceSide& entry : side) {
            w.begin_object();
            if (context_ != nullptr) w.field("text", words(entry.value));
            w.key("span");
            span(entry.span);
            w.key("value");
            span(entry.value);
            w.key("outlet");
            outlet(entry.outlet);
            w.field("time", to_rfc3339(entry.time));
            if (entry.low) w.field("low", *entry.low);
            if (entry.high) w.field("high", *entry.high);
            if (!entry.speaker.empty()) w.field("speaker", entry.speaker);
            w.field("side", group).end_object();
        }
        ++group;
    }
    w.end_array().field("kind", d.kind == DifferenceKind::number ? "number" : "denial");
    w.field("may_be_update", d.may_be_update).field("confidence", rounded(d.confidence)).end_object();
}

void StoryWriter::perspective(const Perspective& p) {
    w.begin_object().field("group", p.group);
    outlets("outlets", p.outlets);
    w.key("voices").begin_array();
    for (const Voice& v : p.voices)
        voice(v);
    w.end_array();
    spans("only_here", p.only_here);
    w.key("words").begin_array();
    for (const DistinctiveWord& word : p.words) {
        w.begin_object()
            .field("word", word.word)
            .field("log_odds", rounded(word.log_odds))
            .field("count", word.count)
            .end_object();
    }
    w.end_array().end_object();
}

void StoryWriter::fields(const Story& s) {
    w.field("story", s.id.value).field("version", s.version);
    w.key("headline");
    if (context_ != nullptr) {
        w.begin_object().field("text", words(s.headline)).key("article");
        article(s.headline.article);
        w.end_object();
    } else {
        span(s.headline);
    }
    w.key("deck");
    if (!s.deck) {
        w.null();
    } else if (context_ != nullptr) {
        w.value(words(*s.deck));
    } else {
        span(*s.deck);
    }
    w.text_or_null("category", s.category).field("first", to_rfc3339(s.first)).field("last", to_rfc3339(s.last));
    w.key("documents").begin_array();
    for (const DocumentId id : s.documents)
        w.value(id.value);
    w.end_array().key("articles").begin_array();
    for (const ArticleId id : s.articles)
        article(id);
    w.end_array();
    outlets("outlets", s.outlets);
    w.field("independent", s.independent);
    w.key("copies").begin_array();
    for (const CopyLink& c : s.copies) {
        w.begin_object().key("article");
        article(c.article);
        w.key("group");
        article(c.group);
        w.key("copy_of");
        if (c.copy_of) {
            article(*c.copy_of);
        } else {
            w.null();
        }
        w.field("similarity", rounded(c.similarity))
            .field("containment", rounded(c.containment))
            .text_or_null("agency", c.agency);
        if (!c.copied.empty()) spans("copied", c.copied);
        w.end_object();
    }
    w.end_array().key("facts").begin_array();
    for (const Fact& f : s.facts)
        fact(f);
    w.end_array().key("differences").begin_array();
    for (const Difference& d : s.differing)
        difference(d);
    w.end_array().key("voices").begin_array();
    for (const Voice& v : s.voices)
        voice(v);
    w.end_array().key("perspectives").begin_array();
    for (const Perspective& p : s.sides)
        perspective(p);
    w.end_array().key("opinions").begin_array();
    for (const Opinion& o : s.opinions) {
        w.begin_object().field("author", o.author).key("outlet");
        outlet(o.outlet);
        w.key("span");
        span(o.thesis);
        w.end_object();
    }
    w.end_array();
    spans("unknowns", s.open);
    w.key("rank").begin_object().field("score", rounded(s.score)).key("because").begin_array();
    for (const RankReason& r : s.because)
        w.begin_object().field("what", r.what).field("value", rounded(r.value)).end_object();
    w.end_array().end_object();
}

Span read_span(const boost::json::object& o) {
    return {ArticleId(detail::integer(o, "article")), detail::range(o), field_named(detail::text(o, "field"))};
}

std::vector<Span> read_spans(const boost::json::object& o, std::string_view key) {
    std::vector<Span> result;
    detail::each(o, key, [&](const auto& s) { result.push_back(read_span(s)); });
    return result;
}

template <class I>
std::vector<I> read_ids(const boost::json::object& o, std::string_view key) {
    std::vector<I> result;
    const auto* value = o.if_contains(key);
    if (value == nullptr || !value->is_array()) return result;
    for (const auto& item : value->get_array()) {
        if (item.is_int64()) result.push_back(I(item.get_int64()));
    }
    return result;
}

Voice read_voice(const boost::json::object& o) {
    return {detail::text(o, "speaker"),
            detail::text(o, "role"),
            read_spans(o, "quotes"),
            read_ids<OutletId>(o, "outlets"),
            static_cast<float>(detail::number(o, "confidence")),
            detail::truth(o, "denial")};
}

Difference read_difference(const boost::json::object& o) {
    using namespace detail;
    Difference d;
    d.kind = detail::text(o, "kind") == "denial" ? DifferenceKind::denial : DifferenceKind::number;
    d.about = detail::text(o, "about");
    d.may_be_update = truth(o, "may_be_update");
    d.confidence = static_cast<float>(number(o, "confidence"));
    each(o, "sides", [&](const auto& s) {
        DifferenceSide side;
        if (const auto* inner = object_at(s, "span")) side.span = read_span(*inner);
        if (const auto* inner = object_at(s, "value")) side.value = read_span(*inner);
        side.outlet = OutletId(integer(s, "outlet"));
        side.time = instant(s, "time");
        side.low = maybe_number(s, "low");
        side.high = maybe_number(s, "high");
        side.speaker = detail::text(s, "speaker");
        // The writer numbers the sides upwards; an entry without a number joins the last one.
        const auto group = static_cast<std::size_t>(std::max<std::int64_t>(0, integer(s, "side")));
        if (d.sides.empty() || group >= d.sides.size()) d.sides.emplace_back();
        d.sides.back().push_back(std::move(side));
    });
    return d;
}

}  // namespace

void write_fields(json::Writer& w, const Story& story, const StoryContext& context) {
    StoryWriter(w, &context).fields(story);
}

std::string to_json(const Story& story) {
    std::string out;
    json::Writer w(out);
    w.begin_object();
    StoryWriter(w, nullptr).fields(story);
    w.end_object();
    return out;
}

Result<Story> story_from_json(std::string_view text) {
    using namespace detail;
    NL_TRY(const auto value, parsed("story", text));
    const auto& o = value.get_object();
    Story s;
    s.id = StoryId(integer(o, "story"));
    s.version = static_cast<int>(integer(o, "version"));
    if (const auto* headline = object_at(o, "headline")) s.headline = read_span(*headline);
    if (const auto* deck = object_at(o, "deck")) s.deck = read_span(*deck);
    s.category = detail::text(o, "category");
    s.first = instant(o, "first");
    s.last = instant(o, "last");
    s.documents = read_ids<DocumentId>(o, "documents");
    s.articles = read_ids<ArticleId>(o, "articles");
    s.outlets = read_ids<OutletId>(o, "outlets");
    s.independent = static_cast<int>(integer(o, "independent"));
    each(o, "copies", [&](const auto& c) {
        CopyLink link{ArticleId(integer(c, "article")),
                      ArticleId(integer(c, "group")),
                      std::nullopt,
                      static_cast<float>(number(c, "similarity")),
                      static_cast<float>(number(c, "containment")),
                      detail::text(c, "agency")};
        if (const auto copy_of = integer(c, "copy_of"); copy_of != 0) link.copy_of = ArticleId(copy_of);
        link.copied = read_spans(c, "copied");
        s.copies.push_back(std::move(link));
    });
    each(o, "facts", [&](const auto& f) {
        s.facts.push_back({read_spans(f, "support"), read_ids<OutletId>(f, "outlets"),
                           static_cast<int>(integer(f, "independent")), detail::text(f, "one_source"),
                           static_cast<float>(number(f, "confidence"))});
    });
    each(o, "differences", [&](const auto& d) { s.differing.push_back(read_difference(d)); });
    each(o, "voices", [&](const auto& v) { s.voices.push_back(read_voice(v)); });
    each(o, "perspectives", [&](const auto& p) {
        Perspective side{
            detail::text(p, "group"), read_ids<OutletId>(p, "outlets"), {}, read_spans(p, "only_here"), {}};
        each(p, "voices", [&](const auto& v) { side.voices.push_back(read_voice(v)); });
        each(p, "words", [&](const auto& x) {
            side.words.push_back(
                {detail::text(x, "word"), number(x, "log_odds"), static_cast<int>(integer(x, "count"))});
        });
        s.sides.push_back(std::move(side));
    });
    each(o, "opinions", [&](const auto& p) {
        const auto* span = object_at(p, "span");
        s.opinions.push_back(
            {detail::text(p, "author"), OutletId(integer(p, "outlet")), span != nullptr ? read_span(*span) : Span{}});
    });
    s.open = read_spans(o, "unknowns");
    if (const auto* rank = object_at(o, "rank")) {
        s.score = number(*rank, "score");
        each(*rank, "because",
             [&](const auto& r) { s.because.push_back({detail::text(r, "what"), number(r, "value")}); });
    }
    return s;
}

}  // namespace newsloom::printed
