#include "edition/detail/desk.h"

#include <algorithm>
#include <utility>

#include "edition/detail/quoting_budget.h"
#include "edition/detail/words.h"

namespace newsloom::edition::detail {
namespace {

template <class Map, class Id>
auto* look_up(const Map& map, Id id) {
    const auto found = map.find(id);
    return found == map.end() ? nullptr : found->second;
}

}  // namespace

const Article* Desk::article(ArticleId id) const { return look_up(material_->articles, id); }
const Annotations* Desk::annotations(ArticleId id) const { return look_up(material_->annotations, id); }
const Outlet* Desk::outlet(OutletId id) const { return look_up(material_->outlets, id); }

std::string Desk::text(const std::string& label, std::vector<Computed> slots) const {
    return label_text(Label{label, std::move(slots)}, options_->language);
}

Computed Desk::day(Date day, std::vector<std::string> inputs) const {
    const unsigned month = static_cast<unsigned>(day.month());
    const std::string number = std::to_string(static_cast<unsigned>(day.day()));
    const std::string name = text("month." + std::to_string(month));
    return {"date", text("brief.day_month", {{"day", number, {}}, {"month", name, {}}}), std::move(inputs)};
}

Computed Desk::outlet_name(OutletId id) const {
    const Outlet* const known = outlet(id);
    if (known == nullptr) return {"outlet", {}, {}};
    return {"outlet", known->short_name.empty() ? known->name : known->short_name, {"outlet:" + known->key}};
}

Computed Desk::list(std::string what, const std::vector<Computed>& items) const {
    Computed result{std::move(what), {}, {}};
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) result.text += text(i + 1 == items.size() ? "list.and" : "list.comma");
        result.text += items[i].text;
        result.inputs.insert(result.inputs.end(), items[i].inputs.begin(), items[i].inputs.end());
    }
    return result;
}

SourceMark Desk::mark(const Article& article, TextRange range) const {
    SourceMark mark;
    mark.outlet = article.outlet;
    mark.article = article.id;
    mark.document = article.document;
    mark.url = article.canonical_url.empty() ? article.url : article.canonical_url;
    mark.title = article.title;
    mark.time = article.time();
    mark.fetched = article.first_seen;
    mark.range = range;
    mark.paywalled = article.paywalled;
    mark.language = article.language;
    if (const Outlet* const known = outlet(article.outlet)) {
        mark.outlet_key = known->key;
        mark.short_name = known->short_name.empty() ? known->name : known->short_name;
    } else {
        mark.short_name = article.site;
    }
    if (mark.short_name.empty()) mark.short_name = text("source.unnamed");
    return mark;
}

bool Desk::speaks(const Article& article) const {
    const std::string_view language = article.language;
    if (language.empty() || language == "und") return true;
    const auto primary = [](std::string_view tag) { return tag.substr(0, tag.find('-')); };
    return primary(language) == primary(options_->language);
}

Piece label(std::string id, std::vector<Computed> slots) { return Label{std::move(id), std::move(slots)}; }

Piece quoted(const Article& article, TextRange range, Field field) {
    const Span span{article.id, range, field};
    return Quoted{span, std::string(bytes_of(article, span))};
}

Computed count(std::string what, std::size_t value) { return {std::move(what), std::to_string(value), {}}; }

Line line_of(Piece piece) {
    Line line;
    line.pieces.push_back(std::move(piece));
    return line;
}

void add_mark(Line& line, SourceMark mark) {
    if (line.sources.size() >= kMarksPerLine) return;
    const bool there = std::any_of(line.sources.begin(), line.sources.end(), [&](const SourceMark& one) {
        return one.article == mark.article || (mark.outlet && one.outlet == mark.outlet);
    });
    if (!there) line.sources.push_back(std::move(mark));
}

bool reports_news(const Article& article) {
    if (!may_be_quoted(article)) return false;
    return article.genre == Genre::news || article.genre == Genre::live || article.genre == Genre::analysis ||
           article.genre == Genre::other;
}

std::optional<Date> published_day(const Article& article) {
    if (!article.published) return std::nullopt;
    return date_of(article.published->at + article.published->offset.value_or(std::chrono::minutes{0}));
}

}  // namespace newsloom::edition::detail
