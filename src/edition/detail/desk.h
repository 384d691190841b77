/// What every part of compose needs at hand: look-ups in the material, and the making of pieces, lines and source
/// marks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edition/compose.h"

namespace newsloom::edition::detail {

class Desk {
  public:
    Desk(const Material& material, const Options& options) : material_(&material), options_(&options) {}

    [[nodiscard]] const Material& material() const { return *material_; }
    [[nodiscard]] const Options& options() const { return *options_; }

    /// Null when the material has none.
    [[nodiscard]] const Article* article(ArticleId id) const;
    [[nodiscard]] const Annotations* annotations(ArticleId id) const;
    [[nodiscard]] const Outlet* outlet(OutletId id) const;

    /// Words of the catalogue in the edition's language.
    [[nodiscard]] std::string text(const std::string& label, std::vector<Computed> slots = {}) const;
    /// "9 March"; the inputs say which article or time it was computed from.
    [[nodiscard]] Computed day(Date day, std::vector<std::string> inputs) const;
    [[nodiscard]] Computed outlet_name(OutletId id) const;
    /// "A, B and C".
    [[nodiscard]] Computed list(std::string what, const std::vector<Computed>& items) const;

    [[nodiscard]] SourceMark mark(const Article& article, TextRange range = {}) const;

    /// Whether the article's language can stand unmarked in the edition: the same primary language, or not known.
    [[nodiscard]] bool speaks(const Article& article) const;

  private:
    const Material* material_;
    const Options* options_;
};

[[nodiscard]] Piece label(std::string id, std::vector<Computed> slots = {});
[[nodiscard]] Piece quoted(const Article& article, TextRange range, Field field = Field::text);
[[nodiscard]] Computed count(std::string what, std::size_t value);
/// One piece, one line.
[[nodiscard]] Line line_of(Piece piece);
/// Adds marks of outlets that the line does not carry yet, up to four in all.
void add_mark(Line& line, SourceMark mark);

inline constexpr std::size_t kMarksPerLine = 3;  ///< more do not fit behind a sentence on a phone; the page lists all

/// Reports that tell what happened: news, live blogs, analysis, and pages whose genre is not known.
[[nodiscard]] bool reports_news(const Article& article);

/// The article's own date, in its own time zone where it gives one.
[[nodiscard]] std::optional<Date> published_day(const Article& article);

}  // namespace newsloom::edition::detail
