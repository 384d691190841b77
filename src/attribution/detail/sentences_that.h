/// Sentences that say what is not known, and sentences of opinion pieces that say what their author argues.
#pragma once

#include <vector>

#include "attribution/detail/find.h"
#include "model/article.h"

namespace newsloom::attribution::detail {

/// "The pilot's name has not been released." In order; words in quotes do not count: they are somebody's.
[[nodiscard]] std::vector<TextRange> find_unknowns(const Scan& scan);

/// Of opinion pieces only: the author's own sentences with the strongest signs of an argument ("should", "it is a
/// mistake"), one for about ten sentences, at most five, in text order. Sentences that report others do not count.
[[nodiscard]] std::vector<TextRange> find_theses(const Article& article, const Scan& scan,
                                                 const std::vector<Found>& found);

}  // namespace newsloom::attribution::detail
