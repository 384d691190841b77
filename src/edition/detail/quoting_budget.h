/// How much of each article may be printed in one story, over brief, story page, mail and feeds together.
///
/// What counts is the union of the printed ranges: a sentence that stands in the brief and again among the voices
/// counts once. Titles do not count: they are the name under which an article is linked.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "model/article.h"

namespace newsloom::edition::detail {

struct QuotingCaps {
    std::size_t spans = 3;
    std::size_t words = 75;
    double share = 0.10;  ///< of the article's words; one sentence is always allowed
};

/// A value: copy it to try something out.
class QuotingBudget {
  public:
    explicit QuotingBudget(QuotingCaps caps = {}) : caps_(caps) {}

    /// Ranges with one of these names are never allowed (see care.h).
    void hide(std::vector<std::string> names) { hidden_ = std::move(names); }

    /// Whether the range may be printed beside what has been printed already. `Whole::sentence` allows one
    /// range of up to 45 words to be over the share: a short article may always give one sentence.
    enum class Whole { no, sentence };
    [[nodiscard]] bool allows(const Article& article, TextRange range, Field field = Field::text,
                              Whole whole = Whole::sentence) const;
    /// Takes note of a printed range.
    void print(const Article& article, TextRange range, Field field = Field::text);
    [[nodiscard]] bool has_printed(ArticleId article, TextRange range, Field field = Field::text) const;
    [[nodiscard]] const std::vector<TextRange>& printed(ArticleId article, Field field = Field::text) const;

  private:
    QuotingCaps caps_;
    std::vector<std::string> hidden_;
    mutable std::map<ArticleId, std::size_t> share_words_;                   // counted once for each article
    std::map<std::pair<ArticleId, Field>, std::vector<TextRange>> printed_;  // merged, in order
};

/// News may never be quoted from a page that is none, or that is sponsored or satire.
[[nodiscard]] bool may_be_quoted(const Article& article);
/// No part of the range is under a no_print range, and it lies in the text on character borders.
[[nodiscard]] bool may_be_printed(const Article& article, TextRange range, Field field = Field::text);

}  // namespace newsloom::edition::detail
