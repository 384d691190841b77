#include "printed/annotations.h"

#include <limits>

#include "printed/detail/read.h"

namespace newsloom::printed {
namespace {

/// Ranges in the unit asked for, with or without the words they cover.
struct RangeWriter {
    json::Writer& w;
    std::string_view text;
    const utf8::OffsetMap& offset;
    bool with_text;

    void fields(TextRange range) const {
        w.field("start", offset(range.begin)).field("end", offset(range.end));
        if (with_text) w.field("text", slice(text, range));
    }
    void object(TextRange range) const {
        w.begin_object();
        fields(range);
        w.end_object();
    }
    void maybe(std::string_view key, const std::optional<TextRange>& range) const {
        w.key(key);
        if (range) {
            object(*range);
        } else {
            w.null();
        }
    }
    void list(std::string_view key, const std::vector<TextRange>& ranges) const {
        w.key(key).begin_array();
        for (const TextRange range : ranges)
            object(range);
        w.end_array();
    }
};

void write_attribution(const RangeWriter& r, const Attribution& a) {
    json::Writer& w = r.w;
    w.begin_object().field("kind", name(a.kind));
    w.key("content").begin_object();
    r.fields(a.content);
    if (!a.parts.empty()) {
        w.key("parts").begin_array();
        for (const TextRange part : a.parts)
            w.begin_object().field("start", r.offset(part.begin)).field("end", r.offset(part.end)).end_object();
        w.end_array();
    }
    w.end_object();
    r.maybe("cue", a.cue);
    r.maybe("source", a.source);
    w.text_or_null("speaker", a.speaker);
    w.text_or_null("speaker_role", a.speaker_role);
    w.field("stance", name(a.stance));
    // Three digits: what the number is worth.
    w.field("confidence", static_cast<double>(static_cast<int>(a.confidence * 1000.0F + 0.5F)) / 1000.0).end_object();
}

void write_common(const RangeWriter& r, const Annotations& annotations) {
    json::Writer& w = r.w;
    w.key("attributions").begin_array();
    for (const Attribution& a : annotations.attributions)
        write_attribution(r, a);
    w.end_array().key("quantities").begin_array();
    for (const Quantity& q : annotations.quantities) {
        w.begin_object();
        r.fields(q.range);
        w.field("value", q.value).field("low", q.low).field("high", q.high).text_or_null("unit", q.unit);
        w.key("of");
        if (q.of.empty()) {
            w.null();
        } else if (r.with_text) {
            w.value(slice(r.text, q.of));
        } else {
            r.object(q.of);
        }
        w.end_object();
    }
    w.end_array();
    r.list("unknowns", annotations.unknowns);
    r.list("theses", annotations.theses);
}

}  // namespace

void write_fields(json::Writer& w, const Annotations& annotations, std::string_view text, utf8::OffsetUnit unit) {
    const utf8::OffsetMap offset(text, unit);
    write_common({w, text, offset, true}, annotations);
}

std::string to_json(const Annotations& annotations) {
    std::string out;
    json::Writer w(out);
    const utf8::OffsetMap offset("", utf8::OffsetUnit::bytes);
    const RangeWriter r{w, "", offset, false};
    w.begin_object().field("article", annotations.article.value);
    w.key("sentences").begin_array();
    for (const Sentence& s : annotations.sentences) {
        w.begin_object();
        r.fields(s.range);
        w.field("paragraph", s.paragraph).end_object();
    }
    w.end_array().key("names").begin_array();
    for (const Name& n : annotations.names) {
        w.begin_object();
        r.fields(n.range);
        w.field("kind", name(n.kind)).field("full", n.full).end_object();
    }
    w.end_array();
    write_common(r, annotations);
    w.end_object();
    return out;
}

Result<Annotations> annotations_from_json(std::string_view text) {
    using namespace detail;
    NL_TRY(const auto value, parsed("annotations", text));
    const auto& o = value.get_object();
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    Annotations result;
    result.article = ArticleId(integer(o, "article"));
    each(o, "sentences",
         [&](const auto& s) { result.sentences.push_back({range(s), static_cast<int>(integer(s, "paragraph"))}); });
    each(o, "names", [&](const auto& n) {
        result.names.push_back(
            {range(n), name_kind_named(detail::text(n, "kind")).value_or(NameKind::other), detail::text(n, "full")});
    });
    each(o, "quantities", [&](const auto& q) {
        result.quantities.push_back({range(q), maybe_number(q, "value"), number(q, "low", -kInfinity),
                                     number(q, "high", kInfinity), detail::text(q, "unit"),
                                     maybe_range(q, "of").value_or(TextRange{})});
    });
    each(o, "attributions", [&](const auto& a) {
        Attribution entry;
        entry.kind = quote_kind_named(detail::text(a, "kind")).value_or(QuoteKind::indirect);
        if (const auto* content = object_at(a, "content")) {
            entry.content = range(*content);
            each(*content, "parts", [&](const auto& part) { entry.parts.push_back(range(part)); });
        }
        entry.cue = maybe_range(a, "cue");
        entry.source = maybe_range(a, "source");
        entry.speaker = detail::text(a, "speaker");
        entry.speaker_role = detail::text(a, "speaker_role");
        entry.stance = stance_named(detail::text(a, "stance")).value_or(Stance::neutral);
        entry.confidence = static_cast<float>(number(a, "confidence"));
        result.attributions.push_back(std::move(entry));
    });
    each(o, "unknowns", [&](const auto& u) { result.unknowns.push_back(range(u)); });
    each(o, "theses", [&](const auto& t) { result.theses.push_back(range(t)); });
    return result;
}

}  // namespace newsloom::printed
