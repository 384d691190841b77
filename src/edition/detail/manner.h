/// How a sentence speaks, far from the text it was written in: whether it leans on the sentence before it, asks and
/// does not answer, judges in its outlet's own voice, or is damaged. Words and phrases of data/edition/manner.txt.
#pragma once

#include <string_view>
#include <vector>

#include "edition/detail/sentence.h"
#include "edition/detail/words.h"
#include "model/article.h"

namespace newsloom::edition::detail {

struct Manner {
    bool leans = false;         ///< "also", "even as", "the latter": something stood before it
    bool asks = false;          ///< "was asked whether ..."
    bool says_nothing = false;  ///< "declined to comment", "here is what to know"
    bool judges = false;        ///< "brazen", "good news", "must" and nobody who says so
    bool damaged = false;       ///< "re - signed", "1: 30", "end.Next"
    bool looks_ahead = false;   ///< "is expected to", "could": it may have come
    bool has_happened = false;  ///< "has agreed", "is being held", "in June": news, without a weekday
    bool of_before = false;     ///< "in recent years", "last season"
    bool chats = false;         ///< "that's", "won't": not how a report speaks
    /// May stand below any other line.
    [[nodiscard]] bool is_plain() const { return !leans && stands_behind_its_own(); }
    /// May stand directly behind the sentence that stood before it in its report.
    [[nodiscard]] bool stands_behind_its_own() const { return !asks && !says_nothing && !judges && !damaged; }
};

[[nodiscard]] Manner manner_of(std::string_view sentence, const std::vector<Word>& words, const QuoteMask& quotes);

/// A title in its outlet's own voice: "Somehow, ...".
[[nodiscard]] bool judges(std::string_view title);

/// Its author speaks ("we", "my", "should"), or its title argues: an opinion, whatever its outlet calls it.
[[nodiscard]] bool argues(const Article& article);

}  // namespace newsloom::edition::detail
